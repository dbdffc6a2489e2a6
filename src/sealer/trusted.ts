/** The directory that this door goes by, and what of the organisation it remembers. */
import { EvidenceError, type EvidenceErrorCode } from "../core/base/errors.ts";
import type { EvidenceEngine } from "../workflow/engine-port.ts";
import type { Clock, IntakeClient, TrustMemory } from "../workflow/ports.ts";
import { type TrustAnchors, type TrustedDirectory, trustedDirectory } from "../workflow/trust.ts";

/** Milliseconds for which a directory is not fetched again. */
const FRESH_MS = 60_000;
/** Milliseconds that a report waits for an intake that does not answer, where an earlier directory is remembered. */
const FETCH_MS = 5_000;

export interface KeeperPorts {
  readonly client: Pick<IntakeClient, "directory">;
  readonly engine: Pick<EvidenceEngine, "readDirectory">;
  readonly memory: Pick<TrustMemory, "directory" | "rememberDirectory">;
  readonly clock: Clock;
  /** Why the served directory is not used, once for each new reason. */
  readonly onProblem: (code: EvidenceErrorCode) => void;
}

/**
 * @returns What gives the directory: fetched at most once a minute, and again where the last one has expired since.
 *   It throws EvidenceError where there is none at all; that is not kept.
 */
export function directoryKeeper(ports: KeeperPorts, anchors: TrustAnchors): () => Promise<TrustedDirectory> {
  const client = patientClient(ports);
  let held: { readonly directory: TrustedDirectory; readonly at: number } | null = null;
  let running: Promise<TrustedDirectory> | null = null;
  let said: EvidenceErrorCode | null = null;

  const isFresh = (now: number): boolean => {
    if (held === null) return false;
    const age = now - held.at;
    const expiredSince = !held.directory.expired && now >= held.directory.directory.expiresAt;
    return age >= 0 && age < FRESH_MS && !expiredSince;
  };
  const say = (problem: EvidenceErrorCode | null) => {
    if (problem !== null && problem !== said) ports.onProblem(problem);
    said = problem;
  };
  const fetchNow = async (): Promise<TrustedDirectory> => {
    try {
      const directory = await trustedDirectory({ ...ports, client }, anchors);
      held = { directory, at: ports.clock.now() };
      say(directory.problem);
      return directory;
    } catch (cause) {
      say(cause instanceof EvidenceError ? cause.code : "RESPONSE_INVALID");
      throw cause;
    }
  };
  return async () => {
    if (held !== null && isFresh(ports.clock.now())) return held.directory;
    running ??= fetchNow().finally(() => {
      running = null;
    });
    return running;
  };
}

/**
 * Waits as long as it takes for the first directory, and not for a later one: the remembered one will do. What comes late
 * is used at the next question: a slow line must not hide a newer directory for good.
 */
function patientClient({ client, memory }: KeeperPorts): Pick<IntakeClient, "directory"> {
  let pending: Promise<Uint8Array<ArrayBuffer>> | null = null;
  const ask = () => {
    const asked = client.directory();
    asked.catch(() => {
      pending = null;
    });
    return asked;
  };
  return {
    directory: async () => {
      const seen = await memory.directory().catch(() => null);
      if (seen === null) return client.directory();
      pending ??= ask();
      const octets = await soon(pending);
      pending = null;
      return octets;
    },
  };
}

async function soon<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new EvidenceError("NETWORK_UNREACHABLE", "the intake does not answer", { retry: "later" });
    timer = setTimeout(() => reject(error), FETCH_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** @throws EvidenceError SERVER_SEALING_NOT_ALLOWED */
export function checkServerMaySeal({ directory }: TrustedDirectory): void {
  if (!directory.policy.sealOnServer)
    throw new EvidenceError(
      "SERVER_SEALING_NOT_ALLOWED",
      "the signed directory does not let a server seal for this organisation",
    );
}

/** Says what could not be remembered, and goes on as the workflow does: the report matters more. */
export function watchedMemory(
  memory: Required<TrustMemory>,
  onProblem: (cause: unknown) => void,
): Required<TrustMemory> {
  const watched = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      onProblem(cause);
      throw cause;
    }
  };
  return {
    directory: () => watched(memory.directory()),
    rememberDirectory: (seen) => watched(memory.rememberDirectory(seen)),
    checkpoint: () => watched(memory.checkpoint()),
    rememberCheckpoint: (seen) => watched(memory.rememberCheckpoint(seen)),
    dnsSnapshot: () => watched(memory.dnsSnapshot()),
    rememberDnsSnapshot: (takenAt) => watched(memory.rememberDnsSnapshot(takenAt)),
  };
}
