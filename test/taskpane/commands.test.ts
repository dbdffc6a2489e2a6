/** The ribbon's buttons: what they send, what they say, and that the host is told once that it is over, whatever fails. */
import * as fc from "fast-check";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { type CommandWorld, makeCommandRunner } from "../../src/taskpane/commands/runner.ts";
import type { Outbox, SealedSubmission } from "../../src/workflow/ports.ts";
import { openSealed } from "../workflow/sealing.ts";
import { type Device, failing, makeDevice } from "../workflow/world.ts";
import { BUILD, listed, playedWorld, until, type Wish } from "../conversation/session-pane.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

function page(wish: Wish = {}, changes: Partial<CommandWorld> = {}) {
  const { world, shown, pass, waiting } = playedWorld(device, { code: null }, wish);
  const said: { readonly text: string; readonly kind: string }[] = [];
  const notify: CommandWorld["notify"] = async (text, kind) => void said.push({ text, kind });
  const runner = makeCommandRunner(BUILD(device), { ...world, notify, ...changes });
  return { runner, shown, said, pass, waiting };
}

/** What a button hands over, and what it was told. */
function pressed(more: object = {}) {
  const told: unknown[] = [];
  return { told, completed: (options?: object) => void told.push(options), ...more };
}

const english = { language: () => "en-US" };
const REFERENCE = /ZG-[0-9A-Z]{4}-[0-9A-Z]{4}/;

describe("report and send", () => {
  test("the open mail, sealed to the first desk with nothing asked; then received, with its reference", async () => {
    const { runner, said } = page({ host: english });
    const event = pressed();
    await runner.reportAndSend(event);
    expect(event.told).toEqual([undefined]);
    expect(said).toEqual([
      { text: "Zegel: working. You can go on reading.", kind: "progress" },
      { text: expect.stringMatching(/^Zegel: received\. Reference ZG-.{4}-.{4}\.$/), kind: "information" },
    ]);
    const [entry] = await device.ports.outbox.list();
    expect(entry).toMatchObject({ state: "sent" });
    expect(said[1]?.text).toContain(entry?.reference);
  });

  test("nothing in the line tells what was reported", async () => {
    const { runner, said } = page({ host: english });
    await runner.reportAndSend(pressed());
    const words = said
      .map(({ text }) => text)
      .join(" ")
      .replace(REFERENCE, "");
    expect(words).not.toMatch(/threat|phish|spam|blackmail|warning|anon/i);
  });

  test("a selection where no mail is open", async () => {
    const pane = page();
    pane.shown.item = null;
    pane.shown.selection = async () => [listed(1), listed(2)];
    await pane.runner.reportAndSend(pressed());
    expect(device.calls).toContain("submit");
  });

  test.each([
    ["no network: kept on the device", { submit: failing("NETWORK_UNREACHABLE") }, /NOT yet sent/, "sealed"],
    ["signing in is needed: kept", { submit: failing("UNAUTHORISED") }, /NOT yet sent/, "sealed"],
    ["refused: kept", { submit: failing("INPUT_INVALID") }, /NOT yet sent/, "refused"],
  ] as const)("%s", async (_name, wish, words, state) => {
    const { runner, said } = page({ ...wish, host: english });
    const event = pressed();
    await runner.reportAndSend(event);
    expect(event.told).toHaveLength(1);
    expect(said.at(-1)).toMatchObject({ text: expect.stringMatching(words), kind: "error" });
    expect(await device.ports.outbox.list()).toMatchObject([{ state }]);
  });

  test("a device that stores nothing, and no network: not said to be kept, for this page is closed", async () => {
    const outbox: Outbox = { ...device.ports.outbox, put: failing("DEVICE_STORAGE_FULL") };
    const wish = { submit: failing("NETWORK_UNREACHABLE"), host: english, world: { outbox } };
    const { runner, said } = page(wish);
    await runner.reportAndSend(pressed());
    expect(said.at(-1)?.text).toBe("Zegel: NOT sent. Open Zegel and try again there.");
  });

  test("no mail: said, nothing sent", async () => {
    const { runner, said, shown } = page({ host: english });
    shown.item = null;
    await runner.reportAndSend(pressed());
    expect(said.at(-1)?.text).toMatch(/^Zegel: NOT sent\. Open one message/);
    expect(device.calls).toEqual([]);
  });

  test("pressed twice: one report, each press is told that it is over", async () => {
    const { runner, said } = page({ host: english });
    const [first, second] = [pressed(), pressed()];
    await Promise.all([runner.reportAndSend(first), runner.reportAndSend(second)]);
    expect([first.told.length, second.told.length]).toEqual([1, 1]);
    expect(device.calls.filter((call) => call === "submit")).toHaveLength(1);
    expect(said.map(({ text }) => text)).toContain("Zegel: already working on it.");
  });

  test("a mail that never comes: given up before the host gives up, and not reported behind the reporter's back", async () => {
    let stopped = false;
    const source = () => ({
      acquire: (signal: AbortSignal) =>
        new Promise<never>((_, reject) => {
          signal.addEventListener("abort", () => {
            stopped = true;
            reject(new EvidenceError("CANCELLED", "stopped"));
          });
        }),
    });
    const { runner, said, pass, waiting } = page({ host: { ...english, source } });
    const event = pressed();
    const over = runner.reportAndSend(event);
    await until(() => waiting(270_000) > 0);
    pass(270_000);
    await over;
    expect(event.told).toHaveLength(1);
    expect(stopped).toBe(true);
    expect(said.at(-1)?.text).toMatch(/NOT sent/);
  });

  test("an upload that never ends: given up, and what is sealed stays to be sent", async () => {
    const { runner, said, pass } = page({ submit: () => new Promise(() => {}), host: english });
    const event = pressed();
    const over = runner.reportAndSend(event);
    await until(() => device.calls.includes("update sending"));
    pass(270_000);
    await over;
    expect(event.told).toHaveLength(1);
    expect(said.at(-1)?.text).toMatch(/NOT yet sent/);
    expect(await device.ports.outbox.list()).toMatchObject([{ state: "sending", automatic: true }]);
  });
});

