import * as fc from "fast-check";
import { analyseMessage } from "../../../src/core/analysis/analyse.ts";
import { FINDING_CODES } from "../../../src/core/analysis/words/finding-code.ts";
import { findingWords } from "../../../src/core/analysis/words/en/index.ts";
import { fillIn } from "../../../src/core/analysis/words/words.ts";
import type { Analysis, AnalyseOptions } from "../../../src/core/analysis/types.ts";
import { LOG_SYSTEMS } from "../../../src/core/analysis/log-plan/systems.ts";
import { canonicalJson } from "../../../src/core/base/canonical-json.ts";
import { utf8 } from "../../../src/core/base/bytes.ts";

const SUPPLIED: AnalyseOptions = { provenance: "supplied-file", capture: "as-served" };

const GMAIL = [
  "Return-Path: <anna.example@gmail.com>",
  "Received: from mail-ej1-f41.google.com (mail-ej1-f41.google.com [192.0.2.41])",
  " by mx.own.example with ESMTPS id 4F1; Tue, 3 Nov 2026 12:35:02 +0000",
  "Received: by mail-ej1-f41.google.com with SMTP id a640c23a62f3a-b4712345678so123456b.1",
  " for <hr@own.example>; Tue, 03 Nov 2026 04:35:01 -0800 (PST)",
  "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=gmail.com; s=20251104; t=1793709300;",
  " h=to:subject:message-id:date:from; bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=; b=AAAA",
  "From: =?utf-8?Q?Anna_V=C3=A9ritas?= <anna.example@gmail.com>",
  "Reply-To: answers@evil.test",
  "Date: Tue, 3 Nov 2026 12:34:56 +0000",
  "Message-ID: <CAF0123456789abcdefABCDEF0123456789=-_x@mail.gmail.com>",
  "Subject: =?utf-8?Q?U_weet_wie_ik_ben=E2=80=A6?=",
  "",
  "Hi.\r\n\r\nWe lost the game. Are you hungry yet?\r\n\r\nJoe.\r\n",
].join("\r\n");

function analyse(message: string, options = SUPPLIED): Promise<Analysis> {
  return analyseMessage(utf8(message), options);
}

describe("the contract of DESIGN section 6", () => {
  test("a mail from Gmail", async () => {
    const analysis = await analyse(GMAIL, { ...SUPPLIED, file: "a.eml" });
    expect(analysis).toMatchObject({
      file: "a.eml",
      octets: utf8(GMAIL).length,
      fieldCount: 9,
      from: { address: "anna.example@gmail.com", name: "Anna Véritas" },
      date: Date.UTC(2026, 10, 3, 12, 34, 56),
      messageId: "<CAF0123456789abcdefABCDEF0123456789=-_x@mail.gmail.com>",
      subject: "U weet wie ik ben…",
      arc: { instances: 0, messageSignatures: [] },
      provider: { id: "gmail", account: "anna.example@gmail.com", confidence: "medium" },
      statements: { provenance: "supplied-file", capture: "as-served", authentication: "body-fits" },
    });
    expect(analysis.hops.map((hop) => [hop.by, hop.trusted, hop.delayMs])).toEqual([
      ["mx.own.example", null, 1000],
      ["mail-ej1-f41.google.com", null, null],
    ]);
    expect(analysis.dkim).toMatchObject([
      {
        domain: "gmail.com",
        selector: "20251104",
        algorithm: "rsa-sha256",
        bodyHash: "match",
        signature: "unchecked",
        aligned: true,
        signedAt: 1793709300000,
        expiresAt: null,
      },
    ]);
    expect(analysis.originatingIps).toMatchObject([
      { ip: "192.0.2.41", claimedBy: "Received by mx.own.example", trusted: null },
    ]);
  });

  test("what is not there is null or []", async () => {
    const { sha256, ...rest } = await analyse("");
    expect(sha256).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(rest).toEqual({
      file: null,
      octets: 0,
      fieldCount: 0,
      from: null,
      replyTo: [],
      returnPath: null,
      date: null,
      messageId: null,
      subject: null,
      hops: [],
      dkim: [],
      trace: { lastTrusted: null, handoverIp: null, earliestOrigin: null, durationMs: null },
      otherSignatures: [],
      arc: { instances: 0, messageSignatures: [], seals: [], validation: "none", defects: [] },
      authentication: [],
      originatingIps: [],
      ownNetwork: [],
      embeddedTimes: [],
      timeLine: { reference: null, entries: [] },
      provider: null,
      accounts: [],
      client: {
        claimed: null,
        looksLike: null,
        languages: [],
        charsets: [],
        zoneMinutes: null,
        fingerprint: null,
        contradictions: [],
        basis: [],
      },
      microsoft: null,
      filters: [],
      body: {
        language: null,
        characters: 0,
        truncated: false,
        urls: [],
        mailAddresses: [],
        phones: [],
        wallets: [],
        quotes: [],
        hidden: [],
        remote: [],
        forms: [],
      },
      attachments: [],
      statements: {
        provenance: "supplied-file",
        capture: "as-served",
        authentication: "none",
        reasons: ["supplied-file-nothing-trusted", "no-dkim-signature"],
      },
      correlationKeys: [],
      findings: expect.any(Array) as unknown,
      logPlan: [],
    });
  });

  test("header only: body hashes are computed, text and attachments not told", async () => {
    const options = { provenance: "supplied-file", capture: "as-served" } as const;
    const whole = await analyseMessage(utf8(GMAIL), options);
    const header = await analyseMessage(utf8(GMAIL), { ...options, headerOnly: true });
    expect(whole.body).not.toBeNull();
    expect([header.body, header.attachments]).toEqual([null, []]);
    expect(header.dkim).toEqual(whole.dkim);
  });

  test("every basis points at the field it names", async () => {
    const octets = utf8(GMAIL);
    const analysis = await analyse(GMAIL);
    const bases = [
      ...analysis.findings.flatMap((finding) => finding.basis),
      ...analysis.embeddedTimes.map((time) => time.basis),
      ...analysis.hops.map((hop) => hop.basis),
    ];
    expect(bases.length).toBeGreaterThan(5);
    for (const { field, offset, octets: length } of bases) {
      const text = new TextDecoder().decode(octets.subarray(offset, offset + length));
      expect(text.startsWith(`${field}:`)).toBe(true);
      expect(text.endsWith("\r\n")).toBe(true);
    }
  });
});

