/** Character references of HTML (section 13.2.5.72 of the standard): numbers, and the names that mail programs write. */

/** U+00A0 to U+00FF, in that order (HTML 4.01, section 24.2). */
const LATIN1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

const NAMED = new Map<string, string>([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["euro", "€"],
  ["hellip", "…"],
  ["bull", "•"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["sbquo", "‚"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["bdquo", "„"],
  ["trade", "™"],
  ["OElig", "Œ"],
  ["oelig", "œ"],
  ["Scaron", "Š"],
  ["scaron", "š"],
  ["ensp", "\u2002"],
  ["emsp", "\u2003"],
  ["thinsp", "\u2009"],
  ["hairsp", "\u200a"],
  ["numsp", "\u2007"],
  ["rarr", "→"],
  ["larr", "←"],
  ["check", "✓"],
  ["num", "#"],
  ["quest", "?"],
  ["excl", "!"],
  ["percnt", "%"],
  ["equals", "="],
  ["dollar", "$"],
  ["zwnj", "\u200c"],
  ["zwj", "\u200d"],
  ["lrm", "\u200e"],
  ["rlm", "\u200f"],
  ["ZeroWidthSpace", "\u200b"],
  ["NoBreak", "\u2060"],
  ["colon", ":"],
  ["sol", "/"],
  ["period", "."],
  ["commat", "@"],
  ["lpar", "("],
  ["rpar", ")"],
  ["Tab", "\t"],
  ["NewLine", "\n"],
  ...LATIN1.split(" ").map((name, i): [string, string] => [name, String.fromCharCode(0xa0 + i)]),
]);

/** Longest reference looked for, "&" and ";" included: longer ones are no character. */
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z][a-zA-Z\d]{1,15}));?/y;

export interface Reference {
  readonly text: string;
  /** Characters of the source that it takes. */
  readonly length: number;
}

/** @returns The character that the reference at `place` stands for; null where there is none. */
export function referenceAt(source: string, place: number): Reference | null {
  REFERENCE.lastIndex = place;
  const match = REFERENCE.exec(source);
  if (match === null) return null;
  const [whole, decimal, hex, name] = match;
  if (name !== undefined) {
    const text = NAMED.get(name);
    return text === undefined ? null : { text, length: whole.length };
  }
  const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
  return { text: characterOf(code), length: whole.length };
}

/** Numbers 128 to 159 mean windows-1252, as browsers read them. */
const C1 = new TextDecoder("windows-1252");

function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return C1.decode(Uint8Array.of(code));
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\ufffd";
  return String.fromCodePoint(code);
}

export function decodeReferences(source: string): string {
  let ampersand = source.indexOf("&");
  if (ampersand < 0) return source;
  let text = "";
  let copied = 0;
  for (; ampersand >= 0; ampersand = source.indexOf("&", Math.max(copied, ampersand + 1))) {
    const reference = referenceAt(source, ampersand);
    if (reference === null) continue;
    text += source.slice(copied, ampersand) + reference.text;
    copied = ampersand + reference.length;
  }
  return text + source.slice(copied);
}
