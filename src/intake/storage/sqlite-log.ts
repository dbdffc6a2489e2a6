/** The logs in SQLite: entries, the nodes of complete subtrees, signed checkpoints. */
import type { Kysely } from "kysely";
import type { LogBatch, LogStore, StoredCheckpoint } from "./ports.ts";
import type { LedgerTables } from "./sqlite-schema.ts";

/** Rows in one INSERT or values in one IN: far below SQLite's limit of 32,766 parameters. */
const CHUNK = 500;

export function sqliteLogStore(db: Kysely<LedgerTables>): LogStore {
  return {
    pendingEntries,
    commitBatch,
    latestCheckpoint: (organisation) => checkpointWhere(organisation, {}),
    checkpoint: (organisation, treeSize) => checkpointWhere(organisation, { treeSize }),
    latestTimestampedCheckpoint: (organisation) => checkpointWhere(organisation, { timestamped: true }),
    addCheckpointTimestamp,
    nodes,
    sequencedCount,
    entries,
    position,
  };

  async function pendingEntries(organisation: string, limit: number) {
    return await db
      .selectFrom("entry")
      .select(["id", "octets"])
      .where("organisation", "=", organisation)
      .where("log_index", "is", null)
      .orderBy("id")
      .limit(limit)
      .execute();
  }

  async function commitBatch(organisation: string, batch: LogBatch): Promise<void> {
    await db.transaction().execute(async (trx) => {
      await assertSize(trx, organisation, batch.sizeBefore);
      for (const { id, index } of batch.positions) {
        const result = await trx
          .updateTable("entry")
          .set({ log_index: index, tree_size: batch.checkpoint.treeSize })
          .where("id", "=", id)
          .where("organisation", "=", organisation)
          .where("log_index", "is", null)
          .executeTakeFirst();
        if (result.numUpdatedRows !== 1n) throw new Error("an entry of the batch is not pending any more");
      }
      const rows = batch.nodes.map(({ level, index, hash }) => ({
        organisation,
        level,
        position: index,
        hash,
      }));
      for (const chunk of chunks(rows)) await trx.insertInto("node").values(chunk).execute();
      await trx
        .insertInto("checkpoint")
        .values({
          organisation,
          tree_size: batch.checkpoint.treeSize,
          note: batch.checkpoint.note,
          timestamp: null,
        })
        .execute();
    });
  }

  async function checkpointWhere(
    organisation: string,
    only: { treeSize?: number; timestamped?: boolean },
  ): Promise<StoredCheckpoint | null> {
    let query = db
      .selectFrom("checkpoint")
      .select(["tree_size", "note", "timestamp"])
      .where("organisation", "=", organisation);
    if (only.treeSize !== undefined) query = query.where("tree_size", "=", only.treeSize);
    if (only.timestamped === true) query = query.where("timestamp", "is not", null);
    const row = await query.orderBy("tree_size", "desc").limit(1).executeTakeFirst();
    return row === undefined ? null : { treeSize: row.tree_size, note: row.note, timestamp: row.timestamp };
  }

  async function addCheckpointTimestamp(organisation: string, treeSize: number, timestamp: Uint8Array) {
    await db
      .updateTable("checkpoint")
      .set({ timestamp })
      .where("organisation", "=", organisation)
      .where("tree_size", "=", treeSize)
      .where("timestamp", "is", null)
      .execute();
  }

  async function nodes(organisation: string, keys: Parameters<LogStore["nodes"]>[1]) {
    const found = new Map<string, Uint8Array>();
    for (const level of new Set(keys.map((key) => key.level))) {
      const positions = keys.filter((key) => key.level === level).map((key) => key.index);
      for (const chunk of chunks(positions)) {
        const rows = await db
          .selectFrom("node")
          .select(["position", "hash"])
          .where("organisation", "=", organisation)
          .where("level", "=", level)
          .where("position", "in", chunk)
          .execute();
        for (const row of rows) found.set(`${level}/${row.position}`, row.hash);
      }
    }
    return keys.map(({ level, index }) => {
      const hash = found.get(`${level}/${index}`);
      if (hash === undefined) throw new Error(`the tree has no node ${level}/${index}`);
      return hash;
    });
  }

  async function sequencedCount(organisation: string): Promise<number> {
    const row = await db
      .selectFrom("entry")
      .select((eb) => eb.fn.count<number>("log_index").as("count"))
      .where("organisation", "=", organisation)
      .where("log_index", "is not", null)
      .executeTakeFirstOrThrow();
    return Number(row.count);
  }

  async function entries(organisation: string, from: number, count: number) {
    const rows = await db
      .selectFrom("entry")
      .select("octets")
      .where("organisation", "=", organisation)
      .where("log_index", ">=", from)
      .where("log_index", "<", from + count)
      .orderBy("log_index")
      .execute();
    return rows.map((row) => row.octets);
  }

  async function position(organisation: string, entryId: number) {
    const row = await db
      .selectFrom("entry")
      .select(["log_index", "tree_size"])
      .where("id", "=", entryId)
      .where("organisation", "=", organisation)
      .executeTakeFirst();
    if (row === undefined || row.log_index === null || row.tree_size === null) return null;
    return { index: row.log_index, treeSize: row.tree_size };
  }
}

/** Two sequencers on one ledger would fork the log: only the one that knows its size may append. */
async function assertSize(db: Kysely<LedgerTables>, organisation: string, expected: number): Promise<void> {
  const row = await db
    .selectFrom("checkpoint")
    .select("tree_size")
    .where("organisation", "=", organisation)
    .orderBy("tree_size", "desc")
    .limit(1)
    .executeTakeFirst();
  if ((row?.tree_size ?? 0) !== expected) throw new Error("the log has grown under another sequencer");
}

function chunks<T>(values: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(values.length / CHUNK) }, (_, i) =>
    values.slice(i * CHUNK, (i + 1) * CHUNK),
  );
}
