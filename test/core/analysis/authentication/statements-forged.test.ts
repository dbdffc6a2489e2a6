/** Each condition of the authentication statement, attacked with real signatures. */
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import type { AnalyseOptions, KeyResolver } from "../../../../src/core/analysis/types.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";
import { makeSigner, resolverOf, signMail } from "../dkim/sign-mail.ts";

const bank = makeSigner("bank.test");
const evil = makeSigner("evil.test");
const keys = resolverOf([bank, evil]);

const MAIL =
  "From: Victim <victim@bank.test>\r\nTo: you@own.example\r\nSubject: Hello\r\n" +
  "Date: Tue, 3 Nov 2026 12:00:00 +0000\r\n\r\nFirst line.\r\nSecond line.\r\n";
const RECEIVED =
  "Received: from out.bank.test (out.bank.test [192.0.2.1]) by mx.own.example; Tue, 3 Nov 2026 12:00:05 +0000\r\n";

async function judge(message: string, options: Partial<AnalyseOptions> = {}) {
  const analysis = await analyseMessage(utf8(message), {
    provenance: "host-api",
    capture: "as-served",
    keys,
    ...options,
  });
  const { dkim, statements, findings, authentication } = analysis;
  return {
    statement: statements.authentication,
    reasons: statements.reasons,
    verdicts: dkim.map(({ bodyHash, signature }) => `${bodyHash} ${signature}`),
    defects: dkim.flatMap((one) => one.defects),
    codes: findings.map(({ code }) => code),
    trusted: authentication.map((one) => one.trusted),
  };
}

test("the honest mail is signed: what follows takes single things away", async () => {
  const { statement, verdicts } = await judge(RECEIVED + signMail(MAIL, bank));
  expect([statement, ...verdicts]).toEqual(["signed", "match pass"]);
});

test("an invented mail with a fitting body hash and a random b=", async () => {
  const signed = signMail(MAIL, evil).replace("d=evil.test", "d=bank.test");
  const invented = signed.replace(/b=[^;]*?\r\n/, `b=${Buffer.alloc(128, 7).toString("base64")}\r\n`);
  const { statement, verdicts, reasons } = await judge(invented);
  expect([statement, ...verdicts]).toEqual(["body-fits", "match fail"]);
  expect(reasons).toContain("body-hash-forgeable-by-anyone");
  expect((await judge(invented, { keys: undefined as never })).statement).toBe("body-fits");
});

describe("l=", () => {
  const limited = signMail(MAIL, bank, { length: 13 });
  test("covering all of the body it is as good as none", async () => {
    const whole = signMail(MAIL, bank, { length: 27 });
    expect((await judge(whole)).statement).toBe("signed");
  });
  test("with text appended, or with a rest that was there from the start", async () => {
    for (const message of [`${limited}Pay to this account instead.\r\n`, limited]) {
      const { statement, verdicts, codes } = await judge(message);
      expect([statement, ...verdicts]).toEqual(["body-fits", "match pass"]);
      expect(codes).toContain("dkim-body-beyond-length");
    }
  });
  test("l=0 signs no text at all", async () => {
    expect((await judge(signMail(MAIL, bank, { length: 0 }))).statement).toBe("body-fits");
  });
  test("longer than the body: no signature of this body", async () => {
    const cut = signMail(MAIL, bank, { length: 27 }).replace("Second line.\r\n", "");
    expect((await judge(cut)).statement).not.toBe("signed");
  });
});

describe("From exactly once", () => {
  const signed = signMail(MAIL, evil);
  const other = "From: boss@own.example\r\n";
  test.each([
    ["before", other + signMail(MAIL, bank)],
    ["after", signMail(MAIL, bank).replace("Subject:", `${other}Subject:`)],
    ["in its obsolete form", `From : boss@own.example\r\n${signMail(MAIL, bank)}`],
    ["in other letters", `fROM: boss@own.example\r\n${signMail(MAIL, bank)}`],
    ["folded", `From:\r\n boss@own.example\r\n${signMail(MAIL, bank)}`],
  ])("a second From %s", async (_, message) => {
    const { statement, codes } = await judge(message);
    expect(statement).not.toBe("signed");
    expect(codes).toContain("from-multiple");
  });
  test("two mailboxes in one From: the signer's own must not carry the other", async () => {
    for (const from of ["victim@bank.test, x@evil.test", "x@evil.test, victim@bank.test"]) {
      const message = signMail(MAIL.replace("Victim <victim@bank.test>", from), evil);
      const { statement, verdicts } = await judge(message);
      expect([statement, ...verdicts]).toEqual(["body-fits", "match pass"]);
    }
  });
  test("From not in h=", async () => {
    const { statement, defects } = await judge(signMail(MAIL, bank, { names: ["to", "subject", "date"] }));
    expect(statement).toBe("body-fits");
    expect(defects).toContain("from-not-signed");
  });
  test("a signature of another domain is a valid signature of that domain, and raises nothing", async () => {
    const { statement, verdicts, codes } = await judge(signed);
    expect([statement, ...verdicts]).toEqual(["body-fits", "match pass"]);
    expect(codes).toContain("dmarc-not-aligned");
  });
});

