/** Which files a bag may hold, under which names, in which order (docs/package-format.md, section 3). */
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";

export const MAX_MESSAGES = 9_999;
export const SIGNATURE_PATH = "signatures/tagmanifest-sha256.txt.sig";
export const MANIFEST_PATH = "manifest-sha256.txt";
export const TAGMANIFEST_PATH = "tagmanifest-sha256.txt";

const HEAD = ["bagit.txt", "bag-info.txt"];
const TAIL = [MANIFEST_PATH, TAGMANIFEST_PATH, SIGNATURE_PATH];
const ALWAYS = ["data/context.json", "data/report.json", "data/summary.json"];

const PART = "(?:headers\\.txt|body\\.txt|body\\.html|attachments/(?<attachment>\\d{4}))";
const MESSAGE_FILE = new RegExp(
  `^data/messages/(?<message>\\d{4})/(?:(?<original>original\\.(?:eml|msg))|(?<parts>parts)/${PART}|` +
    `(?<second>second)/(?:original\\.eml|${PART.replace("attachment>", "extra>")})|` +
    "(?<json>(?:acquisition|analysis|dns)\\.json))$",
);
const ATTACHMENT = /^data\/attachments\/(\d{4})$/;

export function numbered(number: number): string {
  return String(number).padStart(4, "0");
}

export function messageFolder(number: number): string {
  return `data/messages/${numbered(number)}`;
}

export function attachmentPath(number: number): string {
  return `data/attachments/${numbered(number)}`;
}

/** @param path - Below parts/. */
export function isPartPath(path: string): boolean {
  return MESSAGE_FILE.test(`data/messages/0001/parts/${path}`);
}

/** @param path - Below second/. */
export function isSecondPath(path: string): boolean {
  return MESSAGE_FILE.test(`data/messages/0001/second/${path}`);
}

/** Sorts by octets: all names are ASCII, where UTF-16 units give the same order. */
export function inBagOrder(dataPaths: readonly string[]): string[] {
  return [...HEAD, ...dataPaths.toSorted(byOctets), ...TAIL];
}

function byOctets(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Checks the list of names as a whole, so that a file which nobody lists cannot travel along.
 *
 * @param paths - Relative to the bag, in the order of the ZIP.
 * @returns The number of messages, or PATH_NOT_ALLOWED, FILE_MISSING, FILE_UNEXPECTED, ZIP_NOT_CANONICAL (order).
 */
export function checkLayout(paths: readonly string[]): Result<number, EvidenceError> {
  const known = new Set(paths);
  for (const path of [...HEAD, ...ALWAYS, ...TAIL]) {
    if (!known.has(path)) return refuse("FILE_MISSING", `${path} is missing`);
  }
  const data = paths.filter((path) => path.startsWith("data/"));
  const stranger = paths.find((path) => !isKnown(path));
  if (stranger !== undefined) return refuse("PATH_NOT_ALLOWED", "a name that the format does not know");
  const messages = checkMessages(data);
  if (!messages.ok) return messages;
  const attachments = data.flatMap((path) => ATTACHMENT.exec(path)?.[1] ?? []);
  if (!gapless(attachments)) return refuse("FILE_MISSING", "attachment numbers have gaps");
  const expected = inBagOrder(data);
  if (expected.some((path, i) => path !== paths[i]))
    return refuse("ZIP_NOT_CANONICAL", "files are out of order");
  return messages;
}

function isKnown(path: string): boolean {
  return [...HEAD, ...ALWAYS, ...TAIL].includes(path) || MESSAGE_FILE.test(path) || ATTACHMENT.test(path);
}

interface MessageFiles {
  originals: number;
  parts: number;
  readonly json: Set<string>;
  readonly attachments: Record<"parts" | "second", string[]>;
}

function checkMessages(data: readonly string[]): Result<number, EvidenceError> {
  const messages = new Map<string, MessageFiles>();
  for (const path of data) collect(messages, path);
  if (messages.size === 0) return refuse("FILE_MISSING", "no message");
  if (!gapless([...messages.keys()].toSorted(byOctets)))
    return refuse("FILE_MISSING", "message numbers have gaps");
  for (const message of messages.values()) {
    if (message.originals > 1) return refuse("FILE_UNEXPECTED", "two originals of one message");
    if (message.originals + message.parts === 0) return refuse("FILE_MISSING", "a message without a source");
    if (!message.json.has("acquisition.json") || !message.json.has("analysis.json")) {
      return refuse("FILE_MISSING", "a message without acquisition or analysis");
    }
    if (!gapless(message.attachments.parts) || !gapless(message.attachments.second)) {
      return refuse("FILE_MISSING", "attachment numbers have gaps");
    }
  }
  return ok(messages.size);
}

function collect(messages: Map<string, MessageFiles>, path: string): void {
  const found = MESSAGE_FILE.exec(path)?.groups;
  if (!found?.["message"]) return;
  const empty = { originals: 0, parts: 0, json: new Set<string>(), attachments: { parts: [], second: [] } };
  const message: MessageFiles = messages.get(found["message"]) ?? empty;
  messages.set(found["message"], message);
  if (found["original"]) message.originals++;
  if (found["parts"]) message.parts++;
  if (found["json"]) message.json.add(found["json"]);
  if (found["attachment"]) message.attachments.parts.push(found["attachment"]);
  if (found["extra"]) message.attachments.second.push(found["extra"]);
}

/** @param numbers - "0001", "0002", … ascending. */
function gapless(numbers: readonly string[]): boolean {
  return numbers.every((number, i) => number === numbered(i + 1));
}
