import { request } from "node:http";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseStatement } from "../../src/core/evidence/statement.ts";
import { verifyReceipt } from "../../src/core/verify/receipt.ts";
import {
  formOf,
  makeSubmission,
  partsOf,
  putSubmission,
  receiptFrom,
  sha256Hex,
  type TestSubmission,
} from "../intake/fixture.ts";
import { expectProblem, type HttpUnderTest, startHttp, submitFresh } from "./http.ts";

let under: HttpUnderTest;
beforeAll(async () => {
  under = await startHttp({ limits: { packageOctets: 100_000 } });
});
afterAll(() => under.close());

describe("PUT submissions: accepted", () => {
  test("201 and a receipt that verifies against the organisation's log key and the TSA's root", async () => {
    const { acme, url } = under;
    const submission = makeSubmission("acme");
    const response = await putSubmission(url, acme, submission);
    expect(response.status).toBe(201);
    const statement = parseStatement(submission.statement);
    if (!statement.ok) throw statement.error;
    const policy = {
      v: 1 as const,
      logs: [acme.log],
      timestampRoots: acme.directory.timestamp.roots,
      directoryRoots: [],
    };
    const receipt = await receiptFrom(response);
    const report = await verifyReceipt(receipt, {
      statement: statement.value,
      packageOctets: submission.package,
      policy,
    });
    expect(report.checks.filter((check) => check.status === "failed")).toEqual([]);
    expect(report.outcome).toBe("verified");
    expect(receipt.timestamp).not.toBeNull();
    expect(receipt.opened).toBeNull();
  });

  test("the same again: 200 and the same receipt, though the multipart boundary differs and the log has grown", async () => {
    const { acme, url } = under;
    const submission = makeSubmission("acme");
    const first = await receiptFrom(await putSubmission(url, acme, submission));
    await submitFresh(url, acme);
    const again = await putSubmission(url, acme, submission);
    expect(again.status).toBe(200);
    expect(await receiptFrom(again)).toEqual(first);
  });

  test("the same at the same moment: one entry, one receipt", async () => {
    const { acme, url } = under;
    const submission = makeSubmission("acme", 90_000);
    const responses = await Promise.all([1, 2, 3, 4].map(() => putSubmission(url, acme, submission)));
    const statuses = responses.map((response) => response.status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, 200, 200, 201]);
    const proofs = await Promise.all(responses.map(async (response) => (await receiptFrom(response)).proof));
    expect(new Set(proofs).size).toBe(1);
  });

  test("many at once: each has its own index", async () => {
    const { acme, url } = under;
    const receipts = await Promise.all(Array.from({ length: 12 }, () => submitFresh(url, acme)));
    const indices = receipts.map(({ receipt }) => /^index (\d+)$/m.exec(receipt.proof)?.[1]);
    expect(new Set(indices).size).toBe(12);
  });

  test("the largest package that the configuration allows", async () => {
    const response = await putSubmission(under.url, under.acme, makeSubmission("acme", 100_000));
    expect(response.status).toBe(201);
  });

  test("what is stored is the package, octet for octet", async () => {
    const { submission } = await submitFresh(under.url, under.acme, 70_001);
    const file = join(under.folder, "data/blobs/acme", submission.hex.slice(0, 2), `${submission.hex}.age`);
    expect(sha256Hex(readFileSync(file))).toBe(submission.hex);
  });
});

