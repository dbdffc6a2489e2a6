import { createHash } from "node:crypto";
import { connect } from "node:net";
import { join } from "node:path";
import { fileBlobStore } from "../../src/intake/storage/files.ts";
import type { BlobStore, BlobUpload } from "../../src/intake/storage/ports.ts";
import { openSqliteLedger } from "../../src/intake/storage/sqlite.ts";
import { makeSubmission, putSubmission, receiptFrom, temporaryFolder } from "../intake/fixture.ts";
import { expectProblem, type HttpUnderTest, startHttp, submitFresh } from "./http.ts";

let under: HttpUnderTest | null = null;
afterEach(async () => {
  await under?.close();
  under = null;
});

async function start(...given: Parameters<typeof startHttp>): Promise<HttpUnderTest> {
  under = await startHttp(...given);
  return under;
}

describe("rate limits: 429 RATE_LIMITED, to be tried later", () => {
  test("by enrolment code: the third submission of a minute", async () => {
    const { url, acme, other } = await start({ limits: { perCode: { max: 2, windowMs: 60_000 } } });
    for (let i = 0; i < 2; i++)
      expect((await putSubmission(url, acme, makeSubmission("acme"))).status).toBe(201);
    await expectProblem(await putSubmission(url, acme, makeSubmission("acme")), 429, "RATE_LIMITED");
    // Another code is not held up.
    expect((await putSubmission(url, other, makeSubmission("other"))).status).toBe(201);
  });

  test("by address, on every route, with a time to come back", async () => {
    const { url } = await start({ limits: { perAddress: { max: 3, windowMs: 60_000 } } });
    for (let i = 0; i < 3; i++) expect((await fetch(`${url}/v1/acme/directory`)).status).toBe(200);
    const refused = await fetch(`${url}/v1/acme/directory`);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    await expectProblem(refused, 429, "RATE_LIMITED");
  });

  test("uploads at the same time", async () => {
    const { url, acme } = await start({ limits: { concurrentUploads: 1 } });
    const responses = await Promise.all(
      Array.from({ length: 6 }, () => putSubmission(url, acme, makeSubmission("acme", 2_000_000))),
    );
    const statuses = responses.map((response) => response.status);
    expect(statuses).toContain(201);
    expect(new Set(statuses)).toEqual(new Set([201, 429]));
    // The slot is free again.
    expect((await putSubmission(url, acme, makeSubmission("acme"))).status).toBe(201);
  });
});

describe("a full disk: 507 STORAGE_FULL, and the same submission is taken once there is room", () => {
  const full = () => Object.assign(new Error("no space left on device"), { code: "ENOSPC" });

  test.each(["write", "keep"] as const)("in %s of the package", async (step) => {
    const folder = temporaryFolder();
    let isFull = true;
    const blobs = failing(fileBlobStore(join(folder.path, "data")), (upload) => ({
      ...upload,
      [step]: (chunk: Uint8Array) => (isFull ? Promise.reject(full()) : upload[step](chunk)),
    }));
    const { url, acme } = await start({}, { blobs });
    const submission = makeSubmission("acme", 200_000);
    await expectProblem(await putSubmission(url, acme, submission), 507, "STORAGE_FULL");
    isFull = false;
    expect((await putSubmission(url, acme, submission)).status).toBe(201);
    folder.remove();
  });

  test.each(["addSubmission", "commitBatch"] as const)("in %s of the ledger", async (step) => {
    const folder = temporaryFolder();
    const ledger = openSqliteLedger(join(folder.path, "ledger.sqlite"));
    let isFull = false;
    const guarded = {
      ...ledger,
      // What node:sqlite throws for SQLITE_FULL.
      [step]: (...args: never[]) =>
        isFull
          ? Promise.reject(
              Object.assign(new Error("database or disk is full"), { code: "ERR_SQLITE_ERROR", errcode: 13 }),
            )
          : (ledger[step] as (...values: never[]) => Promise<unknown>)(...args),
    };
    const { url, acme } = await start({}, { ledger: guarded });
    const submission = makeSubmission("acme");
    isFull = true;
    await expectProblem(await putSubmission(url, acme, submission), 507, "STORAGE_FULL");
    isFull = false;
    const response = await putSubmission(url, acme, submission);
    expect([200, 201]).toContain(response.status);
    expect((await receiptFrom(response)).entry).toContain(submission.hex);
    folder.remove();
  });

  function failing(store: BlobStore, change: (upload: BlobUpload) => BlobUpload): BlobStore {
    return { ...store, receive: async (organisation) => change(await store.receive(organisation)) };
  }
});

