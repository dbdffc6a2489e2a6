/**
 * The order of write, fsync, rename and promise, from a trace of system calls: a kill leaves the page cache, so only this
 * shows what a power cut would leave.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readTrace, type SystemCall } from "../crash/trace.ts";
import { makeWorld, type World } from "./world.ts";

const CALLS = "openat,write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir";

/** @returns Why tracing is not possible here; null where it is. */
function obstacle(): string | null {
  const { error, status } = spawnSync("strace", ["-f", "-o", "/dev/null", "true"]);
  if (error !== undefined) return "strace is not installed";
  return status === 0 ? null : "ptrace is forbidden here";
}

const missing = obstacle();
if (missing !== null) console.warn(`system-call order of the sealer NOT checked: ${missing}`);

(missing === null ? describe : describe.skip)("system calls of one report", () => {
  let world: World;
  let calls: readonly SystemCall[];
  let hex: string;

  beforeAll(async () => {
    world = await makeWorld();
    // The directory is fetched and remembered before: what is seen belongs to the report.
    const first = await world.open();
    await first.directory();
    await first.close();
    await world.stopIntake();
    const traceFile = join(world.folder, "trace.txt");
    const { onEvent: _, ...options } = world.options;
    const plan = JSON.stringify({ options, keys: ["k"], sends: false, atOnce: 1 });
    const tracer = ["-f", "-y", "-s", "64", "-o", traceFile, "-e", `trace=${CALLS}`];
    const child = ["test/sealer/sealing-process.ts", plan];
    const env = { ...process.env, NODE_OPTIONS: "" };
    const run = spawnSync("strace", [...tracer, process.execPath, ...child], { env, encoding: "utf8" });
    expect(run.stderr).not.toContain("Error");
    hex = /"packageDigest":"sha256:([0-9a-f]{64})"/.exec(run.stdout)?.[1] as string;
    calls = readTrace(readFileSync(traceFile, "utf8"));
  });
  afterAll(() => world.end());

  const isSync = ({ name }: SystemCall) => name === "fsync" || name === "fdatasync";
  const isWrite = ({ name }: SystemCall) => ["write", "pwrite64", "writev"].includes(name);
  function find(from: number, what: string, matches: (call: SystemCall) => boolean): number {
    const at = calls.findIndex((call, index) => index >= from && matches(call));
    if (at < 0) throw new Error(`not seen: ${what}`);
    return at;
  }
  const publishing = () =>
    find(
      0,
      "the report gets its name",
      ({ name, line }) => name.startsWith("rename") && line.includes(`reports/${hex}`),
    );

  test.each(["statement.json", "summary.age", "package.age", "entry.json"])(
    "%s is written, then synced, before the report gets its name",
    (file) => {
      const isFile = ({ path }: SystemCall) => /\/incoming\/[0-9a-f]{32}\//.test(path) && path.endsWith(file);
      const written = find(0, "written", (call) => isWrite(call) && isFile(call));
      const synced = find(written, "synced", (call) => isSync(call) && isFile(call));
      const lastWritten = calls.findLastIndex((call) => isWrite(call) && isFile(call));
      expect(lastWritten).toBeLessThan(synced);
      expect(synced).toBeLessThan(publishing());
    },
  );

  test("its folder is synced before the rename, both folders above it after that, and only then it is promised", () => {
    const renamed = publishing();
    const folderSynced = find(
      0,
      "its folder is synced",
      (call) => isSync(call) && /\/incoming\/[0-9a-f]{32}$/.test(call.path),
    );
    const newSynced = find(
      renamed,
      "reports/ is synced",
      (call) => isSync(call) && call.path === join(world.dataDir, "reports"),
    );
    const oldSynced = find(
      renamed,
      "incoming/ is synced",
      (call) => isSync(call) && call.path === join(world.dataDir, "incoming"),
    );
    const promised = find(0, "the promise", (call) => isWrite(call) && call.line.includes('\\"key\\":'));
    const order = [folderSynced, renamed, newSynced, oldSynced, promised];
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test("no sync and no rename of ours failed", () => {
    const ours = calls.filter(
      (call) => (isSync(call) || call.name.startsWith("rename")) && call.line.includes(world.dataDir),
    );
    expect(ours.length).toBeGreaterThan(7);
    expect(ours.filter(({ result }) => result !== "0").map(({ line }) => line)).toEqual([]);
  });
});
