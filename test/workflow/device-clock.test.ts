/** A clock that is wrong, was set back, or is no time at all: nothing waits for a day that may never come. */
import * as fc from "fast-check";
import {
  boundedOffset,
  boundedTime,
  CLOCK_TOLERANCE_MS,
  clockVerdict,
  expiryVerdict,
} from "../../src/workflow/device-clock.ts";
import type { OutboxEntry } from "../../src/workflow/ports.ts";
import { backOffMs, dueAt, isDue, resumeOutbox } from "../../src/workflow/send.ts";
import { failing, makeDevice, NOW, onlyEntry, reportOn } from "./world.ts";

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const ODD = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 0, 1e300, -1e300];
const anyTime = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(...ODD));

test.each<[number | null, string]>([
  [0, "right"],
  [CLOCK_TOLERANCE_MS, "right"],
  [-CLOCK_TOLERANCE_MS, "right"],
  [CLOCK_TOLERANCE_MS + 1, "wrong"],
  [-YEAR, "wrong"],
  [null, "unknown"],
  [Number.NaN, "unknown"],
  [Number.POSITIVE_INFINITY, "unknown"],
])("an offset of %s is %s", (offset, verdict) => {
  expect(clockVerdict(offset)).toBe(verdict);
});

test.each<[string, number, number | null, string]>([
  ["in time", -1, 0, "valid"],
  ["past its day", 0, 0, "expired"],
  ["past its day, no server asked", YEAR, null, "expired"],
  ["past its day by a clock that is a year ahead", HOUR, YEAR, "by-this-clock"],
  ["past its day by both", YEAR, HOUR, "expired"],
  ["a difference within tolerance excuses nothing", 1000, 2000, "expired"],
  // The server's word takes nothing away either: whoever serves it could send every report to the recovery key.
  ["in time by a clock that is a year behind", -HOUR, -YEAR, "valid"],
])("a directory %s", (_, past, offset, verdict) => {
  expect(expiryVerdict({ expiresAt: NOW }, NOW + past, offset)).toBe(verdict);
});

test("times and offsets that a package can hold, whatever the clock says", () => {
  fc.assert(
    fc.property(anyTime, (time) => {
      expect(new Date(boundedTime(time)).toISOString()).toMatch(/^\d{4}-\d\d-\d\dT/);
      const offset = boundedOffset(time);
      if (offset !== null) expect(Number.isSafeInteger(offset)).toBe(true);
    }),
  );
  expect(boundedTime(NOW)).toBe(NOW);
  expect(boundedOffset(-1500.4)).toBe(-1500);
});

describe("when to try next", () => {
  test("never more than the longest delay from now, never no time at all", () => {
    fc.assert(
      fc.property(anyTime, fc.integer({ min: -YEAR, max: 2 * NOW }), (at, now) => {
        const due = dueAt(at, now);
        expect(Number.isFinite(due)).toBe(true);
        expect(due - now).toBeLessThanOrEqual(HOUR);
      }),
    );
    expect(dueAt(NOW + HOUR, NOW)).toBe(NOW + HOUR);
    expect(dueAt(NOW + HOUR + 1, NOW)).toBe(NOW);
  });

  test("the delay is a number whatever was counted", () => {
    for (const attempts of [...ODD, 3.5]) {
      expect(backOffMs(attempts)).toBeGreaterThanOrEqual(30_000);
      expect(backOffMs(attempts)).toBeLessThanOrEqual(HOUR);
    }
  });

  test.each(ODD)("an entry that was noted with %s does not lie for ever", (nextAttemptAt) => {
    const entry = { automatic: true, state: "sealed", nextAttemptAt } as OutboxEntry;
    expect(isDue(entry, NOW)).toBe(true);
    expect(isDue({ ...entry, automatic: false }, NOW)).toBe(false);
    expect(isDue({ ...entry, state: "sent" }, NOW)).toBe(false);
  });

  test("a clock that ran a year ahead at the failure and was set right since: sent, once", async () => {
    const device = await makeDevice();
    device.clock.time = NOW + YEAR;
    await reportOn({ ...device.ports, client: { submit: failing("NETWORK_UNREACHABLE") } });
    const entry = await onlyEntry(device.ports.outbox);
    expect(entry.nextAttemptAt).toBeGreaterThan(NOW + YEAR);
    device.clock.time = NOW;
    await resumeOutbox(device.ports, device.ports.outbox, { ignoreDelay: false });
    await resumeOutbox(device.ports, device.ports.outbox, { ignoreDelay: false });
    expect(await onlyEntry(device.ports.outbox)).toMatchObject({ state: "sent" });
    expect(device.calls.filter((call) => call === "submit")).toHaveLength(1);
  });

  test("a directory that the wrong clock calls expired: sealed to the recovery key, and the words can say why", async () => {
    const device = await makeDevice();
    const { expiresAt } = device.directory.current;
    device.clock.time = expiresAt + HOUR;
    const offset = device.clock.time - NOW;
    const ports = { ...device.ports, client: { ...device.client, clockOffsetMs: () => offset } };
    const { state } = await reportOn(ports);
    expect(state).toMatchObject({ step: "done", sealed: { recoveryOnly: "expired" } });
    expect(expiryVerdict({ expiresAt }, device.clock.time, offset)).toBe("by-this-clock");
  });
});
