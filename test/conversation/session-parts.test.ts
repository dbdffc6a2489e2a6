/** One report in several packages: each adds to the first, none is lost, none is called sent before it is. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { Digest } from "../../src/core/base/digest.ts";
import type { PaneHost } from "../../src/conversation/session-world.ts";
import type { SealRequest } from "../../src/workflow/engine-port.ts";
import type { ListedMail, SealedSubmission } from "../../src/workflow/ports.ts";
import { openSealed } from "../workflow/sealing.ts";
import { type Device, failing, makeDevice, mailSource } from "../workflow/world.ts";
import { at, entries, listed, mailOf, type Pane, startPane, until, type Wish } from "./session-pane.ts";

let device: Device;
/** As the intake got them. */
let arrived: SealedSubmission[];
beforeEach(async () => {
  device = await makeDevice();
  arrived = [];
});

const FIVE = Array.from({ length: 5 }, (_, index) => listed(index + 1));
/** Two mails a package. */
const byTwos: NonNullable<PaneHost["split"]> = (mails) =>
  Array.from({ length: Math.ceil(mails.length / 2) }, (_, index) => mails.slice(2 * index, 2 * index + 2));

function start(wish: Wish = {}) {
  const submit = async (submission: SealedSubmission, authorization: string) => {
    await wish.submit?.(submission, authorization);
    arrived.push(submission);
  };
  return startPane(device, { code: null }, { ...wish, host: { split: byTwos, ...wish.host }, submit });
}

async function select(pane: Pane, mails: readonly ListedMail[] = FIVE) {
  await pane.session.ready;
  pane.shown.item = null;
  pane.shown.selection = async () => mails;
  pane.events.selection();
  await until(() => pane.session.view.get().selection.length === mails.length);
}

interface Bag {
  readonly digest: Digest;
  readonly subjects: readonly string[];
  readonly supplements: Digest | null;
}

async function bags(): Promise<Bag[]> {
  return Promise.all(
    arrived.map(async (submission) => {
      const { messages, supplements, packageDigest } = await openSealed(device, { submission });
      const subjects = messages.map(
        ({ original }) => /^Subject: (.*?)\r?$/m.exec(new TextDecoder().decode(original?.octets))?.[1] ?? "",
      );
      return { digest: packageDigest, subjects, supplements };
    }),
  );
}

const parts = ({ session }: Pane) => session.view.get().parts ?? null;
const isDone = (pane: Pane, count: number) =>
  until(() => pane.session.report.get().step === "done" && parts(pane)?.sealed.length === count);

