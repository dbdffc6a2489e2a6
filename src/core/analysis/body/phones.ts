/** Telephone numbers, by the numbering plans of libphonenumber: loaded only where something looks like one. */
import type { TextPlace } from "./addresses.ts";

export interface PhonePlace extends TextPlace {
  /** E.164; the digits as written where the plans of two countries fit. */
  readonly number: string;
  /** ISO 3166-1 alpha-2; null where several share the code. */
  readonly country: string | null;
}

const MAX_CANDIDATES = 50;
const INTERNATIONAL = /(?<![\w+.\-/=&?%#@])(?:\+|00)[1-9](?:[ ().\-/\u00a0]{0,3}\d){7,14}(?!\w)/g;
const NATIONAL = /(?<![\w.,:/=&?%#@+-])\(?0[1-9](?:[ ().\-/\u00a0]{0,2}\d){7,10}(?!\w)/g;
/** A national form is taken for a number only behind such a word: invoices are full of digits. */
const PHONE_WORD = /tel|phone|fon|call|ring|bel|ruf|appel|mobi|gsm|whatsapp|☎|✆|📞/i;
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
  for (const { index, 0: match } of text.matchAll(INTERNATIONAL)) {
    if (found.length >= MAX_CANDIDATES) return found;
    found.push({ start: index, end: index + match.length, isInternational: true });
  }
  if (!withNational) return found;
  for (const { index, 0: match } of text.matchAll(NATIONAL)) {
    if (found.length >= MAX_CANDIDATES) return found;
    // "00…" is the international form, already seen.
    const before = text.slice(Math.max(0, index - PHONE_WORD_DISTANCE), index);
    if (PHONE_WORD.test(before))
      found.push({ start: index, end: index + match.length, isInternational: false });
  }
  return found;
}
