/** What every Ledger must do, whatever it stands on. */
import { randomBytes } from "node:crypto";
import { utf8 } from "../../src/core/base/bytes.ts";
import { formatDigest } from "../../src/core/base/digest.ts";
import type { Ledger, LogBatch, NewRecord, NewSubmission } from "../../src/intake/storage/ports.ts";
import { dnsStoreContract } from "./dns-store.ts";

export interface LedgerUnderTest {
  readonly ledger: Ledger;
  /** The same ledger after a restart of the process, without a graceful end. */
  reopen(): Promise<Ledger>;
  remove(): Promise<void>;
}

export function ledgerContract(name: string, make: () => Promise<LedgerUnderTest>): void {
  describe(`Ledger contract: ${name}`, () => {
    let under: LedgerUnderTest;
    let ledger: Ledger;
    beforeEach(async () => {
      under = await make();
      ledger = under.ledger;
    });
    afterEach(() => under.remove());

    describe("submissions", () => {
      test("a stored one is the same after a restart, and pending", async () => {
        const given = submission();
        const { added, submission: stored } = await ledger.addSubmission(given);
        expect(added).toBe(true);
        const again = await under.reopen();
        expect(await again.submission("acme", given.package)).toEqual(stored);
        const pending = await again.pendingEntries("acme", 10);
        expect(pending.map((entry) => entry.id)).toEqual([stored.entryId]);
        expect(pending[0]?.octets).toEqual(given.entry);
      });

      test("the same package again changes nothing and says what is stored", async () => {
        const given = submission();
        const first = await ledger.addSubmission(given);
        const second = await ledger.addSubmission({
          ...given,
          statement: utf8("other"),
          entry: utf8("other"),
        });
        expect(second).toEqual({ added: false, submission: first.submission });
        expect(await ledger.pendingEntries("acme", 10)).toHaveLength(1);
      });

      test("concurrent calls for one package store one", async () => {
        const given = submission();
        const results = await Promise.all([1, 2, 3, 4].map(() => ledger.addSubmission(given)));
        expect(results.filter((result) => result.added)).toHaveLength(1);
      });

      test("one organisation's package is unknown to another, which may have its own", async () => {
        const given = submission();
        await ledger.addSubmission(given);
        expect(await ledger.submission("other", given.package)).toBeNull();
        expect(await ledger.knowsPackage("other", given.package)).toBe(false);
        expect(await ledger.knowsPackage("acme", given.package)).toBe(true);
        expect((await ledger.addSubmission({ ...given, organisation: "other" })).added).toBe(true);
      });

      test("the list holds sequenced ones only, from an index on, in the order of the log", async () => {
        const ids = [];
        const packages = [];
        for (let i = 0; i < 3; i++) {
          const given = submission();
          ids.push((await ledger.addSubmission(given)).submission.entryId);
          packages.push(given.package);
        }
        expect(await ledger.listSubmissions("acme", 0, 10)).toEqual([]);
        await ledger.commitBatch("acme", batch(0, ids));
        const listed = await ledger.listSubmissions("acme", 1, 1);
        expect(listed.map((row) => [row.index, row.package])).toEqual([[1, packages[1]]]);
        expect(await ledger.listSubmissions("other", 0, 10)).toEqual([]);
      });

      test("a timestamp is kept, and the first one stands", async () => {
        const given = submission();
        const { submission: stored } = await ledger.addSubmission(given);
        expect(await ledger.withoutTimestamp("acme", 10)).toEqual([]);
        await ledger.commitBatch("acme", batch(0, [stored.entryId]));
        expect(await ledger.withoutTimestamp("acme", 10)).toEqual([given.package]);
        await ledger.addTimestamp("acme", given.package, Uint8Array.of(1));
        await ledger.addTimestamp("acme", given.package, Uint8Array.of(2));
        expect((await ledger.submission("acme", given.package))?.timestamp).toEqual(Uint8Array.of(1));
        expect(await ledger.withoutTimestamp("acme", 10)).toEqual([]);
      });
    });

    describe("log", () => {
      test("a batch is there as a whole after a restart", async () => {
        const ids = [await addEntry(ledger, "acme", "a"), await addEntry(ledger, "acme", "b")];
        const given = batch(0, ids);
        await ledger.commitBatch("acme", given);
        const again = await under.reopen();
        expect(await again.pendingEntries("acme", 10)).toEqual([]);
        expect(await again.position("acme", ids[1] as number)).toEqual({ index: 1, treeSize: 2 });
        expect(await again.latestCheckpoint("acme")).toEqual({
          treeSize: 2,
          note: "note 2",
          timestamp: null,
        });
        expect(await again.nodes("acme", given.nodes)).toEqual(given.nodes.map((node) => node.hash));
        expect(await again.sequencedCount("acme")).toBe(2);
        expect((await again.entries("acme", 1, 5)).map((entry) => new TextDecoder().decode(entry))).toEqual([
          "b",
        ]);
      });

      test("a batch on another size is refused, and leaves nothing", async () => {
        const first = await addEntry(ledger, "acme", "a");
        await ledger.commitBatch("acme", batch(0, [first]));
        const second = await addEntry(ledger, "acme", "b");
        await expect(ledger.commitBatch("acme", batch(0, [second]))).rejects.toThrow();
        expect(await ledger.sequencedCount("acme")).toBe(1);
        expect(await ledger.position("acme", second)).toBeNull();
        expect((await ledger.latestCheckpoint("acme"))?.treeSize).toBe(1);
      });

      test("an entry that is sequenced already, or of another organisation, fails the whole batch", async () => {
        const mine = await addEntry(ledger, "acme", "a");
        const foreign = await addEntry(ledger, "other", "a");
        await expect(ledger.commitBatch("acme", batch(0, [mine, foreign]))).rejects.toThrow();
        expect(await ledger.latestCheckpoint("acme")).toBeNull();
        expect(await ledger.position("acme", mine)).toBeNull();
      });

      test("a node never changes", async () => {
        const first = await addEntry(ledger, "acme", "a");
        await ledger.commitBatch("acme", batch(0, [first]));
        const second = await addEntry(ledger, "acme", "b");
        const changed = batch(1, [second]);
        const overwriting = { ...changed, nodes: [{ level: 0, index: 0, hash: new Uint8Array(32) }] };
        await expect(ledger.commitBatch("acme", overwriting)).rejects.toThrow();
      });

      test("a missing node is an error, never a guess", async () => {
        await expect(ledger.nodes("acme", [{ level: 3, index: 7 }])).rejects.toThrow("no node 3/7");
      });

      test("pending entries come in the order in which they were added", async () => {
        const ids = [];
        for (const text of ["c", "a", "b"]) ids.push(await addEntry(ledger, "acme", text));
        expect((await ledger.pendingEntries("acme", 2)).map((entry) => entry.id)).toEqual(ids.slice(0, 2));
      });

      test("checkpoints: by size, the latest, the latest with a timestamp", async () => {
        await ledger.commitBatch("acme", batch(0, [await addEntry(ledger, "acme", "a")]));
        await ledger.addCheckpointTimestamp("acme", 1, Uint8Array.of(9));
        await ledger.commitBatch("acme", batch(1, [await addEntry(ledger, "acme", "b")]));
        expect((await ledger.checkpoint("acme", 1))?.note).toBe("note 1");
        expect(await ledger.checkpoint("acme", 3)).toBeNull();
        expect((await ledger.latestCheckpoint("acme"))?.treeSize).toBe(2);
        expect(await ledger.latestTimestampedCheckpoint("acme")).toEqual({
          treeSize: 1,
          note: "note 1",
          timestamp: Uint8Array.of(9),
        });
        expect(await ledger.latestTimestampedCheckpoint("other")).toBeNull();
      });
    });

    describe("records", () => {
      test("a record and its entry are one; the same entry again is the first", async () => {
        const given = record("event 1");
        const id = await ledger.addRecord(given);
        expect(await ledger.addRecord(given)).toBe(id);
        await ledger.commitBatch("acme", batch(0, [id]));
        const { organisation: _, ...rest } = given;
        expect(await ledger.records("acme", "custody", given.package)).toEqual([
          { ...rest, entryId: id, index: 0 },
        ]);
        expect(await ledger.records("acme", "grant", given.package)).toEqual([]);
        expect(await ledger.records("other", "custody", given.package)).toEqual([]);
      });
    });

    describe("sessions", () => {
      test("found by the hash of its token, in its organisation, until it ends or expires", async () => {
        const given = session();
        expect(await ledger.addSession(given)).toBe(true);
        expect(await ledger.session("acme", given.tokenHash, 999)).toEqual({ signingKey: "key" });
        expect(await ledger.session("other", given.tokenHash, 999)).toBeNull();
        expect(await ledger.session("acme", randomBytes(32), 999)).toBeNull();
        expect(await ledger.session("acme", given.tokenHash, 1000)).toBeNull();
        await ledger.endSession("other", given.tokenHash);
        expect(await ledger.session("acme", given.tokenHash, 999)).not.toBeNull();
        await ledger.endSession("acme", given.tokenHash);
        expect(await ledger.session("acme", given.tokenHash, 999)).toBeNull();
      });

      test("a nonce makes one session, also after a restart and also at once", async () => {
        const { nonceHash } = session();
        const results = await Promise.all(
          [1, 2, 3].map(() => ledger.addSession({ ...session(), nonceHash })),
        );
        expect(results.filter(Boolean)).toHaveLength(1);
        expect(await (await under.reopen()).addSession({ ...session(), nonceHash })).toBe(false);
      });

      test("what has expired is removed, and nothing else", async () => {
        const [old, current] = [session(), { ...session(), expiresAt: 5000, nonceExpiresAt: 5000 }];
        await ledger.addSession(old);
        await ledger.addSession(current);
        await ledger.removeExpired(2000);
        expect(await ledger.session("acme", old.tokenHash, 1)).toBeNull();
        expect(await ledger.session("acme", current.tokenHash, 1)).not.toBeNull();
        expect(await ledger.addSession({ ...session(), nonceHash: current.nonceHash })).toBe(false);
      });
    });

    test("a setting is made once and the same ever after", async () => {
      expect(await ledger.setting("name", () => "first")).toBe("first");
      expect(await ledger.setting("name", () => "second")).toBe("first");
      expect(await (await under.reopen()).setting("name", () => "third")).toBe("first");
    });

    dnsStoreContract(() => under);

    test("it says that it can be written to", async () => {
      await expect(ledger.checkWritable(1)).resolves.toBeUndefined();
      await expect(ledger.checkWritable(2)).resolves.toBeUndefined();
    });
  });
}

