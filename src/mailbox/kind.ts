/** What an attachment is, by its octets: names and media types are whatever a program made of them. */
import { type HeaderField, readHeaderFields } from "../core/mail/header-fields.ts";
import { kindOfFile } from "../hosts/file/kind-of-octets.ts";

/** Octets looked at for a header section: longer ones are cut, and what is found up to there decides. */
const HEAD_OCTETS = 256 * 1024;
/** [MS-CFB], section 2.2. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** The stream that every .msg has ([MS-OXMSG], section 2.4), as the directory of a compound file writes it. */
const MSG_STREAM = Buffer.from("__properties_version1.0", "utf16le");

/** A program wrote these; "a: b" in a note did not. */
const TELLING = new Set([
  "from",
  "date",
  "message-id",
  "received",
  "subject",
  "to",
  "return-path",
  "mime-version",
]);

export function isMsg(octets: Uint8Array): boolean {
  return COMPOUND_FILE.every((octet, i) => octets[i] === octet) && includes(octets, MSG_STREAM);
}

/**
 * Whether it begins with a mail's header.
 *
 * @param name - That says so ("….eml"): then one field is enough, as for a file that somebody drops. null: an author and
 *   two more.
 */
export function isMail(octets: Uint8Array, name: string | null): boolean {
  if (name !== null) return ["mail", "mbox"].includes(kindOfFile(octets, name));
  const { fields, endedBy } = readHeaderFields(octets.subarray(0, HEAD_OCTETS));
  const names = tellingNames(fields);
  const whole = endedBy === "blank-line" || octets.length > HEAD_OCTETS;
  return whole && names.has("from") && names.size >= 3;
}

function tellingNames(fields: readonly HeaderField[]): Set<string> {
  const names = new Set<string>();
  for (const { lowerName } of fields) if (TELLING.has(lowerName)) names.add(lowerName);
  return names;
}

/** Node's own search is linear; core has none for octets. */
function includes(octets: Uint8Array, wanted: Buffer): boolean {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.length).includes(wanted);
}
