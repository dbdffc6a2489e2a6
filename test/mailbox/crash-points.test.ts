/**
 * kill -9 before each sync and each rename of one forward, and right after the 250; and the order of both, from a trace of
 * system calls: a kill leaves the page cache, so only the order shows what a power cut would leave.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readTrace, type SystemCall } from "../crash/trace.ts";
import { type FarWorld, openFarWorld } from "./far-world.ts";
import { outlook, signed, threat } from "./forwards.ts";
import { type MailboxProcess, spawnMailbox } from "./mailbox-process.ts";
import { until } from "./sink.ts";
import { deliver } from "./smtp-client.ts";

jest.setTimeout(300_000);

/** @returns Why tracing is not possible here; null where it is. */
function obstacle(): string | null {
  const { error, status } = spawnSync("strace", ["-f", "-o", "/dev/null", "true"]);
  if (error !== undefined) return "strace is not installed";
  return status === 0 ? null : "ptrace is forbidden here";
}

const missing = obstacle();
if (missing !== null) console.warn(`crash points of the mailbox NOT checked: ${missing}`);

/** One thread for all file work: the nth call is then the same one in each run. */
const ONE_THREAD = { UV_THREADPOOL_SIZE: "1" };
const STEPS = ["fsync", "fdatasync", "rename"];

/** A call among those of its name, from 1, since the process began. */
interface Point {
  readonly name: string;
  readonly nth: number;
}

