/** The outbox in IndexedDB. "put" returns only after the transaction is on the disk. */
import type { Outbox, OutboxEntry } from "../workflow/ports.ts";
import { type PaneDatabase, storageError } from "./database.ts";

// "strict": the browser may otherwise say "done" before the operating system has written anything.
const DURABLE: IDBTransactionOptions = { durability: "strict" };

export function idbOutbox(database: () => Promise<PaneDatabase>): Outbox {
  const guarded = async <T>(work: (opened: PaneDatabase) => Promise<T>): Promise<T> => {
    try {
      return await work(await database());
    } catch (cause) {
      throw storageError(cause);
    }
  };
  return {
    put: (entry, submission) =>
      guarded(async (opened) => {
        const transaction = opened.transaction(["entries", "submissions"], "readwrite", DURABLE);
        await Promise.all([
          transaction.objectStore("entries").put(entry),
          transaction.objectStore("submissions").put(submission),
          transaction.done,
        ]);
      }),
    list: () =>
      guarded(async (opened) => (await opened.getAll("entries")).sort((a, b) => a.sealedAt - b.sealedAt)),
    load: (packageDigest) =>
      guarded(async (opened) => (await opened.get("submissions", packageDigest)) ?? null),
    update: (packageDigest, change) => guarded((opened) => update(opened, packageDigest, change)),
    remove: (packageDigest) =>
      guarded(async (opened) => {
        const transaction = opened.transaction(["entries", "submissions"], "readwrite", DURABLE);
        await Promise.all([
          transaction.objectStore("entries").delete(packageDigest),
          transaction.objectStore("submissions").delete(packageDigest),
          transaction.done,
        ]);
      }),
  };
}

/** One transaction from reading to writing: two tabs must not lose each other's changes. */
async function update(
  database: PaneDatabase,
  packageDigest: OutboxEntry["packageDigest"],
  change: Partial<OutboxEntry>,
): Promise<void> {
  const transaction = database.transaction(["entries", "submissions"], "readwrite", DURABLE);
  const entry = await transaction.objectStore("entries").get(packageDigest);
  if (entry !== undefined) {
    const changed = { ...entry, ...change };
    await transaction.objectStore("entries").put(changed);
    if (changed.state === "sent") await transaction.objectStore("submissions").delete(packageDigest);
  }
  await transaction.done;
}