describe("findings", () => {
  async function codes(message: string): Promise<string[]> {
    return (await analyse(`${message}\r\n\r\nx`)).findings.map((finding) => finding.code);
  }
  /** To is there because its absence is a finding of its own. */
  const to = "To: me@me.test\r\n";
  const from = `${to}From: a@a.test\r\nMessage-ID: <1@a.test>\r\n`;
  const date = "Date: Tue, 3 Nov 2026 12:00:00 +0000";
  const received = (time: string) => `Received: from x by y.test; ${time} +0000\r\n`;

  test.each([
    ["from-missing", `${to}Message-ID: <1@a.test>\r\n${date}`],
    ["from-multiple", `${from}From: b@b.test\r\n${date}`],
    ["message-id-missing", `${to}From: a@a.test\r\n${date}`],
    [
      "message-id-by-receiver",
      `${to}From: a@a.test\r\nMessage-ID: <x@AM7EUR06FT021.eop-eur06.prod.protection.outlook.com>\r\n${date}`,
    ],
    [
      "display-name-has-address",
      `${to}From: "ceo@bank.test" <a@a.test>\r\nMessage-ID: <1@a.test>\r\n${date}`,
    ],
    ["reply-to-differs", `${from}Reply-To: b@a.test\r\n${date}`],
    ["sender-differs", `${from}Sender: c@c.test\r\n${date}`],
    ["return-path-differs", `${from}Return-Path: <c@c.test>\r\n${date}`],
    ["date-missing", from.trim()],
    ["date-unreadable", `${from}Date: now`],
    ["date-after-receipt", `${received("3 Nov 2026 10:00:00")}${from}${date}`],
    ["date-long-before-receipt", `${received("5 Nov 2026 10:00:00")}${from}${date}`],
    [
      "hop-delay-negative",
      `${received("3 Nov 2026 12:00:00")}${received("3 Nov 2026 12:10:00")}${from}${date}`,
    ],
    ["hop-delay-long", `${received("3 Nov 2026 14:00:00")}${received("3 Nov 2026 12:10:00")}${from}${date}`],
    ["hop-date-unreadable", `Received: from x by y; soon\r\n${from}${date}`],
    [
      "clock-disagrees",
      `${to}From: a@a.test\r\nMessage-ID: <trinity-01234567-89ab-4def-8123-456789abcdef-1693709300000@a.test>\r\n${date}`,
    ],
    ["authentication-failed", `Authentication-Results: spf=fail smtp.mailfrom=a.test\r\n${from}${date}`],
    ["arc-numbering-broken", `ARC-Seal: i=1; cv=none\r\nARC-Seal: i=1; cv=none\r\n${from}${date}`],
  ])("%s", async (code, message) => {
    expect(await codes(message)).toEqual([code]);
  });

  test("an ordinary message gives none", async () => {
    expect(
      await codes(
        `Return-Path: <a@mail.a.test>\r\n${received("3 Nov 2026 12:00:05")}${from}Reply-To: A <A@a.test>\r\n${date}`,
      ),
    ).toEqual([]);
  });

  test("the header that stops early", async () => {
    const { findings } = await analyse(`${from}${date}\r\nno field\r\n\r\n`);
    expect(findings).toMatchObject([{ code: "header-malformed", basis: [{ field: "body" }] }]);
  });

  test("every sentence gets all its values", async () => {
    const { findings } = await analyse(
      `${received("5 Nov 2026 10:00:00")}From: "x@y.test" <a@a.test>\r\nReply-To: b@b.test\r\n${date}\r\n\r\n`,
    );
    for (const { code, details } of findings)
      expect(fillIn(findingWords[code].investigator, details)).not.toMatch(/[{}]|^[a-z-]+$/);
    expect(FINDING_CODES.every((code) => /^[a-z0-9-]+$/.test(code))).toBe(true);
  });
});

