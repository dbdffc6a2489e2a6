/** RFC 6962, section 2.1, c2sp.org/tlog-tiles: a log that tells different people different things is found out. */
import type { LogReader } from "../../src/clients/log.ts";
import { auditLog } from "../../src/cli/log-audit.ts";
import type { Checkpoint } from "../../src/core/log/checkpoint.ts";
import { entryOctets } from "../../src/core/log/entry.ts";
import { createMemoryTree } from "../../src/core/log/memory-tree.ts";
import { encodeEntryBundle, encodeTile, type Tile, TILE_WIDTH } from "../../src/core/log/tiles.ts";
import { treeRoot } from "../../src/core/log/tree.ts";

/** More than one tile wide, so that full, partial and second-level tiles occur. */
const SIZE = 300;

function entry(i: number) {
  const digest = `sha256:${i.toString(16).padStart(64, "0")}` as const;
  return entryOctets({ v: 1, type: "custody", event: digest });
}

function makeLog(size = SIZE, changed = -1) {
  const entries = Array.from({ length: size }, (_, i) => entry(i === changed ? 1_000_000 + i : i));
  const tree = createMemoryTree();
  tree.append(entries);
  const headAt = (at: number): Checkpoint => ({
    origin: "o",
    size: at,
    root: treeRoot(at, tree.getHash),
    note: "",
    extensions: [],
  });
  const tile = async (wanted: Tile) =>
    wanted.level === "entries"
      ? encodeEntryBundle(entries.slice(wanted.index * TILE_WIDTH, wanted.index * TILE_WIDTH + wanted.width))
      : encodeTile(wanted, tree.getHash);
  const reader: LogReader = {
    checkpoint: async () => "",
    checkpointTimestamp: async () => new Uint8Array(),
    tile,
  };
  return { reader, headAt };
}

async function codeOf(reader: LogReader, head: Checkpoint, earlier: Checkpoint | null = null) {
  const result = await auditLog(reader, head, earlier);
  return result.ok ? "accepted" : result.error.code;
}

const log = makeLog();

test("every size up to three tiles: accepted, with its entries counted", async () => {
  for (const size of [0, 1, 2, 255, 256, 257, SIZE]) {
    const result = await auditLog(log.reader, log.headAt(size), null);
    expect(result).toMatchObject({ ok: true, value: { size, counts: { custody: size } } });
  }
});

test("an earlier checkpoint of the same log: accepted", async () => {
  for (const size of [0, 1, 100, 256, SIZE]) {
    expect(await codeOf(log.reader, log.headAt(SIZE), log.headAt(size))).toBe("accepted");
  }
});

test("an entry that was replaced after the earlier checkpoint: CONSISTENCY_FAILED", async () => {
  const forked = makeLog(SIZE, 50);
  expect(await codeOf(forked.reader, forked.headAt(SIZE), log.headAt(100))).toBe("CONSISTENCY_FAILED");
  expect(await codeOf(forked.reader, forked.headAt(SIZE), log.headAt(50))).toBe("accepted");
});

test("a log that became shorter: CONSISTENCY_FAILED", async () => {
  expect(await codeOf(log.reader, log.headAt(100), log.headAt(200))).toBe("CONSISTENCY_FAILED");
});

test("entries that are not the checkpoint's: PROOF_MISMATCH", async () => {
  const other = makeLog(SIZE, 299);
  expect(await codeOf(other.reader, log.headAt(SIZE))).toBe("PROOF_MISMATCH");
});

test("a hash tile that does not fit the entries: TILE_INVALID", async () => {
  const tile = async (wanted: Tile) => {
    const octets = Uint8Array.from(await log.reader.tile(wanted));
    if (wanted.level === 1) octets[0] = (octets[0] as number) ^ 1;
    return octets;
  };
  expect(await codeOf({ ...log.reader, tile }, log.headAt(SIZE))).toBe("TILE_INVALID");
});

test.each([
  ["cut off", (octets: Uint8Array) => octets.slice(0, -1), "TILE_INVALID"],
  ["with an entry more", (octets: Uint8Array) => Uint8Array.from([...octets, 0, 1, 65]), "TILE_INVALID"],
  [
    "with an entry that is none",
    () => encodeEntryBundle(Array.from({ length: 9 }, () => Uint8Array.of(65))),
    "ENTRY_INVALID",
  ],
])("a bundle %s: %s", async (_, change, code) => {
  const tile = async (wanted: Tile) =>
    Uint8Array.from(
      wanted.level === "entries" ? change(await log.reader.tile(wanted)) : await log.reader.tile(wanted),
    );
  expect(await codeOf({ ...log.reader, tile }, log.headAt(9))).toBe(code);
});

test("a checkpoint that claims 2^53 - 1 entries: CHECKPOINT_INVALID, nothing is fetched", async () => {
  const tile = async () => {
    throw new Error("fetched");
  };
  const head = { ...log.headAt(1), size: Number.MAX_SAFE_INTEGER };
  expect(await codeOf({ ...log.reader, tile }, head)).toBe("CHECKPOINT_INVALID");
});
