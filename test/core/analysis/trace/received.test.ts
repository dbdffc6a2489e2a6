import * as fc from "fast-check";
import { parseReceived } from "../../../../src/core/analysis/trace/received.ts";

function from(clause: string): (string | null)[] {
  const { helo, rdns, ip } = parseReceived(
    `${clause} by mx.example.net; Fri, 21 Nov 1997 09:55:06 -0600`,
  ).from;
  return [helo, rdns, ip];
}

describe("from clause: HELO, looked-up name, address", () => {
  test.each([
    [
      "RFC 5321 4.4",
      "from example.com (host.example.com [192.0.2.1])",
      ["example.com", "host.example.com", "192.0.2.1"],
    ],
    ["RFC 5322 A.4, no address", "from x.y.test", ["x.y.test", null, null]],
    ["Postfix, unknown name", "from [10.1.2.3] (unknown [192.0.2.1])", ["[10.1.2.3]", null, "192.0.2.1"]],
    [
      "Sendmail",
      "from x (IDENT:joe@h.example.org [192.0.2.1] (may be forged))",
      ["x", "h.example.org", "192.0.2.1"],
    ],
    [
      "Exim",
      "from h.example.org ([192.0.2.1]:4242 helo=[10.0.0.5])",
      ["[10.0.0.5]", "h.example.org", "192.0.2.1"],
    ],
    ["Exim, no name", "from [192.0.2.1] (helo=box ident=joe)", ["box", null, "192.0.2.1"]],
    ["qmail", "from unknown (HELO box) (joe@192.0.2.1)", ["box", null, "192.0.2.1"]],
    [
      "qmail with name",
      "from h.example.org (HELO 198.51.100.7) (192.0.2.1)",
      ["198.51.100.7", "h.example.org", "192.0.2.1"],
    ],
    ["Yahoo", "from 192.0.2.1  (EHLO mail.example.org) (192.0.2.1)", ["mail.example.org", null, "192.0.2.1"]],
    [
      "Microsoft",
      "from A.PROD.OUTLOOK.COM (2603:10b6:510:1b3::9)",
      ["A.PROD.OUTLOOK.COM", null, "2603:10b6:510:1b3::9"],
    ],
    ["Microsoft, link-local with zone", "from A.example ([fe80::1%9])", ["A.example", null, "fe80::1"]],
    ["IPv6 tag", "from x (h.example.org [IPv6:2001:db8::25])", ["x", "h.example.org", "2001:db8::25"]],
    ["IPv6 tag with question mark", "from x (?IPv6:2001:DB8:0:0::25)", ["x", null, "2001:db8::25"]],
    [
      "Google",
      "from [192.168.1.9] (h.example.org. [192.0.2.1])",
      ["[192.168.1.9]", "h.example.org", "192.0.2.1"],
    ],
    ["bare literal", "from [192.0.2.1]", ["[192.0.2.1]", null, "192.0.2.1"]],
    ["bare address is a HELO, not an address", "from 192.0.2.1", ["192.0.2.1", null, null]],
    ["address in the HELO only", "from x (HELO 198.51.100.7)", ["198.51.100.7", null, null]],
    ["Gmail API", "from 123456789012 named unknown", ["123456789012", null, null]],
    ["remark without an address", "from x (Postfix.example)", ["x", null, null]],
    ["address without parentheses", "from h.example.org [192.0.2.1]", ["h.example.org", null, "192.0.2.1"]],
    [
      "qmail, HELO literal",
      "from unknown (HELO ?192.0.2.9?) (joe@h.example.org@192.0.2.1)",
      ["?192.0.2.9?", null, "192.0.2.1"],
    ],
    [
      "Exim, address with port",
      "from h.example.org ([192.0.2.1]:4242)",
      ["h.example.org", null, "192.0.2.1"],
    ],
    [
      "Exim, literal with port and ident",
      "from [192.0.2.1] (port=4242 helo=[10.0.0.5] ident=joe)",
      ["[10.0.0.5]", null, "192.0.2.1"],
    ],
    ["Postfix, IPv6", "from x (unknown [IPv6:2001:db8::25%eth0])", ["x", null, "2001:db8::25"]],
    ["Sendmail, IPv6 tag without brackets", "from x (IPv6:2001:db8::25)", ["x", null, "2001:db8::25"]],
    [
      "Apple",
      "from Smart.local (st-hosted.me.com [17.57.155.16])",
      ["Smart.local", "st-hosted.me.com", "17.57.155.16"],
    ],
    ["Yahoo over the web", "from [192.0.2.1]", ["[192.0.2.1]", null, "192.0.2.1"]],
    ["Microsoft, machine itself", "from A.example (::1)", ["A.example", null, "::1"]],
    ["amavis", "from mx.example.org ([127.0.0.1])", ["mx.example.org", null, "127.0.0.1"]],
    ["quoted HELO", 'from "my box" (h.example.org [192.0.2.1])', ["my box", "h.example.org", "192.0.2.1"]],
    ["blacked-out address", "from [x.x.x.x]", ["[x.x.x.x]", null, null]],
    [
      "octets beyond ASCII",
      "from b\u00fcro (h.example.org [192.0.2.1])",
      ["b\u00fcro", "h.example.org", "192.0.2.1"],
    ],
    ["encoded word in a comment", "from x (=?utf-8?Q?B=C3=BCro?= [192.0.2.1])", ["x", null, "192.0.2.1"]],
    ["nested comment", "from x (h.example.org (really [192.0.2.1]))", ["x", "h.example.org", "192.0.2.1"]],
  ])("%s", (_, clause, expected) => {
    expect(from(clause)).toEqual(expected);
  });
});

