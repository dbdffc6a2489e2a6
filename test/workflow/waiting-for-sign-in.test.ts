/** A failed sign-in blocks nothing: the report is sealed, lies in the outbox, and is not hurried. */
import type { EvidenceErrorCode } from "../../src/core/base/errors.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { resumeOutbox, waitsForSignIn } from "../../src/workflow/send.ts";
import { type Device, failing, makeDevice, onlyEntry, reportOn } from "./world.ts";

let device: Device;
beforeEach(async () => {
  device = await makeDevice();
});

const CODES = ["SIGN_IN_NEEDED", "SIGN_IN_FAILED", "UNAUTHORISED"] as const;

test.each(CODES)("%s: sealed and kept, waiting, and sent once when somebody signed in", async (code) => {
  const { state } = await reportOn({ ...device.ports, client: { submit: failing(code) } });
  expect(state).toMatchObject({ step: "waiting", kept: "device", code });
  const entry = await onlyEntry(device.ports.outbox);
  expect(entry).toMatchObject({ state: "sealed", automatic: true, lastError: code });
  expect(waitsForSignIn(entry)).toBe(true);
  await resumeOutbox(device.ports, device.ports.outbox, { ignoreDelay: true });
  await resumeOutbox(device.ports, device.ports.outbox, { ignoreDelay: true });
  const sent = await onlyEntry(device.ports.outbox);
  expect(sent).toMatchObject({ state: "sent", lastError: null });
  expect(waitsForSignIn(sent)).toBe(false);
  expect(device.calls.filter((call) => call === "submit")).toHaveLength(1);
});

test("a window that somebody closed is no refusal, and no stop by the reporter", async () => {
  const { state } = await reportOn({ ...device.ports, client: { submit: failing("CANCELLED") } });
  expect(state).toMatchObject({ step: "waiting", code: "CANCELLED" });
  expect(await onlyEntry(device.ports.outbox)).toMatchObject({ state: "sealed", automatic: true });
});

test.each(["DIGEST_MISMATCH", "SUBMISSION_CONFLICT"] as const)("%s is refused, as before", async (code) => {
  const { state } = await reportOn({ ...device.ports, client: { submit: failing(code) } });
  expect(state).toMatchObject({ step: "refused", code });
  expect(waitsForSignIn(await onlyEntry(device.ports.outbox))).toBe(false);
});

test("while it waits, a day of looking every ten seconds asks for a sign-in fewer than forty times", async () => {
  let asked = 0;
  const refusing = (code: EvidenceErrorCode) => async (): Promise<never> => {
    asked++;
    throw new EvidenceError(code, "no token", { retry: "later" });
  };
  const ports = { ...device.ports, client: { submit: refusing("SIGN_IN_NEEDED") } };
  await reportOn(ports);
  const end = device.clock.time + 86_400_000;
  for (; device.clock.time < end; device.clock.time += 10_000)
    await resumeOutbox(ports, ports.outbox, { ignoreDelay: false });
  expect(asked).toBeGreaterThan(20);
  expect(asked).toBeLessThan(40);
});