describe("alignment", () => {
  async function statementOf(from: string, domain: string, tags = "") {
    const signer = makeSigner(domain, { algorithm: "ed25519-sha256" });
    const message = signMail(MAIL.replace("victim@bank.test", from), signer, { tags });
    return (await judge(message, { keys: resolverOf([signer]) })).statement;
  }
  test.each([
    ["a@bank.example.com", "example.com", "signed"],
    ["a@example.com", "mail.example.com", "signed"],
    ["a@EXAMPLE.com", "example.com", "signed"],
    ["a@example.com", "com", "body-fits"],
    ["a@example.co.uk", "co.uk", "body-fits"],
    ["a@example.co.uk", "evil.co.uk", "body-fits"],
    ["a@victim.github.io", "evil.github.io", "body-fits"],
    ["a@victim.github.io", "github.io", "body-fits"],
    ["a@example.com", "example.com.evil.test", "body-fits"],
    ["a@example.com", "notexample.com", "body-fits"],
    ["a@example.com", "xample.com", "body-fits"],
    ['"a@example.com"@evil.test', "example.com", "body-fits"],
    ["<a@example.com>@evil.test", "evil.test", "body-fits"],
  ])("From %s with d=%s: %s", async (from, domain, expected) => {
    expect(await statementOf(from, domain)).toBe(expected);
  });
  test.each([
    ["i=@bank.test; ", "signed"],
    ["i=x@mail.bank.test; ", "signed"],
    ["i=@evil.test; ", "body-fits"],
    ["i=@test; ", "body-fits"],
    ["i=@notbank.test; ", "body-fits"],
    ["i=bank.test; ", "body-fits"],
  ])("RFC 6376, section 3.5: %s %s", async (tags, expected) => {
    expect(await statementOf("a@bank.test", "bank.test", tags)).toBe(expected);
  });
});

