import * as fc from "fast-check";
import { analyseMessage } from "../../../src/core/analysis/analyse.ts";
import { pacificTime } from "../../../src/core/analysis/embedded-times/clocks.ts";
import { parseThreadIndex } from "../../../src/core/analysis/embedded-times/thread-index.ts";
import { utf8 } from "../../../src/core/base/bytes.ts";

const T = Date.UTC(2026, 10, 3, 12, 34, 56, 789);

async function times(header: string): Promise<Record<string, number>> {
  const analysis = await analyseMessage(utf8(`${header}\r\n\r\n`), {
    provenance: "supplied-file",
    capture: "as-served",
  });
  return Object.fromEntries(analysis.embeddedTimes.map(({ source, time }) => [source, time]));
}

function hex(value: bigint | number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

function filetime(ms: number): string {
  return hex((BigInt(ms) + 11_644_473_600_000n) * 10_000n, 16);
}

function base62(value: number): string {
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  let text = "";
  for (let rest = value; text.length < 6; rest = Math.floor(rest / 62)) text = digits[rest % 62] + text;
  return text;
}

function boundary(text: string): string {
  return `Content-Type: multipart/alternative; boundary="${text}"`;
}

/** [source, header with that clock, coarseness in ms]: each made by the encoder, not by our decoder. */
function carriers(ms: number): (readonly [string, string, number])[] {
  const ticks = hex((BigInt(ms) + 62_135_596_800_000n) * 10_000n, 16).slice(0, 12);
  const micros = hex(BigInt(ms) * 1000n, 14);
  const uuidTicks = hex((BigInt(ms) + 12_219_292_800_000n) * 10_000n, 15);
  const uuid = `${uuidTicks.slice(7)}-${uuidTicks.slice(3, 7)}-1${uuidTicks.slice(0, 3)}-8abc-0123456789ab`;
  const seconds = Math.floor(ms / 1000);
  return [
    [
      "eop-network-message-id",
      `X-MS-Exchange-Organization-Network-Message-Id: 11111111-2222-3333-4444-${ticks}`,
      7,
    ],
    ["eop-correlation-id", `X-MS-Office365-Filtering-Correlation-Id: 11111111-2222-3333-4444-${ticks}`, 7],
    [
      "eop-correlation-id-previous",
      `X-MS-Office365-Filtering-Correlation-Id-Prvs: 11111111-2222-3333-4444-${ticks}`,
      7,
    ],
    ["gmail-boundary", boundary(`000000000000${micros.slice(8)}${micros.slice(0, 8)}ab`), 1],
    ["gmail-x-received-id", `X-Received: by 2002:a05:1:2:: with SMTP id x-1.12.${ms}; ignored`, 1],
    ["yahoo-message-id", `Message-ID: <123.456.${ms}@mail.yahoo.com>`, 1],
    ["gmx-trinity", `Message-ID: <trinity-01234567-89ab-4def-8123-456789abcdef-${ms}@3c-app-gmx>`, 1],
    [
      "ses-message-id",
      `Message-ID: <0100${hex(ms, 12)}-01234567-89ab-4def-8123-456789abcdef-000000@email.amazonses.com>`,
      1,
    ],
    ["exim-id", `Message-ID: <E${base62(seconds)}-0003Yj-Gz@host.test>`, 1000],
    ["python-make-msgid", `Message-ID: <${Math.floor(ms / 10)}.4242.12345678901234567890@host.test>`, 10],
    ["thunderbird-message-id", `Message-ID: <${hex(seconds, 8).toUpperCase()}.7090203@host.test>`, 1000],
    [
      "outlook-express-message-id",
      `Message-ID: <0004${filetime(ms).slice(0, 8)}$${filetime(ms).slice(8)}$0100a8c0@box>`,
      1,
    ],
    ["uuid-v1", `Message-ID: <${uuid}@host.test>`, 1],
    ["javamail-part", boundary(`----=_Part_12_-34.${ms}`), 1],
    [
      "nextpart-filetime",
      boundary(`----=_NextPart_000_0001_${filetime(ms).slice(0, 8)}.${filetime(ms).slice(8)}`),
      1,
    ],
    ["dkim-t", `DKIM-Signature: v=1; t=${seconds}`, 1000],
    ["arc-t", `ARC-Seal: i=1; t=${seconds}`, 1000],
    ["date", `Date: ${new Date(ms).toUTCString()}`, 1000],
    ["received", `Received: by a.test; ${new Date(ms).toUTCString()}`, 1000],
  ];
}

test.each(carriers(T))("FORENSICS section 3: %s", async (source, header, coarse) => {
  const found = await times(header);
  expect(Object.keys(found)).toEqual([source]);
  expect(Math.abs((found[source] as number) - T)).toBeLessThanOrEqual(coarse);
});

test("every clock reads back any time at which mail was sent", async () => {
  const property = fc.asyncProperty(
    fc.integer({ min: Date.UTC(2002, 0, 1), max: Date.UTC(2035, 0, 1) }),
    async (ms) => {
      for (const [source, header, coarse] of carriers(ms)) {
        expect(Math.abs(((await times(header))[source] ?? 0) - ms)).toBeLessThanOrEqual(coarse);
      }
    },
  );
  await fc.assert(property, { numRuns: 50 });
});

test("digits that give no possible time give none", async () => {
  const headers = [
    "Message-ID: <1.2.0000000000001@mail.yahoo.com>",
    boundary("0000000000000000000000000000"),
    "Date: never",
  ];
  for (const header of headers) expect(await times(header)).toEqual({});
});

describe("gmail-smtp-id: US Pacific local time", () => {
  test.each([
    ["winter", [2026, 1, 15, 12, 0, 0], Date.UTC(2026, 0, 15, 20)],
    ["summer", [2026, 7, 15, 12, 0, 0], Date.UTC(2026, 6, 15, 19)],
    ["before 2 o'clock on 8 March 2026", [2026, 3, 8, 1, 59, 59], Date.UTC(2026, 2, 8, 9, 59, 59)],
    ["after it", [2026, 3, 8, 3, 0, 0], Date.UTC(2026, 2, 8, 10)],
    ["after 1 November 2026", [2026, 11, 1, 2, 0, 0], Date.UTC(2026, 10, 1, 10)],
    ["before 2007: first Sunday in April", [2006, 4, 1, 12, 0, 0], Date.UTC(2006, 3, 1, 20)],
    ["before 2007: until the last Sunday in October", [2006, 10, 29, 1, 0, 0], Date.UTC(2006, 9, 29, 8)],
  ] as const)("%s", (_, parts, expected) => {
    expect(pacificTime(...(parts as unknown as [number, number, number, number, number, number]))).toBe(
      expected,
    );
  });

  test("only smtp.gmail.com writes it", async () => {
    const id = "a1sm1.40.2026.01.15.12.00.00";
    const received = (by: string) => `Received: from x ([192.0.2.1]) by ${by} with ESMTPSA id ${id}`;
    expect(await times(received("smtp.gmail.com"))).toEqual({ "gmail-smtp-id": Date.UTC(2026, 0, 15, 20) });
    expect(await times(received("mx.evil.test"))).toEqual({});
  });
});

describe("Thread-Index (MS-OXOMSG, section 2.2.1.3)", () => {
  const guid = "00112233445566778899aabbccddeeff";
  const encode = (digits: string) =>
    btoa(String.fromCharCode(...(digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))));

  test("modern: a reserved octet, then five of FILETIME", () => {
    const thread = parseThreadIndex(encode(`01${filetime(T).slice(0, 10)}${guid}`));
    expect(thread?.guid).toBe(guid);
    // Five octets hold FILETIME in units of 1.68 s.
    expect(T - (thread?.startedAt ?? 0)).toBeGreaterThanOrEqual(0);
    expect(T - (thread?.startedAt ?? 0)).toBeLessThan(1678);
  });
  test("older: the six upper octets of FILETIME; children of five octets", () => {
    const thread = parseThreadIndex(encode(`${filetime(T).slice(0, 12)}${guid}${"00".repeat(10)}`));
    expect(thread?.children).toBe(2);
    expect(T - (thread?.startedAt ?? 0)).toBeLessThanOrEqual(7);
  });
  test.each(["", "AAAA", encode(`02${"00".repeat(21)}`), "!"])("refused: %p", (text) => {
    expect(parseThreadIndex(text)).toBeNull();
  });
});
