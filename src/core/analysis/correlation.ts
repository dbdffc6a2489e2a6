/** Values that two mails of one hand may share. Each is a hint; none says who wrote. */
import { domainOf, parseAddresses } from "../mail/addresses.ts";
import type { CorrelationKey } from "../evidence/types.ts";
import { CLIENT_FAMILIES, claimedFamily, familyOfMessageId } from "./client/families.ts";
import { isCommonHost } from "./network/common-hosts.ts";
import { parseThreadIndex } from "./embedded-times/thread-index.ts";
import { clientAddresses } from "./network/origin.ts";
import type { MessageView } from "./message-view.ts";
import { PROVIDERS } from "./providers/detect.ts";
import { googleProject } from "./providers/request.ts";
import type {
  AccountClaim,
  AttachmentRecord,
  BodyAnalysis,
  ClientClaim,
  DkimResult,
  Hop,
  OriginatingIpCandidate,
  ProviderFinding,
} from "./types.ts";

export interface CorrelationEvidence {
  readonly view: MessageView;
  readonly hops: readonly Hop[];
  readonly dkim: readonly DkimResult[];
  readonly originatingIps: readonly OriginatingIpCandidate[];
  readonly provider: ProviderFinding | null;
  readonly accounts: readonly AccountClaim[];
  readonly client: ClientClaim;
  readonly body: BodyAnalysis | null;
  readonly attachments: readonly AttachmentRecord[];
  readonly messageId: string | null;
  readonly returnPath: string | null;
}

/** Claims that name an account or customer, and the kind of key that each becomes. */
const ACCOUNT_KEYS: Readonly<Record<string, string>> = {
  "authenticated-sender": "account",
  "auth-user": "account",
  "sender-via": "account",
  "sonic-account": "account",
  "originating-email": "account",
  "srs-original": "account",
  forwarder: "account",
  "ses-account": "ses-account",
  "sendgrid-account": "sendgrid-account",
  "mailgun-account": "mailgun-account",
  "mailchimp-account": "mailchimp-account",
  "mandrill-account": "mandrill-account",
  "proton-account-inferred": "proton-account-inferred",
  "provags-id": "provags-id",
  "sonic-id": "sonic-id",
  "php-script": "php-script",
  "source-folder": "hosting-folder",
};

const MAX_VALUE_CHARS = 300;
const MAX_KEYS = 100;
/** A mail can hold thousands of links. */
const MAX_FROM_BODY = 20;

/** From, Subject, Date, Message-ID and Content-Type stand in nearly every mail. */
const MIN_FINGERPRINT_FIELDS = 6;

type Push = (kind: string, value: string | null | undefined) => void;

/** @returns The strongest first: what the sender controls, then traces of the program, then what the mail holds. */
export function correlationKeys(evidence: CorrelationEvidence): CorrelationKey[] {
  const keys = new Map<string, CorrelationKey>();
  const push: Push = (kind, value) => {
    if (!value || value.length > MAX_VALUE_CHARS || keys.size >= MAX_KEYS) return;
    keys.set(`${kind} ${value}`, { kind, value });
  };
  pushAddresses(evidence, push);
  pushContent(evidence, push);
  pushIdentifiers(evidence, push);
  pushClient(evidence, push);
  for (const ip of clientAddresses(evidence.originatingIps, evidence.hops, evidence.provider))
    push("origin-ip", ip);
  for (const { domain, selector } of evidence.dkim)
    if (domain && selector && !isSharedSigner(domain))
      push("dkim-selector", `${selector}._domainkey.${domain}`);
  return [...keys.values()];
}

function pushAddresses({ view, provider, returnPath, accounts }: CorrelationEvidence, push: Push): void {
  push("account", provider?.account);
  for (const { kind, value } of accounts) {
    const key = Object.hasOwn(ACCOUNT_KEYS, kind) ? ACCOUNT_KEYS[kind] : undefined;
    if (key !== undefined) push(key, key === "account" ? value.toLowerCase() : value);
  }
  push("from", view.from?.address?.toLowerCase());
  push("display-name", view.from?.name);
  const replyTo = view.all("reply-to");
  for (const field of replyTo.length === 0 ? replyTo : replyTo.slice(0, 10)) {
    for (const mailbox of parseAddresses(field.body).slice(0, 10))
      push("reply-to", mailbox.address?.toLowerCase());
  }
  push("return-path", returnPath?.toLowerCase());
}

function pushContent({ body, attachments, view }: CorrelationEvidence, push: Push): void {
  for (const { text } of body?.wallets.slice(0, MAX_FROM_BODY) ?? []) push("wallet", text);
  for (const { number } of body?.phones.slice(0, MAX_FROM_BODY) ?? []) push("phone", number);
  const contacts = body?.mailAddresses.slice(0, MAX_FROM_BODY) ?? [];
  const parties = contacts.length === 0 ? NOBODY : addressedParties(view);
  for (const { text } of contacts) {
    const address = text.toLowerCase();
    if (!parties.has(address)) push("contact-address", address);
  }
  pushHosts(body, push);
  for (const { sha256, octets } of attachments.slice(0, MAX_FROM_BODY))
    if (octets > 0) push("attachment", sha256);
}

