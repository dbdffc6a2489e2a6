/** Addresses of currencies in a text: only those whose checksum holds, so that chance and typing errors stay out. */
import type { TextPlace } from "./addresses.ts";

export interface WalletPlace extends TextPlace {
  readonly currency: string;
}

const MAX_CANDIDATES = 100;
/** Shortest address that is looked for. */
const MIN_RUN = 26;
const MAX_RUN = 120;
/** Shape only: first letters, alphabet and length. */
const SHAPE =
  /^(?:(?:bc1|ltc1|BC1|LTC1)[0-9A-Za-z]{20,90}|0x[0-9a-fA-F]{40}|[qp][02-9ac-hj-np-z]{41}|[13LMDXTrt48][1-9A-HJ-NP-Za-km-z]{24,105})$/;

let checksums: Promise<typeof import("./wallet-checksums.ts")> | null = null;

/** @returns In the order of the text. An Ethereum address in one letter case has no checksum that could fail. */
export async function findWallets(text: string): Promise<WalletPlace[]> {
  const candidates: TextPlace[] = [];
  for (let i = MIN_RUN - 1; i < text.length && candidates.length < MAX_CANDIDATES; ) {
    const start = startOfRun(text, i, i - MIN_RUN + 1);
    if (i - start < MIN_RUN - 1) {
      i = start + MIN_RUN - 1;
      continue;
    }
    let end = i + 1;
    while (isAlphanumeric(text.charCodeAt(end))) end++;
    if (end - start <= MAX_RUN && SHAPE.test(text.slice(start, end))) candidates.push({ start, end });
    i = end + MIN_RUN;
  }
  if (candidates.length === 0) return [];
  checksums ??= import("./wallet-checksums.ts");
  const { currencyOf } = await checksums;
  return candidates.flatMap((place) => {
    const currency = currencyOf(text.slice(place.start, place.end));
    return currency === null ? [] : [{ ...place, currency }];
  });
}

/**
 * Looks backwards, so that running text is jumped through in steps of the shortest address.
 *
 * @returns Where the whole run begins that reaches back to `lowest`; behind the last character that is in no run.
 */
function startOfRun(text: string, from: number, lowest: number): number {
  let i = from;
  while (i >= lowest && isAlphanumeric(text.charCodeAt(i))) i--;
  return i + 1;
}

/** NaN, behind the end, is none. */
function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
}
