/** A disk that fails at the nth operation, for every n: a report is refused and nothing of it is left, and a full disk stops no sending. */
import { readdirSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { digestOf } from "../../src/core/base/digest.ts";
import { codeOf, makeWorld, openAtIntake, packagesAtIntake, reportOf, until, type World } from "./world.ts";

/** What a test sets; the name is one that jest lets a mock see. */
const mockDisk = {
  /** Operations until the one that fails; null: none does. */
  failsIn: null as number | null,
  /** All later ones fail too. */
  staysFull: false,
  code: "ENOSPC",
  operations: [] as string[],
};

jest.mock("node:fs/promises", () => {
  const real = jest.requireActual<typeof import("node:fs/promises")>("node:fs/promises");
  const step = (name: string) => {
    mockDisk.operations.push(name);
    if (mockDisk.failsIn === null) return;
    if (mockDisk.failsIn-- > 0) return;
    mockDisk.failsIn = mockDisk.staysFull ? 0 : null;
    throw Object.assign(new Error(`${mockDisk.code}: words of the system`), { code: mockDisk.code });
  };
  /** The intake's disk is another one. */
  const isDoors = (path: unknown) => /\/door(\/|$)/.test(String(path));
  const handle = (file: FileHandle) => ({
    // Half of what was asked for at a time, as a system may.
    write: async (octets: Uint8Array, at: number) => {
      step("write");
      return file.write(octets, at, Math.ceil((octets.length - at) / 2));
    },
    sync: async () => {
      step("sync");
      return file.sync();
    },
    close: () => file.close(),
  });
  return {
    ...real,
    open: async (path: string, flags: string | number, mode?: number) => {
      if (!isDoors(path)) return real.open(path, flags, mode);
      if (flags === "w") step("create");
      return handle(await real.open(path, flags, mode));
    },
    rename: async (from: string, to: string) => {
      if (isDoors(from)) step("rename");
      return real.rename(from, to);
    },
    mkdir: async (path: string, options: object) => {
      if (isDoors(path)) step("mkdir");
      return real.mkdir(path, options);
    },
  };
});

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  mockDisk.failsIn = null;
  mockDisk.staysFull = false;
  await world.end();
});

const names = (folder: string) => readdirSync(join(world.dataDir, folder));

describe.each(["ENOSPC", "EDQUOT", "EIO"])("%s", (code) => {
  test("at each operation of sealing: STORAGE_FULL and nothing left; the same again is taken", async () => {
    const sealer = await world.open();
    await sealer.directory();
    mockDisk.operations = [];
    await sealer.seal(reportOf("without a fault"));
    const operations = mockDisk.operations.length;
    expect(operations).toBeGreaterThan(12);
    Object.assign(mockDisk, { code });
    for (let failing = 0; failing < operations; failing++) {
      const before = names("reports").length;
      mockDisk.failsIn = failing;
      const key = `at ${failing}`;
      const failed = await sealer.seal(reportOf(key)).then(
        () => null,
        (cause: unknown) => cause as Error & { readonly code?: string; readonly retry?: string },
      );
      mockDisk.failsIn = null;
      expect(failed).toMatchObject({ code: "STORAGE_FULL", retry: "later" });
      expect(failed?.message).not.toContain("words of the system");
      expect(await sealer.find(key)).toBeNull();
      expect(names("reports")).toHaveLength(before);
      expect(names("incoming")).toEqual([]);
      // The same again, on a disk that works.
      expect((await sealer.seal(reportOf(key))).state).toBe("sealed");
    }
    await sealer.close();
    const again = await world.open();
    expect(await again.list()).toHaveLength(operations + 1);
  });
});

test("a disk that stays full stops no sending: sent, said, and noted when there is room again", async () => {
  const sealer = await world.open();
  const { packageDigest } = await sealer.seal(reportOf("k", { note: "n" }));
  Object.assign(mockDisk, { failsIn: 0, staysFull: true, code: "ENOSPC" });
  expect((await sealer.send(packageDigest)).kind).toBe("sent");
  expect(await sealer.get(packageDigest)).toMatchObject({ state: "sent" });
  expect(world.events).toContainEqual({ what: "storage-problem", code: "STORAGE_FULL" });
  expect(await codeOf(sealer.setNote(packageDigest, null))).toBe("STORAGE_FULL");
  expect(await sealer.get(packageDigest)).toMatchObject({ note: "n" });
  expect(await sealer.ready()).toEqual({ ok: false, code: "STORAGE_FULL" });
  mockDisk.failsIn = null;
  await sealer.close();
  const again = await world.open();
  expect(await again.get(packageDigest)).toMatchObject({ state: "sent", note: "n" });
  expect(names(`reports/${packageDigest.slice(7)}`)).toEqual(["entry.json"]);
});

test("full until the end: after a restart the same octets are sent once more, and are one package", async () => {
  const sealer = await world.open();
  const { packageDigest } = await sealer.seal(reportOf("k"));
  Object.assign(mockDisk, { failsIn: 0, staysFull: true });
  await sealer.send(packageDigest);
  await sealer.close();
  mockDisk.failsIn = null;
  const again = await world.open();
  expect(await again.get(packageDigest)).toMatchObject({ state: "sealed" });
  again.start();
  await until(async () => (await again.get(packageDigest))?.state === "sent");
  expect(packagesAtIntake(world)).toEqual([packageDigest]);
  expect(await digestOf((await openAtIntake(world, packageDigest)).octets)).toBe(packageDigest);
});

test("a folder that takes nothing: the sealer does not open", async () => {
  Object.assign(mockDisk, { failsIn: 0, staysFull: true });
  expect(await codeOf(world.open())).toBe("STORAGE_FULL");
  mockDisk.failsIn = null;
  expect(await (await world.open()).list()).toEqual([]);
});
