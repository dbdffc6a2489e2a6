/** International domain names back to what a program shows: Punycode (RFC 3492) of labels that begin with "xn--". */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;
const MAX_CODE_POINT = 0x10ffff;
/** A label has at most 63 octets (RFC 1035, section 2.3.4): longer ones are no domain, and inserting is quadratic. */
const MAX_LABEL_CHARS = 63;

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) >> 1) {
    rest = Math.floor(rest / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

/** @returns 0 to 35, or -1 for a character that is no digit (RFC 3492, section 5). */
function digitOf(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : -1;
}

/** One generalised variable-length integer (RFC 3492, section 3.3); null where it is cut short or too large. */
function readDelta(text: string, start: number, bias: number): { value: number; next: number } | null {
  let value = 0;
  let weight = 1;
  let position = start;
  for (let k = BASE; ; k += BASE) {
    const digit = position < text.length ? digitOf(text.charCodeAt(position++)) : -1;
    if (digit < 0) return null;
    value += digit * weight;
    if (value > Number.MAX_SAFE_INTEGER / BASE) return null;
    const threshold = k <= bias ? T_MIN : Math.min(k - bias, T_MAX);
    if (digit < threshold) return { value, next: position };
    weight *= BASE - threshold;
  }
}

/**
 * Decodes the text after "xn--" (RFC 3492, section 6.2).
 *
 * @returns null for what is no Punycode.
 */
export function decodePunycode(text: string): string | null {
  if (text.length > MAX_LABEL_CHARS || /[^\0-\x7f]/.test(text)) return null;
  const delimiter = text.lastIndexOf("-");
  const points = Array.from(text.slice(0, Math.max(delimiter, 0)), (one) => one.charCodeAt(0));
  let position = delimiter > 0 ? delimiter + 1 : 0;
  let [n, i, bias] = [INITIAL_N, 0, INITIAL_BIAS];
  while (position < text.length) {
    const delta = readDelta(text, position, bias);
    if (delta === null) return null;
    const length = points.length + 1;
    const total = i + delta.value;
    // RFC 3492, section 6.2: the first delta is the one that starts at position 0, before any insertion.
    bias = adapt(delta.value, length, i === 0);
    n += Math.floor(total / length);
    i = total % length;
    if (n > MAX_CODE_POINT || (n >= 0xd800 && n <= 0xdfff)) return null;
    points.splice(i++, 0, n);
    position = delta.next;
  }
  return String.fromCodePoint(...points);
}

/** The domain with each "xn--" label decoded, in lower case; labels that cannot be decoded stay. */
export function toUnicodeDomain(domain: string): string {
  const lower = domain.toLowerCase();
  if (!lower.includes("xn--")) return lower;
  return lower
    .split(".")
    .map((label) => (label.startsWith("xn--") ? (decodePunycode(label.slice(4)) ?? label) : label))
    .join(".");
}
