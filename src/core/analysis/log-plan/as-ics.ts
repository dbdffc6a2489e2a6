/**
 * The plan's deadlines for a calendar (RFC 5545). Own writer: the one npm package that fits in licence brings schema
 * validation and random ids with it, reads the clock, and does not do tasks.
 */
import { utf8 } from "../../base/bytes.ts";
import { loadPlanWords, type PlanWords } from "../words/plan-words.ts";
import { fillIn, type WordLanguage } from "../words/words.ts";
import { oneLine, reasonOf, retentionOf, systemName } from "./as-text.ts";
import type { LogPlan, PlanItem } from "./merge.ts";
import { utcText } from "./zoned-time.ts";

export interface IcsStamp {
  /** DTSTAMP: when the file is made, milliseconds since the epoch. */
  readonly now: number;
  /** Before "@zegel" and the item's number in UID (section 3.8.4.7): the same value updates the same entries. */
  readonly uid: string;
}

const HOUR_MS = 3_600_000;
/** An entry takes the half hour before the log is gone. */
const ENTRY_MS = HOUR_MS / 2;

/**
 * One event with an alarm a day before for each deadline: events, since not every calendar takes tasks (VTODO). Items
 * without a deadline have none. A deadline that has passed is kept: the log may exist longer than planned.
 */
export async function planAsIcs(plan: LogPlan, language: WordLanguage, stamp: IcsStamp): Promise<string> {
  const words = await loadPlanWords(language);
  const entries = plan.items.flatMap((item, index) =>
    item.deleteAfter === null ? [] : entryOf(item, item.deleteAfter, index, words, stamp),
  );
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Zegel//Log plan//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...entries,
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

function entryOf(
  item: PlanItem,
  deadline: number,
  index: number,
  words: PlanWords,
  stamp: IcsStamp,
): string[] {
  const summary = fillIn(words.task, {
    system: systemName(item, words),
    mails: String(item.mails.length),
  });
  const description = [
    `${words.labels.why}: ${reasonOf(item, words)}`,
    `${words.labels.from}: ${utcText(item.from)}`,
    `${words.labels.to}: ${utcText(item.to)}`,
    `${words.labels.retention}: ${retentionOf(item, words)}`,
    `${words.labels.lookFor}: ${item.lookFor.map(oneLine).join(", ") || "-"}`,
    `${words.labels.mails}: ${item.mails.map(oneLine).join(", ")}`,
  ].join("\n");
  return [
    "BEGIN:VEVENT",
    `UID:${escapeText(oneLine(stamp.uid))}-${index + 1}@zegel`,
    `DTSTAMP:${icsTime(stamp.now)}`,
    `DTSTART:${icsTime(deadline - ENTRY_MS)}`,
    `DTEND:${icsTime(deadline)}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `PRIORITY:${Math.min(9, item.urgency)}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escapeText(summary)}`,
    "TRIGGER:-P1D",
    "END:VALARM",
    "END:VEVENT",
  ];
}

/** "20261103T123456Z" (section 3.3.5, form 2). */
function icsTime(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** Section 3.3.11: backslash, semicolon, comma and line breaks; a bare CR has no place in it. */
export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, String.raw`\$&`).replace(/\r\n?|\n/g, String.raw`\n`);
}

/** Section 3.1: at most 75 octets a line, never inside a character; continuation lines begin with a space. */
export function fold(line: string): string {
  if (line.length <= 25) return line;
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const character of line) {
    const size = utf8(character).length;
    if (octets + size > 75) {
      parts.push(part);
      part = " ";
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join("\r\n");
}
