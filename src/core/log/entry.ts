/** What the log holds (docs/log-and-receipt.md, section Log): digests and plain words, no personal data. */
import { canonicalJson, parseCanonicalJson } from "../base/canonical-json.ts";
import { type Digest, isDigest } from "../base/digest.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { MAX_ENTRY_OCTETS } from "./tiles.ts";

export interface PackageEntry {
  readonly v: 1;
  readonly type: "package";
  readonly package: Digest;
  readonly summary: Digest;
  readonly commitment: Digest;
}

/** A reader was added. */
export interface GrantEntry {
  readonly v: 1;
  readonly type: "grant";
  readonly package: Digest;
  readonly grant: Digest;
}

export interface CustodyEntry {
  readonly v: 1;
  readonly type: "custody";
  readonly event: Digest;
}

export interface DirectoryEntry {
  readonly v: 1;
  readonly type: "directory";
  readonly directory: Digest;
  readonly version: number;
}

/** An investigator opened the package and said so. */
export interface OpenedEntry {
  readonly v: 1;
  readonly type: "opened";
  readonly package: Digest;
  readonly acknowledgement: Digest;
}

export interface ErasedEntry {
  readonly v: 1;
  readonly type: "erased";
  readonly package: Digest;
}

export type LogEntry = PackageEntry | GrantEntry | CustodyEntry | DirectoryEntry | OpenedEntry | ErasedEntry;

/** Members beside `v` and `type`; every one of them is a digest, but `version`. */
const MEMBERS: Readonly<Record<LogEntry["type"], readonly string[]>> = {
  package: ["package", "summary", "commitment"],
  grant: ["package", "grant"],
  custody: ["event"],
  directory: ["directory", "version"],
  opened: ["package", "acknowledgement"],
  erased: ["package"],
};

/** The octets whose hash is the leaf. */
export function entryOctets(entry: LogEntry): Uint8Array<ArrayBuffer> {
  return canonicalJson(entry);
}

/** @returns ENTRY_INVALID for anything but one of the entries above, no member more or less. */
export function parseEntry(octets: Uint8Array): Result<LogEntry, EvidenceError> {
  const json = parseCanonicalJson(octets, MAX_ENTRY_OCTETS, "ENTRY_INVALID");
  if (!json.ok) return json;
  return isEntry(json.value) ? ok(json.value) : refuse("ENTRY_INVALID", "not a log entry of version 1");
}

function isEntry(value: unknown): value is LogEntry {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const entry = value as Record<string, unknown>;
  const type = entry.type;
  if (entry.v !== 1 || typeof type !== "string" || !Object.hasOwn(MEMBERS, type)) return false;
  const members = MEMBERS[type as LogEntry["type"]];
  return (
    Object.keys(entry).length === members.length + 2 && members.every((name) => isMember(name, entry[name]))
  );
}

function isMember(name: string, value: unknown): boolean {
  if (name !== "version") return isDigest(value);
  return Number.isSafeInteger(value) && (value as number) >= 1;
}
