/** What a door hands over, looked at before anything is spent on it. */
import { canonicalJson } from "../core/base/canonical-json.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { MAX_MAIL_OCTETS } from "../core/evidence/limits.ts";
import { octetsOf, reservedFor } from "../workflow/acquire-mails.ts";
import type { AcquiredSource } from "../workflow/ports.ts";
import type { ReportToSeal } from "./ports.ts";

/** Octets of a door's note at most. */
const NOTE_LIMIT = 65_536;
/** Well-formed enough for a BCP 47 tag: it stands in a file that anyone with this disk can read. */
const LANGUAGE = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}$/;

/**
 * @returns Octets that it takes in memory.
 * @throws EvidenceError INPUT_INVALID, SOURCE_EMPTY, PACKAGE_TOO_LARGE.
 */
export function checkReport({ key, sources, extras = [], language }: ReportToSeal): number {
  if (key === "") throw new EvidenceError("INPUT_INVALID", "a report needs a key");
  if (sources.length === 0) throw new EvidenceError("INPUT_INVALID", "a report needs a mail");
  if (!LANGUAGE.test(language)) throw new EvidenceError("INPUT_INVALID", "the language is no BCP 47 tag");
  // A message without a file could not be sealed, and would take all the others with it.
  if (sources.some((source) => octetsOf(source) === 0))
    throw new EvidenceError("SOURCE_EMPTY", "a source has no octets");
  const octets = sources.reduce((sum, source) => sum + octetsOf(source), 0);
  if (octets > MAX_MAIL_OCTETS)
    throw new EvidenceError("PACKAGE_TOO_LARGE", `more than ${MAX_MAIL_OCTETS} octets of mail`);
  return octets + reservedFor(extras);
}

/** @returns A copy that nobody changes; null for none. @throws EvidenceError INPUT_INVALID */
export function checkedNote(note: unknown): unknown {
  const octets = noteOctets(note);
  if (octets === null || octets.length > NOTE_LIMIT)
    throw new EvidenceError("INPUT_INVALID", `a note is JSON of at most ${NOTE_LIMIT} octets`);
  return JSON.parse(new TextDecoder().decode(octets));
}

function noteOctets(note: unknown): Uint8Array | null {
  try {
    return canonicalJson(note ?? null);
  } catch {
    // Without what it stumbled over: it may be quoted.
    return null;
  }
}

/**
 * Octets that can be moved to another thread: a view of a larger buffer would take its neighbours along, which may be
 * another report's, or Node's own.
 */
export function ownSource(source: AcquiredSource): AcquiredSource {
  const { original, parts, second } = source;
  return {
    ...source,
    original: original === null ? null : { ...original, octets: own(original.octets) },
    parts: new Map([...parts].map(([path, part]) => [path, { ...part, octets: own(part.octets) }])),
    ...(second !== undefined && { second: { ...second, octets: own(second.octets) } }),
  };
}

function own(octets: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const isWhole = octets.byteLength === octets.buffer.byteLength && octets.byteLength > 0;
  return isWhole ? octets : new Uint8Array(octets);
}

export interface Room {
  /** @returns What gives it back. @throws EvidenceError RATE_LIMITED (later) where there is no room now. */
  take(octets: number): () => void;
}

/** Plaintext waits in memory alone: so much of it, and no more. One report always fits where nothing else waits. */
export function makeRoom({
  octets: most,
  reports,
}: {
  readonly octets: number;
  readonly reports: number;
}): Room {
  let used = 0;
  let taken = 0;
  return {
    take: (octets) => {
      if (taken > 0 && (taken >= reports || used + octets > most))
        throw new EvidenceError("RATE_LIMITED", "as much as fits in memory is being sealed", {
          retry: "later",
        });
      used += octets;
      taken++;
      return () => {
        used -= octets;
        taken--;
      };
    },
  };
}
