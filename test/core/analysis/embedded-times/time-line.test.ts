import * as fc from "fast-check";
import { readEmbeddedTimes } from "../../../../src/core/analysis/embedded-times/embedded-times.ts";
import type { FindingEvidence } from "../../../../src/core/analysis/findings/finding.ts";
import { span, timeFindings } from "../../../../src/core/analysis/findings/time.ts";
import { viewMessage } from "../../../../src/core/analysis/message-view.ts";
import { makeTimeLine } from "../../../../src/core/analysis/embedded-times/time-line.ts";
import { readTrace } from "../../../../src/core/analysis/trace/trace.ts";
import type { DkimResult, EmbeddedTime } from "../../../../src/core/analysis/types.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";
import { parseDateTime } from "../../../../src/core/mail/date-time.ts";

const T = Date.UTC(2026, 10, 3, 12, 0, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const at = (ms: number) => new Date(ms).toUTCString();
const received = (ms: number, from = "from bad.test (bad.test [198.51.100.1])", by = "mx.own.example") =>
  `Received: ${from} by ${by} with ESMTPS; ${at(ms)}`;
const date = (ms: number) => `Date: ${at(ms)}`;
const trinity = (ms: number) => `Message-ID: <trinity-01234567-89ab-4def-8123-456789abcdef-${ms}@3c-app-gmx>`;
const gmailBoundary = (ms: number) => {
  const micros = (BigInt(ms) * 1000n).toString(16).padStart(14, "0");
  return `Content-Type: multipart/alternative; boundary="000000000000${micros.slice(8)}${micros.slice(0, 8)}ab"`;
};
const nextPart = (ms: number) => {
  const digits = ((BigInt(ms) + 11_644_473_600_000n) * 10_000n).toString(16).padStart(16, "0").toUpperCase();
  return `Content-Type: multipart/mixed; boundary="----=_NextPart_000_0001_${digits.slice(0, 8)}.${digits.slice(8)}"`;
};

function read(lines: readonly string[], provenance: "host-api" | "supplied-file" = "host-api") {
  const view = viewMessage(utf8(`${lines.join("\r\n")}\r\n\r\n`));
  const hops = readTrace(view, provenance, []);
  const dkim = view.all("dkim-signature").map((field) => {
    const seconds = /\bt=(\d+)/.exec(field.body)?.[1];
    return { signedAt: seconds === undefined ? null : Number(seconds) * 1000 } as DkimResult;
  });
  const embeddedTimes = readEmbeddedTimes(view, hops, dkim);
  const timeLine = makeTimeLine({ hops, embeddedTimes });
  const day = parseDateTime(view.first("date")?.body ?? "");
  const evidence = { view, hops, embeddedTimes, timeLine, date: day } as unknown as FindingEvidence;
  return { hops, timeLine, findings: timeFindings(evidence) };
}

function contradicting(lines: readonly string[], provenance?: "supplied-file"): string[] {
  return read(lines, provenance)
    .timeLine.entries.filter((entry) => entry.contradicts)
    .map((entry) => entry.source);
}

function codes(lines: readonly string[]): string[] {
  return read(lines).findings.map(({ code }) => code);
}

describe("makeTimeLine: sides", () => {
  test("sender, provider, transit and receiver, oldest first, distances to the receiver's own clock", () => {
    const { reference, entries } = read([
      received(T),
      received(T - 2000, "from pc ([203.0.114.9])", "relay.test"),
      `DKIM-Signature: v=1; t=${(T - 5000) / 1000}`,
      date(T - 9000),
      trinity(T - 10_000),
    ]).timeLine;
    expect(reference).toBe(T);
    expect(
      entries.map(({ source, side, offsetMs, contradicts }) => [source, side, offsetMs, contradicts]),
    ).toEqual([
      ["gmx-trinity", "sender", -10_000, false],
      ["date", "sender", -9000, false],
      ["dkim-t", "provider", -5000, false],
      ["received", "transit", -2000, false],
      ["received", "receiver", 0, false],
    ]);
  });

  test("an identifier in a Received field is that server's clock", () => {
    const uuidTicks = ((BigInt(T) + 12_219_292_800_000n) * 10_000n).toString(16).padStart(15, "0");
    const uuid = `${uuidTicks.slice(7)}-${uuidTicks.slice(3, 7)}-1${uuidTicks.slice(0, 3)}-8abc-0123456789ab`;
    const line = `Received: from x ([198.51.100.1]) by mx.own.example (Halon) with ESMTPS id ${uuid}; ${at(T)}`;
    expect(read([line]).timeLine.entries.map(({ source, side }) => [source, side])).toEqual([
      ["uuid-v1", "receiver"],
      ["received", "receiver"],
    ]);
  });

  test("the reference: the receiver's clocks, else other servers', else what there is; the median of them", () => {
    expect(read([received(T + 9), received(T, "from x", "a.test"), date(T - DAY)]).timeLine.reference).toBe(
      T,
    );
    const servers = [
      received(T + DAY, "from x", "c.test"),
      received(T, "from x", "b.test"),
      received(T - 1000, "from x", "a.test"),
    ];
    expect(read([...servers, date(T - HOUR)], "supplied-file").timeLine.reference).toBe(T);
    expect(read([date(T)]).timeLine.reference).toBe(T);
    expect(read(["Subject: x"]).timeLine).toEqual({ reference: null, entries: [] });
  });
});

describe("makeTimeLine: what the order rules out", () => {
  test.each([
    ["a sender's clock minutes after the receipt", [received(T), date(T + 9 * MINUTE)], []],
    ["a sender's clock long after it", [received(T), date(T + 11 * MINUTE)], ["date"]],
    ["an identifier after it", [received(T), date(T), trinity(T + HOUR)], ["gmx-trinity"]],
    [
      "a server below the handover that received later",
      [received(T), received(T + 3 * MINUTE, "from x", "a.test")],
      ["received"],
    ],
    ["within servers' tolerance", [received(T), received(T + MINUTE, "from x", "a.test")], []],
    ["a queue of days", [received(T), received(T - 4 * DAY, "from x", "a.test"), date(T - 4 * DAY)], []],
    ["an identifier of years ago", [received(T), date(T), nextPart(T - 400 * DAY)], ["nextpart-filetime"]],
  ])("%s", (_, lines, expected) => {
    expect(contradicting(lines)).toEqual(expected);
  });

  test("a thread may have begun years ago: its root is no contradiction, a reply after the receipt is", () => {
    const guid = "00112233445566778899aabbccddeeff";
    const filetime = ((BigInt(T - 800 * DAY) + 11_644_473_600_000n) * 10_000n).toString(16).padStart(16, "0");
    const encode = (digits: string) =>
      btoa(String.fromCharCode(...(digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))));
    const root = `01${filetime.slice(0, 10)}${guid}`;
    expect(contradicting([received(T), date(T), `Thread-Index: ${encode(root)}`])).toEqual([]);
    // A step of 2^30 × 2^23 ticks lies decades ahead: after the receipt.
    expect(contradicting([received(T), date(T), `Thread-Index: ${encode(`${root}c000000000`)}`])).toEqual([
      "thread-index",
    ]);
  });

  test("a supplied file: compared with the newest claim", () => {
    expect(contradicting([received(T), date(T + HOUR)], "supplied-file")).toEqual(["date"]);
  });

  test("every entry keeps its basis, none is lost, and the order is by time", () => {
    const line = fc.constantFrom(
      received(T),
      received(T - DAY),
      date(T),
      date(T + DAY),
      trinity(T),
      nextPart(T),
      "Date: x",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const { entries, reference } = read(lines).timeLine;
        const times = entries.map((entry) => entry.time);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(reference === null).toBe(entries.length === 0);
        for (const entry of entries) expect(entry.basis.octets).toBeGreaterThan(0);
      }),
    );
  });

  test("the sender's 5,000 clocks do not drown it", () => {
    const times: EmbeddedTime[] = Array.from({ length: 5000 }, (_, i) => ({
      source: "received",
      time: T - i,
      detail: null,
      basis: { field: "Received", offset: i * 40, octets: 40 },
    }));
    expect(makeTimeLine({ hops: [], embeddedTimes: times }).entries).toHaveLength(5000);
  });
});

