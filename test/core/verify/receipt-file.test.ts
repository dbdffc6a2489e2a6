/** The receipt as a file (docs/log-and-receipt.md, section Receipt). */
import * as fc from "fast-check";
import { concatOctets, fromBase64, utf8 } from "../../../src/core/base/bytes.ts";
import { digestOf } from "../../../src/core/base/digest.ts";
import { readCanonicalZip, zipSegments } from "../../../src/core/evidence/zip.ts";
import { checkOpening, pathsListed } from "../../../src/core/verify/opening.ts";
import { readReceipt, receiptTexts, verifyReceipt, writeReceipt } from "../../../src/core/verify/receipt.ts";
import { receiptFileName } from "../../../src/core/verify/receipt-file.ts";
import { exitCode } from "../../../src/core/verify/report.ts";
import { codeOf } from "../log/sample.ts";
import { MAIL, REFERENCE } from "../seal/sample.ts";
import { makeScene, openedBy, type Scene, verdict } from "./sample.ts";

let scene: Scene;
let file: Uint8Array<ArrayBuffer>;
const facts = {
  reference: REFERENCE,
  organisation: "Voorbeeld BV",
  logOrigin: "intake.example/v1/demo/log",
  readToken: "read-me",
  timestamped: true,
  demo: false,
};

beforeAll(async () => {
  scene = await makeScene();
  const opened = await openedBy(scene.statement.package);
  const options = { opening: scene.sealed.opening, texts: receiptTexts("nl", facts) };
  file = writeReceipt(REFERENCE, { ...scene.receipt, opened }, options);
});

function entriesOf(octets: Uint8Array) {
  const zip = readCanonicalZip(octets);
  if (!zip.ok) throw zip.error;
  return zip.value;
}

describe("writing and reading", () => {
  test("files in the documented order", () => {
    expect(entriesOf(file).map(({ name }) => name)).toEqual([
      "entry.json",
      "receipt.tlog-proof",
      "package.tsr",
      "opening.json",
      "opened.json",
      "README.txt",
    ]);
    expect(receiptFileName(REFERENCE)).toBe(`receipt-${REFERENCE}.zip`);
  });
  test("what was written verifies", async () => {
    const read = readReceipt(file);
    if (!read.ok) throw read.error;
    const report = await verifyReceipt(read.value, {
      packageOctets: scene.sealed.package,
      policy: scene.policy,
    });
    expect([report.outcome, verdict(report, "opening")]).toEqual(["verified", "passed"]);
  });
  test("a late timestamp and no opening leave their files out", () => {
    const small = writeReceipt(
      REFERENCE,
      { ...scene.receipt, timestamp: null },
      { texts: receiptTexts("en", facts) },
    );
    expect(entriesOf(small).map(({ name }) => name)).toEqual([
      "entry.json",
      "receipt.tlog-proof",
      "README.txt",
    ]);
    expect(readReceipt(small)).toMatchObject({
      ok: true,
      value: { timestamp: null, opened: null, opening: null },
    });
  });
  test("the opening shows the mail that was reported, and no other", async () => {
    const read = readReceipt(file);
    const opening = read.ok ? read.value.opening : null;
    if (opening === null) throw new Error("no opening");
    expect(codeOf(await checkOpening(opening, scene.statement.commitment))).toBe("ok");
    expect(pathsListed(opening, await digestOf(utf8(MAIL)))).toEqual(["data/messages/0001/original.eml"]);
    expect(pathsListed(opening, await digestOf(utf8(`${MAIL} `)))).toEqual([]);
  });
});

describe("a receipt that brings its own anchors", () => {
  function withAnchors(): Uint8Array {
    const anchors = [
      { name: "policy.json", octets: utf8(JSON.stringify(scene.policy)) },
      { name: "root.pem", octets: utf8(scene.authority.rootPem) },
    ];
    return concatOctets(zipSegments([...entriesOf(file), ...anchors]));
  }
  test("is consistent, exit 3, never verified; the anchors are named as not used", async () => {
    const read = readReceipt(withAnchors());
    if (!read.ok) throw read.error;
    expect(read.value.ignored).toEqual(["policy.json", "root.pem"]);
    const report = await verifyReceipt(read.value, { packageOctets: scene.sealed.package, policy: null });
    expect([report.outcome, exitCode(report), verdict(report, "further-files")]).toEqual([
      "consistent",
      3,
      "not-checked",
    ]);
  });
});

