import { firstServer, held, oldestHop, ownAddress, type ProviderProfile, signedFor } from "./profile.ts";

const DOMAINS = /^(?:icloud|me|mac)\.com$/;

/** iCloud Mail: the HELO of the program is visible, the address beside it is Apple's own. */
export const icloud: ProviderProfile = {
  id: "icloud",
  name: "iCloud Mail",
  domains: DOMAINS,
  signsFor: DOMAINS,
  samples: 19,
  hosts: ["www.icloud.com", "smtp.mail.me.com", "idmsa.apple.com"],
  hidesClientIp: true,
  signs: (evidence) => ({
    strong: held(
      "dkim-domain",
      signedFor(evidence, DOMAINS),
      "first-hop",
      /^(?:[\w-]{1,60}\.(?:me|icloud)\.com|p\d\d-icloudmta-[\w-]{1,60})$/.test(firstServer(evidence)),
      "message-id",
      /^<3[\w]{5,20}-\d{1,3}@[\w-]{1,60}\.me\.com>$/.test(evidence.messageId ?? ""),
    ),
    weak: held(
      "selector",
      evidence.dkim.some(({ selector }) => selector === "1a1hai"),
    ),
  }),
  account: (evidence) => ownAddress(evidence, DOMAINS),
  reveals: (evidence) =>
    /ESMTPSA/i.test(oldestHop(evidence)?.with ?? "") && firstServer(evidence).endsWith(".com")
      ? ["mail-program-used"]
      : [],
  hides: ["ip-is-the-providers-own", "device", "person-behind-account"],
  identifierFields: ["x-proofpoint-guid", "x-proofpoint-orig-guid"],
  asks: [
    "data-subscriber",
    "data-recovery",
    "data-login-ips-with-ports",
    "data-sessions",
    "data-devices",
    "data-content",
    "who-authorities-only",
    "who-voluntary-hold",
    "fact-e-evidence",
  ],
};
