/** The plan as a table (RFC 4180) that a spreadsheet opens without running anything. */
import { loadPlanWords } from "../words/plan-words.ts";
import type { WordLanguage } from "../words/words.ts";
import { marginOf, oneLine, reasonOf, retentionOf, systemName } from "./as-text.ts";
import type { LogPlan } from "./merge.ts";
import { queriesOf } from "./queries.ts";
import { utcText, zonedText } from "./zoned-time.ts";

/** @returns A header row and a row for each item; CRLF after each, the last too. */
export async function planAsCsv(plan: LogPlan, language: WordLanguage, zone: string): Promise<string> {
  const words = await loadPlanWords(language);
  const { labels } = words;
  const both = (label: string) => [`${label} (${labels.utc})`, `${label} (${zone})`];
  const header = [
    labels.system,
    ...both(labels.from),
    ...both(labels.to),
    labels.margin,
    labels.lookFor,
    labels.why,
    labels.retention,
    ...both(labels.deadline),
    labels.mails,
    labels.queries,
  ];
  const time = (at: number | null) => (at === null ? ["", ""] : [utcText(at), zonedText(at, zone)]);
  const rows = plan.items.map((item) => [
    systemName(item, words),
    ...time(item.from),
    ...time(item.to),
    marginOf(item, words),
    item.lookFor.map(oneLine).join("\n"),
    reasonOf(item, words),
    retentionOf(item, words),
    ...time(item.deleteAfter),
    item.mails.map(oneLine).join("\n"),
    queriesOf(item, zone)
      .map(({ tool, text }) => `[${tool}]\n${text}`)
      .join("\n\n"),
  ]);
  return [header, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * Quotes a cell, and puts an apostrophe before what a spreadsheet would take for a formula: "=", "+", "-", "@", tab or
 * CR at its start, spaces before them or not, and at the start of each further line.
 */
export function csvCell(text: string): string {
  const harmless = text.replace(/(^|\n)([^\S\n]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/g, "$1'$2");
  return `"${harmless.replaceAll('"', '""')}"`;
}
