/** Telephone numbers, by the numbering plans of libphonenumber: loaded only where something looks like one. */
import type { TextPlace } from "./addresses.ts";

export interface PhonePlace extends TextPlace {
  /** E.164; the digits as written where the plans of two countries fit. */
  readonly number: string;
  /** ISO 3166-1 alpha-2; null where several share the code. */
  readonly country: string | null;
}

const MAX_CANDIDATES = 50;
const INTERNATIONAL = /(?<![\w+.\-/=&?%#@])(?:\+|00)[1-9](?:[ ().\-/\u00a0]{0,3}\d){7,14}(?!\w)/y;
const NATIONAL = /(?<![\w.,:/=&?%#@+-])\(?0[1-9](?:[ ().\-/\u00a0]{0,2}\d){7,10}(?!\w)/y;
/** A national form is taken for a number only behind such a word: invoices are full of digits. */
const PHONE_WORD = /tel|phone|fon|call|ring|bel|ruf|appel|mobi|gsm|whatsapp|☎|✆|📞/i;
const BRACKET = 0x28;
const PHONE_WORD_DISTANCE = 40;
const COUNTRY_OF_LANGUAGE = new Map<string, readonly ("NL" | "BE" | "DE" | "FR" | "GB")[]>([
  ["nl", ["NL", "BE"]],
  ["de", ["DE"]],
  ["fr", ["FR", "BE"]],
  ["en", ["GB"]],
]);

interface Candidate extends TextPlace {
  readonly isInternational: boolean;
}

let library: Promise<typeof import("libphonenumber-js/min")> | null = null;

/** @param language - Of the text: decides in which plan a national number is looked up. */
export async function findPhones(text: string, language: string | null): Promise<PhonePlace[]> {
  const countries = COUNTRY_OF_LANGUAGE.get(language ?? "") ?? [];
  const candidates = findCandidates(text, countries.length > 0);
  if (candidates.length === 0) return [];
  library ??= import("libphonenumber-js/min");
  const { parsePhoneNumberFromString } = await library;
  const found: PhonePlace[] = [];
  for (const { start, end, isInternational } of candidates) {
    const written = text.slice(start, end).replace(/^00/, "+");
    const fitting = (isInternational ? [undefined] : countries)
      .map((country) => parsePhoneNumberFromString(written, country))
      .filter((phone) => phone?.isValid() === true);
    const [phone] = fitting;
    if (phone === undefined) continue;
    // "0470 12 34 56" is a mobile in Belgium and a line in the Netherlands: then the digits as written.
    const isTold = fitting.length === 1;
    const number = isTold ? phone.number : written.replace(/\D/g, "");
    found.push({ start, end, number, country: isTold ? (phone.country ?? null) : null });
  }
  return found;
}

function findCandidates(text: string, withNational: boolean): Candidate[] {
  const found: Candidate[] = [];
  findInternational(text, found);
  if (withNational) findNational(text, found);
  return found;
}

/** @returns Where what begins at `start` ends; -1 where it is none. */
function endOf(form: RegExp, text: string, start: number): number {
  form.lastIndex = start;
  return form.test(text) ? form.lastIndex : -1;
}

/** From "+" to "+" and from "00" to "00": few texts have any. */
function findInternational(text: string, found: Candidate[]): void {
  let plus = text.indexOf("+");
  let zeros = text.indexOf("00");
  while (plus >= 0 || zeros >= 0) {
    const start = zeros < 0 || (plus >= 0 && plus < zeros) ? plus : zeros;
    const end = endOf(INTERNATIONAL, text, start);
    if (end >= 0) {
      if (found.length >= MAX_CANDIDATES) return;
      found.push({ start, end, isInternational: true });
    }
    const next = Math.max(end, start + 1);
    if (plus >= 0 && plus < next) plus = text.indexOf("+", next);
    if (zeros >= 0 && zeros < next) zeros = text.indexOf("00", next);
  }
}

function findNational(text: string, found: Candidate[]): void {
  let next = 0;
  for (let zero = text.indexOf("0"); zero >= 0; zero = text.indexOf("0", next)) {
    const hasBracket = zero > next && text.charCodeAt(zero - 1) === BRACKET;
    let start = hasBracket ? zero - 1 : zero;
    let end = endOf(NATIONAL, text, start);
    if (end < 0 && hasBracket) {
      start = zero;
      end = endOf(NATIONAL, text, start);
    }
    next = Math.max(end, zero + 1);
    if (end < 0) continue;
    if (found.length >= MAX_CANDIDATES) return;
    // "00…" is the international form, already seen.
    const before = text.slice(Math.max(0, start - PHONE_WORD_DISTANCE), start);
    if (PHONE_WORD.test(before)) found.push({ start, end, isInternational: false });
  }
}
