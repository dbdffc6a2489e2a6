/** A mail that someone hands in as a file: its octets are the file's, and that is all that is known. */
import { EvidenceError } from "../../core/base/errors.ts";
import type { AcquisitionRecord } from "../../core/evidence/types.ts";
import type { AcquiredSource, Clock, MailSource } from "../../workflow/ports.ts";

/** The part of the browser's File that is read; the CLI gives the same of a file on disk. */
export interface MailFile {
  readonly name: string;
  /** Octets. */
  readonly size: number;
  /** Milliseconds since the epoch, by the file system: whoever made the file could set it. */
  readonly lastModified: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A package holds at most 150 MB of mail (DESIGN, section 7): more is refused before it is read. */
export const MAX_MAIL_OCTETS = 150_000_000;

export interface FileSourceDeps {
  readonly clock: Clock;
  readonly host: AcquisitionRecord["host"];
}

/** The octets of a dropped .eml, untouched. Whether it is a mail is for the analysis to say. */
export function emlFileSource(file: MailFile, { clock, host }: FileSourceDeps): MailSource {
  return { acquire };

  async function acquire(
    signal: AbortSignal,
    onProgress: (fraction: number | null) => void,
  ): Promise<AcquiredSource> {
    const startedAt = clock.now();
    if (file.size > MAX_MAIL_OCTETS) {
      throw new EvidenceError(
        "PACKAGE_TOO_LARGE",
        `a mail of ${file.size} octets; ${MAX_MAIL_OCTETS} at most`,
      );
    }
    onProgress(null);
    const octets = await readOctets(file);
    if (signal.aborted) throw new EvidenceError("CANCELLED", "stopped while the file was read");
    if (octets.length === 0) throw new EvidenceError("SOURCE_EMPTY", "the file is empty");
    onProgress(1);
    return {
      original: { kind: "eml", octets },
      parts: new Map(),
      record: {
        method: "file.eml",
        provenance: "supplied-file",
        capture: "as-served",
        startedAt,
        endedAt: clock.now(),
        host,
        item: { name: file.name.toWellFormed(), size: file.size, lastModified: file.lastModified },
        errors: [],
      },
    };
  }
}

/** @throws EvidenceError SOURCE_UNAVAILABLE where the file was moved, or can not be read any more. */
async function readOctets(file: MailFile): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new EvidenceError("SOURCE_UNAVAILABLE", "the file can not be read", { cause });
  }
}
