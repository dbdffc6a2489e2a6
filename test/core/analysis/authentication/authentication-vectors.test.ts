/** Examples that the specifications print, and what becomes of them when single things change. */
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

/** "method=result property=value …", one for each result; the authserv-id first. */
async function read(field: string) {
  const message = utf8(`${field.replaceAll("\n", "\r\n")}\r\nFrom: a@a.test\r\n\r\n`);
  const options = { provenance: "supplied-file", capture: "as-served" } as const;
  const { authentication } = await analyseMessage(message, options);
  return authentication.map(({ authservId, method, result, properties, instance }) => {
    const told = Object.entries(properties).map(([name, value]) => `${name}=${value}`);
    const place = instance === null ? "" : ` i=${instance}`;
    return [`${authservId}${place}`, `${method}=${result}`, ...told].join(" ");
  });
}

describe("RFC 8601, appendix B", () => {
  test.each([
    ["B.2: no authentication done", "Authentication-Results: example.org 1; none", []],
    [
      "B.3: one method",
      "Authentication-Results: example.com;\n          spf=pass smtp.mailfrom=example.net",
      ["example.com spf=pass smtp.mailfrom=example.net"],
    ],
    [
      "B.4: two methods",
      "Authentication-Results: example.com;\n          auth=pass (cram-md5) smtp.auth=sender@example.net;\n          spf=pass smtp.mailfrom=example.net",
      [
        "example.com auth=pass smtp.auth=sender@example.net",
        "example.com spf=pass smtp.mailfrom=example.net",
      ],
    ],
    [
      "B.5: a comment that says why",
      "Authentication-Results: example.com;\n          dkim=pass (good signature) header.d=example.com",
      ["example.com dkim=pass header.d=example.com"],
    ],
    [
      "B.6: results that differ",
      'Authentication-Results: example.com;\n          dkim=pass reason="good signature"\n           header.i=@mail-router.example.net;\n          dkim=fail reason="bad signature"\n           header.i=@newyork.example.com',
      [
        "example.com dkim=pass reason=good signature header.i=@mail-router.example.net",
        "example.com dkim=fail reason=bad signature header.i=@newyork.example.com",
      ],
    ],
    [
      "B.7: comments wherever they may stand",
      "Authentication-Results: foo.example.net (foobar) 1 (baz);\n    dkim (Because I like it) / 1 (One yay) = (wait for it) fail\n      policy (A dot can go here) . (like that) expired\n      (this surprised me) = (as I wasn't expecting it) 1362471462",
      ["foo.example.net dkim=fail policy.expired=1362471462"],
    ],
  ])("%s", async (_, field, expected) => {
    expect(await read(field)).toEqual(expected);
  });

  test.each([
    [
      "no authserv-id (Microsoft)",
      "Authentication-Results: spf=pass smtp.mailfrom=example.net",
      ["null spf=pass smtp.mailfrom=example.net"],
    ],
    ["authserv-id quoted", 'Authentication-Results: "example.com"; spf=pass', ["example.com spf=pass"]],
    [
      "no space after the semicolon",
      "Authentication-Results: example.com;spf=pass;dkim=none",
      ["example.com spf=pass", "example.com dkim=none"],
    ],
    [
      "a semicolon in a comment",
      "Authentication-Results: example.com; spf=pass (a; dkim=pass) smtp.mailfrom=b",
      ["example.com spf=pass smtp.mailfrom=b"],
    ],
    [
      "a result in a quoted reason",
      'Authentication-Results: example.com; spf=fail reason="x; dkim=pass"',
      ["example.com spf=fail reason=x; dkim=pass"],
    ],
    [
      "a comment that is never closed hides the rest",
      "Authentication-Results: example.com; spf=fail (dkim=pass; dmarc=pass",
      ["example.com spf=fail"],
    ],
    [
      "the same property twice: the first",
      "Authentication-Results: a.test; dkim=pass header.d=x header.d=y",
      ["a.test dkim=pass header.d=x"],
    ],
    [
      "names in capitals",
      "AUTHENTICATION-RESULTS: a.test; SPF=Pass SMTP.MailFrom=X@y",
      ["a.test spf=pass smtp.mailfrom=X@y"],
    ],
    ["renamed by Outlook.com", "Authentication-Results-Original: a.test; spf=pass", ["a.test spf=pass"]],
    [
      "between organisations at Microsoft",
      "X-MS-Exchange-Authentication-Results: spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=b",
      ["null spf=fail smtp.mailfrom=b"],
    ],
    ["an empty field", "Authentication-Results:", []],
  ])("mutation: %s", async (_, field, expected) => {
    expect(await read(field)).toEqual(expected);
  });
});

