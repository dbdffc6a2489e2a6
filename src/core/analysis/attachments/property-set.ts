/** Property sets of older office files ([MS-OLEPS]): who wrote, who saved last, when, with what. */
import { latin1 } from "../../mail/header-fields.ts";

/** Property identifiers of SummaryInformation ([MS-OLEPS], section 3.1). */
export const SUMMARY_KEYS: Readonly<Record<number, string>> = {
  2: "title",
  3: "subject",
  4: "author",
  5: "keywords",
  6: "comment",
  7: "template",
  8: "last-saved-by",
  9: "revision",
  10: "editing-time",
  11: "printed",
  12: "created",
  13: "modified",
  18: "application",
};
/** Of DocumentSummaryInformation ([MS-OLEPS], section 3.2). */
export const DOCUMENT_KEYS: Readonly<Record<number, string>> = { 14: "manager", 15: "company" };

const CODE_PAGE = 1;
const VT_I2 = 2;
const VT_I4 = 3;
const VT_LPSTR = 30;
const VT_LPWSTR = 31;
const VT_FILETIME = 64;
/** More properties than any program writes. */
const MAX_PROPERTIES = 256;
const MAX_TEXT_OCTETS = 2_000;
/** 100 ns from 1601-01-01 to 1970-01-01. */
const FILETIME_EPOCH = 116_444_736_000_000_000n;
/** A FILETIME below a year is a duration ("editing time"). */
const FILETIME_YEAR = 315_360_000_000_000n;

/** Values of the first set of a stream, by the keys asked for; [] where it cannot be read. */
export function readPropertySet(
  octets: Uint8Array,
  keys: Readonly<Record<number, string>>,
): { readonly key: string; readonly value: string }[] {
  const found: { key: string; value: string }[] = [];
  if (octets.length < 56) return found;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const set = view.getUint32(44, true);
  if (set + 8 > octets.length) return found;
  const count = Math.min(view.getUint32(set + 4, true), MAX_PROPERTIES);
  const places = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const at = set + 8 + 8 * i;
    if (at + 8 > octets.length) break;
    places.set(view.getUint32(at, true), set + view.getUint32(at + 4, true));
  }
  const decoder = decoderOf(codePage(view, places.get(CODE_PAGE)));
  for (const [id, at] of places) {
    const key = keys[id];
    const value = key === undefined ? null : readValue(octets, view, at, decoder);
    if (key !== undefined && value !== null) found.push({ key, value });
  }
  return found;
}

function codePage(view: DataView, at: number | undefined): number {
  return at === undefined || at + 6 > view.byteLength ? 1252 : view.getUint16(at + 4, true);
}

function decoderOf(page: number): (octets: Uint8Array) => string {
  const label = page === 65001 ? "utf-8" : page === 1200 ? "utf-16le" : `windows-${page}`;
  try {
    const decoder = new TextDecoder(label);
    return (octets) => decoder.decode(octets);
  } catch {
    return latin1;
  }
}

function readValue(
  octets: Uint8Array,
  view: DataView,
  at: number,
  decode: (octets: Uint8Array) => string,
): string | null {
  if (at + 8 > octets.length) return null;
  const type = view.getUint32(at, true) & 0xffff;
  if (type === VT_I2) return String(view.getInt16(at + 4, true));
  if (type === VT_I4) return String(view.getInt32(at + 4, true));
  if (type === VT_FILETIME && at + 12 <= octets.length) return fileTime(view.getBigUint64(at + 4, true));
  if (type !== VT_LPSTR && type !== VT_LPWSTR) return null;
  const units = view.getUint32(at + 4, true);
  const length = Math.min(type === VT_LPWSTR ? units * 2 : units, MAX_TEXT_OCTETS);
  const text = octets.subarray(at + 8, at + 8 + length);
  const decoded = type === VT_LPWSTR ? new TextDecoder("utf-16le").decode(text) : decode(text);
  return decoded.split("\0", 1)[0] ?? null;
}

/** ISO 8601 in UTC, or a duration in minutes; null for zero and what lies beyond. */
function fileTime(ticks: bigint): string | null {
  if (ticks === 0n) return null;
  if (ticks < FILETIME_YEAR) return `${ticks / 600_000_000n} min`;
  const time = new Date(Number((ticks - FILETIME_EPOCH) / 10_000n));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
