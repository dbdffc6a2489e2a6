/** Every clock that the message carries, for one common time line. A clock that disagrees is itself a finding. */
import type { HeaderField } from "../../mail/header-fields.ts";
import type { MimeTree } from "../../mail/mime-tree.ts";
import { parseDateTime } from "../../mail/date-time.ts";
import { tagListOf } from "../dkim/tag-list.ts";
import { basisOf, type MessageView } from "../message-view.ts";
import { splitClauses } from "../trace/received-clauses.ts";
import type { DkimResult, EmbeddedTime, EmbeddedTimeSource, Hop } from "../types.ts";
import {
  BOUNDARY_CLOCKS,
  type IdentifierClock,
  MESSAGE_ID_CLOCKS,
  readEopGuid,
  RECEIVED_ID_CLOCKS,
  X_RECEIVED_CLOCK,
} from "./identifiers.ts";
import { boundaryOf } from "./boundary.ts";
import { parseThreadIndex } from "./thread-index.ts";

const EOP_FIELDS: readonly (readonly [string, EmbeddedTimeSource])[] = [
  ["x-ms-exchange-crosstenant-network-message-id", "eop-network-message-id"],
  ["x-ms-exchange-organization-network-message-id", "eop-network-message-id"],
  ["x-ms-office365-filtering-correlation-id", "eop-correlation-id"],
  ["x-ms-office365-filtering-correlation-id-prvs", "eop-correlation-id-previous"],
];

export { boundaryOf };

/** Times beyond this many a message are not listed. */
const MAX_TIMES = 5_000;
/** Parts whose boundaries are looked at: real mail nests a handful of multiparts. */
const MAX_PARTS = 500;
/** Longer identifiers are none of the forms. */
const MAX_IDENTIFIER_CHARS = 1000;

type Push = (
  source: EmbeddedTimeSource,
  time: number | null,
  field: HeaderField,
  detail?: string | null,
) => void;

/**
 * @param tree - For the boundaries of nested parts; without it only the message's own is read.
 * @returns In the order of the message, the plain clocks (Date, Received, t=) included.
 */
export function readEmbeddedTimes(
  view: MessageView,
  hops: readonly Hop[],
  dkim: readonly DkimResult[],
  tree?: MimeTree,
): EmbeddedTime[] {
  const times: EmbeddedTime[] = [];
  const push: Push = (source, time, field, detail = null) => {
    if (time !== null && times.length < MAX_TIMES)
      times.push({ source, time, detail, basis: basisOf(field) });
  };
  readMicrosoft(view, push);
  readIdentifiers(view, push);
  if (tree !== undefined) readNestedBoundaries(tree, push);
  readServerIds(view, hops, push);
  readPlain(view, hops, dkim, push);
  return times.sort((a, b) => a.basis.offset - b.basis.offset);
}

function readMicrosoft(view: MessageView, push: Push): void {
  for (const [name, source] of EOP_FIELDS) {
    for (const field of view.all(name)) push(source, readEopGuid(field.body), field);
  }
  for (const field of view.all("thread-index")) {
    const thread = parseThreadIndex(field.body);
    if (thread === null) continue;
    push("thread-index", thread.startedAt, field, "root");
    for (const [i, time] of thread.repliedAt.entries()) push("thread-index", time, field, `reply:${i + 1}`);
  }
}

function readIdentifiers(view: MessageView, push: Push): void {
  const messageId = view.first("message-id");
  if (messageId !== null) pushFirst(MESSAGE_ID_CLOCKS, messageId.body, messageId, push);
  const contentType = view.first("content-type");
  const boundary = contentType === null ? null : boundaryOf(contentType.body);
  if (contentType !== null && boundary !== null) pushFirst(BOUNDARY_CLOCKS, boundary, contentType, push);
}

/** Entity 0 is the message itself, whose boundary is read from its field. */
function readNestedBoundaries(tree: MimeTree, push: Push): void {
  const count = Math.min(tree.entities.length, MAX_PARTS);
  for (let i = 1; i < count; i++) {
    const entity = tree.entities[i];
    const boundary = entity?.parameters.get("boundary");
    if (entity === undefined || boundary === undefined) continue;
    const field = entity.fields.find((one) => one.lowerName === "content-type");
    if (field !== undefined) pushFirst(BOUNDARY_CLOCKS, boundary, field, push);
  }
}

/** One identifier holds one clock: the first form that fits and gives a possible time. */
function pushFirst(clocks: readonly IdentifierClock[], text: string, field: HeaderField, push: Push): void {
  if (text.length > MAX_IDENTIFIER_CHARS) return;
  for (const clock of clocks) {
    const match = clock.pattern.exec(text);
    const time = match === null ? null : clock.decode(match);
    if (match !== null && time !== null) {
      push(clock.source, time, field, clock.detail?.(match) ?? null);
      return;
    }
  }
}

const OTHER_SERVERS_CLOCKS = RECEIVED_ID_CLOCKS.filter((clock) => clock.source !== "gmail-smtp-id");

function readServerIds(view: MessageView, hops: readonly Hop[], push: Push): void {
  const fields = view.all("received");
  for (const hop of hops) {
    if (hop.id === null) continue;
    const clocks = hop.by === "smtp.gmail.com" ? RECEIVED_ID_CLOCKS : OTHER_SERVERS_CLOCKS;
    pushFirst(clocks, hop.id, fields[hop.index] as HeaderField, push);
  }
  for (const field of view.all("x-received")) {
    const { id, by } = splitClauses(field.body);
    // Google's servers name themselves by private 6to4 addresses here.
    if (id?.words[0] !== undefined && by?.words[0]?.startsWith("2002:"))
      pushFirst([X_RECEIVED_CLOCK], id.words[0], field, push);
  }
}

const ARC_FIELDS = ["arc-seal", "arc-message-signature"];

function readPlain(view: MessageView, hops: readonly Hop[], dkim: readonly DkimResult[], push: Push): void {
  for (const field of view.all("date")) push("date", parseDateTime(field.body), field);
  const received = view.all("received");
  for (let i = 0; i < received.length; i++)
    push("received", hops[i]?.receivedAt ?? null, received[i] as HeaderField);
  const signatures = view.all("dkim-signature");
  for (let i = 0; i < signatures.length; i++)
    push("dkim-t", dkim[i]?.signedAt ?? null, signatures[i] as HeaderField);
  for (const name of ARC_FIELDS) {
    for (const field of view.all(name)) {
      const seconds = tagListOf(field).tags.get("t") ?? "";
      push("arc-t", /^\d{1,12}$/.test(seconds) ? Number(seconds) * 1000 : null, field);
    }
  }
}
