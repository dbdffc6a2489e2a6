/** The attributes that decide what is shown, linked to or loaded. Of a name written twice the first counts. */
import { decodeReferences } from "./entities.ts";
import type { Attribute } from "./scanner.ts";

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

export const NO_ATTRIBUTES: Readonly<KnownAttributes> = {
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

/** What the scanner is asked for. */
export const KNOWN_NAMES: ReadonlySet<string> = new Set(Object.keys(NO_ATTRIBUTES));

/** @param attributes - Of these names only. */
export function knownAttributes(attributes: readonly Attribute[]): Readonly<KnownAttributes> {
  if (attributes.length === 0) return NO_ATTRIBUTES;
  const known: KnownAttributes = { ...NO_ATTRIBUTES };
  for (const attribute of attributes) known[attribute.name as keyof KnownAttributes] ??= attribute;
  return known;
}

/** @returns The value with its references decoded; "" where the tag has no such attribute. */
export function valueOf(html: string, attribute: Attribute | null): string {
  return attribute === null ? "" : decodeReferences(html.slice(attribute.start, attribute.end));
}
