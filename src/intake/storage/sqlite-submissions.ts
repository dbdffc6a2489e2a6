/** Submissions and records in SQLite: a row and its log entry are one transaction. */
import { createHash } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { type Digest, formatDigest } from "../../core/base/digest.ts";
import type {
  CustodyClass,
  NewRecord,
  NewSubmission,
  RecordKind,
  RecordStore,
  Submission,
  SubmissionStore,
} from "./ports.ts";
import type { LedgerTables } from "./sqlite-schema.ts";

export function sqliteSubmissionStore(db: Kysely<LedgerTables>): SubmissionStore {
  return { addSubmission, submission, knowsPackage, listSubmissions, withoutTimestamp, addTimestamp };

  async function addSubmission(given: NewSubmission) {
    return await db.transaction().execute(async (trx) => {
      const known = await find(trx, given.organisation, given.package);
      if (known !== null) return { added: false, submission: known };
      const entryId = await addEntry(trx, given.organisation, given.entry);
      await trx
        .insertInto("submission")
        .values({
          organisation: given.organisation,
          package: given.package,
          summary_digest: sha256Digest(given.summary),
          statement: given.statement,
          summary: given.summary,
          octets: given.octets,
          received_at: given.receivedAt,
          entry_id: entryId,
          timestamp: null,
        })
        .execute();
      return { added: true, submission: { ...given, entryId, timestamp: null } };
    });
  }

  function submission(organisation: string, packageDigest: Digest): Promise<Submission | null> {
    return find(db, organisation, packageDigest);
  }

  async function knowsPackage(organisation: string, packageDigest: Digest): Promise<boolean> {
    const row = await db
      .selectFrom("submission")
      .select("entry_id")
      .where("organisation", "=", organisation)
      .where("package", "=", packageDigest)
      .executeTakeFirst();
    return row !== undefined;
  }

  async function listSubmissions(organisation: string, from: number, limit: number) {
    const rows = await db
      .selectFrom("entry")
      .innerJoin("submission", "submission.entry_id", "entry.id")
      .select([
        "entry.log_index as index",
        "submission.package",
        "submission.summary_digest",
        "submission.received_at",
        "submission.octets",
      ])
      .select((eb) => eb("submission.timestamp", "is not", null).as("timestamped"))
      .where("entry.organisation", "=", organisation)
      .where("entry.log_index", ">=", from)
      .orderBy("entry.log_index")
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      index: row.index as number,
      package: row.package as Digest,
      summaryDigest: row.summary_digest as Digest,
      receivedAt: row.received_at,
      octets: row.octets,
      timestamped: Boolean(row.timestamped),
    }));
  }

  async function withoutTimestamp(organisation: string, limit: number) {
    const rows = await db
      .selectFrom("submission")
      .innerJoin("entry", "entry.id", "submission.entry_id")
      .select("submission.package")
      .where("submission.organisation", "=", organisation)
      .where("submission.timestamp", "is", null)
      .where("entry.log_index", "is not", null)
      .orderBy("submission.entry_id")
      .limit(limit)
      .execute();
    return rows.map((row) => row.package as Digest);
  }

  async function addTimestamp(organisation: string, packageDigest: Digest, timestamp: Uint8Array) {
    await db
      .updateTable("submission")
      .set({ timestamp })
      .where("organisation", "=", organisation)
      .where("package", "=", packageDigest)
      .where("timestamp", "is", null)
      .execute();
  }
}

export function sqliteRecordStore(db: Kysely<LedgerTables>): RecordStore {
  return { addRecord, records };

  async function addRecord(record: NewRecord): Promise<number> {
    return await db.transaction().execute(async (trx) => {
      const known = await trx
        .selectFrom("entry")
        .select("id")
        .where("organisation", "=", record.organisation)
        .where("digest", "=", sha256(record.entry))
        .executeTakeFirst();
      if (known !== undefined) return known.id;
      const entryId = await addEntry(trx, record.organisation, record.entry);
      await trx
        .insertInto("record")
        .values({
          entry_id: entryId,
          organisation: record.organisation,
          kind: record.kind,
          custody_class: record.custodyClass,
          package: record.package,
          text: record.text,
          signature: record.signature,
        })
        .execute();
      return entryId;
    });
  }

  async function records(organisation: string, kind: RecordKind, packageDigest: Digest | null) {
    const rows = await db
      .selectFrom("record")
      .innerJoin("entry", "entry.id", "record.entry_id")
      .selectAll("record")
      .select(["entry.log_index", "entry.octets"])
      .where("record.organisation", "=", organisation)
      .where("record.kind", "=", kind)
      .where("record.package", packageDigest === null ? "is" : "=", packageDigest)
      .orderBy("record.entry_id")
      .execute();
    return rows.map((row) => ({
      kind,
      custodyClass: row.custody_class as CustodyClass | null,
      package: row.package as Digest | null,
      text: row.text,
      signature: row.signature,
      entry: row.octets,
      entryId: row.entry_id,
      index: row.log_index,
    }));
  }
}

async function find(db: Kysely<LedgerTables>, organisation: string, packageDigest: Digest) {
  const row = await db
    .selectFrom("submission")
    .innerJoin("entry", "entry.id", "submission.entry_id")
    .selectAll("submission")
    .select("entry.octets as entry_octets")
    .where("submission.organisation", "=", organisation)
    .where("submission.package", "=", packageDigest)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    organisation,
    package: packageDigest,
    statement: row.statement,
    summary: row.summary,
    octets: row.octets,
    receivedAt: row.received_at,
    entry: row.entry_octets,
    entryId: row.entry_id,
    timestamp: row.timestamp,
  };
}

async function addEntry(
  trx: Transaction<LedgerTables>,
  organisation: string,
  octets: Uint8Array,
): Promise<number> {
  const row = await trx
    .insertInto("entry")
    .values({ organisation, octets, digest: sha256(octets), log_index: null, tree_size: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

function sha256(octets: Uint8Array): Uint8Array {
  return createHash("sha256").update(octets).digest();
}

function sha256Digest(octets: Uint8Array): Digest {
  return formatDigest(sha256(octets));
}
