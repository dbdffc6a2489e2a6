/** Mails that were asked for and could not be had, as the package tells of them: whoever opens it sees what is missing. */
import type { AcquisitionRecord } from "../core/evidence/types.ts";
import type { SealRequest } from "./engine-port.ts";
import type { MissedMail } from "./ports.ts";

/** More than any host lets people select. */
const MAX_TOLD = 1000;
/** UTF-16 units. */
const MAX_TEXT = 200;
const MAX_ID = 500;

/**
 * The sender's words may stand here: it lies inside the sealed package alone, and the mail may be gone when somebody
 * looks for it.
 */
export function selectionErrors({
  sources,
  missed = [],
}: Pick<SealRequest, "sources" | "missed">): AcquisitionRecord["errors"] {
  const mails = sources.length + missed.length;
  return missed
    .slice(0, MAX_TOLD)
    .map((one) => ({ step: "selection", code: one.code, detail: describe(one, mails) }));
}

function describe({ id, summary, position }: MissedMail, mails: number): string {
  const said = [
    `mail ${position ?? "?"} of ${mails}`,
    ...(id === null ? [] : [`id ${quoted(id, MAX_ID)}`]),
    ...(summary.from === null ? [] : [`from ${quoted(summary.from.address, MAX_TEXT)}`]),
    `subject ${quoted(summary.subject, MAX_TEXT)}`,
  ];
  return said.join(", ");
}

/** Hosts were seen to give other things than texts: a mail that is missing must not keep the others from being sealed. */
function quoted(text: unknown, length: number): string {
  return typeof text === "string" ? JSON.stringify(text.slice(0, length).toWellFormed()) : '""';
}
