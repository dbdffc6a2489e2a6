/** What an intake refuses to start with, and what it makes of what a crash left. */
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { signDirectory } from "../../src/core/evidence/directory.ts";
import { startIntake } from "../../src/intake/server.ts";
import { signIn } from "./console-client.ts";
import {
  configOf,
  makeOrganisation,
  makeSubmission,
  putSubmission,
  receiptFrom,
  temporaryFolder,
  type TestOrganisation,
} from "./fixture.ts";
import { readWholeLog } from "./log-client.ts";

let folder: ReturnType<typeof temporaryFolder>;
let acme: TestOrganisation;
beforeEach(async () => {
  folder = temporaryFolder();
  acme = await makeOrganisation(folder.path, "acme");
});
afterEach(() => folder.remove());

const ledgerFile = () => join(folder.path, "data/ledger.sqlite");

/** Starts, submits, ends. @returns The read token. */
async function runOnce(count: number): Promise<string> {
  const intake = await startIntake(configOf(folder.path, [acme]));
  let readToken = "";
  for (let i = 0; i < count; i++) {
    readToken = (await receiptFrom(await putSubmission(intake.url, acme, makeSubmission("acme")))).readToken;
  }
  await intake.close();
  return readToken;
}

function change(sql: string): void {
  const database = new DatabaseSync(ledgerFile());
  database.exec(sql);
  database.close();
}

describe("a damaged log is refused, never repaired", () => {
  beforeEach(() => runOnce(5));

  const damages: [string, string][] = [
    ["a node's hash", "UPDATE node SET hash = zeroblob(32) WHERE level = 2"],
    ["a node is missing", "DELETE FROM node WHERE level = 1 AND position = 2"],
    ["the last entry", "UPDATE entry SET octets = x'7b7d' WHERE log_index = 5"],
    ["an entry is missing", "PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE log_index = 3"],
    ["the last checkpoint is missing", "DELETE FROM checkpoint WHERE tree_size = 6"],
    [
      "the checkpoint's text",
      "UPDATE checkpoint SET note = replace(note, char(10) || '6' || char(10), char(10) || '5' || char(10))",
    ],
    [
      "the checkpoint of another size",
      "UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE tree_size = 5) WHERE tree_size = 6",
    ],
  ];
  test.each(damages)("%s", async (_name, sql) => {
    change(sql);
    await expect(startIntake(configOf(folder.path, [acme]))).rejects.toThrow();
  });

  test("another log key", async () => {
    const other = await makeOrganisation(folder.path, "acme");
    await expect(startIntake(configOf(folder.path, [other]))).rejects.toThrow("log of acme is damaged");
  });
});

describe("a directory that does not fit is not served", () => {
  const write = async (changes: object, signer = acme.root) =>
    writeFileSync(acme.config.directoryFile, await signDirectory({ ...acme.directory, ...changes }, signer));

  test("of another organisation, or of another log", async () => {
    await write({ organisation: "other" });
    await expect(startIntake(configOf(folder.path, [acme]))).rejects.toThrow("another organisation");
    const other = await makeOrganisation(folder.path, "other");
    await write({ log: other.log });
    await expect(startIntake(configOf(folder.path, [acme]))).rejects.toThrow("another log");
  });

  test("signed by another key than the configured root", async () => {
    const directoryRoot = `SHA256:${"A".repeat(43)}`;
    const organisations = [{ ...acme.config, directoryRoot }];
    await expect(startIntake({ ...configOf(folder.path, [acme]), organisations })).rejects.toThrow(
      "another key",
    );
  });

  test("with one octet changed", async () => {
    const text = readFileSync(acme.config.directoryFile, "utf8");
    writeFileSync(acme.config.directoryFile, text.replace("Voorbeeld", "Voorbeelt"));
    await expect(startIntake(configOf(folder.path, [acme]))).rejects.toThrow("signature does not fit");
  });

  test("older than one that was served, or a different one of the same version", async () => {
    await write({ version: 2, previous: acme.directoryDigest });
    await runOnce(0);
    await write({});
    await expect(startIntake(configOf(folder.path, [acme]))).rejects.toThrow("older");
    await write({ version: 2, previous: acme.directoryDigest, name: "Ander BV" });
    await expect(startIntake(configOf(folder.path, [acme]))).rejects.toThrow("same version");
  });
});