describe("the spam button", () => {
  test("the mail stays, the answers go along, and the dialog holds the reference", async () => {
    const sent: SealedSubmission[] = [];
    const { runner } = page({ host: english, submit: async (submission) => void sent.push(submission) });
    const event = pressed({ options: [false, true, false, false, false], freeText: " he wants money " });
    await runner.onSpamReport(event);
    expect(event.told).toEqual([
      {
        moveItemTo: "noMove",
        onErrorDeleteItem: false,
        showPostProcessingDialog: {
          title: "Zegel: received",
          description: expect.stringMatching(REFERENCE),
        },
      },
    ]);
    const [entry] = await device.ports.outbox.list();
    expect(sent).toHaveLength(1);
    const { report } = await openSealed(device, { submission: sent[0] as SealedSubmission });
    expect(report).toMatchObject({
      reference: entry?.reference,
      kind: { state: "answered", value: "blackmail" },
      comment: { state: "answered", value: "he wants money" },
      urgency: { state: "not-asked" },
    });
  });

  test("not sent: the mail stays too, and the dialog says what to do", async () => {
    const { runner } = page({ host: { ...english, source: () => ({ acquire: failing("SOURCE_TIMEOUT") }) } });
    const event = pressed();
    await runner.onSpamReport(event);
    expect(event.told).toMatchObject([
      {
        moveItemTo: "noMove",
        onErrorDeleteItem: false,
        showPostProcessingDialog: { title: "Zegel: NOT sent", description: expect.stringContaining("again") },
      },
    ]);
  });
});

/** How a part of the world can fail. */
const breaks = {
  throws: () => () => {
    throw new TypeError("broken");
  },
  rejects: () => async () => {
    throw new EvidenceError("NETWORK_UNREACHABLE", "broken");
  },
  hangs: () => () => new Promise(() => {}),
  nonsense: () => () => 7,
  nothing: () => () => undefined,
} as const;
type Break = keyof typeof breaks | "ok";

const SYNC_PARTS = ["language", "item", "source", "givesSource"] as const;
const HOST_PARTS = ["ready", "selection"] as const;
const WORLD_PARTS = ["loadIntake", "notify"] as const;
const OUTBOX_PARTS = ["put", "list", "load", "update"] as const;
const ENGINE_PARTS = ["readDirectory", "seal", "checkReceipt"] as const;

const anyBreak = fc.constantFrom<Break>("ok", "ok", "ok", "throws", "rejects", "hangs", "nonsense");
const syncBreak = fc.constantFrom<Break>("ok", "ok", "ok", "throws", "nonsense", "nothing");
const breaksOf = (names: readonly string[], kinds = anyBreak) =>
  fc.record(Object.fromEntries(names.map((name) => [name, kinds])));

function broken<T extends object>(whole: T, how: Readonly<Record<string, Break>>): T {
  const changed = Object.entries(how).map(([name, kind]) => {
    const part = (whole as Record<string, unknown>)[name];
    return [name, kind === "ok" ? part : breaks[kind]()];
  });
  return { ...whole, ...Object.fromEntries(changed) };
}

test("whatever fails, throws or hangs, each button is told exactly once that it is over", async () => {
  const failures = fc.record({
    host: breaksOf(HOST_PARTS),
    sync: breaksOf(SYNC_PARTS, syncBreak),
    world: breaksOf(WORLD_PARTS),
    outbox: breaksOf(OUTBOX_PARTS),
    engine: breaksOf(ENGINE_PARTS),
    button: fc.constantFrom("reportAndSend", "onSpamReport"),
    options: fc.anything(),
    freeText: fc.anything(),
    completedThrows: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(failures, async (how) => {
      const played = playedWorld(device, { code: null });
      const whole: CommandWorld = { ...played.world, notify: async () => {} };
      const world = broken(
        {
          ...whole,
          host: broken(broken(whole.host, how.host), how.sync),
          outbox: broken(whole.outbox, how.outbox),
          engine: broken(whole.engine, how.engine),
        },
        how.world,
      );
      let told = 0;
      const completed = () => {
        told++;
        if (how.completedThrows) throw new TypeError("the host is gone");
      };
      const { options, freeText } = how;
      let over = false;
      const runner = makeCommandRunner(BUILD(device), world);
      void runner[how.button as "onSpamReport"]({ completed, options, freeText }).then(() => (over = true));
      // Time passes as often as something waits for it.
      await until(() => {
        if (!over) played.pass(300_000);
        return over;
      });
      expect(told).toBe(1);
    }),
    { numRuns: 300 },
  );
}, 60_000);
