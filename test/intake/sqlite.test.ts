import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteLedger } from "../../src/intake/storage/sqlite.ts";
import { openDurableDatabase } from "../../src/intake/storage/sqlite-dialect.ts";
import { temporaryFolder } from "./fixture.ts";

describe("durability of SQLite", () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  test("WAL, synchronous FULL and foreign keys hold, read back from the database", () => {
    const database = openDurableDatabase(join(folder.path, "a.sqlite"));
    const read = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect([read("journal_mode"), read("synchronous"), read("foreign_keys")]).toEqual(["wal", 2, 1]);
    database.close();
  });

  test("a database that cannot keep a WAL is refused, not used without one", () => {
    expect(() => openDurableDatabase(":memory:")).toThrow("journal_mode is memory, not WAL");
  });

  test("a ledger of version 1 gets the tables that came later, and keeps what it holds", async () => {
    const file = join(folder.path, "older.sqlite");
    await openSqliteLedger(file).setting("kept", () => "value");
    const older = new DatabaseSync(file);
    for (const table of ["dns_answer", "dns_name", "dns_snapshot"]) older.exec(`DROP TABLE ${table}`);
    older.exec("PRAGMA user_version = 1");
    older.close();
    const ledger = openSqliteLedger(file);
    expect(await ledger.setting("kept", () => "another")).toBe("value");
    expect(await ledger.learnDnsNames("acme", ["a"], 1, 1)).toEqual(["a"]);
    await ledger.close();
  });

  test("a ledger of a newer program is not touched", () => {
    const file = join(folder.path, "newer.sqlite");
    const newer = new DatabaseSync(file);
    newer.exec("PRAGMA user_version = 99");
    newer.close();
    expect(() => openSqliteLedger(file)).toThrow("schema version 99");
  });
});
