/** HTML from texts: everything that is put in is escaped, except what this made itself. */

declare const markup: unique symbol;
export interface Html {
  readonly html: string;
  readonly [markup]: true;
}

type Part = string | number | Html | null | undefined | false | readonly Part[];

export const NOTHING = raw("");

export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return raw(texts.map((text, index) => text + write(parts[index])).join(""));
}

/** Only for texts of ours, and for what `page/formatted.ts` has read. */
export function raw(text: string): Html {
  return { html: text } as Html;
}

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  return "html" in part ? part.html : part.map(write).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.toWellFormed().replace(/[&<>"']/g, (one) => ENTITIES[one] as string);
}
