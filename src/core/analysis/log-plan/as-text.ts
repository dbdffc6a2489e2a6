/** The plan as plain text, for reading, printing and sending on. */
import { loadPlanWords, PLAN_WARNINGS, type PlanWords } from "../words/plan-words.ts";
import { fillIn, type WordLanguage } from "../words/words.ts";
import type { LogPlan, PlanItem } from "./merge.ts";
import { queriesOf } from "./queries.ts";
import { termsOf } from "./quote.ts";
import { isLogSystem, LOG_REASONS, type LogReason } from "./systems.ts";
import { utcText, zonedText } from "./zoned-time.ts";

/**
 * @param zone - IANA name; times stand in UTC and in this zone.
 * @param now - Milliseconds since the epoch; deadlines before it are marked. null: none is.
 * @returns Lines that end with LF. The sender's text in it has no control characters.
 */
export async function planAsText(
  plan: LogPlan,
  language: WordLanguage,
  zone: string,
  now: number | null = null,
): Promise<string> {
  const words = await loadPlanWords(language);
  const { labels } = words;
  const lines = [
    labels.title,
    "=".repeat(labels.title.length),
    `${labels.mails}: ${plan.mails.map(oneLine).join(", ") || "-"}`,
    "",
    labels.warnings,
    ...PLAN_WARNINGS.map((warning) => `- ${words.warnings[warning]}`),
    "",
    labels.items,
    ...(plan.items.length === 0 ? [labels.nothing] : []),
    ...plan.items.flatMap((item, index) => ["", ...itemLines(item, index + 1, words, { zone, now })]),
  ];
  return `${lines.join("\n")}\n`;
}

interface Reader {
  readonly zone: string;
  readonly now: number | null;
}

function itemLines(item: PlanItem, number: number, words: PlanWords, { zone, now }: Reader): string[] {
  const { labels } = words;
  const queries = queriesOf(item, zone);
  const left = termsOf(item.lookFor).unusable > 0 && queries.length > 0;
  return [
    `${number}. ${systemName(item, words)}`,
    `   ${labels.from}: ${times(item.from, zone)}`,
    `   ${labels.to}: ${times(item.to, zone)}`,
    `   ${labels.margin}: ${marginOf(item, words)}`,
    `   ${labels.why}: ${reasonOf(item, words)}`,
    `   ${labels.retention}: ${retentionOf(item, words)}`,
    `   ${labels.deadline}: ${item.deleteAfter === null ? "-" : times(item.deleteAfter, zone)}${isPassed(item, now) ? ` (${labels.passed})` : ""}`,
    `   ${labels.mails}: ${item.mails.map(oneLine).join(", ") || "-"}`,
    ...(item.lookFor.length === 0 ? [] : [`   ${labels.lookFor}:`]),
    ...item.lookFor.map((value) => `     ${oneLine(value)}`),
    ...(item.system === "dhcp-wifi" ? [`   ${words.localTimeNote}`] : []),
    ...(queries.length === 0 ? [] : [`   ${labels.queries}:`]),
    ...(left ? [`     (${words.valueLeftOut})`] : []),
    ...queries.flatMap(({ tool, text }) => [
      `     [${tool}]`,
      ...text.split("\n").map((line) => `       ${line}`),
    ]),
  ];
}

export function systemName(item: PlanItem, words: PlanWords): string {
  return isLogSystem(item.system) ? words.systems[item.system] : oneLine(item.system);
}

export function reasonOf(item: PlanItem, words: PlanWords): string {
  return (LOG_REASONS as readonly string[]).includes(item.reason)
    ? words.reasons[item.reason as LogReason]
    : oneLine(item.reason);
}

export function retentionOf(item: PlanItem, words: PlanWords): string {
  if (item.usualRetentionDays === 0) return words.notKept;
  const basis = Object.hasOwn(words.retention, item.retentionBasis) ? item.retentionBasis : "assumed";
  return fillIn(words.retention[basis], { days: String(item.usualRetentionDays) });
}

export function marginOf(item: PlanItem, words: PlanWords): string {
  return fillIn(words.margin, { minutes: String(Math.round(item.marginMs / 60_000)) });
}

/** Whether what the plan asks for is usually deleted by now. */
export function isPassed({ deleteAfter }: Pick<PlanItem, "deleteAfter">, now: number | null): boolean {
  return now !== null && deleteAfter !== null && deleteAfter < now;
}

function times(time: number, zone: string): string {
  return `${utcText(time)} = ${zonedText(time, zone)}`;
}

/** What the sender wrote could steer a terminal, or turn the line round. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "\u{fffd}").slice(0, 1000);
}
