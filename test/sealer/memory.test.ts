/** What a door remembers: whole files, and never an older state than it had. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SeenCheckpoint } from "../../src/workflow/ports.ts";
import { fileMemory } from "../../src/sealer/memory-files.ts";
import { temporaryFolder } from "../intake/fixture.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const head = (size: number, origin = "log"): SeenCheckpoint => ({
  origin,
  size,
  root: `r${size}`,
  note: "n",
});

test("many at once, in any order: the largest head of the log stays, over a restart", async () => {
  const memory = fileMemory(folder.path);
  const sizes = [3, 9, 1, 20, 7, 20, 2];
  await Promise.all(sizes.map((size) => memory.rememberCheckpoint(head(size))));
  expect(await memory.checkpoint()).toEqual(head(20));
  expect(await fileMemory(folder.path).checkpoint()).toEqual(head(20));
  expect(readdirSync(folder.path)).toEqual(["checkpoint.seen.json"]);
});

test("another log begins anew", async () => {
  const memory = fileMemory(folder.path);
  await memory.rememberCheckpoint(head(2, "other log"));
  expect(await memory.checkpoint()).toEqual(head(2, "other log"));
});

test("directory and snapshot of keys never get older", async () => {
  const memory = fileMemory(folder.path);
  const seen = (version: number) => ({
    version,
    digest: `sha256:${"a".repeat(64)}` as const,
    octets: new Uint8Array([1, 2, version]),
  });
  for (const version of [2, 5, 4]) await memory.rememberDirectory(seen(version));
  expect(await memory.directory()).toEqual(seen(5));
  for (const takenAt of [10, 30, 20]) await memory.rememberDnsSnapshot(takenAt);
  expect(await memory.dnsSnapshot()).toBe(30);
});

test.each(["", "{", "null", '{"version":-1}', '{"version":1,"digest":"sha256:x","octets":"!"}'])(
  "a file that holds %p counts as none",
  async (text) => {
    for (const name of ["directory.seen.json", "checkpoint.seen.json", "dns-snapshot.seen.json"])
      writeFileSync(join(folder.path, name), text);
    const memory = fileMemory(folder.path);
    const all = [await memory.directory(), await memory.checkpoint(), await memory.dnsSnapshot()];
    expect(all).toEqual([null, null, null]);
  },
);
