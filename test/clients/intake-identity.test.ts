/** How a reporter's client says who asks, or does not; what it learns from a refusal and from the server's clock. */
import { clockOffset } from "../../src/clients/http.ts";
import { intakeClient, type ReporterClient } from "../../src/clients/intake.ts";
import { doorsOf } from "../../src/clients/problem.ts";
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import { digestOf } from "../../src/core/base/digest.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { SealedSubmission } from "../../src/workflow/ports.ts";
import type { ServerResponse } from "node:http";
import { type OddServer, problem, say, startOddServer } from "./odd-server.ts";

const receipt = { v: 1, entry: "{}", proof: "p", timestamp: null, opened: null, readToken: "t" };

let server: OddServer;
let submission: SealedSubmission;
beforeAll(async () => {
  server = await startOddServer();
  const sealed = new Uint8Array(1000).fill(65);
  const small = new Uint8Array([1]);
  submission = {
    packageDigest: await digestOf(sealed),
    statement: canonicalJson({ v: 1 }),
    summary: small,
    package: sealed,
  };
});
afterAll(() => server.close());
beforeEach(() => {
  server.heard.length = 0;
  server.answer = say(200, JSON.stringify(receipt));
});

function clientWith(authorization: () => string | Promise<string>): ReporterClient {
  return intakeClient({ baseUrl: server.url, organisation: "demo", authorization });
}

const failed = async (call: Promise<unknown>): Promise<EvidenceError> =>
  await call.then(
    () => {
      throw new TypeError("it was accepted");
    },
    (cause: EvidenceError) => cause,
  );

describe("authorization", () => {
  test("may take its time: a token that is fetched first", async () => {
    const client = clientWith(async () => await Promise.resolve("Bearer abc"));
    await client.submit(submission, () => {});
    await client.receipt(submission.packageDigest);
    await client.dnsKey("small.example", "k");
    expect(server.heard.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill("Bearer abc"));
  });

  test.each(["SIGN_IN_NEEDED", "SIGN_IN_FAILED"] as const)(
    "that fails with %s fails so, and nothing was sent",
    async (code) => {
      const refused = new EvidenceError(code, "no token", { retry: "later" });
      const client = clientWith(() => Promise.reject(refused));
      expect(await failed(client.submit(submission, () => {}))).toBe(refused);
      expect(await failed(client.receipt(submission.packageDigest))).toBe(refused);
      expect(server.heard).toEqual([]);
    },
  );

  test("that never answers: cancelling still works, and a question about keys ends", async () => {
    const client = clientWith(() => new Promise(() => {}));
    const controller = new AbortController();
    const call = failed(client.submit(submission, () => {}, controller.signal));
    controller.abort();
    expect((await call).code).toBe("CANCELLED");
    expect((await failed(client.submit(submission, () => {}, controller.signal))).code).toBe("CANCELLED");
    expect((await failed(client.dnsKey("small.example", "k"))).code).toBe("NETWORK_UNREACHABLE");
    expect(server.heard).toEqual([]);
  });
});

describe("confidential", () => {
  test("no Authorization, no cookie, and nobody is asked to sign in", async () => {
    const asked = jest.fn(() => "Enrolment abc");
    const client = clientWith(asked);
    const confidential = { confidential: true };
    await client.submit(submission, () => {}, undefined, confidential);
    await client.receipt(submission.packageDigest, confidential);
    expect(server.heard).toHaveLength(2);
    for (const { headers } of server.heard) {
      expect(headers).not.toHaveProperty("authorization");
      expect(headers).not.toHaveProperty("cookie");
    }
    expect(asked).not.toHaveBeenCalled();
  });

  test("the receipt with its read token, which never goes along with a submission", async () => {
    const client = clientWith(() => "Enrolment abc");
    const identity = { confidential: true, readToken: "tok" };
    await client.receipt(submission.packageDigest, identity);
    await client.submit(submission, () => {}, undefined, identity);
    expect(server.heard.map(({ headers }) => headers.authorization)).toEqual(["Read tok", undefined]);
  });
});

