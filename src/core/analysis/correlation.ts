/** Values that two mails of one hand may share. Each is a hint; none says who wrote. */
import { domainOf, parseAddresses } from "../mail/addresses.ts";
import type { CorrelationKey } from "../evidence/types.ts";
import { parseThreadIndex } from "./embedded-times/thread-index.ts";
import { clientAddresses } from "./origin.ts";
import type { MessageView } from "./message-view.ts";
import type { DkimResult, Hop, OriginatingIpCandidate, ProviderFinding } from "./types.ts";

export interface CorrelationEvidence {
  readonly view: MessageView;
  readonly hops: readonly Hop[];
  readonly dkim: readonly DkimResult[];
  readonly originatingIps: readonly OriginatingIpCandidate[];
  readonly provider: ProviderFinding | null;
  readonly messageId: string | null;
  readonly returnPath: string | null;
}

/** Fields whose body is taken as it is. */
const VERBATIM_FIELDS: Readonly<Record<string, string>> = {
  "feedback-id": "feedback-id",
  "x-sonic-id": "sonic-id",
  "x-provags-id": "provags-id",
  "x-mailer": "client",
  "user-agent": "client",
  "x-authenticated-sender": "account",
  "x-authuser": "account",
  "x-get-message-sender-via": "account",
  "x-php-originating-script": "php-script",
};

const MAX_VALUE_CHARS = 300;
const MAX_KEYS = 100;

export function correlationKeys(evidence: CorrelationEvidence): CorrelationKey[] {
  const keys = new Map<string, CorrelationKey>();
  const push = (kind: string, value: string | null | undefined) => {
    if (!value || value.length > MAX_VALUE_CHARS || keys.size >= MAX_KEYS) return;
    keys.set(`${kind} ${value}`, { kind, value });
  };
  pushAddresses(evidence, push);
  pushIdentifiers(evidence, push);
  for (const [field, kind] of Object.entries(VERBATIM_FIELDS)) push(kind, evidence.view.first(field)?.body);
  for (const ip of clientAddresses(evidence.originatingIps, evidence.hops, evidence.provider))
    push("origin-ip", ip);
  for (const { domain, selector } of evidence.dkim)
    if (domain && selector) push("dkim-selector", `${selector}._domainkey.${domain}`);
  return [...keys.values()];
}

type Push = (kind: string, value: string | null | undefined) => void;

function pushAddresses({ view, provider, returnPath }: CorrelationEvidence, push: Push): void {
  push("account", provider?.account);
  push("from", view.from?.address?.toLowerCase());
  push("display-name", view.from?.name);
  for (const field of view.all("reply-to")) {
    for (const mailbox of parseAddresses(field.body).slice(0, 10))
      push("reply-to", mailbox.address?.toLowerCase());
  }
  push("return-path", returnPath?.toLowerCase());
}

function pushIdentifiers({ view, hops, messageId }: CorrelationEvidence, push: Push): void {
  push("message-id-pattern", messageId === null ? null : messageIdPattern(messageId));
  const thread = view.first("thread-index");
  push("thread-index-guid", thread === null ? null : parseThreadIndex(thread.body)?.guid);
  // For mail from outside ("Anonymous") this is the receiving tenant: it would link all mail of one organisation.
  const authenticatedAs = view.first("x-ms-exchange-crosstenant-authas")?.body.trim().toLowerCase();
  if (authenticatedAs === "internal")
    push("tenant", view.first("x-ms-exchange-crosstenant-id")?.body.toLowerCase());
  for (const hop of hops) {
    // "from N named unknown by gmailapi.google.com": N looks like a Google Cloud project number (unconfirmed).
    if (hop.by === "gmailapi.google.com" && /^\d{6,20}$/.test(hop.from.helo ?? ""))
      push("google-project", hop.from.helo);
  }
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
  if (/^\d+$/.test(run)) return "9";
  if (/^[0-9a-f]+$/.test(run)) return "x";
  if (/^[0-9A-F]+$/.test(run)) return "X";
  return "a";
}
