import { join } from "node:path";
import { fileBlobStore } from "../../src/intake/storage/files.ts";
import type { Ledger } from "../../src/intake/storage/ports.ts";
import { openSqliteLedger } from "../../src/intake/storage/sqlite.ts";
import { temporaryFolder } from "../intake/fixture.ts";
import { blobStoreContract } from "./blob-store.ts";
import { ledgerContract } from "./ledger.ts";

blobStoreContract("files", () => {
  const folder = temporaryFolder();
  return Promise.resolve({
    store: fileBlobStore(folder.path),
    reopen: () => Promise.resolve(fileBlobStore(folder.path)),
    remove: () => Promise.resolve(folder.remove()),
  });
});

ledgerContract("SQLite", () => {
  const folder = temporaryFolder();
  const opened: Ledger[] = [];
  const open = () => {
    const ledger = openSqliteLedger(join(folder.path, "ledger.sqlite"));
    opened.push(ledger);
    return ledger;
  };
  return Promise.resolve({
    ledger: open(),
    reopen: () => Promise.resolve(open()),
    async remove() {
      for (const ledger of opened) await ledger.close();
      folder.remove();
    },
  });
});
