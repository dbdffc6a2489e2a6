/** Every clock that the message carries, for one common time line. A clock that disagrees is itself a finding. */
import type { HeaderField } from "../../mail/header-fields.ts";
import { parseDateTime } from "../../mail/date-time.ts";
import { parseTagList } from "../dkim/tag-list.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import { parseReceived } from "../received.ts";
import type { DkimResult, EmbeddedTime, EmbeddedTimeSource, Hop } from "../types.ts";
import {
  BOUNDARY_CLOCKS,
  type IdentifierClock,
  MESSAGE_ID_CLOCKS,
  readEopGuid,
  RECEIVED_ID_CLOCKS,
  X_RECEIVED_CLOCK,
} from "./identifiers.ts";
import { parseThreadIndex } from "./thread-index.ts";

const EOP_FIELDS: Readonly<Record<string, EmbeddedTimeSource>> = {
  "x-ms-exchange-crosstenant-network-message-id": "eop-network-message-id",
  "x-ms-exchange-organization-network-message-id": "eop-network-message-id",
  "x-ms-office365-filtering-correlation-id": "eop-correlation-id",
  "x-ms-office365-filtering-correlation-id-prvs": "eop-correlation-id-previous",
};

/** Times beyond this many a message are not listed. */
const MAX_TIMES = 5_000;

type Push = (source: EmbeddedTimeSource, time: number | null, field: HeaderField) => void;

/** @returns In the order of the message, the plain clocks (Date, Received, t=) included. */
export function readEmbeddedTimes(
  view: MessageView,
  hops: readonly Hop[],
  dkim: readonly DkimResult[],
): EmbeddedTime[] {
  const times: EmbeddedTime[] = [];
  const push: Push = (source, time, field) => {
    if (time !== null && times.length < MAX_TIMES) times.push({ source, time, basis: basisOf(field) });
  };
  readMicrosoft(view, push);
  readIdentifiers(view, push);
  readServerIds(view, hops, push);
  readPlain(view, hops, dkim, push);
  return times.sort((a, b) => a.basis.offset - b.basis.offset);
}

function readMicrosoft(view: MessageView, push: Push): void {
  for (const [name, source] of Object.entries(EOP_FIELDS)) {
    for (const field of view.all(name)) push(source, readEopGuid(field.body), field);
  }
  for (const field of view.all("thread-index"))
    push("thread-index", parseThreadIndex(field.body)?.startedAt ?? null, field);
}

function readIdentifiers(view: MessageView, push: Push): void {
  const messageId = view.first("message-id");
  if (messageId !== null) pushFirst(MESSAGE_ID_CLOCKS, messageId.body, messageId, push);
  const contentType = view.first("content-type");
  const boundary = contentType === null ? null : boundaryOf(contentType.body);
  if (contentType !== null && boundary !== null) pushFirst(BOUNDARY_CLOCKS, boundary, contentType, push);
}

/** One identifier holds one clock: the first form that fits and gives a possible time. */
function pushFirst(clocks: readonly IdentifierClock[], text: string, field: HeaderField, push: Push): void {
  if (text.length > 1000) return;
  for (const clock of clocks) {
    const match = clock.pattern.exec(text);
    const time = match === null ? null : clock.decode(match);
    if (time !== null) {
      push(clock.source, time, field);
      return;
    }
  }
}

/** @returns The boundary parameter of a Content-Type body (RFC 2046, section 5.1.1), or null. */
export function boundaryOf(contentType: string): string | null {
  const m = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType.slice(0, 4000));
  return m?.[1] ?? m?.[2] ?? null;
}

function readServerIds(view: MessageView, hops: readonly Hop[], push: Push): void {
  const fields = view.all("received");
  for (const hop of hops) {
    if (hop.id === null) continue;
    const clocks = RECEIVED_ID_CLOCKS.filter(
      (clock) => clock.source !== "gmail-smtp-id" || hop.by === "smtp.gmail.com",
    );
    pushFirst(clocks, hop.id, fields[hop.index] as HeaderField, push);
  }
  for (const field of view.all("x-received")) {
    const { id, by } = parseReceived(field.body);
    // Google's servers name themselves by private 6to4 addresses here.
    if (id !== null && by?.startsWith("2002:")) pushFirst([X_RECEIVED_CLOCK], id, field, push);
  }
}

function readPlain(view: MessageView, hops: readonly Hop[], dkim: readonly DkimResult[], push: Push): void {
  for (const field of view.all("date")) push("date", parseDateTime(field.body), field);
  for (const [i, field] of view.all("received").entries())
    push("received", hops[i]?.receivedAt ?? null, field);
  for (const [i, field] of view.all("dkim-signature").entries())
    push("dkim-t", dkim[i]?.signedAt ?? null, field);
  for (const name of ["arc-seal", "arc-message-signature"]) {
    for (const field of view.all(name)) {
      const seconds = parseTagList(field.body).tags.get("t") ?? "";
      push("arc-t", /^\d{1,12}$/.test(seconds) ? Number(seconds) * 1000 : null, field);
    }
  }
}
