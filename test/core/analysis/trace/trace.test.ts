import * as fc from "fast-check";
import { readTrace } from "../../../../src/core/analysis/trace/trace.ts";
import { viewMessage } from "../../../../src/core/analysis/message-view.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

function trace(
  lines: readonly string[],
  provenance: "host-api" | "supplied-file" = "host-api",
  ownHosts: string[] = [],
) {
  const message = lines.map((line) => `Received: ${line}\r\n`).join("");
  return readTrace(viewMessage(utf8(`${message}\r\n`)), provenance, ownHosts);
}

function trusted(lines: readonly string[], ownHosts: string[] = []) {
  return trace(lines, "host-api", ownHosts).map((hop) => hop.trusted);
}

describe("delays", () => {
  const at = (time: string, by: string) => `from x.test by ${by}; Tue, 1 Jul 2003 ${time} +0000`;

  test("index 0 is the newest; the delay counts from the next older hop", () => {
    const hops = trace([at("10:00:07", "c.test"), at("10:00:05", "b.test"), at("09:59:00", "a.test")]);
    expect(hops.map((hop) => [hop.index, hop.by, hop.delayMs])).toEqual([
      [0, "c.test", 2000],
      [1, "b.test", 65_000],
      [2, "a.test", null],
    ]);
  });

  test("negative delays stay: clocks disagree", () => {
    const [hop] = trace([at("10:00:00", "b.test"), at("10:05:00", "a.test")]);
    expect(hop?.delayMs).toBe(-300_000);
    expect(hop?.flags).toContain("delay-negative");
  });

  test("flags: over an hour, missing and invalid date, internal address, HELO literal", () => {
    const hops = trace([
      at("12:00:01", "b.test"),
      at("11:00:00", "a.test"),
      "from x by y.test",
      "from [10.0.0.1] (x [10.0.0.2]) by z.test; soon",
    ]);
    expect(hops.map((hop) => hop.flags.filter((flag) => flag !== "gap" && flag !== "handover"))).toEqual([
      ["delay-over-1h"],
      [],
      ["date-missing"],
      ["date-invalid", "internal-address", "helo-literal"],
    ]);
  });
});

