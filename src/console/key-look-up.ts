/**
 * DKIM keys asked for once more, while the report is read: what DNS says today, signed by the intake, and whether the
 * signatures verify with it. The sealed analysis stays what it is; keys rotate, so today's answer may differ.
 */
import type { SignatureVerdict } from "../core/analysis/types.ts";
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import { keyBook, snapshotSource } from "../core/dns/key-sources.ts";
import { entryOf, type KeyOutcome, openSnapshot, type Snapshot } from "../core/dns/snapshot.ts";
import { readSnapshotAnswer } from "../core/dns/snapshot-answer.ts";
import type { Directory } from "../core/evidence/directory.ts";
import { failureOf } from "./failure.ts";
import type { ConsoleServer } from "./ports.ts";

export interface SignatureName {
  readonly domain: string;
  readonly selector: string;
}

export interface LookedUpKey extends SignatureName {
  /** What DNS answered; null where the answer could not be had or believed. */
  readonly outcome: KeyOutcome | null;
  readonly failure: EvidenceErrorCode | null;
  /** Milliseconds since the Unix epoch, the intake's clock. */
  readonly at: number | null;
  /** Of the message's signature with that key; null where the message has no whole source. */
  readonly signature: SignatureVerdict | null;
}

/** Each question tells the intake that somebody looks at a mail of that domain. */
export const MAX_KEY_QUESTIONS = 8;

/** Names of a message's signatures, each once. */
export function namesOf(
  signatures: readonly { readonly domain: string | null; readonly selector: string | null }[],
): SignatureName[] {
  const names = new Map<string, SignatureName>();
  for (const { domain, selector } of signatures)
    if (domain && selector) names.set(`${selector} ${domain}`, { domain, selector });
  return [...names.values()].slice(0, MAX_KEY_QUESTIONS);
}

/** @param octets - The original; null where there is none. Never throws on what a server answered. */
export async function lookUpKeys(
  server: Pick<ConsoleServer, "dnsKey">,
  { log, organisation }: Pick<Directory, "log" | "organisation">,
  names: readonly SignatureName[],
  octets: Uint8Array | null,
): Promise<LookedUpKey[]> {
  const asked = await Promise.all(names.map(ask));
  const snapshots = asked.flatMap(({ snapshot }) => snapshot ?? []);
  const verdicts = octets === null ? [] : await verdictsOf(octets, snapshots);
  return asked.map(({ name, snapshot, failure }) => {
    const entry = snapshot === null ? null : entryOf(snapshot, name.domain, name.selector);
    const own = verdicts.find((one) => one.domain === name.domain && one.selector === name.selector);
    const signature = entry === null ? null : (own?.signature ?? null);
    return { ...name, outcome: entry?.outcome ?? null, failure, at: entry?.at ?? null, signature };
  });

  async function ask(name: SignatureName): Promise<Asked> {
    try {
      const answer = readSnapshotAnswer(await server.dnsKey(name.domain, name.selector));
      if (!answer.ok) throw answer.error;
      const opened = openSnapshot(answer.value.note, { logKey: log.key, organisation, kind: "answer" });
      if (!opened.ok) throw opened.error;
      return { name, snapshot: opened.value, failure: null };
    } catch (cause) {
      return { name, snapshot: null, failure: failureOf(cause).code };
    }
  }
}

interface Asked {
  readonly name: SignatureName;
  readonly snapshot: Snapshot | null;
  readonly failure: EvidenceErrorCode | null;
}

async function verdictsOf(octets: Uint8Array, snapshots: readonly Snapshot[]) {
  const { analyseMessage } = await import("../core/analysis/analyse.ts");
  const { resolver } = keyBook(snapshots.map(snapshotSource));
  const options = { provenance: "supplied-file", capture: "as-served", headerOnly: true } as const;
  return (await analyseMessage(octets, { ...options, keys: resolver })).dkim;
}
