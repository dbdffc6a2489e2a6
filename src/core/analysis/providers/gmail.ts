import { domainOf } from "../../mail/addresses.ts";
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
import { googleProject } from "./request.ts";

const DOMAINS = /^(?:gmail|googlemail)\.com$/;
const CUSTOMER_SIGNATURE = /^[\w-]{1,200}\.\d{8}\.gappssmtp\.com$/;
const FIRST_SERVER = /^(?:smtp(?:-relay)?\.gmail\.com|gmailapi\.google\.com|mail-[\w-]{1,40}\.google\.com)$/;

/** Web, app and API write this form; what a mail program sends keeps the program's own, or gets "@mx.google.com". */
export const GMAIL_WEB_ID = /^<CA[\w+=-]{20,}@mail\.gmail\.com>$/;
/** Firebase, Forms, Groups, Calendar: no person's mailbox sent it. */
const SERVICE_ID = /^<0{4,12}[0-9a-f]{8,20}@google\.com>$/;

const weakSigns = (evidence: ProviderEvidence) =>
  held(
    "boundary",
    /^0{12}[0-9a-f]{16}$/.test(evidence.boundary ?? ""),
    "gm-message-state",
    hasField(evidence, "x-gm-message-state"),
    "message-id-domain",
    /@(?:mail\.)?gmail\.com>$|@mx\.google\.com>$/.test(evidence.messageId ?? ""),
  );

/** Google's servers always add a field or an identifier: a Received line without one was written by somebody else. */
function isFirstServer(evidence: ProviderEvidence): boolean {
  return FIRST_SERVER.test(firstServer(evidence)) && weakSigns(evidence).length > 0;
}

function isService(evidence: ProviderEvidence): boolean {
  return (
    SERVICE_ID.test(evidence.messageId ?? "") ||
    hasField(evidence, "x-googleforms-formid") ||
    /(?:^|\.)(?:firebaseapp\.com|appspotmail\.com)$/.test(evidence.fromDomain ?? "")
  );
}

function routeFacts(evidence: ProviderEvidence): RevealCode[] {
  const by = firstServer(evidence);
  const facts: RevealCode[] = [];
  if (by === "smtp.gmail.com" || by === "smtp-relay.gmail.com") facts.push("mail-program-used");
  if (by === "gmailapi.google.com") facts.push("api-used");
  if (googleProject(evidence) !== null) facts.push("google-project-number");
  if (GMAIL_WEB_ID.test(evidence.messageId ?? "") && by !== "gmailapi.google.com")
    facts.push("web-or-app-used");
  if (hasField(evidence, "x-google-original-from")) facts.push("original-from");
  const clock = evidence.embeddedTimes.some(({ source }) => source.startsWith("gmail-"));
  if (clock) facts.push("sending-time");
  return facts;
}

const HOSTS = ["mail.google.com", "accounts.google.com", "smtp.gmail.com", "gmail.googleapis.com"];
const IDENTIFIERS = ["x-gm-message-state", "x-google-smtp-source", "x-google-original-from", "feedback-id"];

/** Gmail: web and app pass on no client address, a mail program's is recorded. */
export const gmail: ProviderProfile = {
  id: "gmail",
  name: "Gmail",
  domains: DOMAINS,
  signsFor: DOMAINS,
  samples: 361,
  hosts: HOSTS,
  hidesClientIp: true,
  signs: (evidence) => {
    // A customer that forwards signs as well: then From is still Gmail's.
    const customer =
      !DOMAINS.test(evidence.fromDomain ?? "") &&
      evidence.dkim.some(({ domain }) => CUSTOMER_SIGNATURE.test(domain ?? ""));
    if (customer || isService(evidence)) return { strong: [], weak: [] };
    // A customer's own domain with Google's fields but without Gmail's signature is Workspace.
    const signed = signedFor(evidence, DOMAINS);
    const foreign = !signed && evidence.dkim.length > 0 && !DOMAINS.test(evidence.fromDomain ?? "");
    return {
      strong: held(
        "message-id",
        GMAIL_WEB_ID.test(evidence.messageId ?? "") && !foreign,
        "dkim-domain",
        signed,
        "first-hop",
        isFirstServer(evidence) && !foreign,
      ),
      weak: weakSigns(evidence),
    };
  },
  account: (evidence) => ownAddress(evidence, DOMAINS),
  reveals: routeFacts,
  hides: ["client-ip-in-web-and-app", "device", "person-behind-account"],
  identifierFields: IDENTIFIERS,
  asks: [
    "data-subscriber",
    "data-recovery",
    "data-login-ips-with-ports",
    "data-sessions",
    "data-devices",
    "data-content",
    "who-authorities-only",
    "who-voluntary-hold",
    "fact-google-hold-90-days",
    "fact-e-evidence",
  ],
};