test("a demo directory is served on a loopback address only", async () => {
  writeFileSync(acme.config.directoryFile, await signDirectory({ ...acme.directory, demo: true }, acme.root));
  const config = configOf(folder.path, [acme]);
  const everywhere = { ...config, listen: { host: "0.0.0.0", port: 0 } };
  await expect(startIntake(everywhere)).rejects.toThrow("loopback address only");
  await (await startIntake(config)).close();
});

test("a second intake on the same folder is refused, and the first one goes on", async () => {
  const config = configOf(folder.path, [acme]);
  const first = await startIntake(config);
  await expect(startIntake(config)).rejects.toThrow("another intake works in this folder");
  expect((await putSubmission(first.url, acme, makeSubmission("acme"))).status).toBe(201);
  await first.close();
  await (await startIntake(config)).close();
});

describe("after a restart", () => {
  test("each directory version is logged once, and the log goes on", async () => {
    await runOnce(1);
    const readToken = await runOnce(1);
    const intake = await startIntake(configOf(folder.path, [acme]));
    const log = await readWholeLog({ url: intake.url, organisation: "acme", readToken, anchor: acme.log });
    await intake.close();
    const types = log.entries.map(
      (entry) => (JSON.parse(Buffer.from(entry).toString()) as { type: string }).type,
    );
    expect(types).toEqual(["directory", "package", "package"]);
    expect(Buffer.from(log.tree.root())).toEqual(Buffer.from(log.root));
  });

  test("an entry that was durable but not yet sequenced is sequenced before the intake listens", async () => {
    const readToken = await runOnce(1);
    // As a kill between the two commits leaves it.
    change(
      `DELETE FROM checkpoint WHERE tree_size = 2; DELETE FROM node WHERE level = 1; DELETE FROM node WHERE position = 1;
       UPDATE entry SET log_index = NULL, tree_size = NULL WHERE log_index = 1`,
    );
    const intake = await startIntake(configOf(folder.path, [acme]));
    const log = await readWholeLog({ url: intake.url, organisation: "acme", readToken, anchor: acme.log });
    await intake.close();
    expect(log.size).toBe(2);
  });

  test("leftovers of uploads are gone; a whole upload without a row goes when it is a day old", async () => {
    await runOnce(0);
    const incoming = join(folder.path, "data/incoming/0123");
    const shard = join(folder.path, "data/blobs/acme/00");
    const [fresh, old] = ["1", "2"].map((digit) => join(shard, `00${digit.repeat(62)}.age`)) as [
      string,
      string,
    ];
    mkdirSync(shard, { recursive: true });
    for (const file of [incoming, fresh, old]) writeFileSync(file, "half");
    const yesterday = Date.now() / 1000 - 90_000;
    utimesSync(old, yesterday, yesterday);
    await runOnce(0);
    expect([incoming, fresh, old].map((file) => existsSync(file))).toEqual([false, true, false]);
  });

  test("a session lives on; it ends when the directory does not list its key any more", async () => {
    const config = configOf(folder.path, [acme]);
    const publicOrigin = "http://localhost:8080";
    const first = await startIntake({ ...config, publicOrigin });
    const token = await signIn(first.url, acme, publicOrigin);
    await first.close();
    const headers = { authorization: `Bearer ${token}` };
    const second = await startIntake({ ...config, publicOrigin });
    expect((await fetch(`${second.url}/v1/acme/console/packages`, { headers })).status).toBe(200);
    await second.close();
    const other = await makeOrganisation(folder.path, "other");
    const next = {
      ...acme.directory,
      version: 2,
      previous: acme.directoryDigest,
      desks: other.directory.desks,
    };
    writeFileSync(acme.config.directoryFile, await signDirectory(next, acme.root));
    const third = await startIntake({ ...config, publicOrigin });
    expect((await fetch(`${third.url}/v1/acme/console/packages`, { headers })).status).toBe(401);
    await third.close();
  });
});

test("closing answers what is under way", async () => {
  const intake = await startIntake(configOf(folder.path, [acme]));
  const sending = Array.from({ length: 8 }, () =>
    putSubmission(intake.url, acme, makeSubmission("acme", 500_000)),
  );
  await Promise.race(sending);
  await intake.close();
  const settled = await Promise.allSettled(sending);
  const answered = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value.status] : []));
  expect(answered.length).toBeGreaterThan(0);
  expect(answered.filter((status) => status !== 201 && status !== 503)).toEqual([]);
  expect(existsSync(ledgerFile())).toBe(true);
});