describe("refused", () => {
  test("one changed octet anywhere in the file: RECEIPT_INVALID", () => {
    const accepted: number[] = [];
    const step = 3;
    for (let at = 0; at < file.length; at += step) {
      const broken = file.slice();
      broken[at] = (broken[at] as number) ^ 0x01;
      if (codeOf(readReceipt(broken)) !== "RECEIPT_INVALID") accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });
  test("out of order, incomplete, or not a receipt: RECEIPT_INVALID", () => {
    const entries = entriesOf(file);
    for (const list of [
      entries.toReversed(),
      entries.slice(1),
      entries.slice(0, -1),
      entries.filter(({ name }) => name !== "receipt.tlog-proof"),
      [],
      entries.map((entry) =>
        entry.name === "opened.json" ? { ...entry, octets: Uint8Array.of(0xff) } : entry,
      ),
      entries.map((entry) => (entry.name === "opening.json" ? { ...entry, octets: utf8("{}") } : entry)),
    ]) {
      expect(codeOf(readReceipt(concatOctets(zipSegments(list))))).toBe("RECEIPT_INVALID");
    }
    expect(codeOf(readReceipt(utf8("PK")))).toBe("RECEIPT_INVALID");
    expect(codeOf(readReceipt(new Uint8Array(9 * 1024 * 1024)))).toBe("RECEIPT_INVALID");
  });
  test("a writer's mistakes are bugs", () => {
    const texts = receiptTexts("en", facts);
    expect(() => writeReceipt("../x", scene.receipt, { texts })).toThrow(TypeError);
    expect(() => writeReceipt(REFERENCE, { ...scene.receipt, timestamp: "*" }, { texts })).toThrow(TypeError);
    expect(() => receiptFileName("../x")).toThrow(TypeError);
  });
  test("never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => expect(readReceipt(octets).ok).toBe(false)),
    );
  });
});

describe("README.txt", () => {
  test.each([
    ["en", "Received, content not seen.", "It does not show that the mail was received,"],
    ["nl", "Ontvangen, inhoud niet gezien.", "Het laat niet zien dat de mail is"],
    ["de-AT", "Empfangen, Inhalt nicht gesehen.", "Es zeigt nicht, dass die Mail empfangen"],
    ["fr", "Reçu, contenu non vu.", "Cela ne montre pas que le message a été reçu"],
  ] as const)("%s says what the receipt shows and does not show", (language, first, second) => {
    const { readme } = receiptTexts(language, facts);
    expect(readme).toContain(first);
    expect(readme).toContain(second);
    expect(readme).toContain("https://intake.example/v1/demo/log/checkpoint");
    expect(readme).toContain("Authorization: Read read-me");
    expect(readme).toContain("openssl ts -verify -in package.tsr -data package.age -CAfile root.pem");
    expect(readme).not.toMatch(/D[EÉ]MO/);
    expect(readme.split("\n").every((line) => line.length <= 120)).toBe(true);
  });
  test("a demo says so, a late timestamp too, and a token can be left out", () => {
    for (const language of ["en", "nl", "de", "fr"]) {
      const { readme } = receiptTexts(language, {
        ...facts,
        demo: true,
        timestamped: false,
        readToken: null,
      });
      expect(readme).toMatch(/^D[EÉ]MO/m);
      expect(readme).not.toContain("Authorization");
      expect(readme).not.toEqual(receiptTexts(language, facts).readme);
    }
  });
  test("a language that is not here is English, and each other one its own", () => {
    const readmes = ["en", "nl", "de", "fr"].map((language) => receiptTexts(language, facts).readme);
    expect(new Set(readmes).size).toBe(4);
    for (const language of ["pt-BR", "", "constructor", "english"])
      expect(receiptTexts(language, facts).readme).toBe(readmes[0]);
    expect(receiptTexts("FR-ch", facts).readme).toBe(readmes[3]);
  });
  test("the timestamp in the file is the token itself, for stock tools", () => {
    const token = entriesOf(file).find(({ name }) => name === "package.tsr")?.octets;
    expect(token).toEqual(fromBase64(scene.receipt.timestamp as string));
  });
});
