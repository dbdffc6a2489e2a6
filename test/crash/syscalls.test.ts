/**
 * The order of write, fsync, rename and answer, from a trace of system calls: a kill leaves the page cache, so only this
 * shows what a power cut would leave.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  configOf,
  makeOrganisation,
  makeSubmission,
  putSubmission,
  temporaryFolder,
} from "../intake/fixture.ts";
import { spawnIntake } from "./intake-process.ts";
import { readTrace, type SystemCall } from "./trace.ts";

const CALLS =
  "openat,write,pwrite64,writev,sendto,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir";

/** @returns Why tracing is not possible here; null where it is. */
function obstacle(): string | null {
  const { error, status } = spawnSync("strace", ["-f", "-o", "/dev/null", "true"]);
  if (error !== undefined) return "strace is not installed";
  return status === 0 ? null : "ptrace is forbidden here";
}

const missing = obstacle();
if (missing !== null) console.warn(`system-call order NOT checked: ${missing}`);

(missing === null ? describe : describe.skip)("system calls of one submission", () => {
  const folder = temporaryFolder();
  const octets = 300_000;
  let calls: readonly SystemCall[];
  let hex: string;

  beforeAll(async () => {
    const organisation = await makeOrganisation(folder.path, "acme");
    const configFile = join(folder.path, "config.json");
    // Without a timestamp nothing is written after the log: what is seen belongs to the submission.
    writeFileSync(
      configFile,
      JSON.stringify({ ...configOf(folder.path, [organisation]), timestamp: { kind: "none" } }),
    );
    const traceFile = join(folder.path, "trace.txt");
    // --output-separately would lose the order; -y names the file behind each descriptor.
    const tracer = ["strace", "-f", "-y", "-s", "64", "-o", traceFile, "-e", `trace=${CALLS}`];
    const intake = spawnIntake(configFile, tracer);
    const url = (await intake.url) as string;
    const listening = readFileSync(traceFile, "utf8").length;
    const submission = makeSubmission("acme", octets);
    hex = submission.hex;
    const response = await putSubmission(url, organisation, submission);
    expect(response.status).toBe(201);
    await response.text();
    await intake.stop();
    // Node's own compile cache renames files too.
    const ours = (call: SystemCall) =>
      !call.name.startsWith("rename") || call.line.includes(join(folder.path, "data"));
    calls = readTrace(readFileSync(traceFile, "utf8").slice(listening)).filter(ours);
  });
  afterAll(() => folder.remove());

  test("write blob, fsync it, rename it, fsync both folders, commit row, commit log, answer: in this order", () => {
    const upload = (call: SystemCall) => /\/incoming\/[0-9a-f]{32}/.test(call.path);
    const shard = join(folder.path, "data/blobs/acme", hex.slice(0, 2));
    const wal = join(folder.path, "data/ledger.sqlite-wal");
    const created = find(0, "the upload is created", (call) => call.name === "openat" && upload(call));
    const written = last("the package is written", (call) => isWrite(call) && upload(call));
    const synced = find(written, "the upload is synced", (call) => isSync(call) && upload(call));
    const renamed = find(synced, "the upload is renamed", (call) => call.name.startsWith("rename"));
    const shardSynced = find(
      renamed,
      "its new folder is synced",
      (call) => isSync(call) && call.path === shard,
    );
    const incomingSynced = find(
      renamed,
      "its old folder is synced",
      (call) => isSync(call) && call.path.endsWith("/incoming"),
    );
    const row = find(
      Math.max(shardSynced, incomingSynced),
      "the row is written",
      (call) => isWrite(call) && call.path === wal,
    );
    const rowSynced = find(row, "the row is synced", (call) => isSync(call) && call.path === wal);
    const batch = find(rowSynced, "the log is written", (call) => isWrite(call) && call.path === wal);
    const batchSynced = find(batch, "the log is synced", (call) => isSync(call) && call.path === wal);
    const answered = find(0, "the answer leaves", (call) => /HTTP\/1\.1 201/.test(call.line));
    const order = [
      created,
      written,
      synced,
      renamed,
      shardSynced,
      row,
      rowSynced,
      batch,
      batchSynced,
      answered,
    ];
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test("all octets of the package go into the file before its fsync", () => {
    const upload = (call: SystemCall) => /\/incoming\/[0-9a-f]{32}/.test(call.path);
    const synced = find(0, "sync", (call) => isSync(call) && upload(call));
    const written = calls.slice(0, synced).filter((call) => isWrite(call) && upload(call));
    expect(written.reduce((sum, call) => sum + Number(call.result), 0)).toBe(octets);
  });

  test("the rename goes to the digest's own name, and every sync succeeded", () => {
    const renamed = calls.filter((call) => call.name.startsWith("rename"));
    expect(renamed.map((call) => call.line.includes(`/${hex.slice(0, 2)}/${hex}.age`))).toEqual([true]);
    const failed = calls.filter(
      (call) => (isSync(call) || call.name.startsWith("rename")) && call.result !== "0",
    );
    expect(failed.map((call) => call.line)).toEqual([]);
  });

  test("nothing is written to the ledger without a sync before the answer", () => {
    const answered = find(0, "answer", (call) => /HTTP\/1\.1 201/.test(call.line));
    const before = calls.slice(0, answered).filter((call) => call.path.endsWith("-wal"));
    expect(before.length).toBeGreaterThan(0);
    expect(isSync(before.at(-1) as SystemCall)).toBe(true);
  });

  function find(from: number, what: string, matches: (call: SystemCall) => boolean): number {
    const at = calls.findIndex((call, i) => i >= from && matches(call));
    if (at < 0) throw new Error(`not in the trace after call ${from}: ${what}`);
    return at;
  }

  function last(what: string, matches: (call: SystemCall) => boolean): number {
    const at = calls.findLastIndex(matches);
    if (at < 0) throw new Error(`not in the trace: ${what}`);
    return at;
  }
});

function isWrite(call: SystemCall): boolean {
  return ["write", "pwrite64", "writev"].includes(call.name);
}

function isSync(call: SystemCall): boolean {
  return call.name === "fsync" || call.name === "fdatasync";
}
