/** What every part of the analysis reads: the fields, found by name, and the few values that all need. */
import { parseAddresses, type Mailbox } from "../mail/addresses.ts";
import { type HeaderField, type HeaderSection, readHeaderFields } from "../mail/header-fields.ts";
import type { Basis } from "./types.ts";

export interface MessageView {
  readonly octets: Uint8Array;
  readonly section: HeaderSection;
  readonly fields: readonly HeaderField[];
  /** Topmost field of that lower-case name, or null. */
  first(lowerName: string): HeaderField | null;
  /** All fields of that lower-case name, top to bottom. */
  all(lowerName: string): readonly HeaderField[];
  /** Mailbox of the topmost From; null without one. */
  readonly from: Mailbox | null;
}

const NO_FIELDS: readonly HeaderField[] = [];

export function viewMessage(octets: Uint8Array): MessageView {
  const section = readHeaderFields(octets);
  const byName = new Map<string, HeaderField[]>();
  for (const field of section.fields) {
    const list = byName.get(field.lowerName);
    if (list === undefined) byName.set(field.lowerName, [field]);
    else list.push(field);
  }
  const first = (lowerName: string) => byName.get(lowerName)?.[0] ?? null;
  const from = first("from");
  return {
    octets,
    section,
    fields: section.fields,
    first,
    all: (lowerName) => byName.get(lowerName) ?? NO_FIELDS,
    from: from === null ? null : senderOf(from.body),
  };
}

/** An unquoted comma in a name makes two mailboxes of one: the name is the first's, the address the first that there is. */
function senderOf(body: string): Mailbox {
  const mailboxes = parseAddresses(body);
  const address = mailboxes.find((mailbox) => mailbox.address !== null)?.address ?? null;
  return { address, name: mailboxes[0]?.name ?? null };
}

export function basisOf(field: HeaderField): Basis {
  return { field: field.name, offset: field.offset, octets: field.length };
}
