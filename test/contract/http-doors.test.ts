/** The doors for reporters: which are open, what each lets through, and that none opens another (docs/http-api.md). */
import type { IntakeConfig } from "../../src/intake/server.ts";
import { getAs, signIn } from "../intake/console-client.ts";
import { makeSubmission, putSubmission, receiptFrom } from "../intake/fixture.ts";
import { startTokenService, type TokenService } from "../intake/token-service.ts";
import { closeAll, type Closing, type Doors, doorsIn, MINUTE, startDoors } from "./doors.ts";
import { expectProblem } from "./http.ts";

const closing: Closing = [];
let service: TokenService;
beforeEach(async () => {
  service = await startTokenService();
  closing.push(service.close);
});
afterEach(() => closeAll(closing));

const start = (doors?: Doors, changes?: Partial<IntakeConfig>) => startDoors(closing, doors, changes);

const bearer = async (...given: Parameters<TokenService["issuer"]["token"]>) =>
  `Bearer ${await service.issuer.token(...given)}`;

describe("signed in with Entra ID", () => {
  test("hands in and gets the receipt, first with one token, later with another", async () => {
    const { put, receipt } = await start({ entra: service.entra });
    const submission = makeSubmission("acme");
    const first = await put(submission, await bearer());
    expect(first.status).toBe(201);
    const again = await put(submission, await bearer({ oid: "somebody-else" }));
    expect(again.status).toBe(200);
    const given = await receiptFrom(first);
    expect(await again.json()).toEqual(given);
    expect(await (await receipt(submission.hex, await bearer())).json()).toMatchObject({
      entry: given.entry,
    });
  });

  test("an enrolment code counts beside it, and alone where nobody signs in", async () => {
    const both = await start({ entra: service.entra });
    expect((await putSubmission(both.url, both.acme, makeSubmission("acme"))).status).toBe(201);
    const only = await start();
    await expectProblem(await only.put(makeSubmission("acme"), await bearer()), 401, "UNAUTHORISED");
    expect(service.asked).toBe(0);
  });

  test.each<[string, () => Promise<string>]>([
    ["expired", () => bearer({ exp: 1 })],
    ["of another tenant", () => bearer({ tid: "x" })],
    ["an ID token", () => bearer({ scp: undefined })],
    ["foreign", () => bearer({}, { key: "foreign" })],
    ["HS256", () => bearer({}, { alg: "HS256" })],
    ["none", () => bearer({}, { alg: "none" })],
    ["8 KiB of anything", async () => `Bearer ${"a.".repeat(4096)}`],
    ["a good one that is too long", () => bearer({ groups: "g".repeat(8200) })],
    ["a good one called a code", async () => (await bearer()).replace("Bearer", "Enrolment")],
    ["empty", async () => "Bearer "],
    ["nothing", async () => ""],
  ])("%s: 401 on every door for reporters, before the body", async (_, credential) => {
    const { put, receipt, url } = await start({ entra: service.entra, confidential: true });
    const submission = makeSubmission("acme");
    await expectProblem(await put(submission, await credential()), 401, "UNAUTHORISED");
    await expectProblem(await receipt(submission.hex, await credential()), 401, "UNAUTHORISED");
    const asked = await fetch(`${url}/v1/acme/dns-key`, {
      method: "POST",
      headers: { authorization: await credential(), "content-type": "application/json" },
      body: JSON.stringify({ domain: "small.example", selector: "k" }),
    });
    await expectProblem(asked, 401, "UNAUTHORISED");
  });

  test("a long token is taken, as Entra's are; a long code is not looked at", async () => {
    const { put } = await start({ entra: service.entra });
    const token = await bearer({ groups: "g".repeat(4000) });
    expect(token.length).toBeGreaterThan(5000);
    expect((await put(makeSubmission("acme"), token)).status).toBe(201);
    await expectProblem(
      await put(makeSubmission("acme"), `Enrolment ${"c".repeat(600)}`),
      401,
      "UNAUTHORISED",
    );
  });

  test("keys that cannot be had: 503, later; the code still works, and so does the token afterwards", async () => {
    let ahead = 0;
    const realNow = Date.now;
    jest.spyOn(Date, "now").mockImplementation(() => realNow() + ahead);
    closing.push(() => void jest.restoreAllMocks());
    const { put, receipt, url, acme } = await start({ entra: service.entra, confidential: true });
    service.trouble = (response) => void response.destroy();
    const submission = makeSubmission("acme");
    const refused = await put(submission, await bearer());
    expect(await refused.json()).toMatchObject({ status: 503, code: "SERVER_ERROR", retry: "later" });
    expect((await receipt(submission.hex, await bearer())).status).toBe(503);
    expect((await receipt(submission.hex, `Enrolment ${acme.code}`)).status).toBe(404);
    expect((await putSubmission(url, acme, makeSubmission("acme"))).status).toBe(201);
    service.trouble = null;
    ahead = 11_000;
    expect((await put(submission, await bearer())).status).toBe(201);
  });

  test("by person: the third submission of a minute, with whatever token", async () => {
    const { put } = await start(
      { entra: service.entra },
      { limits: { perReporter: { max: 2, windowMs: MINUTE } } },
    );
    const hand = async (oid: string, iat?: number) =>
      await put(makeSubmission("acme"), await bearer({ oid, name: `${oid} ${iat}` }));
    expect((await hand("noor", 1)).status).toBe(201);
    expect((await hand("noor", 2)).status).toBe(201);
    await expectProblem(await hand("noor", 3), 429, "RATE_LIMITED");
    expect((await hand("sam")).status).toBe(201);
  });

  test("asks for a key, counted by person", async () => {
    const dns = { resolvers: [], perCaller: { max: 1, windowMs: MINUTE } };
    const { url } = await start({ entra: service.entra }, { dns });
    const ask = async (oid: string) =>
      await fetch(`${url}/v1/acme/dns-key`, {
        method: "POST",
        headers: { authorization: await bearer({ oid }), "content-type": "application/json" },
        body: JSON.stringify({ domain: "small.example", selector: "k" }),
      });
    const first = (await ask("noor")).status;
    expect([401, 403, 429]).not.toContain(first);
    await expectProblem(await ask("noor"), 429, "RATE_LIMITED");
    expect((await ask("sam")).status).toBe(first);
  });
});

