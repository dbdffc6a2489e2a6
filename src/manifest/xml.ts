/** Writes XML of elements and attributes: all that a manifest consists of. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements, or one text. */
  readonly content: readonly XmlElement[] | string;
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  content: readonly XmlElement[] | string = [],
): XmlElement {
  return { name, attributes, content };
}

/** Escapes what markup means, and white space that a parser would turn into a blank (XML 1.0, section 3.3.3). */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/g, (found) => `&#${found.charCodeAt(0)};`);
}

/** @returns The element with those below it, two blanks a level, a line each. */
export function formatXml(one: XmlElement, depth = 0): string {
  const indent = "  ".repeat(depth);
  const attributes = Object.entries(one.attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join("");
  const start = `${indent}<${one.name}${attributes}`;
  if (typeof one.content === "string") return `${start}>${escapeXml(one.content)}</${one.name}>\n`;
  if (one.content.length === 0) return `${start}/>\n`;
  const inner = one.content.map((child) => formatXml(child, depth + 1)).join("");
  return `${start}>\n${inner}${indent}</${one.name}>\n`;
}
