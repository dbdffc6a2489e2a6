import * as fc from "fast-check";
import { readEmbeddedTimes } from "../../../../src/core/analysis/embedded-times/embedded-times.ts";
import { viewMessage } from "../../../../src/core/analysis/message-view.ts";
import { clientAddresses, originatingIps } from "../../../../src/core/analysis/network/origin.ts";
import { readTrace } from "../../../../src/core/analysis/trace/trace.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

const DATE = "; Tue, 1 Jul 2025 10:00:00 +0000";

function candidates(lines: readonly string[], provenance: "host-api" | "supplied-file" = "host-api") {
  const view = viewMessage(utf8(`${lines.join("\r\n")}\r\n\r\n`));
  const hops = readTrace(view, provenance, []);
  return originatingIps(view, hops, {}, readEmbeddedTimes(view, hops, []));
}

describe("FORENSICS 2.3: every field that notes an address", () => {
  test.each([
    ["X-Originating-IP: [198.51.100.7]", "198.51.100.7"],
    ["X-Originating-IP: 2001:db8::7", "2001:db8::7"],
    ["X-Sender-IP: 198.51.100.7", "198.51.100.7"],
    ["X-Source-IP: 198.51.100.7", "198.51.100.7"],
    ["X-Source-Sender: (BOX) [198.51.100.7]:53897", "198.51.100.7"],
    ["X-MS-Exchange-CrossPremises-OriginalClientIPAddress: 198.51.100.7", "198.51.100.7"],
    ["X-MS-Exchange-SkipListedInternetSender: ip=[198.51.100.7];From=<a@b.test>", "198.51.100.7"],
    ["X-MS-Exchange-ExternalOriginalInternetSender: ip=[198.51.100.7];domain=b.test", "198.51.100.7"],
    [
      "X-Forefront-Antispam-Report: CIP:198.51.100.7;CTRY:NL;LANG:en;SCL:1;H:b.test;PTR:h.b.test;",
      "198.51.100.7",
    ],
    ["X-Forefront-Antispam-Report-Untrusted: CIP:198.51.100.7;CTRY:NL;", "198.51.100.7"],
    [
      "Received-SPF: Pass (x: domain of a@b.test) receiver=x; client-ip=198.51.100.7; helo=h;",
      "198.51.100.7",
    ],
    ["Authentication-Results: mx.test; spf=pass smtp.remote-ip=198.51.100.7; dkim=none", "198.51.100.7"],
    ["Authentication-Results: spf=pass (sender IP is 198.51.100.7) smtp.mailfrom=b.test", "198.51.100.7"],
    ["Authentication-Results-Original: spf=fail (sender IP is 198.51.100.7)", "198.51.100.7"],
    ["ARC-Authentication-Results: i=1; mx.test; iprev=pass policy.iprev=198.51.100.7", "198.51.100.7"],
  ])("%s", (line, ip) => {
    const name = line.slice(0, line.indexOf(":"));
    expect(candidates([line])).toMatchObject([{ ip, claimedBy: name, basis: { field: name, offset: 0 } }]);
  });

  test.each([
    "X-EIP: [bJ7cJqXz0kqGfP8z+3yUNg==]",
    "X-EIP: 198.51.100.7",
    "X-Originating-IP: [x.x.x.x]",
    "X-Forefront-Antispam-Report: CTRY:;H:CIP:198.51.100.7.test;",
    "Received-SPF: none",
    "Authentication-Results: spf=none (sender IP is )",
  ])("no candidate: %s", (line) => {
    expect(candidates([line])).toEqual([]);
  });
});

test("the looked-up name comes with the address: from PTR, or from a hop that noted the same address", () => {
  const found = candidates([
    `Received: from x (5ed409dc.cable.example.nl [94.212.9.220]) by relay.test with ESMTPSA${DATE}`,
    "X-Originating-IP: [94.212.9.220]",
    "X-Forefront-Antispam-Report: CIP:198.51.100.7;PTR:mail.b.test;",
  ]);
  expect(found.map(({ ip, rdns, hints }) => [ip, rdns, hints])).toEqual([
    ["94.212.9.220", "5ed409dc.cable.example.nl", ["hex-rdns", "dynamic-rdns"]],
    ["198.51.100.7", "mail.b.test", []],
    ["94.212.9.220", "5ed409dc.cable.example.nl", ["hex-rdns", "dynamic-rdns"]],
  ]);
});