test("five mails, two a package: three packages by themselves, the later ones add to the first", async () => {
  const pane = start();
  await select(pane);
  const seen = new Set<string>();
  pane.session.view.subscribe(() => {
    const now = parts(pane);
    if (now !== null) seen.add(`${now.current}/${now.total}`);
  });
  pane.send();
  await isDone(pane, 3);
  expect([...seen]).toEqual(["1/3", "2/3", "3/3"]);
  const [first, second, third] = await bags();
  expect([first?.subjects, second?.subjects, third?.subjects]).toEqual([
    ["mail-1", "mail-2"],
    ["mail-3", "mail-4"],
    ["mail-5"],
  ]);
  expect([first?.supplements, second?.supplements, third?.supplements]).toEqual([
    null,
    first?.digest,
    first?.digest,
  ]);
  expect(parts(pane)).toMatchObject({ left: 0, total: 3 });
  expect(parts(pane)?.sealed.map(({ mails }) => mails)).toEqual([2, 2, 1]);
  expect(entries(pane).map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
});

test("the reporter's own files go along once, with the first", async () => {
  const pane = start();
  await select(pane);
  pane.send({ extras: [{ name: "chat.txt", mediaType: "text/plain", file: new Blob(["words"]) }] });
  await isDone(pane, 3);
  const opened = await Promise.all(arrived.map((submission) => openSealed(device, { submission })));
  expect(opened.map(({ report }) => report.attachments.length)).toEqual([1, 0, 0]);
});

test("one package: nothing is said of parts", async () => {
  const pane = start();
  await select(pane, FIVE.slice(0, 2));
  pane.send();
  await at(pane, "done");
  expect(parts(pane)).toBeNull();
});

test("without a network all of it is sealed all the same, and waits", async () => {
  let online = false;
  const pane = start({
    submit: async () => {
      if (!online) throw new EvidenceError("NETWORK_UNREACHABLE", "test", { retry: "later" });
    },
  });
  await select(pane);
  pane.send();
  await until(() => pane.session.report.get().step === "waiting" && parts(pane)?.sealed.length === 3);
  expect(entries(pane).map(({ state }) => state)).toEqual(["sealed", "sealed", "sealed"]);
  online = true;
  pane.events.online();
  await until(() => entries(pane).every(({ state }) => state === "sent"));
  expect(arrived).toHaveLength(3);
  expect((await bags()).map(({ subjects }) => subjects.length).toSorted()).toEqual([1, 2, 2]);
});

test("a package that turns out too large is made again in halves: no mail is lost", async () => {
  const engine = {
    ...device.ports.engine,
    seal: async (...args: Parameters<typeof device.ports.engine.seal>) => {
      const [{ sources }] = args as [SealRequest, ...unknown[]];
      if (sources.length > 1) throw new EvidenceError("PACKAGE_TOO_LARGE", "test");
      return device.ports.engine.seal(...args);
    },
  };
  const pane = start({ world: { engine } });
  await select(pane);
  pane.send();
  await isDone(pane, 5);
  expect((await bags()).flatMap(({ subjects }) => subjects)).toEqual(FIVE.map(({ id }) => id));
});

test("mails that did not fit go on by themselves; what cannot be read is told at the end", async () => {
  const host: Partial<PaneHost> = {
    split: (mails) => [mails],
    sourceById: ({ id }) => {
      if (id === "mail-2") return { acquire: failing("SOURCE_UNAVAILABLE") };
      return {
        acquire: async (signal, onProgress) => {
          if (id === "mail-4" && arrived.length === 0) throw new EvidenceError("PACKAGE_TOO_LARGE", "test");
          return mailSource(mailOf(id)).acquire(signal, onProgress);
        },
      };
    },
  };
  const pane = start({ host });
  await select(pane);
  pane.send();
  await isDone(pane, 2);
  expect((await bags()).map(({ subjects }) => subjects)).toEqual([
    ["mail-1", "mail-3", "mail-5"],
    ["mail-4"],
  ]);
  expect(parts(pane)?.sealed.flatMap(({ missed }) => missed.map(({ id }) => id))).toEqual(["mail-2"]);
});

test("stopped in the second: the first has arrived, the rest is named, and goes on as the same report", async () => {
  let held = (): void => {};
  const pane = start({
    host: {
      split: byTwos,
      sourceById: ({ id }) => ({
        acquire: async (signal, onProgress) => {
          if (id === "mail-3" && held.name !== "passed")
            await new Promise<void>((resolve, reject) => {
              held = resolve;
              signal.addEventListener("abort", () => reject(new EvidenceError("CANCELLED", "test")));
            });
          return mailSource(mailOf(id)).acquire(signal, onProgress);
        },
      }),
    },
  });
  await select(pane);
  pane.send();
  await until(() => parts(pane)?.current === 2 && pane.session.report.get().step === "acquiring");
  await until(() => held.name !== "held");
  pane.session.cancel();
  await at(pane, "stopped");
  expect(parts(pane)).toMatchObject({ left: 3, total: 3 });
  held = function passed() {};
  pane.session.sendMissed();
  await isDone(pane, 3);
  const all = await bags();
  expect(all.flatMap(({ subjects }) => subjects).toSorted()).toEqual(FIVE.map(({ id }) => id));
  expect(all.slice(1).map(({ supplements }) => supplements)).toEqual([all[0]?.digest, all[0]?.digest]);
});

test("with another mail on the screen, what was said of parts goes", async () => {
  const pane = start();
  await select(pane);
  pane.send();
  await isDone(pane, 3);
  pane.session.reset();
  await at(pane, "ready");
  expect(parts(pane)).toBeNull();
});

test("a host that does not split goes on as before: what does not fit is missed, and asked about", async () => {
  const pane = startPane(
    device,
    { code: null },
    {
      host: {
        sourceById: ({ id }) =>
          id === "mail-2" ? { acquire: failing("PACKAGE_TOO_LARGE") } : mailSource(mailOf(id)),
      },
    },
  );
  await select(pane);
  pane.send();
  await at(pane, "done");
  expect(parts(pane)).toBeNull();
  expect(pane.session.report.get()).toMatchObject({ sealed: { mails: 4, missed: [{ id: "mail-2" }] } });
});