describe("console and reporters: Bearer of one is nothing to the other", () => {
  test("a reporter's token opens no console", async () => {
    const { url } = await start({ entra: service.entra });
    const token = await service.issuer.token();
    for (const path of ["packages", "read-token"])
      await expectProblem(await getAs(`${url}/v1/acme/console/${path}`, token), 401, "UNAUTHORISED");
  });

  test("an investigator's session hands nothing in", async () => {
    const { url, acme, put, receipt } = await start({ entra: service.entra, confidential: true });
    const session = await signIn(url, acme);
    expect((await getAs(`${url}/v1/acme/console/packages`, session)).status).toBe(200);
    const submission = makeSubmission("acme");
    await expectProblem(await put(submission, `Bearer ${session}`), 401, "UNAUTHORISED");
    await expectProblem(await receipt(submission.hex, `Bearer ${session}`), 401, "UNAUTHORISED");
    expect(service.asked).toBe(0);
  });

  test("a session that is refused is not told of the doors for reporters", async () => {
    const { url } = await start({ entra: service.entra });
    expect(await doorsIn(await getAs(`${url}/v1/acme/console/packages`, "x"))).toBeUndefined();
  });
});

describe("a refusal names the doors that there are, so that a client knows what to ask for", () => {
  test.each<[readonly string[], () => Doors]>([
    [["enrolment"], () => ({})],
    [["enrolment", "entra"], () => ({ entra: service.entra })],
    [["entra"], () => ({ enrolmentCodes: [], entra: service.entra })],
    [["enrolment", "confidential"], () => ({ confidential: true })],
    [["confidential"], () => ({ enrolmentCodes: [], confidential: true })],
    [[], () => ({ enrolmentCodes: [] })],
  ])("%j", async (expected, doors) => {
    const { put, receipt } = await start(doors());
    const submission = makeSubmission("acme");
    expect(await doorsIn(await put(submission, "Enrolment wrong"))).toEqual(expected);
    expect(await doorsIn(await receipt(submission.hex, "Read wrong"))).toEqual(expected);
  });
});

test("a page may read the server's time, and sends no cookies", async () => {
  const origin = "https://pane.example";
  const { url } = await start({}, { allowedOrigins: [origin] });
  const { headers } = await fetch(`${url}/v1/acme/directory`, { headers: { origin } });
  const exposed = headers.get("access-control-expose-headers")?.toLowerCase().split(/, ?/);
  expect(exposed).toEqual(expect.arrayContaining(["date", "etag", "retry-after"]));
  expect(Math.abs(Date.parse(headers.get("date") ?? "") - Date.now())).toBeLessThan(60_000);
  expect(headers.get("access-control-allow-credentials")).toBeNull();
});
