/** Mails of an mbox, each with its place in it. */
import type { Digest } from "../../core/base/digest.ts";
import type { FoundMail } from "./found-mail.ts";
import { type MboxMessage, readMbox } from "./mbox.ts";
import { baseName, extensionOf } from "./names.ts";
import type { Piece, Reading } from "./reading.ts";
import { readMailStart, storedFields } from "./summary.ts";

/** @throws EvidenceError CANCELLED, and whatever reading the octets throws. */
export async function readMailbox(piece: Piece, reading: Reading): Promise<void> {
  const { octets, place } = piece;
  if (reading.mailsLeft <= 0) return reading.leaveOut(place, "too-many");
  const found: FoundMail[] = [];
  const { cut } = await readMbox(
    octets,
    {
      maxMessages: reading.mailsLeft,
      pause: async (done) => {
        await reading.pause();
        reading.advanceWithin(octets.size === 0 ? 1 : done / octets.size);
      },
    },
    (message, digest) => void found.push(mailOf(piece, message, digest, found.length + 1)),
  );
  const [only, ...more] = found;
  if (only !== undefined && more.length === 0 && !cut && extensionOf(piece.name) === "eml") {
    // A mail that a program saved with the mailbox's line before it: what was handed in is kept whole.
    return reading.take(asEml(piece, only), place);
  }
  for (const [i, mail] of found.entries()) {
    reading.take(mail, `${place} · ${i + 1}`);
    await reading.pause();
  }
  if (cut) reading.leaveOut(place, "too-many");
}

function mailOf(piece: Piece, message: MboxMessage, digest: Digest, number: number): FoundMail {
  const { offset, octets, start, quoted } = message;
  const { summary, receivedAt, fields } = readMailStart(start);
  return {
    id: `${piece.id}.${number}`,
    method: "file.mbox",
    kind: "eml",
    capture: quoted ? "converted" : "as-served",
    octets: piece.octets.slice(offset, offset + octets),
    summary,
    receivedAt,
    item: {
      ...piece.facts,
      "mbox.name": mailboxName(piece),
      "mbox.offset": offset,
      "mbox.octets": octets,
      "mbox.sha256": digest,
    },
    errors: [...errorsOf(message), ...storedFields(fields)],
  };
}

function asEml({ id, octets, facts }: Piece, { summary, receivedAt, errors }: FoundMail): FoundMail {
  return {
    ...{ id, method: "file.eml", kind: "eml", capture: "as-served", octets },
    ...{ summary, receivedAt, item: facts },
    errors: errors.filter(({ step }) => step !== "mbox"),
  };
}

function errorsOf({ quoted, steppedOver }: MboxMessage): FoundMail["errors"] {
  return [
    ...(quoted ? [{ step: "mbox", code: "QUOTED_FROM_LINES", detail: QUOTED }] : []),
    ...(steppedOver > 0
      ? [{ step: "mbox", code: "FROM_LINES_IN_BODY", detail: `Content-Length steps over ${steppedOver}` }]
      : []),
  ];
}

const QUOTED = 'has lines that begin with ">From ": written so by the sender, or when it was stored';

/** Apple Mail's mailbox is a folder "X.mbox" with a file "mbox" in it. */
function mailboxName({ name, place }: Piece): string {
  const folder = baseName(place.slice(0, -name.length - 1));
  return name === "mbox" && extensionOf(folder) === "mbox" ? folder : name;
}
