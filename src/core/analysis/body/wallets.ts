/** Addresses of currencies in a text: only those whose checksum holds, so that chance and typing errors stay out. */
import type { TextPlace } from "./addresses.ts";

export interface WalletPlace extends TextPlace {
  readonly currency: string;
}

const MAX_CANDIDATES = 100;
/** Longest first: whole runs of letters and digits, so that nothing is found inside of another word. */
const RUN = /[0-9A-Za-z]{26,120}/g;
/** Shape only: first letters, alphabet and length. */
const SHAPE =
  /^(?:(?:bc1|ltc1|BC1|LTC1)[0-9A-Za-z]{20,90}|0x[0-9a-fA-F]{40}|[qp][02-9ac-hj-np-z]{41}|[13LMDXTrt48][1-9A-HJ-NP-Za-km-z]{24,105})$/;

let checksums: Promise<typeof import("./wallet-checksums.ts")> | null = null;

/** @returns In the order of the text. An Ethereum address in one letter case has no checksum that could fail. */
export async function findWallets(text: string): Promise<WalletPlace[]> {
  const candidates: TextPlace[] = [];
  for (const { index, 0: run } of text.matchAll(RUN)) {
    if (candidates.length >= MAX_CANDIDATES) break;
    if (SHAPE.test(run)) candidates.push({ start: index, end: index + run.length });
  }
  if (candidates.length === 0) return [];
  checksums ??= import("./wallet-checksums.ts");
  const { currencyOf } = await checksums;
  return candidates.flatMap((place) => {
    const currency = currencyOf(text.slice(place.start, place.end));
    return currency === null ? [] : [{ ...place, currency }];
  });
}
