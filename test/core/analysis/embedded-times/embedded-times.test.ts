import * as fc from "fast-check";
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import { pacificTime } from "../../../../src/core/analysis/embedded-times/clocks.ts";
import { parseThreadIndex } from "../../../../src/core/analysis/embedded-times/thread-index.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

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
  /** A reply's five octets: 31 bits of the time since the one before, in 2^18 ticks, or in 2^23 with the top bit. */
  const child = (ms: number) => {
    const ticks = BigInt(ms) * 10_000n;
    const coarse = ticks >> 18n > 0x7fff_ffffn;
    const delta = coarse ? (ticks >> 23n) | 0x8000_0000n : ticks >> 18n;
    return `${hex(delta, 8)}00`;
  };
  const HOUR = 3_600_000;

  test("older: replies count from the header, each from the one before", () => {
    const header = `${filetime(T).slice(0, 12)}${guid}`;
    const gaps = [2 * HOUR, 40 * 24 * HOUR, 900 * 24 * HOUR];
    const thread = parseThreadIndex(encode(header + gaps.map(child).join("")));
    let expected = T;
    for (const [i, gap] of gaps.entries()) {
      expected += gap;
      // Steps of 2^18 ticks are 26 ms, of 2^23 ticks 0.84 s.
      expect(Math.abs((thread?.repliedAt[i] ?? 0) - expected)).toBeLessThan(2000);
    }
    expect(thread?.children).toBe(3);
  });

  test("modern: the first reply counts from the six octets as they stand, modulo 2^54", () => {
    const octets = `01${filetime(T).slice(0, 10)}`;
    const header = BigInt(`0x${octets}`) << 16n;
    const ticks = (BigInt(T + 5 * HOUR) + 11_644_473_600_000n) * 10_000n;
    const delta = BigInt.asUintN(54, ticks - header) >> 23n;
    const first = `${hex(delta | 0x8000_0000n, 8)}00`;
    const thread = parseThreadIndex(encode(octets + guid + first + child(HOUR)));
    expect(Math.abs((thread?.repliedAt[0] ?? 0) - (T + 5 * HOUR))).toBeLessThan(2000);
    expect(Math.abs((thread?.repliedAt[1] ?? 0) - (T + 6 * HOUR))).toBeLessThan(3000);
  });

  test("a reply by a clock that is two hours behind wraps around the 54 bits", () => {
    const back = hex(0xffff_ffff - Math.floor((2 * HOUR * 10_000) / 2 ** 23), 8);
    const thread = parseThreadIndex(encode(`${filetime(T).slice(0, 12)}${guid}${child(5 * HOUR)}${back}00`));
    expect(Math.abs((thread?.repliedAt[1] ?? 0) - (T + 3 * HOUR))).toBeLessThan(3000);
  });

  test("replies are times of their own, told apart from the root", async () => {
    const header = `${filetime(T).slice(0, 12)}${guid}${child(HOUR)}`;
    const { embeddedTimes } = await analyseMessage(utf8(`Thread-Index: ${encode(header)}\r\n\r\n`), {
      provenance: "supplied-file",
      capture: "as-served",
    });
    expect(embeddedTimes.map(({ source, detail }) => [source, detail])).toEqual([
      ["thread-index", "root"],
      ["thread-index", "reply:1"],
    ]);
  });

  test("never throws, and every reply is within half of 57 years of the root", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 60 }), (random) => {
        const octets = Uint8Array.from([1, 1, ...random]);
        const thread = parseThreadIndex(btoa(String.fromCharCode(...octets)));
        for (const time of thread?.repliedAt ?? [])
          if (time !== null && (thread?.startedAt ?? null) !== null)
            expect(Math.abs(time - (thread?.startedAt ?? 0))).toBeLessThan(28.6 * 366 * 24 * HOUR);
      }),
    );
  });

  test.each(["", "AAAA", encode(`02${"00".repeat(21)}`), "!"])("refused: %p", (text) => {
    expect(parseThreadIndex(text)).toBeNull();
  });
});

describe("detail", () => {
  async function details(header: string): Promise<(string | null)[]> {
    const options = { provenance: "supplied-file", capture: "as-served" } as const;
    return (await analyseMessage(utf8(`${header}\r\n\r\n`), options)).embeddedTimes.map(
      ({ detail }) => detail,
    );
  }
  const uuid = (node: string) => {
    const ticks = hex((BigInt(T) + 12_219_292_800_000n) * 10_000n, 15);
    return `${ticks.slice(7)}-${ticks.slice(3, 7)}-1${ticks.slice(0, 3)}-8abc-${node}`;
  };

  test("RFC 9562, section 6.10: the node of a UUID, unless its multicast bit says that it is random", async () => {
    expect(await details(`Message-ID: <${uuid("0023456789AB")}@host.test>`)).toEqual(["node:0023456789ab"]);
    expect(await details(`Message-ID: <${uuid("0123456789ab")}@host.test>`)).toEqual([null]);
  });
  test("Outlook Express: its address, reversed", async () => {
    const id = `Message-ID: <0004${filetime(T).slice(0, 8)}$${filetime(T).slice(8)}$0100a8c0@box>`;
    expect(await details(id)).toEqual(["address:192.168.0.1"]);
  });
});

test("boundaries of nested parts, with the part's own field as basis", async () => {
  const micros = (ms: number) => hex(BigInt(ms) * 1000n, 14);
  const name = (ms: number) => `000000000000${micros(ms).slice(8)}${micros(ms).slice(0, 8)}ab`;
  const message = [
    `Content-Type: multipart/mixed; boundary="${name(T)}"`,
    "",
    `--${name(T)}`,
    `Content-Type: multipart/alternative; boundary="${name(T + 5000)}"`,
    "",
    `--${name(T + 5000)}`,
    "",
    "x",
    `--${name(T + 5000)}--`,
    `--${name(T)}--`,
    "",
  ].join("\r\n");
  const { embeddedTimes } = await analyseMessage(utf8(message), {
    provenance: "supplied-file",
    capture: "as-served",
  });
  expect(embeddedTimes.map(({ source, time }) => [source, time])).toEqual([
    ["gmail-boundary", T],
    ["gmail-boundary", T + 5000],
  ]);
  const { offset, octets } = embeddedTimes[1]?.basis ?? { offset: 0, octets: 0 };
  expect(message.slice(offset, offset + octets)).toMatch(
    /^Content-Type: multipart\/alternative; [^\n]+\r\n$/,
  );
});

test("a thousand nested parts: bounded", async () => {
  const nested = Array.from(
    { length: 2000 },
    (_, i) => `--b\r\nContent-Type: multipart/mixed; boundary="----=_Part_1_2.${T + i}"\r\n\r\n`,
  );
  const message = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${nested.join("")}--b--\r\n`;
  const { embeddedTimes } = await analyseMessage(utf8(message), {
    provenance: "supplied-file",
    capture: "as-served",
  });
  expect(embeddedTimes.length).toBeLessThanOrEqual(500);
});
