/** The reporter's own files: read where they are sealed, so that the page never holds their octets. */
import { digestOf } from "../core/base/digest.ts";
import { attachmentPath } from "../core/evidence/layout.ts";
import { MAX_EXTRAS, MAX_EXTRAS_OCTETS } from "../core/evidence/limits.ts";
import type { AcquisitionRecord, Report } from "../core/evidence/types.ts";
import type { ExtraFile } from "./ports.ts";

/** UTF-16 units. */
const MAX_NAME = 255;
const MAX_TYPE = 200;

export interface ReadExtras {
  readonly attachments: readonly { readonly octets: Uint8Array }[];
  readonly listed: Report["attachments"];
  /** Names of those that are not in it. */
  readonly missed: readonly string[];
  readonly errors: AcquisitionRecord["errors"];
}

/**
 * A file that cannot be read any more (moved, on a stick that is gone) or does not fit must not stop the report: it is
 * left out, and both the package and the reporter are told.
 *
 * @param room - Octets that the mails leave.
 */
export async function readExtras(extras: readonly ExtraFile[], room: number): Promise<ReadExtras> {
  const read: { readonly octets: Uint8Array; readonly name: string; readonly mediaType: string }[] = [];
  const missed: string[] = [];
  const errors: { step: string; code: string; detail: string }[] = [];
  let left = Math.min(room, MAX_EXTRAS_OCTETS);
  for (const [index, { name, mediaType, file }] of extras.entries()) {
    const octets = read.length < MAX_EXTRAS && file.size <= left ? await octetsIn(file) : "TOO_LARGE";
    if (typeof octets === "string") {
      missed.push(cut(name, MAX_NAME));
      errors.push({ step: "extras", code: octets, detail: `file ${index + 1} of ${extras.length}` });
      continue;
    }
    left -= octets.length;
    read.push({ octets, name: cut(name, MAX_NAME), mediaType: cut(mediaType, MAX_TYPE) });
  }
  return {
    attachments: read,
    listed: await Promise.all(
      read.map(async ({ octets, name, mediaType }, i) => ({
        path: attachmentPath(i + 1),
        name,
        mediaType,
        octets: octets.length,
        digest: await digestOf(octets),
      })),
    ),
    missed,
    // One line a file would fill the record where somebody drops a folder.
    errors: errors.slice(0, MAX_EXTRAS),
  };
}

async function octetsIn(file: Blob): Promise<Uint8Array | "NOT_READ"> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return "NOT_READ";
  }
}

function cut(text: string, length: number): string {
  return text.slice(0, length).toWellFormed();
}
