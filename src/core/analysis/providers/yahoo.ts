import type { RevealCode } from "../words/provider-fact-codes.ts";
import {
  firstServer,
  hasField,
  held,
  oldestHop,
  ownAddress,
  type ProviderEvidence,
  type ProviderProfile,
  signedFor,
} from "./profile.ts";

/** By name: under most countries' endings anybody can hold "aim" and sign for it. yahoo.co.jp is another company's. */
const DOMAINS = new RegExp(
  `^(?:${[
    "(?:ymail|rocketmail|aim)\\.com",
    "(?:netscape|verizon)\\.net",
    "aol\\.(?:com|de|es|fr|it|nl|co\\.uk)",
    "yahoo\\.(?:com|ca|de|dk|es|fr|gr|ie|in|it|no|pl|ro|se)",
    "yahoo\\.(?:co\\.(?:id|in|nz|th|uk)|com\\.(?:ar|au|br|hk|mx|ph|sg|tw|vn))",
  ].join("|")})$`,
);

function revealsOf(evidence: ProviderEvidence): RevealCode[] {
  const facts: RevealCode[] = [];
  if (hasField(evidence, "x-sonic-id") || hasField(evidence, "x-ymail-osg")) facts.push("provider-token");
  if (/\b(?:YMail|AolMail)Norrin\b/.test(evidence.view.first("x-mailer")?.body ?? ""))
    facts.push("web-client-version");
  // Old web mail wrote the browser's address: "from [192.0.2.7] by web….mail….yahoo.com via HTTP".
  if (/\bHTTP\b/i.test(oldestHop(evidence)?.with ?? "")) facts.push("web-or-app-used");
  if (/\.mail\.(?:\w{2,4})\.yahoo\.com$/.test(firstServer(evidence))) facts.push("server-region");
  if (evidence.embeddedTimes.some(({ source }) => source === "yahoo-message-id")) facts.push("sending-time");
  return facts;
}

/** Yahoo and AOL: one system. No client address; X-Sonic-MF names the account. */
export const yahoo: ProviderProfile = {
  id: "yahoo",
  name: "Yahoo Mail / AOL",
  domains: DOMAINS,
  signsFor: DOMAINS,
  samples: 9,
  hosts: ["mail.yahoo.com", "data.mail.yahoo.com", "login.yahoo.com", "mail.aol.com", "smtp.mail.yahoo.com"],
  hidesClientIp: true,
  signs: (evidence) => ({
    strong: held(
      "dkim-domain",
      signedFor(evidence, DOMAINS),
      "first-hop",
      /\.(?:consmr|bullet)?\.?mail\.\w{2,4}\.yahoo\.com$/.test(firstServer(evidence)),
      "message-id",
      /^<\d{1,12}\.\d{1,12}\.\d{13}@mail\.yahoo\.com>$/.test(evidence.messageId ?? ""),
    ),
    weak: held("ymail-osg", hasField(evidence, "x-ymail-osg"), "sonic-mf", hasField(evidence, "x-sonic-mf")),
  }),
  account: (evidence) => sonicAccount(evidence) ?? ownAddress(evidence, DOMAINS),
  reveals: revealsOf,
  hides: ["client-ip", "device", "person-behind-account"],
  identifierFields: ["x-sonic-id", "x-sonic-mf", "x-ymail-osg"],
  asks: [
    "data-subscriber",
    "data-recovery",
    "data-login-ips-with-ports",
    "data-sessions",
    "data-devices",
    "data-content",
    "who-authorities-only",
    "who-voluntary-hold",
    "fact-yahoo-exact-address",
    "fact-e-evidence",
  ],
};

/** X-Sonic-MF: the envelope sender inside Yahoo's own system. */
function sonicAccount(evidence: ProviderEvidence): string | null {
  const field = evidence.view.first("x-sonic-mf");
  if (field === null || field.length > 1000) return null;
  return /^<?([^<>\s@]{1,64}@[^<>\s@]{1,255})>?$/.exec(field.body)?.[1]?.toLowerCase() ?? null;
}
