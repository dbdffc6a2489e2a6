/** Findings from the form of the header: what RFC 5322 and 2045 ask for and ordinary programs write. */
import { domainOf } from "../../mail/addresses.ts";
import type { HeaderField } from "../../mail/header-fields.ts";
import { isAligned } from "../network/domains.ts";
import { boundaryOf } from "../embedded-times/embedded-times.ts";
import { finding, type FindingEvidence, pushAll } from "../findings/finding.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import type { Finding } from "../types.ts";

/** At most once in a message (RFC 5322, section 3.6; RFC 2045, sections 4 and 5). From has a code of its own. */
const SINGLE_FIELDS = [
  "date",
  "sender",
  "reply-to",
  "to",
  "cc",
  "message-id",
  "in-reply-to",
  "references",
  "subject",
  "mime-version",
  "content-type",
  "content-transfer-encoding",
];
const MIME_FIELDS = ["content-type", "content-transfer-encoding", "content-disposition"];
const RESENT_FIELDS = ["resent-from", "resent-sender", "resent-to", "resent-date", "resent-message-id"];
/** Fields that a program shows: raw octets in others concern nobody. */
const RECIPIENT_FIELDS = ["to", "cc", "bcc"];
const SHOWN_FIELDS = ["from", "sender", "reply-to", "to", "cc", "subject"];

/** Characters of a line without its CRLF (RFC 5322, section 2.1.1). */
const MAX_LINE_OCTETS = 998;
/** Bases are for opening: nobody opens more of one kind. */
const MAX_BASES = 20;

export function formFindings(evidence: FindingEvidence): Finding[] {
  const { view } = evidence;
  const found = endFindings(view);
  pushAll(found, messageIdFindings(evidence));
  pushRepeatedFields(view, found);
  pushMimeFindings(view, found);
  pushRecipientFindings(view, found);
  pushOctetFindings(view, found);
  return found;
}

function endFindings(view: MessageView): Finding[] {
  if (view.section.endedBy !== "malformed-line") return [];
  return [
    finding("header-malformed", "notice", "high", [
      { field: "body", offset: view.section.bodyOffset, octets: 0 },
    ]),
  ];
}

function messageIdFindings(evidence: FindingEvidence): Finding[] {
  const { view, messageId } = evidence;
  const field = view.first("message-id");
  if (messageId === null || field === null)
    return [finding("message-id-missing", "notice", "high", field === null ? [] : [basisOf(field)])];
  if (isReceiverMade(messageId))
    return [finding("message-id-by-receiver", "notice", "medium", [basisOf(field)], { messageId })];
  const found = foreignForm(view, messageId, field);
  pushAll(found, foreignDomain(evidence, messageId, field));
  return found;
}

/** Written by a receiving server where the message came without: Exchange Online Protection, Gmail. */
const RECEIVER_MADE = /(?:@[\w.-]+\.(?:mail|eop-\w+\.prod)\.protection\.outlook\.com|@mx\.google\.com)>$/i;

function isReceiverMade(messageId: string): boolean {
  return RECEIVER_MADE.test(messageId) || messageId.includes("SMTPIN_ADDED_");
}

const EXCHANGE_ID = /^<([0-9A-Z]{30,60})@[\w.-]+\.prod\.(?:outlook\.com|exchangelabs\.com)>$/i;

/** What Exchange Online composes has the Message-ID's local part in its boundary (173 of 174 measured). */
function foreignForm(view: MessageView, messageId: string, field: HeaderField): Finding[] {
  const local = EXCHANGE_ID.exec(messageId)?.[1];
  const contentType = view.first("content-type");
  if (local === undefined || contentType === null) return [];
  const boundary = boundaryOf(contentType.body);
  if (boundary === null || boundary.toUpperCase().includes(local.toUpperCase())) return [];
  const details = { messageId, boundary: boundary.slice(0, 100) };
  return [
    finding("message-id-form-differs", "notice", "medium", [basisOf(field), basisOf(contentType)], details),
  ];
}

