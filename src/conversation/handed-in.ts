import type { Reference } from "../core/evidence/types.ts";
import type { SealedSubmission } from "../workflow/ports.ts";

/** A sealed submission from a file: its digests were checked. */
export interface HandedIn {
  readonly submission: SealedSubmission;
  /** As the file's name tells it; else the first digits of the package's digest. */
  readonly reference: Reference;
}
