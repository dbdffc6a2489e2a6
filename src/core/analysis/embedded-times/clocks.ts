/** Number forms of time that identifiers carry, each to milliseconds since the Unix epoch. */

/** A clock hidden in a text; null where the digits give no time that a mail could have. */
export type ClockReading = number | null;

const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Random digits decode to any year: only times at which mail was sent are kept. */
export function plausible(ms: number): ClockReading {
  return ms >= EARLIEST && ms < LATEST ? Math.floor(ms) : null;
}

/** @param hex - Upper 48 bits of .NET ticks: 100 ns since year 1, shifted right by 16. */
export function dotNetTicks48(hex: string): ClockReading {
  return plausible(Number.parseInt(hex, 16) * 6.5536 - 62_135_596_800_000);
}

/** @param filetime - 100 ns since 1601-01-01 (MS-DTYP, section 2.3.3). */
export function fromFiletime(filetime: bigint): ClockReading {
  return plausible(Number(filetime / 10_000n) - 11_644_473_600_000);
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** @param digits - Six characters of Exim's alphabet: seconds since the epoch. */
export function eximSeconds(digits: string): ClockReading {
  let seconds = 0;
  for (const digit of digits) seconds = seconds * 62 + BASE62.indexOf(digit);
  return plausible(seconds * 1000);
}

/** @param uuid - Version 1 (RFC 9562, section 5.1): 100 ns since 1582-10-15. */
export function uuidTime(uuid: string): ClockReading {
  const [low = "", mid = "", high = ""] = uuid.split("-");
  const ticks = BigInt(`0x${high.slice(1)}${mid}${low}`);
  return plausible(Number(ticks / 10_000n) - 12_219_292_800_000);
}

/**
 * Reads US Pacific local time, as Google's servers write it.
 * Summer time since 2007: from the second Sunday in March to the first in November, at 2 o'clock; before, from the
 * first Sunday in April to the last in October.
 */
export function pacificTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): ClockReading {
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const [start, end] =
    year >= 2007 ? [sunday(year, 2, 8), sunday(year, 10, 1)] : [sunday(year, 3, 1), sunday(year, 9, 25)];
  const summer = local >= start + 2 * HOUR && local < end + 2 * HOUR;
  return plausible(local + (summer ? 7 : 8) * HOUR);
}

const HOUR = 3_600_000;

/** Midnight of the first Sunday on or after that day, as if local time were UTC. @param month - 0 to 11. */
function sunday(year: number, month: number, day: number): number {
  const weekday = new Date(Date.UTC(year, month, day)).getUTCDay();
  return Date.UTC(year, month, day + ((7 - weekday) % 7));
}
