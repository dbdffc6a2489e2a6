/** Tiles and entry bundles of a served log (https://c2sp.org/tlog-tiles). */
import { concatOctets } from "../base/bytes.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import type { LeafCount } from "./ranges.ts";
import { type HashReader, nodeHash } from "./tree.ts";

export const TILE_WIDTH = 256;
const HASH_OCTETS = 32;
/** An entry's length is written in 16 bits. */
export const MAX_ENTRY_OCTETS = 65_535;

export interface Tile {
  /** 0 to 63, or the bundle of the entries themselves. */
  readonly level: number | "entries";
  readonly index: number;
  /** Hashes or entries in it: 1 to 256; 256 is a full tile. */
  readonly width: number;
}

/** "tile/0/x001/234" for tile 1234; a partial one ends in ".p/<width>". */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.{3}/g) as string[];
  const last = groups.pop();
  const path = [...groups.map((group) => `x${group}`), last].join("/");
  return `tile/${level}/${path}${width === TILE_WIDTH ? "" : `.p/${width}`}`;
}

/** Accepts only what `tilePath` writes: one path for one tile. */
export function parseTilePath(path: string): Result<Tile, EvidenceError> {
  const match =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path);
  if (match === null) return refuse("TILE_INVALID", "not the path of a tile");
  const [, level, groups, width] = match;
  const tile: Tile = {
    level: level === "entries" ? level : Number(level),
    index: Number((groups as string).replace(/[x/]/g, "")),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const inRange = Number.isSafeInteger(tile.index) && (tile.level === "entries" || tile.level < 64);
  if (!inRange || tilePath(tile) !== path) return refuse("TILE_INVALID", "not the canonical path of a tile");
  return ok(tile);
}

/** The tile as a tree of `size` entries has it; null where that tree has none at that place. */
export function tileAt(level: number | "entries", index: number, size: LeafCount): Tile | null {
  const nodes = Math.floor(size / TILE_WIDTH ** (level === "entries" ? 0 : level));
  const width = Math.min(nodes - index * TILE_WIDTH, TILE_WIDTH);
  return width > 0 ? { level, index, width } : null;
}

/** All tiles of a tree, entry bundles first, in ascending order. */
export function tilesOf(size: LeafCount): Tile[] {
  const tiles: Tile[] = [];
  const addLevel = (level: number | "entries") => {
    for (let index = 0; ; index++) {
      const tile = tileAt(level, index, size);
      if (tile === null) break;
      tiles.push(tile);
    }
  };
  addLevel("entries");
  for (let level = 0; size >= TILE_WIDTH ** level; level++) addLevel(level);
  return tiles;
}

/** Octets of a hash tile: its stored nodes side by side. @throws TypeError for the path of an entry bundle. */
export function encodeTile({ level, index, width }: Tile, getHash: HashReader): Uint8Array<ArrayBuffer> {
  if (level === "entries") throw new TypeError("an entry bundle holds no hashes");
  const hashes: Uint8Array[] = [];
  for (let i = 0; i < width; i++) hashes.push(getHash(8 * level, index * TILE_WIDTH + i));
  return concatOctets(hashes);
}

export function decodeTile(octets: Uint8Array, width: number): Result<Uint8Array[], EvidenceError> {
  if (octets.length !== width * HASH_OCTETS)
    return refuse("TILE_INVALID", `tile is not ${width} hashes long`);
  return ok(Array.from({ length: width }, (_, i) => octets.subarray(i * HASH_OCTETS, (i + 1) * HASH_OCTETS)));
}

/**
 * Reads any node of a tree from its tiles; those between two tile levels are hashed from the lower one.
 *
 * @param getTile - Hashes of tile (level, index), as many as there are.
 */
export function tileReader(getTile: (level: number, index: number) => readonly Uint8Array[]): HashReader {
  return (level, index) => {
    const span = 2 ** (level % 8);
    const tileLevel = Math.floor(level / 8);
    const first = index * span;
    const tile = getTile(tileLevel, Math.floor(first / TILE_WIDTH));
    let hashes = tile.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + span);
    if (hashes.length !== span)
      throw new TypeError(`tile ${tileLevel}/${Math.floor(first / TILE_WIDTH)} is too short`);
    while (hashes.length > 1) {
      const pairs = hashes;
      hashes = Array.from({ length: pairs.length / 2 }, (_, i) =>
        nodeHash(pairs[2 * i] as Uint8Array, pairs[2 * i + 1] as Uint8Array),
      );
    }
    return hashes[0] as Uint8Array;
  };
}

/** @throws RangeError for an entry longer than 65,535 octets: a bug of the caller. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concatOctets(
    entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY_OCTETS) throw new RangeError("entry longer than 65,535 octets");
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** @param width - Entries that the bundle must hold. */
export function decodeEntryBundle(octets: Uint8Array, width: number): Result<Uint8Array[], EvidenceError> {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < octets.length; ) {
    if (at + 2 > octets.length || entries.length === width)
      return refuse("TILE_INVALID", "entry bundle is too long");
    const length = (octets[at] as number) * 256 + (octets[at + 1] as number);
    at += 2;
    if (at + length > octets.length) return refuse("TILE_INVALID", "entry bundle is cut off");
    entries.push(octets.subarray(at, at + length));
    at += length;
  }
  return entries.length === width
    ? ok(entries)
    : refuse("TILE_INVALID", `entry bundle has not ${width} entries`);
}
