/** The mails of one report, one after the other: hosts serve one at a time. One that cannot be had loses no other. */
import { EvidenceError, type EvidenceErrorCode } from "../core/base/errors.ts";
import { MAX_EXTRAS, MAX_EXTRAS_OCTETS, MAX_MAIL_OCTETS } from "../core/evidence/limits.ts";
import type { AcquiredSource, ExtraFile, ItemSummary, MailSource, MissedMail } from "./ports.ts";

export interface RequestedMail {
  readonly source: MailSource;
  /** The host's id; null where it gives none. */
  readonly id: string | null;
  /** Names the mail where it was missed. Leaves the device inside the sealed package only. */
  readonly summary: ItemSummary;
}

export interface AcquiredMails {
  /** In the order of the request. Never empty. */
  readonly sources: readonly AcquiredSource[];
  readonly missed: readonly MissedMail[];
}

export interface AcquireOptions {
  readonly signal: AbortSignal;
  /** Octets to leave for the reporter's own files; a first mail that needs them gets them. */
  readonly reserved: number;
  /** @param fraction - Of all mails; null unknown. `place` is left away for one mail. */
  readonly onProgress: (
    fraction: number | null,
    place: { readonly mail?: number; readonly mails?: number },
  ) => void;
}

/**
 * @throws What the first mail failed with, where none could be had; and at once where it was cancelled. EvidenceError
 *   SOURCE_*, PACKAGE_TOO_LARGE, CANCELLED.
 */
export async function acquireMails(
  mails: readonly RequestedMail[],
  { signal, reserved, onProgress }: AcquireOptions,
): Promise<AcquiredMails> {
  const sources: AcquiredSource[] = [];
  const missed: MissedMail[] = [];
  let used = 0;
  let firstCause: unknown = new EvidenceError("SOURCE_UNAVAILABLE", "no mail was asked for");
  for (const [index, { source, id, summary }] of mails.entries()) {
    signal.throwIfAborted();
    const progress = progressOf(index, mails.length, onProgress);
    const room = sources.length === 0 ? MAX_MAIL_OCTETS : MAX_MAIL_OCTETS - reserved - used;
    try {
      const kept = await acquireInto(room, source, signal, progress);
      used += octetsOf(kept);
      sources.push(kept);
    } catch (cause) {
      if (signal.aborted || (cause instanceof EvidenceError && cause.code === "CANCELLED")) throw cause;
      if (missed.length === 0) firstCause = cause;
      missed.push({ id, summary, code: missedCode(cause), position: index + 1 });
    }
  }
  if (sources.length === 0) throw firstCause;
  return { sources, missed };
}

function progressOf(index: number, mails: number, onProgress: AcquireOptions["onProgress"]) {
  const report = (fraction: number | null) =>
    mails === 1
      ? onProgress(fraction, {})
      : onProgress((index + (fraction ?? 0)) / mails, { mail: index + 1, mails });
  if (mails > 1) report(0);
  return report;
}

async function acquireInto(
  room: number,
  source: MailSource,
  signal: AbortSignal,
  onProgress: (fraction: number | null) => void,
): Promise<AcquiredSource> {
  // Nothing fits any more: it need not be fetched to say so.
  if (room <= 0) throw tooLarge();
  const acquired = await source.acquire(signal, onProgress);
  signal.throwIfAborted();
  if (isEmpty(acquired)) throw new EvidenceError("SOURCE_EMPTY", "the source has no octets");
  const kept = fit(acquired, room);
  if (kept === null) throw tooLarge();
  return kept;
}

function tooLarge(): EvidenceError {
  return new EvidenceError("PACKAGE_TOO_LARGE", `more than ${MAX_MAIL_OCTETS} octets with this mail`);
}

/** A message without a file could not be sealed, and would take all the others with it. */
function isEmpty({ original, parts }: AcquiredSource): boolean {
  return (original === null || original.octets.length === 0) && parts.size === 0;
}

/** The second copy goes before the mail does. @returns Null where the mail itself does not fit. */
function fit(source: AcquiredSource, room: number): AcquiredSource | null {
  if (octetsOf(source) <= room) return source;
  const { second, ...alone } = source;
  if (second === undefined || octetsOf(alone) > room) return null;
  const dropped = { step: "second", code: "TOO_LARGE", detail: "no room in this package" };
  return { ...alone, record: { ...source.record, errors: [...source.record.errors, dropped] } };
}

/** Octets that go into the package. */
export function octetsOf({ original, parts, second }: AcquiredSource): number {
  let octets = (original?.octets.length ?? 0) + (second?.octets.length ?? 0);
  for (const part of parts.values()) octets += part.octets.length;
  return octets;
}

/** Octets that files will take of a package, as far as they say; what does not fit is not counted. */
export function reservedFor(extras: readonly ExtraFile[]): number {
  let octets = 0;
  for (const { file } of extras.slice(0, MAX_EXTRAS))
    if (octets + file.size <= MAX_EXTRAS_OCTETS) octets += file.size;
  return octets;
}

/** A fault of the host's adapter misses its mail, like a host that gives nothing. */
function missedCode(cause: unknown): EvidenceErrorCode {
  return cause instanceof EvidenceError ? cause.code : "SOURCE_UNAVAILABLE";
}
