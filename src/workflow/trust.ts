/** The directory this device trusts now: fetched, checked against the pinned root, remembered against rollback. */
import { EvidenceError, type EvidenceErrorCode } from "../core/base/errors.ts";
import type { DirectoryReading } from "../core/evidence/directory.ts";
import type { EvidenceEngine } from "./engine-port.ts";
import type { Clock, IntakeClient, TrustMemory } from "./ports.ts";

export interface TrustPorts {
  readonly client: Pick<IntakeClient, "directory">;
  readonly engine: Pick<EvidenceEngine, "readDirectory">;
  readonly memory: Pick<TrustMemory, "directory" | "rememberDirectory">;
  readonly clock: Clock;
}

/** What the build pins. */
export interface TrustAnchors {
  readonly organisation: string;
  /** SSHSIG fingerprint of the directory's root key. */
  readonly directoryRoot: string;
  /** True only in builds for trying out, served from a loopback address. */
  readonly allowDemo: boolean;
}

export interface TrustedDirectory extends DirectoryReading {
  /** Why the served one was not used; null if it was. The remembered one is used meanwhile. */
  readonly problem: EvidenceErrorCode | null;
}

/**
 * A server that serves an old, foreign or unreadable directory gains nothing but a note: the one remembered is used,
 * and it was signed by the pinned key too.
 *
 * @throws EvidenceError where there is neither a good one to fetch nor one to remember: nothing can be sealed then.
 */
export async function trustedDirectory(ports: TrustPorts, anchors: TrustAnchors): Promise<TrustedDirectory> {
  const seen = await ports.memory.directory().catch(() => null);
  const anchor = { ...withoutExtras(anchors), now: ports.clock.now() };
  try {
    const octets = await ports.client.directory();
    const reading = await ports.engine.readDirectory(octets, { ...anchor, seen });
    // A device that cannot remember still reports: it loses the protection against rollback, not the report.
    await ports.memory
      .rememberDirectory({ version: reading.directory.version, digest: reading.digest, octets })
      .catch(() => undefined);
    return { ...reading, problem: null };
  } catch (cause) {
    const problem = cause instanceof EvidenceError ? cause.code : "RESPONSE_INVALID";
    if (seen === null)
      throw cause instanceof EvidenceError ? cause : new EvidenceError(problem, "no directory", { cause });
    // Checked again, and at today's clock: it may have expired, and the device's store is no anchor.
    return { ...(await ports.engine.readDirectory(seen.octets, { ...anchor, seen })), problem };
  }
}

function withoutExtras(anchors: TrustAnchors) {
  return {
    pinnedRoot: anchors.directoryRoot,
    organisation: anchors.organisation,
    allowDemo: anchors.allowDemo,
  };
}
