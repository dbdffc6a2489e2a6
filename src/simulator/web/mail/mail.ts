/** One mail of the played mailbox: its octets, and what a host would tell of them. */
import PostalMime, { type Email } from "postal-mime";

export interface MailAttachment {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly inline: boolean;
  readonly octets: Uint8Array;
}

export interface MailPerson {
  readonly name: string;
  readonly address: string;
}

export interface Mail {
  /** The host's id of the item; means nothing outside this page. */
  readonly id: string;
  readonly fileName: string;
  /** Exactly as read from the file. */
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly subject: string;
  readonly from: MailPerson;
  readonly to: readonly MailPerson[];
  readonly messageId: string;
  /** Milliseconds since the epoch; null if the mail has no Date that can be read. */
  readonly date: number | null;
  /** Header block, line ends kept. */
  readonly headers: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly MailAttachment[];
}

/**
 * Reads a mail file. Whatever it holds, the octets are kept and the mail can be opened.
 *
 * @param textOf - Gives the text of a mail that has HTML only.
 */
export async function readMail(
  fileName: string,
  octets: Uint8Array<ArrayBuffer>,
  id: string,
  textOf: (html: string) => string,
): Promise<Mail> {
  const email = await parse(octets);
  const html = email?.html ?? "";
  const text = email?.text ?? textOf(html);
  return {
    id,
    fileName,
    octets,
    subject: email?.subject ?? "",
    from: person(email?.from) ?? { name: "", address: "" },
    to: (email?.to ?? []).flatMap((one) => person(one) ?? []),
    messageId: email?.messageId ?? "",
    date: milliseconds(email?.date),
    headers: headerBlock(octets),
    text,
    html: html === "" ? `<html><body><pre>${escapeHtml(text)}</pre></body></html>` : html,
    attachments: (email?.attachments ?? []).map((one, index) => ({
      id: `${id}:${index + 1}`,
      name: one.filename ?? `attachment-${index + 1}`,
      contentType: one.mimeType,
      inline: one.disposition === "inline",
      octets: octetsOf(one.content),
    })),
  };
}

/** @returns Null where the parser gives up: the mail is then shown by its file name. */
async function parse(octets: Uint8Array<ArrayBuffer>): Promise<Email | null> {
  try {
    return await PostalMime.parse(octets, { forceRfc822Attachments: true });
  } catch {
    return null;
  }
}

function person(from: Email["from"]): MailPerson | undefined {
  return from?.address === undefined ? undefined : { name: from.name, address: from.address };
}

function milliseconds(date: string | undefined): number | null {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isFinite(time) ? time : null;
}

function octetsOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** Up to the empty line; UTF-8 where it is that, else one character for each octet. */
export function headerBlock(octets: Uint8Array): string {
  const latin1 = new TextDecoder("latin1").decode(octets.subarray(0, 1 << 20));
  const end = /\r?\n\r?\n/.exec(latin1);
  const length = end === null ? Math.min(octets.length, 1 << 20) : end.index;
  return `${decodeText(octets.subarray(0, length))}\r\n`;
}

export function decodeText(octets: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder("latin1").decode(octets);
  }
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
