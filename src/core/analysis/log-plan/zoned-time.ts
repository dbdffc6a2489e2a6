/** Times as people read them: in UTC and in a zone that they choose, always with the offset. */

export interface LocalTime {
  /** "2026-11-03". */
  readonly date: string;
  /** "13:34:56". */
  readonly clock: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** "+01:00". */
  readonly offset: string;
}

/** From the epoch to the end of year 9999: no log lies outside, and every format can write it. */
export function isTime(time: number): boolean {
  return Number.isFinite(time) && time >= 0 && time < 253_402_300_800_000;
}

/** @returns Whether the runtime knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Making a formatter costs more than a hundred uses of it, and a plan has dozens of times. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const MAX_FORMATTERS = 20;

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-GB", {
      timeZone: isTimeZone(zone) ? zone : "UTC",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    if (formatters.size >= MAX_FORMATTERS) formatters.clear();
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** @param zone - IANA name; UTC where the runtime does not know it. */
export function localTime(time: number, zone: string): LocalTime {
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const { year = "", month = "", day = "", hour = "", minute = "", second = "" } = parts;
  const asUtc = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const minutes = Math.round((asUtc - Math.floor(time / 1000) * 1000) / 60_000);
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    date: `${year}-${month}-${day}`,
    clock: `${hour}:${minute}:${second}`,
    weekday: new Date(asUtc).getUTCDay(),
    offset: `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`,
  };
}

/** "2026-11-03 12:34:56 UTC". */
export function utcText(time: number): string {
  const { date, clock } = localTime(time, "UTC");
  return `${date} ${clock} UTC`;
}

/** "2026-11-03 13:34:56 +01:00 (Europe/Amsterdam)". */
export function zonedText(time: number, zone: string): string {
  const { date, clock, offset } = localTime(time, zone);
  return `${date} ${clock} ${offset} (${zone})`;
}
