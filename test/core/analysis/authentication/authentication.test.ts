import * as fc from "fast-check";
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import { parseResults } from "../../../../src/core/analysis/authentication/authentication.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

describe("parseResults", () => {
  test("RFC 8601, appendix B.4: several methods", () => {
    const text = "example.com; auth=pass smtp.auth=sender@example.net; spf=fail smtp.mailfrom=example.net";
    expect(parseResults(text, null)).toEqual([
      {
        authservId: "example.com",
        method: "auth",
        result: "pass",
        properties: { "smtp.auth": "sender@example.net" },
        instance: null,
      },
      {
        authservId: "example.com",
        method: "spf",
        result: "fail",
        properties: { "smtp.mailfrom": "example.net" },
        instance: null,
      },
    ]);
  });

  test("RFC 8601, appendix B.2: no result; version after the authserv-id", () => {
    expect(parseResults("example.org 1; none", null)).toEqual([]);
  });

  test("RFC 8601, section 2.2: method version, quoted reason with a semicolon, white space round =", () => {
    const [result] = parseResults('mx.example; dkim/1 = fail reason="bad; really" header.d=a.test', null);
    expect(result).toMatchObject({
      method: "dkim",
      result: "fail",
      properties: { reason: "bad; really", "header.d": "a.test" },
    });
  });

  test("Microsoft's form without authserv-id", () => {
    const results = parseResults(
      "spf=pass smtp.mailfrom=a.test; dkim=none header.d=none;dmarc=fail action=none header.from=b.test;compauth=fail reason=001",
      null,
    );
    expect(results.map(({ authservId, method, result }) => [authservId, method, result])).toEqual([
      [null, "spf", "pass"],
      [null, "dkim", "none"],
      [null, "dmarc", "fail"],
      [null, "compauth", "fail"],
    ]);
    expect(results[3]?.properties).toEqual({ reason: "001" });
  });

  test("never throws, and names like __proto__ are names", () => {
    expect(Object.keys(parseResults("x; spf=pass __proto__=1", null)[0]?.properties ?? {})).toEqual([
      "__proto__",
    ]);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab=; "\\./1()') }),
        (text) => void parseResults(text, null),
      ),
    );
  });

  test("stays linear: a million separators", () => {
    for (const text of [";", "a=b;", " = ", '"', "x "]) parseResults(text.repeat(1_000_000), null);
  });
});

describe("which results are trusted", () => {
  const forged = "Authentication-Results: mx.own.example; dkim=pass header.d=bank.test\r\n";
  const handover =
    "Received: from bad (bad.test [192.0.2.1]) by mx.own.example; 1 Jul 2003 10:52:37 +0000\r\n";
  const own = "Authentication-Results: mx.own.example; dkim=fail header.d=bank.test\r\n";
  const end = "From: a@bank.test\r\n\r\n";

  async function trusted(message: string, provenance: "host-api" | "supplied-file" = "host-api") {
    const analysis = await analyseMessage(utf8(message), { provenance, capture: "as-served" });
    return analysis.authentication.map(({ result, trusted }) => [result, trusted]);
  }

  test("above the handover: the topmost only", async () => {
    expect(await trusted(own + forged + handover + end)).toEqual([
      ["fail", true],
      ["pass", false],
    ]);
  });
  test("below the handover the sender could have written it", async () => {
    expect(await trusted(handover + forged + end)).toEqual([["pass", false]]);
  });
  test("nothing in a supplied file is trusted", async () => {
    expect(await trusted(own + handover + end, "supplied-file")).toEqual([["fail", null]]);
  });
  test("without a Received field nothing says who wrote it", async () => {
    expect(await trusted(forged + end)).toEqual([["pass", null]]);
  });
  test("Google writes it below its own Received, and its own is the topmost", async () => {
    const google =
      "Received: from bad (bad.test [192.0.2.1]) by mx.google.com; 1 Jul 2003 10:52:37 +0000\r\n";
    const results = "Authentication-Results: mx.google.com; spf=fail smtp.mailfrom=a\r\n";
    expect(await trusted(google + results + end)).toEqual([["fail", true]]);
    const older = "Received: from x by bad.test; 1 Jul 2003 10:52:37 +0000\r\n";
    expect(await trusted(google + older + results + end)).toEqual([["fail", false]]);
  });
});
