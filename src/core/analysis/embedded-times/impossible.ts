/** Identifiers of a form that carries a clock, with digits that are no time: copied in part, or made up. */
import { basisOf, type MessageView } from "../message-view.ts";
import type { Basis, EmbeddedTime, EmbeddedTimeSource } from "../types.ts";
import { boundaryOf } from "./boundary.ts";
import { BOUNDARY_CLOCKS, MESSAGE_ID_CLOCKS } from "./identifiers.ts";
import { parseThreadIndex } from "./thread-index.ts";

export interface ImpossibleClock {
  readonly source: EmbeddedTimeSource;
  readonly basis: Basis;
}

/** Forms so special that no other program writes them; "<8 hex digits.number@…>" for one can be anything. */
const UNMISTAKABLE: ReadonlySet<EmbeddedTimeSource> = new Set([
  "gmail-boundary",
  "yahoo-message-id",
  "gmx-trinity",
  "ses-message-id",
  "javamail-part",
  "nextpart-filetime",
  "outlook-express-message-id",
]);

const MESSAGE_ID_FORMS = MESSAGE_ID_CLOCKS.filter((clock) => UNMISTAKABLE.has(clock.source));
const BOUNDARY_FORMS = BOUNDARY_CLOCKS.filter((clock) => UNMISTAKABLE.has(clock.source));

/** GUIDs come from a generator: one octet or group over and over was typed. */
const REPEATED_GUID = /^(.{2})\1{15}$|^(.{4})\2{7}$|^(.{8})\3{3}$/;

const MAX_CHARS = 1000;

/** @param times - What was read: a field that gave a time needs no second look. */
export function impossibleClocks(view: MessageView, times: readonly EmbeddedTime[]): ImpossibleClock[] {
  const found: ImpossibleClock[] = [];
  const read = (offset: number) => times.some((time) => time.basis.offset === offset);
  const messageId = view.first("message-id");
  if (messageId !== null && messageId.body.length <= MAX_CHARS && !read(messageId.offset)) {
    const form = MESSAGE_ID_FORMS.find((clock) => clock.pattern.test(messageId.body));
    if (form !== undefined) found.push({ source: form.source, basis: basisOf(messageId) });
  }
  const contentType = view.first("content-type");
  if (contentType !== null && !read(contentType.offset)) {
    const boundary = boundaryOf(contentType.body) ?? "";
    const form = BOUNDARY_FORMS.find((clock) => clock.pattern.test(boundary));
    if (form !== undefined) found.push({ source: form.source, basis: basisOf(contentType) });
  }
  const field = view.first("thread-index");
  if (field === null) return found;
  const thread = parseThreadIndex(field.body);
  if (thread === null || thread.startedAt === null || REPEATED_GUID.test(thread.guid))
    found.push({ source: "thread-index", basis: basisOf(field) });
  return found;
}