describe("trust boundary", () => {
  const date = "; Tue, 1 Jul 2003 10:00:00 +0000";

  test("supplied file: null everywhere", () => {
    expect(
      trace([`from a.test (192.0.2.1) by b.test${date}`], "supplied-file").map((hop) => hop.trusted),
    ).toEqual([null]);
  });

  test("the recipient's own hops down to the handover", () => {
    const lines = [
      `from gw.own.example (gw.own.example [192.0.2.9]) by store.own.example${date}`,
      `from bad.test (bad.test [198.51.100.1]) by gw.own.example${date}`,
      `from inner.own.example (10.0.0.1) by gw.own.example${date}`,
    ];
    expect(trusted(lines)).toEqual([true, true, false]);
    expect(trace(lines)[1]?.flags).toContain("handover");
  });

  test("a HELO with the recipient's name does not carry the boundary down", () => {
    const lines = [
      `from mx.own.example (unknown [198.51.100.1]) by mx.own.example${date}`,
      `from bank.test (bank.test [192.0.2.80]) by mx.own.example${date}`,
    ];
    expect(trusted(lines)).toEqual([true, false]);
  });

  test("Microsoft's servers under several names; another's address ends it although it says HELO outlook.com", () => {
    const lines = [
      `from A.prod.outlook.com (2603:10b6:510::9) by B.prod.outlook.com${date}`,
      `from C.prod.outlook.com (2603:10b6:303::16) by D.outlook.office365.com${date}`,
      `from E.prod.outlook.com (198.51.100.1) by C.mail.protection.outlook.com${date}`,
      `from F.prod.outlook.com (2603:10b6:303::17) by E.prod.outlook.com${date}`,
    ];
    expect(trusted(lines)).toEqual([true, true, true, false]);
  });

  test("Microsoft's addresses are no inside for another mail system", () => {
    const lines = [
      `from A.prod.outlook.com (2603:10b6:510::9) by mx.own.example${date}`,
      `from x.test (192.0.2.1) by mx.own.example${date}`,
    ];
    expect(trusted(lines)).toEqual([true, false]);
  });

  test("a name that the server could not confirm does not carry the boundary down", () => {
    const lines = [
      `from x (mx.own.example [198.51.100.1] (may be forged)) by mx.own.example${date}`,
      `from bank.test (bank.test [192.0.2.80]) by mx.own.example${date}`,
    ];
    expect(trusted(lines)).toEqual([true, false]);
  });

  test("a mail program of the inside network signs in: what it typed below stays untrusted", () => {
    const lines = [
      `from mx2.own.example (mx2.own.example [10.0.0.7]) by mx.own.example with ESMTPSA${date}`,
      `from bank.test (bank.test [192.0.2.80]) by mx2.own.example${date}`,
    ];
    expect(trusted(lines)).toEqual([true, false]);
  });

  test("a script on the server itself: what it typed below stays untrusted", () => {
    const lines = [
      `by mx.own.example (Postfix, from userid 33) id 4F1${date}`,
      `from bank.test (bank.test [192.0.2.80]) by mx.own.example${date}`,
    ];
    expect(trusted(lines)).toEqual([true, false]);
  });

  test("content filter: by localhost, from the same machine", () => {
    const lines = [
      `from localhost (localhost [127.0.0.1]) by mx.own.example (Postfix) with ESMTP${date}`,
      `from mx.own.example ([127.0.0.1]) by localhost (mx.own.example [127.0.0.1]) (amavis, port 10024)${date}`,
      `from bad.test (bad.test [198.51.100.1]) by mx.own.example (Postfix) with ESMTP${date}`,
      `from inner.own.example (localhost [127.0.0.1]) by mx.own.example${date}`,
    ];
    expect(trusted(lines)).toEqual([true, true, true, false]);
  });

  test("qmail's own steps have no name", () => {
    const lines = [
      `(qmail 4242 invoked from network)${date}`,
      `from unknown (HELO mx.own.example) (198.51.100.1) by mx.own.example with SMTP${date}`,
      `from bank.test (bank.test [192.0.2.80]) by mx.own.example with SMTP${date}`,
    ];
    expect(trusted(lines)).toEqual([true, true, false]);
  });

  test("an address that cannot be read counts as outside, whatever the HELO says", () => {
    const lines = [
      `from mx.own.example (x.y) by mx.own.example with ESMTP${date}`,
      `from bank.test (bank.test [192.0.2.80]) by mx.own.example${date}`,
    ];
    expect(trusted(lines)).toEqual([true, false]);
  });
});

