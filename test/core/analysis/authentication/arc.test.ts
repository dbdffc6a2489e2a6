import * as fc from "fast-check";
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import type { KeyResolver } from "../../../../src/core/analysis/types.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";
import { makeSigner, resolverOf, sealMail } from "../dkim/sign-mail.ts";

const first = makeSigner("list.test");
const second = makeSigner("forwarder.test", { algorithm: "ed25519-sha256" });
const third = makeSigner("last.test");
const keys = resolverOf([first, second, third]);

const MAIL =
  "From: a@a.test\r\nTo: you@own.example\r\nSubject: Hello\r\nMessage-ID: <1@a.test>\r\n" +
  "Date: Tue, 3 Nov 2026 12:00:00 +0000\r\n\r\nText.\r\n";
const ONE = sealMail(MAIL, first, 1, { results: "spf=fail smtp.mailfrom=a.test; dmarc=fail" });
const TWO = sealMail(ONE, second, 2);
const THREE = sealMail(TWO, third, 3);

async function check(message: string, resolver: KeyResolver | undefined = keys) {
  const options = { provenance: "host-api", capture: "as-served" } as const;
  const { arc, findings, statements } = await analyseMessage(
    utf8(message),
    resolver === undefined ? options : { ...options, keys: resolver },
  );
  return {
    validation: arc.validation,
    defects: arc.defects,
    seals: arc.seals.map(({ signature }) => signature),
    messages: arc.messageSignatures.map(({ bodyHash, signature }) => `${bodyHash} ${signature}`),
    codes: findings.map(({ code }) => code).filter((code) => code.startsWith("arc-")),
    findings,
    statement: statements.authentication,
  };
}

/** Removes the whole fields that match. */
function without(message: string, pattern: RegExp): string {
  const end = message.indexOf("\r\n\r\n");
  const fields = message.slice(0, end).split(/\r\n(?![ \t])/);
  return fields.filter((field) => !pattern.test(field)).join("\r\n") + message.slice(end);
}

describe("RFC 8617, section 5.2: a chain that verifies", () => {
  test.each([
    ["one set", ONE, 1],
    ["two sets, the second by Ed25519", TWO, 2],
    ["three sets", THREE, 3],
  ])("%s", async (_, message, count) => {
    const { validation, seals, messages, codes, statement } = await check(message);
    expect([validation, seals, messages]).toEqual([
      "pass",
      Array.from({ length: count }, () => "pass"),
      Array.from({ length: count }, () => "match pass"),
    ]);
    expect(codes).toEqual(["arc-first-results"]);
    // A sealer's word is no signature of the sender.
    expect(statement).toBe("none");
  });

  test("the first set's results are told with their sealer, as information", async () => {
    const { findings } = await check(THREE);
    expect(findings.find(({ code }) => code === "arc-first-results")).toMatchObject({
      severity: "info",
      confidence: "medium",
      details: { sealer: "list.test", results: "spf=fail, dmarc=fail" },
      basis: [{ field: "ARC-Authentication-Results" }],
    });
  });

  test("without keys nothing is said of it but that it was not checked", async () => {
    const { validation, seals, defects } = await check(TWO, async () => null);
    expect([validation, seals, defects]).toEqual(["unchecked", ["no-key", "no-key"], []]);
    const options = { provenance: "host-api", capture: "as-served" } as const;
    const { arc } = await analyseMessage(utf8(TWO), options);
    expect([arc.validation, arc.seals.map(({ signature }) => signature)]).toEqual([
      "unchecked",
      ["unchecked", "unchecked"],
    ]);
  });

  test("no set at all", async () => {
    expect(await check(MAIL)).toMatchObject({ validation: "none", defects: [], codes: [] });
  });

  test("no more than 50 sets are a chain (section 4.2.1)", async () => {
    let message = MAIL;
    for (let i = 1; i <= 51; i++) message = sealMail(message, second, i);
    expect(await check(message)).toMatchObject({ validation: "fail", defects: ["too-many-sets"] });
    const fifty = without(message, /[:;]\s*i=51;/);
    expect(await check(fifty)).toMatchObject({ validation: "pass", defects: [] });
  });
});

