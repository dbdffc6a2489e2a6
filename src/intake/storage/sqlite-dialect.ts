/** Kysely on node:sqlite: its own dialect, handed a database that speaks the few words it needs. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { SqliteDialect } from "kysely";

const STATEMENT_CACHE_SIZE = 200;

/**
 * Opens a database that survives a power cut: every setting is said, read back and compared, since a build or a file
 * may bring another default (with synchronous=NORMAL, commits in WAL mode do not sync at all).
 *
 * @throws Error where a setting does not hold.
 */
export function openDurableDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    setAndAssert(database, "journal_mode", "WAL", "wal");
    setAndAssert(database, "synchronous", "FULL", 2);
    setAndAssert(database, "foreign_keys", "ON", 1);
    setAndAssert(database, "busy_timeout", "5000", 5000);
    setAndAssert(database, "trusted_schema", "OFF", 0);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function setAndAssert(database: DatabaseSync, name: string, value: string, expected: string | number): void {
  database.exec(`PRAGMA ${name} = ${value}`);
  const row = database.prepare(`PRAGMA ${name}`).get();
  const actual = row === undefined ? undefined : Object.values(row)[0];
  if (actual !== expected) throw new Error(`SQLite: ${name} is ${String(actual)}, not ${value}`);
}

/** Statements are prepared once: kysely prepares anew for every call. */
export function nodeSqliteDialect(database: DatabaseSync): SqliteDialect {
  const statements = new Map<string, StatementSync>();
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare: (sql) => shim(cached(sql)),
    },
  });

  function cached(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= STATEMENT_CACHE_SIZE) statements.clear();
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }
}

function shim(statement: StatementSync) {
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters: readonly unknown[]) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters: readonly unknown[]) =>
      statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
  };
}
