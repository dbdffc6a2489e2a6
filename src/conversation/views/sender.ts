import type { ItemSummary } from "../../workflow/ports.ts";

/** Controls and everything that reorders text: with them a name could read as another. */
const REORDERING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
/** Characters of a name or address that are shown: a sender may write a page of them. */
const LIMIT = 200;

/** What a sender chose, fit to be shown as text on one line. */
export function plainLine(text: string): string {
  const characters = [...text.slice(0, 2 * LIMIT + 1).replace(REORDERING, "\uFFFD")];
  return characters.length > LIMIT ? `${characters.slice(0, LIMIT).join("")}…` : characters.join("");
}

export interface ShownSender {
  /** Null where there is none or it is the address again. */
  readonly name: string | null;
  readonly address: string;
}

/** The address is always shown: the name is whatever the sender liked. */
export function shownSender(from: ItemSummary["from"]): ShownSender | null {
  if (from === null || (from.name === "" && from.address === "")) return null;
  const name = plainLine(from.name.trim());
  const address = plainLine(from.address.trim());
  if (address === "") return { name: null, address: name };
  const repeated = name === "" || name.toLowerCase() === address.toLowerCase();
  return { name: repeated ? null : name, address };
}
