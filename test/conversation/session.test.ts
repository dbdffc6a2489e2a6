/** A pane from start to end against doubles of Outlook, device and network, with real sealing and checking. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import { readSavedSubmission } from "../../src/core/evidence/saved-submission.ts";
import { readReceipt } from "../../src/core/verify/receipt-file.ts";
import type { Outbox, SealedSubmission } from "../../src/workflow/ports.ts";
import { type Device, failing, makeDevice } from "../workflow/world.ts";
import {
  at,
  directoryThere,
  entries,
  ITEM,
  onlyEntry,
  startPane as startPaneOn,
  until,
  type Wish,
} from "./session-pane.ts";

let device: Device;
let kept: { code: string | null };
beforeEach(async () => {
  device = await makeDevice();
  kept = { code: null };
});

const startPane = (wish: Wish = {}) => startPaneOn(device, kept, wish);

async function sealedOffline(wish: Wish = {}) {
  const net = { down: true };
  const submit = async (submission: SealedSubmission, authorization: string) => {
    if (net.down) throw new EvidenceError("NETWORK_UNREACHABLE", "down");
    await wish.submit?.(submission, authorization);
  };
  const pane = startPane({ ...wish, submit });
  await directoryThere(pane);
  pane.send();
  await at(pane, "waiting");
  await until(() => entries(pane).length === 1);
  return { pane, net };
}

describe("start", () => {
  test("language, theme and open mail come from the host; the directory is fetched and checked", async () => {
    const pane = startPane();
    expect(await pane.session.ready).toEqual({ language: "nl-NL" });
    await directoryThere(pane);
    expect(pane.session.view.get()).toMatchObject({
      item: ITEM,
      theme: "dark",
      directory: { problem: null, expired: false },
      directoryProblem: null,
    });
  });

  test("without a host: the browser's language, the system's theme, no mail", async () => {
    const bare = startPane({ host: { language: () => null, theme: () => null, item: () => null } });
    expect(await bare.session.ready).toEqual({ language: "fr" });
    expect(bare.session.view.get()).toMatchObject({ item: null, theme: "system" });
  });

  test("no directory: said why, and asked for again", async () => {
    let down = true;
    const directory = async () => {
      if (down) throw new EvidenceError("NETWORK_UNREACHABLE", "down");
      return device.client.directory();
    };
    const loadIntake = async () => ({ client: { ...device.client, directory }, isLoopback: false });
    const pane = startPane({ world: { loadIntake } });
    await until(() => pane.session.view.get().directoryProblem === "NETWORK_UNREACHABLE");
    down = false;
    pane.session.retryDirectory();
    await directoryThere(pane);
    expect(pane.session.view.get().directoryProblem).toBeNull();
  });

  test("a part that does not load is a network that is down, and is loaded at the next try", async () => {
    let broken = true;
    const loadIntake = async () => {
      if (broken) throw new Error("ChunkLoadError");
      return { client: device.client, isLoopback: false };
    };
    const pane = startPane({ world: { loadIntake } });
    await until(() => pane.session.view.get().directoryProblem === "NETWORK_UNREACHABLE");
    broken = false;
    pane.session.retryDirectory();
    await directoryThere(pane);
  });

  test.each([
    [true, true, null],
    [true, false, "DIRECTORY_DEMO_REFUSED"],
    [false, true, "DIRECTORY_DEMO_REFUSED"],
  ])(
    "a demo directory, build allows it %s, intake on this machine %s",
    async (allowDemo, isLoopback, code) => {
      device.directory.current = { ...device.world.directory, demo: true };
      const pane = startPane({ allowDemo, isLoopback });
      await until(() => {
        const { directory, directoryProblem } = pane.session.view.get();
        return directory !== null || directoryProblem !== null;
      });
      expect(pane.session.view.get().directoryProblem).toBe(code);
    },
  );
});

describe("a report", () => {
  test("one click to a verified receipt, which lies in the list", async () => {
    const pane = startPane();
    pane.send();
    await at(pane, "done");
    await until(() => entries(pane)[0]?.state === "sent");
    expect(entries(pane)).toHaveLength(1);
    expect(pane.session.view.get().unstored).toEqual([]);
  });

  test("another mail is opened: a settled report makes room, a running one stays", async () => {
    const pane = startPane();
    await pane.session.ready;
    pane.send();
    pane.shown.item = { ...ITEM, subject: "another" };
    pane.events.item();
    expect(pane.session.report.get().step).toBe("acquiring");
    await at(pane, "done");
    pane.events.item();
    expect(pane.session.report.get()).toEqual({ step: "ready" });
    expect(pane.session.view.get().item).toMatchObject({ subject: "another" });
  });

  test("what is kept in memory only is not taken from the screen by opening another mail", async () => {
    const broken: Outbox = { ...device.ports.outbox, put: failing("DEVICE_STORAGE_FULL") };
    const { pane } = await sealedOffline({ world: { outbox: broken } });
    expect(pane.session.report.get()).toMatchObject({ step: "waiting", kept: "memory" });
    expect(pane.session.view.get().unstored).toEqual([entries(pane)[0]?.packageDigest]);
    pane.events.item();
    expect(pane.session.report.get().step).toBe("waiting");
  });

  test("theme changes of the host are followed", async () => {
    const pane = startPane();
    await pane.session.ready;
    pane.shown.theme = "light";
    pane.events.theme();
    expect(pane.session.view.get().theme).toBe("light");
  });
});

describe("what could not be sent", () => {
  test("goes when its delay is over", async () => {
    const { pane, net } = await sealedOffline();
    net.down = false;
    pane.pass(29_000);
    expect(pane.session.report.get().step).toBe("waiting");
    pane.pass(1_000);
    await at(pane, "done");
  });

  test("goes at once when the network is back", async () => {
    const { pane, net } = await sealedOffline();
    net.down = false;
    pane.events.online();
    await at(pane, "done");
  });

  test("goes at the next start, from the device", async () => {
    await sealedOffline();
    const next = startPane();
    await until(() => entries(next)[0]?.state === "sent");
    expect(next.session.report.get().step).toBe("ready");
  });

  test("goes when the reporter asks, from the list too, after the screen was cleared", async () => {
    const { pane, net } = await sealedOffline();
    pane.session.cancel();
    pane.session.reset();
    net.down = false;
    pane.session.sendEntry(onlyEntry(pane).packageDigest);
    await until(() => entries(pane)[0]?.state === "sent");
  });

  test("from memory, where the device stores nothing, after the screen was cleared", async () => {
    const broken: Outbox = { ...device.ports.outbox, put: failing("DEVICE_STORAGE_FULL") };
    const { pane, net } = await sealedOffline({ world: { outbox: broken } });
    pane.session.reset();
    net.down = false;
    pane.pass(30_000);
    await until(() => entries(pane)[0]?.state === "sent");
  });

  test("waits for the organisation's code, and goes with it; the code is kept", async () => {
    const seen: string[] = [];
    const submit = async (_: SealedSubmission, authorization: string) => {
      seen.push(authorization);
      if (authorization !== "Enrolment sesame") throw new EvidenceError("UNAUTHORISED", "who are you");
    };
    const pane = startPane({ submit });
    pane.send();
    await at(pane, "waiting");
    expect(pane.session.report.get()).toMatchObject({ code: "UNAUTHORISED" });
    pane.session.enrol(" sesame ");
    await at(pane, "done");
    expect(seen).toEqual(["", "Enrolment sesame"]);
    expect(kept.code).toBe("sesame");
    const next = startPane({ submit });
    next.send();
    await at(next, "done");
    expect(seen.at(-1)).toBe("Enrolment sesame");
  });

  test("the build's own code is used before a stored one", async () => {
    kept.code = "old";
    const seen: string[] = [];
    const pane = startPane({ enrolmentCode: "demo", submit: async (_, code) => void seen.push(code) });
    pane.send();
    await at(pane, "done");
    expect(seen).toEqual(["Enrolment demo"]);
  });
});

describe("files and removing", () => {
  test("the sealed file, from the screen and from the list", async () => {
    const { pane } = await sealedOffline();
    const entry = onlyEntry(pane);
    pane.session.saveSealed(entry.packageDigest);
    await until(() => pane.saved.length === 1);
    pane.session.reset();
    pane.session.saveSealed(entry.packageDigest);
    await until(() => pane.saved.length === 2);
    for (const { name, octets } of pane.saved) {
      expect(name).toBe(`${entry.reference}.zegel`);
      expect(readSavedSubmission(octets)).toMatchObject({
        ok: true,
        value: { parsed: { organisation: "example" } },
      });
    }
  });

  test("the receipt, with and without the opening", async () => {
    const pane = startPane();
    pane.send();
    await at(pane, "done");
    await until(() => entries(pane)[0]?.state === "sent");
    const { packageDigest, reference, opening } = onlyEntry(pane);
    pane.session.saveReceipt(packageDigest, false, "nl-NL");
    await until(() => pane.saved.length === 1);
    pane.session.saveReceipt(packageDigest, true, "nl-NL");
    await until(() => pane.saved.length === 2);
    const read = pane.saved.map(({ octets }) => readReceipt(octets));
    expect(pane.saved[0]?.name).toBe(`receipt-${reference}.zip`);
    expect(read).toMatchObject([
      {
        ok: true,
        value: { opening: null, readme: expect.stringContaining("Ontvangen, inhoud niet gezien.") },
      },
      { ok: true, value: { opening } },
    ]);
  });

  test("what cannot be saved is said, and the next success takes it back", async () => {
    const { pane } = await sealedOffline();
    const entry = onlyEntry(pane);
    pane.session.saveReceipt(entry.packageDigest, false, "nl-NL");
    await until(() => pane.session.view.get().actionProblem === "NOT_FOUND");
    pane.session.saveSealed(entry.packageDigest);
    await until(() => pane.session.view.get().actionProblem === null);
  });

  test("removed from the list, or discarded from the screen: gone", async () => {
    const { pane } = await sealedOffline();
    pane.session.discard();
    await until(() => entries(pane).length === 0);
    expect(pane.session.report.get()).toEqual({ step: "ready" });
    const { pane: other } = await sealedOffline();
    const entry = onlyEntry(other);
    other.session.reset();
    other.session.removeEntry(entry.packageDigest);
    await until(() => entries(other).length === 0);
    expect(await device.ports.outbox.list()).toEqual([]);
  });
});

describe("a late timestamp", () => {
  test("is added to the kept receipt by itself, after half a minute", async () => {
    const client = {
      ...device.client,
      submit: async (submission: SealedSubmission) => ({
        ...(await device.receiptFor(submission)),
        timestamp: null,
      }),
    };
    const pane = startPane({ world: { loadIntake: async () => ({ client, isLoopback: false }) } });
    pane.send();
    await at(pane, "done");
    expect(pane.session.report.get()).toMatchObject({ timestampedAt: null });
    pane.pass(30_000);
    await until(() => typeof entries(pane)[0]?.answer?.timestamp === "string");
  });
});
