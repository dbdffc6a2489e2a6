import * as fc from "fast-check";
import { type LogPlanEvidence, makeLogPlan } from "../../../../src/core/analysis/log-plan/log-plan.ts";
import { LOG_REASONS, LOG_SYSTEMS } from "../../../../src/core/analysis/log-plan/systems.ts";
import type { EmbeddedTimeSource, Hop } from "../../../../src/core/analysis/types.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOON = Date.UTC(2026, 10, 3, 12);
const basis = { field: "X", offset: 0, octets: 1 };
const hop = (receivedAt: number | null, by = "mx.a.test") =>
  ({ from: { helo: null, rdns: null, ip: null }, by, receivedAt, flags: [], basis }) as unknown as Hop;
const clock = (source: EmbeddedTimeSource, time: number) => ({ source, time, detail: null, basis });

function evidence(changes: Partial<LogPlanEvidence> = {}): LogPlanEvidence {
  return {
    date: NOON,
    hops: [hop(NOON + 2000)],
    embeddedTimes: [],
    originatingIps: [],
    ownNetwork: [],
    provider: { id: "gmail", signs: [] } as unknown as LogPlanEvidence["provider"],
    messageId: "<1@a.test>",
    from: { address: "a@gmail.com", name: null },
    returnPath: null,
    ...changes,
  };
}
const itemsOf = (system: string, ...args: Parameters<typeof makeLogPlan>) =>
  makeLogPlan(...args).filter((item) => item.system === system);

test("deadline: the mail's earliest moment and the retention; margins are told", () => {
  expect(itemsOf("message-trace", evidence())).toMatchObject([
    {
      from: NOON + 2000 - 60 * MINUTE,
      marginMs: 60 * MINUTE,
      usualRetentionDays: 90,
      retentionBasis: "documented",
      deleteAfter: NOON + 2000 + 90 * DAY,
    },
  ]);
});

test("the organisation's own retention; 0 is not kept and comes last", () => {
  const networks = { egress: [], vpn: [], domains: [] };
  const plan = makeLogPlan(evidence(), { networks, logRetention: { proxy: 400, cctv: 0 } });
  expect(plan.find(({ system }) => system === "proxy")).toMatchObject({
    usualRetentionDays: 400,
    retentionBasis: "organisation",
    deleteAfter: NOON + 400 * DAY,
  });
  expect(plan.at(-1)).toMatchObject({ system: "cctv", usualRetentionDays: 0, deleteAfter: null });
});

test("a name of Object's own in the retention means nothing", () => {
  const networks = { egress: [], vpn: [], domains: [] };
  const logRetention = JSON.parse('{"__proto__": {"proxy": 1}}') as Record<string, number>;
  expect(itemsOf("proxy", evidence(), { networks, logRetention })[0]?.retentionBasis).toBe("assumed");
});

test("each other clock of the sender's side is a moment of its own", () => {
  const earlier = clock("thread-index", NOON - 2 * DAY);
  const other = clock("javamail-part", NOON - DAY);
  const plan = itemsOf("proxy", evidence({ embeddedTimes: [earlier, other, clock("gmail-boundary", NOON)] }));
  expect(plan.map(({ reason, from }) => [reason, from + 30 * MINUTE])).toEqual([
    ["thread-begun-at-that-time", NOON - 2 * DAY],
    ["clock-says-that-time", NOON - DAY],
    ["sent-from-inside", NOON],
  ]);
});

test("a forged Date does not widen the window of sending", () => {
  const [proxy] = itemsOf("proxy", evidence({ date: NOON - 300 * DAY }));
  expect(proxy?.from).toBe(NOON + 2000 - 30 * MINUTE);
});

test("servers' own clocks are no moments of the sender", () => {
  const times = [clock("eop-correlation-id", NOON - 3 * DAY), clock("arc-t", NOON - 4 * DAY)];
  expect(itemsOf("proxy", evidence({ embeddedTimes: times }))).toHaveLength(1);
});

test("an address in the organisation's own networks is looked for, and says why", () => {
  const match = {
    kind: "egress",
    value: "192.0.2.7",
    configured: "192.0.2.0/24",
    trusted: null,
    basis,
  } as const;
  for (const system of ["nat", "vpn", "dhcp-wifi", "firewall"]) {
    const [item] = itemsOf(system, evidence({ ownNetwork: [match] }));
    expect(item?.reason).toBe("matches-own-network");
    expect(item?.lookFor).toContain("192.0.2.7");
  }
});

test("no provider: nobody's browsing is asked for; Google's systems where Google delivered", () => {
  expect(itemsOf("proxy", evidence({ provider: null }))).toEqual([]);
  const systems = makeLogPlan(evidence({ hops: [hop(NOON, "mx.google.com")] })).map(({ system }) => system);
  expect(systems).toEqual(expect.arrayContaining(["google-email-log", "google-audit"]));
  expect(systems).not.toContain("message-trace");
});

test("property: any clocks give a bounded plan of known systems and reasons, by deadline", () => {
  const times = fc.array(
    fc.record({
      source: fc.constantFrom<EmbeddedTimeSource>("thread-index", "uuid-v1", "date", "received"),
      time: fc.integer({ min: 0, max: 4e12 }),
    }),
    { maxLength: 40 },
  );
  const moments = fc.array(fc.option(fc.integer({ min: 0, max: 4e12 })), { maxLength: 6 });
  fc.assert(
    fc.property(times, moments, fc.option(fc.integer({ min: 0, max: 4e12 })), (clocks, hops, date) => {
      const embeddedTimes = clocks.map(({ source, time }) => clock(source, time));
      const plan = makeLogPlan(evidence({ date, embeddedTimes, hops: hops.map((time) => hop(time)) }));
      expect(plan.length).toBeLessThan(30);
      let last = 0;
      for (const item of plan) {
        expect(LOG_SYSTEMS).toContain(item.system);
        expect(LOG_REASONS).toContain(item.reason);
        expect(item.from).toBeLessThan(item.to);
        expect(item.deleteAfter ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(last);
        last = item.deleteAfter ?? last;
      }
    }),
  );
});
