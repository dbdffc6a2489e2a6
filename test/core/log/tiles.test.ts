/** C2SP tlog-tiles: paths, partial tiles, entry bundles. */
import * as fc from "fast-check";
import { toHex } from "../../../src/core/base/bytes.ts";
import {
  decodeEntryBundle,
  decodeTile,
  encodeEntryBundle,
  encodeTile,
  parseTilePath,
  tileAt,
  tilePath,
  tileReader,
  tilesOf,
} from "../../../src/core/log/tiles.ts";
import { consistencyProof, inclusionProof, treeRoot } from "../../../src/core/log/tree.ts";
import { createMemoryTree } from "../../../src/core/log/memory-tree.ts";
import { codeOf, entryNumber } from "./sample.ts";

describe("tlog-tiles, Merkle Tree: paths", () => {
  test.each([
    ["tile/0/000", { level: 0, index: 0, width: 256 }],
    ["tile/0/x001/x234/067", { level: 0, index: 1_234_067, width: 256 }],
    ["tile/1/x001/000.p/17", { level: 1, index: 1000, width: 17 }],
    ["tile/entries/999.p/255", { level: "entries", index: 999, width: 255 }],
    ["tile/63/000.p/1", { level: 63, index: 0, width: 1 }],
  ] as const)("%s", (path, tile) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual({ ok: true, value: tile });
  });
  test.each([
    "tile/64/000",
    "tile/00/000",
    "tile/0/0",
    "tile/0/x000/000",
    "tile/0/001/000",
    "tile/0/x001",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/01",
    "tile/0/000.p/",
    "tile/0/../000",
    "tile/-1/000",
    "tile/0/x999/x999/x999/x999/x999/999",
    "/tile/0/000",
    "tile/0/000\n",
    "",
  ])("refuses %j", (path) => expect(codeOf(parseTilePath(path))).toBe("TILE_INVALID"));
  test("reads back whatever it writes, and only that", () => {
    const tile = fc.record({
      level: fc.oneof(fc.constant("entries" as const), fc.nat(63)),
      index: fc.nat(2 ** 48),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tile, (value) => expect(parseTilePath(tilePath(value))).toEqual({ ok: true, value })),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^tile\/[0-9a-z]{1,3}\/[x0-9/.p]{0,20}$/), (path) => {
        const parsed = parseTilePath(path);
        if (parsed.ok) expect(tilePath(parsed.value)).toBe(path);
      }),
    );
  });
});

describe("tlog-tiles, Partial Tiles", () => {
  test("a tree of 70,000 has the tiles of the specification's example", () => {
    const tiles = tilesOf(70_000);
    const count = (level: number | "entries", full: boolean) =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === full).length;
    expect([
      count(0, true),
      count(0, false),
      count(1, true),
      count(1, false),
      count(2, true),
      count(2, false),
    ]).toEqual([273, 1, 1, 1, 0, 1]);
    expect([tileAt(0, 273, 70_000)?.width, tileAt(1, 1, 70_000)?.width, tileAt(2, 0, 70_000)?.width]).toEqual(
      [112, 17, 1],
    );
    expect(tileAt(0, 274, 70_000)).toBeNull();
  });
  test("a tree of 256 has a full tile and a partial one above it", () => {
    expect(tilesOf(256).map(tilePath)).toEqual(["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
    expect(tilesOf(0)).toEqual([]);
  });
});

describe("tiles as a source of hashes", () => {
  const size = 600;
  const tree = createMemoryTree();
  tree.append(Array.from({ length: size }, (_, i) => entryNumber(i)));
  const reader = tileReader((level, index) => {
    const tile = tileAt(level, index, size);
    if (tile === null) throw new Error("no such tile");
    const decoded = decodeTile(encodeTile(tile, tree.getHash), tile.width);
    if (!decoded.ok) throw decoded.error;
    return decoded.value;
  });
  test("root and proofs from tiles are those from the tree", () => {
    expect(toHex(treeRoot(size, reader))).toBe(toHex(tree.root()));
    for (const index of [0, 255, 256, 511, 512, 599]) {
      expect(inclusionProof(index, size, reader).map(toHex)).toEqual(
        inclusionProof(index, size, tree.getHash).map(toHex),
      );
      expect(consistencyProof(index, size, reader).map(toHex)).toEqual(
        consistencyProof(index, size, tree.getHash).map(toHex),
      );
    }
  });
  test("a tile of the wrong length is refused", () => {
    expect(codeOf(decodeTile(new Uint8Array(33), 1))).toBe("TILE_INVALID");
    expect(codeOf(decodeTile(new Uint8Array(32), 2))).toBe("TILE_INVALID");
  });
});

describe("tlog-tiles, Log entries: bundles", () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 400 }), { minLength: 1, maxLength: 256 });
  test("reads back what it writes, at the largest entry too", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const read = decodeEntryBundle(encodeEntryBundle(list), list.length);
        expect(read.ok && read.value.map(toHex)).toEqual(list.map(toHex));
      }),
    );
    const largest = [new Uint8Array(65_535), new Uint8Array()];
    expect(codeOf(decodeEntryBundle(encodeEntryBundle(largest), 2))).toBe("ok");
    expect(() => encodeEntryBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });
  test("cut off, too long, another number of entries: TILE_INVALID", () => {
    const bundle = encodeEntryBundle([entryNumber(1), entryNumber(2)]);
    for (let length = 0; length < bundle.length; length++) {
      expect(codeOf(decodeEntryBundle(bundle.subarray(0, length), 2))).toBe("TILE_INVALID");
    }
    expect(codeOf(decodeEntryBundle(bundle, 1))).toBe("TILE_INVALID");
    expect(codeOf(decodeEntryBundle(bundle, 3))).toBe("TILE_INVALID");
  });
  test("never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1000 }), fc.nat(256), (octets, width) => {
        decodeEntryBundle(octets, width);
      }),
    );
  });
});
