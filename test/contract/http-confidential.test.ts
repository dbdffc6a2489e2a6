/** The door without credentials: what it lets through, and that it costs nobody else their place (docs/http-api.md). */
import { request } from "node:http";
import type { Directory } from "../../src/core/evidence/directory.ts";
import type { IntakeConfig } from "../../src/intake/server.ts";
import { formOf, makeSubmission, partsOf, putSubmission, receiptFrom } from "../intake/fixture.ts";
import { closeAll, type Closing, type Doors, doorsIn, MINUTE, startDoors } from "./doors.ts";
import { expectProblem } from "./http.ts";

const closing: Closing = [];
afterEach(() => closeAll(closing));

const start = (doors: Doors, changes?: Partial<IntakeConfig>, inDirectory?: Partial<Directory["policy"]>) =>
  startDoors(closing, doors, changes, inDirectory);

async function putFrom(url: string, address: string): Promise<Response> {
  const submission = makeSubmission("acme");
  return await fetch(`${url}/v1/acme/submissions/${submission.hex}`, {
    method: "PUT",
    headers: { "x-forwarded-for": address },
    body: formOf(partsOf(submission)),
  });
}

describe("confidential: no Authorization at all", () => {
  test("hands in, twice the same, and the receipt is for the read token alone", async () => {
    const { put, receipt } = await start({ confidential: true });
    const submission = makeSubmission("acme");
    const given = await receiptFrom(await put(submission, null));
    expect((await put(submission, null)).status).toBe(200);
    await expectProblem(await receipt(submission.hex, null), 401, "UNAUTHORISED");
    const asked = await receipt(submission.hex, `Read ${given.readToken}`);
    expect(await asked.json()).toMatchObject({ entry: given.entry });
  });

  test.each<[string, Doors, boolean]>([
    ["configuration alone", { confidential: true }, false],
    ["directory alone", {}, true],
    ["neither", {}, false],
  ])("closed by %s: 401", async (_, doors, confidential) => {
    const { put } = await start(doors, {}, { confidential });
    const response = await put(makeSubmission("acme"), null);
    expect(await doorsIn(response)).toEqual(["enrolment"]);
  });

  test("a credential that is not good is not taken for none", async () => {
    const { put } = await start({ confidential: true });
    for (const authorization of ["", "Enrolment wrong", "Enrolment", "Basic eDp5", "Read x"])
      await expectProblem(await put(makeSubmission("acme"), authorization), 401, "UNAUTHORISED");
  });

  test("by address, while those with a code are not held up", async () => {
    const confidential = { perAddress: { max: 1, windowMs: MINUTE } };
    const { put, url, acme } = await start({ confidential: true }, { limits: { confidential } });
    expect((await put(makeSubmission("acme"), null)).status).toBe(201);
    await expectProblem(await put(makeSubmission("acme"), null), 429, "RATE_LIMITED");
    expect((await putSubmission(url, acme, makeSubmission("acme"))).status).toBe(201);
  });

  test("in total, from however many addresses", async () => {
    const limits = { confidential: { total: { max: 2, windowMs: MINUTE } } };
    const { url } = await start({ confidential: true }, { limits, trustProxy: true });
    expect((await putFrom(url, "192.0.2.1")).status).toBe(201);
    expect((await putFrom(url, "192.0.2.2")).status).toBe(201);
    await expectProblem(await putFrom(url, "192.0.2.3"), 429, "RATE_LIMITED");
  });

  test("neighbours in one IPv6 network are one", async () => {
    const limits = { confidential: { perAddress: { max: 1, windowMs: MINUTE } } };
    const { url } = await start({ confidential: true }, { limits, trustProxy: true });
    expect((await putFrom(url, "2001:db8:1:2::1")).status).toBe(201);
    await expectProblem(await putFrom(url, "2001:db8:1:2:ffff::1"), 429, "RATE_LIMITED");
    expect((await putFrom(url, "2001:db8:1:3::1")).status).toBe(201);
  });

  test("a smaller package than others may hand in", async () => {
    const limits = { confidential: { packageOctets: 5000 } };
    const { put, url, acme } = await start({ confidential: true }, { limits });
    await expectProblem(await put(makeSubmission("acme", 5001), null), 413, "PACKAGE_TOO_LARGE");
    expect((await put(makeSubmission("acme", 5000), null)).status).toBe(201);
    expect((await putSubmission(url, acme, makeSubmission("acme", 5001))).status).toBe(201);
  });

  test("its uploads take no place of the others, and not more than their own", async () => {
    const many = { max: 100_000, windowMs: MINUTE };
    const confidential = { concurrentUploads: 1, perAddress: many, total: many };
    const limits = { concurrentUploads: 1, confidential };
    const { put, url, acme } = await start({ confidential: true }, { limits });
    const hanging = request(`${url}/v1/acme/submissions/${"0".repeat(64)}`, {
      method: "PUT",
      headers: { "content-type": "multipart/form-data; boundary=b", "content-length": 1000 },
    });
    hanging.on("error", () => undefined);
    closing.push(() => void hanging.destroy());
    hanging.write("--b\r\n");
    let status = 201;
    while (status === 201) ({ status } = await put(makeSubmission("acme"), null));
    expect(status).toBe(429);
    expect((await putSubmission(url, acme, makeSubmission("acme"))).status).toBe(201);
  });

  test("asks no question about keys: a confidential report asks none, and others would use it as a resolver", async () => {
    const { url } = await start({ confidential: true });
    const response = await fetch(`${url}/v1/acme/dns-key`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ domain: "small.example", selector: "k" }),
    });
    expect(await doorsIn(response)).toEqual(["enrolment", "confidential"]);
  });
});
