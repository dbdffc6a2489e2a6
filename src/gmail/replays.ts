/**
 * Requests that were answered: the same octets under the same signature are answered once.
 *
 * Why all that is remembered fits in memory, and why a restart forgets nothing that counts:
 * - Only what Google signed for this endpoint is remembered, so strangers cannot fill the list.
 * - A token that is older than an hour is refused anyway (google-tokens.ts): so is what is remembered for longer.
 * - A list of digests lies in the door's folder. Refusing every token from before the start instead would refuse people
 *   too: Google may use one token for an hour. It is not synced: after a power cut a request could come again, but a
 *   report could not, since its ticket names one report for ever, in the outbox that is synced (tickets.ts).
 * - The homepage is not guarded: it reads no mail, is the same for everybody, and the same person may ask for it twice
 *   within one token's life with the same octets.
 */
import { createHash } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { readIfThere, replaceFile } from "../sealer/durable.ts";
import { MAX_AGE } from "./google-tokens.ts";

/** Milliseconds: as long as a token can be good, with both clocks' tolerance. */
const KEPT_MS = (MAX_AGE + 120) * 1000;
/** Requests of an hour that fit; beyond it the door is closed, not open. */
const MOST = 200_000;

export type ReplayOutcome<T> =
  | { readonly kind: "answered"; readonly value: T }
  | { readonly kind: "replayed" }
  | { readonly kind: "full" };

export interface Replays {
  /**
   * Runs the work once for one request. While it runs, the same request gets the same answer: a double click. Work that
   * throws was not answered, and may come again.
   *
   * @param parts - What makes two requests one: the endpoint, the token, the octets of the body.
   */
  once<T>(parts: readonly (string | Uint8Array)[], work: () => Promise<T>): Promise<ReplayOutcome<T>>;
}

/** @param file - Of the digests; null: none is kept. */
export async function openReplays(file: string | null, now: () => number): Promise<Replays> {
  const answered = file === null ? new Map<string, number>() : await stored(file, now());
  const underWay = new Map<string, Promise<unknown>>();
  return { once };

  async function once<T>(
    parts: readonly (string | Uint8Array)[],
    work: () => Promise<T>,
  ): Promise<ReplayOutcome<T>> {
    const key = digestOf(parts);
    if ((answered.get(key) ?? 0) > now()) return { kind: "replayed" };
    const running = underWay.get(key) as Promise<T> | undefined;
    if (running !== undefined) return { kind: "answered", value: await running };
    forget();
    if (answered.size + underWay.size >= MOST) return { kind: "full" };
    const started = work();
    underWay.set(key, started);
    try {
      const value = await started;
      await remember(key);
      return { kind: "answered", value };
    } finally {
      underWay.delete(key);
    }
  }

  async function remember(key: string): Promise<void> {
    const until = now() + KEPT_MS;
    answered.set(key, until);
    // A disk that is full must not keep a report from being answered.
    if (file !== null) await appendFile(file, `${until} ${key}\n`, { mode: 0o600 }).catch(() => undefined);
  }

  /** Entries are in the order of their time: the first that is still good ends the search. */
  function forget(): void {
    for (const [key, until] of answered) {
      if (until > now()) return;
      answered.delete(key);
    }
  }
}

function digestOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(createHash("sha256").update(part).digest());
  return hash.digest("base64url");
}

/** Written anew at each start: it grows by the requests between two starts at most. */
async function stored(file: string, now: number): Promise<Map<string, number>> {
  const text = (await readIfThere(file))?.toString("latin1") ?? "";
  const kept = new Map<string, number>();
  for (const line of text.split("\n").slice(-MOST)) {
    const [, until, key] = /^(\d{13}) ([A-Za-z0-9_-]{43})$/.exec(line) ?? [];
    if (until !== undefined && key !== undefined && Number(until) > now) kept.set(key, Number(until));
  }
  const lines = [...kept].map(([key, until]) => `${until} ${key}\n`);
  await replaceFile(file, Buffer.from(lines.join(""), "latin1"));
  return kept;
}
