/** Times as investigators need them: UTC and the reader's own zone, always both. */

/** The range of a JavaScript date; a time from a report may lie outside it. */
const MAX_TIME = 8.64e15;

/** "2026-11-23 10:00:05 UTC". @param at - Milliseconds since the Unix epoch. */
export function utcTime(at: number): string {
  if (!isTime(at)) return "?";
  return `${new Date(at)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d{3}Z$/, "")} UTC`;
}

/** In the browser's zone, with the zone's name. */
export function localTime(at: number, language: string, timeZone?: string): string {
  if (!isTime(at)) return "?";
  return new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/** "1 h 02 min 03 s", with a minus sign where clocks disagree. @param ms - Milliseconds. */
export function duration(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const [h, min, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const parts = [h > 0 ? `${h} h` : "", h > 0 || min > 0 ? `${min} min` : "", h > 0 ? "" : `${s} s`];
  return `${ms < 0 ? "−" : ""}${parts.filter(Boolean).join(" ")}`;
}

function isTime(at: number): boolean {
  return Number.isFinite(at) && Math.abs(at) <= MAX_TIME;
}
