/**
 * Types by content: the first octets of each format, as its specification or IANA's registration gives them. Own table:
 * fixed comparisons cannot be made to loop, and need no code to be loaded for each image in a signature.
 */
import { latin1 } from "../../mail/header-fields.ts";

interface Signature {
  readonly type: string;
  /** Octets from the start of the content. */
  readonly offset: number;
  /** One character an octet. */
  readonly octets: string;
}

function signature(type: string, octets: string, offset = 0): Signature {
  return { type, octets, offset };
}

const SIGNATURES: readonly Signature[] = [
  signature("application/pdf", "%PDF-"),
  signature("application/zip", "PK\x03\x04"),
  signature("application/zip", "PK\x05\x06"),
  signature("application/x-ole-storage", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
  signature("image/jpeg", "\xff\xd8\xff"),
  signature("image/png", "\x89PNG\r\n\x1a\n"),
  signature("image/gif", "GIF87a"),
  signature("image/gif", "GIF89a"),
  signature("image/webp", "WEBP", 8),
  signature("image/tiff", "II*\0"),
  signature("image/tiff", "MM\0*"),
  signature("image/vnd.microsoft.icon", "\0\0\x01\0"),
  signature("image/heic", "ftyphei", 4),
  signature("image/heic", "ftyphev", 4),
  signature("image/heic", "ftypmif1", 4),
  signature("image/heic", "ftypmsf1", 4),
  signature("image/avif", "ftypavif", 4),
  signature("image/jxl", "\0\0\0\x0cJXL \r\n\x87\n"),
  signature("image/vnd.adobe.photoshop", "8BPS"),
  signature("video/quicktime", "ftypqt", 4),
  signature("audio/mp4", "ftypM4A", 4),
  signature("video/mp4", "ftyp", 4),
  signature("audio/wav", "WAVE", 8),
  signature("video/x-msvideo", "AVI ", 8),
  signature("video/x-matroska", "\x1aE\xdf\xa3"),
  signature("video/x-ms-asf", "\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
  signature("audio/mpeg", "ID3"),
  signature("audio/mpeg", "\xff\xfb"),
  signature("audio/ogg", "OggS"),
  signature("audio/flac", "fLaC"),
  signature("audio/amr", "#!AMR"),
  signature("application/gzip", "\x1f\x8b\x08"),
  signature("application/x-bzip2", "BZh"),
  signature("application/x-xz", "\xfd7zXZ\0"),
  signature("application/x-7z-compressed", "7z\xbc\xaf\x27\x1c"),
  signature("application/vnd.rar", "Rar!\x1a\x07"),
  signature("application/vnd.ms-cab-compressed", "MSCF\0\0\0\0"),
  signature("application/x-iso9660-image", "CD001", 0x8001),
  signature("application/x-tar", "ustar", 257),
  signature("application/x-msdownload", "MZ"),
  signature("application/x-elf", "\x7fELF"),
  signature("application/x-mach-binary", "\xcf\xfa\xed\xfe"),
  signature("application/java-vm", "\xca\xfe\xba\xbe"),
  signature("application/x-ms-shortcut", "L\0\0\0\x01\x14\x02\0"),
  signature("application/vnd.ms-htmlhelp", "ITSF"),
  signature("application/onenote", "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d"),
  signature("application/ms-tnef", "\x78\x9f\x3e\x22"),
  signature("application/vnd.ms-outlook-pst", "!BDN"),
  signature("application/vnd.sqlite3", "SQLite format 3\0"),
  signature("application/wasm", "\0asm"),
  signature("application/vnd.tcpdump.pcap", "\xd4\xc3\xb2\xa1"),
  // ContentInfo of CMS (RFC 5652, section 3) with a length of two octets: signed or enveloped data.
  signature("application/pkcs7-mime", "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07", 4),
  signature("application/rtf", "{\\rtf"),
  signature("application/postscript", "%!PS"),
  signature("application/pgp-encrypted", "-----BEGIN PGP MESSAGE"),
  signature("application/pgp-signature", "-----BEGIN PGP SIGNATURE"),
  signature("application/x-sh", "#!"),
];

/** By their first octet: the others cannot fit. */
const BY_FIRST = new Map<number, Signature[]>();
const ELSEWHERE: Signature[] = [];
for (const one of SIGNATURES) {
  const first = one.octets.charCodeAt(0);
  if (one.offset > 0) ELSEWHERE.push(one);
  else BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), one]);
}

