/** What the device keeps, for how long, and what several pages of one device know of each other. */
import { SENT_KEPT_DAYS } from "../../src/conversation/session-keeping.ts";
import type { Outbox } from "../../src/workflow/ports.ts";
import { type Device, failing, makeDevice } from "../workflow/world.ts";
import { at, directoryThere, entries, startPane as startPaneOn, until, type Wish } from "./session-pane.ts";

const DAY_MS = 86_400_000;

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

const startPane = (wish: Wish = {}) => startPaneOn(device, { code: null }, wish);

async function reportOnce(wish: Wish = {}) {
  const pane = startPane(wish);
  pane.send();
  await at(pane, "done");
  await until(() => entries(pane)[0]?.state === "sent");
  return pane;
}

/** A pane that has done what it does when it starts. */
async function startedAgain(wish: Wish) {
  const pane = startPane(wish);
  await directoryThere(pane);
  await until(() => pane.session.view.get().clockOffsetMs === (wish.clockOffsetMs ?? null));
  await new Promise((resolve) => setTimeout(resolve, 20));
  return pane;
}

describe("what was sent", () => {
  test("stays for half a year, then goes from the list", async () => {
    await reportOnce();
    device.clock.time += SENT_KEPT_DAYS * DAY_MS;
    await startedAgain({ clockOffsetMs: 0 });
    expect(await device.ports.outbox.list()).toHaveLength(1);
    device.clock.time += 1;
    const removed: string[] = [];
    const remove: Outbox["remove"] = async (packageDigest) => {
      await device.ports.outbox.remove(packageDigest);
      removed.push(packageDigest);
    };
    const outbox = { ...device.ports.outbox, remove };
    const pane = startPane({ clockOffsetMs: 0, world: { outbox } });
    await until(() => removed.length === 1);
    await until(() => entries(pane).length === 0);
  });

  test.each([
    ["no server confirmed the clock", undefined],
    ["the clock runs a year ahead", 365 * DAY_MS],
  ] as const)("stays where %s", async (_why, clockOffsetMs) => {
    await reportOnce();
    device.clock.time += 365 * DAY_MS;
    await startedAgain(clockOffsetMs === undefined ? {} : { clockOffsetMs });
    expect(await device.ports.outbox.list()).toHaveLength(1);
  });

  test("what was not sent stays, however old", async () => {
    const submit = failing("NETWORK_UNREACHABLE");
    const pane = startPane({ submit });
    pane.send();
    await at(pane, "waiting");
    device.clock.time += 1000 * DAY_MS;
    await startedAgain({ submit, clockOffsetMs: 0 });
    expect(await device.ports.outbox.list()).toMatchObject([{ state: "sealed" }]);
  });
});

describe("the browser is asked to keep what is stored", () => {
  const asking = (persist: () => Promise<unknown>) => ({ world: { persist } });

  test("once, when the first report lies on the device; a refusal changes nothing", async () => {
    let asked = 0;
    const pane = await reportOnce(
      asking(async () => {
        asked++;
        throw new TypeError("not in a frame");
      }),
    );
    pane.session.reset();
    pane.send();
    await at(pane, "done");
    expect(asked).toBe(1);
  });

  test("not before, and not for what the device did not take", async () => {
    let asked = 0;
    const persist = async () => void asked++;
    const broken: Outbox = { ...device.ports.outbox, put: failing("DEVICE_STORAGE_FULL") };
    const pane = startPane({ world: { persist, outbox: broken } });
    await directoryThere(pane);
    expect(asked).toBe(0);
    pane.send();
    await at(pane, "done");
    expect(asked).toBe(0);
  });
});

test("how far the clocks are apart is shown once the server answered", async () => {
  const pane = startPane({ clockOffsetMs: -420_000 });
  expect(pane.session.view.get().clockOffsetMs).toBeNull();
  await until(() => pane.session.view.get().clockOffsetMs === -420_000);
});

test("what another page put into the outbox is shown when it says so", async () => {
  const pane = startPane();
  await directoryThere(pane);
  const other = await reportOnce();
  expect(entries(pane)).toEqual([]);
  pane.events.outbox();
  await until(() => entries(pane).length === 1);
  expect(entries(pane)).toEqual(entries(other));
});
