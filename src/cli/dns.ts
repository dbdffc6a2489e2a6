/** Where the command line takes DKIM keys from: live resolvers, or files. */
import { getServers } from "node:dns";
import { fromUtf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { checkDnsEvidence } from "../core/dns/check-evidence.ts";
import { dnsEvidence, evidenceSource, readDnsEvidence } from "../core/dns/evidence.ts";
import { keyName } from "../core/dns/key-name.ts";
import { type KeyAnswer, keyBook, type KeySource, snapshotSource } from "../core/dns/key-sources.ts";
import { openSnapshot, readUnverifiedSnapshot, SNAPSHOT_HEADING } from "../core/dns/snapshot.ts";
import { readSnapshotAnswer, type SnapshotAnswer } from "../core/dns/snapshot-answer.ts";
import { noteVerifier } from "../core/log/note.ts";
import { dnsLookup, isServerAddress } from "../intake/dns/lookup.ts";
import { valueOf } from "./command.ts";
import type { DnsOptions, DnsSession } from "./dns-options.ts";
import type { CliIo } from "./io.ts";

/** @throws EvidenceError INPUT_INVALID, SOURCE_UNAVAILABLE, or what is wrong with a snapshot. */
export async function openKeySource({ dns, dnsServer, logKey }: DnsOptions, io: CliIo): Promise<DnsSession> {
  if (logKey !== undefined && !noteVerifier(logKey).ok)
    throw new EvidenceError("INPUT_INVALID", "--log-key is no verifier key");
  return dns === "live" ? liveSession(dnsServer, io) : fileSession(dns, logKey, io);
}

/** Milliseconds for one resolver and one name. */
const LIVE_TIMEOUT_MS = 5000;

function liveSession(server: string | undefined, io: CliIo): DnsSession {
  if (server !== undefined && !isServerAddress(server))
    throw new EvidenceError("INPUT_INVALID", "--dns-server is an IP address, with a port where it is not 53");
  const lookup = dnsLookup({
    servers: server === undefined ? getServers() : [server],
    timeoutMs: LIVE_TIMEOUT_MS,
  });
  // Thousands of mails share a few keys: each is asked for once.
  const asked = new Map<string, Promise<KeyAnswer>>();
  const told = new Map<string, { readonly name: string; readonly to: string; readonly at: number }>();
  const source: KeySource = {
    answer(domain, selector) {
      const name = keyName(domain, selector) as string;
      const looking = asked.get(name) ?? look(name);
      asked.set(name, looking);
      return looking;
    },
  };
  return {
    book: () => keyBook([source]),
    evidence: (book) => {
      const lookups = book.lookups();
      const disclosed = lookups.flatMap(({ name }) => told.get(name ?? "") ?? []);
      return dnsEvidence({ policy: null, disclosed, problems: [] }, [], lookups);
    },
  };

  async function look(name: string): Promise<KeyAnswer> {
    const { outcome, records, resolver } = await lookup.txt(name);
    const at = io.now();
    told.set(name, { name, to: `resolver ${resolver}`, at });
    return { outcome, records, at, source: `live ${resolver}` };
  }
}

const MAX_FILE_OCTETS = 4 * 1024 * 1024;

async function fileSession(path: string, logKey: string | undefined, io: CliIo): Promise<DnsSession> {
  const octets = await io.readFile(path, MAX_FILE_OCTETS);
  const { source, notes } = await readFileSource(path, octets, logKey, io.now());
  return {
    book: () => keyBook([source]),
    evidence: (book) => dnsEvidence({ policy: null, disclosed: [], problems: [] }, notes, book.lookups()),
  };
}

interface FileSource {
  readonly source: KeySource;
  readonly notes: readonly SnapshotAnswer[];
}

async function readFileSource(
  path: string,
  octets: Uint8Array,
  logKey: string | undefined,
  now: number,
): Promise<FileSource> {
  const text = fromUtf8(octets);
  if (text?.startsWith(`${SNAPSHOT_HEADING}\n`)) return fromSnapshot({ note: text, timestamp: null }, logKey);
  const value = readObject(path, text);
  if ("note" in value) return fromSnapshot(valueOf(readSnapshotAnswer(octets)), logKey);
  if (Array.isArray((value as { lookups?: unknown }).lookups)) return await fromEvidence(value, logKey);
  if (logKey !== undefined)
    throw new EvidenceError(
      "INPUT_INVALID",
      `${path} holds records that nobody signed: --log-key checks nothing`,
    );
  return { source: fromRecords(path, value, now), notes: [] };
}

function readObject(path: string, text: string | null): object {
  try {
    const value: unknown = JSON.parse(text ?? "");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    throw new EvidenceError("INPUT_INVALID", `${path} is neither a snapshot nor JSON`, { cause });
  }
  throw new EvidenceError("INPUT_INVALID", `${path} holds no JSON object`);
}

/** An old snapshot is what a file is for: its age is not judged, its time stands beside every key. */
function fromSnapshot(answer: SnapshotAnswer, logKey: string | undefined): FileSource {
  const snapshot = valueOf(
    logKey === undefined
      ? readUnverifiedSnapshot(answer.note)
      : openSnapshot(answer.note, { logKey, organisation: null }),
  );
  const source = snapshotSource(snapshot);
  return { source: logKey === undefined ? unverified(source) : source, notes: [answer] };
}

async function fromEvidence(value: object, logKey: string | undefined): Promise<FileSource> {
  const evidence = valueOf(readDnsEvidence(value));
  const source = evidenceSource(evidence);
  const notes = evidence.notes.map(({ note, timestamp }) => ({ note, timestamp }));
  if (logKey === undefined) return { source: unverified(source), notes };
  const origin = logKey.slice(0, logKey.indexOf("+"));
  const anchors = { logs: [{ origin, key: logKey }], timestampRoots: [], organisation: null };
  const verdict = valueOf(await checkDnsEvidence(value, anchors));
  if (verdict.unanchored > 0)
    throw new EvidenceError("DNS_SNAPSHOT_UNTRUSTED", "dns.json holds a note of another log");
  return { source: verdict.unvouched > 0 ? unverified(source) : source, notes };
}

/** Statements repeat the source: nobody may read more out of it than there is. */
function unverified(source: KeySource): KeySource {
  return {
    async answer(domain, selector) {
      const answer = await source.answer(domain, selector);
      return answer === null ? null : { ...answer, source: `not verified: ${answer.source}` };
    },
  };
}

/** Records as somebody wrote them down; their time is that of this run, since the file knows none. */
function fromRecords(path: string, value: object, now: number): KeySource {
  const records = new Map<string, string>();
  for (const [name, record] of Object.entries(value)) {
    const joined = Array.isArray(record) ? record.join("") : record;
    if (typeof joined !== "string")
      throw new EvidenceError("INPUT_INVALID", `${path}: a record is text, or a list of texts`);
    records.set(name.toLowerCase().replace(/\.$/, ""), joined);
  }
  const source = `file ${path.split(/[\\/]/).at(-1) ?? path}`;
  return {
    async answer(domain, selector) {
      const record = records.get(keyName(domain, selector) ?? "");
      return record === undefined ? null : { outcome: "found", records: [record], at: now, source };
    },
  };
}
