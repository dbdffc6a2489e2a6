/** A submission that was saved as a file, handed in on another device: sent, its receipt verified, nothing said of whose it is. */
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { HandedIn } from "../../src/conversation/handed-in.ts";
import { failing, type Device, makeDevice } from "../workflow/world.ts";
import { at, entries, onlyEntry, startPane, until, type Wish } from "./session-pane.ts";

let device: Device;
let saved: HandedIn;

/** Sealed on a device that could not send it. */
beforeEach(async () => {
  device = await makeDevice();
  const other = startPane(device, { code: null }, { submit: failing("NETWORK_UNREACHABLE") });
  await other.session.ready;
  other.send();
  await at(other, "waiting");
  const state = other.session.report.get();
  if (state.step !== "waiting") throw new TypeError(state.step);
  saved = { submission: state.sealed.submission, reference: state.sealed.reference };
  other.session.removeEntry(saved.submission.packageDigest);
  await until(() => entries(other).length === 0);
});

const start = (wish: Wish = {}) => startPane(device, { code: "code" }, wish);

test("kept, sent, verified: without the key that only the first device has", async () => {
  const headers: string[] = [];
  const pane = start({
    submit: async (_submission, header) => {
      headers.push(header);
    },
  });
  pane.session.handIn(saved);
  await until(() => entries(pane)[0]?.state === "sent");
  expect(onlyEntry(pane)).toMatchObject({
    reference: saved.reference,
    packageDigest: saved.submission.packageDigest,
    opening: null,
    answer: { v: 1 },
  });
  expect(headers).toHaveLength(1);
});

test("where the organisation takes reports without a name, nothing says who hands it in", async () => {
  device = await makeDevice({ policy: { ...(await device.reading()).directory.policy, confidential: true } });
  const headers: string[] = [];
  const pane = start({
    submit: async (_submission, header) => {
      headers.push(header);
      throw new EvidenceError("NETWORK_UNREACHABLE", "test", { retry: "later" });
    },
  });
  await until(() => pane.session.view.get().directory !== null);
  pane.session.handIn(saved);
  await until(() => headers.length > 0);
  expect(headers).toEqual([""]);
  expect(onlyEntry(pane).confidential).toBe(true);
});

test("the same file twice is one entry, and a receipt is not lost to it", async () => {
  const pane = start();
  pane.session.handIn(saved);
  await until(() => entries(pane)[0]?.state === "sent");
  pane.session.handIn(saved);
  await until(() => device.calls.filter((call) => call === "put").length === 2);
  expect(onlyEntry(pane)).toMatchObject({ state: "sent" });
  expect(onlyEntry(pane).answer).not.toBeNull();
});

test("a device that stores nothing still sends it", async () => {
  const pane = start({
    world: { outbox: { ...device.ports.outbox, put: failing("DEVICE_STORAGE_FULL"), list: async () => [] } },
  });
  pane.session.handIn(saved);
  await until(() => entries(pane)[0]?.state === "sent");
  expect(pane.session.view.get().unstored).toEqual([saved.submission.packageDigest]);
});

test("an intake that takes nothing without a code gets it, once it said so", async () => {
  device = await makeDevice({ policy: { ...(await device.reading()).directory.policy, confidential: true } });
  const headers: string[] = [];
  const pane = start({
    submit: async (_submission, header) => {
      headers.push(header);
      if (header === "") throw new EvidenceError("UNAUTHORISED", "test");
    },
  });
  await until(() => pane.session.view.get().directory !== null);
  pane.session.handIn(saved);
  await until(() => headers.length === 2);
  expect(headers).toEqual(["", "Enrolment code"]);
});
