/** What is on a door's disk, and who may work there. */
import { spawnSync } from "node:child_process";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf, filesOf, makeWorld, reportOf, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const reports = () => readdirSync(join(world.dataDir, "reports"));

describe("the folder", () => {
  test("is for the door's own account alone", async () => {
    const sealer = await world.open();
    await sealer.seal(reportOf("k"));
    const paths = readdirSync(world.dataDir, { recursive: true, withFileTypes: true });
    expect(paths.length).toBeGreaterThan(8);
    for (const entry of [...paths, null]) {
      const path = entry === null ? world.dataDir : join(entry.parentPath, entry.name);
      expect((statSync(path).mode & 0o077).toString(8)).toBe("0");
    }
  });

  test("keeps no sealed octets of what was sent", async () => {
    const sealer = await world.open();
    const { packageDigest } = await sealer.seal(reportOf("k"));
    const folder = join(world.dataDir, "reports", packageDigest.slice(7));
    expect(readdirSync(folder).toSorted()).toEqual([
      "entry.json",
      "package.age",
      "statement.json",
      "summary.age",
    ]);
    await sealer.send(packageDigest);
    expect(readdirSync(folder)).toEqual(["entry.json"]);
  });

  test("a second sealer on it is refused, and the first goes on", async () => {
    const sealer = await world.open();
    expect(await codeOf(world.open())).toBe("INPUT_INVALID");
    const { packageDigest } = await sealer.seal(reportOf("k"));
    expect((await sealer.send(packageDigest)).kind).toBe("sent");
    await sealer.close();
    expect(await (await world.open()).list()).toHaveLength(1);
  });

  test("nor may another process work there", async () => {
    await world.open();
    const { onEvent: _, ...options } = world.options;
    const plan = JSON.stringify({ options, keys: ["k"], sends: false, atOnce: 1 });
    const env = { ...process.env, NODE_OPTIONS: "" };
    const run = spawnSync(process.execPath, ["test/sealer/sealing-process.ts", plan], {
      env,
      encoding: "utf8",
    });
    expect(run).toMatchObject({ status: 1, stdout: "" });
    expect(run.stderr).toContain("another process works in the folder");
    expect(reports()).toEqual([]);
  });

  test("an entry that cannot be read is left as it is, said, and stops nothing", async () => {
    const first = await world.open();
    const { packageDigest } = await first.seal(reportOf("k"));
    await first.close();
    const path = join(world.dataDir, "reports", packageDigest.slice(7), "entry.json");
    writeFileSync(path, "{");
    const second = await world.open();
    expect(await second.list()).toEqual([]);
    expect(world.events.at(-1)).toEqual({ what: "storage-problem", code: "FILE_UNEXPECTED" });
    expect(filesOf(world.dataDir).get(path)?.toString()).toBe("{");
    expect((await second.seal(reportOf("k"))).state).toBe("sealed");
  });

  test.each(["device-key.json", "key-hash.secret"])("%s that is not ours: not replaced", async (name) => {
    await (await world.open()).close();
    writeFileSync(join(world.dataDir, name), "secret words");
    const refused = world.open();
    expect(await codeOf(refused)).toBe("INPUT_INVALID");
    await expect(refused).rejects.not.toThrow("secret words");
    expect(filesOf(world.dataDir).get(join(world.dataDir, name))?.toString()).toBe("secret words");
  });

  test("close stores what is being sealed, and takes nothing more", async () => {
    const sealer = await world.open();
    const sealing = ["1", "2", "3"].map((key) => sealer.seal(reportOf(key)));
    await sealer.close();
    await Promise.all(sealing);
    expect(reports()).toHaveLength(3);
    expect(await codeOf(sealer.seal(reportOf("4")))).toBe("CANCELLED");
    expect(await codeOf(sealer.send((await sealing[0])?.packageDigest as never))).toBe("CANCELLED");
  });
});