(missing === null ? describe : describe.skip)("one forward", () => {
  let world: FarWorld;
  let calls: readonly SystemCall[];
  let points: readonly Point[];
  let count = 0;
  const accepted: string[] = [];

  beforeAll(async () => {
    world = await openFarWorld();
    await world.mailbox.kill();
    const traceFile = join(world.folder, "trace.txt");
    const traced = spawnMailbox(world.configFile, {
      env: ONE_THREAD,
      tracer: tracer(traceFile, `${STEPS.join(",")},write,writev,sendto,sendmsg`, []),
    });
    await traced.started;
    const startedWith = readTrace(readFileSync(traceFile, "utf8")).length;
    expect(await deliver(world.place, nextMail())).toMatch(/^250/);
    accepted.push(`<mail.${count}@org.example>`);
    // The relay has the octets before the tracer has seen the call return.
    const whole = () => /"250 2\.6\.0 [^\n]* = \d+\n/.test(readFileSync(traceFile, "utf8"));
    await until(whole, 10_000, "the whole trace");
    await traced.kill();
    calls = readTrace(readFileSync(traceFile, "utf8"));
    points = pointsOf(calls, startedWith);
    rmSync(traceFile);
  });
  afterAll(() => world?.close());

  function nextMail(): Buffer {
    count++;
    const mail = outlook([threat({ subject: `nummer ${count}` })], {
      messageId: `<mail.${count}@org.example>`,
    });
    return signed(mail, world.key);
  }

  const isSync = ({ name }: SystemCall) => name === "fsync" || name === "fdatasync";
  const at = (what: string, matches: (call: SystemCall) => boolean, from = 0) => {
    const found = calls.findIndex((call, index) => index >= from && matches(call));
    if (found < 0) throw new Error(`not seen: ${what}`);
    return found;
  };

  test("250 is written after every file, its folder and both folders above were synced", () => {
    const promised = at("250", ({ line }) => line.includes('"250 2.6.0 '));
    const renamed = at("the report gets its name", (call) =>
      /^rename.*\/reports\/[0-9a-f]{64}/.test(call.line),
    );
    for (const file of ["package.age", "summary.age", "statement.json", "entry.json"]) {
      const synced = at(`${file} is synced`, (call) => isSync(call) && call.path.endsWith(`/${file}`));
      expect(synced).toBeLessThan(renamed);
    }
    for (const folder of ["reports", "incoming"]) {
      const path = join(world.folder, "mailbox", folder);
      const synced = at(`${folder} is synced`, (call) => isSync(call) && call.path === path, renamed);
      expect(synced).toBeLessThan(promised);
    }
    expect(renamed).toBeLessThan(promised);
    expect(calls.filter((call) => isSync(call) && call.result !== "0")).toEqual([]);
  });

  test("killed before each of these steps: the relay's next attempt, or none after a 250, leaves one package", async () => {
    expect(points.length).toBeGreaterThan(6);
    let cut = 0;
    for (const point of points) if (await killedAt(point)) cut++;
    expect(cut).toBe(points.length);
    await allArrive();
  });

  test("killed as soon as 250 is there, before anything could be sent: the package arrives all the same", async () => {
    await world.intake.stop();
    for (let i = 0; i < 3; i++) {
      const running = await start([]);
      expect(await deliver(world.place, nextMail())).toMatch(/^250/);
      await running.kill();
      accepted.push(`<mail.${count}@org.example>`);
    }
    await world.intake.start();
    await allArrive();
  });

  test("SIGTERM in the middle: it ends with 0, and nothing that was promised is lost", async () => {
    const running = await start([]);
    const replies = Array.from({ length: 4 }, () => {
      const mail = nextMail();
      const id = `<mail.${count}@org.example>`;
      return deliver(world.place, mail).then((reply) => ({ mail, id, reply }));
    });
    await Promise.race(replies);
    expect(await running.stop()).toBe(0);
    const next = await start([]);
    for (const { mail, id, reply } of await Promise.all(replies)) {
      if (!reply.startsWith("250")) expect(await deliver(world.place, mail)).toMatch(/^250/);
      accepted.push(id);
    }
    await next.kill();
    await allArrive();
  });

  /** @returns Whether the kill came, and not after everything. */
  async function killedAt({ name, nth }: Point): Promise<boolean> {
    const inject = ["-e", `inject=${name}:signal=SIGKILL:when=${nth}`];
    const running = await start(tracer("/dev/null", name, inject));
    const mail = nextMail();
    const reply = await deliver(world.place, mail);
    const came = !reply.startsWith("250");
    if (came) await running.ended;
    else await running.kill();
    if (came) {
      const next = await start([]);
      expect(await deliver(world.place, mail)).toMatch(/^250/);
      await next.kill();
    }
    accepted.push(`<mail.${count}@org.example>`);
    return came;
  }

  async function start(withTracer: readonly string[]): Promise<MailboxProcess> {
    const running = spawnMailbox(world.configFile, { env: ONE_THREAD, tracer: withTracer });
    await running.started;
    return running;
  }

  /** Whatever lies there is sent by a process that nobody kills; then each mail is at the intake, once. */
  async function allArrive(): Promise<void> {
    const running = await start([]);
    await until(() => world.packageCount() >= accepted.length, 60_000, "every package");
    await until(() => answered().size >= accepted.length, 60_000, "an answer to each");
    await running.kill();
    const found = (await world.packages()).map(
      ({ messages }) => messages[0]?.acquisition.item["forward.messageId"],
    );
    expect(found.toSorted()).toEqual(accepted.toSorted());
    const ids = world.sink.mails.map(({ text }) => /^Message-ID:\s+(\S+)/im.exec(text)?.[1]);
    expect(new Set(ids).size).toBe(accepted.length);
  }

  const answered = () =>
    new Set(world.sink.mails.map(({ text }) => /^In-Reply-To:\s+(\S+)/im.exec(text)?.[1]));
});

/** Its own process is a grandchild (-D): the child that is killed is the mailbox. */
function tracer(file: string, trace: string, inject: readonly string[]): string[] {
  return ["strace", "-D", "-f", "-y", "-s", "64", "-o", file, "-e", `trace=${trace}`, ...inject];
}

/** The steps that the forward added to those of the start. */
function pointsOf(calls: readonly SystemCall[], startedWith: number): Point[] {
  const seen = new Map<string, number>();
  const points: Point[] = [];
  const promised = calls.findIndex(({ line }) => line.includes('"250 2.6.0 '));
  calls.forEach(({ name }, index) => {
    if (!STEPS.includes(name)) return;
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    if (index >= startedWith && index < promised) points.push({ name, nth });
  });
  return points;
}
