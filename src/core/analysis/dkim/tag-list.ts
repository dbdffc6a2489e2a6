/** Tag=value lists (RFC 6376, section 3.2). */

export interface TagList {
  readonly tags: ReadonlyMap<string, string>;
  /** Tags written twice: the list is then invalid (section 3.2). */
  readonly duplicates: readonly string[];
}

/** Splits at ";" and at the first "=" of each part; white space around names and values goes. */
export function parseTagList(text: string): TagList {
  const tags = new Map<string, string>();
  const duplicates: string[] = [];
  for (const part of text.split(";")) {
    const equals = part.indexOf("=");
    if (equals < 0) continue;
    const name = part.slice(0, equals).trim();
    if (tags.has(name)) duplicates.push(name);
    else tags.set(name, part.slice(equals + 1).trim());
  }
  return { tags, duplicates };
}

/** Base64 and lists may be folded anywhere: white space inside has no meaning (section 3.2, FWS). */
export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, "");
}
