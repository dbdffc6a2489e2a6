import { held, ownAddress, type ProviderEvidence, type ProviderProfile, signedFor } from "./profile.ts";

const DOMAINS = /^(?:outlook|hotmail|live|msn|windowslive|passport)\.(?:com|net|co\.\w\w|com\.\w\w|\w\w)$/;
const SERVER_ID = /^<[0-9A-Z]{30,60}@[\w.-]+\.prod\.(?:outlook\.com|exchangelabs\.com)>$/i;

function firstHopIsMapi(evidence: ProviderEvidence): boolean {
  return /\bmapi\b/i.test(evidence.hops.at(-1)?.with ?? "");
}

/** Hotmail and Outlook.com: the servers hand mail on "with mapi" and note no client address. */
export const outlook: ProviderProfile = {
  id: "outlook.com",
  signsFor: DOMAINS,
  samples: 184,
  hosts: ["outlook.live.com", "login.live.com", "smtp-mail.outlook.com"],
  hidesClientIp: true,
  signs: (evidence) => ({
    strong: held({
      "dkim-domain": signedFor(evidence, DOMAINS),
      "first-hop": firstHopIsMapi(evidence) && DOMAINS.test(evidence.fromDomain ?? ""),
      "x-tmn": evidence.view.first("x-tmn") !== null,
    }),
    weak: held({ "message-id": SERVER_ID.test(evidence.messageId ?? "") }),
    ownDomain: DOMAINS.test(evidence.fromDomain ?? ""),
  }),
  account: (evidence) => ownAddress(evidence, DOMAINS),
};

/** A business tenant of Microsoft 365: the same servers, another domain. */
export const microsoft365: ProviderProfile = {
  id: "microsoft-365",
  signsFor: /\.onmicrosoft\.com$/,
  samples: 0,
  hosts: ["outlook.office.com", "login.microsoftonline.com", "smtp.office365.com"],
  hidesClientIp: true,
  signs: (evidence) => ({
    strong: held({
      "dkim-domain": signedFor(evidence, /\.onmicrosoft\.com$/),
      "first-hop": firstHopIsMapi(evidence) && evidence.view.first("x-tmn") === null,
    }),
    weak: held({ "message-id": SERVER_ID.test(evidence.messageId ?? "") }),
    ownDomain: (evidence.fromDomain ?? "").endsWith(".onmicrosoft.com"),
  }),
  account: () => null,
};
