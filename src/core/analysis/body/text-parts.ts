/** The parts of a message that a program shows as its text, decoded. */
import { decodeEntity, type MimeEntity, type MimeTree } from "../../mail/mime-tree.ts";
import { encodedOffsets } from "../../mail/transfer-decoding.ts";
import type { Basis } from "../types.ts";
import { decodeCharset, type DecodedText } from "./charset.ts";

export interface TextPart {
  readonly isHtml: boolean;
  readonly text: string;
  readonly entity: MimeEntity;
  readonly decoded: DecodedText;
}

/** A range of a part's text, from the first character to behind the last. */
export interface TextRange {
  readonly part: TextPart;
  readonly start: number;
  readonly end: number;
}

/** Decoded octets of all parts together: a threat is a few hundred words, a newsletter below 100 KiB. */
const MAX_TEXT_OCTETS = 512 * 1024;
/** Two are usual, five or six where lists add theirs. */
const MAX_TEXT_PARTS = 20;

/** Attached texts and messages within the message are not what the message says: they are left to their own analysis. */
export function readTextParts(
  octets: Uint8Array,
  tree: MimeTree,
): { readonly parts: readonly TextPart[]; readonly truncated: boolean } {
  const parts: TextPart[] = [];
  let room = MAX_TEXT_OCTETS;
  let truncated = false;
  for (const entity of tree.entities) {
    if (!isShownText(entity) || isInsideMessage(tree, entity)) continue;
    if (room === 0 || parts.length === MAX_TEXT_PARTS) return { parts, truncated: true };
    // One octet more than there is room for tells that something was left out.
    const content = decodeEntity(octets, entity, room + 1);
    truncated ||= content.length > room;
    const decoded = decodeCharset(content.subarray(0, room), entity.parameters.get("charset") ?? "");
    room = Math.max(0, room - content.length);
    parts.push({ isHtml: entity.mediaType === "text/html", text: decoded.text, entity, decoded });
  }
  return { parts, truncated };
}

function isShownText({ mediaType, disposition, children }: MimeEntity): boolean {
  if (children.length > 0 || disposition === "attachment") return false;
  // A multipart whose boundary is missing or never comes: programs show it as it lies there.
  return mediaType === "text/plain" || mediaType === "text/html" || mediaType.startsWith("multipart/");
}

function isInsideMessage({ entities }: MimeTree, entity: MimeEntity): boolean {
  let parent = entity.parent;
  while (parent !== null) {
    const container = entities[parent] as MimeEntity;
    if (container.mediaType.startsWith("message/")) return true;
    parent = container.parent;
  }
  return false;
}

/**
 * The raw octets of each range, exactly or, where encoding or charset give no more, the octets that enclose it.
 * Made once for all ranges of a message: each part is walked through once at most.
 */
export function locate(octets: Uint8Array, ranges: readonly TextRange[]): readonly Basis[] {
  const byPart = new Map<TextPart, number[]>();
  for (const { part, start, end } of ranges) {
    const places = byPart.get(part);
    if (places === undefined) byPart.set(part, [start, end]);
    else places.push(start, end);
  }
  const rawByPart = new Map<TextPart, RawPlaces>();
  for (const [part, places] of byPart)
    rawByPart.set(part, rawPlaces(octets, part, Int32Array.from(places).sort()));
  return ranges.map(({ part, start, end }) => {
    const { places, starts, ends } = rawByPart.get(part) as RawPlaces;
    const { bodyOffset, bodyEnd } = part.entity;
    const from = starts === null ? bodyOffset : bodyOffset + (starts[indexOf(places, start)] as number);
    const to = ends === null ? bodyEnd : bodyOffset + (ends[indexOf(places, end)] as number);
    return { field: "body", offset: from, octets: Math.max(0, to - from) };
  });
}

/** What places in a part's text are in its encoded octets, by the index in `places`; null where the charset gives none. */
interface RawPlaces {
  readonly places: Int32Array;
  readonly starts: readonly number[] | null;
  /** Where the text before the place ends. */
  readonly ends: readonly number[] | null;
}

/** @param places - Ascending, some of them more than once. */
function rawPlaces(octets: Uint8Array, { entity, decoded }: TextPart, places: Int32Array): RawPlaces {
  const offsets = decoded.octetOffsets(Array.from(places));
  if (offsets === null) return { places, starts: null, ends: null };
  const body = octets.subarray(entity.bodyOffset, entity.bodyEnd);
  const starts = encodedOffsets(body, entity.encoding, offsets);
  if (entity.encoding !== "base64") return { places, starts, ends: starts };
  // Two octets behind the end lie in a later group of three than the last octet before it.
  const behind = offsets.map((offset) => offset + 2);
  return { places, starts, ends: encodedOffsets(body, entity.encoding, behind) };
}

/** @param place - One of the ascending `places`. */
function indexOf(places: Int32Array, place: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
