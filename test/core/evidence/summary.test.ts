/** docs/package-format.md, sections 7 to 9: summary, commitment, statement, saved submission. */
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { concatOctets, utf8 } from "../../../src/core/base/bytes.ts";
import { canonicalJson } from "../../../src/core/base/canonical-json.ts";
import { commitmentOf } from "../../../src/core/evidence/commitment.ts";
import {
  checkSavedSubmission,
  readSavedSubmission,
  writeSavedSubmission,
} from "../../../src/core/evidence/saved-submission.ts";
import { readSummary } from "../../../src/core/evidence/shapes.ts";
import { parseStatement } from "../../../src/core/evidence/statement.ts";
import { fitSummary, makeSummary } from "../../../src/core/evidence/summary.ts";
import { wellFormed } from "../../../src/core/evidence/well-formed.ts";
import { zipSegments } from "../../../src/core/evidence/zip.ts";
import { digestNow, sampleMessage, sampleReport } from "../seal/sample.ts";

describe("summary", () => {
  test("takes from the analysis what the list needs", () => {
    const [message] = makeSummary(sampleReport(), [sampleMessage()], null).messages;
    expect(message).toEqual({
      digest: null,
      subject: "last warning",
      from: { address: "anon@example.org", name: null },
      date: null,
      messageId: null,
      statements: { provenance: "supplied-file", capture: "as-served", authentication: "none" },
    });
  });

  test("is readable whatever an analysis holds", () => {
    const message = fc.oneof(
      fc.anything(),
      fc.record({ subject: fc.string({ unit: "binary" }), from: fc.anything() }),
    );
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), (analyses) => {
        const messages = analyses.map((analysis) => sampleMessage({ analysis }));
        const octets = canonicalJson(makeSummary(sampleReport(), messages, null));
        expect(readSummary(octets).ok).toBe(true);
      }),
    );
  });

  test("cuts a surrogate pair without leaving half of it", () => {
    const analysis = { subject: `${"x".repeat(299)}\u{1f4a3}` };
    const { subject } = makeSummary(sampleReport(), [sampleMessage({ analysis })], null).messages[0]!;
    expect(subject).toBe(`${"x".repeat(299)}\u{fffd}`);
  });

  test("9,999 messages with long subjects fit, and the count stays", () => {
    const one = sampleMessage({
      analysis: {
        subject: "\u{1f4a3}".repeat(200),
        correlationKeys: [{ kind: "from", value: "a".repeat(190) }],
      },
    });
    const summary = makeSummary(sampleReport(), Array<typeof one>(9_999).fill(one), null);
    expect(summary.messageCount).toBe(9_999);
    expect(summary.messages.length).toBeGreaterThan(20);
    expect(canonicalJson(summary).length).toBeLessThan(56_000);
  });

  test("a key that is too long is left out, not cut", () => {
    const analysis = { correlationKeys: [{ kind: "from", value: "a".repeat(201) }] };
    expect(makeSummary(sampleReport(), [sampleMessage({ analysis })], null).correlationKeys).toEqual([]);
  });

  test("fits any room that holds it bare", () => {
    const keys = Array.from({ length: 50 }, (_, i) => ({ kind: "k", value: `value ${i}` }));
    const one = sampleMessage({ analysis: { subject: "s".repeat(100), correlationKeys: keys } });
    const summary = makeSummary(sampleReport(), Array<typeof one>(50).fill(one), null);
    const bare = canonicalJson({ ...summary, messages: [], correlationKeys: [] }).length;
    fc.assert(
      fc.property(fc.integer({ min: bare, max: 30_000 }), (room) => {
        expect(canonicalJson(fitSummary(summary, room)).length).toBeLessThanOrEqual(room);
      }),
    );
  });
});

test("wellFormed leaves no half of a surrogate pair, in names neither", () => {
  expect(wellFormed({ "a\ud800": ["\udc00x", 1, null, { b: "ok" }] })).toEqual({
    "a\u{fffd}": ["\u{fffd}x", 1, null, { b: "ok" }],
  });
});

test("commitment: SHA-256 over label, salt and two hashes, computed apart", async () => {
  const sha = (octets: Uint8Array | string) => createHash("sha256").update(octets).digest();
  const salt = new Uint8Array(32).fill(7);
  const expected = sha(
    concatOctets([utf8("zegel/commitment/v1\0"), salt, sha("tagmanifest"), sha("signature")]),
  );
  expect(await commitmentOf(salt, utf8("tagmanifest"), utf8("signature"))).toBe(
    `sha256:${expected.toString("hex")}`,
  );
});

const statement = {
  v: 1,
  organisation: "demo",
  package: digestNow(utf8("package")),
  summary: digestNow(utf8("summary")),
  commitment: digestNow(utf8("commitment")),
  reviewAfter: "2027-02-21",
};

describe("statement", () => {
  test("is read", () =>
    expect(parseStatement(canonicalJson(statement))).toEqual({ ok: true, value: statement }));
  test.each([
    ["version", { ...statement, v: 2 }],
    ["digest", { ...statement, package: "sha256:00" }],
    ["upper-case digest", { ...statement, package: statement.package.toUpperCase() }],
    ["organisation that is a path", { ...statement, organisation: "../other" }],
    ["day", { ...statement, reviewAfter: "soon" }],
    ["unknown member", { ...statement, note: "the accused is…" }],
    ["missing member", { ...statement, commitment: undefined }],
  ])("refuses: %s", (_, value) => {
    const refused = parseStatement(canonicalJson(JSON.parse(JSON.stringify(value))));
    expect(refused.ok ? "success" : refused.error.code).toBe("STATEMENT_INVALID");
  });
});

describe("saved submission", () => {
  const parts = { statement: canonicalJson(statement), summary: utf8("summary"), package: utf8("package") };
  const saved = writeSavedSubmission(parts);

  test("is read as it was written, and fits its statement", async () => {
    const read = readSavedSubmission(saved);
    if (!read.ok) throw read.error;
    expect(read.value.parsed).toEqual(statement);
    expect(read.value.package).toEqual(parts.package);
    expect((await checkSavedSubmission(read.value)).ok).toBe(true);
  });

  test("a summary or package of another statement is a DIGEST_MISMATCH", async () => {
    for (const changes of [{ summary: utf8("else") }, { package: utf8("else") }]) {
      const read = readSavedSubmission(writeSavedSubmission({ ...parts, ...changes }));
      if (!read.ok) throw read.error;
      const checked = await checkSavedSubmission(read.value);
      expect(checked.ok ? "success" : checked.error.code).toBe("DIGEST_MISMATCH");
    }
  });

  test("any changed octet is refused", () => {
    fc.assert(
      fc.property(fc.nat(saved.length - 1), (at) => {
        const changed = Uint8Array.from(saved);
        changed[at] = (changed[at] as number) ^ 1;
        expect(readSavedSubmission(changed).ok).toBe(false);
      }),
    );
  });

  test.each([
    ["a file more", ["statement.json", "summary.age", "package.age", "more"]],
    ["a file less", ["statement.json", "summary.age"]],
    ["another order", ["statement.json", "package.age", "summary.age"]],
  ])("refuses %s", (_, names) => {
    const zip = concatOctets(zipSegments(names.map((name) => ({ name, octets: parts.statement }))));
    const refused = readSavedSubmission(zip);
    expect(refused.ok ? "success" : refused.error.code).toBe("SAVED_SUBMISSION_INVALID");
  });
});
