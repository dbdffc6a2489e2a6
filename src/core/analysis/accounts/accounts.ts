/** Accounts, scripts and customers that fields of the header name as the origin. */
import { fromUtf8 } from "../../base/bytes.ts";
import { decodeBase64 } from "../../base/base64.ts";
import type { HeaderField } from "../../mail/header-fields.ts";
import { parseAddresses } from "../../mail/addresses.ts";
import { decodeEnvelope } from "./envelope-address.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import type { AccountClaim, Hop, Trusted } from "../types.ts";

/** Beyond this a field is no account but ballast. */
const MAX_FIELD_OCTETS = 4_000;
/** Provider tokens run over several lines. */
const MAX_VALUE_CHARS = 600;
/** A header may repeat such fields thousands of times. */
const MAX_CLAIMS = 60;
const MAX_OF_ONE_NAME = 10;

type Reader = (body: string) => readonly { readonly kind: string; readonly value: string }[];

const as =
  (kind: string): Reader =>
  (body) => [{ kind, value: body }];

/** cPanel's form is "server: account"; others write the account alone. */
const afterServer =
  (kind: string): Reader =>
  (body) => [{ kind, value: body.replace(/^[\w.-]{1,255}:\s+/, "") }];

const addresses =
  (kind: string): Reader =>
  (body) =>
    parseAddresses(body)
      .slice(0, MAX_OF_ONE_NAME)
      .flatMap(({ address }) => (address === null ? [] : [{ kind, value: address }]));

/** Lower-case names, and how each is read. */
const READERS: readonly (readonly [string, Reader])[] = [
  ["x-authenticated-sender", afterServer("authenticated-sender")],
  ["x-get-message-sender-via", afterServer("sender-via")],
  ["x-authuser", as("auth-user")],
  ["x-auth-user", as("auth-user")],
  ["x-authenticated-user", as("auth-user")],
  ["x-auth-id", as("auth-user")],
  ["x-smtp-user", as("auth-user")],
  ["x-source-auth", as("auth-user")],
  ["x-sonic-mf", addresses("sonic-account")],
  ["x-google-original-from", as("original-from")],
  ["x-originating-email", addresses("originating-email")],
  ["sender", addresses("sender")],
  ["x-sender", addresses("sender")],
  ["return-path", readReturnPath],
  ["x-forwarded-for", addressList("forwarded-for")],
  ["x-forwarded-to", addressList("forwarded-to")],
  ["x-php-originating-script", as("php-script")],
  ["x-php-script", as("php-script")],
  ["x-source", as("source-program")],
  ["x-source-args", as("source-arguments")],
  ["x-source-dir", as("source-folder")],
  ["x-antiabuse", readAntiAbuse],
  ["feedback-id", readFeedbackId],
  ["x-report-abuse", as("report-abuse")],
  ["x-report-abuse-to", as("report-abuse")],
  ["x-ses-outgoing", as("ses-outgoing")],
  ["x-sg-eid", as("sendgrid-event")],
  ["x-mailgun-sid", readMailgun],
  ["x-mc-user", as("mailchimp-account")],
  ["x-mandrill-user", as("mandrill-account")],
  ["x-provags-id", as("provags-id")],
  ["x-sonic-id", as("sonic-id")],
];

/** @returns In the order of the header. Each is that field's claim, not a fact. */
export function readAccounts(view: MessageView, hops: readonly Hop[]): AccountClaim[] {
  const claims: AccountClaim[] = [];
  const trustedAt = trustOf(hops);
  for (const [name, read] of READERS) {
    const fields = view.all(name);
    if (fields.length === 0) continue;
    for (const field of fields.slice(0, MAX_OF_ONE_NAME)) pushClaims(field, read, trustedAt, claims);
  }
  for (const field of view.all("received").slice(-MAX_OF_ONE_NAME))
    pushClaims(field, readReceived, trustedAt, claims);
  return claims.length < 2 ? claims : claims.sort((a, b) => a.basis.offset - b.basis.offset);
}

