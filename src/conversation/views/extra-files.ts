/** Which of the files that someone adds can go along. The package's limits, asked before anything is sealed. */
import { MAX_EXTRAS, MAX_EXTRAS_OCTETS } from "../../core/evidence/limits.ts";
import type { ExtraFile } from "../../workflow/ports.ts";

export const FILES_SHOWN = MAX_EXTRAS;
/** In round megabytes, below the limit itself. */
export const SIZE_SHOWN = Math.floor(MAX_EXTRAS_OCTETS / 10_000_000) * 10_000_000;

export interface Refused {
  readonly name: string;
  readonly why: "tooMany" | "tooLarge" | "unreadable";
}

export interface Added {
  readonly extras: readonly ExtraFile[];
  readonly refused: readonly Refused[];
}

/**
 * @param now - What goes along already, asked for at the end: something may have been removed meanwhile.
 * @returns All that go along then. Never rejects.
 */
export async function addFiles(files: readonly File[], now: () => readonly ExtraFile[]): Promise<Added> {
  const readable = await Promise.all(files.slice(0, MAX_EXTRAS).map(canBeRead));
  const extras = [...now()];
  const refused: Refused[] = [];
  let octets = extras.reduce((sum, { file }) => sum + file.size, 0);
  for (const [index, file] of files.entries()) {
    const why =
      extras.length >= MAX_EXTRAS || index >= MAX_EXTRAS
        ? "tooMany"
        : readable[index] === false
          ? "unreadable"
          : octets + file.size > MAX_EXTRAS_OCTETS
            ? "tooLarge"
            : null;
    if (why !== null) refused.push({ name: file.name, why });
    else {
      octets += file.size;
      extras.push({ name: file.name, mediaType: file.type, file });
    }
  }
  return { extras, refused: refused.slice(0, REFUSALS_SHOWN) };
}

/** A dropped folder would fill the screen. */
const REFUSALS_SHOWN = 5;

/** A dropped folder looks like a file until it is read. */
async function canBeRead(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
