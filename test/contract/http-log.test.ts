import { readFileSync } from "node:fs";
import { octetsEqual, utf8 } from "../../src/core/base/bytes.ts";
import { readDirectory } from "../../src/core/evidence/directory.ts";
import { parseCheckpoint } from "../../src/core/log/checkpoint.ts";
import { parseEntry } from "../../src/core/log/entry.ts";
import { decodeTile } from "../../src/core/log/tiles.ts";
import { leafHash } from "../../src/core/log/tree.ts";
import type { ReceiptAnswer } from "../../src/core/evidence/types.ts";
import { fingerprintOf, publicKeyLine } from "../../src/core/seal/sshsig.ts";
import { verifyTimestamp } from "../../src/core/timestamp/token.ts";
import { verifyReceipt } from "../../src/core/verify/receipt.ts";
import { getAs, getWithReadToken, postJson, signIn } from "../intake/console-client.ts";
import { makeSubmission, NOW, putSubmission, receiptFrom, type TestSubmission } from "../intake/fixture.ts";
import { readWholeLog } from "../intake/log-client.ts";
import { expectProblem, type HttpUnderTest, startHttp, submitFresh } from "./http.ts";

let under: HttpUnderTest;
let readToken: string;
let otherToken: string;

beforeAll(async () => {
  under = await startHttp();
  for (let i = 0; i < 4; i++) readToken = (await submitFresh(under.url, under.acme)).receipt.readToken;
  otherToken = (await submitFresh(under.url, under.other)).receipt.readToken;
});
afterAll(() => under.close());

const log = (path: string) => `${under.url}/v1/acme/log/${path}`;

describe("GET directory", () => {
  test("the signed file, octet for octet, to anybody; a client accepts it", async () => {
    const response = await fetch(`${under.url}/v1/acme/directory`);
    const octets = new Uint8Array(await response.arrayBuffer());
    expect(octetsEqual(octets, new Uint8Array(readFileSync(under.acme.config.directoryFile)))).toBe(true);
    const pinnedRoot = fingerprintOf(publicKeyLine(under.acme.root));
    const anchor = { pinnedRoot, organisation: "acme", seen: null, now: NOW, allowDemo: false };
    expect((await readDirectory(octets, anchor)).ok).toBe(true);
  });

  test("its ETag saves the second transfer", async () => {
    const etag = (await fetch(`${under.url}/v1/acme/directory`)).headers.get("etag") as string;
    const headers = { "if-none-match": etag };
    expect((await fetch(`${under.url}/v1/acme/directory`, { headers })).status).toBe(304);
  });

  test("an unknown organisation: 404", async () => {
    await expectProblem(await fetch(`${under.url}/v1/nobody/directory`), 404, "NOT_FOUND");
  });
});