function pushClaims(
  field: HeaderField,
  read: Reader,
  trustedAt: (offset: number) => Trusted,
  claims: AccountClaim[],
): void {
  if (field.length > MAX_FIELD_OCTETS || field.body === "") return;
  for (const { kind, value } of read(field.body)) {
    if (value.trim() === "" || value.length > MAX_VALUE_CHARS || claims.length >= MAX_CLAIMS) continue;
    const trusted = trustedAt(field.offset);
    claims.push({ kind, value: value.trim(), claimedBy: field.name, trusted, basis: basisOf(field) });
  }
}

/** Fields above the handover are the receiver's own; those below came with the message. */
function trustOf(hops: readonly Hop[]): (offset: number) => Trusted {
  if (hops.every(({ trusted }) => trusted === null)) return () => null;
  const handover = hops.find(({ flags }) => flags.includes("handover"));
  return (offset) => handover !== undefined && offset < handover.basis.offset;
}

function readReturnPath(body: string) {
  const address = parseAddresses(body)[0]?.address ?? null;
  return address === null ? [] : [{ kind: "return-path", value: address }, ...decodeEnvelope(address)];
}

/** Gmail separates them by a space. */
function addressList(kind: string): Reader {
  return (body) =>
    body
      .split(/[\s,]+/, MAX_OF_ONE_NAME)
      .filter((word) => word.includes("@"))
      .map((value) => ({ kind, value }));
}

const ANTI_ABUSE: Readonly<Record<string, string>> = {
  "primary hostname": "hosting-server",
  "originator/caller uid/gid": "system-user",
  "sender address domain": "sender-domain",
};

/** cPanel: "Primary Hostname - server.example", "Originator/Caller UID/GID - [47 12] / [47 12]". */
function readAntiAbuse(body: string) {
  const dash = body.indexOf(" - ");
  const name = body.slice(0, Math.max(dash, 0)).trim().toLowerCase();
  const kind = Object.hasOwn(ANTI_ABUSE, name) ? ANTI_ABUSE[name] : undefined;
  return kind === undefined ? [] : [{ kind, value: body.slice(dash + 3) }];
}

/** "a:b:c:SenderId"; Amazon's third part is one for each customer, Proton's first seems one for each account. */
function readFeedbackId(body: string) {
  const claim = { kind: "feedback-id", value: body };
  const ses = /^[\w.:-]{0,60}\.([A-Za-z0-9+/]{20,60}={0,2}):AmazonSES$/.exec(body)?.[1];
  if (ses !== undefined) return [claim, { kind: "ses-account", value: ses }];
  const proton = /^(\d{1,20}):user:proton$/.exec(body)?.[1];
  return proton === undefined ? [claim] : [claim, { kind: "proton-account-inferred", value: proton }];
}

/** base64 of ["…","recipient","…"]: the last names the sending domain at Mailgun. */
function readMailgun(body: string) {
  const decoded = decodeBase64(body);
  const text = decoded.ok ? fromUtf8(decoded.value) : null;
  const id = text === null ? undefined : /,\s*"([0-9a-f]{4,12})"\]$/.exec(text)?.[1];
  return [id === undefined ? { kind: "mailgun-sid", value: body } : { kind: "mailgun-account", value: id }];
}

const IN_RECEIVED: readonly (readonly [string, RegExp])[] = [
  ["envelope-from", /\(envelope-(?:from|sender) <?([^<>\s()]{1,255})>?\)/i],
  ["auth-user", /\(Authenticated sender: ([^()\s]{1,255})\)/i],
  ["auth-user", /\bauthenticated_id: ([^()\s]{1,255})/i],
  ["auth-user", /\bauth=pass(?:ed)? \(?(?:[a-z0-9-]{1,20}\) )?smtp\.auth=([^()\s;]{1,255})/i],
  ["system-user", /\b(?:invoked by |from network; by |from )(?:uid|userid) (\d{1,10})\b/i],
];

const NOTHING: readonly { kind: string; value: string }[] = [];

/** Remarks of servers beside the clauses. */
function readReceived(body: string) {
  // Short words first: most fields have none of them.
  const lower = body.toLowerCase();
  if (!lower.includes("auth") && !lower.includes("nvelope-") && !/u(?:ser)?id/.test(lower)) return NOTHING;
  const found: { kind: string; value: string }[] = [];
  for (const [kind, pattern] of IN_RECEIVED) {
    const value = pattern.exec(body)?.[1];
    if (value !== undefined) found.push({ kind, value });
  }
  return found;
}
