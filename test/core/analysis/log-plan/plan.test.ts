import * as fc from "fast-check";
import { csvCell } from "../../../../src/core/analysis/log-plan/as-csv.ts";
import { escapeText, fold } from "../../../../src/core/analysis/log-plan/as-ics.ts";
import { planAsCsv, planAsIcs, planAsText, planOf } from "../../../../src/core/analysis/log-plan/index.ts";
import { DEFAULT_RETENTION, LOG_SYSTEMS } from "../../../../src/core/analysis/log-plan/systems.ts";
import { localTime } from "../../../../src/core/analysis/log-plan/zoned-time.ts";
import type { LogPlanItem } from "../../../../src/core/analysis/types.ts";
import { WORD_LANGUAGES } from "../../../../src/core/analysis/words/words.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 10, 3, 12);

function proxyItem(from: number, to: number, changes: Partial<LogPlanItem> = {}): LogPlanItem {
  return {
    system: "proxy",
    from,
    to,
    marginMs: HOUR / 2,
    lookFor: ["mail.google.com"],
    reason: "sent-from-inside",
    usualRetentionDays: 14,
    retentionBasis: "assumed",
    deleteAfter: from + 14 * DAY,
    urgency: 5,
    ...changes,
  };
}

describe("several mails, one plan", () => {
  test("windows that overlap are one item with both mails; a later one stays apart", () => {
    const plan = planOf([
      { name: "a", logPlan: [proxyItem(NOON, NOON + HOUR)] },
      { name: "b", logPlan: [proxyItem(NOON + HOUR / 2, NOON + 2 * HOUR, { lookFor: ["mail.yahoo.com"] })] },
      { name: "c", logPlan: [proxyItem(NOON + DAY, NOON + DAY + HOUR)] },
    ]);
    expect(plan.items.map(({ from, to, mails }) => [from, to, mails])).toEqual([
      [NOON, NOON + 2 * HOUR, ["a", "b"]],
      [NOON + DAY, NOON + DAY + HOUR, ["c"]],
    ]);
    expect(plan.items[0]).toMatchObject({
      lookFor: ["mail.google.com", "mail.yahoo.com"],
      deleteAfter: NOON + 14 * DAY,
    });
  });
  test("another system or reason is another item; what is not kept comes last", () => {
    const none = { usualRetentionDays: 0, retentionBasis: "organisation", deleteAfter: null } as const;
    const plan = planOf([
      {
        name: "a",
        logPlan: [
          proxyItem(NOON, NOON + HOUR, { system: "cctv", urgency: 1, ...none }),
          proxyItem(NOON, NOON + HOUR),
          proxyItem(NOON, NOON + HOUR, { reason: "clock-says-that-time" }),
          proxyItem(NOON, NOON + HOUR, { system: "dns", urgency: 6 }),
        ],
      },
    ]);
    expect(plan.items.map(({ system }) => system)).toEqual(["proxy", "proxy", "dns", "cctv"]);
  });
  test("times outside of what logs can have are dropped: the plan may come from a package", () => {
    const items = [proxyItem(Number.NaN, NOON), proxyItem(NOON, 9e15), proxyItem(-1, NOON)];
    expect(planOf([{ name: "a", logPlan: items }]).items).toEqual([]);
  });
});

describe("the plan as text", () => {
  test.each(WORD_LANGUAGES)("%s: window in UTC and in the zone, deadline, ready query", async (language) => {
    const plan = planOf([{ name: "a.eml", logPlan: [proxyItem(NOON, NOON + HOUR)] }]);
    const text = await planAsText(plan, language, "Europe/Amsterdam");
    expect(text).toContain("2026-11-03 12:00:00 UTC = 2026-11-03 13:00:00 +01:00 (Europe/Amsterdam)");
    expect(text).toContain("2026-11-17 12:00:00 UTC");
    expect(text).toContain("grep -F -e 'mail.google.com'");
    expect(text).not.toMatch(/\{\w+\}|undefined/);
  });
  test("a log that is not kept says so", async () => {
    const none = { usualRetentionDays: 0, retentionBasis: "organisation", deleteAfter: null } as const;
    const plan = planOf([{ name: "a", logPlan: [proxyItem(NOON, NOON + HOUR, none)] }]);
    expect(await planAsText(plan, "en", "UTC")).toContain("not kept, as the organisation states");
  });
  test("a deadline that lies behind is marked, one that does not is not, and without a clock none is", async () => {
    const item = proxyItem(NOON, NOON + HOUR);
    const plan = planOf([{ name: "a", logPlan: [item] }]);
    const mark = "passed: ask today";
    expect(await planAsText(plan, "en", "UTC", (item.deleteAfter as number) + 1)).toContain(mark);
    expect(await planAsText(plan, "en", "UTC", item.deleteAfter)).not.toContain(mark);
    expect(await planAsText(plan, "en", "UTC")).not.toContain(mark);
  });
  test("control characters of the sender do not reach the reader", async () => {
    const item = proxyItem(NOON, NOON + HOUR, { lookFor: ["<a\u001b[2J\r\nb\u202e@x.test>"] });
    const text = await planAsText(planOf([{ name: "\u001b]0;x", logPlan: [item] }]), "en", "UTC");
    expect(text).not.toMatch(/[^\P{C}\n]/u);
  });
});

