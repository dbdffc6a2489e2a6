import { readdirSync } from "node:fs";
import { join } from "node:path";
import { utf8 } from "../../src/core/base/bytes.ts";
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import {
  formOf,
  makeSubmission,
  type Part,
  partsOf,
  putSubmission,
  receiptFrom,
  sha256Hex,
  type TestSubmission,
  withStatement,
} from "../intake/fixture.ts";
import { expectProblem, type HttpUnderTest, startHttp, submitFresh } from "./http.ts";

let under: HttpUnderTest;
beforeAll(async () => {
  under = await startHttp({ limits: { packageOctets: 100_000 } });
});
afterAll(() => under.close());

describe("PUT submissions: refused", () => {
  type Change = (parts: Part[], submission: TestSubmission) => Part[];
  const replaced = (name: string, change: Partial<Part>): Change => {
    return (parts) => parts.map((part) => (part.name === name ? { ...part, ...change } : part));
  };
  const reworded = (change: object): Change => {
    return (parts, { statement }) => {
      const value = JSON.parse(new TextDecoder().decode(statement)) as object;
      return named(parts, "statement", canonicalJson({ ...value, ...change }), "json");
    };
  };
  const named = (parts: Part[], name: string, octets: Uint8Array<ArrayBuffer>, extension: string): Part[] =>
    replaced(name, { octets, filename: `${sha256Hex(octets)}.${extension}` })(parts, {} as TestSubmission);

  const refusals: [string, number, string, Change][] = [
    [
      "statement: not JSON",
      400,
      "STATEMENT_INVALID",
      (parts) => named(parts, "statement", utf8("hello"), "json"),
    ],
    [
      "statement: not canonical",
      400,
      "STATEMENT_INVALID",
      (parts, { statement }) =>
        named(parts, "statement", utf8(`${new TextDecoder().decode(statement)}\n`), "json"),
    ],
    ["statement: of another organisation", 400, "STATEMENT_INVALID", reworded({ organisation: "other" })],
    [
      "statement: of another package",
      400,
      "STATEMENT_INVALID",
      reworded({ package: `sha256:${"0".repeat(64)}` }),
    ],
    ["statement: an unknown member", 400, "STATEMENT_INVALID", reworded({ subject: "x" })],
    ["statement: another version", 400, "STATEMENT_INVALID", reworded({ v: 2 })],
    [
      "statement: more than 4 KiB",
      400,
      "STATEMENT_INVALID",
      (parts) => named(parts, "statement", new Uint8Array(4097), "json"),
    ],
    [
      "statement: file name of other octets",
      422,
      "DIGEST_MISMATCH",
      replaced("statement", { filename: `${"0".repeat(64)}.json` }),
    ],
    [
      "statement: file name is no digest",
      400,
      "INPUT_INVALID",
      replaced("statement", { filename: "statement.json" }),
    ],
    ["statement: a field, not a file", 400, "INPUT_INVALID", replaced("statement", { filename: null })],
    ["summary: one octet changed", 422, "DIGEST_MISMATCH", (parts) => flip(parts, "summary", 50)],
    [
      "summary: another than in the statement",
      422,
      "DIGEST_MISMATCH",
      (parts) => named(parts, "summary", utf8("age-encryption.org/v1\nother"), "age"),
    ],
    [
      "summary: plain text",
      400,
      "INPUT_INVALID",
      (parts) => named(parts, "summary", utf8("a threat"), "age"),
    ],
    [
      "summary: more than 64 KiB",
      413,
      "SUMMARY_TOO_LARGE",
      (parts) => named(parts, "summary", new Uint8Array(65_537), "age"),
    ],
    ["package: one octet changed", 422, "DIGEST_MISMATCH", (parts) => flip(parts, "package", 2000)],
    [
      "package: an octet less",
      422,
      "DIGEST_MISMATCH",
      (parts, { package: sealed }) =>
        replaced("package", { octets: sealed.slice(0, -1) })(parts, {} as TestSubmission),
    ],
    [
      "package: an octet more",
      422,
      "DIGEST_MISMATCH",
      (parts, { package: sealed }) =>
        replaced("package", { octets: new Uint8Array([...sealed, 0]) })(parts, {} as TestSubmission),
    ],
    [
      "package: file name of another",
      422,
      "DIGEST_MISMATCH",
      replaced("package", { filename: `${"0".repeat(64)}.age` }),
    ],
    ["package: empty", 400, "INPUT_INVALID", replaced("package", { octets: new Uint8Array() })],
    ["parts: package missing", 400, "INPUT_INVALID", (parts) => parts.slice(0, 2)],
    ["parts: none", 400, "INPUT_INVALID", () => []],
    ["parts: summary before statement", 400, "INPUT_INVALID", ([a, b, c]) => [b, a, c] as Part[]],
    ["parts: package first", 400, "INPUT_INVALID", ([a, b, c]) => [c, a, b] as Part[]],
    ["parts: another name", 400, "INPUT_INVALID", replaced("package", { name: "parcel" })],
  ];

  test.each(refusals)("%s: %d %s", async (_name, status, code, change) => {
    const { acme, url, folder } = under;
    const submission = makeSubmission("acme");
    await expectProblem(
      await putSubmission(url, acme, submission, change(partsOf(submission), submission)),
      status,
      code,
    );
    expect(await receiptStatus(submission)).toBe(404);
    expect(readdirSync(join(folder, "data/incoming"))).toEqual([]);
    // The same, unchanged, is welcome: a refusal leaves nothing in the way.
    expect((await putSubmission(url, acme, submission)).status).toBe(201);
  });

  test("package: plain text whose digest fits is no age file: 400 INPUT_INVALID", async () => {
    const submission = withStatement(
      "acme",
      utf8("From: someone\r\n\r\nI know where you live"),
      makeSubmission("acme").summary,
    );
    await expectProblem(await putSubmission(under.url, under.acme, submission), 400, "INPUT_INVALID");
  });

  test("package: larger than the configuration allows: 413 PACKAGE_TOO_LARGE, and nothing is kept", async () => {
    const submission = makeSubmission("acme", 100_001);
    await expectProblem(await putSubmission(under.url, under.acme, submission), 413, "PACKAGE_TOO_LARGE");
    expect(readdirSync(join(under.folder, "data/incoming"))).toEqual([]);
  });

  test("far more than allowed is answered too, not cut off: 413 and 401 with 8 MB still on their way", async () => {
    const submission = makeSubmission("acme", 8_000_000);
    await expectProblem(await putSubmission(under.url, under.acme, submission), 413, "PACKAGE_TOO_LARGE");
    const stranger = { id: "acme", code: "wrong" };
    await expectProblem(await putSubmission(under.url, stranger, submission), 401, "UNAUTHORISED");
  });

  test("the same package with another statement or another summary: 409 SUBMISSION_CONFLICT", async () => {
    const { acme, url } = under;
    const { submission } = await submitFresh(url, acme);
    const otherCommitment = withStatement("acme", submission.package, submission.summary);
    await expectProblem(await putSubmission(url, acme, otherCommitment), 409, "SUBMISSION_CONFLICT");
    const otherSummary = withStatement("acme", submission.package, makeSubmission("acme").summary);
    await expectProblem(await putSubmission(url, acme, otherSummary), 409, "SUBMISSION_CONFLICT");
    expect((await putSubmission(url, acme, submission)).status).toBe(200);
  });

  test("conflicting statements for one package at the same moment: one is stored, the others 409", async () => {
    const { acme, url } = under;
    const submission = makeSubmission("acme", 90_000);
    const rivals = [1, 2, 3].map(() => withStatement("acme", submission.package, submission.summary));
    const responses = await Promise.all(rivals.map((rival) => putSubmission(url, acme, rival)));
    expect(responses.map((response) => response.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });

  test("a repeated submission whose package is another one: 422, and the stored one stays", async () => {
    const { acme, url } = under;
    const { submission, receipt } = await submitFresh(url, acme);
    await expectProblem(
      await putSubmission(url, acme, submission, flip(partsOf(submission), "package", 100)),
      422,
      "DIGEST_MISMATCH",
    );
    expect(await receiptFrom(await putSubmission(url, acme, submission))).toEqual(receipt);
  });

  test("no multipart: 400 INPUT_INVALID", async () => {
    const { submission } = { submission: makeSubmission("acme") };
    const response = await fetch(pathOf(submission), {
      method: "PUT",
      headers: { ...enrolled(), "content-type": "application/json" },
      body: "{}",
    });
    await expectProblem(response, 400, "INPUT_INVALID");
  });

  test("a path that is no digest: 404 NOT_FOUND", async () => {
    const submission = makeSubmission("acme");
    for (const hex of [
      submission.hex.toUpperCase(),
      submission.hex.slice(1),
      `${submission.hex}0`,
      "..%2f..%2fetc",
    ]) {
      const response = await fetch(`${under.url}/v1/acme/submissions/${hex}`, {
        method: "PUT",
        headers: enrolled(),
        body: formOf(partsOf(submission)),
      });
      await expectProblem(response, 404, "NOT_FOUND");
    }
  });

  function flip(parts: Part[], name: string, at: number): Part[] {
    return parts.map((part) => {
      const octets = part.octets.slice();
      octets[at] = (octets[at] as number) ^ 1;
      return part.name === name ? { ...part, octets } : part;
    });
  }
});

function pathOf({ hex }: TestSubmission): string {
  return `${under.url}/v1/acme/submissions/${hex}`;
}

function enrolled(): Record<string, string> {
  return { authorization: `Enrolment ${under.acme.code}` };
}

async function receiptStatus(submission: TestSubmission): Promise<number> {
  return (await fetch(`${pathOf(submission)}/receipt`, { headers: enrolled() })).status;
}
