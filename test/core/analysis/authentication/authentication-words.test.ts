/** The words of this area: complete, alike in their values, and no more than the findings give them. */
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import { AUTHENTICATION_CODES } from "../../../../src/core/analysis/words/authentication-codes.ts";
import { loadFindingWords } from "../../../../src/core/analysis/words/finding-code.ts";
import { fillIn, WORD_LANGUAGES } from "../../../../src/core/analysis/words/words.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";
import { makeSigner, resolverOf, sealMail, signMail } from "../dkim/sign-mail.ts";

/** What each text needs, as the English one for the investigator says. */
function valuesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string))].sort();
}

test.each(AUTHENTICATION_CODES)(
  "%s: two texts in four languages, each its own, with the same values",
  async (code) => {
    const english = (await loadFindingWords("en"))[code];
    for (const language of WORD_LANGUAGES) {
      const { reporter, investigator } = (await loadFindingWords(language))[code];
      expect(valuesOf(investigator)).toEqual(valuesOf(english.investigator));
      expect(valuesOf(reporter)).toEqual(valuesOf(english.reporter));
      expect(reporter).not.toBe(investigator);
      if (language !== "en") expect(investigator).not.toBe(english.investigator);
      // One sentence for the reporter, three for the investigator.
      expect(reporter.match(/[.?!](?= |$)/g)).toHaveLength(1);
      expect(investigator.length).toBeLessThan(500);
    }
  },
);

const signer = makeSigner("a.test");
const weak = makeSigner("a.test", { selector: "weak", bits: 512 });
const testing = makeSigner("a.test", { selector: "testing", tags: "t=y" });
const old = makeSigner("a.test", { selector: "old", algorithm: "rsa-sha1" });
const keys = resolverOf([signer, weak, testing, old]);
const RECEIVED =
  "Received: from b (b.test [192.0.2.1]) by mx.own.example; Tue, 3 Nov 2026 12:00:05 +0000\r\n";
const MAIL =
  "From: a@a.test\r\nTo: you@own.example\r\nSubject: Hello\r\nDate: Tue, 3 Nov 2026 12:00:00 +0000\r\n\r\nText.\r\n";
const ONE = sealMail(MAIL, signer, 1);

const CASES: Readonly<Record<(typeof AUTHENTICATION_CODES)[number], string>> = {
  "dkim-body-hash-mismatch": signMail(MAIL, signer).replace("Text", "Tent"),
  "dkim-signature-fail": signMail(MAIL, signer).replace("Hello", "Hullo"),
  "dkim-signature-no-key": signMail(MAIL, signer).replace("s=s1", "s=s2"),
  "dkim-from-not-signed": signMail(MAIL, signer, { names: ["to"] }),
  "dkim-body-beyond-length": signMail(MAIL, signer, { length: 1 }),
  "dkim-key-too-short": signMail(MAIL, weak),
  "dkim-key-testing": signMail(MAIL, testing),
  "dkim-sha1-historic": signMail(MAIL, old),
  "dkim-expired-at-delivery": RECEIVED + signMail(MAIL, signer, { tags: "x=1000; " }),
  "dkim-signed-after-delivery": RECEIVED + signMail(MAIL, signer, { tags: "t=1993620805; " }),
  "dkim-fields-not-signed": signMail(MAIL, signer, { names: ["from"] }),
  "dkim-field-added": `Subject: Pay\r\n${signMail(MAIL, signer)}`,
  "dmarc-not-aligned": signMail(MAIL.replace("a@a.test", "b@b.test"), signer),
  "arc-numbering-broken": ONE.replace(/^ARC-Seal: i=1/, "ARC-Seal: i=2"),
  "arc-set-incomplete": ONE.replace("ARC-Authentication-Results", "X-Other"),
  "arc-chain-failed": sealMail(ONE, signer, 2, { cv: "fail" }),
  "arc-cv-contradicts": sealMail(ONE, signer, 2, { cv: "none" }),
  "arc-seal-invalid": ONE.replace("spf=pass", "spf=none"),
  "arc-message-changed": ONE.replace("Hello", "Hullo"),
  "arc-body-changed": ONE.replace("Text", "Tent"),
  "arc-first-results": ONE,
  "authentication-failed": `Authentication-Results: mx.own.example; spf=fail\r\n${RECEIVED}${MAIL}`,
  "results-in-own-name": `Authentication-Results: mx.own.example; spf=none\r\n${RECEIVED}Authentication-Results: mx.own.example; spf=pass\r\n${MAIL}`,
  "microsoft-internal-sender": `X-MS-Exchange-CrossTenant-AuthAs: Internal\r\n${MAIL}`,
};

test.each(Object.entries(CASES))(
  "%s is found, with every value that its words need, and its octets",
  async (code, message) => {
    const octets = utf8(message);
    const { findings } = await analyseMessage(octets, { provenance: "host-api", capture: "as-served", keys });
    const found = findings.find((one) => one.code === code);
    expect(found).toBeDefined();
    const words = (await loadFindingWords("en"))[code as keyof typeof CASES];
    for (const text of [words.reporter, words.investigator])
      expect(fillIn(text, found?.details ?? {})).not.toMatch(/[{}]/);
    expect(found?.basis.length).toBeGreaterThan(0);
    for (const { field, offset, octets: length } of found?.basis ?? []) {
      const text = new TextDecoder().decode(octets.subarray(offset, offset + length));
      expect([text.slice(0, field.length + 1), text.endsWith("\r\n")]).toEqual([`${field}:`, true]);
    }
  },
);

test("an honest signed mail gives none of them", async () => {
  const octets = utf8(RECEIVED + signMail(MAIL, signer));
  const { findings } = await analyseMessage(octets, { provenance: "host-api", capture: "as-served", keys });
  expect(findings.filter(({ code }) => (AUTHENTICATION_CODES as readonly string[]).includes(code))).toEqual(
    [],
  );
});
