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
  const byPart = new Map<TextPart, Set<number>>();
  for (const { part, start, end } of ranges) {
    const places = byPart.get(part) ?? new Set();
    byPart.set(part, places.add(start).add(end));
  }
  const rawByPart = new Map<TextPart, ReadonlyMap<number, number>>();
  for (const [part, places] of byPart)
    rawByPart.set(
      part,
      rawOffsets(
        octets,
        part,
        [...places].sort((a, b) => a - b),
      ),
    );
  return ranges.map(({ part, start, end }) => {
    const raw = rawByPart.get(part);
    const { bodyOffset, bodyEnd } = part.entity;
    const from = raw?.get(start) ?? bodyOffset;
    const to = rawEnd(raw, part, end) ?? bodyEnd;
    return { field: "body", offset: from, octets: Math.max(0, to - from) };
  });
}

/** Where the group of base64 that holds the range's last octet ends is kept under a negative key. */
function rawEnd(
  raw: ReadonlyMap<number, number> | undefined,
  part: TextPart,
  end: number,
): number | undefined {
  return raw?.get(part.entity.encoding === "base64" ? -1 - end : end);
}

/** Offsets from the start of the message by place in the text; empty where the charset gives none. */
function rawOffsets(
  octets: Uint8Array,
  part: TextPart,
  places: readonly number[],
): ReadonlyMap<number, number> {
  const { entity, decoded } = part;
  const offsets = decoded.octetOffsets(places);
  const found = new Map<number, number>();
  if (offsets === null) return found;
  const body = octets.subarray(entity.bodyOffset, entity.bodyEnd);
  const raw = encodedOffsets(body, entity.encoding, offsets);
  for (const [i, place] of places.entries()) found.set(place, entity.bodyOffset + (raw[i] as number));
  if (entity.encoding !== "base64") return found;
  // Two octets behind the end lie in a later group of three than the last octet before it.
  const behind = offsets.map((offset) => offset + 2);
  const ends = encodedOffsets(body, entity.encoding, behind);
  for (const [i, place] of places.entries()) found.set(-1 - place, entity.bodyOffset + (ends[i] as number));
  return found;
}
