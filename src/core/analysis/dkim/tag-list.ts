/** Tag=value lists (RFC 6376, section 3.2). */
import type { HeaderField } from "../../mail/header-fields.ts";

export interface TagList {
  readonly tags: ReadonlyMap<string, string>;
  /** Tags written twice: the list is then invalid (section 3.2). */
  readonly duplicates: readonly string[];
  /** A part is no tag=value pair, or is empty before the end: most readers pass over it, ARC's seals may not. */
  readonly malformed: boolean;
}

const TAG_NAME = /^[A-Za-z]\w*$/;

/** A field of a chain is asked for its tags by several readers; forgotten with the message. */
const read = new WeakMap<HeaderField, TagList>();

/** As parseTagList of its body. */
export function tagListOf(field: HeaderField): TagList {
  const known = read.get(field);
  if (known !== undefined) return known;
  const list = parseTagList(field.body);
  read.set(field, list);
  return list;
}

/** Splits at ";" and at the first "=" of each part; white space around names and values goes. */
export function parseTagList(text: string): TagList {
  const tags = new Map<string, string>();
  const duplicates: string[] = [];
  let malformed = false;
  let equals = text.indexOf("=");
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf(";", start);
    const end = next < 0 ? text.length : next;
    // Looked for only once it is passed: time stays linear.
    if (equals >= 0 && equals < start) equals = text.indexOf("=", start);
    if (equals < 0 || equals > end) malformed ||= end < text.length || text.slice(start).trim() !== "";
    else {
      const name = text.slice(start, equals).trim();
      malformed ||= !TAG_NAME.test(name);
      if (tags.has(name)) duplicates.push(name);
      else tags.set(name, text.slice(equals + 1, end).trim());
    }
    start = end + 1;
  }
  return { tags, duplicates, malformed };
}

/** Base64 and lists may be folded anywhere: white space inside has no meaning (section 3.2, FWS). */
export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, "");
}
