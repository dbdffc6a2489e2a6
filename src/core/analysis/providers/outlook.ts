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

/** By name: under most countries' endings anybody can hold "live" and sign for it. */
const DOMAINS = new RegExp(
  `^(?:(?:outlook|hotmail|live|msn|windowslive|passport)\\.com|${[
    "outlook\\.(?:at|be|cl|cz|de|dk|es|fr|hu|ie|in|it|jp|kr|lv|my|ph|pt|sa|sg|sk|co\\.id|co\\.il|co\\.th|com\\.ar|com\\.au|com\\.br|com\\.gr|com\\.tr|com\\.vn)",
    "hotmail\\.(?:be|ch|de|dk|es|fi|fr|gr|it|nl|no|se|co\\.jp|co\\.th|co\\.uk|com\\.ar|com\\.au|com\\.br|com\\.tr)",
    "live\\.(?:at|be|ca|cl|de|dk|fi|fr|ie|it|jp|nl|no|se|co\\.uk|co\\.za|com\\.ar|com\\.au|com\\.mx|com\\.my|com\\.pt|com\\.sg)",
  ].join("|")})$`,
);
const TENANT = /(?:^|\.)onmicrosoft\.com$/;
/** The server's name and 25 hex digits, then the server. */
export const OUTLOOK_SERVER_ID =
  /^<([0-9A-Z]{30,60})@[\w.-]{1,100}\.prod\.(?:outlook\.com|exchangelabs\.com)>$/i;

function firstHopIsMapi(evidence: ProviderEvidence): boolean {
  return /\bmapi\b/i.test(oldestHop(evidence)?.with ?? "") && MICROSOFT_SERVER.test(firstServer(evidence));
}

const OUTBOUND = /\.outbound\.protection\.outlook\.com$/i;

function weakSigns({ messageId, hops }: ProviderEvidence): string[] {
  return held(
    "message-id",
    OUTLOOK_SERVER_ID.test(messageId ?? ""),
    "outbound-host",
    hops.some(({ from }) => from.helo !== null && OUTBOUND.test(from.helo)),
  );
}

/** "….namprd06.prod.outlook.com", "….LAMP152.PROD.OUTLOOK.COM": the mailbox's data centre, never the sender's place. */
const REGION = /\.[a-z]{3}p(?:rd)?\d{2,3}\.prod\./;
const MICROSOFT_SERVER = /\.(?:outlook\.com|exchangelabs\.com|office365\.com)$/;

/** Hotmail and Outlook.com: the servers hand mail on "with mapi" and note no client address. */
export const outlook: ProviderProfile = {
  id: "outlook.com",
  name: "Outlook.com / Hotmail",
  domains: DOMAINS,
  signsFor: DOMAINS,
  samples: 184,
  hosts: ["outlook.live.com", "login.live.com", "outlook.office.com", "smtp-mail.outlook.com"],
  hidesClientIp: true,
  signs: (evidence) => ({
    strong: held(
      "dkim-domain",
      signedFor(evidence, DOMAINS),
      "first-hop",
      DOMAINS.test(evidence.fromDomain ?? "") && firstHopIsMapi(evidence),
      "x-tmn",
      hasField(evidence, "x-tmn"),
    ),
    weak: weakSigns(evidence),
  }),
  account: (evidence) => ownAddress(evidence, DOMAINS),
  reveals: (evidence) => [
    ...(hasField(evidence, "x-tmn") ? (["provider-token"] as const) : []),
    ...(REGION.test(firstServer(evidence)) ? (["server-region"] as const) : []),
  ],
  hides: ["client-ip", "device", "person-behind-account"],
  identifierFields: [
    "x-tmn",
    "x-ms-exchange-crosstenant-network-message-id",
    "x-ms-office365-filtering-correlation-id",
    "x-eip",
  ],
  asks: [
    "data-subscriber",
    "data-recovery",
    "data-login-ips-with-ports",
    "data-sessions",
    "data-devices",
    "data-content",
    "who-authorities-only",
    "who-voluntary-hold",
    "fact-microsoft-account",
    "fact-e-evidence",
  ],
};

/** A business tenant of Microsoft 365: the same servers, another domain. The tenant's administrator has the logs. */
export const microsoft365: ProviderProfile = {
  id: "microsoft-365",
  name: "Microsoft 365",
  domains: TENANT,
  signsFor: TENANT,
  samples: 224,
  hosts: ["outlook.office.com", "outlook.office365.com", "login.microsoftonline.com", "smtp.office365.com"],
  hidesClientIp: true,
  signs: (evidence) => {
    // A tenant that only passes a mail on signs it as well: the consumer's provider has the account.
    const consumer = hasField(evidence, "x-tmn") || signedFor(evidence, DOMAINS);
    if (consumer) return { strong: [], weak: [] };
    return {
      strong: held("dkim-domain", signedFor(evidence, TENANT), "first-hop", firstHopIsMapi(evidence)),
      weak: weakSigns(evidence),
    };
  },
  account: (evidence) => ownAddress(evidence, TENANT),
  reveals: (evidence) => [
    ...(signedFor(evidence, TENANT) ? (["tenant-domain"] as const) : []),
    ...(REGION.test(firstServer(evidence)) ? (["server-region"] as const) : []),
  ],
  hides: ["client-ip", "device", "user-of-the-customer"],
  identifierFields: [
    "x-ms-exchange-crosstenant-network-message-id",
    "x-ms-office365-filtering-correlation-id",
    "x-originatororg",
  ],
  asks: [
    "data-tenant-audit",
    "data-login-ips-with-ports",
    "data-sessions",
    "who-tenant-administrator",
    "who-authorities-only",
    "fact-e-evidence",
  ],
};
