/**
 * Keys for the signatures of a report, as far as the directory's policy lets this client ask. Octets only: what they
 * are worth is decided beside the analysis, in key-material.ts. A report never fails for want of keys.
 */
import { EvidenceError } from "../core/base/errors.ts";
import type { DirectoryReading } from "../core/evidence/directory.ts";
import type { AcquiredSource, Clock } from "./ports.ts";

/** Each call ends within a second and a half: a report must not wait for keys. */
export interface KeyClient {
  /** The newest snapshot as served. @throws EvidenceError */
  dnsSnapshot(): Promise<Uint8Array<ArrayBuffer>>;
  /** One key, asked for now: tells the server which domain the report is about. @throws EvidenceError */
  dnsKey(domain: string, selector: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** What was fetched for one report; unverified. */
export interface FetchedKeys {
  readonly policy: "none" | "snapshot" | "single";
  readonly snapshot: Uint8Array<ArrayBuffer> | null;
  readonly answers: readonly Uint8Array<ArrayBuffer>[];
  /** Names that the server was asked for; times by the device clock. */
  readonly disclosed: readonly { readonly name: string; readonly to: string; readonly at: number }[];
  readonly problems: readonly { readonly step: string; readonly code: string }[];
  /** takenAt of the newest snapshot that this device used before; null for the first. */
  readonly seen: number | null;
}

export interface KeyPorts {
  readonly client: KeyClient;
  readonly clock: Clock;
  readonly seen: () => Promise<number | null>;
}

export interface KeyFetch {
  /**
   * Never rejects.
   *
   * @param options.questions - False: the snapshot alone, which is the same for every report. A confidential report must
   *   not tell the server whose mail it is about.
   */
  readonly finish: (
    directory: DirectoryReading,
    sources: readonly AcquiredSource[],
    options?: { readonly questions: boolean },
  ) => Promise<FetchedKeys>;
}

/** Begins with the snapshot while the mail is still being fetched: it is the same for every report. */
export function startKeyFetch(ports: KeyPorts, directory: Promise<DirectoryReading>): KeyFetch {
  const begun = directory.then(
    (reading) => (reading.directory.policy.dnsQueries === "none" ? null : fetchSnapshot(ports.client)),
    () => null,
  );
  return {
    finish: async (reading, sources, { questions } = { questions: true }) => {
      const policy = reading.directory.policy.dnsQueries;
      const seen = await ports.seen().catch(() => null);
      const nothing = { policy, snapshot: null, answers: [], disclosed: [], problems: [], seen };
      if (policy === "none") return nothing;
      const first = (await begun) ?? (await fetchSnapshot(ports.client));
      const keys: FetchedKeys = { ...nothing, ...first };
      return policy === "single" && questions ? await askMissing(ports, keys, sources) : keys;
    },
  };
}

async function fetchSnapshot(client: KeyClient): Promise<Pick<FetchedKeys, "snapshot" | "problems">> {
  try {
    return { snapshot: await client.dnsSnapshot(), problems: [] };
  } catch (cause) {
    return { snapshot: null, problems: [{ step: "dns-snapshot", code: codeOf(cause) }] };
  }
}

/** Single questions: for signatures whose name the snapshot does not hold, a few of them, all at once. */
async function askMissing(
  { client, clock }: KeyPorts,
  keys: FetchedKeys,
  sources: readonly AcquiredSource[],
): Promise<FetchedKeys> {
  // Reading mails is not for the first screen: loaded only where the policy makes it needed.
  const names = await import("./signature-names.ts").then(
    ({ missingNames }) => missingNames(sources, keys.snapshot),
    () => [],
  );
  const at = clock.now();
  const asked = await Promise.all(
    names.map(({ domain, selector }) =>
      client.dnsKey(domain, selector).then(
        (octets) => ({ octets, problem: null }),
        (cause: unknown) => ({ octets: null, problem: { step: "dns-key", code: codeOf(cause) } }),
      ),
    ),
  );
  return {
    ...keys,
    answers: asked.flatMap(({ octets }) => (octets === null ? [] : [octets])),
    // Also where no answer came: the question may have arrived.
    disclosed: names.map(({ name }) => ({ name, to: "intake", at })),
    problems: [...keys.problems, ...asked.flatMap(({ problem }) => (problem === null ? [] : [problem]))],
  };
}

function codeOf(cause: unknown): string {
  return cause instanceof EvidenceError ? cause.code : "INTERNAL";
}
