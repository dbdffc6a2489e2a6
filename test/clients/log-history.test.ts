/** RFC 6962, section 2.1.2, from tiles: one history is one at every pair of sizes, another one at none. */
import { toBase64, utf8 } from "../../src/core/base/bytes.ts";
import { createMemoryTree } from "../../src/core/log/memory-tree.ts";
import { encodeTile, type Tile } from "../../src/core/log/tiles.ts";
import { treeRoot } from "../../src/core/log/tree.ts";
import { continues } from "../../src/clients/log-history.ts";

const SIZES = [1, 2, 3, 7, 8, 255, 256, 257, 300, 511, 512, 700];

function logOf(word: string, count = 700) {
  const tree = createMemoryTree();
  tree.append(Array.from({ length: count }, (_, i) => utf8(`${word} ${i}`)));
  const tile = async (wanted: Tile) => Uint8Array.from(encodeTile(wanted, tree.getHash));
  const head = (size: number) => ({
    origin: "example.org/v1/example/log",
    size,
    root: toBase64(treeRoot(size, tree.getHash)),
    note: "",
  });
  return { tile, head };
}

const log = logOf("entry");
const other = logOf("another entry");

test("every older head is continued by every newer one", async () => {
  for (const [i, older] of SIZES.entries())
    for (const newer of SIZES.slice(i))
      expect(await continues(log, log.head(older), log.head(newer))).toBe(true);
});

test("a head of another history is continued by none, whichever tiles are served", async () => {
  for (const [i, older] of SIZES.entries())
    for (const newer of SIZES.slice(i + 1)) {
      expect(await continues(log, other.head(older), log.head(newer))).toBe(false);
      expect(await continues(other, other.head(older), log.head(newer))).toBe(false);
      expect(await continues(log, log.head(older), other.head(newer))).toBe(false);
    }
});

test("tiles with one changed octet show nothing", async () => {
  const tile = async (wanted: Tile) => {
    const octets = await log.tile(wanted);
    octets[octets.length - 1] = (octets[octets.length - 1] as number) ^ 1;
    octets[0] = (octets[0] as number) ^ 1;
    return octets;
  };
  expect(await continues({ tile }, log.head(3), log.head(300))).toBe(false);
});

test.each([0, 31, 33, 256 * 32 + 1])("a tile of %d octets is no tile", async (length) => {
  const tile = async () => new Uint8Array(length);
  await expect(continues({ tile }, log.head(300), log.head(700))).rejects.toMatchObject({
    code: "RESPONSE_INVALID",
  });
});

test("another origin, sizes out of order, a root that is none", async () => {
  const [older, newer] = [log.head(3), log.head(8)];
  expect(await continues(log, { ...older, origin: "elsewhere" }, newer)).toBe(false);
  expect(await continues(log, newer, older)).toBe(false);
  expect(await continues(log, { ...older, root: "?" }, newer)).toBe(false);
  expect(await continues(log, older, { ...newer, root: "AAAA" })).toBe(false);
});
