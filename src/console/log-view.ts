/** Fetches the whole log and has it audited. Full bundles never change and are fetched once a session. */
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import { parseCheckpoint } from "../core/log/checkpoint.ts";
import { TILE_WIDTH } from "../core/log/tiles.ts";
import type { LogAudit, SeenCheckpoint } from "./log-audit.ts";
import type { ConsoleMemory, ListedPackage } from "./ports.ts";
import type { Session } from "./session.ts";

/** Entries that a browser still checks; `zegel log verify` knows no such limit. */
export const MAX_ENTRIES = 500_000;

export interface LogReading {
  /** Reads and audits; remembers the checkpoint if it is consistent. */
  audit(request: AuditRequest): Promise<LogAudit>;
}

export interface AuditRequest {
  readonly listed: readonly ListedPackage[];
  readonly seen: readonly SeenCheckpoint[];
  /** Bundles that have been fetched, and that there are. */
  readonly onProgress: (done: number, total: number) => void;
}

export function logReading(
  { server, keys, anchors }: Pick<Session, "server" | "keys" | "anchors">,
  memory: ConsoleMemory,
): LogReading {
  const fullBundles = new Map<number, Uint8Array<ArrayBuffer>>();
  return { audit };

  async function audit({ listed, seen, onProgress }: AuditRequest): Promise<LogAudit> {
    const [anchor] = anchors.policy.logs;
    if (anchor === undefined) throw new TypeError("a directory names a log");
    const checkpoint = await server.checkpoint();
    // The size decides how much is fetched: only the log's own key may say it.
    const head = await parseCheckpoint(checkpoint, anchor);
    const size = head.ok ? Math.min(head.value.size, MAX_ENTRIES) : 0;
    const bundles = await fetchBundles(size, onProgress);
    const remembered = memory.checkpoint();
    const result = await keys.auditLog({ anchor, checkpoint, remembered, bundles, listed, seen });
    if (result.note !== null) memory.rememberCheckpoint(result.note);
    return result;
  }

  async function fetchBundles(size: number, onProgress: AuditRequest["onProgress"]) {
    const total = Math.ceil(size / TILE_WIDTH);
    const bundles: (Uint8Array<ArrayBuffer> | null)[] = [];
    for (let index = 0; index < total; index++) {
      onProgress(index, total);
      bundles.push(await fetchBundle(index, Math.min(TILE_WIDTH, size - index * TILE_WIDTH)));
    }
    onProgress(total, total);
    return bundles;
  }

  /** A bundle that cannot be had is a finding of the audit, not the end of it. */
  async function fetchBundle(index: number, width: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const known = fullBundles.get(index);
    if (known !== undefined) return known;
    try {
      const octets = await server.entryBundle(index, width);
      if (width === TILE_WIDTH) fullBundles.set(index, octets);
      return octets;
    } catch {
      return null;
    }
  }
}

/** Why a log audit could not even begin. */
export type AuditFailure = { readonly code: EvidenceErrorCode; readonly detail: string };