describe("a broken disk: 500 SERVER_ERROR, without a word of what broke", () => {
  test("an error of the store is not told", async () => {
    const folder = temporaryFolder();
    const store = fileBlobStore(join(folder.path, "data"));
    const blobs = { ...store, receive: () => Promise.reject(new Error("EIO: /secret/path canary-words")) };
    const { url, acme } = await start({}, { blobs });
    const response = await putSubmission(url, acme, makeSubmission("acme"));
    const text = await response.clone().text();
    await expectProblem(response, 500, "SERVER_ERROR");
    expect(text).not.toContain("secret");
    folder.remove();
  });
});

describe("browsers", () => {
  const page = "https://pane.example";

  test("CORS: the configured page may submit; another may not", async () => {
    const { url } = await start({ allowedOrigins: [page] });
    const ask = (origin: string) =>
      fetch(`${url}/v1/acme/submissions/${"0".repeat(64)}`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "PUT",
          "access-control-request-headers": "authorization,content-type",
        },
      });
    const allowed = await ask(page);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(page);
    expect(allowed.headers.get("access-control-allow-methods")).toContain("PUT");
    expect(allowed.headers.get("access-control-allow-headers")).toContain("authorization");
    expect(allowed.headers.get("access-control-allow-credentials")).toBeNull();
    expect((await ask("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
  });

  test("a refusal can be read by the configured page too", async () => {
    const { url } = await start({ allowedOrigins: [page] });
    const response = await fetch(`${url}/v1/acme/log/checkpoint`, { headers: { origin: page } });
    expect(response.headers.get("access-control-allow-origin")).toBe(page);
    await expectProblem(response, 401, "UNAUTHORISED");
  });

  test.each(["/v1/acme/directory", "/v1/acme/nothing", "/healthz"])(
    "%s carries the security headers",
    async (path) => {
      const { url } = await start();
      const { headers } = await fetch(url + path);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-frame-options")).toBe("DENY");
    },
  );
});

describe("slow and odd clients", () => {
  test("a request whose header fields never end is closed", async () => {
    const { url } = await start({ limits: { headersMs: 200 } });
    const { port } = new URL(url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write("GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ");
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      socket.on("data", (chunk) => {
        text += String(chunk);
      });
      socket.on("close", () => resolve(text));
      socket.on("error", () => undefined);
    });
    expect(answer === "" || answer.startsWith("HTTP/1.1 408")).toBe(true);
  });

  test("an upload that stands still is closed, and leaves nothing", async () => {
    const { url, acme } = await start({ limits: { idleMs: 200 } });
    const { port } = new URL(url);
    const socket = connect(Number(port), "127.0.0.1");
    const head = `PUT /v1/acme/submissions/${"0".repeat(64)} HTTP/1.1\r\nhost: x\r\nauthorization: Enrolment ${acme.code}\r\n`;
    socket.write(
      `${head}content-type: multipart/form-data; boundary=b\r\ncontent-length: 1000\r\n\r\n--b\r\n`,
    );
    await new Promise<void>((resolve) => {
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
    });
    expect((await putSubmission(url, acme, makeSubmission("acme"))).status).toBe(201);
  });

  test("an unknown route, method or a broken URL is a problem like any other", async () => {
    const { url } = await start();
    await expectProblem(await fetch(`${url}/`), 404, "NOT_FOUND");
    await expectProblem(await fetch(`${url}/v1/acme/directory`, { method: "PATCH" }), 404, "NOT_FOUND");
    await expectProblem(await fetch(`${url}/v1/%ff/directory`), 400, "INPUT_INVALID");
    await expectProblem(await fetch(`${url}/v1/${"x".repeat(400)}/directory`), 400, "INPUT_INVALID");
  });
});

describe("health", () => {
  test("healthz and readyz say that all works", async () => {
    const { url } = await start();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      ready: true,
      checks: { database: true, disk: true, sequencer: true },
    });
  });

  test("readyz: 503 while the disk cannot be written", async () => {
    const folder = temporaryFolder();
    const store = fileBlobStore(join(folder.path, "data"));
    const blobs = { ...store, checkWritable: () => Promise.reject(new Error("EROFS")) };
    const { url } = await start({}, { blobs });
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ ready: false, checks: { disk: false, database: true } });
    folder.remove();
  });

  test("metrics only with their own token, by route, without a word of who and what", async () => {
    const token = "metrics-token";
    const metricsToken = createHash("sha256").update(token).digest("hex");
    const { url, acme } = await start({ metricsToken });
    const { submission } = await submitFresh(url, acme);
    await expectProblem(await fetch(`${url}/metrics`), 401, "UNAUTHORISED");
    const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    expect(text).toContain(
      'zegel_requests_total{method="PUT",route="/v1/:organisation/submissions/:hex",status="201"} 1',
    );
    expect(text).not.toContain("acme");
    expect(text).not.toContain(submission.hex);
  });

  test("no metrics where no token is configured: 404", async () => {
    const { url } = await start();
    await expectProblem(await fetch(`${url}/metrics`), 404, "NOT_FOUND");
  });
});