describe("doorsOf: what the intake takes instead", () => {
  const refuse = async (members: object, status = 401) => {
    server.answer = problem(status, members);
    return await failed(clientWith(() => "Enrolment x").submit(submission, () => {}));
  };

  test("of an UNAUTHORISED, the doors that we know, each once", async () => {
    const doors = ["enrolment", "entra", "entra", "<b>call us</b>", 7, null];
    const error = await refuse({ code: "UNAUTHORISED", doors });
    expect(error).toMatchObject({ code: "UNAUTHORISED", retry: "never" });
    expect(doorsOf(error)).toEqual(["enrolment", "entra"]);
  });

  test.each<[string, object, number]>([
    ["an older intake", { code: "UNAUTHORISED" }, 401],
    ["doors that are no list", { code: "UNAUTHORISED", doors: { entra: true } }, 401],
    ["another refusal", { code: "NOT_FOUND", doors: ["entra"] }, 404],
  ])("%s: none, and the code stays", async (_, members, status) => {
    const error = await refuse(members, status);
    expect(error).toMatchObject({ code: (members as { code: string }).code });
    expect(doorsOf(error)).toEqual([]);
  });

  test.each([null, undefined, "UNAUTHORISED", new Error("x"), {}])("of %s: none", (value) => {
    expect(doorsOf(value)).toEqual([]);
  });
});

describe("clockOffset", () => {
  const date = "Tue, 24 Nov 2026 04:00:10 GMT";
  const second = Date.UTC(2026, 10, 24, 4, 0, 10);

  test.each([
    ["alike, as far as whole seconds tell", second + 400, second + 600, 0],
    ["half of a slow round trip is taken", second - 3000, second + 5000, 500],
    ["ten minutes ahead", second + 600_500, second + 600_500, 600_000],
    ["an hour behind", second - 3_599_500, second - 3_599_500, -3_600_000],
  ])("%s", (_, sentAt, receivedAt, expected) => {
    expect(clockOffset(date, sentAt, receivedAt)).toBe(expected);
  });

  test.each([
    [undefined],
    [""],
    ["yesterday"],
    ["2026-11-24T04:00:10Z"],
    ["Tue, 24 Nov 2026 25:61:10 GMT"],
    ["Tue, 24 Nov 2026 04:00:10 +0100"],
    ["Tuesday, 24-Nov-26 04:00:10 GMT"],
    [`${date}, ${date}`],
    [["Tue, 24 Nov 2026 04:00:10 GMT"]],
    [7],
  ])("%s: nothing can be told", (value) => {
    expect(clockOffset(value, second, second)).toBeNull();
  });

  test("a clock that was set back meanwhile measures nothing", () => {
    expect(clockOffset(date, second, second - 1)).toBeNull();
  });
});

describe("clockOffsetMs of the client", () => {
  const served = (aheadMs: number | string) => (_: unknown, response: ServerResponse) => {
    response.sendDate = false;
    const date = typeof aheadMs === "string" ? aheadMs : new Date(Date.now() + aheadMs).toUTCString();
    response.writeHead(200, date === "" ? {} : { date }).end(JSON.stringify(receipt));
  };
  const hours = (client: ReporterClient) =>
    Math.round((client.clockOffsetMs() ?? Number.NaN) / 3_600_000) + 0;

  test("null before an answer, then of the last one that could be read", async () => {
    const client = clientWith(() => "");
    expect(client.clockOffsetMs()).toBeNull();
    server.answer = served("");
    await client.directory();
    expect(client.clockOffsetMs()).toBeNull();
    server.answer = served(-2 * 3_600_000);
    await client.directory();
    expect(hours(client)).toBe(2);
    server.answer = served("never");
    await client.directory();
    expect(hours(client)).toBe(2);
    server.answer = served(3_600_000);
    await client.receipt(submission.packageDigest);
    expect(hours(client)).toBe(-1);
  });

  test("a refusal tells the time too; an upload does not, and neither does another page", async () => {
    const client = clientWith(() => "");
    server.answer = served(3_600_000);
    await client.submit(submission, () => {});
    expect(client.clockOffsetMs()).toBeNull();
    server.answer = say(302, "", { location: "/x", date: new Date(0).toUTCString() });
    await failed(client.directory());
    expect(client.clockOffsetMs()).toBeNull();
    server.answer = problem(404, { code: "NOT_FOUND" });
    await failed(client.receipt(submission.packageDigest));
    expect(hours(client)).toBe(0);
  });
});
