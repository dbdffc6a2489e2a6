/** Whether one head of a log continues another, from the log's own tiles: the server's word is computed, not taken. */
import { fromBase64 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { NodeAddress } from "../core/log/ranges.ts";
import { TILE_WIDTH, type Tile, tileAt, tileReader } from "../core/log/tiles.ts";
import { consistencyNodes, consistencyProof, verifyConsistency } from "../core/log/tree.ts";
import type { SeenCheckpoint } from "../workflow/ports.ts";
import type { LogReader } from "./log.ts";

const HASH_OCTETS = 32;

/**
 * @param older - The smaller one of two heads whose signatures were checked before.
 * @returns false: two histories under one key, or a log that cannot show that it is one.
 * @throws EvidenceError where the tiles cannot be fetched, RESPONSE_INVALID where they have the wrong length.
 */
export async function continues(
  log: Pick<LogReader, "tile">,
  older: SeenCheckpoint,
  newer: SeenCheckpoint,
): Promise<boolean> {
  const oldRoot = fromBase64(older.root);
  const root = fromBase64(newer.root);
  if (oldRoot === null || root === null || older.origin !== newer.origin || older.size > newer.size)
    return false;
  const { size } = newer;
  const tiles = new Map<string, readonly Uint8Array[]>();
  for (const node of consistencyNodes(older.size, size)) {
    const tile = tileOf(node, size);
    const key = `${tile.level}/${tile.index}`;
    if (!tiles.has(key)) tiles.set(key, hashesOf(await log.tile(tile), tile.width));
  }
  const read = tileReader((level, index) => tiles.get(`${level}/${index}`) ?? []);
  const proof = consistencyProof(older.size, size, read);
  return verifyConsistency({ oldSize: older.size, oldRoot, size, root, proof }).ok;
}

/** The tile that a node is computed from: tiles are eight levels high. */
function tileOf({ level, index }: NodeAddress, size: number): Tile {
  const tileLevel = Math.floor(level / 8);
  const tile = tileAt(tileLevel, Math.floor((index * 2 ** (level % 8)) / TILE_WIDTH), size);
  if (tile === null) throw new TypeError("a node outside its tree");
  return tile;
}

function hashesOf(octets: Uint8Array, width: number): Uint8Array[] {
  if (octets.length !== width * HASH_OCTETS) {
    throw new EvidenceError("RESPONSE_INVALID", "a tile of the log has the wrong length");
  }
  return Array.from({ length: width }, (_, i) => octets.subarray(i * HASH_OCTETS, (i + 1) * HASH_OCTETS));
}
