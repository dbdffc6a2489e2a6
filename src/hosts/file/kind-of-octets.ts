/** What a file is, by its octets: a name is what someone called it. */
import { latin1, readHeaderFields } from "../../core/mail/header-fields.ts";
import { beginsWithSeparator } from "./from-lines.ts";
import { extensionOf } from "./names.ts";

export type FileKind = "msg" | "zip" | "mbox" | "emlx" | "mail" | "html" | "mac-link" | "unknown";

/** Fields that mail programs and servers write (RFC 5322, section 3.6; RFC 2045; RFC 5321): one makes a header of the lines. */
const MAIL_FIELDS: ReadonlySet<string> = new Set(
  (
    "from sender reply-to to cc bcc message-id in-reply-to references subject date received return-path " +
    "delivered-to mime-version content-type dkim-signature authentication-results arc-seal resent-from resent-date " +
    "envelope-to x-mozilla-status x-originating-ip x-mailer x-received x-gm-thrid x-apparently-to status"
  ).split(" "),
);

/** Octets of a start that are looked at as text. */
const LOOKED_AT = 8_192;
const COMPOUND_FILE = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/**
 * @param start - The first octets of the file, 8 KiB or as many as it has.
 */
export function kindOfOctets(start: Uint8Array): FileKind {
  const text = latin1(start.subarray(0, LOOKED_AT));
  if (text.startsWith(COMPOUND_FILE)) return "msg";
  // The second: an archive without entries; the third: one that was made to be split.
  if (/^PK(?:\x03\x04|\x05\x06|\x07\x08)/.test(text)) return "zip";
  if (beginsWithSeparator(start)) return "mbox";
  if (isEmlx(start, text)) return "emlx";
  if (isMacLink(text)) return "mac-link";
  if (hasMailField(start)) return "mail";
  return /^[\s\xef\xbb\xbf]*<(?:!doctype html|html|head|body|!--)/i.test(text) ? "html" : "unknown";
}

/** The name helps where the octets leave a doubt: lines that could be fields of any kind, in a file called a mail. */
export function kindOfFile(start: Uint8Array, name: string): FileKind {
  const kind = kindOfOctets(start);
  const extension = extensionOf(name);
  if (/^(?:webloc|mailloc|inetloc|emlloc)$/.test(extension) && kind === "unknown") return "mac-link";
  return kind === "unknown" && /^(?:eml|mail|txt|mht|mhtml|nws)$/.test(extension) && hasFields(start)
    ? "mail"
    : kind;
}

/** A number alone in a line, padded with spaces by Apple Mail, and a header after it. */
function isEmlx(start: Uint8Array, text: string): boolean {
  const line = /^\d{1,10}[ \t]*\r?\n/.exec(text);
  return line !== null && hasFields(start.subarray(line[0].length));
}

function isMacLink(text: string): boolean {
  return (
    /^\s*message:(?:\/\/|%3c)/i.test(text) ||
    /^\[InternetShortcut\]\s+URL=message:/i.test(text) ||
    // A property list of the one link, in either form.
    (/^(?:bplist00|<\?xml|<!DOCTYPE plist|<plist)/.test(text) && /message:(?:\/\/|%3c)/i.test(text))
  );
}

function hasMailField(start: Uint8Array): boolean {
  return fieldsOf(start).some(({ lowerName }) => MAIL_FIELDS.has(lowerName));
}

function hasFields(start: Uint8Array): boolean {
  return fieldsOf(start).length > 0;
}

function fieldsOf(start: Uint8Array): readonly { readonly lowerName: string }[] {
  return readHeaderFields(afterBlanks(start.subarray(0, LOOKED_AT))).fields;
}

/** After a byte order mark and empty lines, which programs that save text put before a header. */
export function afterBlanks(start: Uint8Array): Uint8Array {
  return start.subarray(/^(?:\xef\xbb\xbf)?[\r\n]*/.exec(latin1(start.subarray(0, 64)))?.[0].length ?? 0);
}