function submission(): NewSubmission {
  return {
    organisation: "acme",
    package: formatDigest(randomBytes(32)),
    statement: new Uint8Array(randomBytes(50)),
    summary: new Uint8Array(randomBytes(60)),
    octets: 1234,
    receivedAt: 1_795_000_000_000,
    entry: new Uint8Array(randomBytes(70)),
  };
}

function record(text: string): NewRecord {
  return {
    organisation: "acme",
    kind: "custody",
    custodyClass: "self-declared",
    package: formatDigest(randomBytes(32)),
    text,
    signature: "signature",
    entry: utf8(text),
  };
}

function session() {
  return {
    organisation: "acme",
    tokenHash: randomBytes(32),
    signingKey: "key",
    expiresAt: 1000,
    nonceHash: randomBytes(32),
    nonceExpiresAt: 1000,
  };
}

function addEntry(ledger: Ledger, organisation: string, text: string): Promise<number> {
  return ledger.addRecord({ ...record(text), organisation, entry: utf8(text) });
}

function batch(sizeBefore: number, ids: readonly number[]): LogBatch {
  const treeSize = sizeBefore + ids.length;
  return {
    sizeBefore,
    positions: ids.map((id, i) => ({ id, index: sizeBefore + i })),
    nodes: ids.map((_, i) => ({ level: 0, index: sizeBefore + i, hash: new Uint8Array(randomBytes(32)) })),
    checkpoint: { treeSize, note: `note ${treeSize}` },
  };
}
