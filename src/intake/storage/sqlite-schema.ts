/** Tables of the ledger. A version is never changed once released: a new one migrates. */
import type { DatabaseSync } from "node:sqlite";
import type { Generated } from "kysely";

const VERSION_1 = `
CREATE TABLE entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation TEXT NOT NULL,
  octets BLOB NOT NULL,
  digest BLOB NOT NULL,
  log_index INTEGER,
  tree_size INTEGER,
  UNIQUE (organisation, digest),
  UNIQUE (organisation, log_index),
  CHECK ((log_index IS NULL) = (tree_size IS NULL)),
  CHECK (log_index IS NULL OR log_index < tree_size)
) STRICT;
CREATE INDEX entry_pending ON entry (organisation, id) WHERE log_index IS NULL;

CREATE TABLE node (
  organisation TEXT NOT NULL,
  level INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (organisation, level, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  organisation TEXT NOT NULL,
  tree_size INTEGER NOT NULL,
  note TEXT NOT NULL,
  timestamp BLOB,
  PRIMARY KEY (organisation, tree_size)
) STRICT;

CREATE TABLE submission (
  organisation TEXT NOT NULL,
  package TEXT NOT NULL,
  summary_digest TEXT NOT NULL,
  statement BLOB NOT NULL,
  summary BLOB NOT NULL,
  octets INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  entry_id INTEGER NOT NULL UNIQUE REFERENCES entry (id),
  timestamp BLOB,
  PRIMARY KEY (organisation, package)
) STRICT;
CREATE INDEX submission_without_timestamp ON submission (organisation, entry_id) WHERE timestamp IS NULL;

CREATE TABLE record (
  entry_id INTEGER PRIMARY KEY REFERENCES entry (id),
  organisation TEXT NOT NULL,
  kind TEXT NOT NULL,
  custody_class TEXT,
  package TEXT,
  text TEXT NOT NULL,
  signature TEXT
) STRICT;
CREATE INDEX record_by_package ON record (organisation, kind, package, entry_id);

CREATE TABLE session (
  token_hash BLOB PRIMARY KEY,
  organisation TEXT NOT NULL,
  signing_key TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE used_nonce (
  nonce_hash BLOB PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
`;

/** What DNS answered for keys: the current answer of each name, and the keys that were there before. */
const VERSION_2 = `
CREATE TABLE dns_answer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  outcome TEXT NOT NULL,
  records TEXT NOT NULL,
  since INTEGER NOT NULL,
  at INTEGER NOT NULL CHECK (since <= at),
  resolver TEXT NOT NULL,
  current INTEGER NOT NULL CHECK (current IN (0, 1))
) STRICT;
CREATE INDEX dns_answer_by_name ON dns_answer (name, at);
CREATE UNIQUE INDEX dns_answer_current ON dns_answer (name) WHERE current = 1;

CREATE TABLE dns_name (
  organisation TEXT NOT NULL,
  name TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (organisation, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE dns_snapshot (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  note TEXT NOT NULL,
  timestamp BLOB
) STRICT;
CREATE INDEX dns_snapshot_by_organisation ON dns_snapshot (organisation, id);
`;

/** In order; the number of those that a database has is its version. */
const STEPS = [VERSION_1, VERSION_2];
const SCHEMA_VERSION = STEPS.length;

export interface LedgerTables {
  entry: {
    id: Generated<number>;
    organisation: string;
    octets: Uint8Array;
    digest: Uint8Array;
    log_index: number | null;
    tree_size: number | null;
  };
  node: { organisation: string; level: number; position: number; hash: Uint8Array };
  checkpoint: { organisation: string; tree_size: number; note: string; timestamp: Uint8Array | null };
  submission: {
    organisation: string;
    package: string;
    summary_digest: string;
    statement: Uint8Array;
    summary: Uint8Array;
    octets: number;
    received_at: number;
    entry_id: number;
    timestamp: Uint8Array | null;
  };
  record: {
    entry_id: number;
    organisation: string;
    kind: string;
    custody_class: string | null;
    package: string | null;
    text: string;
    signature: string | null;
  };
  session: { token_hash: Uint8Array; organisation: string; signing_key: string; expires_at: number };
  used_nonce: { nonce_hash: Uint8Array; expires_at: number };
  setting: { name: string; value: string };
  dns_answer: {
    id: Generated<number>;
    name: string;
    outcome: string;
    records: string;
    since: number;
    at: number;
    resolver: string;
    current: number;
  };
  dns_name: { organisation: string; name: string; added_at: number };
  dns_snapshot: {
    id: Generated<number>;
    organisation: string;
    taken_at: number;
    note: string;
    timestamp: Uint8Array | null;
  };
}

/**
 * Brings an empty or older database to the current schema.
 *
 * @throws Error on a database of a later version: an older program must not write to a newer ledger.
 */
export function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version === SCHEMA_VERSION) return;
  if (version > SCHEMA_VERSION || version < 0)
    throw new Error(`ledger has schema version ${version}, this program knows ${SCHEMA_VERSION}`);
  const steps = STEPS.slice(version).join("");
  database.exec(`BEGIN IMMEDIATE; ${steps} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
}
