/** A mail that was found in what someone handed in, and how it becomes a source: its octets, and what is known of them. */
import { EvidenceError } from "../../core/base/errors.ts";
import type { AcquisitionRecord } from "../../core/evidence/types.ts";
import type { AcquiredSource, Clock, ItemSummary, MailSource } from "../../workflow/ports.ts";
import { DEFAULT_LIMITS } from "./limits.ts";

/** A browser's File fits. */
export interface SourceFile {
  readonly name: string;
  /** Octets. */
  readonly size: number;
  /** Milliseconds since the Unix epoch, by the file system: whoever made the file could set it. */
  readonly lastModified: number;
  /** Its place in a dropped folder: "2026/threat.eml". "" or left away: alone. */
  readonly path?: string;
  slice(start?: number, end?: number): Blob;
}

/** Structured-cloneable: made in a worker, used on the page. */
export interface FoundMail {
  /** Unique within one reading, and the same whenever the same files are read in the same order. */
  readonly id: string;
  readonly method: "file.eml" | "file.emlx" | "file.msg" | "file.mbox";
  readonly kind: "eml" | "msg";
  /** "converted" wherever another program wrote the octets anew, or may have. */
  readonly capture: "as-served" | "converted";
  /** The original's octets and no others: a slice of the file wherever it lies there as it is. */
  readonly octets: Blob;
  /** From the first 64 KiB at most. */
  readonly summary: ItemSummary;
  /** The topmost readable Received date, else Date: milliseconds since the Unix epoch, the sender's or a server's claim. */
  readonly receivedAt: number | null;
  readonly item: AcquisitionRecord["item"];
  readonly errors: AcquisitionRecord["errors"];
}

/** Why a file, or a part of one, gave no mail. */
export type LeftOutCode =
  | "not-a-mail"
  /** A page saved by a browser: it never has a mail's header. */
  | "web-page"
  /** A link to a mail, as Apple's programs drag it: the mail itself stayed where it was. */
  | "mac-link"
  | "empty"
  | "too-large"
  /** More mails than one reading takes. */
  | "too-many"
  /** Moved, changed or locked while it was read. */
  | "unreadable"
  | "zip-encrypted"
  | "zip-damaged"
  /** Packed in a way that is not read: anything but stored and deflate. */
  | "zip-method"
  /** Its entries lie over each other, or it gives more octets than one reading takes. */
  | "zip-bomb"
  | "zip-too-deep"
  /** More entries than one ZIP may have. */
  | "zip-too-many";

export interface LeftOut {
  /** Its place, well-formed and cut; hostile all the same. */
  readonly name: string;
  readonly code: LeftOutCode;
}

export interface FileSourceDeps {
  readonly clock: Clock;
  readonly host: AcquisitionRecord["host"];
}

/** The octets as they lay there, untouched. */
export function foundMailSource(mail: FoundMail, deps: FileSourceDeps): MailSource {
  return { acquire: (signal, onProgress) => acquire(mail, deps, signal, onProgress) };
}

async function acquire(
  mail: FoundMail,
  { clock, host }: FileSourceDeps,
  signal: AbortSignal,
  onProgress: (fraction: number | null) => void,
): Promise<AcquiredSource> {
  const startedAt = clock.now();
  const { size } = mail.octets;
  const most = DEFAULT_LIMITS.mailOctets;
  if (size > most) throw new EvidenceError("PACKAGE_TOO_LARGE", `a mail of ${size} octets; ${most} at most`);
  onProgress(null);
  const octets = await readOctets(mail.octets);
  if (signal.aborted) throw new EvidenceError("CANCELLED", "stopped while the file was read");
  if (octets.length !== size) throw new EvidenceError("SOURCE_CHANGED", "the file changed while it was read");
  if (size === 0) throw new EvidenceError("SOURCE_EMPTY", "the file is empty");
  onProgress(1);
  const { kind, method, capture, item, errors } = mail;
  return {
    original: { kind, octets },
    parts: new Map(),
    record: {
      ...{ method, provenance: "supplied-file", capture, startedAt, endedAt: clock.now() },
      ...{ host, item, errors },
    },
  };
}

/** @throws EvidenceError SOURCE_UNAVAILABLE where the file was moved or changed, or can not be read any more. */
async function readOctets(octets: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await octets.arrayBuffer());
  } catch (cause) {
    throw new EvidenceError("SOURCE_UNAVAILABLE", "the file can not be read", { cause });
  }
}
