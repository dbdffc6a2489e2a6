/** Texts of elements in small XML files of documents: one pass, no entities of the file's own, nothing is fetched. */

export interface XmlElement {
  /** Without namespace prefix: "creator" of <dc:creator>. */
  readonly name: string;
  readonly attributes: string;
  /** Character data directly behind the start tag, references replaced. */
  readonly text: string;
}

/** A core.xml has a dozen; comments and tracked changes some thousands. */
const MAX_ELEMENTS = 200_000;
const MAX_TEXT_CHARS = 2_000;

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Replaces the references that XML itself defines (XML 1.0, sections 4.1 and 4.6). */
export function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** Every start tag with the text behind it, in order. Not a checking parser: broken XML gives what can be read. */
export function* xmlElements(xml: string): Generator<XmlElement> {
  let open = xml.indexOf("<");
  for (let count = 0; open >= 0 && count < MAX_ELEMENTS; ) {
    const close = xml.indexOf(">", open);
    if (close < 0) return;
    const next = xml.indexOf("<", close);
    const code = xml.charCodeAt(open + 1);
    // "/", "!" and "?": end tags, comments and declarations hold no element.
    if (code !== 0x2f && code !== 0x21 && code !== 0x3f) {
      count++;
      yield element(
        xml.slice(open + 1, close),
        xml.slice(close + 1, next < 0 ? undefined : Math.min(next, close + 1 + MAX_TEXT_CHARS)),
      );
    }
    open = next;
  }
}

function element(tag: string, text: string): XmlElement {
  let end = 0;
  while (end < tag.length && !isNameEnd(tag.charCodeAt(end))) end++;
  const name = tag.slice(0, end);
  return {
    name: name.slice(name.indexOf(":") + 1),
    attributes: tag.slice(end),
    text: tag.endsWith("/") ? "" : unescapeXml(text).trim(),
  };
}

function isNameEnd(code: number): boolean {
  return code <= 0x20 || code === 0x2f;
}

/** @param name - Without namespace prefix. @returns null where the attribute is missing. */
export function attributeOf(attributes: string, name: string): string | null {
  let at = attributes.indexOf(`${name}=`);
  while (at > 0 && !/[\s:]/.test(attributes[at - 1] as string)) at = attributes.indexOf(`${name}=`, at + 1);
  if (at < 0) return null;
  const start = at + name.length + 2;
  const quote = attributes[start - 1];
  if (quote !== '"' && quote !== "'") return null;
  const end = attributes.indexOf(quote, start);
  return end < 0 ? null : unescapeXml(attributes.slice(start, Math.min(end, start + MAX_TEXT_CHARS)));
}
