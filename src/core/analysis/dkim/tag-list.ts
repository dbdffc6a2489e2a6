/** Tag=value lists (RFC 6376, section 3.2). */

export interface TagList {
  readonly tags: ReadonlyMap<string, string>;
  /** Tags written twice: the list is then invalid (section 3.2). */
  readonly duplicates: readonly string[];
  /** A part is no tag=value pair, or is empty before the end: most readers pass over it, ARC's seals may not. */
  readonly malformed: boolean;
}

const TAG_NAME = /^[A-Za-z]\w*$/;

/** Splits at ";" and at the first "=" of each part; white space around names and values goes. */
export function parseTagList(text: string): TagList {
  const tags = new Map<string, string>();
  const duplicates: string[] = [];
  const parts = text.split(";");
  let malformed = false;
  for (const [i, part] of parts.entries()) {
    const equals = part.indexOf("=");
    if (equals < 0) {
      malformed ||= i < parts.length - 1 || part.trim() !== "";
      continue;
    }
    const name = part.slice(0, equals).trim();
    malformed ||= !TAG_NAME.test(name);
    if (tags.has(name)) duplicates.push(name);
    else tags.set(name, part.slice(equals + 1).trim());
  }
  return { tags, duplicates, malformed };
}

/** Base64 and lists may be folded anywhere: white space inside has no meaning (section 3.2, FWS). */
export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, "");
}
