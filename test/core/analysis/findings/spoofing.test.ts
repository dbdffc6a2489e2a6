import * as fc from "fast-check";
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import type { Analysis, Finding } from "../../../../src/core/analysis/types.ts";
import { de as deWords, en as enWords, fr as frWords, nl as nlWords } from "../spoofing/words.ts";
import { SPOOFING_CODES, type SpoofingCode } from "../../../../src/core/analysis/words/spoofing-codes.ts";
import { fillIn } from "../../../../src/core/analysis/words/words.ts";
import { concatOctets, utf8 } from "../../../../src/core/base/bytes.ts";

const ORGANISATION = {
  networks: { egress: [], vpn: [], domains: ["kompas.nl"] },
  logRetention: {},
};

const PLAIN = [
  "From: Anna Example <anna@sender.example>",
  "To: hr@kompas.nl",
  "Date: Tue, 3 Nov 2026 12:34:56 +0000",
  "Message-ID: <1@sender.example>",
  "MIME-Version: 1.0",
  "Subject: Hello",
];

/** The plain header, with lines that replace the ones of their name and others added. */
async function spoofing(lines: readonly string[], without: readonly string[] = []): Promise<Finding[]> {
  const replaced = [...lines.map((line) => line.split(":")[0]), ...without];
  const header = [...PLAIN.filter((line) => !replaced.includes(line.split(":")[0])), ...lines];
  return findingsOf(utf8(`${header.join("\r\n")}\r\n\r\nHello\r\n`));
}

async function findingsOf(message: Uint8Array): Promise<Finding[]> {
  const analysis: Analysis = await analyseMessage(message, {
    provenance: "supplied-file",
    capture: "as-served",
    organisation: ORGANISATION,
  });
  return analysis.findings.filter(({ code }) => (SPOOFING_CODES as readonly string[]).includes(code));
}

interface Case {
  readonly title: string;
  readonly lines: readonly string[];
  readonly without?: readonly string[];
  readonly details?: Readonly<Record<string, string>>;
}

