/** Date and time as mail programs write them: RFC 5322 section 3.3, its obsolete forms, asctime and ISO 8601. */
import { withoutComments } from "./lexer.ts";

export interface ZonedTime {
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  /** Minutes east of UTC; null where the zone is absent, unknown or "-0000". */
  readonly zoneMinutes: number | null;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Minutes east of UTC. RFC 5322 section 4.3, and the European names that servers really write. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  bst: 60,
  west: 60,
  cet: 60,
  met: 60,
  cest: 120,
  mest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  ist: 330,
  jst: 540,
  ast: -240,
  adt: -180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

/** Longer than any date: what follows is not looked at, so patterns stay cheap. */
const MAX_CHARS = 200;

const CLOCK = String.raw`(\d{1,2})\s*[:.]\s*(\d{2})(?:\s*[:.]\s*(\d{1,2})(?:[.,](\d{1,9}))?)?`;
const RFC_FORM = new RegExp(
  String.raw`^(?:[^\d\s,]{1,20}[.,\s]*)?(\d{1,2})[\s-]+([a-z]{3,9})[.,]?[\s-]+(\d{2,4})[,\s]+${CLOCK}\s*([ap]m\b)?(.*)$`,
  "i",
);
const ASCTIME_FORM = new RegExp(
  String.raw`^(?:[a-z]{2,9}[.,]?\s+)?([a-z]{3,9})\s+(\d{1,2}),?\s+${CLOCK}\s+(?:([a-z]{1,5}|[+-]\d{4})\s+)?(\d{4})(.*)$`,
  "i",
);
const ISO_FORM = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})(?:T|\s+)${CLOCK}(.*)$`, "i");

interface Parts {
  readonly year: number;
  /** 0 to 11; -1 if unknown. */
  readonly month: number;
  readonly day: number;
  readonly clock: readonly (string | undefined)[];
  readonly half: string | undefined;
  readonly zone: string;
}

/** @returns Milliseconds since the Unix epoch, or null if the text is no date. */
export function parseDateTime(text: string): number | null {
  return parseZonedDateTime(text)?.time ?? null;
}

/** As parseDateTime, with the zone as written. A zone that is absent or unknown counts as UTC (RFC 5322, 4.3). */
export function parseZonedDateTime(text: string): ZonedTime | null {
  const usual = readUsualForm(text);
  if (usual !== null) return usual;
  const plain = withoutComments(text).slice(0, MAX_CHARS).trim();
  const parts = rfcParts(plain) ?? isoParts(plain) ?? asctimeParts(plain);
  return parts === null ? null : toTime(parts);
}

/** "Tue, " before and " (CEST)" after what counts; the rest is read by its places. */
const USUAL_FORM =
  /^ ?(?:[A-Z][a-z]{2}, {1,2})?\d{1,2} [A-Z][a-z]{2} 20\d\d \d\d:\d\d:\d\d [+-]\d{4}(?: \([A-Z]{3,4}\))?$/;

/** Nine of ten dates are of one form: read without the patterns that the others need. Null: not of that form. */
function readUsualForm(text: string): ZonedTime | null {
  if (text.length > 50 || !USUAL_FORM.test(text)) return null;
  // "1 Jul 2003 10:52:37 +0200": from the first colon everything has its place.
  const at = text.indexOf(":");
  const month = USUAL_MONTHS.indexOf(text.slice(at - 11, at - 8)) / 3;
  const zone = twoDigits(text, at + 8) * 60 + twoDigits(text, at + 10);
  const negative = text.charCodeAt(at + 7) === 0x2d;
  // "-0000" is a zone of its own; what is out of range gets its answer from the general form.
  if (!Number.isInteger(month) || month < 0 || twoDigits(text, at + 10) > 59 || zone > 1440) return null;
  if (zone === 0 && negative) return null;
  const year = 2000 + twoDigits(text, at - 5);
  const tens = text.charCodeAt(at - 14) - 0x30;
  const day = (tens > 0 && tens < 10 ? 10 * tens : 0) + text.charCodeAt(at - 13) - 0x30;
  const [hour, minute, second] = [twoDigits(text, at - 2), twoDigits(text, at + 1), twoDigits(text, at + 4)];
  if (day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) return null;
  const zoneMinutes = negative ? -zone : zone;
  return { time: Date.UTC(year, month, day, hour, minute, second) - zoneMinutes * 60_000, zoneMinutes };
}

const USUAL_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

function twoDigits(text: string, at: number): number {
  return 10 * text.charCodeAt(at) + text.charCodeAt(at + 1) - 11 * 0x30;
}

function rfcParts(text: string): Parts | null {
  const m = RFC_FORM.exec(text);
  if (m === null) return null;
  return {
    year: fullYear(m[3] as string),
    month: monthOf(m[2] as string),
    day: Number(m[1]),
    clock: m.slice(4, 8),
    half: m[8],
    zone: m[9] ?? "",
  };
}

function isoParts(text: string): Parts | null {
  const m = ISO_FORM.exec(text);
  if (m === null) return null;
  return {
    year: Number(m[1]),
    month: Number(m[2]) - 1,
    day: Number(m[3]),
    clock: m.slice(4, 8),
    half: undefined,
    zone: m[8] ?? "",
  };
}

function asctimeParts(text: string): Parts | null {
  const m = ASCTIME_FORM.exec(text);
  if (m === null) return null;
  return {
    year: Number(m[8]),
    month: monthOf(m[1] as string),
    day: Number(m[2]),
    clock: m.slice(3, 7),
    half: undefined,
    zone: m[7] ?? m[9] ?? "",
  };
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase());
}

/** RFC 5322, section 4.3: 00–49 is 20xx, 50–99 and three digits count from 1900. */
function fullYear(digits: string): number {
  const value = Number(digits);
  if (digits.length === 2) return value < 50 ? 2000 + value : 1900 + value;
  return digits.length === 3 ? 1900 + value : value;
}

function toTime(parts: Parts): ZonedTime | null {
  const [hourText, minuteText, secondText, fraction] = parts.clock;
  const hour = hourOf(Number(hourText), parts.half);
  const minute = Number(minuteText);
  const second = Number(secondText ?? 0);
  if (parts.month < 0 || parts.month > 11 || hour > 23 || minute > 59 || second > 60) return null;
  if (parts.day < 1 || parts.day > daysIn(parts.year, parts.month)) return null;
  const zone = zoneOf(parts.zone);
  if (zone === undefined) return null;
  const ms = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, "0"));
  const local = Date.UTC(parts.year, parts.month, parts.day, hour, minute, second, ms);
  return Number.isFinite(local) ? { time: local - (zone ?? 0) * 60_000, zoneMinutes: zone } : null;
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
}

function daysIn(year: number, month: number): number {
  if (month !== 1) return month === 3 || month === 5 || month === 8 || month === 10 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** @returns Minutes east of UTC; null for absent, unknown and "-0000"; undefined for one that cannot be. */
function zoneOf(text: string): number | null | undefined {
  const m = /^\s*"?\s*(?:(?:UTC?|GMT)(?=[+-]))?([+-])(\d{2}):?(\d{2})/i.exec(text);
  if (m !== null) {
    const minutes = Number(m[2]) * 60 + Number(m[3]);
    if (Number(m[3]) > 59 || minutes > 24 * 60) return undefined;
    if (minutes === 0 && m[1] === "-") return null;
    return m[1] === "-" ? -minutes : minutes;
  }
  const name = /^\s*([a-z]{1,5})\b/i.exec(text)?.[1]?.toLowerCase();
  return name === undefined ? null : (ZONES[name] ?? null);
}
