/**
 * The ledger on one machine: SQLite in WAL mode that syncs at each commit.
 * ONLY safe with one intake process on one ledger, on a local disk (no network file system).
 */
import { Kysely } from "kysely";
import type { Ledger } from "./ports.ts";
import { sqliteDnsStore } from "./sqlite-dns.ts";
import { nodeSqliteDialect, openDurableDatabase } from "./sqlite-dialect.ts";
import { sqliteLogStore } from "./sqlite-log.ts";
import { type LedgerTables, migrate } from "./sqlite-schema.ts";
import { sqliteSessionStore } from "./sqlite-sessions.ts";
import { sqliteRecordStore, sqliteSubmissionStore } from "./sqlite-submissions.ts";

/** @throws Error where the file is no ledger of this version, or SQLite does not take the settings for durability. */
export function openSqliteLedger(file: string): Ledger {
  const database = openDurableDatabase(file);
  migrate(database);
  const db = new Kysely<LedgerTables>({ dialect: nodeSqliteDialect(database) });
  return {
    ...sqliteLogStore(db),
    ...sqliteSubmissionStore(db),
    ...sqliteRecordStore(db),
    ...sqliteSessionStore(db),
    ...sqliteDnsStore(db),
    setting,
    checkWritable,
    close: () => db.destroy(),
  };

  async function setting(name: string, make: () => string): Promise<string> {
    return await db.transaction().execute(async (trx) => {
      const row = await trx.selectFrom("setting").select("value").where("name", "=", name).executeTakeFirst();
      if (row !== undefined) return row.value;
      const value = make();
      await trx.insertInto("setting").values({ name, value }).execute();
      return value;
    });
  }

  async function checkWritable(now: number): Promise<void> {
    const value = String(now);
    await db
      .insertInto("setting")
      .values({ name: "last-check", value })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
      .execute();
  }
}
