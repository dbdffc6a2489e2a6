/**
 * kill -9 at random moments under load. A kill does not empty the page cache: what must be synced, and in which order,
 * is the matter of syscalls.test.ts.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { octetsEqual } from "../../src/core/base/bytes.ts";
import { parseStatement } from "../../src/core/evidence/statement.ts";
import { parseCheckpoint } from "../../src/core/log/checkpoint.ts";
import { parseEntry } from "../../src/core/log/entry.ts";
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from "../../src/core/log/tree.ts";
import { openPackage } from "../../src/core/seal/open.ts";
import type { TrustPolicy } from "../../src/core/verify/policy.ts";
import { getAs, signIn } from "../intake/console-client.ts";
import {
  configOf,
  makeOrganisation,
  makeSubmission,
  putSubmission,
  sha256Hex,
  temporaryFolder,
  type TestOrganisation,
  type TestSubmission,
} from "../intake/fixture.ts";
import { readWholeLog, type WholeLog } from "../intake/log-client.ts";
import { sealSubmission } from "../intake/sealed.ts";
import { spawnIntake } from "./intake-process.ts";
import { type Acknowledged, createLoad, type Load, runClient, verifyAnswer } from "./load.ts";

const KILLS = Number(process.env.ZEGEL_KILLS ?? 300);
const CLIENTS = 6;
/** One kill in so many comes while the intake starts, when leftovers are removed and pending entries are sequenced. */
const KILLS_AT_START = 5;
/** Milliseconds under load, at most; the moment is drawn anew each time. */
const LONGEST_RUN = 300;
const LONGEST_START = 400;
const SIZES = [200, 3000, 66_000, 700_000];

jest.setTimeout(120_000 + KILLS * 5000);

