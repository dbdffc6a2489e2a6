/** What is shown of a mail before it is reported: read from its first octets. */
import { parseAddresses } from "../../core/mail/addresses.ts";
import { parseDateTime } from "../../core/mail/date-time.ts";
import { decodeEncodedWords } from "../../core/mail/encoded-words.ts";
import { firstField, type HeaderField, readHeaderFields } from "../../core/mail/header-fields.ts";
import type { ItemSummary } from "../../workflow/ports.ts";
import type { FoundMail } from "./found-mail.ts";
import { afterBlanks } from "./kind-of-octets.ts";
import { MAX_SHOWN, START_OCTETS } from "./limits.ts";

export interface MailStart {
  readonly summary: ItemSummary;
  /** Milliseconds since the Unix epoch; null where no field tells. */
  readonly receivedAt: number | null;
  readonly fields: readonly HeaderField[];
}

/** @param start - The first octets of the mail; what lies beyond 64 KiB is not looked at. */
export function readMailStart(start: Uint8Array): MailStart {
  const { fields } = readHeaderFields(afterBlanks(start.subarray(0, START_OCTETS)));
  const subject = firstField(fields, "subject")?.body ?? "";
  return {
    summary: { subject: shownText(decodeEncodedWords(subject)), from: senderOf(fields) },
    receivedAt: receivedAt(fields),
    fields,
  };
}

function senderOf(fields: readonly HeaderField[]): ItemSummary["from"] {
  const field = firstField(fields, "from") ?? firstField(fields, "sender");
  const [mailbox] = parseAddresses(field?.body ?? "");
  return mailbox === undefined ? null : shownSender(mailbox.name, mailbox.address);
}

/** @returns null where neither is known. */
export function shownSender(name: string | null, address: string | null): ItemSummary["from"] {
  return name === null && address === null
    ? null
    : { name: shownText(name ?? ""), address: shownText(address ?? "") };
}

export function shownText(text: string): string {
  return text.slice(0, MAX_SHOWN).toWellFormed();
}

/** Fields are prepended (RFC 5321, section 4.4): the topmost that can be read is the newest. */
function receivedAt(fields: readonly HeaderField[]): number | null {
  for (const { lowerName, body } of fields) {
    const time = lowerName === "received" ? parseDateTime(body.slice(body.lastIndexOf(";") + 1)) : null;
    if (time !== null) return time;
  }
  return parseDateTime(firstField(fields, "date")?.body ?? "");
}

/** Written into the header by programs that keep mail, Gmail's export among them; a sender can write them too. */
const STORED: ReadonlySet<string> = new Set(
  (
    "x-mozilla-status x-mozilla-status2 x-mozilla-keys x-gm-thrid x-gmail-labels status x-status x-keywords x-uid " +
    "x-apple-content-length content-length"
  ).split(" "),
);
/** Thunderbird's flag of a mail that was deleted, and stays in the mailbox's file until that is compacted. */
const DELETED = 0x0008;

/** Which octets of the header no server sent, as far as their names tell it. */
export function storedFields(fields: readonly HeaderField[]): FoundMail["errors"] {
  const names = new Set(
    fields.filter(({ lowerName }) => STORED.has(lowerName)).map(({ lowerName }) => lowerName),
  );
  const flags = firstField(fields, "x-mozilla-status")?.body ?? "";
  const isDeleted = /^[0-9a-f]{4}$/i.test(flags) && (Number.parseInt(flags, 16) & DELETED) !== 0;
  const list = [...names].join(", ");
  return [
    ...(list === "" ? [] : [{ step: "header", code: "FIELDS_OF_A_STORE", detail: list }]),
    ...(isDeleted
      ? [
          {
            step: "header",
            code: "MARKED_DELETED",
            detail: "as a mail that was deleted and is still in its file",
          },
        ]
      : []),
  ];
}
