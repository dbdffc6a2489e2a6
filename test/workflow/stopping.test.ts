/** Stopping at each step: what is kept, what may have arrived, and what is said of it. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { SealedSubmission } from "../../src/workflow/ports.ts";
import { createReporter } from "../../src/workflow/report-mail.ts";
import { resumeOutbox } from "../../src/workflow/send.ts";
import {
  type Device,
  failing,
  heldServer,
  makeDevice,
  onlyEntry,
  REQUEST,
  reportOn,
  requested,
} from "./world.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

const offline = { submit: failing("NETWORK_UNREACHABLE") };

describe("stopped by the reporter", () => {
  test("while the mail is fetched: nothing sealed, nothing stored, nothing sent", async () => {
    const reporter = createReporter(device.ports);
    const waiting = {
      acquire: (signal: AbortSignal) =>
        new Promise<never>((_, reject) => {
          signal.addEventListener("abort", () => reject(new EvidenceError("CANCELLED", "cancelled")));
        }),
    };
    const running = reporter.report({ ...REQUEST, mails: [requested(waiting)] });
    reporter.cancel();
    await running;
    expect(reporter.state()).toEqual({
      step: "stopped",
      sealed: null,
      kept: "mailbox",
      mayHaveArrived: false,
    });
    expect(device.calls).toEqual([]);
  });

  test("while it is sealed: nothing stored, whatever the engine still does", async () => {
    let sealing = () => {};
    const begun = new Promise<void>((resolve) => {
      sealing = resolve;
    });
    const engine = {
      ...device.ports.engine,
      seal: (...args: Parameters<typeof device.ports.engine.seal>) => {
        sealing();
        // Finishes as if it had never heard of the signal.
        return device.ports.engine.seal(args[0], args[1], new AbortController().signal);
      },
    };
    const reporter = createReporter({ ...device.ports, engine });
    const running = reporter.report(REQUEST);
    await begun;
    reporter.cancel();
    await running;
    expect(reporter.state()).toMatchObject({ step: "stopped", sealed: null });
    expect(device.calls).toEqual([]);
  });

  test("while it is sent: kept, said that it may have arrived, not sent again by itself", async () => {
    const server = heldServer();
    const ports = { ...device.ports, client: server.client };
    const reporter = createReporter(ports);
    const running = reporter.report(REQUEST);
    await server.arrival;
    reporter.cancel();
    await running;
    expect(reporter.state()).toMatchObject({ step: "stopped", kept: "device", mayHaveArrived: true });
    expect(await onlyEntry(ports.outbox)).toMatchObject({ state: "sealed", automatic: false, answer: null });
    await resumeOutbox(device.ports, ports.outbox, { ignoreDelay: true });
    expect(device.calls).not.toContain("submit");
  });

  test.each(["storing", "checking"])("while %s: too short to stop, and it ends as it would", async (step) => {
    const reporter = createReporter(device.ports);
    reporter.subscribe(() => {
      if (reporter.state().step === step) reporter.cancel();
    });
    await reporter.report(REQUEST);
    expect(reporter.state().step).toBe("done");
  });

  test("while it waits: not sent by itself any more", async () => {
    const { reporter } = await reportOn({ ...device.ports, client: offline });
    reporter.cancel();
    expect(reporter.state()).toMatchObject({ step: "stopped", mayHaveArrived: true });
    expect(await onlyEntry(device.ports.outbox)).toMatchObject({ automatic: false });
  });

  test("and sent after all, when the reporter asks", async () => {
    let down = true;
    const client = {
      submit: async (submission: SealedSubmission) => {
        if (down) throw new EvidenceError("NETWORK_UNREACHABLE", "down");
        return device.receiptFor(submission);
      },
    };
    const { reporter } = await reportOn({ ...device.ports, client });
    reporter.cancel();
    down = false;
    await reporter.sendAgain();
    expect(reporter.state().step).toBe("done");
    expect(await onlyEntry(device.ports.outbox)).toMatchObject({ state: "sent", automatic: true });
  });

  test("discarded: gone from the device, ready for the next", async () => {
    const { reporter } = await reportOn({ ...device.ports, client: offline });
    await reporter.discard();
    expect(reporter.state()).toEqual({ step: "ready" });
    expect(await device.ports.outbox.list()).toEqual([]);
  });
});