const CASES: Readonly<Partial<Record<SpoofingCode, readonly Case[]>>> = {
  "from-missing": [{ title: "RFC 5322, 3.6", lines: [], without: ["From"] }],
  "from-multiple": [{ title: "RFC 5322, 3.6", lines: ["From: a@sender.example", "From: b@sender.example"] }],
  "message-id-missing": [{ title: "no field", lines: [], without: ["Message-ID"] }],
  "message-id-by-receiver": [
    { title: "Gmail", lines: ["Message-ID: <65039048.a70a0220.ab2d4.7440@mx.google.com>"] },
    {
      title: "Exchange Online Protection",
      lines: ["Message-ID: <5b0c4d5e@AM6EUR05FT012.eop-eur05.prod.protection.outlook.com>"],
    },
  ],
  "message-id-form-differs": [
    {
      title: "a boundary of another program",
      lines: [
        "Message-ID: <AM6PR01MB0123456789ABCDEF0123456789A@AM6PR01MB0123.eurprd01.prod.outlook.com>",
        'Content-Type: multipart/mixed; boundary="===============1234567890=="',
      ],
    },
  ],
  "message-id-domain-differs": [
    {
      title: "another domain",
      lines: ["Message-ID: <1@host.test>"],
      details: { idDomain: "host.test", fromDomain: "sender.example" },
    },
  ],
  "display-name-has-address": [
    ...[
      ["an address", '"ceo@kompas.nl" <x@sender.example>'],
      ["RFC 2047", "=?utf-8?B?Y2VvQGtvbXBhcy5ubA==?= <x@sender.example>"],
      ["full-width sign", '"ceo\uff20kompas.nl" <x@sender.example>'],
      ["name at domain", "ceo at kompas.nl <x@sender.example>"],
      ["(at) and (dot)", '"ceo(at)kompas(dot)nl" <x@sender.example>'],
      ["[at]", '"ceo [at] kompas.nl" <x@sender.example>'],
      ["invisible characters inside", '"ceo\u200b@kompas.nl" <x@sender.example>'],
    ].map(([title, from]) => ({
      title: title as string,
      lines: [`From: ${from}`],
      details: { shown: "ceo@kompas.nl", from: "x@sender.example" },
    })),
  ],
  "display-name-names-organisation": [
    {
      title: "its first word",
      lines: ["From: Kompas HR <x@sender.example>"],
      details: { domain: "kompas.nl" },
    },
    { title: "its domain", lines: ["From: www.kompas.nl team <x@sender.example>"] },
  ],
  "reply-to-differs": [
    { title: "another address", lines: ["Reply-To: y@other.example"], details: { other: "y@other.example" } },
  ],
  "sender-differs": [{ title: "another address", lines: ["Sender: y@other.example"] }],
  "return-path-differs": [{ title: "another domain", lines: ["Return-Path: <y@other.test>"] }],
  "from-several-mailboxes": [
    {
      title: "RFC 5322, 3.6.2",
      lines: ["From: a@sender.example, B <b@other.example>"],
      details: { other: "b@other.example", count: "2" },
    },
  ],
  "from-second-address": [
    {
      title: "in a comment",
      lines: ["From: a@sender.example (ceo@kompas.nl)"],
      details: { other: "ceo@kompas.nl" },
    },
    { title: "in other brackets", lines: ["From: A <a@sender.example> <ceo@kompas.nl>"] },
  ],
  "text-invisible-characters": [
    {
      title: "RFC 2047, in the subject",
      lines: ["Subject: =?utf-8?Q?Pay=E2=80=8Bment?="],
      details: { characters: "U+200B" },
    },
    {
      title: "control characters decoded",
      lines: ["Subject: =?utf-8?Q?a=07b?="],
      details: { characters: "U+0007" },
    },
  ],
  "text-direction-turned": [{ title: "UAX #9", lines: ["From: =?utf-8?Q?a=E2=80=AEb?= <x@sender.example>"] }],
  "domain-look-alike-letters": [
    { title: "the organisation's", lines: ["From: a@kornpas.nl"], details: { similarTo: "kompas.nl" } },
    {
      title: "the sender's, in Reply-To",
      lines: ["From: a@firmenich-works.com", "Reply-To: a@firrnenich-works.com"],
      details: { similarTo: "firmenich-works.com" },
    },
  ],
  "domain-look-alike-subdomain": [{ title: "kompas.nl first", lines: ["From: a@kompas.nl.evil.com"] }],
  "domain-look-alike-one-edit": [{ title: "one letter", lines: ["From: a@kompaz.nl"] }],
  "domain-look-alike-suffix": [{ title: "another ending", lines: ["From: a@kompas.eu"] }],
  "domain-look-alike-added-word": [{ title: "a word", lines: ["From: a@kompas-hr.nl"] }],
  "domain-mixed-scripts": [{ title: "UTS #39, 5.2", lines: ["From: a@sh\u043ep-now.com"] }],
  "domain-international": [
    { title: "RFC 3492", lines: ["From: a@xn--mnchen-3ya.com"], details: { domain: "münchen.com" } },
  ],
  "field-repeated": [
    {
      title: "RFC 5322, 3.6",
      lines: ["Subject: a", "Subject: b", "Subject: c"],
      details: { name: "Subject", count: "3" },
    },
  ],
  "mime-version-missing": [
    { title: "RFC 2045, 4", lines: ["Content-Type: text/plain"], without: ["MIME-Version"] },
  ],
  "recipient-missing": [
    { title: "undisclosed", lines: ["To: undisclosed-recipients:;"] },
    { title: "no field", lines: [], without: ["To"] },
  ],
  "message-resent": [
    { title: "RFC 5322, 3.6.6", lines: ["Resent-From: b@other.example"], details: { by: "b@other.example" } },
  ],
  "header-octets-raw": [{ title: "RFC 6532", lines: ["Subject: grüße"], details: { names: "Subject" } }],
  "header-octet-nul": [{ title: "RFC 5322, 4", lines: ["Subject: a\0b"] }],
  "header-line-long": [{ title: "RFC 5322, 2.1.1", lines: [`X-Long: ${"x".repeat(999)}`] }],
  "header-malformed": [{ title: "a line that is no field", lines: ["no field here"] }],
};