function pushHosts(body: BodyAnalysis | null, push: Push): void {
  if (body === null || body.urls.length === 0) return;
  const hosts = new Set<string>();
  for (const { host } of body.urls.slice(0, 200)) hosts.add(host.toLowerCase());
  let left = MAX_FROM_BODY;
  for (const host of hosts) {
    if (isCommonHost(host)) continue;
    push("url-host", host);
    if (--left === 0) return;
  }
}

const NOBODY: ReadonlySet<string> = new Set();

/** Whom the mail went to: quoted in the text, they would link all mail that one victim gets. */
function addressedParties(view: MessageView): ReadonlySet<string> {
  const parties = new Set<string>();
  for (const name of ["to", "cc", "from", "delivered-to"]) {
    const field = view.first(name);
    if (field === null || field.length > 10_000) continue;
    for (const { address } of parseAddresses(field.body))
      if (address !== null) parties.add(address.toLowerCase());
  }
  return parties;
}

function pushIdentifiers({ view, hops, messageId, dkim }: CorrelationEvidence, push: Push): void {
  // A provider's or common program's form is shared by all who use it.
  if (messageId !== null && familyOfMessageId(messageId) === null)
    push("message-id-pattern", messageIdPattern(messageId));
  const thread = view.first("thread-index");
  push("thread-index-guid", thread === null ? null : parseThreadIndex(thread.body)?.guid);
  // For mail from outside ("Anonymous") this is the receiving tenant: it would link all mail of one organisation.
  const authenticatedAs = view.first("x-ms-exchange-crosstenant-authas")?.body.trim().toLowerCase();
  if (authenticatedAs === "internal")
    push("tenant", view.first("x-ms-exchange-crosstenant-id")?.body.toLowerCase());
  for (const { domain } of dkim)
    if (domain?.toLowerCase().endsWith(".onmicrosoft.com")) push("tenant-domain", domain.toLowerCase());
  push("google-project", googleProject({ hops }));
  const feedback = view.first("feedback-id")?.body;
  // Google Forms writes one value for everybody.
  if (feedback !== undefined && !/:GoogleForms$/i.test(feedback)) push("feedback-id", feedback);
}

/** The names of common programs link nothing; a name that no family claims is rare. */
function pushClient({ client, view }: CorrelationEvidence, push: Push): void {
  if (client.claimed !== null && claimedFamily(client.claimed) === null) push("client", client.claimed);
  const own = CLIENT_FAMILIES.some(({ code, provider }) => provider && code === client.looksLike);
  const fields = client.fingerprint?.split(",").length ?? 0;
  if (fields >= MIN_FINGERPRINT_FIELDS && !own && view.first("x-tmn") === null)
    push("client-fingerprint", client.fingerprint);
}

/** Sending services that sign for all their customers with one domain. */
const SHARED_SIGNERS =
  /(?:^|\.)(?:amazonses\.com|sendgrid\.(?:net|info)|mailgun\.(?:org|net)|mcsv\.net|mandrillapp\.com|sparkpostmail\.com|google\.com|firebaseapp\.com|mailjet\.com|sendinblue\.com|brevosend\.com|hubspotemail\.net|klaviyomail\.com|zendesk\.com)$/i;

function isSharedSigner(domain: string): boolean {
  const lower = domain.toLowerCase();
  return (
    SHARED_SIGNERS.test(lower) ||
    PROVIDERS.some(({ domains, id }) => id !== "microsoft-365" && domains?.test(lower))
  );
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/**
 * The shape of a Message-ID: UUIDs, one long random text, or runs of digits, hex and letters as classes with their
 * lengths; the domain verbatim. "<5D41AA0B.7090203@example.com>" becomes "X_8.9_7@example.com".
 */
export function messageIdPattern(messageId: string): string {
  const bare = messageId.replace(/^<|>$/g, "").slice(0, 250);
  const at = bare.lastIndexOf("@");
  const local = at < 0 ? bare : bare.slice(0, at);
  const shape = shapeOf(local);
  return at < 0 ? shape : `${shape}@${domainOf(bare) ?? ""}`;
}

function shapeOf(local: string): string {
  // Base64url: the places of "-" and "_" are chance.
  const random =
    /^[\w+=-]{20,}$/.test(local) && /[a-z]/.test(local) && /[A-Z]/.test(local) && /\d/.test(local);
  if (random) return `b64_${local.length}`;
  return local
    .split(UUID)
    .map((part) => part.replace(/[A-Za-z0-9]+/g, (run) => `${classOf(run)}_${run.length}`))
    .join("uuid");
}

function classOf(run: string): string {
  let lower = true;
  let upper = true;
  for (let i = 0; i < run.length && (lower || upper); i++) {
    const code = run.charCodeAt(i);
    if (code <= 0x39) continue;
    lower &&= code >= 0x61 && code <= 0x66;
    upper &&= code <= 0x46;
  }
  if (lower && upper) return "9";
  if (lower) return "x";
  return upper ? "X" : "a";
}
