/** The attributes that decide what is shown, linked to or loaded. Of a name written twice the first counts. */
import { decodeReferences } from "./entities.ts";
import { standsAt } from "./tags.ts";

export interface Attribute {
  /** Place of the value in the source, without quotes; references are not decoded. */
  readonly start: number;
  readonly end: number;
}

export interface KnownAttributes {
  style: Attribute | null;
  href: Attribute | null;
  src: Attribute | null;
  srcset: Attribute | null;
  background: Attribute | null;
  bgcolor: Attribute | null;
  color: Attribute | null;
  width: Attribute | null;
  height: Attribute | null;
  hidden: Attribute | null;
  class: Attribute | null;
  id: Attribute | null;
  action: Attribute | null;
  content: Attribute | null;
  data: Attribute | null;
  poster: Attribute | null;
}

export function noAttributes(): KnownAttributes {
  return {
    style: null,
    href: null,
    src: null,
    srcset: null,
    background: null,
    bgcolor: null,
    color: null,
    width: null,
    height: null,
    hidden: null,
    class: null,
    id: null,
    action: null,
    content: null,
    data: null,
    poster: null,
  };
}

export type KnownName = keyof KnownAttributes;

/** Names by length and first letter: most attributes of a mail are told apart by these alone, without a copy. */
const BY_SHAPE: (readonly KnownName[] | undefined)[] = Array.from({ length: 11 * 32 });
for (const name of Object.keys(noAttributes()) as KnownName[]) {
  const shape = name.length * 32 + (name.charCodeAt(0) & 31);
  BY_SHAPE[shape] = [...(BY_SHAPE[shape] ?? []), name];
}

/** @returns The name between the two places, in whatever letter case; null for one that decides nothing. */
export function knownNameBetween(html: string, start: number, end: number): KnownName | null {
  const names = BY_SHAPE[(end - start) * 32 + (html.charCodeAt(start) & 31)];
  if (names === undefined) return null;
  for (const name of names) if (standsAt(html, start, name)) return name;
  return null;
}

/** @returns The value with its references decoded; "" where the tag has no such attribute. */
export function valueOf(html: string, attribute: Attribute | null): string {
  return attribute === null ? "" : decodeReferences(html.slice(attribute.start, attribute.end));
}