describe("PUT submissions: broken off", () => {
  test("an upload that ends in the middle leaves nothing and is served nowhere", async () => {
    const submission = makeSubmission("acme", 90_000);
    const body = Buffer.from(await new Response(formOf(partsOf(submission))).arrayBuffer());
    await sendAndHangUp(submission, body.subarray(0, 60_000), body.length);
    await untilEmpty(join(under.folder, "data/incoming"));
    expect(await receiptStatus(submission)).toBe(404);
    expect((await putSubmission(under.url, under.acme, submission)).status).toBe(201);
  });

  test("a body that says it is whole, without its last boundary: 400 INPUT_INVALID", async () => {
    const submission = makeSubmission("acme", 50_000);
    const whole = new Response(formOf(partsOf(submission)));
    const type = whole.headers.get("content-type") as string;
    const body = await whole.arrayBuffer();
    const response = await fetch(pathOf(submission), {
      method: "PUT",
      headers: { ...enrolled(), "content-type": type },
      body: body.slice(0, 40_000),
    });
    await expectProblem(response, 400, "INPUT_INVALID");
    await untilEmpty(join(under.folder, "data/incoming"));
    expect(await receiptStatus(submission)).toBe(404);
  });

  function sendAndHangUp(submission: TestSubmission, begin: Buffer, length: number): Promise<void> {
    const boundary = /^--([^\r]+)/.exec(begin.toString("latin1"))?.[1] ?? "";
    return new Promise((resolve) => {
      const headers = {
        ...enrolled(),
        "content-type": `multipart/form-data; boundary=${boundary}`,
        "content-length": length,
      };
      const sending = request(pathOf(submission), { method: "PUT", headers });
      sending.on("error", () => resolve());
      sending.write(begin, () => setTimeout(() => sending.destroy(), 50));
    });
  }
});

describe("who may submit", () => {
  const wrong: [string, Record<string, string>][] = [
    ["nobody", {}],
    ["a wrong code", { authorization: "Enrolment wrong" }],
    ["an empty code", { authorization: "Enrolment " }],
    ["a scheme without a code", { authorization: "Enrolment" }],
    ["an overlong code", { authorization: `Enrolment ${"x".repeat(2000)}` }],
  ];
  test.each(wrong)("%s: 401 UNAUTHORISED, before the body is looked at", async (_name, headers) => {
    const submission = makeSubmission("acme");
    const response = await fetch(pathOf(submission), {
      method: "PUT",
      headers,
      body: formOf(partsOf(submission)),
    });
    expect(response.headers.get("www-authenticate")).toContain("Enrolment");
    await expectProblem(response, 401, "UNAUTHORISED");
    expect(await receiptStatus(submission)).toBe(404);
  });

  test("the hash of a code is no code", async () => {
    const hash = under.acme.config.enrolmentCodes?.[0] as string;
    const response = await putSubmission(under.url, { id: "acme", code: hash }, makeSubmission("acme"));
    await expectProblem(response, 401, "UNAUTHORISED");
  });

  test("a read token does not submit", async () => {
    const { receipt } = await submitFresh(under.url, under.acme);
    const submission = makeSubmission("acme");
    const response = await fetch(pathOf(submission), {
      method: "PUT",
      headers: { authorization: `Read ${receipt.readToken}` },
      body: formOf(partsOf(submission)),
    });
    await expectProblem(response, 401, "UNAUTHORISED");
  });
});

describe("GET receipt", () => {
  test("the same as the submission's answer, for an enrolment code and for the read token", async () => {
    const { submission, receipt } = await submitFresh(under.url, under.acme);
    for (const authorization of [`Enrolment ${under.acme.code}`, `Read ${receipt.readToken}`]) {
      const response = await fetch(`${pathOf(submission)}/receipt`, { headers: { authorization } });
      expect(response.status).toBe(200);
      expect(await receiptFrom(response)).toEqual(receipt);
    }
  });

  test("unknown package: 404; no or wrong credentials: 401", async () => {
    const { submission } = await submitFresh(under.url, under.acme);
    expect(await receiptStatus(makeSubmission("acme"))).toBe(404);
    await expectProblem(await fetch(`${pathOf(submission)}/receipt`), 401, "UNAUTHORISED");
    const headers = { authorization: "Read wrong" };
    await expectProblem(await fetch(`${pathOf(submission)}/receipt`, { headers }), 401, "UNAUTHORISED");
  });
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

/** The server notices a broken connection a moment later. */
async function untilEmpty(folder: string): Promise<void> {
  while (readdirSync(folder).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}