describe("keys", () => {
  test.each([512, 768, 1023, 1024, 2048])("an RSA key of %i bits", async (bits) => {
    const signer = makeSigner("bank.test", { bits });
    const { statement, verdicts, codes } = await judge(signMail(MAIL, signer), {
      keys: resolverOf([signer]),
    });
    expect(statement).toBe(bits < 1024 ? "body-fits" : "signed");
    expect(codes.includes("dkim-key-too-short")).toBe(bits < 1024);
    expect(verdicts).toEqual(["match pass"]);
  });
  test.each([
    ["t=y", "body-fits", "key-testing"],
    ["t=y:s", "body-fits", "key-testing"],
    ["t=s", "signed", ""],
    ["s=email", "signed", ""],
    ["s=*", "signed", ""],
    ["s=tlsrpt", "body-fits", "key-not-for-mail"],
    ["h=sha256", "signed", ""],
    ["h=sha1", "body-fits", "hash-not-allowed-by-key"],
  ])("RFC 6376, section 3.6.1: a key with %s gives %s", async (tags, expected, defect) => {
    const signer = makeSigner("bank.test", { tags });
    const { statement, defects } = await judge(signMail(MAIL, signer), { keys: resolverOf([signer]) });
    expect([statement, defects]).toEqual([expected, defect === "" ? [] : [defect]]);
  });
  test("rsa-sha1 verifies and raises nothing (RFC 8301, section 3.1)", async () => {
    const signer = makeSigner("bank.test", { algorithm: "rsa-sha1" });
    const { statement, verdicts } = await judge(signMail(MAIL, signer), { keys: resolverOf([signer]) });
    expect([statement, ...verdicts]).toEqual(["body-fits", "match pass"]);
  });
  test("a resolver that lies is named with its time, so that a reader can judge it", async () => {
    const attacker = makeSigner("bank.test");
    const lying = resolverOf([attacker], { source: "dns:192.0.2.53", at: Date.UTC(2026, 10, 4, 5, 6, 7) });
    const { statement, reasons } = await judge(signMail(MAIL, attacker), { keys: lying });
    expect(statement).toBe("signed");
    expect(reasons).toEqual([
      "signed-by bank.test",
      "selector s1",
      "key-source dns:192.0.2.53",
      "key-seen-at 2026-11-04T05:06:07.000Z",
    ]);
  });
  test.each<[string, KeyResolver]>([
    ["rejects", () => Promise.reject(new Error("offline"))],
    [
      "throws",
      () => {
        throw new Error("bug");
      },
    ],
    ["answers nothing", async () => undefined as never],
    ["answers a number", async () => 5 as never],
    ["answers no text", async () => ({ record: null, source: "x", at: 0 }) as never],
    ["answers without a time", async () => ({ record: bank.record, source: "x", at: Number.NaN })],
    ["answers a time beyond all calendars", async () => ({ record: bank.record, source: "x", at: 1e300 })],
  ])("a resolver that %s gives no key", async (_, resolver) => {
    const { statement, verdicts } = await judge(signMail(MAIL, bank), { keys: resolver });
    expect([statement, ...verdicts]).toEqual(["body-fits", "match no-key"]);
  });
  test.each([
    ["nothing", ""],
    ["no key", "v=DKIM1"],
    ["NUL", "p=\u0000"],
    ["no structure", "v=DKIM1; p=AAAA"],
    ["9,000 separators", ";".repeat(9000)],
    ["two keys", "p=x; p=y"],
    ["a web page", "<html>"],
  ])("a record that is garbage: %s", async (_, record) => {
    const { statement, verdicts } = await judge(signMail(MAIL, bank), {
      keys: async () => ({ record, source: "x", at: 0 }),
    });
    expect([statement, ...verdicts]).toEqual(["body-fits", "match fail"]);
  });
  test("names that are none are never asked for", async () => {
    const asked: string[] = [];
    const spy: KeyResolver = async (domain, selector) => {
      asked.push(`${selector} ${domain}`);
      return null;
    };
    const signed = signMail(MAIL, bank);
    for (const bad of ["d=bank test", "d=a/../b", "d=..", `d=${"a.".repeat(200)}a`, "d=a\u0000b"])
      await judge(signed.replace("d=bank.test", bad), { keys: spy });
    await judge(signed.replace("s=s1", "s=x y"), { keys: spy });
    expect(asked).toEqual([]);
  });
  test("one question a name, and no more than 32 in all, however many signatures there are", async () => {
    let asked = 0;
    const spy: KeyResolver = async () => {
      asked++;
      return null;
    };
    const signed = signMail(MAIL, bank);
    const field = signed.slice(0, signed.indexOf("From:"));
    await judge(field.repeat(150) + MAIL, { keys: spy });
    expect(asked).toBe(1);
    const many = Array.from({ length: 150 }, (_, i) => field.replace("s=s1", `s=s${i}`)).join("");
    await judge(many + MAIL, { keys: spy });
    expect(asked).toBe(33);
  });
});

describe("times", () => {
  const at = (day: number) => Math.floor(Date.UTC(2026, 10, day) / 1000);
  test("x= before the delivery that the newest server recorded", async () => {
    const old = signMail(MAIL, bank, { tags: `t=${at(1)}; x=${at(2)}; ` });
    const { statement, verdicts, codes } = await judge(RECEIVED + old);
    expect([statement, ...verdicts]).toEqual(["body-fits", "match pass"]);
    expect(codes).toContain("dkim-expired-at-delivery");
    const fresh = signMail(MAIL, bank, { tags: `t=${at(3)}; x=${at(6)}; ` });
    expect((await judge(RECEIVED + fresh)).statement).toBe("signed");
  });
  test("RFC 6376, section 3.5: x= not after t= makes the field invalid", async () => {
    const signed = signMail(MAIL, bank, { tags: `t=${at(3)}; x=${at(3)}; ` });
    const { statement, defects } = await judge(signed);
    expect(statement).toBe("body-fits");
    expect(defects).toContain("expires-before-signing");
  });
  test("t= after the delivery is said, and decides nothing", async () => {
    const { statement, codes } = await judge(RECEIVED + signMail(MAIL, bank, { tags: `t=${at(9)}; ` }));
    expect(statement).toBe("signed");
    expect(codes).toContain("dkim-signed-after-delivery");
  });
});