describe("RFC 4180", () => {
  test("CRLF, quotes doubled, as many cells in each row", async () => {
    const item = proxyItem(NOON, NOON + HOUR, { lookFor: ['<"a,b"@x.test>'] });
    const csv = await planAsCsv(planOf([{ name: "a", logPlan: [item] }]), "en", "UTC");
    const rows = parseCsv(csv);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toHaveLength(rows[0]?.length ?? 0);
    expect(rows[1]).toContain('<"a,b"@x.test>');
  });
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "x\n=1", "\uff1d1"])(
    "a formula gets an apostrophe: %j",
    (text) => {
      expect(csvCell(text)).toMatch(/^"(?:x\n)?'/);
    },
  );
  test("property: no cell begins like a formula, and each is read back whole", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const [row] = parseCsv(`${csvCell(text)}\r\n`);
        expect(row).toHaveLength(1);
        expect(row?.[0]).not.toMatch(/^\s*[=+\-@]/);
        expect(row?.[0]?.replaceAll("'", "")).toBe(text.replaceAll("'", ""));
      }),
    );
  });
});

/** Section 2: quoted cells, "" for a quote. */
function parseCsv(csv: string): string[][] {
  return [...csv.matchAll(/((?:"(?:[^"]|"")*",?)+)\r\n/g)].map(([, row = ""]) =>
    [...row.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = ""]) => cell.replaceAll('""', '"')),
  );
}

describe("RFC 5545", () => {
  const stamp = { now: NOON, uid: "plan-1" };
  test("an event with an alarm for each deadline; none where nothing is kept", async () => {
    const none = { usualRetentionDays: 0, deleteAfter: null } as const;
    const items = [proxyItem(NOON, NOON + HOUR), proxyItem(NOON, NOON + HOUR, { system: "cctv", ...none })];
    const ics = await planAsIcs(planOf([{ name: "a", logPlan: items }]), "nl", stamp);
    expect(ics.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(ics).toContain("\r\nUID:plan-1-1@zegel\r\n");
    expect(ics).toContain("\r\nDTSTAMP:20261103T120000Z\r\n");
    expect(ics).toContain("\r\nDTEND:20261117T120000Z\r\n");
    expect(ics).toContain("\r\nTRIGGER:-P1D\r\n");
  });
  test("section 3.3.11: escapes; a mail cannot add a property", async () => {
    expect(escapeText("a;b,c\\d\r\ne")).toBe(String.raw`a\;b\,c\\d\ne`);
    const item = proxyItem(NOON, NOON + HOUR, { lookFor: ["x\r\nATTACH:https://evil.test"] });
    const ics = await planAsIcs(planOf([{ name: "n\r\nATTACH:x", logPlan: [item] }]), "en", stamp);
    expect(ics).not.toMatch(/^ATTACH/m);
  });
  test("property, section 3.1: lines of at most 75 octets that unfold to what they were", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
        const line = text.replace(/[\r\n]/g, "");
        const folded = fold(line);
        for (const part of folded.split("\r\n")) expect(utf8(part).length).toBeLessThanOrEqual(75);
        expect(folded.replaceAll("\r\n ", "")).toBe(line);
      }),
    );
  });
});

test("local time: summer and winter, a zone that nobody knows is UTC", () => {
  expect(localTime(Date.UTC(2026, 6, 1, 12), "Europe/Amsterdam").offset).toBe("+02:00");
  expect(localTime(NOON, "America/St_Johns").offset).toBe("-03:30");
  expect(localTime(NOON, "Nowhere/None")).toEqual({
    date: "2026-11-03",
    clock: "12:00:00",
    weekday: 2,
    offset: "+00:00",
  });
});

test("each system has a default that is more than nothing", () => {
  for (const system of LOG_SYSTEMS) expect(DEFAULT_RETENTION[system].days).toBeGreaterThan(0);
});