describe("the other clauses", () => {
  test("Microsoft: with of several words, via, id, TLS", () => {
    const hop = parseReceived(
      "from a.example (192.0.2.1) by B.outlook.com (10.13.30.111) with Microsoft SMTP Server (version=TLS1_2, cipher=X) id 15.20.6631.29 via Frontend Transport; Wed, 26 Jul 2023 17:59:05 +0000",
    );
    expect([hop.by, hop.with, hop.id, hop.via, hop.tls]).toEqual([
      "B.outlook.com",
      "Microsoft SMTP Server",
      "15.20.6631.29",
      "Frontend Transport",
      "TLS1_2",
    ]);
    expect(hop.time?.time).toBe(Date.UTC(2023, 6, 26, 17, 59, 5));
  });

  test("Microsoft, mapi: from and by with link-local addresses", () => {
    const hop = parseReceived(
      "from A.prod.outlook.com ([fe80::1]) by A.prod.outlook.com ([fe80::1%9]) with mapi id 15.20.1.2; Wed, 26 Jul 2023 17:59:05 +0000",
    );
    expect([hop.from.ip, hop.by, hop.with, hop.id]).toEqual([
      "fe80::1",
      "A.prod.outlook.com",
      "mapi",
      "15.20.1.2",
    ]);
  });

  test("Google: by an address of 6to4 with HTTP, and its API", () => {
    const web = parseReceived("by 2002:a05:7022:1::1 with HTTP; Wed, 26 Jul 2023 10:59:05 -0700 (PDT)");
    expect([web.by, web.with, web.from.helo, web.time?.zoneMinutes]).toEqual([
      "2002:a05:7022:1::1",
      "HTTP",
      null,
      -420,
    ]);
    const api = parseReceived(
      "from 123456789012 named unknown by gmailapi.google.com with HTTPREST; Wed, 26 Jul 2023 10:59:05 -0700",
    );
    expect([api.from.helo, api.by, api.with]).toEqual(["123456789012", "gmailapi.google.com", "HTTPREST"]);
  });

  test("Yahoo over the web: via HTTP", () => {
    const hop = parseReceived(
      "from [192.0.2.1] by web1.mail.example via HTTP; Tue, 01 Jul 2003 01:52:37 PDT",
    );
    expect([hop.from.ip, hop.by, hop.via, hop.time?.time]).toEqual([
      "192.0.2.1",
      "web1.mail.example",
      "HTTP",
      Date.UTC(2003, 6, 1, 8, 52, 37),
    ]);
  });

  test("Exim: TLS in a comment after with, the software beside it", () => {
    const hop = parseReceived(
      "from h.example.org ([192.0.2.1]) by mx.example.net with esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.96) (envelope-from <a@b.test>) id 1snV42-000GH8-1i for c@d.test; Tue, 1 Jul 2003 10:52:37 +0200",
    );
    expect([hop.tls, hop.id, hop.for]).toEqual(["TLS1.3", "1snV42-000GH8-1i", "c@d.test"]);
  });

  test.each([
    ["Google", "(version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256)", "TLS1_3"],
    ["Postfix", "(using TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits))", "TLSv1.2"],
    ["none", "(Google Transport Security)", null],
  ])("TLS as %s writes it", (_, comment, tls) => {
    expect(
      parseReceived(`from x by y.test with ESMTPS ${comment} id 1; Tue, 1 Jul 2003 10:52:37 +0200`).tls,
    ).toBe(tls);
  });

  test("Postfix' name is the first comment after by; Sendmail's doubt is kept", () => {
    expect(parseReceived("from x by y.test (Postfix) with ESMTP id 4F1").byComment).toBe("Postfix");
    expect(parseReceived("from x (h.test [192.0.2.1] (may be forged)) by y.test").rdnsUnconfirmed).toBe(true);
    expect(parseReceived("from x (h.test [192.0.2.1]) by y.test").rdnsUnconfirmed).toBe(false);
  });

  test("addresses in by, id and for are no origin", () => {
    const hop = parseReceived(
      "by 10.0.0.1 (192.0.2.1) with HTTP id 192.0.2.2 for <a@[192.0.2.3]>; 1 Jul 2003 10:52:37 +0200",
    );
    expect(hop.from).toEqual({ helo: null, rdns: null, ip: null });
    expect([hop.by, hop.id, hop.for]).toEqual(["10.0.0.1", "192.0.2.2", "a@[192.0.2.3]"]);
  });

  test("Postfix: 'from userid' in a comment is no from clause", () => {
    const hop = parseReceived(
      "by box.example.org (Postfix, from userid 33) id 4F1; Tue, 1 Jul 2003 10:52:37 +0200",
    );
    expect([hop.from.helo, hop.by, hop.id]).toEqual([null, "box.example.org", "4F1"]);
  });
});

