/** The JSON of a bag against the bag itself (docs/package-format.md, section 11, step 6). Sealing runs it too. */
import { type Digest, formatDigest } from "../base/digest.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { fail, ok, type Result } from "../base/result.ts";
import type { BagInfo } from "../evidence/bag.ts";
import { attachmentPath, messageFolder } from "../evidence/layout.ts";
import {
  readAcquisition,
  readAnalysis,
  readContext,
  readDns,
  readReport,
  readSummary,
} from "../evidence/shapes.ts";
import type { AcquisitionRecord, Report, SealContext, Summary } from "../evidence/types.ts";
import { checkRecipients } from "./age-header.ts";

export interface OpenedMessage {
  /** From 1. */
  readonly number: number;
  readonly original: { readonly kind: "eml" | "msg"; readonly octets: Uint8Array } | null;
  readonly acquisition: AcquisitionRecord;
  readonly analysis: Readonly<Record<string, unknown>>;
  /** DKIM keys as seen at report time, or null. */
  readonly dns: unknown;
  /** By path below parts/ and second/. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly second: ReadonlyMap<string, Uint8Array>;
}

export interface Content {
  readonly report: Report;
  readonly summary: Summary;
  readonly context: SealContext;
  readonly messages: readonly OpenedMessage[];
}

/** The bag as read so far: names and digests are checked, the JSON is not. */
export interface CheckedBag {
  readonly info: BagInfo;
  readonly messageCount: number;
  /** By path in the bag. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** 32 octets each. */
  readonly hashes: ReadonlyMap<string, Uint8Array>;
  /** "SHA256:…" of the key that signed. */
  readonly fingerprint: string;
}

/** Carries a refusal out of nested checks; never leaves this file. */
class Refused extends Error {
  readonly reason: EvidenceError;
  constructor(reason: EvidenceError) {
    super(reason.message);
    this.reason = reason;
  }
}

/** @returns JSON_INVALID, DIGEST_MISMATCH, FILE_MISSING, FILE_UNEXPECTED, or SIGNATURE_INVALID (another device key). */
export function readContent(bag: CheckedBag): Result<Content, EvidenceError> {
  try {
    const report = take(readReport(file(bag, "data/report.json")));
    const summary = take(readSummary(file(bag, "data/summary.json")));
    const context = take(readContext(file(bag, "data/context.json")));
    for (const one of [report, summary, context]) checkReference(bag, one.reference);
    if (!checkRecipients(context.recipients).ok)
      stop("JSON_INVALID", "context.json names no possible recipients");
    checkAttachments(bag, report);
    const messages = Array.from({ length: bag.messageCount }, (_, i) => readMessage(bag, i + 1));
    checkSummary(bag, summary, messages);
    return ok({ report, summary, context, messages });
  } catch (error) {
    if (error instanceof Refused) return fail(error.reason);
    throw error;
  }
}

function readMessage(bag: CheckedBag, number: number): OpenedMessage {
  const folder = messageFolder(number);
  const acquisition = take(readAcquisition(file(bag, `${folder}/acquisition.json`)));
  const analysis = take(readAnalysis(file(bag, `${folder}/analysis.json`)));
  const dns = bag.files.get(`${folder}/dns.json`);
  checkReference(bag, acquisition.reference);
  if (acquisition.deviceKey !== bag.fingerprint)
    stop("SIGNATURE_INVALID", "signed by another key than acquired with");
  const original = originalOf(bag, folder);
  checkSource(bag, acquisition, original?.path ?? null);
  const parts = below(bag, `${folder}/parts/`);
  const second = below(bag, `${folder}/second/`);
  checkParts(bag, acquisition, `${folder}/parts/`, parts);
  checkSecond(bag, acquisition, `${folder}/second/`, second);
  return {
    number,
    original: original && { kind: original.kind, octets: original.octets },
    acquisition,
    analysis,
    dns: dns ? take(readDns(dns)) : null,
    parts,
    second,
  };
}

function originalOf(bag: CheckedBag, folder: string) {
  for (const kind of ["eml", "msg"] as const) {
    const path = `${folder}/original.${kind}`;
    const octets = bag.files.get(path);
    if (octets) return { kind, path, octets };
  }
  return null;
}

function checkSource(bag: CheckedBag, { source }: AcquisitionRecord, path: string | null): void {
  if ((source?.path ?? null) !== path) stop("JSON_INVALID", "the acquisition record names another source");
  if (source) checkListed(bag, source);
}

/** Every part is listed once, and nothing else is. */
function checkParts(
  bag: CheckedBag,
  acquisition: AcquisitionRecord,
  folder: string,
  parts: ReadonlyMap<string, Uint8Array>,
): void {
  const listed = new Set(acquisition.parts.map((part) => part.path));
  if (listed.size !== acquisition.parts.length) stop("JSON_INVALID", "a part is listed twice");
  if ([...parts.keys()].some((path) => !listed.has(folder + path)))
    stop("FILE_UNEXPECTED", "a part that is not listed");
  for (const part of acquisition.parts) {
    if (!part.path.startsWith(folder)) stop("JSON_INVALID", "a part that lies elsewhere");
    checkListed(bag, part);
  }
}

/** One file of second/ stands for the method: the whole, or the headers. */
function checkSecond(
  bag: CheckedBag,
  { second }: AcquisitionRecord,
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
): void {
  if (second === null) {
    if (files.size > 0) stop("FILE_UNEXPECTED", "octets of a second method that the record does not know");
    return;
  }
  if (!second.path.startsWith(folder)) stop("JSON_INVALID", "the second source lies elsewhere");
  checkListed(bag, second);
}

function checkAttachments(bag: CheckedBag, report: Report): void {
  if (below(bag, "data/attachments/").size > report.attachments.length) {
    stop("FILE_UNEXPECTED", "an attachment that the report does not list");
  }
  for (const [i, attachment] of report.attachments.entries()) {
    if (attachment.path !== attachmentPath(i + 1))
      stop("JSON_INVALID", "attachments are listed out of order");
    checkListed(bag, attachment);
  }
}

function checkSummary(bag: CheckedBag, summary: Summary, messages: readonly OpenedMessage[]): void {
  if (summary.messageCount !== messages.length || summary.messages.length > messages.length) {
    stop("JSON_INVALID", "the summary counts other messages");
  }
  if (summary.supplements !== bag.info.supplements)
    stop("JSON_INVALID", "the summary supplements another package");
  for (const [i, entry] of summary.messages.entries()) {
    const { source, provenance, capture } = (messages[i] as OpenedMessage).acquisition;
    if (entry.digest !== (source?.digest ?? null))
      stop("DIGEST_MISMATCH", "the summary is of another message");
    // The list must not say more of a mail than its record does.
    if (entry.statements.provenance !== provenance || entry.statements.capture !== capture) {
      stop("JSON_INVALID", "the summary states another provenance");
    }
  }
}

function checkReference(bag: CheckedBag, reference: string): void {
  if (reference !== bag.info.reference) stop("JSON_INVALID", "JSON of another reference");
}

function checkListed(bag: CheckedBag, entry: { path: string; octets?: number; digest: Digest }): void {
  const octets = bag.files.get(entry.path);
  const hash = bag.hashes.get(entry.path);
  if (!octets || !hash) return stop("FILE_MISSING", "a file that the JSON lists is missing");
  if (formatDigest(hash) !== entry.digest || (entry.octets ?? octets.length) !== octets.length) {
    stop("DIGEST_MISMATCH", "a file is not the one that the JSON lists");
  }
}

function below(bag: CheckedBag, folder: string): Map<string, Uint8Array> {
  const inside = [...bag.files].filter(([path]) => path.startsWith(folder));
  return new Map(inside.map(([path, octets]) => [path.slice(folder.length), octets]));
}

function file(bag: CheckedBag, path: string): Uint8Array {
  return bag.files.get(path) ?? stop("FILE_MISSING", `${path} is missing`);
}

function take<T>(result: Result<T, EvidenceError>): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}

function stop(code: Parameters<typeof refuse>[0], message: string): never {
  throw new Refused(refuse(code, message).error);
}
