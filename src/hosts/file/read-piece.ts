/** What each kind of file gives: which octets are the original, and how true they are. */
import { findEmlx } from "./emlx.ts";
import type { FoundMail } from "./found-mail.ts";
import { kindOfFile } from "./kind-of-octets.ts";
import { readMailbox } from "./mailbox.ts";
import { readMsg } from "./msg.ts";
import type { Piece, Reading } from "./reading.ts";
import { readMailStart, storedFields } from "./summary.ts";
import { readZipPiece } from "./zip.ts";

/** @throws EvidenceError CANCELLED, and whatever reading the octets throws. */
export async function readPiece(piece: Piece, reading: Reading): Promise<void> {
  const { octets, place, start, name } = piece;
  if (octets.size === 0) return reading.leaveOut(place, "empty");
  switch (kindOfFile(start, name)) {
    case "mail":
      return reading.take(emlOf(piece), place);
    case "emlx":
      return reading.take(await emlxOf(piece), place);
    case "msg":
      return readMsg(piece, reading);
    case "mbox":
      return readMailbox(piece, reading);
    case "zip":
      return readZipPiece(piece, reading, readPiece);
    case "html":
      return reading.leaveOut(place, "web-page");
    case "mac-link":
      return reading.leaveOut(place, "mac-link");
    case "unknown":
      return reading.leaveOut(place, "not-a-mail");
  }
}

/** Untouched, whatever its line ends are. */
function emlOf({ id, octets, start, facts }: Piece): FoundMail {
  const { summary, receivedAt, fields } = readMailStart(start);
  return {
    ...{ id, method: "file.eml", kind: "eml", capture: "as-served", octets },
    ...{ summary, receivedAt, item: facts, errors: storedFields(fields) },
  };
}

async function emlxOf({ id, octets, start, facts, name }: Piece): Promise<FoundMail> {
  const { offset, octets: length, declared, isWhole, errors } = await findEmlx(octets, start, name);
  const { summary, receivedAt, fields } = readMailStart(start.subarray(offset, offset + length));
  return {
    id,
    method: "file.emlx",
    kind: "eml",
    capture: isWhole ? "as-served" : "converted",
    octets: octets.slice(offset, offset + length),
    summary,
    receivedAt,
    item: { ...facts, "emlx.octets": declared },
    errors: [...errors, ...storedFields(fields)],
  };
}
