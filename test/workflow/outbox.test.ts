/** A report is never lost and never sent twice: store before sending, one sender, back-off, resuming. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import { memoryOutbox } from "../../src/workflow/memory-outbox.ts";
import type { Outbox, SealedSubmission } from "../../src/workflow/ports.ts";
import { createReporter } from "../../src/workflow/report-mail.ts";
import { backOffMs, isDue, resumeOutbox, sendOne } from "../../src/workflow/send.ts";
import {
  type Device,
  failing,
  heldServer,
  makeDevice,
  NOW,
  onlyEntry,
  REQUEST,
  reportOn,
  requested,
  sealedIn,
} from "./world.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

const offline = { submit: failing("NETWORK_UNREACHABLE") };
describe("order of things", () => {
  test("sealed octets are stored before the first one leaves, and the receipt before success is shown", async () => {
    const { state } = await reportOn(device.ports);
    expect(state.step).toBe("done");
    expect(device.calls).toEqual(["put", "update sending", "submit", "update sent"]);
  });

  test("after a failure the octets lie there, and the words are NOT sent", async () => {
    const { state } = await reportOn({ ...device.ports, client: offline });
    expect(state).toMatchObject({ step: "waiting", kept: "device", code: "NETWORK_UNREACHABLE" });
    expect(await onlyEntry(device.ports.outbox)).toMatchObject({
      state: "sealed",
      automatic: true,
      attempts: 1,
    });
    const { packageDigest } = sealedIn(state);
    expect(await device.ports.outbox.load(packageDigest)).toEqual(sealedIn(state));
  });

  test("what is stored holds no word of the mail", async () => {
    await reportOn({ ...device.ports, client: offline });
    const entry = await onlyEntry(device.ports.outbox);
    expect(JSON.stringify(entry)).not.toContain("CANARY-7F3A");
    const sealed = await device.ports.outbox.load(entry.packageDigest);
    const octets = [sealed?.package, sealed?.summary, sealed?.statement] as Uint8Array[];
    for (const one of octets) expect(new TextDecoder("latin1").decode(one)).not.toContain("CANARY-7F3A");
  });
});

describe("never two submissions", () => {
  test("the same report from two tabs at once: one submits, the other finds it busy", async () => {
    const server = heldServer();
    const ports = { ...device.ports, client: server.client };
    const reporter = createReporter(ports);
    const running = reporter.report(REQUEST);
    const submission = await server.arrival;
    expect(await sendOne(ports, ports.outbox, submission.packageDigest)).toEqual({ kind: "busy" });
    await resumeOutbox(ports, ports.outbox, { ignoreDelay: true });
    server.release(await device.receiptFor(submission));
    await running;
    expect(server.count()).toBe(1);
    expect(reporter.state().step).toBe("done");
  });

  test("a second click while one runs does nothing", async () => {
    const reporter = createReporter(device.ports);
    const first = reporter.report(REQUEST);
    await reporter.report(REQUEST);
    await first;
    expect(device.calls.filter((call) => call === "submit")).toHaveLength(1);
    expect(await device.ports.outbox.list()).toHaveLength(1);
  });

  test("sent by another tab meanwhile: found under the lock, not sent again, done with its receipt", async () => {
    const { state, reporter } = await reportOn({ ...device.ports, client: offline });
    const { packageDigest } = sealedIn(state);
    expect(await sendOne(device.ports, device.ports.outbox, packageDigest)).toMatchObject({ kind: "sent" });
    await reporter.sendAgain();
    expect(reporter.state()).toMatchObject({ step: "done", timestampedAt: NOW });
    expect(device.calls.filter((call) => call === "submit")).toHaveLength(1);
  });

  test("the intake had it already: the same receipt, one entry in the log", async () => {
    const lost = {
      submit: async (submission: SealedSubmission) => {
        await device.receiptFor(submission);
        throw new EvidenceError("NETWORK_UNREACHABLE", "the answer was lost");
      },
    };
    await reportOn({ ...device.ports, client: lost });
    const size = device.world.log.size();
    await resumeOutbox(device.ports, device.ports.outbox, { ignoreDelay: true });
    expect(await onlyEntry(device.ports.outbox)).toMatchObject({ state: "sent" });
    expect(device.world.log.size()).toBe(size);
  });
});

describe("trying again by itself", () => {
  test("doubles from half a minute to an hour, however often", () => {
    expect([0, 1, 2, 3, 4].map(backOffMs)).toEqual([30_000, 30_000, 60_000, 120_000, 240_000]);
    expect([8, 20, 5000].map(backOffMs)).toEqual([3_600_000, 3_600_000, 3_600_000]);
  });

  test("not before its time, except at start and when the network is back", async () => {
    await reportOn({ ...device.ports, client: offline });
    const { nextAttemptAt } = await onlyEntry(device.ports.outbox);
    expect(nextAttemptAt).toBe(NOW + 30_000);
    await resumeOutbox(device.ports, device.ports.outbox, { ignoreDelay: false });
    expect(device.calls).not.toContain("submit");
    device.clock.time = nextAttemptAt;
    await resumeOutbox(device.ports, device.ports.outbox, { ignoreDelay: false });
    expect(await onlyEntry(device.ports.outbox)).toMatchObject({ state: "sent", attempts: 2 });
  });

  test("each failure waits longer", async () => {
    const ports = { ...device.ports, client: offline };
    await reportOn(ports);
    await resumeOutbox(ports, ports.outbox, { ignoreDelay: true });
    await resumeOutbox(ports, ports.outbox, { ignoreDelay: true });
    expect(await onlyEntry(ports.outbox)).toMatchObject({ attempts: 3, nextAttemptAt: NOW + 120_000 });
  });

  test("left at “sending” by a pane that was closed: sent at the next start", async () => {
    const { state } = await reportOn({ ...device.ports, client: offline });
    await device.ports.outbox.update(sealedIn(state).packageDigest, { state: "sending" });
    await resumeOutbox(device.ports, device.ports.outbox, { ignoreDelay: true });
    expect(await onlyEntry(device.ports.outbox)).toMatchObject({ state: "sent" });
  });

  test("the one on the screen is left to the screen", async () => {
    await reportOn({ ...device.ports, client: offline });
    await resumeOutbox(device.ports, device.ports.outbox, { ignoreDelay: true, except: () => true });
    expect(device.calls).not.toContain("submit");
  });

  test("refused: kept, not tried by itself, sent when the reporter asks", async () => {
    const refusing = { submit: failing("SUBMISSION_CONFLICT") };
    const { state } = await reportOn({ ...device.ports, client: refusing });
    expect(state).toMatchObject({ step: "refused", code: "SUBMISSION_CONFLICT" });
    const entry = await onlyEntry(device.ports.outbox);
    expect(isDue(entry, Number.POSITIVE_INFINITY)).toBe(false);
    expect(await device.ports.outbox.load(entry.packageDigest)).not.toBeNull();
    await sendOne(device.ports, device.ports.outbox, entry.packageDigest);
    expect(await onlyEntry(device.ports.outbox)).toMatchObject({ state: "sent" });
  });
});

describe("a device that will not store", () => {
  const broken = (code: "DEVICE_STORAGE_FULL" | "DEVICE_STORAGE_UNAVAILABLE"): Outbox => ({
    put: failing(code),
    list: failing(code),
    load: failing(code),
    update: failing(code),
    remove: failing(code),
  });

  test.each(["DEVICE_STORAGE_FULL", "DEVICE_STORAGE_UNAVAILABLE"] as const)(
    "%s: sent all the same, from memory",
    async (code) => {
      const { state } = await reportOn({ ...device.ports, outbox: broken(code) });
      expect(state.step).toBe("done");
    },
  );

  test("and without a network: kept in memory, which is said, and sent when asked", async () => {
    let down = true;
    const client = {
      submit: async (submission: SealedSubmission) => {
        if (down) throw new EvidenceError("NETWORK_UNREACHABLE", "down");
        return device.receiptFor(submission);
      },
    };
    const ports = { ...device.ports, outbox: broken("DEVICE_STORAGE_FULL"), client };
    const { state, reporter } = await reportOn(ports);
    expect(state).toMatchObject({ step: "waiting", kept: "memory" });
    down = false;
    await reporter.sendAgain();
    expect(reporter.state().step).toBe("done");
  });

  test("that forgets between two steps: not a success, the octets are still in the state", async () => {
    const outbox = memoryOutbox();
    const forgetful: Outbox = { ...outbox, load: async () => null };
    const { state } = await reportOn({ ...device.ports, outbox: forgetful });
    expect(state).toMatchObject({ step: "refused", code: "NOT_FOUND" });
    expect(sealedIn(state).package.constructor).toBe(Uint8Array);
  });

  test("that cannot note the receipt: not shown as a success, and sent again later for the same one", async () => {
    const outbox = memoryOutbox();
    let full = true;
    const filling: Outbox = {
      ...outbox,
      update: async (packageDigest, change) => {
        if (full && change.state === "sent") throw new EvidenceError("DEVICE_STORAGE_FULL", "full");
        return outbox.update(packageDigest, change);
      },
    };
    const { steps } = await reportOn({ ...device.ports, outbox: filling });
    expect(steps).not.toContain("done");
    full = false;
    await resumeOutbox(device.ports, filling, { ignoreDelay: true });
    await sendOne(device.ports, filling, (await onlyEntry(filling)).packageDigest);
    expect(await onlyEntry(filling)).toMatchObject({ state: "sent" });
  });
});

describe("what goes wrong before anything is sealed", () => {
  test.each(["SOURCE_UNAVAILABLE", "SOURCE_EMPTY", "SOURCE_CHANGED", "SOURCE_TIMEOUT"] as const)(
    "%s: nothing kept, the mail is where it was, and it can be tried again",
    async (code) => {
      const { state, reporter } = await reportOn(device.ports, {
        ...REQUEST,
        mails: [requested({ acquire: failing(code) })],
      });
      expect(state).toEqual({ step: "failed", code, kept: "mailbox" });
      expect(device.calls).toEqual([]);
      await reporter.report(REQUEST);
      expect(reporter.state().step).toBe("done");
    },
  );

  test("a crashed worker is INTERNAL, not a fault of the reporter's", async () => {
    const engine = {
      ...device.ports.engine,
      seal: async (): Promise<never> => {
        throw new TypeError("the worker ended");
      },
    };
    const { state } = await reportOn({ ...device.ports, engine });
    expect(state).toEqual({ step: "failed", code: "INTERNAL", kept: "mailbox" });
  });
});
