/** The reporter's client against a server that keeps no rule. docs/http-api.md. */
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { intakeClient } from "../../src/clients/intake.ts";
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import { digestOf } from "../../src/core/base/digest.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { IntakeClient, SealedSubmission } from "../../src/workflow/ports.ts";
import { type OddServer, pourForever, problem, say, startOddServer } from "./odd-server.ts";

const receipt = {
  v: 1,
  entry: "{}",
  proof: "c2sp.org/tlog-proof@v1\n",
  timestamp: null,
  opened: null,
  readToken: "t",
};

let server: OddServer;
let client: IntakeClient;
let submission: SealedSubmission;
beforeAll(async () => {
  server = await startOddServer();
  client = intakeClient({ baseUrl: server.url, organisation: "demo", authorization: () => "Enrolment abc" });
  const sealed = new Uint8Array(100_000).fill(65);
  submission = {
    packageDigest: await digestOf(sealed),
    statement: canonicalJson({ v: 1 }),
    summary: new Uint8Array([1, 2, 3]),
    package: sealed,
  };
});
afterAll(() => server.close());
beforeEach(() => {
  server.heard.length = 0;
});

async function failure(call: Promise<unknown>): Promise<Pick<EvidenceError, "code" | "retry">> {
  try {
    await call;
  } catch (cause) {
    if (cause instanceof EvidenceError) return { code: cause.code, retry: cause.retry };
    throw cause;
  }
  throw new Error("it was accepted");
}

describe("submit", () => {
  const submit = () => client.submit(submission, () => {});

  test.each(["Uint8Array", "Blob"])("three parts in order, each named by its digest (%s)", async (kind) => {
    server.answer = say(201, JSON.stringify(receipt));
    const sealed = submission.package as Uint8Array<ArrayBuffer>;
    const progress: number[] = [];
    const answer = await client.submit(
      { ...submission, package: kind === "Blob" ? new Blob([sealed]) : sealed },
      (fraction) => progress.push(fraction),
    );
    expect(answer).toEqual(receipt);
    const [heard] = server.heard;
    expect(heard).toMatchObject({ method: "PUT", headers: { authorization: "Enrolment abc" } });
    expect(heard?.url).toBe(`/v1/demo/submissions/${submission.packageDigest.slice(7)}`);
    const parts = await new Response(heard?.body as BodyInit, {
      headers: { "content-type": heard?.headers["content-type"] as string },
    }).formData();
    const files = [...parts.entries()] as [string, File][];
    const hex = async (octets: Uint8Array) => (await digestOf(octets)).slice(7);
    expect(files.map(([name, file]) => [name, file.name])).toEqual([
      ["statement", `${await hex(submission.statement)}.json`],
      ["summary", `${await hex(submission.summary)}.age`],
      ["package", `${submission.packageDigest.slice(7)}.age`],
    ]);
    expect(new Uint8Array(await (files[2] as [string, File])[1].arrayBuffer())).toEqual(sealed);
    expect(progress.at(-1)).toBe(1);
    expect(progress.every((one, i) => one >= (progress[i - 1] ?? 0) && one <= 1)).toBe(true);
  });

  test.each([
    [400, "STATEMENT_INVALID", "never"],
    [401, "UNAUTHORISED", "never"],
    [409, "SUBMISSION_CONFLICT", "never"],
    [413, "PACKAGE_TOO_LARGE", "never"],
    [422, "DIGEST_MISMATCH", "never"],
    [429, "RATE_LIMITED", "later"],
    [507, "STORAGE_FULL", "later"],
  ])("problem details %d %s: that code, to be tried again: %s", async (status, code, retry) => {
    server.answer = problem(status, { code, retry });
    expect(await failure(submit())).toEqual({ code, retry });
  });

  test.each([
    ["a code that only a client can know", problem(400, { code: "PASSPHRASE_WRONG" })],
    ["a code of nobody", problem(400, { code: "<b>call 0900-1234</b>" })],
    ["a code from the prototype", problem(400, { code: "constructor" })],
    ["HTML", say(400, "<html><script>alert(1)</script>", { "content-type": "application/problem+json" })],
    ["nothing", say(400, "")],
    ["a list", say(400, "[]")],
    ["octets that are not UTF-8", say(400, new Uint8Array([0xff, 0xfe]))],
  ])("a failure with %s: SERVER_ERROR", async (_, answer) => {
    server.answer = answer;
    expect(await failure(submit())).toEqual({ code: "SERVER_ERROR", retry: "never" });
  });

  test("no word of the server reaches the message", async () => {
    server.answer = problem(401, { code: "UNAUTHORISED", title: "CALL US", detail: "<b>CALL US</b>" });
    await expect(submit()).rejects.not.toThrow(/CALL US/);
  });

  test("502 of a proxy with HTML: SERVER_ERROR, later", async () => {
    server.answer = say(502, "<html>");
    expect(await failure(submit())).toEqual({ code: "SERVER_ERROR", retry: "later" });
  });

  test("a server may not ask to repeat what would fail again", async () => {
    server.answer = problem(409, { code: "SUBMISSION_CONFLICT", retry: "later" });
    expect(await failure(submit())).toEqual({ code: "SUBMISSION_CONFLICT", retry: "never" });
  });

  test.each([
    ["not JSON", "hello"],
    ["no JSON object", "null"],
    ["another version", JSON.stringify({ ...receipt, v: 2 })],
    ["no proof", JSON.stringify({ ...receipt, proof: undefined })],
    ["a number for the entry", JSON.stringify({ ...receipt, entry: 1 })],
    ["a proof of 100,000 characters", JSON.stringify({ ...receipt, proof: "x".repeat(100_000) })],
    ["a sign-in page of the hotel", "<html>"],
  ])("200 with %s: RESPONSE_INVALID", async (_, body) => {
    server.answer = say(200, body);
    expect((await failure(submit())).code).toBe("RESPONSE_INVALID");
  });

  test("members that we do not know are dropped", async () => {
    server.answer = say(200, JSON.stringify({ ...receipt, anchors: ["mine"] }));
    expect(await submit()).toEqual(receipt);
  });

  test("whatever it answers: a receipt of the agreed form or an EvidenceError", async () => {
    const statuses = fc.constantFrom(200, 201, 204, 400, 401, 404, 500, 503);
    await fc.assert(
      fc.asyncProperty(statuses, fc.oneof(fc.json(), fc.string(), fc.uint8Array()), async (status, body) => {
        server.answer = say(status, body);
        expect((await failure(submit())).code).toMatch(/^(RESPONSE_INVALID|SERVER_ERROR)$/);
      }),
      { numRuns: 60 },
    );
  });

  test("cancelled by the caller: CANCELLED", async () => {
    server.answer = () => {};
    const controller = new AbortController();
    const call = client.submit(submission, () => {}, controller.signal);
    setTimeout(() => controller.abort(), 20);
    expect((await failure(call)).code).toBe("CANCELLED");
  });

  test("the line breaks after the upload: NETWORK_UNREACHABLE, later", async () => {
    server.answer = (_, response) => void response.destroy();
    expect(await failure(submit())).toEqual({ code: "NETWORK_UNREACHABLE", retry: "later" });
  });

  test("the answer breaks off: never taken for a receipt", async () => {
    server.answer = (_, response) => {
      response.writeHead(200, { "content-length": "5000" }).write(JSON.stringify(receipt));
      setTimeout(() => response.destroy(), 10);
    };
    expect((await failure(submit())).code).toMatch(/^(NETWORK_UNREACHABLE|RESPONSE_INVALID)$/);
  });
});

