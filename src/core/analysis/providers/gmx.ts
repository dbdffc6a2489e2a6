import type { RevealCode } from "../words/provider-fact-codes.ts";
import {
  firstServer,
  hasField,
  held,
  ownAddress,
  type ProviderEvidence,
  type ProviderProfile,
  signedFor,
} from "./profile.ts";

const DOMAINS = /^(?:gmx\.(?:net|com|de|at|ch|org|info|biz|eu|us|fr|es|co\.uk)|web\.de|mail\.com)$/;
/** "mail.gmx.net (mrgmx005 …) with ESMTPSA (Nemesis)", "smtp.web.de (mrweb…)": a mail program. */
const SMTP_SERVER = /^(?:mail|smtp)\.(?:gmx\.(?:net|com|de)|web\.de|mail\.com)$/;
/** "trinity-msg-rest-gmx-…", "3c-app-webde-bap21": web mail. */
const WEB_SERVER = /^(?:trinity-|3c-app-)[\w.-]{1,100}$/;

function revealsOf(evidence: ProviderEvidence): RevealCode[] {
  const by = firstServer(evidence);
  const facts: RevealCode[] = [];
  if (SMTP_SERVER.test(by)) facts.push("mail-program-used");
  // Web mail wrote the browser's address in the sample that shows it.
  if (WEB_SERVER.test(by)) facts.push("web-or-app-used", "client-ip");
  if (hasField(evidence, "x-provags-id")) facts.push("provider-token");
  if (evidence.embeddedTimes.some(({ source }) => source === "gmx-trinity")) facts.push("sending-time");
  return facts;
}

/** GMX, web.de, mail.com: the client's address is recorded, for programs and (one sample) for web mail. */
export const gmx: ProviderProfile = {
  id: "gmx",
  name: "GMX / web.de",
  domains: DOMAINS,
  signsFor: DOMAINS,
  samples: 6,
  hosts: ["navigator.gmx.net", "3c.gmx.net", "navigator.web.de", "3c.web.de", "mail.gmx.net", "smtp.web.de"],
  hidesClientIp: false,
  signs: (evidence) => ({
    strong: held(
      "dkim-domain",
      signedFor(evidence, DOMAINS),
      "first-hop",
      SMTP_SERVER.test(firstServer(evidence)) || WEB_SERVER.test(firstServer(evidence)),
      "message-id",
      /^<trinity-[0-9a-f-]{36}-\d{13}@/.test(evidence.messageId ?? ""),
    ),
    weak: held(
      "provags-id",
      hasField(evidence, "x-provags-id"),
      "ui-fields",
      hasField(evidence, "ui-outboundreport"),
    ),
  }),
  account: (evidence) => ownAddress(evidence, DOMAINS),
  reveals: revealsOf,
  hides: ["device", "person-behind-account"],
  identifierFields: ["x-provags-id", "ui-outboundreport", "x-ui-sender-class"],
  asks: [
    "data-subscriber",
    "data-recovery",
    "data-login-ips-with-ports",
    "data-sessions",
    "data-content",
    "who-authorities-only",
    "who-voluntary-hold",
    "fact-e-evidence",
  ],
};