describe("what others wrote raises nothing", () => {
  const unsigned = MAIL;
  const claim = "Authentication-Results: mx.own.example; dkim=pass header.d=bank.test; dmarc=pass\r\n";
  test.each([
    [
      "Received lines typed by hand",
      RECEIVED + RECEIVED.replace("own.example", "bank.test") + unsigned,
      "none",
    ],
    ["results typed below the handover", RECEIVED + claim + unsigned, "none"],
    ["results of the own server above it", claim + RECEIVED + unsigned, "none"],
    [
      "the same beside a broken signature",
      claim + RECEIVED + signMail(MAIL, bank).replace("First", "Worst"),
      "mismatch",
    ],
    [
      "the same where the host itself delivered it from a mailbox of Microsoft's",
      claim +
        RECEIVED.replace("mx.own.example", "x.prod.outlook.com") +
        signMail(MAIL, bank).replace("First", "Worst"),
      "mismatch-explained",
    ],
  ])("%s", async (_, message, expected) => {
    expect((await judge(message)).statement).toBe(expected);
  });
  test("a supplied file explains no mismatch, whatever it claims", async () => {
    const message =
      claim +
      RECEIVED.replace("mx.own.example", "x.prod.outlook.com") +
      signMail(MAIL, bank).replace("First", "Worst");
    const { statement, trusted } = await judge(message, { provenance: "supplied-file" });
    expect([statement, trusted]).toEqual(["mismatch", [null, null]]);
  });
  test("results in the own server's name below the handover are not believed, and are pointed out", async () => {
    const genuine = "Authentication-Results: mx.own.example; dkim=fail header.d=bank.test\r\n";
    const { trusted, codes } = await judge(genuine + RECEIVED + claim + unsigned);
    expect(trusted).toEqual([true, false, false]);
    expect(codes).toContain("results-in-own-name");
  });
  test("Received-SPF: the topmost, above the handover only", async () => {
    const spf = "Received-SPF: pass client-ip=192.0.2.1\r\n";
    expect((await judge(spf + spf + RECEIVED + unsigned)).trusted).toEqual([true, false]);
    expect((await judge(RECEIVED + spf + unsigned)).trusted).toEqual([false]);
  });
});

describe("what a signature does not cover", () => {
  test("a second Subject on top of the signed one", async () => {
    const { statement, codes } = await judge(`Subject: Pay now\r\n${signMail(MAIL, bank)}`);
    expect(statement).toBe("signed");
    expect(codes).toContain("dkim-field-added");
  });
  test("oversigned, it breaks the signature", async () => {
    const names = ["from", "from", "to", "subject", "subject", "date"];
    const { statement, verdicts } = await judge(`Subject: Pay now\r\n${signMail(MAIL, bank, { names })}`);
    expect([statement, ...verdicts]).toEqual(["body-fits", "match fail"]);
  });
  test("fields left out of h= are named", async () => {
    const { codes } = await judge(signMail(MAIL, bank, { names: ["from"] }));
    expect(codes).toContain("dkim-fields-not-signed");
  });
});

test("several signatures: one good one is enough, and none borrows from another", async () => {
  expect((await judge(signMail(signMail(MAIL, evil), bank))).statement).toBe("signed");
  // The bank's signature fits an older text, the attacker's fits this one.
  const changed = signMail(MAIL, bank).replace("First", "Worst");
  const { statement, verdicts } = await judge(signMail(changed, evil));
  expect([statement, ...verdicts]).toEqual(["body-fits", "match pass", "mismatch pass"]);
});

test("X-Google-DKIM-Signature is checked beside, and raises nothing", async () => {
  const google = makeSigner("1e100.net");
  const message = signMail(MAIL, google, { field: "X-Google-DKIM-Signature" });
  const analysis = await analyseMessage(utf8(message), {
    provenance: "host-api",
    capture: "as-served",
    keys: resolverOf([google]),
  });
  expect(analysis.dkim).toEqual([]);
  expect(analysis.otherSignatures).toMatchObject([
    { domain: "1e100.net", bodyHash: "match", signature: "pass" },
  ]);
  expect(analysis.statements.authentication).toBe("none");
});