const LISTED = Object.entries(CASES).flatMap(([code, cases]) =>
  cases.map((one) => ({ code: code as SpoofingCode, ...one })),
);

test("an ordinary mail has none of them", async () => {
  expect(await spoofing([])).toEqual([]);
});

test.each(LISTED)("$code: $title", async ({ code, lines, without, details }) => {
  const found = (await spoofing(lines, without)).find((one) => one.code === code);
  expect(found).toBeDefined();
  expect(found?.details).toMatchObject(details ?? {});
});

test("every code has a case", () => {
  expect(Object.keys(CASES).sort()).toEqual([...SPOOFING_CODES].sort());
});

test.each([
  ["en", enWords],
  ["nl", nlWords],
  ["de", deWords],
  ["fr", frWords],
])("the words of each case are whole in %s", async (_, words) => {
  for (const { code, lines, without } of LISTED) {
    const details = (await spoofing(lines, without)).find((one) => one.code === code)?.details ?? {};
    expect(fillIn(`${words[code].reporter} ${words[code].investigator}`, details)).not.toMatch(/[{}]/);
  }
});

describe("what is no finding", () => {
  test.each([
    ["display-name-has-address", ["From: Support at sender.example <x@sender.example>"]],
    ["display-name-has-address", ['From: "x@sender.example" <X@sender.example>']],
    ["display-name-names-organisation", ["From: Kompas HR <hr@mail.kompas.nl>"]],
    ["text-invisible-characters", ["Subject: =?utf-8?B?8J+RqOKAjfCfkanigI3wn5Gn?="]],
    ["message-id-by-receiver", ["Message-ID: <CAF=1@mail.gmail.com>"]],
    [
      "message-id-form-differs",
      [
        "Message-ID: <AM6PR01MB0123456789ABCDEF0123456789A@AM6PR01MB0123.eurprd01.prod.outlook.com>",
        'Content-Type: multipart/mixed; boundary="_000_AM6PR01MB0123456789ABCDEF0123456789AAM6PR01MB0123_"',
      ],
    ],
    ["header-line-long", [`X-Long: ${"x".repeat(900)}\r\n ${"x".repeat(900)}`]],
    ["from-second-address", ["From: a@sender.example (Anna)"]],
  ])("%s: %j", async (code, lines) => {
    expect((await spoofing(lines)).map((one) => one.code)).not.toContain(code);
  });
});

test("the basis is exactly the field", async () => {
  const message = utf8(`${[...PLAIN, "Reply-To: y@other.example"].join("\r\n")}\r\n\r\n`);
  const found = (await findingsOf(message)).find(({ code }) => code === "reply-to-differs");
  const text = found?.basis.map(({ offset, octets }) =>
    new TextDecoder().decode(message.subarray(offset, offset + octets)),
  );
  expect(text).toEqual(["From: Anna Example <anna@sender.example>\r\n", "Reply-To: y@other.example\r\n"]);
});

test("any octets in the fields that are read give findings with whole texts", async () => {
  const name = fc.constantFrom("From", "Sender", "Reply-To", "To", "Subject", "Message-ID", "Return-Path");
  const field = fc.tuple(name, fc.oneof(fc.string(), fc.string({ unit: "binary" })));
  await fc.assert(
    fc.asyncProperty(fc.array(field, { maxLength: 8 }), fc.uint8Array(), async (fields, tail) => {
      const header = fields.map(([key, value]) => `${key}: ${value}\r\n`).join("");
      for (const { details } of await findingsOf(concatOctets([utf8(header), tail])))
        expect(Object.values(details).every((value) => typeof value === "string")).toBe(true);
    }),
  );
});
