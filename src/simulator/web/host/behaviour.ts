/** How one method of the host behaves: well, or in one of the ways that have been seen to fail. */

export type Behaviour =
  | { readonly kind: "ok" }
  /** Fails with this number, the first `times` calls or (null) always. */
  | { readonly kind: "error"; readonly code: number; readonly times: number | null }
  /** Answers after so many milliseconds. */
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** Never calls back. */
  | { readonly kind: "never" }
  /** Succeeds with an empty string, or null. */
  | { readonly kind: "empty" }
  | { readonly kind: "null" }
  /** The method does not exist. */
  | { readonly kind: "missing" }
  /** Succeeds with the answer cut in the middle. */
  | { readonly kind: "truncated" }
  /** Succeeds with text that is not base64. */
  | { readonly kind: "invalid" }
  /** Succeeds with what belongs to another mail. */
  | { readonly kind: "foreign" }
  /** Headers only: the Subject field and nothing else. */
  | { readonly kind: "subject" }
  /** The reader goes on to another mail before the answer comes. */
  | { readonly kind: "changes" };

const PLAIN = [
  "ok",
  "never",
  "empty",
  "null",
  "missing",
  "truncated",
  "invalid",
  "foreign",
  "subject",
  "changes",
];

/**
 * Reads "ok", "never", "5001" (always), "5001x2" (the first two calls), "slow3000" (milliseconds) and the other kinds.
 *
 * @returns Null where the text is none of these.
 */
export function parseBehaviour(text: string): Behaviour | null {
  if (PLAIN.includes(text)) return { kind: text } as Behaviour;
  const error = /^(\d{4,5})(?:x(\d{1,2}))?$/.exec(text);
  if (error !== null) {
    return { kind: "error", code: Number(error[1]), times: error[2] === undefined ? null : Number(error[2]) };
  }
  const slow = /^slow(\d{1,6})$/.exec(text);
  return slow === null ? null : { kind: "slow", milliseconds: Number(slow[1]) };
}

export function formatBehaviour(behaviour: Behaviour): string {
  if (behaviour.kind === "slow") return `slow${behaviour.milliseconds}`;
  if (behaviour.kind !== "error") return behaviour.kind;
  return behaviour.times === null ? String(behaviour.code) : `${behaviour.code}x${behaviour.times}`;
}

/** The failures known from the field, by the method they strike. "ojs#" is OfficeDev/office-js. */
export interface KnownFailure {
  readonly method: MethodName;
  readonly behaviour: string;
  readonly words: string;
}

/** The methods that can be made to fail; also the names of their query parameters. */
export const methodNames = [
  "getAsFile",
  "headers",
  "bodyText",
  "bodyHtml",
  "attachment",
  "selectedItems",
  "loadItem",
] as const;
export type MethodName = (typeof methodNames)[number];

export const knownFailures: readonly KnownFailure[] = [
  { method: "getAsFile", behaviour: "5001", words: "internal error, always (ojs#6109)" },
  { method: "getAsFile", behaviour: "5001x2", words: "internal error twice, then well (ojs#6109)" },
  { method: "getAsFile", behaviour: "9020", words: "EML attachment inside, always (ojs#4923)" },
  { method: "getAsFile", behaviour: "9020x1", words: "EML attachment inside, once (ojs#4923)" },
  {
    method: "getAsFile",
    behaviour: "missing",
    words: "no such method: mobile, compose (ojs#5415, ojs#5557)",
  },
  {
    method: "getAsFile",
    behaviour: "foreign",
    words: "another mail's source: classic Outlook (ojs#5635, ojs#5825)",
  },
  { method: "getAsFile", behaviour: "never", words: "never calls back" },
  { method: "getAsFile", behaviour: "empty", words: "succeeds with nothing" },
  { method: "getAsFile", behaviour: "truncated", words: "succeeds, cut in the middle" },
  { method: "getAsFile", behaviour: "invalid", words: "succeeds with text that is not base64" },
  { method: "getAsFile", behaviour: "changes", words: "the reader opens another mail meanwhile" },
  { method: "getAsFile", behaviour: "slow4000", words: "slow: four seconds" },
  { method: "headers", behaviour: "empty", words: "succeeds with nothing: sent items (ojs#4773, ojs#6796)" },
  { method: "headers", behaviour: "subject", words: "Subject only (ojs#4109)" },
  { method: "headers", behaviour: "null", words: "succeeds with null (ojs#6416)" },
  { method: "headers", behaviour: "never", words: "never calls back" },
  { method: "bodyText", behaviour: "9002", words: "fails in a pinned pane: one classic build (ojs#6800)" },
  { method: "bodyHtml", behaviour: "9002", words: "fails in a pinned pane: one classic build (ojs#6800)" },
  { method: "attachment", behaviour: "never", words: "never calls back (ojs#5845)" },
  { method: "attachment", behaviour: "9003", words: "InvalidAttachmentId" },
  { method: "attachment", behaviour: "truncated", words: "succeeds, cut in the middle" },
  { method: "selectedItems", behaviour: "9002", words: "fails" },
  { method: "selectedItems", behaviour: "never", words: "never calls back" },
  { method: "loadItem", behaviour: "9002", words: "fails" },
  { method: "loadItem", behaviour: "9002x1", words: "fails once, then well" },
  { method: "loadItem", behaviour: "never", words: "never calls back" },
];
