/** What a door saw of the organisation, against rollback and forks, over restarts. */
import { join } from "node:path";
import * as v from "valibot";
import { fromBase64, toBase64 } from "../core/base/bytes.ts";
import { type Digest, isDigest } from "../core/base/digest.ts";
import { DIRECTORY_LIMIT } from "../core/evidence/directory.ts";
import type { TrustMemory } from "../workflow/ports.ts";
import { oneAfterTheOther, readIfThere, replaceFile } from "./durable.ts";

const DIRECTORY = "directory.seen.json";
const CHECKPOINT = "checkpoint.seen.json";
const SNAPSHOT = "dns-snapshot.seen.json";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const directory = v.strictObject({
  version: count,
  digest: v.custom<Digest>(isDigest),
  octets: v.pipe(v.string(), v.maxLength(2 * DIRECTORY_LIMIT)),
});
const checkpoint = v.strictObject({ origin: v.string(), size: count, root: v.string(), note: v.string() });
const snapshot = v.strictObject({ takenAt: v.number() });

/**
 * A file that cannot be read counts as one that is not there: what it protects is lost, the report is not.
 *
 * Reports are sent side by side: what is remembered never gets older by one that ends late.
 */
export function fileMemory(dataDir: string): Required<TrustMemory> {
  const inTurn = oneAfterTheOther();
  const read = async <T>(name: string, schema: v.GenericSchema<unknown, T>): Promise<T | null> => {
    const octets = await readIfThere(join(dataDir, name));
    const parsed = octets === null ? null : v.safeParse(schema, tryJson(octets));
    return parsed?.success === true ? parsed.output : null;
  };
  const write = (name: string, value: unknown) =>
    replaceFile(join(dataDir, name), Buffer.from(JSON.stringify(value)));
  const replaceIf = <T>(
    name: string,
    schema: v.GenericSchema<unknown, T>,
    value: T,
    isNewer: (stored: T) => boolean,
  ) =>
    inTurn(async () => {
      const stored = await read(name, schema);
      if (stored === null || isNewer(stored)) await write(name, value);
    });
  return {
    directory: async () => {
      const seen = await read(DIRECTORY, directory);
      const octets = seen === null ? null : fromBase64(seen.octets);
      return seen === null || octets === null ? null : { ...seen, octets };
    },
    rememberDirectory: ({ version, digest, octets }) => {
      const value = { version, digest, octets: toBase64(octets) };
      return replaceIf(DIRECTORY, directory, value, (stored) => stored.version <= version);
    },
    checkpoint: () => read(CHECKPOINT, checkpoint),
    rememberCheckpoint: ({ origin, size, root, note }) => {
      const value = { origin, size, root, note };
      // A directory that was signed anew may name another log: its sizes begin again.
      return replaceIf(
        CHECKPOINT,
        checkpoint,
        value,
        (stored) => stored.origin !== origin || stored.size < size,
      );
    },
    dnsSnapshot: async () => (await read(SNAPSHOT, snapshot))?.takenAt ?? null,
    rememberDnsSnapshot: (takenAt) =>
      replaceIf(SNAPSHOT, snapshot, { takenAt }, (stored) => stored.takenAt < takenAt),
  };
}

function tryJson(octets: Buffer): unknown {
  try {
    return JSON.parse(octets.toString("utf8"));
  } catch {
    return null;
  }
}
