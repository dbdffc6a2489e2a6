/**
 * kill -9 at random moments while a door seals and sends. A kill does not empty the page cache: what must be synced, and
 * in which order, is the matter of syscalls.test.ts.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { KeptReport } from "../../src/sealer/ports.ts";
import { makeWorld, openSealed, packagesAtIntake, until, type World } from "./world.ts";

const KILLS = Number(process.env.ZEGEL_SEALER_KILLS ?? 25);
/** Milliseconds after that beginning, at most; the moment is drawn anew each time. */
const LONGEST_RUN = 500;
const KEYS_A_RUN = 60;

/** From where the time to the kill runs: one in five while the sealer opens, one before its first promise, else after it. */
function beginningOf(
  run: number,
  seen: { readonly opened: Promise<unknown>; readonly promise: Promise<unknown> },
) {
  return [Promise.resolve(), seen.opened][run % 5] ?? seen.promise;
}

jest.setTimeout(120_000 + KILLS * 8000);

describe(`a door killed ${KILLS} times`, () => {
  /** Keys whose seal() resolved, as the process said. */
  const promised = new Map<string, string>();
  const handedOver = new Set<string>();
  const words: string[] = [];
  let runsThatPromised = 0;
  let world: World;
  let leftovers = 0;
  let kept: readonly KeptReport[];
  const untilSent: KeptReport[] = [];

  beforeAll(async () => {
    world = await makeWorld();
    for (let kill = 0; kill < KILLS; kill++) await runAndKill(kill);
    const sealer = await world.open();
    kept = await sealer.list();
    sealer.start();
    await until(async () => (await sealer.list()).every(({ state }) => state === "sent"));
    untilSent.push(...(await sealer.list()));
  });
  afterAll(() => world.end());

  /** Hands over what no promise was made for once more, as a relay does, and new ones. */
  async function runAndKill(run: number): Promise<void> {
    const unpromised = [...handedOver].filter((key) => !promised.has(key));
    const fresh = Array.from({ length: KEYS_A_RUN - unpromised.length }, (_, i) => `${run}-${i}`);
    const keys = [...unpromised, ...fresh];
    for (const key of keys) handedOver.add(key);
    const { onEvent: _, ...options } = world.options;
    const child = spawnDoor({ options, keys, sends: true, atOnce: 3 });
    const before = promised.size;
    const exited = once(child, "exit");
    const lines = createInterface({ input: child.stdout as NonNullable<ChildProcess["stdout"]> });
    const seen = {
      opened: once(lines, "line"),
      promise: new Promise((resolve) => lines.on("line", take(resolve))),
    };
    await Promise.race([exited, beginningOf(run, seen)]);
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_RUN))]);
    child.kill("SIGKILL");
    await exited;
    if (promised.size > before) runsThatPromised++;
    leftovers += leftoversOf(world.dataDir);
  }

  const take = (onPromise: (value: unknown) => void) => (line: string) => {
    const { key, packageDigest } = JSON.parse(line) as Record<string, string>;
    if (key === undefined) return;
    promised.set(key, packageDigest as string);
    onPromise(key);
  };

  function spawnDoor(plan: unknown): ChildProcess {
    const args = ["test/sealer/sealing-process.ts", JSON.stringify(plan)];
    const env = { ...process.env, NODE_OPTIONS: "" };
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], env });
    child.stderr?.on("data", (chunk) => words.push(String(chunk)));
    return child;
  }

  test("the kills were real: promises were made, and work was cut off", () => {
    expect(words.join("")).not.toContain("Error");
    expect(runsThatPromised).toBeGreaterThan(KILLS / 4);
    expect(handedOver.size).toBeGreaterThan(promised.size);
    console.info(
      `${KILLS} kills: ${promised.size} promised, ${kept.length} kept, ${leftovers} left half-written and swept`,
    );
  });

  test("every report whose seal() resolved is there, with its note", () => {
    const found = new Map(kept.map((report) => [(report.note as { key: string }).key, report]));
    const lost = [...promised].filter(([key, digest]) => found.get(key)?.packageDigest !== digest);
    expect(lost).toEqual([]);
  });

  test("nothing is half there", () => {
    expect(readdirSync(join(world.dataDir, "incoming"))).toEqual([]);
    expect(readdirSync(join(world.dataDir, "reports"))).toHaveLength(kept.length);
    expect(world.events.filter(({ what }) => what === "storage-problem")).toEqual([]);
  });

  test("each key is one report, and each report is at the intake once", async () => {
    const keys = kept.map(({ note }) => (note as { key: string }).key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(packagesAtIntake(world)).toEqual(kept.map((report) => report.packageDigest).toSorted());
    expect(untilSent.every(({ answer }) => answer !== null)).toBe(true);
  });

  test("and holds the mail that was handed over under that key", async () => {
    const folder = join(world.folder, "data/blobs/acme");
    const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".age"),
    );
    const byDigest = new Map(
      kept.map(({ packageDigest, note }) => [packageDigest, (note as { key: string }).key]),
    );
    for (const path of paths) {
      const opened = await openSealed(world, new Uint8Array(readFileSync(join(folder, path))));
      const mail = Buffer.from(opened.messages[0]?.original?.octets as Uint8Array).toString();
      expect(mail).toContain(`Subject: threat ${byDigest.get(opened.packageDigest)}\r\n`);
    }
  });
});

function leftoversOf(dataDir: string): number {
  try {
    return readdirSync(join(dataDir, "incoming")).length;
  } catch {
    return 0;
  }
}
