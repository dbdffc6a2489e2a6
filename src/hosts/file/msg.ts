/** Outlook's own files of mails. */
import { readOutlookMessage } from "../../core/analysis/outlook-message/outlook-message.ts";
import type { FoundMail } from "./found-mail.ts";
import type { Piece, Reading } from "./reading.ts";
import { readMailStart, shownSender, shownText } from "./summary.ts";

/** A compound file holds no mail unless it says so: older Word documents are such files too. */
export async function readMsg(piece: Piece, reading: Reading): Promise<void> {
  const { id, octets, place, facts } = piece;
  // Its table of contents may lie anywhere: a file is read whole, one at a time.
  if (octets.size > reading.limits.mailOctets) return reading.leaveOut(place, "too-large");
  const message = readOutlookMessage(new Uint8Array(await octets.arrayBuffer()));
  if (message === null) return reading.leaveOut(place, "not-a-mail");
  const header = message.headers === null ? null : readMailStart(message.headers);
  const { name, address } = message.from;
  const mail: FoundMail = {
    ...{ id, method: "file.msg", kind: "msg", capture: "converted", octets },
    summary: {
      subject: shownText(message.subject ?? header?.summary.subject ?? ""),
      // By the header where there is one: Outlook shows its own address book's name.
      from: header?.summary.from ?? shownSender(name, address),
    },
    receivedAt: message.time ?? header?.receivedAt ?? null,
    item: facts,
    errors: message.headers === null ? [NO_HEADERS] : [],
  };
  reading.take(mail, place);
}

const NO_HEADERS = {
  step: "msg",
  code: "HEADERS_MISSING",
  detail:
    "the file carries no header of the mail: a draft, a sent mail, or one that never left the organisation",
};
