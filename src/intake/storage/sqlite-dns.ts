/** DNS answers, learned selectors and signed snapshots in SQLite. */
import type { Kysely, Transaction } from "kysely";
import type { KeyEntry } from "../../core/dns/snapshot.ts";
import type { DnsStore, SeenDnsAnswer, StoredDnsSnapshot } from "./ports.ts";
import type { LedgerTables } from "./sqlite-schema.ts";

type Row = LedgerTables["dns_answer"];

export function sqliteDnsStore(db: Kysely<LedgerTables>): DnsStore {
  return {
    noteDnsAnswers,
    dnsEntries,
    learnDnsNames,
    learnedDnsNames,
    addDnsSnapshot,
    latestDnsSnapshot,
    addDnsTimestamp,
  };

  async function noteDnsAnswers(answers: readonly SeenDnsAnswer[]): Promise<void> {
    await db.transaction().execute(async (trx) => {
      for (const answer of answers) await noteOne(trx, answer);
    });
  }

  async function dnsEntries(names: readonly string[]): Promise<readonly KeyEntry[]> {
    const entries: KeyEntry[] = [];
    for (const name of names) {
      const rows = await db
        .selectFrom("dns_answer")
        .selectAll()
        .where("name", "=", name)
        .orderBy("current", "desc")
        .orderBy("at", "desc")
        .execute();
      entries.push(...rows.map(entryOf));
    }
    return entries;
  }

  async function learnDnsNames(organisation: string, names: readonly string[], at: number, most: number) {
    return await db.transaction().execute(async (trx) => {
      const known = new Set(await namesOf(trx, organisation));
      const fresh = [...new Set(names)].filter((name) => !known.has(name));
      const taken = fresh.slice(0, Math.max(0, most - known.size));
      for (const name of taken) {
        await trx.insertInto("dns_name").values({ organisation, name, added_at: at }).execute();
      }
      return taken;
    });
  }

  async function learnedDnsNames(organisation: string): Promise<readonly string[]> {
    return await namesOf(db, organisation);
  }

  async function addDnsSnapshot(organisation: string, takenAt: number, note: string, keep: number) {
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto("dns_snapshot")
        .values({ organisation, taken_at: takenAt, note, timestamp: null })
        .execute();
      const tooOld = await trx
        .selectFrom("dns_snapshot")
        .select("id")
        .where("organisation", "=", organisation)
        .orderBy("id", "desc")
        .offset(keep)
        .limit(1)
        .executeTakeFirst();
      if (tooOld === undefined) return;
      await trx
        .deleteFrom("dns_snapshot")
        .where("organisation", "=", organisation)
        .where("id", "<=", tooOld.id)
        .execute();
    });
  }

  /** The last that was written, whatever the clock said then. */
  async function latestDnsSnapshot(organisation: string): Promise<StoredDnsSnapshot | null> {
    const row = await db
      .selectFrom("dns_snapshot")
      .selectAll()
      .where("organisation", "=", organisation)
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return null;
    return { id: row.id, takenAt: row.taken_at, note: row.note, timestamp: row.timestamp };
  }

  async function addDnsTimestamp(id: number, timestamp: Uint8Array) {
    await db
      .updateTable("dns_snapshot")
      .set({ timestamp })
      .where("id", "=", id)
      .where("timestamp", "is", null)
      .execute();
  }
}

async function namesOf(db: Kysely<LedgerTables>, organisation: string): Promise<string[]> {
  const rows = await db
    .selectFrom("dns_name")
    .select("name")
    .where("organisation", "=", organisation)
    .orderBy("name")
    .execute();
  return rows.map(({ name }) => name);
}

async function noteOne(trx: Transaction<LedgerTables>, answer: SeenDnsAnswer): Promise<void> {
  const { name, outcome, at, resolver, transient } = answer;
  const records = JSON.stringify(answer.records);
  const current = await trx
    .selectFrom("dns_answer")
    .selectAll()
    .where("name", "=", name)
    .where("current", "=", 1)
    .executeTakeFirst();
  if (current?.outcome === outcome && current.records === records) {
    await trx
      .updateTable("dns_answer")
      .set({ at, since: Math.min(at, current.since), resolver })
      .where("id", "=", current.id)
      .execute();
    return;
  }
  if (current !== undefined) {
    // A resolver that does not answer says nothing of the key that was there; the entry's time shows its age.
    if (transient) return;
    await retire(trx, current);
  }
  await trx
    .insertInto("dns_answer")
    .values({ name, outcome, records, since: at, at, resolver, current: 1 })
    .execute();
}

/** Only what a mail can be checked with is kept; that nothing was there once is no history worth a row. */
async function retire(trx: Transaction<LedgerTables>, current: Omit<Row, "id"> & { readonly id: number }) {
  const isKey = current.outcome === "found" || current.outcome === "ambiguous";
  if (isKey) await trx.updateTable("dns_answer").set({ current: 0 }).where("id", "=", current.id).execute();
  else await trx.deleteFrom("dns_answer").where("id", "=", current.id).execute();
}

function entryOf(row: Omit<Row, "id">): KeyEntry {
  const { name, since, at, resolver } = row;
  const records = JSON.parse(row.records) as string[];
  const outcome = row.outcome as KeyEntry["outcome"];
  return { name, outcome, records, at, since, resolver, current: row.current === 1 };
}