describe("RFC 8617, section 4.1.1", () => {
  test.each([
    [
      "the instance first",
      "ARC-Authentication-Results: i=1; lists.example.org;\n spf=pass smtp.mfrom=jqd@d1.example;\n dmarc=fail (p=reject)",
      ["lists.example.org i=1 spf=pass smtp.mfrom=jqd@d1.example", "lists.example.org i=1 dmarc=fail"],
    ],
    ["white space round it", "ARC-Authentication-Results: i = 2 ; a.test; spf=pass", ["a.test i=2 spf=pass"]],
    [
      "Microsoft's, with an authserv-id that is none",
      "ARC-Authentication-Results: i=1; mx.microsoft.com 1; spf=none; dkim=none; arc=none",
      ["mx.microsoft.com i=1 spf=none", "mx.microsoft.com i=1 dkim=none", "mx.microsoft.com i=1 arc=none"],
    ],
    ["without an instance", "ARC-Authentication-Results: a.test; spf=pass", ["a.test spf=pass"]],
  ])("%s", async (_, field, expected) => {
    expect(await read(field)).toEqual(expected);
  });
});

describe("RFC 7208, section 9.1", () => {
  const first =
    'Received-SPF: pass (mybox.example.org: domain of\n    myname@example.com designates 192.0.2.1 as permitted sender)\n       receiver=mybox.example.org; client-ip=192.0.2.1;\n       envelope-from="myname@example.com"; helo=foo.example.com;';
  test.each([
    [
      "pass",
      first,
      [
        "mybox.example.org spf=pass receiver=mybox.example.org client-ip=192.0.2.1 envelope-from=myname@example.com helo=foo.example.com",
      ],
    ],
    [
      "fail, with the identity that was checked",
      'Received-SPF: fail (mybox.example.org: domain of\n                  myname@example.com does not designate\n                  192.0.2.1 as permitted sender)\n                  identity=mailfrom; client-ip=192.0.2.1;\n                  envelope-from="myname@example.com";',
      ["null spf=fail identity=mailfrom client-ip=192.0.2.1 envelope-from=myname@example.com"],
    ],
    [
      "mutation: capital, as Microsoft writes it",
      "Received-SPF: Pass (protection.outlook.com: domain of a designates 192.0.2.1) receiver=protection.outlook.com; client-ip=192.0.2.1; pr=C",
      ["protection.outlook.com spf=pass receiver=protection.outlook.com client-ip=192.0.2.1 pr=C"],
    ],
    ["mutation: nothing but the result", "Received-SPF: neutral", ["null spf=neutral"]],
    ["mutation: a result that is none", "Received-SPF: (comment only)", []],
    [
      "mutation: semicolons missing",
      first.replaceAll(";", ""),
      [
        "mybox.example.org spf=pass receiver=mybox.example.org client-ip=192.0.2.1 envelope-from=myname@example.com helo=foo.example.com",
      ],
    ],
  ])("%s", async (_, field, expected) => {
    expect(await read(field)).toEqual(expected);
  });
});

test("a field of 5 MB with a million results gives no more than 2,000", async () => {
  expect(await read(`Authentication-Results: x; ${"a=b;".repeat(1_000_000)}`)).toHaveLength(2000);
});
