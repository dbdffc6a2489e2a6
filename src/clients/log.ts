/** Reads an organisation's log as C2SP tlog-tiles. Everything it gives is to be verified against a checkpoint's root. */
import { fromUtf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { MAX_ENTRY_OCTETS, type Tile, TILE_WIDTH, tilePath } from "../core/log/tiles.ts";
import { exchange } from "./http.ts";
import { authorizationHeader, checkedUrl } from "./intake.ts";

export interface LogReader {
  /** The signed note, unverified. */
  checkpoint(): Promise<string>;
  /** Octets of a tile of exactly that width, or of an entry bundle where the level is "entries". */
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
    const limit = wanted.level === "entries" ? BUNDLE_LIMIT : HASH_TILE_LIMIT;
    try {
      return await get(tilePath(wanted), limit);
    } catch (cause) {
      const missing = cause instanceof EvidenceError && cause.code === "NOT_FOUND";
      if (!missing || wanted.width === TILE_WIDTH) throw cause;
      // A log may drop a partial tile once the full one is there (tlog-tiles, "Partial Tiles"): its beginning is the same.
      return beginning(await get(tilePath({ ...wanted, width: TILE_WIDTH }), limit), wanted);
    }
  }

  async function get(path: string, limit: number) {
    return (await exchange({ method: "GET", url: `${base}/${path}`, headers, limit })).octets;
  }
}

/** The first `width` hashes or entries of a full tile. A tile that is cut off comes back as it is, to be refused by its reader. */
function beginning(octets: Uint8Array<ArrayBuffer>, { level, width }: Tile): Uint8Array<ArrayBuffer> {
  if (level !== "entries") return octets.subarray(0, width * 32);
  let end = 0;
  for (let i = 0; i < width && end + 2 <= octets.length; i++)
    end += 2 + (octets[end] as number) * 256 + (octets[end + 1] as number);
  return octets.subarray(0, end);
}