/** Google Workspace: the same servers, the customer's own domain; the customer's administrator has logs too. */
export const googleWorkspace: ProviderProfile = {
  id: "google-workspace",
  name: "Google Workspace",
  domains: null,
  signsFor: CUSTOMER_SIGNATURE,
  samples: 13,
  hosts: HOSTS,
  hidesClientIp: true,
  signs: (evidence) => {
    const consumer = DOMAINS.test(evidence.fromDomain ?? "") || signedFor(evidence, DOMAINS);
    if (consumer || isService(evidence)) return { strong: [], weak: [] };
    return {
      strong: held(
        "dkim-domain",
        signedFor(evidence, CUSTOMER_SIGNATURE),
        "message-id",
        GMAIL_WEB_ID.test(evidence.messageId ?? ""),
        "first-hop",
        isFirstServer(evidence),
      ),
      weak: weakSigns(evidence),
    };
  },
  account: customerAddress,
  reveals: (evidence) => ["customer-domain", ...routeFacts(evidence)],
  hides: ["client-ip-in-web-and-app", "device", "person-behind-account"],
  identifierFields: IDENTIFIERS,
  asks: [
    "data-subscriber",
    "data-login-ips-with-ports",
    "data-sessions",
    "data-devices",
    "data-tenant-audit",
    "who-tenant-administrator",
    "who-authorities-only",
    "fact-google-hold-90-days",
    "fact-e-evidence",
  ],
};

/** From's address, where the envelope or the customer's signature is of the same domain. */
function customerAddress(evidence: ProviderEvidence): string | null {
  const address = evidence.view.from?.address?.toLowerCase() ?? null;
  const { fromDomain } = evidence;
  if (address === null || fromDomain === null) return null;
  const envelope = domainOf(evidence.view.first("return-path")?.body.replace(/[<>]/g, "") ?? null);
  const signed = evidence.dkim.some(({ domain }) => {
    const lower = domain?.toLowerCase() ?? "";
    return lower === fromDomain || lower.startsWith(`${fromDomain.replaceAll(".", "-")}.`);
  });
  return signed || envelope === fromDomain ? address : null;
}

/** A service of Google sent it for somebody's project, form or group: there is a project, not a mailbox, behind it. */
export const googleService: ProviderProfile = {
  id: "google-service",
  name: "Google (Firebase, Forms, Groups)",
  domains: /(?:^|\.)(?:firebaseapp\.com|appspotmail\.com)$/,
  signsFor: /(?:^|\.)(?:google\.com|firebaseapp\.com|appspotmail\.com)$/,
  samples: 42,
  hosts: ["firebase.google.com", "docs.google.com", "groups.google.com", "accounts.google.com"],
  hidesClientIp: true,
  signs: (evidence) => ({
    strong: held(
      "google-service",
      isService(evidence) &&
        (FIRST_SERVER.test(firstServer(evidence)) || signedFor(evidence, googleService.signsFor)),
    ),
    weak: weakSigns(evidence),
  }),
  account: () => null,
  reveals: (evidence) => {
    const by = oldestHop(evidence)?.by ?? null;
    return by === null ? ["google-service"] : ["google-service", ...routeFacts(evidence)];
  },
  hides: ["client-ip", "device", "person-behind-account"],
  identifierFields: ["x-googleforms-formid", "feedback-id", "x-gm-message-state", "list-id"],
  asks: [
    "data-api-project",
    "data-login-ips-with-ports",
    "who-authorities-only",
    "fact-google-hold-90-days",
    "fact-e-evidence",
  ],
};