describe("RFC 8617, section 5.2: a chain that was tampered with", () => {
  test.each([
    ["a set removed from the middle", without(THREE, /[:;]\s*i=2;/), ["numbering"], "arc-numbering-broken"],
    ["the first set removed", without(TWO, /[:;]\s*i=1;/), ["numbering"], "arc-numbering-broken"],
    ["a seal twice", `${ONE.slice(0, ONE.indexOf("ARC-Auth"))}${ONE}`, ["numbering"], "arc-numbering-broken"],
    ["a seal removed", without(TWO, /^ARC-Seal: i=1/), ["numbering"], "arc-numbering-broken"],
    [
      "results removed",
      without(TWO, /^ARC-Authentication-Results: i=1/),
      ["set-incomplete"],
      "arc-set-incomplete",
    ],
    [
      "results twice",
      `ARC-Authentication-Results: i=1; evil.test; spf=pass\r\n${ONE}`,
      ["set-incomplete"],
      "arc-set-incomplete",
    ],
    [
      "the newest seal says cv=fail",
      sealMail(ONE, second, 2, { cv: "fail" }),
      ["cv-fail"],
      "arc-chain-failed",
    ],
    [
      "an older seal says cv=fail",
      sealMail(sealMail(ONE, second, 2, { cv: "fail" }), third, 3),
      ["cv-order"],
      "arc-cv-contradicts",
    ],
    [
      "the first seal says cv=pass",
      sealMail(MAIL, first, 1, { cv: "pass" }),
      ["cv-order"],
      "arc-cv-contradicts",
    ],
    [
      "the second seal says cv=none",
      sealMail(ONE, second, 2, { cv: "none" }),
      ["cv-order"],
      "arc-cv-contradicts",
    ],
    ["results changed", ONE.replace("spf=fail", "spf=pass"), ["seal-fail"], "arc-seal-invalid"],
    [
      "results of an older set changed",
      TWO.replace("spf=fail", "spf=pass"),
      ["seal-fail"],
      "arc-seal-invalid",
    ],
    [
      "a seal with h= (section 4.1.3)",
      sealMail(MAIL, first, 1, { sealTags: " h=from;" }),
      ["seal-fail"],
      "arc-seal-invalid",
    ],
    [
      "a seal with an empty tag",
      sealMail(MAIL, first, 1, { sealTags: ";" }),
      ["seal-fail"],
      "arc-seal-invalid",
    ],
    ["the subject changed", ONE.replace("Hello", "Pay"), ["message-signature-fail"], "arc-message-changed"],
    ["the text changed", ONE.replace("Text.", "Pay."), ["body-changed"], "arc-body-changed"],
  ])("%s", async (_, message, defects, code) => {
    const got = await check(message);
    expect([got.validation, got.defects]).toEqual(["fail", defects]);
    expect(got.codes).toContain(code);
  });

  test("an older message signature may break on the way: that alone breaks no chain (step 5)", async () => {
    const changed = sealMail(ONE.replace("Text.", "Text.\r\n-- \r\nthe list"), second, 2);
    const { validation, messages } = await check(changed);
    expect([validation, messages]).toEqual(["pass", ["match pass", "mismatch pass"]]);
  });

  test("SHA-1 and keys under 1,024 bits seal nothing (RFC 8301)", async () => {
    for (const weak of [
      makeSigner("weak.test", { algorithm: "rsa-sha1" }),
      makeSigner("weak.test", { bits: 512 }),
    ]) {
      const { validation, seals } = await check(sealMail(MAIL, weak, 1), resolverOf([weak]));
      expect([validation, seals]).toEqual(["fail", ["fail"]]);
    }
  });

  test("a set copied from another mail", async () => {
    const other = sealMail(MAIL.replace("Hello", "Other"), first, 1);
    const set = other.slice(0, other.indexOf("From:"));
    const { defects } = await check(set + MAIL);
    expect(defects).toEqual(["message-signature-fail"]);
  });
});

test("every single octet of the newest set that is changed breaks the chain", async () => {
  const end = ONE.indexOf("From:");
  for (let i = 0; i < end; i += 7) {
    const character = ONE[i] as string;
    if (/[\s\r\n]/.test(character)) continue;
    const changed = ONE.slice(0, i) + (character === "x" ? "y" : "x") + ONE.slice(i + 1);
    expect([i, (await check(changed)).validation]).not.toEqual([i, "pass"]);
  }
});

test("never rejects, and no field order or number of fields makes a chain pass without its keys", async () => {
  const tag = fc.constantFrom(
    "i=1",
    "i=2",
    "i=0",
    "i=51",
    "cv=none",
    "cv=pass",
    "d=a.test",
    "s=s",
    "a=rsa-sha256",
    "b=AA==",
    "bh=AA==",
    "h=from",
    "",
  );
  const field = fc
    .tuple(
      fc.constantFrom("ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results"),
      fc.array(tag, { maxLength: 8 }),
    )
    .map(([name, tags]) => `${name}: ${tags.join("; ")}\r\n`);
  const answers = resolverOf([makeSigner("a.test", { selector: "s" })]);
  await fc.assert(
    fc.asyncProperty(fc.array(field, { maxLength: 8 }), async (fields) => {
      const { validation } = await check(fields.join("") + MAIL, answers);
      expect(["none", "fail", "unchecked"]).toContain(validation);
    }),
    { numRuns: 300 },
  );
});

test("stays linear: 20,000 sets, and one field of 5 MB", async () => {
  const sets = Array.from(
    { length: 20_000 },
    (_, i) =>
      `ARC-Seal: i=${i}; a=rsa-sha256; d=a.test; s=s; cv=pass; b=AA==\r\nARC-Message-Signature: i=${i}; h=from; bh=AA==\r\n`,
  ).join("");
  const { arc } = await analyseMessage(utf8(sets + MAIL), {
    provenance: "host-api",
    capture: "as-served",
    keys,
  });
  expect([arc.instances, arc.seals.length, arc.messageSignatures.length]).toEqual([20_000, 100, 100]);
  expect((await check(`ARC-Seal: ${"i=1;".repeat(1_250_000)}\r\n${MAIL}`)).validation).toBe("fail");
});
