/**
 * Outlook's own file of a mail ([MS-OXMSG]): what it tells of the header that came with the mail. The file is Outlook's
 * making; its body is not what any server sent, so nothing is ever verified over it.
 */
import { latin1 } from "../../mail/header-fields.ts";
import { type CompoundFile, openCompoundFile } from "../attachments/compound-file.ts";
import { codePageDecoder } from "./code-page.ts";

export interface OutlookMessage {
  /**
   * PidTagTransportMessageHeaders as octets: as stored where they are, else each character below 256 as the octet of that
   * number, else UTF-8. Null: none, as in a draft, a sent mail, or one that never left its Exchange.
   */
  readonly headers: Uint8Array | null;
  readonly subject: string | null;
  readonly from: { readonly name: string | null; readonly address: string | null };
  /** PidTagMessageDeliveryTime, else PidTagClientSubmitTime; milliseconds since the Unix epoch. */
  readonly time: number | null;
}

/** A mail to thousands of recipients has a storage with a dozen streams for each. */
const MAX_ENTRIES = 200_000;
/** Octets of one property that are read: a header section of four megabytes is no mail program's. */
const MAX_HEADERS = 4 << 20;
const MAX_TEXT = 4096;
/** Octets of the fixed properties: some hundred of 16 octets each. */
const MAX_PROPERTIES = 1 << 16;

/** Property identifiers and types ([MS-OXPROPS]; [MS-OXCDATA], section 2.11.1). */
const TRANSPORT_HEADERS = "007D";
const SUBJECT = "0037";
/** Where an SMTP address is, best first: PidTagSentRepresentingSmtpAddress, SenderSmtpAddress, the two others' EmailAddress. */
const ADDRESSES = ["5D02", "5D01", "0065", "0C1F"];
const NAMES = ["0042", "0C1A"];
const TIMES = [0x0e06_0040, 0x0039_0040];
/** PidTagMessageCodepage, else PidTagInternetCodepage. */
const CODE_PAGES = [0x3ffd_0003, 0x3fde_0003];
const UNICODE = "001F";
const STRING8 = "001E";
/** Before the properties of the top level ([MS-OXMSG], section 2.4.1.1). */
const TOP_LEVEL_HEADER = 32;
/** FILETIME counts 100 ns from 1601. */
const FILETIME_EPOCH = 116_444_736_000_000_000n;
/** What Exchange of old put before the header section. */
const PREAMBLE = /^Microsoft Mail Internet Headers Version \d\.\d\r?\n/;

/** @returns Null for what is no Outlook message. Never throws. */
export function readOutlookMessage(octets: Uint8Array): OutlookMessage | null {
  const file = openCompoundFile(octets, MAX_ENTRIES);
  if (file === null) return null;
  const read = topLevelReader(file);
  const fixed = read("__properties_version1.0", MAX_PROPERTIES);
  if (fixed === null) return null;
  const properties = new DataView(fixed.buffer, fixed.byteOffset, fixed.byteLength);
  const first = <T>(tags: readonly number[], value: (at: number) => T | null) =>
    tags.map((tag) => valueOf(properties, tag, value)).find((one) => one !== null) ?? null;
  const decoder = codePageDecoder(first(CODE_PAGES, (at) => properties.getUint32(at, true)));
  const text = (tag: string) => textOf(read, tag, decoder);
  return {
    headers: headersOf(read),
    subject: text(SUBJECT),
    from: {
      name: NAMES.map(text).find((one) => one !== null) ?? null,
      // Exchange's own users have a path in its directory there: "/O=…".
      address: ADDRESSES.map(text).find((one) => one?.includes("@")) ?? null,
    },
    time: first(TIMES, (at) => timeOf(properties.getBigUint64(at, true))),
  };
}

type Read = (name: string, limit: number) => Uint8Array | null;

/** Streams of the message itself: recipients, attachments and embedded messages have streams of the same names. */
function topLevelReader(file: CompoundFile): Read {
  const streams = new Map(
    file
      .childrenOf(null)
      .filter(({ kind }) => kind === 2)
      .map((entry) => [entry.name.toUpperCase(), entry]),
  );
  return (name, limit) => {
    const entry = streams.get(name.toUpperCase());
    return entry === undefined ? null : file.read(entry, limit);
  };
}

function propertyStream(tag: string, type: string): string {
  return `__substg1.0_${tag}${type}`;
}

/** @returns Null where it is missing or empty. */
function textOf(read: Read, tag: string, decoder: TextDecoder): string | null {
  const wide = read(propertyStream(tag, UNICODE), MAX_TEXT);
  const narrow = wide === null ? read(propertyStream(tag, STRING8), MAX_TEXT) : null;
  const text = wide === null ? decoder.decode(narrow ?? new Uint8Array()) : utf16.decode(wide);
  const trimmed = withoutZeros(text);
  return trimmed === "" ? null : trimmed;
}

/** At its end, where some writers leave the zero that ends a text. A pattern would look at a run again from each of its places. */
function withoutZeros(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return text.slice(0, end);
}

const utf16 = new TextDecoder("utf-16le");

/** No code page is asked for: what stands in one octet each stays as it is, whatever it means. */
function headersOf(read: Read): Uint8Array | null {
  const wide = read(propertyStream(TRANSPORT_HEADERS, UNICODE), 2 * MAX_HEADERS);
  const narrow = wide === null ? read(propertyStream(TRANSPORT_HEADERS, STRING8), MAX_HEADERS) : null;
  const text = wide === null ? latin1(narrow ?? new Uint8Array()) : utf16.decode(wide);
  const headers = withoutZeros(text).trimStart().replace(PREAMBLE, "").trimStart();
  if (headers === "") return null;
  return /^[\0-\xff]*$/.test(headers)
    ? Uint8Array.from({ length: headers.length }, (_, i) => headers.charCodeAt(i))
    : new TextEncoder().encode(headers);
}

/** @param value - Reads it at that offset. @returns Null where the message has no such property, or an impossible one. */
function valueOf<T>(properties: DataView, wanted: number, value: (at: number) => T | null): T | null {
  for (let at = TOP_LEVEL_HEADER; at + 16 <= properties.byteLength; at += 16)
    if (properties.getUint32(at, true) === wanted) return value(at + 8);
  return null;
}

function timeOf(filetime: bigint): number | null {
  const time = Number((filetime - FILETIME_EPOCH) / 10_000n);
  return filetime !== 0n && Math.abs(time) <= 8.64e15 ? time : null;
}