function fits(octets: Uint8Array, { octets: wanted, offset }: Signature): boolean {
  if (octets.length < offset + wanted.length) return false;
  for (let i = 0; i < wanted.length; i++) if (octets[offset + i] !== wanted.charCodeAt(i)) return false;
  return true;
}

/** Looked at for the kinds of text, and whether it is text at all. */
const TEXT_HEAD_OCTETS = 2048;
/** PDF readers find the header in the first 1,024 octets (ISO 32000-1, annex H, note 13). */
const PDF_HEAD_OCTETS = 1024;

const TEXT_KINDS: readonly (readonly [string, RegExp])[] = [
  ["image/svg+xml", /^(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--[^>]{0,500}-->\s{0,200})?<svg[\s>]/i],
  ["text/html", /^(?:<!--[\s\S]{0,1000}?-->\s{0,200})?<(?:!doctype\s{1,20}html|html|head|body|script)[\s>]/i],
  ["text/xml", /^<\?xml\s/i],
  ["text/calendar", /^BEGIN:VCALENDAR/i],
  ["text/vcard", /^BEGIN:VCARD/i],
  ["message/rfc822", /^(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|From|DKIM-Signature): /i],
];

/**
 * @returns A media type; "text/plain" for text of no known kind; null for octets of no known form. Archives that are
 *   documents ("application/zip", "application/x-ole-storage") are told apart by their entries elsewhere.
 */
export function detectType(octets: Uint8Array): string | null {
  if (octets.length === 0) return null;
  for (const one of BY_FIRST.get(octets[0] as number) ?? []) if (fits(octets, one)) return one.type;
  for (const one of ELSEWHERE) if (fits(octets, one)) return one.type;
  if (isBitmap(octets)) return "image/bmp";
  const head = latin1(octets.subarray(0, TEXT_HEAD_OCTETS));
  if (head.slice(0, PDF_HEAD_OCTETS).includes("%PDF-")) return "application/pdf";
  return textKind(octets, head);
}

/** "BM", then the file's length and four octets that are zero: two letters alone would fit many texts. */
function isBitmap(octets: Uint8Array): boolean {
  return (
    octets[0] === 0x42 &&
    octets[1] === 0x4d &&
    octets.length > 26 &&
    octets.subarray(6, 10).every((o) => o === 0)
  );
}

function textKind(octets: Uint8Array, head: string): string | null {
  const utf16 = head.startsWith("\xff\xfe") || head.startsWith("\xfe\xff");
  if (utf16) return "text/plain";
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(head)) return null;
  const text = head.replace(/^(?:\xef\xbb\xbf)?\s{0,500}/, "");
  for (const [type, pattern] of TEXT_KINDS) if (pattern.test(text)) return type;
  // Octets above 127 are text where they are UTF-8 or few; compressed octets are more than half of them.
  const high = head.replace(/[\0-\x7f]+/g, "").length;
  return high * 2 < Math.min(octets.length, TEXT_HEAD_OCTETS) || isUtf8(octets) ? "text/plain" : null;
}

function isUtf8(octets: Uint8Array): boolean {
  const head = octets.subarray(0, TEXT_HEAD_OCTETS);
  // A character may be cut at the end: up to three octets are left out.
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(head.subarray(0, head.length - cut));
      return true;
    } catch {
      // Tried again without the last octet.
    }
  }
  return false;
}

/** Types that a signature tells: a declared one of these that does not fit the content is worth a word. */
export const TOLD_BY_CONTENT: ReadonlySet<string> = new Set(SIGNATURES.map(({ type }) => type));