describe("any route", () => {
  test.each([301, 302, 303, 307, 308])(
    "%d is not followed, and the code word goes nowhere",
    async (status) => {
      const elsewhere = await startOddServer();
      elsewhere.answer = say(200, JSON.stringify(receipt));
      server.answer = say(status, "", { location: `${elsewhere.url}/v1/demo/x` });
      expect((await failure(client.submit(submission, () => {}))).code).toBe("RESPONSE_INVALID");
      expect((await failure(client.receipt(submission.packageDigest))).code).toBe("RESPONSE_INVALID");
      expect((await failure(client.directory())).code).toBe("RESPONSE_INVALID");
      expect(elsewhere.heard).toEqual([]);
      await elsewhere.close();
    },
  );

  test("octets without end: RESPONSE_INVALID", async () => {
    server.answer = pourForever();
    expect((await failure(client.directory())).code).toBe("RESPONSE_INVALID");
    server.answer = pourForever(400);
    expect((await failure(client.receipt(submission.packageDigest))).code).toBe("RESPONSE_INVALID");
  });

  test("a gzip bomb counts by what comes out of it", async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20));
    server.answer = say(200, bomb, { "content-encoding": "gzip" });
    expect((await failure(client.directory())).code).toBe("RESPONSE_INVALID");
  });

  test("the directory comes octet for octet", async () => {
    const octets = Uint8Array.from({ length: 256 }, (_, i) => i);
    server.answer = say(200, octets, { "content-type": "application/json" });
    expect(await client.directory()).toEqual(octets);
    expect(server.heard[0]?.headers.authorization).toBeUndefined();
  });

  test("404: NOT_FOUND", async () => {
    server.answer = problem(404, { code: "NOT_FOUND" });
    expect(await failure(client.receipt(submission.packageDigest))).toEqual({
      code: "NOT_FOUND",
      retry: "never",
    });
  });

  test("nobody listens: NETWORK_UNREACHABLE, later", async () => {
    const gone = await startOddServer();
    await gone.close();
    const lost = intakeClient({ baseUrl: gone.url, organisation: "demo", authorization: () => "" });
    expect(await failure(lost.directory())).toEqual({ code: "NETWORK_UNREACHABLE", retry: "later" });
  });
});

test.each([
  ["http, over a readable line", "http://intake.example", "demo"],
  ["a user in the address", "https://user:word@intake.example", "demo"],
  ["a query", "https://intake.example?x=1", "demo"],
  ["no URL", "intake", "demo"],
  ["a name like this machine's", "http://localhost.example", "demo"],
  ["another scheme", "file:///etc", "demo"],
  ["an organisation with a slash", "https://intake.example", "a/../b"],
])("refuses %s before anything is sent: INPUT_INVALID", (_, baseUrl, organisation) => {
  expect(() => intakeClient({ baseUrl, organisation, authorization: () => "" })).toThrow(
    expect.objectContaining({ code: "INPUT_INVALID" }),
  );
});