test("no more than 50 findings of one code: the sender could ask for thousands", async () => {
  const { findings } = await analyse(
    `${"Received: from x by y; soon\r\n".repeat(200)}From: a@a.test\r\n\r\n`,
  );
  expect(findings.filter(({ code }) => code === "hop-date-unreadable")).toHaveLength(50);
});

describe("providers", () => {
  async function provider(message: string) {
    const found = (await analyse(`${message}\r\n\r\n`)).provider;
    return found === null ? null : [found.id, found.account];
  }
  const sign = (domain: string, selector = "s") =>
    `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=${selector}; h=from; bh=AA==; b=AA==\r\n`;

  test("Yahoo names the account in X-Sonic-MF", async () => {
    expect(
      await provider(`${sign("yahoo.com")}X-Sonic-MF: <Real@yahoo.com>\r\nFrom: alias@yahoo.com`),
    ).toEqual(["yahoo", "real@yahoo.com"]);
  });
  test("Outlook.com, and a business tenant on the same servers", async () => {
    const mapi =
      "Received: from A.prod.outlook.com ([fe80::1]) by A.prod.outlook.com ([fe80::1%9]) with mapi id 15.20; 3 Nov 2026 12:00:00 +0000\r\n";
    expect(await provider(`${mapi}x-tmn: [abc]\r\nFrom: a@hotmail.com`)).toEqual([
      "outlook.com",
      "a@hotmail.com",
    ]);
    expect(await provider(`${mapi}From: a@company.test`)).toEqual(["microsoft-365", null]);
  });
  test("Proton, also with a domain of one's own", async () => {
    expect(
      await provider(
        `${sign("proton.me", "protonmail")}Feedback-ID: 12345678:user:proton\r\nFrom: a@proton.me`,
      ),
    ).toEqual(["proton", "a@proton.me"]);
    expect(await provider(`${sign("own.test", "protonmail2")}From: a@own.test`)).toEqual(["proton", null]);
  });
  test("a From alone is no sign: anyone can write it", async () => {
    expect(await provider("From: a@gmail.com\r\nMessage-ID: <1@gmail.com>")).toBeNull();
  });
  test("only a valid signature makes it certain", async () => {
    expect((await analyse(GMAIL)).provider?.confidence).toBe("medium");
  });
});

describe("correlation keys", () => {
  test("account, addresses, identifiers; a provider's shared relay is none", async () => {
    const { correlationKeys } = await analyse(`Feedback-ID: 1:2:3\r\nX-Mailer: Foo 1.0\r\n${GMAIL}`);
    expect(correlationKeys).toEqual([
      { kind: "account", value: "anna.example@gmail.com" },
      { kind: "from", value: "anna.example@gmail.com" },
      { kind: "display-name", value: "Anna Véritas" },
      { kind: "reply-to", value: "answers@evil.test" },
      { kind: "return-path", value: "anna.example@gmail.com" },
      { kind: "feedback-id", value: "1:2:3" },
      { kind: "client", value: "Foo 1.0" },
    ]);
  });
  test("a client's own address, as the first server recorded it", async () => {
    const { correlationKeys } = await analyse(
      "Received: from box (h.test [8.8.4.4]) by mx.a.test; 3 Nov 2026 12:00:00 +0000\r\nFrom: a@a.test\r\n\r\n",
    );
    expect(correlationKeys).toContainEqual({ kind: "origin-ip", value: "8.8.4.4" });
  });
});

