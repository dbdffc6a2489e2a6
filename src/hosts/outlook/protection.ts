/** Signs that a mail is encrypted: what can be preserved then is its wrapper, and that has to be said. */
import { attachmentsOf, type OutlookItem } from "./item-claims.ts";

/** IPM.Note.SMIME is encrypted or opaquely signed; IPM.Note.SMIME.MultipartSigned can be read by anyone. */
const WRAPPED_CLASS = /^ipm\.note\.(?:secure|smime)$|^ipm\.note\.rpmsg/i;
const RIGHTS_PROTECTED = /^application\/x-microsoft-rpmsg-message\b/i;
const SMIME_FIELD = /^content-type:[ \t]*(?:\r?\n[ \t]+)?application\/(?:x-)?pkcs7-mime\b/im;
const RPMSG_FIELD = /^content-type:[ \t]*(?:\r?\n[ \t]+)?application\/x-microsoft-rpmsg-message\b/im;

/** @returns Which sign the host's words give, in words without any of the mail's own; null for none. */
export function protectionOf(item: OutlookItem): string | null {
  if (typeof item.itemClass === "string" && WRAPPED_CLASS.test(item.itemClass)) return "S/MIME message class";
  const attachments = attachmentsOf(item);
  if (attachments.some((one) => RIGHTS_PROTECTED.test(String(one.contentType)))) {
    return "rights-protected message (rpmsg)";
  }
  // OfficeDev/office-js#2723, #6569.
  return attachments.some((one) => !one.id) ? "attachments without ids" : null;
}

/** Octets of a source that are looked at. */
const HEAD = 1 << 16;

/** @returns The same, of a source's first 64 KiB. */
export function wrapperOf(source: Uint8Array): string | null {
  const text = new TextDecoder("latin1").decode(source.subarray(0, HEAD));
  // An encrypted mail that someone attached is no wrapper of this one: its own header decides.
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  if (SMIME_FIELD.test(text.slice(0, end))) return "the source is an S/MIME wrapper";
  return RPMSG_FIELD.test(text) ? "the source holds a rights-protected message (rpmsg)" : null;
}