describe(`intake killed ${KILLS} times under load`, () => {
  const folder = temporaryFolder();
  const configFile = join(folder.path, "config.json");
  const load = createLoad();
  const acknowledged: Acknowledged[] = [];
  const really = new Map<string, TestSubmission>();
  let organisation: TestOrganisation;
  let policy: TrustPolicy;
  let intake: ReturnType<typeof spawnIntake>;
  let url: string;
  let log: WholeLog;

  beforeAll(async () => {
    organisation = await makeOrganisation(folder.path, "acme");
    const { log: anchor, directory } = organisation;
    policy = { v: 1, logs: [anchor], timestampRoots: directory.timestamp.roots, directoryRoots: [] };
    writeFileSync(configFile, JSON.stringify(configOf(folder.path, [organisation])));
    await killManyTimes();
    for (const answer of load.answers) acknowledged.push(await verifyAnswer(answer, policy));
    intake = spawnIntake(configFile);
    url = (await intake.url) as string;
    const readToken = acknowledged[0]?.readToken as string;
    log = await readWholeLog({ url, organisation: "acme", readToken, anchor });
  });
  afterAll(async () => {
    await intake.stop();
    folder.remove();
  });

  async function killManyTimes(): Promise<void> {
    let kills = 0;
    while (kills < KILLS) {
      const killed = spawnIntake(configFile);
      if (kills % KILLS_AT_START === 0) {
        const early = setTimeout(() => void killed.kill(), Math.random() * LONGEST_START);
        await killed.url;
        clearTimeout(early);
      } else {
        await loadAndKill(killed);
      }
      await killed.kill();
      kills++;
    }
  }

  async function loadAndKill(running: ReturnType<typeof spawnIntake>): Promise<void> {
    const runningUrl = (await running.url) as string;
    const sealed = await sealSubmission(organisation, {
      subject: "s",
      body: "b",
      comment: "c",
      attachment: "a",
    });
    really.set(sealed.hex, sealed);
    const queue = [sealed];
    const next = () => queue.pop() ?? makeSubmission("acme", SIZES[Math.floor(Math.random() * SIZES.length)]);
    const clients = Array.from({ length: CLIENTS }, () =>
      runClient(load, { url: runningUrl, organisation, next }),
    );
    setTimeout(() => void running.kill(), Math.random() * LONGEST_RUN);
    await Promise.all(clients);
  }

  test("the load was real: receipts were given, and requests were cut off", () => {
    expect(load.unexpected).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(KILLS / 2);
    expect(load.cutOff).toBeGreaterThan(KILLS / 2);
    console.info(summaryOf(load, log));
  });

  test("the tree that the entries make has the root that is signed", () => {
    expect(Buffer.from(log.tree.root())).toEqual(Buffer.from(log.root));
    expect(log.entries).toHaveLength(log.size);
  });

  test("RFC 6962 2.1.1: every receipt that a client verified is in the log, at its index", () => {
    for (const { entry, index } of acknowledged) {
      expect(octetsEqual(log.entries[index] as Uint8Array, entry)).toBe(true);
      const proof = inclusionProof(index, log.size, log.tree.getHash);
      const claim = { leaf: leafHash(entry), index, size: log.size, proof, root: log.root };
      expect(verifyInclusion(claim).ok).toBe(true);
    }
  });

  test("RFC 6962 2.1.2: every checkpoint that a client saw is the beginning of the log", async () => {
    for (const note of new Set(acknowledged.map((one) => one.checkpoint))) {
      const old = await parseCheckpoint(note, organisation.log);
      if (!old.ok) throw old.error;
      const { size: oldSize, root: oldRoot } = old.value;
      expect(octetsEqual(treeRoot(oldSize, log.tree.getHash), oldRoot)).toBe(true);
      const proof = consistencyProof(oldSize, log.size, log.tree.getHash);
      expect(verifyConsistency({ oldSize, oldRoot, size: log.size, root: log.root, proof }).ok).toBe(true);
    }
  });

  test("no package is in the log twice, and none that nobody sent", () => {
    const packages = packagesOf(log);
    expect(new Set(packages).size).toBe(packages.length);
    expect(packages.filter((hex) => !load.sent.has(hex))).toEqual([]);
  });

  test("every package in the log is served octet for octet", async () => {
    const token = await signIn(url, organisation);
    const wrong: string[] = [];
    const packages = packagesOf(log);
    const fetchAll = async () => {
      for (let hex = packages.pop(); hex !== undefined; hex = packages.pop()) {
        const response = await getAs(`${url}/v1/acme/console/packages/${hex}`, token);
        const octets = new Uint8Array(await response.arrayBuffer());
        if (!octetsEqual(octets, load.sent.get(hex)?.package ?? new Uint8Array())) wrong.push(hex);
      }
    };
    await Promise.all(Array.from({ length: 16 }, fetchAll));
    expect(wrong).toEqual([]);
  });

  test("what was really sealed opens again", async () => {
    const kept = packagesOf(log).filter((hex) => really.has(hex));
    expect(kept.length).toBeGreaterThan(0);
    for (const hex of kept) {
      const { package: sealed, summary, statement } = really.get(hex) as TestSubmission;
      const parsed = parseStatement(statement);
      if (!parsed.ok) throw parsed.error;
      const blob = readFileSync(join(folder.path, "data/blobs/acme", hex.slice(0, 2), `${hex}.age`));
      expect(octetsEqual(blob, sealed)).toBe(true);
      const identities = [organisation.investigator.ageIdentity];
      const opened = await openPackage(blob, { identities, summary, statement: parsed.value });
      expect(opened.ok).toBe(true);
    }
  });

  test("nothing half-written is there: each blob is what its name says, and no upload is left over", () => {
    const blobs = join(folder.path, "data/blobs/acme");
    for (const name of readdirSync(blobs, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".age")) continue;
      expect(`${sha256Hex(readFileSync(join(blobs, name)))}.age`).toBe(name.slice(3));
    }
    expect(readdirSync(join(folder.path, "data/incoming"))).toEqual([]);
  });

  test("what got no answer can be sent again, and is in the log once", async () => {
    const before = new Set(packagesOf(log));
    const again = load.unanswered.slice(0, 20);
    for (const submission of again) {
      const response = await putSubmission(url, organisation, submission);
      expect(response.status).toBe(before.has(submission.hex) ? 200 : 201);
    }
    const readToken = acknowledged[0]?.readToken as string;
    const after = packagesOf(
      await readWholeLog({ url, organisation: "acme", readToken, anchor: organisation.log }),
    );
    expect(new Set(after).size).toBe(after.length);
    expect(again.filter(({ hex }) => !after.includes(hex))).toEqual([]);
  });
});

function packagesOf({ entries }: WholeLog): string[] {
  return entries.flatMap((octets) => {
    const entry = parseEntry(octets);
    if (!entry.ok) throw entry.error;
    return entry.value.type === "package" ? [entry.value.package.slice("sha256:".length)] : [];
  });
}

function summaryOf({ answers, cutOff, sent }: Load, { size }: WholeLog): string {
  const figures = `${answers.length} verified receipts, ${cutOff} requests cut off`;
  return `${KILLS} kills: ${sent.size} submissions, ${figures}, ${size} entries in the log`;
}