function foreignDomain(evidence: FindingEvidence, messageId: string, field: HeaderField): Finding[] {
  const { view, dkim } = evidence;
  const idDomain = domainOf(messageId.split(">", 1)[0] ?? "");
  const fromDomain = domainOf(view.from?.address ?? null);
  const fromField = view.first("from");
  if (idDomain === null || fromDomain === null || fromField === null) return [];
  if (isAligned(idDomain, fromDomain)) return [];
  if (dkim.some(({ domain }) => isAligned(idDomain, domain))) return [];
  const bases = [basisOf(field), basisOf(fromField)];
  return [finding("message-id-domain-differs", "info", "high", bases, { idDomain, fromDomain })];
}

function pushRepeatedFields(view: MessageView, found: Finding[]): void {
  for (const name of SINGLE_FIELDS) {
    const fields = view.all(name);
    if (fields.length < 2) continue;
    const details = { name: (fields[0] as HeaderField).name, count: String(fields.length) };
    found.push(finding("field-repeated", "notice", "high", fields.slice(0, MAX_BASES).map(basisOf), details));
  }
}

function pushMimeFindings(view: MessageView, found: Finding[]): void {
  if (view.first("mime-version") !== null) return;
  const present = MIME_FIELDS.flatMap((name) => view.first(name) ?? []);
  if (present.length > 0) found.push(finding("mime-version-missing", "info", "high", present.map(basisOf)));
}

/** To, Cc and Bcc without any address: the recipient stands in the envelope only (RFC 5322, section 3.6.3). */
function pushRecipientFindings(view: MessageView, found: Finding[]): void {
  const fields = fieldsOf(view, RECIPIENT_FIELDS);
  if (!fields.some((field) => field.body.includes("@")))
    found.push(finding("recipient-missing", "info", "high", fields.slice(0, MAX_BASES).map(basisOf)));
  const resent = fieldsOf(view, RESENT_FIELDS);
  if (resent.length === 0) return;
  const by = (view.first("resent-from") ?? view.first("resent-sender"))?.body.slice(0, 300) ?? "?";
  found.push(finding("message-resent", "info", "high", resent.slice(0, MAX_BASES).map(basisOf), { by }));
}

function fieldsOf(view: MessageView, names: readonly string[]): HeaderField[] {
  const fields: HeaderField[] = [];
  for (const name of names) for (const field of view.all(name)) fields.push(field);
  return fields;
}

function pushOctetFindings(view: MessageView, found: Finding[]): void {
  const nul = firstNul(view);
  if (nul >= 0) {
    const at = view.fields.find(({ offset, length }) => nul >= offset && nul < offset + length);
    const basis = at === undefined ? { field: "body", offset: nul, octets: 1 } : basisOf(at);
    found.push(finding("header-octet-nul", "notice", "high", [basis]));
  }
  const raw = fieldsOf(view, SHOWN_FIELDS).filter((field) => !field.isAscii && /[^\0-\x7f]/.test(field.body));
  if (raw.length > 0) {
    const names = [...new Set(raw.map(({ name }) => name))].slice(0, MAX_BASES).join(", ");
    found.push(finding("header-octets-raw", "info", "high", raw.slice(0, MAX_BASES).map(basisOf), { names }));
  }
  const long = view.fields.filter((field) => field.longestLine > MAX_LINE_OCTETS);
  if (long.length > 0) {
    const names = [...new Set(long.map(({ name }) => name))].slice(0, MAX_BASES).join(", ");
    found.push(finding("header-line-long", "info", "high", long.slice(0, MAX_BASES).map(basisOf), { names }));
  }
}

/** @returns Octets from the start of the message to the first NUL of its header, or -1. */
function firstNul({ octets, section }: MessageView): number {
  // Looked for in text where that is at hand: much faster than in octets.
  if (section.ascii !== null && !section.ascii.includes("\0")) return -1;
  return octets.subarray(0, section.bodyOffset).indexOf(0);
}