test("handover, the hop at which a client signed in, and the oldest", () => {
  const found = candidates([
    `Received: from relay.test (relay.test [198.51.100.9]) by mx.own.example with ESMTPS${DATE}`,
    `Received: from box (c.test [198.51.100.20]) by relay.test with ESMTPSA${DATE}`,
    `Received: from inner (unknown [192.168.1.5]) by box with ESMTP${DATE}`,
    `Received: from web (w.test [198.51.100.30]) by inner with ESMTP${DATE}`,
  ]);
  expect(found.map(({ ip, trusted }) => [ip, trusted])).toEqual([
    ["198.51.100.9", true],
    ["198.51.100.20", false],
    ["198.51.100.30", false],
  ]);
});

describe("trust", () => {
  const hop = `Received: from b.test (198.51.100.7) by A.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1.1${DATE}`;
  const onPremises = `Received: from b.test (198.51.100.7) by mx.own.example${DATE}`;
  const report = "X-Forefront-Antispam-Report: CIP:198.51.100.7;";
  const untrusted = "X-Forefront-Antispam-Report-Untrusted: CIP:198.51.100.7;";
  const trustOf = (lines: readonly string[], provenance?: "supplied-file") =>
    candidates(lines, provenance).find(({ claimedBy }) => claimedBy.startsWith("X-"))?.trusted;

  test.each([
    ["above the handover", ["X-Sender-IP: 198.51.100.8", hop], true],
    ["below it", [hop, "X-Sender-IP: 198.51.100.8"], false],
    ["Exchange Online's own report below it: senders cannot write that field", [hop, report], true],
    ["the sender's, renamed by Exchange Online", [hop, untrusted], false],
    ["the same field at a server that does not protect it", [onPremises, report], false],
  ])("%s", (_, lines, expected) => {
    expect(trustOf(lines)).toBe(expected);
  });
  test("a supplied file: null", () => {
    expect(trustOf([hop, report], "supplied-file")).toBeNull();
  });
});

test("Outlook Express: the third group of its Message-ID is its address, reversed", () => {
  const id = "<000401c6e1f2$3c4d5e60$0a01a8c0@box>";
  expect(candidates([`Message-ID: ${id}`])).toMatchObject([
    { ip: "192.168.1.10", claimedBy: "Message-ID", trusted: null, kind: "private" },
  ]);
  const hop = `Received: from b.test (198.51.100.7) by mx.own.example${DATE}`;
  const found = candidates([hop, `Message-ID: ${id}`]).find(({ claimedBy }) => claimedBy === "Message-ID");
  expect(found?.trusted).toBe(false);
});

test("an address that one field names as a provider's relay is no client's, unless the sender could have named it so", () => {
  const base = { ip: "203.0.113.9", kind: "public", rdns: null, network: null } as const;
  const basis = { field: "x", offset: 0, octets: 1 };
  const seen = { ...base, basis, claimedBy: "Received by mx.own.example", trusted: true, hints: [] };
  const relay = { ...base, basis, claimedBy: "X-Forefront-Antispam-Report", hints: ["provider-relay"] };
  expect(clientAddresses([seen], [], null)).toEqual(["203.0.113.9"]);
  expect(clientAddresses([seen, { ...relay, trusted: true }], [], null)).toEqual([]);
  expect(clientAddresses([seen, { ...relay, trusted: null }], [], null)).toEqual([]);
  expect(clientAddresses([seen, { ...relay, trusted: false }], [], null)).toEqual(["203.0.113.9"]);
});

test("each address and claimant once; bounded", () => {
  expect(candidates(["X-Originating-IP: 198.51.100.7", "X-Originating-IP: [198.51.100.7]"])).toHaveLength(1);
  const many = Array.from({ length: 5000 }, (_, i) => `X-Client-IP: 10.1.${i >> 8}.${i & 255}`);
  expect(candidates(many).length).toBeLessThanOrEqual(100);
});

test("never throws, whatever the fields hold", () => {
  const name = fc.constantFrom(
    "X-Originating-IP",
    "X-Forefront-Antispam-Report",
    "Received-SPF",
    "Authentication-Results",
    "Received",
  );
  const body = fc.string({ unit: fc.constantFrom(..."CIP:;PTR 0123456789.[]=client-ip()") });
  fc.assert(
    fc.property(fc.array(fc.tuple(name, body)), (fields) => {
      for (const { ip, basis } of candidates(fields.map(([one, text]) => `${one}: ${text}`))) {
        expect(ip).not.toBe("");
        expect(basis.octets).toBeGreaterThan(0);
      }
    }),
  );
});
