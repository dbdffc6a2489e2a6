/** The mails of the played mailbox: fixtures of a folder, a conversation of ours, and what people put beside them. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Mail, readMail } from "../../web/mail/mail.ts";
import { conversationMails } from "./conversation.ts";

export interface PlayedMail {
  /** Sixteen hexadecimal digits, as Gmail names a message. */
  readonly id: string;
  /** The id of the conversation's first mail. */
  readonly threadId: string;
  /** Milliseconds since the Unix epoch: when Gmail took it in. */
  readonly internalDate: number;
  /** Exactly as they came. */
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly mail: Mail;
}

export interface Mailbox {
  /** Newest first. */
  all(): readonly PlayedMail[];
  byId(id: string): PlayedMail | null;
  /** @returns The mail that was added, or was there already with these octets. */
  add(fileName: string, octets: Uint8Array<ArrayBuffer>): Promise<PlayedMail>;
}

/** Octets of all mails together: the page is no store. */
const TOTAL_LIMIT = 512 << 20;

/**
 * @param folder - Of *.eml files.
 * @param onAdded - Hears of each mail once.
 * @throws RangeError from `add` where the mailbox is full.
 */
export async function openMailbox(folder: string, onAdded: (mail: PlayedMail) => void): Promise<Mailbox> {
  const byId = new Map<string, PlayedMail>();
  const threads = new Map<string, string>();
  let total = 0;
  const mailbox: Mailbox = {
    all: () => [...byId.values()].sort((a, b) => b.internalDate - a.internalDate),
    byId: (id) => byId.get(id) ?? null,
    add,
  };
  for (const [index, octets] of conversationMails().entries())
    await add(`conversation-${index + 1}.eml`, octets);
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".eml")))
    await add(name, Uint8Array.from(readFileSync(join(folder, name))));
  return mailbox;

  async function add(fileName: string, octets: Uint8Array<ArrayBuffer>): Promise<PlayedMail> {
    const id = createHash("sha256").update(octets).digest("hex").slice(0, 16);
    const known = byId.get(id);
    if (known !== undefined) return known;
    if (total + octets.length > TOTAL_LIMIT) throw new RangeError("the played mailbox is full");
    const mail = await readMail(fileName, octets, id, textOf);
    const threadId = threadFor(mail, id);
    const played = { id, threadId, internalDate: mail.date ?? Date.now(), octets, mail };
    if (mail.messageId !== "") threads.set(mail.messageId, threadId);
    byId.set(id, played);
    total += octets.length;
    onAdded(played);
    return played;
  }

  /** By the References that name a mail which is here (RFC 5322, section 3.6.4), as Gmail does. */
  function threadFor({ headers }: Mail, id: string): string {
    const unfolded = headers.replace(/\r?\n[ \t]/g, " ");
    const named = /^(?:References|In-Reply-To):(.*)$/gim;
    const ids = [...unfolded.matchAll(named)].flatMap(
      ([, body = ""]) => body.match(/<[^<>\s]{1,998}>/g) ?? [],
    );
    return ids.map((one) => threads.get(one)).find((one) => one !== undefined) ?? id;
  }
}

/** Text of a mail that has HTML only: shown as text, never as HTML. */
function textOf(html: string): string {
  return html
    .replace(/<(?:style|script)\b[^>]*>[^<]*/gi, "")
    .replace(/<(?:br|p|div|tr|li|h\d)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "");
}