describe("date", () => {
  test("RFC 5322, section 3.6.7: after the last semicolon, comments with semicolons aside", () => {
    const hop = parseReceived(
      "from x (a; b) by y (c; d) with SMTP; Tue, 1 Jul 2003 10:52:37 +0200 (CEST; summer)",
    );
    expect(hop.time).toEqual({ time: Date.UTC(2003, 6, 1, 8, 52, 37), zoneMinutes: 120 });
  });

  test("SendGrid: no semicolon, Go's form", () => {
    const hop = parseReceived(
      "by filter1 with SMTP id f-1  2022-11-17 22:27:12.253869463 +0000 UTC m=+614433.618",
    );
    expect(hop.time?.time).toBe(Date.UTC(2022, 10, 17, 22, 27, 12, 253));
  });

  test("SendGrid over HTTP: no semicolon, the usual form after the id", () => {
    const hop = parseReceived(
      "from x (unknown) by node-6 (SG) with HTTP id a_b\tThu, 17 Nov 2022 22:27:12.246 +0000 (UTC)",
    );
    expect([hop.id, hop.time?.time]).toEqual(["a_b", Date.UTC(2022, 10, 17, 22, 27, 12, 246)]);
  });

  test("fractions of a second, alphabetic zones, two semicolons", () => {
    const timeOf = (text: string) => parseReceived(`from x by y.test; ${text}`).time?.time;
    expect(timeOf("Tue, 01 Jul 2003 10:52:37.250 +0000")).toBe(Date.UTC(2003, 6, 1, 10, 52, 37, 250));
    expect(timeOf("Tue, 01 Jul 2003 10:52:37 EST")).toBe(Date.UTC(2003, 6, 1, 15, 52, 37));
    expect(timeOf("id 4; Tue, 01 Jul 2003 10:52:37 GMT")).toBe(Date.UTC(2003, 6, 1, 10, 52, 37));
  });

  test("an unclosed comment does not hide it", () => {
    expect(parseReceived("from x (by y; Tue, 1 Jul 2003 10:52:37 +0200").time?.zoneMinutes).toBe(120);
  });

  test.each([
    ["from x by y", true],
    ["from x by y;", true],
    ["from x by y; soon", false],
  ])("missing or unreadable: %p", (body, dateMissing) => {
    expect(parseReceived(body)).toMatchObject({ time: null, dateMissing });
  });
});

test("never throws", () => {
  const words = fc.constantFrom(
    "from",
    "by",
    "with",
    "id",
    "for",
    "(",
    ")",
    "[192.0.2.1]",
    "HELO",
    "helo=",
    ";",
    '"',
    "\\",
    "x.y",
    "@",
    ":",
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(words, fc.string()), { maxLength: 30 }),
      (parts) => void parseReceived(parts.join(" ")),
    ),
  );
});

test("stays linear: a million of each part", () => {
  for (const text of ["(", "from (x) ", "[", ";", '"', "from x (a [192.0.2.1]) ", "((a) "])
    parseReceived(text.repeat(1_000_000 / text.length));
});
