/** Reads an organisation's log as C2SP tlog-tiles. Everything it gives is to be verified against a checkpoint's root. */
import { fromUtf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { MAX_ENTRY_OCTETS, type Tile, TILE_WIDTH, tilePath } from "../core/log/tiles.ts";
import { exchange } from "./http.ts";
import { authorizationHeader, checkedUrl } from "./intake.ts";

export interface LogReader {
  /** The signed note, unverified. */
  checkpoint(): Promise<string>;
  /** Octets of a tile, or of an entry bundle where the level is "entries". */
  tile(tile: Tile): Promise<Uint8Array<ArrayBuffer>>;
  /** RFC 3161 response over the checkpoint's octets, DER. @throws EvidenceError NOT_FOUND while there is none. */
  checkpointTimestamp(): Promise<Uint8Array<ArrayBuffer>>;
}

const CHECKPOINT_LIMIT = 65_536;
const TIMESTAMP_LIMIT = 131_072;
/** A bundle: 256 entries, each after its length in two octets. */
const BUNDLE_LIMIT = TILE_WIDTH * (MAX_ENTRY_OCTETS + 2);
const HASH_TILE_LIMIT = TILE_WIDTH * 32;

export interface LogAddress {
  /** "https://host/v1/organisation/log" */
  readonly logUrl: string;
  /** null sends none. */
  readonly readToken: string | null;
}

/** @throws EvidenceError INPUT_INVALID on an address that is neither https nor loopback. Each method: as http.ts. */
export function logReader({ logUrl, readToken }: LogAddress): LogReader {
  const base = checkedUrl(logUrl);
  const headers = authorizationHeader(readToken === null ? "" : `Read ${readToken}`);
  return { checkpoint, tile, checkpointTimestamp: () => get("checkpoint.tsr", TIMESTAMP_LIMIT) };

  async function checkpoint(): Promise<string> {
    const text = fromUtf8(await get("checkpoint", CHECKPOINT_LIMIT));
    if (text === null) throw new EvidenceError("RESPONSE_INVALID", "the checkpoint is not text");
    return text;
  }

  async function tile(wanted: Tile): Promise<Uint8Array<ArrayBuffer>> {
    return get(tilePath(wanted), wanted.level === "entries" ? BUNDLE_LIMIT : HASH_TILE_LIMIT);
  }

  async function get(path: string, limit: number) {
    return (await exchange({ method: "GET", url: `${base}/${path}`, headers, limit })).octets;
  }
}