describe("trust boundary of real set-ups", () => {
  const date = "; Tue, 1 Jul 2003 10:00:00 +0000";
  const mailboxServer = `from A.eurprd01.prod.outlook.com (2603:10a6:10::9) by B.eurprd01.prod.outlook.com with HTTPS${date}`;
  const frontDoor = (from: string) =>
    `from ${from} by AM7EUR06FT021.mail.protection.outlook.com (10.233.255.1) with Microsoft SMTP Server id 15.20.1.1 via Frontend Transport${date}`;

  test("Exchange Online: the organisation's own domains extend it, they do not replace it", () => {
    const lines = [
      mailboxServer,
      frontDoor("bad.test (198.51.100.1)"),
      `from x.test (192.0.2.1) by mx.own.example${date}`,
    ];
    for (const ownHosts of [[], ["own.example"], ["own.example", "outlook.com"]])
      expect(trusted(lines, ownHosts)).toEqual([true, true, false]);
  });

  test("Exchange Online: another customer's mail comes from an egress server", () => {
    for (const from of [
      "EUR05-VI1-obe.outbound.protection.outlook.com (2a01:111:f403:c207::3)",
      "EUR05-VI1-obe.outbound.protection.outlook.com (40.107.22.1)",
    ]) {
      const lines = [
        mailboxServer,
        frontDoor(from),
        `from C.eurprd02.prod.outlook.com (2603:10a6:20::9) by D.eurprd02.prod.outlook.com with mapi${date}`,
      ];
      expect(trusted(lines)).toEqual([true, true, false]);
    }
  });

  test("Exchange Online: a machine rented at Azure that says HELO outlook.com is outside", () => {
    const lines = [
      mailboxServer,
      frontDoor("E.prod.outlook.com (2603:1020:5:1::7)"),
      `from bank.test (192.0.2.80) by E.prod.outlook.com${date}`,
    ];
    expect(trusted(lines)).toEqual([true, true, false]);
  });

  test("Google Workspace", () => {
    const lines = [
      `by 2002:a05:7022:1::1 with SMTP id a1csp1${date}`,
      `from bad.test (bad.test. [198.51.100.1]) by mx.google.com with ESMTPS id b1.2${date}`,
      `by mx.google.com with SMTP id c1${date}`,
    ];
    for (const ownHosts of [[], ["own.example"]])
      expect(trusted(lines, ownHosts)).toEqual([true, true, false]);
  });

  const gateway = [
    `from EX1.own.example (10.0.0.5) by EX2.own.example (10.0.0.6) with Microsoft SMTP Server id 15.1.1.1${date}`,
    `from mx07-00aa.pphosted.com (185.132.180.1) by EX1.own.example (10.0.0.5) with Microsoft SMTP Server id 15.1.1.1${date}`,
    `from bad.test (bad.test [198.51.100.1]) by mx07-00aa.pphosted.com (PPS) with ESMTPS id 4x${date}`,
    `from bank.test (bank.test [192.0.2.80]) by mx07-00aa.pphosted.com${date}`,
  ];

  test("on premises behind a gateway: unconfigured, the gateway could be the sender's", () => {
    expect(trusted(gateway)).toEqual([true, true, false, false]);
    // Exchange notes only the HELO, which anyone can say: the name alone is not enough.
    expect(trusted(gateway, ["pphosted.com"])).toEqual([true, true, false, false]);
  });

  test("on premises behind a gateway: configured by name and range, trust reaches through it and no further", () => {
    const ownHosts = ["mx07-00aa.pphosted.com", "185.132.180.0/22"];
    expect(trusted(gateway, ownHosts)).toEqual([true, true, true, false]);
  });

  test("a gateway by name, where the own server looked the name up", () => {
    const lines = [
      `from eu-smtp-1.mimecast.com (eu-smtp-1.mimecast.com [192.0.2.30]) by mx.own.example (Postfix) with ESMTPS${date}`,
      `from bad.test (bad.test [198.51.100.1]) by relay.mimecast.com with ESMTP${date}`,
      `from bank.test (bank.test [192.0.2.80]) by relay.mimecast.com${date}`,
    ];
    expect(trusted(lines)).toEqual([true, false, false]);
    expect(trusted(lines, ["mimecast.com"])).toEqual([true, true, false]);
  });

  test("hybrid: Exchange Online in front of the own server, by configuration", () => {
    const lines = [
      `from EUR05-VI1-obe.outbound.protection.outlook.com (40.107.22.1) by EX1.own.example (10.0.0.5) with Microsoft SMTP Server id 15.1.1.1${date}`,
      frontDoor("bad.test (198.51.100.1)"),
      `from bank.test (192.0.2.80) by C.prod.outlook.com${date}`,
    ];
    expect(trusted(lines)).toEqual([true, false, false]);
    expect(trusted(lines, ["outlook.com", "40.107.0.0/16"])).toEqual([true, true, false]);
  });

  test("forwarded from a mailbox elsewhere: trust ends at the forwarder", () => {
    const lines = [
      `from store.own.example (store.own.example [10.0.0.7]) by imap.own.example with LMTP${date}`,
      `from mout.elsewhere.test (mout.elsewhere.test [192.0.2.50]) by store.own.example with ESMTPS${date}`,
      `from mx.own.example (mx.own.example [10.0.0.8]) by mx.elsewhere.test with ESMTPS${date}`,
    ];
    expect(trusted(lines, ["own.example"])).toEqual([true, true, false]);
  });

  test("Received lines with the organisation's names, typed by the sender, stay untrusted and are marked", () => {
    const lines = [
      `from bad.test (bad.test [198.51.100.1]) by mx.own.example with ESMTPS${date}`,
      `from pc1.own.example (pc1.own.example [10.0.0.9]) by mx.own.example with ESMTP${date}`,
      `from localhost (localhost [127.0.0.1]) by pc1.own.example with ESMTP${date}`,
    ];
    expect(trusted(lines, ["own.example"])).toEqual([true, false, false]);
    expect(trace(lines).map((hop) => hop.doubts)).toEqual([[], ["claims-own-server"], ["claims-own-server"]]);
  });

  test("never more hops than there are, and at least the topmost, whatever was typed", () => {
    const part = fc.constantFrom(
      "from mx.own.example (mx.own.example [10.0.0.1])",
      "from x ([198.51.100.1])",
      "from localhost (localhost [127.0.0.1])",
      "by mx.own.example",
      "by localhost",
      "(qmail 1 invoked by uid 3)",
      "with ESMTPA",
      "with mapi",
    );
    const lines = fc.array(
      fc.array(part, { maxLength: 5 }).map((parts) => parts.join(" ")),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(lines, (typed) => {
        const flags = trusted(typed);
        expect(flags[0]).toBe(true);
        // Once lost, trust never comes back.
        expect(flags.lastIndexOf(true)).toBe(flags.filter(Boolean).length - 1);
      }),
    );
  });
});

