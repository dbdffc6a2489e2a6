/** Colours as CSS and old HTML write them, as 0xRRGGBB. */

const NAMED_COLORS = new Map<string, number>([
  ["white", 0xffffff],
  ["black", 0x000000],
  ["red", 0xff0000],
  ["lime", 0x00ff00],
  ["blue", 0x0000ff],
  ["yellow", 0xffff00],
  ["silver", 0xc0c0c0],
  ["gray", 0x808080],
  ["grey", 0x808080],
  ["green", 0x008000],
  ["navy", 0x000080],
  ["maroon", 0x800000],
  ["purple", 0x800080],
  ["teal", 0x008080],
  ["orange", 0xffa500],
  ["whitesmoke", 0xf5f5f5],
  ["snow", 0xfffafa],
]);

const COLOR =
  /#([\da-f]{6}|[\da-f]{3})(?![\da-f])|rgba?\(\s*(\d{1,3})[\s,]{1,4}(\d{1,3})[\s,]{1,4}(\d{1,3})|\b([a-z]{3,10})\b/g;

/** A colour attribute of old HTML, where "#" is often left out. */
export function readOldColor(value: string): number | null {
  const hex = /^\s*#?([\da-f]{6})\s*$/i.exec(value)?.[1];
  return hex === undefined ? readColor(value.toLowerCase()) : Number.parseInt(hex, 16);
}

/** The first colour in a value, in lower case. */
export function readColor(value: string): number | null {
  const plain = value.charCodeAt(0) === 0x23 ? hexadecimal(value) : namedColor(value);
  if (plain !== undefined) return plain;
  for (const [, hex, red, green, blue, name] of value.slice(0, 200).matchAll(COLOR)) {
    if (hex !== undefined) return Number.parseInt(hex.length === 3 ? hex.replace(/./g, "$&$&") : hex, 16);
    if (red !== undefined) return (Number(red) << 16) | (Number(green) << 8) | Number(blue);
    const named = NAMED_COLORS.get(name as string);
    if (named !== undefined) return named;
  }
  return null;
}

/** @returns undefined where the value is more than one word. */
function namedColor(value: string): number | null | undefined {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 0x61 || code > 0x7a) return undefined;
  }
  return NAMED_COLORS.get(value) ?? null;
}

/** @returns The number that "#" and six digits in lower case are; undefined for anything else. */
function hexadecimal(value: string): number | undefined {
  if (value.length !== 7) return undefined;
  let number = 0;
  for (let i = 1; i < 7; i++) {
    const code = value.charCodeAt(i);
    const digit =
      code >= 0x30 && code <= 0x39 ? code - 0x30 : code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
    if (digit < 0) return undefined;
    number = number * 16 + digit;
  }
  return number;
}

/** Steps of 255, all three channels together, below which nobody reads text on a background. */
const UNREADABLE_DIFFERENCE = 24;

export function looksAlike(a: number, b: number): boolean {
  const channel = (shift: number) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255));
  return channel(16) + channel(8) + channel(0) <= UNREADABLE_DIFFERENCE;
}
