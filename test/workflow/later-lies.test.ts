/** Lies that need a past: a second history of the log, receipts that grow or shrink afterwards. */
import { utf8 } from "../../src/core/base/bytes.ts";
import { digestOf } from "../../src/core/base/digest.ts";
import { continues } from "../../src/clients/log-history.ts";
import { refreshReceipts } from "../../src/workflow/late-receipt.ts";
import type { ReceiptAnswer, SealedSubmission, SeenCheckpoint } from "../../src/workflow/ports.ts";
import { makeLog } from "../console/world.ts";
import { type Device, failing, type Lie, makeDevice, reportOn, reportThrough } from "./world.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

const reportTo = (lie: Lie) => reportThrough(device, lie);

describe("a log with two histories", () => {
  test("another root for a size that this device has seen", async () => {
    await reportTo((honest) => honest);
    const seen = await device.ports.memory.checkpoint();
    const fork = makeLog();
    fork.append({ v: 1, type: "erased", package: await digestOf(utf8("something else")) });
    const { ports } = device;
    const lying = {
      ...ports,
      client: {
        submit: async (submission: SealedSubmission) => {
          const { entry, ...rest } = await device.receiptFor(submission);
          const index = fork.append(JSON.parse(entry));
          return { ...rest, entry, proof: fork.proof(index) };
        },
      },
    };
    expect(fork.size() + 1).toBe(seen?.size);
    const { state, steps } = await reportOn(lying);
    expect(steps).not.toContain("done");
    expect(state).toMatchObject({ step: "refused", code: "CONSISTENCY_FAILED" });
    expect(await ports.memory.checkpoint()).toEqual(seen);
  });

  test("a longer log that does not begin with what this device has seen", async () => {
    await reportTo((honest) => honest);
    const seen = await device.ports.memory.checkpoint();
    const fork = makeLog();
    for (const word of ["something", "else", "altogether"])
      fork.append({ v: 1, type: "erased", package: await digestOf(utf8(word)) });
    const lying = {
      ...device.ports,
      // It serves the tiles of whichever history suits it; neither can make one of the two.
      history: {
        continues: (...heads: [SeenCheckpoint, SeenCheckpoint, string]) =>
          continues(fork, heads[0], heads[1]),
      },
      client: {
        submit: async (submission: SealedSubmission) => {
          const { entry, ...rest } = await device.receiptFor(submission);
          const index = fork.append(JSON.parse(entry));
          return { ...rest, entry, proof: fork.proof(index) };
        },
      },
    };
    const { state, steps } = await reportOn(lying);
    expect(steps).not.toContain("done");
    expect(state).toMatchObject({ step: "refused", code: "CONSISTENCY_FAILED" });
    expect(await device.ports.memory.checkpoint()).toEqual(seen);
  });

  test("a log that cannot be read: not called sent, kept, and tried again", async () => {
    await reportTo((honest) => honest);
    const unreadable = { ...device.ports, history: { continues: failing("NETWORK_UNREACHABLE") } };
    const { state, steps } = await reportOn(unreadable);
    expect(steps).not.toContain("done");
    expect(state).toMatchObject({ step: "waiting", code: "NETWORK_UNREACHABLE", kept: "device" });
    const { state: again } = await reportOn(device.ports);
    expect(again.step).toBe("done");
  });

  test("a place among entries that were there before this package was sealed", async () => {
    await reportTo((honest) => honest);
    const fork = makeLog();
    const lying = {
      ...device.ports,
      client: {
        submit: async (submission: SealedSubmission) => {
          const { entry, ...rest } = await device.receiptFor(submission);
          const index = fork.append(JSON.parse(entry));
          return { ...rest, entry, proof: fork.proof(index) };
        },
      },
    };
    const { state, steps } = await reportOn(lying);
    expect(steps).not.toContain("done");
    expect(state).toMatchObject({ step: "refused", code: "CONSISTENCY_FAILED" });
  });
});

describe("a receipt that grows later", () => {
  async function sentWithout(timestamp: boolean) {
    let full: ReceiptAnswer | null = null;
    await reportTo((honest) => {
      full = honest;
      return timestamp ? honest : { ...honest, timestamp: null };
    });
    return full as unknown as ReceiptAnswer;
  }
  const answerNow = async () => (await device.ports.outbox.list())[0]?.answer;

  test("a late timestamp is taken once it verifies", async () => {
    const full = await sentWithout(false);
    expect(await answerNow()).toMatchObject({ timestamp: null });
    await refreshReceipts({ ...device.ports, client: device.client }, device.ports.outbox);
    expect(await answerNow()).toMatchObject({ timestamp: full.timestamp });
  });

  test.each<[string, (full: ReceiptAnswer) => unknown]>([
    ["a timestamp of something else", () => ({ timestamp: "MAA=" })],
    ["another entry", () => ({ entry: "{}" })],
    ["an unsigned acknowledgement", () => ({ opened: "{}" })],
  ])("%s is not, and the verified receipt stays", async (_, lie) => {
    const full = await sentWithout(false);
    const before = await answerNow();
    const client = { receipt: async () => ({ ...full, ...(lie(full) as object) }) as ReceiptAnswer };
    await refreshReceipts({ ...device.ports, client }, device.ports.outbox);
    expect(await answerNow()).toEqual(before);
  });

  test("what was given is not taken back", async () => {
    const full = await sentWithout(true);
    const client = { receipt: async () => ({ ...full, timestamp: null }) };
    await refreshReceipts({ ...device.ports, client }, device.ports.outbox);
    expect(await answerNow()).toMatchObject({ timestamp: full.timestamp });
  });
});