describe("forged-looking: what the named server never writes", () => {
  const top = "from a.test (a.test [192.0.2.9]) by mx.own.example; Tue, 1 Jul 2025 10:00:00 +0000";
  const doubts = (line: string) => trace([top, line])[1]?.doubts;
  const at = "; Tue, 1 Jul 2025 09:59:00 +0000";

  test.each([
    ["a provider's bare name", `from x by gmail${at}`, "claims-provider"],
    ["a provider's mail domain", `from x by outlook.com${at}`, "claims-provider"],
    ["a date before mail", "from x by y.test; Tue, 1 Jul 1975 09:59:00 +0000", "date-impossible"],
    ["a date two days after receipt", "from x by y.test; Thu, 3 Jul 2025 10:00:01 +0000", "date-impossible"],
    ["documentation addresses", `from x ([192.0.2.77]) by y.test${at}`, "reserved-address"],
    ["multicast", `from x ([224.0.0.5]) by y.test${at}`, "reserved-address"],
    [
      "Google's front without its time",
      `from x by mx.google.com with ESMTPS id abc123${at}`,
      "id-unlike-server",
    ],
    [
      "Google's id of another time",
      `from x by smtp.gmail.com with ESMTPSA id a1.2.2025.06.01.02.59.00${at}`,
      "id-unlike-server",
    ],
    [
      "Microsoft's id in another form",
      `from x by A.prod.outlook.com with Microsoft SMTP Server id 4F1${at}`,
      "id-unlike-server",
    ],
    [
      "Postfix with Exim's id",
      `from x by y.test (Postfix) with ESMTP id 1snV42-000GH8-1i${at}`,
      "id-unlike-server",
    ],
    [
      "Google with a word of others",
      `from x by mx.google.com with Microsoft SMTP Server${at}`,
      "protocol-unlike-server",
    ],
    [
      "Microsoft with a word of others",
      `from x by A.prod.outlook.com with ESMTPS${at}`,
      "protocol-unlike-server",
    ],
  ])("%s", (_, line, doubt) => {
    expect(doubts(line)).toEqual([doubt]);
    expect(trace([top, line])[1]?.flags).toContain("forged-looking");
  });

  test.each([
    ["Gmail", `from pc ([203.0.114.5]) by smtp.gmail.com with ESMTPSA id a1-2sm3.4.2025.07.01.02.59.00${at}`],
    ["Gmail over the web", `by 2002:a05:7022:1::1 with HTTP${at}`],
    ["Google's API", `from 123456789012 named unknown by gmailapi.google.com with HTTPREST${at}`],
    [
      "Exchange Online",
      `from A.prod.outlook.com ([fe80::1%9]) by A.prod.outlook.com ([fe80::1%9]) with mapi id 15.20.1.2${at}`,
    ],
    ["Postfix", `from x (unknown [203.0.114.5]) by y.test (Postfix) with ESMTPS id 4F1A2B3C4D${at}`],
    ["Postfix, long id", `from x by y.test (Postfix) with ESMTPS id 4chyts40bcz41bx${at}`],
    ["no address known", `from x (unknown [0.0.0.0]) by y.test${at}`],
    ["a private network", `from x ([10.1.2.3]) by y.test${at}`],
  ])("not doubted: %s", (_, line) => {
    expect(doubts(line)).toEqual([]);
  });
});
