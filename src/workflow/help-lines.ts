/** Lines that someone answers day and night. Checked on 2026-11-24; an organisation's own words come before these. */
import type { Directory } from "../core/evidence/directory.ts";

const LINES: Readonly<Record<string, readonly string[]>> = {
  NL: ["113", "0800-0113"],
  BE: ["1813"],
  DE: ["0800 1110111"],
  FR: ["3114"],
  GB: ["116 123"],
};
/** The line of Belgium that speaks French. */
const BELGIUM_IN_FRENCH = ["0800 32 123"];

/** Of the organisation's country; none where we know of none. */
export function helpLines(directory: Directory | null, language: string): readonly string[] {
  const country = directory?.emergency[0]?.country ?? "";
  if (country === "BE" && language.startsWith("fr")) return BELGIUM_IN_FRENCH;
  return LINES[country] ?? [];
}
