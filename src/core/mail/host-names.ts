/** International host names: as the network knows them (Punycode, RFC 3492) and as a program shows them. */
import punycode from "punycode/punycode.js";

/** Longer ones are no label (RFC 1035, section 2.3.4), and coding takes time by the square of the length. */
const MAX_LABEL_CHARS = 63;
const MAX_HOST_CHARS = 253;

/**
 * The host in lower case with each label beyond ASCII as "xn--…", so that look-alike letters show. Compatibility forms
 * are folded as browsers do; a full-width or ideographic full stop is a dot (UTS #46, section 4).
 */
export function toAsciiHost(host: string): string {
  if (/^[\0-\x7f]*$/.test(host)) return host.toLowerCase();
  if (host.length > MAX_HOST_CHARS) return host.slice(0, MAX_HOST_CHARS);
  return host
    .normalize("NFKC")
    .toLowerCase()
    .split(/[.\u3002]/)
    .map((label) => (/^[\0-\x7f]*$/.test(label) ? label : `xn--${encodePunycode(label)}`))
    .join(".");
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

/** RFC 3492, section 6.3. @param label - Cut at 63 characters. */
export function encodePunycode(label: string): string {
  return punycode.encode(Array.from(label).slice(0, MAX_LABEL_CHARS).join("").toWellFormed());
}

/**
 * Decodes the text after "xn--" (RFC 3492, section 6.2).
 *
 * @returns null for what is no Punycode, half a surrogate pair included.
 */
export function decodePunycode(text: string): string | null {
  if (text.length > MAX_LABEL_CHARS) return null;
  try {
    const decoded = punycode.decode(text);
    return decoded.isWellFormed() ? decoded : null;
  } catch {
    return null;
  }
}
