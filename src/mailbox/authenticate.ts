/**
 * Whether a mail comes from the author that it names: a DKIM signature of the author's domain that verifies here, or the
 * word of the organisation's own relay in a field that nobody outside can have written.
 */
import { bodyHasher } from "../core/analysis/dkim/body-hash.ts";
import { signatureChecker } from "../core/analysis/dkim/signature-check.ts";
import { checkDkim } from "../core/analysis/dkim/verify.ts";
import { parseResults } from "../core/analysis/authentication/authentication.ts";
import { shortcomings } from "../core/analysis/authentication/statements.ts";
import type { MessageView } from "../core/analysis/message-view.ts";
import { isAligned } from "../core/analysis/network/domains.ts";
import type { AuthenticationResult } from "../core/analysis/types.ts";
import { domainOf } from "../core/mail/addresses.ts";
import { withoutComments } from "../core/mail/lexer.ts";
import type { ResolvedMailboxConfig } from "./config.ts";
import type { MailKeys } from "./dns-keys.ts";
import { SmtpRefusal } from "./replies.ts";

export type AuthenticatedBy = "dkim" | "relay-dmarc" | "relay-dkim" | "relay-spf";

export interface AuthenticateDeps {
  readonly authentication: ResolvedMailboxConfig["authentication"];
  readonly keys: MailKeys;
  readonly now: () => number;
}

/** What relays write is a few hundred. */
const MAX_FIELD_OCTETS = 16_384;

/** @throws SmtpRefusal sender-not-authenticated; keys-unavailable where DNS gave no answer and nothing else decided. */
export async function authenticate(
  view: MessageView,
  author: string,
  { authentication, keys, now }: AuthenticateDeps,
): Promise<AuthenticatedBy> {
  const domain = domainOf(author) as string;
  const byRelay = relayResult(view, domain, authentication);
  if (byRelay !== null) return byRelay;
  if (!authentication.dkim) throw new SmtpRefusal("sender-not-authenticated");
  const asked = keys.forOneMail();
  const results = await checkDkim(
    view,
    bodyHasher(view.octets.subarray(view.section.bodyOffset)),
    signatureChecker(asked.resolver),
  );
  const at = now();
  const signed = results.some(
    (result) => shortcomings(result, 1).length === 0 && (result.expiresAt === null || result.expiresAt > at),
  );
  if (signed) return "dkim";
  throw new SmtpRefusal(asked.unanswered() ? "keys-unavailable" : "sender-not-authenticated");
}

/**
 * Only the topmost Authentication-Results, by an authserv-id that is configured, above the topmost Received, which the
 * relay wrote itself: all below it could have been written by the sender (RFC 8601, section 5). Right below it only where
 * the administrator says that the relay writes one there for every mail, so that the sender's is never the topmost.
 */
function relayResult(
  view: MessageView,
  domain: string,
  { trustedAuthservIds, resultsBelowReceived }: ResolvedMailboxConfig["authentication"],
): AuthenticatedBy | null {
  const top = view.first("authentication-results");
  const [received, older] = view.all("received");
  if (trustedAuthservIds.length === 0 || top === null || received === undefined) return null;
  const limit = resultsBelowReceived ? (older?.offset ?? Number.POSITIVE_INFINITY) : received.offset;
  if (top.offset > limit || top.length > MAX_FIELD_OCTETS) return null;
  const results = parseResults(withoutComments(top.body), null).filter(
    ({ authservId, result }) =>
      authservId !== null && trustedAuthservIds.includes(authservId.toLowerCase()) && result === "pass",
  );
  const passed = (method: string, aligned: (properties: Properties) => boolean) =>
    results.some((result) => result.method === method && aligned(result.properties));
  if (passed("dmarc", (properties) => properties["header.from"]?.toLowerCase() === domain))
    return "relay-dmarc";
  if (passed("dkim", (properties) => isAligned(dkimDomain(properties), domain))) return "relay-dkim";
  return passed("spf", (properties) => isAligned(mailFromDomain(properties), domain)) ? "relay-spf" : null;
}

type Properties = AuthenticationResult["properties"];

function dkimDomain(properties: Properties): string | null {
  return properties["header.d"] ?? domainOf(properties["header.i"] ?? null);
}

/** RFC 8601, section 2.7.2: an address, or a domain alone. */
function mailFromDomain(properties: Properties): string | null {
  const value = properties["smtp.mailfrom"] ?? null;
  return value === null || value.includes("@") ? domainOf(value) : value;
}