describe("findings", () => {
  test.each([
    ["an ordinary mail", [received(T), date(T - 5000), trinity(T - 5000)], []],
    ["Date more than an hour after receipt", [received(T), date(T + 2 * HOUR)], ["date-after-receipt"]],
    ["Date two days before", [received(T), date(T - 2 * DAY)], ["date-long-before-receipt"]],
    [
      "prepared three hours earlier",
      [received(T), date(T), nextPart(T - 3 * HOUR)],
      ["message-prepared-earlier"],
    ],
    ["an identifier of months ago", [received(T), date(T), trinity(T - 60 * DAY)], ["clock-disagrees"]],
    [
      "an identifier two hours after the Date, before the receipt",
      [received(T), date(T - 3 * HOUR), trinity(T - HOUR)],
      ["clock-disagrees"],
    ],
    ["an identifier after the receipt", [received(T), date(T), nextPart(T + DAY)], ["clock-after-receipt"]],
    [
      "whole hours off, the provider's clock fits",
      [received(T), date(T + 8 * HOUR), gmailBoundary(T - 500)],
      ["date-after-receipt", "date-zone-wrong"],
    ],
    ["whole hours off, no clock beside it", [received(T), date(T + 8 * HOUR)], ["date-after-receipt"]],
    [
      "digits that are no time",
      [received(T), date(T), "Message-ID: <0001ffffffff$ffffffff$0100a8c0@box>"],
      ["clock-impossible"],
    ],
    ["a Thread-Index that is none", [received(T), date(T), "Thread-Index: AAAA"], ["clock-impossible"]],
    [
      "the server's signature a week after the Date and the receipt",
      [received(T), `DKIM-Signature: v=1; t=${(T + 7 * DAY) / 1000}`, date(T)],
      ["clock-disagrees"],
    ],
    [
      "the server's signature fits the receipt, not the Date",
      [received(T), `DKIM-Signature: v=1; t=${T / 1000}`, date(T - 3 * DAY)],
      ["date-long-before-receipt"],
    ],
    ["no Date", [received(T)], ["date-missing"]],
    ["no readable Date", [received(T), "Date: {today}"], ["date-unreadable"]],
  ])("%s", (_, lines, expected) => {
    expect(codes(lines)).toEqual(expected);
  });

  test("zone of the Date beside the first server's", () => {
    const first = (zone: string) =>
      `Received: from pc ([203.0.114.9]) by relay.test; Tue, 03 Nov 2026 12:00:00 ${zone}`;
    const own = "Date: Tue, 03 Nov 2026 13:00:00 +0100";
    expect(codes([first("+0100"), own])).toEqual([]);
    expect(codes([first("+0000"), own])).toEqual([]);
    const [found] = read([first("+0300").replace("12:00", "15:00"), own]).findings;
    expect(found).toMatchObject({
      code: "date-zone-unlike-server",
      confidence: "low",
      details: { zone: "+0100", hopZone: "+0300" },
    });
    const google = first("-0800").replace("12:00", "04:00").replace("relay.test", "mail-ed1-f41.google.com");
    expect(codes([google, own])).toEqual([]);
  });

  test("one identifier in two fields is one finding with both places", () => {
    const ticks = ((BigInt(T + 9 * DAY) + 62_135_596_800_000n) * 10_000n)
      .toString(16)
      .padStart(16, "0")
      .slice(0, 12);
    const guid = `11111111-2222-3333-4444-${ticks}`;
    const [found, ...more] = read([
      received(T),
      date(T),
      `X-MS-Exchange-Organization-Network-Message-Id: ${guid}`,
      `X-MS-Exchange-CrossTenant-Network-Message-Id: ${guid}`,
    ]).findings;
    expect(more).toEqual([]);
    expect(found?.basis.map(({ field }) => field)).toEqual([
      "Date",
      "X-MS-Exchange-Organization-Network-Message-Id",
      "X-MS-Exchange-CrossTenant-Network-Message-Id",
    ]);
  });

  test("forms that are often forged weigh little", () => {
    const [often] = read([received(T), date(T), nextPart(T - 90 * DAY)]).findings;
    const [seldom] = read([received(T), date(T), trinity(T - 90 * DAY)]).findings;
    expect([often?.confidence, seldom?.confidence]).toEqual(["low", "medium"]);
  });
});

test.each([
  [0, "0 s"],
  [-400, "0 s"],
  [5000, "+5 s"],
  [-725_000, "-12 min 5 s"],
  [3 * DAY + 4 * HOUR + 5 * MINUTE, "+3 d 4 h"],
  [HOUR, "+1 h"],
  [-800 * DAY, "-800 d"],
])("span of %p ms: %s", (ms, text) => {
  expect(span(ms)).toBe(text);
});