describe("log plan", () => {
  test("delivery and writing windows, with what to look for", async () => {
    const { logPlan } = await analyse(GMAIL);
    expect(new Set(logPlan.map((item) => item.system))).toEqual(
      new Set(LOG_SYSTEMS.filter((system) => !system.startsWith("google-"))),
    );
    const [trace, proxy] = ["message-trace", "proxy"].map((system) =>
      logPlan.find((item) => item.system === system),
    );
    expect(trace?.lookFor).toContain("anna.example@gmail.com");
    expect([trace?.from, trace?.to]).toEqual([
      Date.UTC(2026, 10, 3, 11, 35, 1),
      Date.UTC(2026, 10, 3, 13, 35, 2),
    ]);
    expect(proxy).toMatchObject({
      from: Date.UTC(2026, 10, 3, 12, 4, 56),
      lookFor: expect.arrayContaining(["mail.google.com"]) as unknown,
    });
  });
  test("no time, no plan", async () => {
    expect((await analyse("From: a@gmail.com\r\n\r\n")).logPlan).toEqual([]);
  });
});

describe("hostile input", () => {
  const names = fc.constantFrom(
    "From",
    "Received",
    "DKIM-Signature",
    "ARC-Seal",
    "ARC-Message-Signature",
    "Authentication-Results",
    "Received-SPF",
    "Date",
    "Message-ID",
    "Subject",
    "Reply-To",
    "Return-Path",
    "Content-Type",
    "Thread-Index",
    "X-Received",
    "X-Originating-IP",
    "Feedback-ID",
    "X-MS-Office365-Filtering-Correlation-Id",
    "X-Forefront-Antispam-Report",
  );
  const parts = fc.constantFrom(
    "a@b.test",
    "<",
    ">",
    "(",
    ")",
    ";",
    "=",
    '"',
    "\\",
    "b=",
    "bh=",
    "l=9",
    "t=999999999999",
    "i=1",
    "[192.0.2.1]",
    "boundary=",
    "from x by y",
    "=?utf-8?Q?a?=",
    "1 Jan 2026 00:00:00 +0000",
    "9999-12-31 23:59:59",
    "\u0000",
    "\u00ff",
    "__proto__",
  );
  const body = fc
    .array(fc.oneof(parts, fc.string({ maxLength: 10 })), { maxLength: 12 })
    .map((list) => list.join(" "));
  const field = fc.tuple(names, body).map(([name, text]) => `${name}: ${text}\r\n`);

  test("never rejects, and the result has canonical JSON (it is sealed with the message)", async () => {
    const message = fc
      .tuple(fc.array(field, { maxLength: 12 }), fc.string())
      .map(([fields, text]) => `${fields.join("")}\r\n${text}`);
    const keys: AnalyseOptions["keys"] = async () => ({ record: "v=DKIM1; p=MAMCAQA=", source: "x", at: 0 });
    const property = fc.asyncProperty(
      message,
      fc.constantFrom("host-api" as const, "supplied-file" as const),
      async (text, provenance) => {
        const analysis = await analyse(text.toWellFormed(), { provenance, capture: "regenerated", keys });
        expect(canonicalJson(analysis).length).toBeGreaterThan(100);
      },
    );
    await fc.assert(property, { numRuns: 500 });
  });

  test("never rejects on octets without any form", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 500 }),
        async (octets) => void (await analyseMessage(octets, SUPPLIED)),
      ),
    );
  });

  test.each([
    [
      "20,000 Received fields",
      "Received: from a (b [192.0.2.1]) by c; 1 Jan 2026 00:00:00 +0000\r\n".repeat(20_000),
    ],
    [
      "5,000 signatures with an l= each",
      Array.from(
        { length: 5000 },
        (_, i) => `DKIM-Signature: v=1; a=rsa-sha256; d=a.test; s=s; h=from; l=${i}; bh=AA==; b=AA==\r\n`,
      ).join(""),
    ],
    ["20,000 results", "Authentication-Results: x; spf=fail\r\n".repeat(20_000)],
    [
      "20,000 addresses that claim",
      Array.from({ length: 20_000 }, (_, i) => `X-Originating-IP: 10.0.${i >> 8}.${i & 255}\r\n`).join(""),
    ],
    ["one field of 5 MB", `Received: ${"(".repeat(5_000_000)}\r\n`],
    ["a name of 5 MB", `From: ${'"a" '.repeat(1_250_000)}<a@b.test>\r\n`],
  ])("stays linear: %s (quadratic time would outlast the test's limit)", async (_, header) => {
    const analysis = await analyse(`${header}From: a@b.test\r\n\r\n${"x\r\n".repeat(10_000)}`);
    expect(analysis.fieldCount).toBeGreaterThan(0);
  });
});