describe("C2SP tlog-tiles", () => {
  test("the checkpoint is signed by the log's key and names its size", async () => {
    const response = await getWithReadToken(log("checkpoint"), readToken);
    const checkpoint = await parseCheckpoint(await response.text(), under.acme.log);
    if (!checkpoint.ok) throw checkpoint.error;
    expect(response.headers.get("zegel-tree-size")).toBe(String(checkpoint.value.size));
    expect(checkpoint.value.size).toBe(5);
  });

  test("entries and hash tile agree; the first entry is the directory", async () => {
    const whole = await readWholeLog({
      url: under.url,
      organisation: "acme",
      readToken,
      anchor: under.acme.log,
    });
    expect(Buffer.from(whole.tree.root())).toEqual(Buffer.from(whole.root));
    const first = parseEntry(whole.entries[0] as Uint8Array);
    if (!first.ok) throw first.error;
    expect(first.value).toEqual({
      v: 1,
      type: "directory",
      directory: under.acme.directoryDigest,
      version: 1,
    });
    const response = await getWithReadToken(log(`tile/0/000.p/${whole.size}`), readToken);
    const hashes = decodeTile(new Uint8Array(await response.arrayBuffer()), whole.size);
    if (!hashes.ok) throw hashes.error;
    expect(hashes.value.map((hash) => Buffer.from(hash))).toEqual(
      whole.entries.map((entry) => Buffer.from(leafHash(entry))),
    );
  });

  test("an older partial tile stays readable, and is the beginning of the newer one", async () => {
    const narrow = await getWithReadToken(log("tile/0/000.p/2"), readToken);
    const wide = await getWithReadToken(log("tile/0/000.p/5"), readToken);
    const octets = new Uint8Array(await wide.arrayBuffer()).subarray(0, 64);
    expect(octetsEqual(new Uint8Array(await narrow.arrayBuffer()), octets)).toBe(true);
    expect(narrow.headers.get("cache-control")).toContain("immutable");
  });

  test.each([
    "tile/0/000",
    "tile/0/000.p/6",
    "tile/0/000.p/0",
    "tile/0/001.p/1",
    "tile/1/000.p/1",
    "tile/0/0.p/1",
    "tile/64/000.p/1",
    "tile/entries/000",
    "tile/data/000.p/1",
    "tile/0/../../../acme/log/checkpoint",
    "tile/",
    "checkpoint/99",
    "checkpoint/0",
    "checkpoint/x",
  ])("%s: 404", async (path) => {
    await expectProblem(await getWithReadToken(log(path), readToken), 404, "NOT_FOUND");
  });

  test("RFC 3161: the newest checkpoint gets a timestamp by itself, which verifies over its note", async () => {
    const { size } = await waitForTimestamp();
    const response = await getWithReadToken(log("checkpoint.tsr"), readToken);
    expect(response.headers.get("content-type")).toBe("application/timestamp-reply");
    const note = await (await getWithReadToken(log(`checkpoint/${size}`), readToken)).text();
    const token = new Uint8Array(await response.arrayBuffer());
    const verified = await verifyTimestamp(token, utf8(note), under.acme.directory.timestamp.roots);
    expect(verified.ok).toBe(true);
  });

  /** Timestamps over checkpoints come after the answer. */
  async function waitForTimestamp(): Promise<{ readonly size: number }> {
    for (;;) {
      const response = await getWithReadToken(log("checkpoint.tsr"), readToken);
      const size = Number(response.headers.get("zegel-tree-size"));
      if (response.status === 200 && size === 5) return { size };
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  test("without a read token: 401, also with an enrolment code", async () => {
    for (const path of [
      "checkpoint",
      "checkpoint/1",
      "checkpoint.tsr",
      "tile/0/000.p/1",
      "tile/entries/000.p/1",
    ]) {
      await expectProblem(await fetch(log(path)), 401, "UNAUTHORISED");
      const headers = { authorization: `Enrolment ${under.acme.code}` };
      await expectProblem(await fetch(log(path), { headers }), 401, "UNAUTHORISED");
    }
  });
});

describe("one organisation's secrets open nothing at another", () => {
  test("enrolment code", async () => {
    const submission = makeSubmission("acme");
    const foreign = { id: "acme", code: under.other.code };
    await expectProblem(await putSubmission(under.url, foreign, submission), 401, "UNAUTHORISED");
  });

  test("read token", async () => {
    await expectProblem(await getWithReadToken(log("checkpoint"), otherToken), 401, "UNAUTHORISED");
    const { submission } = await submitFresh(under.url, under.acme);
    const path = `${under.url}/v1/acme/submissions/${submission.hex}/receipt`;
    await expectProblem(await getWithReadToken(path, otherToken), 401, "UNAUTHORISED");
  });

  test("session, on every console route", async () => {
    const token = await signIn(under.url, under.other);
    const { submission } = await submitFresh(under.url, under.acme);
    const base = `${under.url}/v1/acme/console`;
    const suffixes = ["", "/summary", "/statement", "/receipt", "/custody", "/grants"];
    const paths = [
      "/packages",
      "/read-token",
      ...suffixes.map((suffix) => `/packages/${submission.hex}${suffix}`),
    ];
    for (const path of paths) await expectProblem(await getAs(base + path, token), 401, "UNAUTHORISED");
    for (const path of ["/custody", "/opened", "/grants"]) {
      const response = await postJson(`${base}/packages/${submission.hex}${path}`, {}, token);
      await expectProblem(response, 401, "UNAUTHORISED");
    }
  });

  test("a package of another organisation is not found with a session of one's own", async () => {
    const token = await signIn(under.url, under.other);
    const { submission } = await submitFresh(under.url, under.acme);
    const path = `${under.url}/v1/other/console/packages/${submission.hex}`;
    await expectProblem(await getAs(path, token), 404, "NOT_FOUND");
  });

  test("each has a log of its own", async () => {
    const mine = await readWholeLog({
      url: under.url,
      organisation: "acme",
      readToken,
      anchor: under.acme.log,
    });
    const theirs = await readWholeLog({
      url: under.url,
      organisation: "other",
      readToken: otherToken,
      anchor: under.other.log,
    });
    const seen = new Set(mine.entries.map((entry) => Buffer.from(entry).toString("latin1")));
    expect(theirs.entries.filter((entry) => seen.has(Buffer.from(entry).toString("latin1")))).toEqual([]);
  });
});

test("RFC 6962 2.1.1: receipts on both sides of a full tile verify, and the tile above it is right", async () => {
  const receipts: [TestSubmission, ReceiptAnswer][] = [];
  for (let wave = 0; wave < 9; wave++) {
    const submissions = Array.from({ length: 30 }, () => makeSubmission("other", 100));
    const answers = submissions.map(async (one): Promise<[TestSubmission, ReceiptAnswer]> => {
      return [one, await receiptFrom(await putSubmission(under.url, under.other, one))];
    });
    receipts.push(...(await Promise.all(answers)));
  }
  const address = { url: under.url, organisation: "other", readToken: otherToken, anchor: under.other.log };
  const whole = await readWholeLog(address);
  expect(Buffer.from(whole.tree.root())).toEqual(Buffer.from(whole.root));
  expect(whole.size).toBeGreaterThan(256);
  const above = await getWithReadToken(`${under.url}/v1/other/log/tile/1/000.p/1`, otherToken);
  expect(new Uint8Array(await above.arrayBuffer())).toEqual(whole.tree.getHash(8, 0));
  const policy = { v: 1 as const, logs: [under.other.log], timestampRoots: [], directoryRoots: [] };
  for (const [submission, receipt] of receipts) {
    const report = await verifyReceipt(receipt, { packageOctets: submission.package, policy });
    expect(report.outcome).toBe("verified");
  }
});
