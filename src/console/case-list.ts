/** The list of reports, from summaries that only this browser can read. What it shows is checked on opening. */
import { type Digest, digestOf } from "../core/base/digest.ts";
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import type { Answer, Summary } from "../core/evidence/types.ts";
import { failureOf } from "./failure.ts";
import type { ConsoleServer, KeyHolder, ListedPackage } from "./ports.ts";

/** "not-for-me": sealed to others, which is no fault. "refused": something is wrong with it. */
export type CaseRow = { readonly listed: ListedPackage } & (
  | { readonly state: "readable"; readonly summary: Summary }
  | { readonly state: "not-for-me" }
  | { readonly state: "erased" }
  | { readonly state: "refused"; readonly code: EvidenceErrorCode }
);

export interface ListProgress {
  readonly done: number;
  readonly total: number;
}

/** A server may go on for ever; nobody reads more than this. */
const MAX_PAGES = 1000;
const MAX_ROWS = 20_000;
/** Summaries fetched at once. */
const PARALLEL = 6;

/** @throws EvidenceError where the list itself cannot be had; a single summary that fails becomes a row that says so. */
export async function loadCases(
  server: ConsoleServer,
  keys: KeyHolder,
  onProgress: (progress: ListProgress) => void,
): Promise<CaseRow[]> {
  const listed = await listAll(server);
  const rows: CaseRow[] = [];
  onProgress({ done: 0, total: listed.length });
  for (let from = 0; from < listed.length; from += PARALLEL) {
    const batch = listed.slice(from, from + PARALLEL);
    rows.push(...(await Promise.all(batch.map((one) => readCase(one, server, keys)))));
    onProgress({ done: rows.length, total: listed.length });
  }
  return rows.sort((a, b) => b.listed.index - a.listed.index);
}

async function listAll(server: ConsoleServer): Promise<ListedPackage[]> {
  const byPackage = new Map<Digest, ListedPackage>();
  let from = 0;
  for (let page = 0; page < MAX_PAGES && byPackage.size < MAX_ROWS; page++) {
    const { entries, next } = await server.packages(from);
    for (const entry of entries) byPackage.set(entry.package, entry);
    // A `next` that does not go forward would have us ask the same for ever.
    if (next === null || next <= from) break;
    from = next;
  }
  return [...byPackage.values()];
}

async function readCase(listed: ListedPackage, server: ConsoleServer, keys: KeyHolder): Promise<CaseRow> {
  if (listed.erased) return { listed, state: "erased" };
  try {
    const octets = await server.summary(listed.package);
    if ((await digestOf(octets)) !== listed.summary)
      return { listed, state: "refused", code: "DIGEST_MISMATCH" };
    const opened = await keys.openSummary(octets);
    if (opened.ok) return { listed, state: "readable", summary: opened.value };
    if (opened.error.code === "NOT_A_RECIPIENT") return { listed, state: "not-for-me" };
    return { listed, state: "refused", code: opened.error.code };
  } catch (cause) {
    return { listed, state: "refused", code: failureOf(cause).code };
  }
}

/** A value that other reports have too: a reason to look, with its rarity, never a conclusion. */
export interface CorrelationHint {
  readonly kind: string;
  readonly value: string;
  /** Other readable reports with the same value. */
  readonly others: number;
  /** Readable reports in all. */
  readonly of: number;
}

/** Shared by more than this share of many reports, a value says nothing about any of them. */
const COMMON_SHARE = 0.5;
const COMMON_FROM = 10;

/** What each readable report shares with others, rarest first. The sender's address counts as one kind. */
export function correlationHints(rows: readonly CaseRow[]): Map<Digest, CorrelationHint[]> {
  const readable = rows.filter((row) => row.state === "readable");
  const keysOf = new Map(readable.map((row) => [row.listed.package, distinctKeys(row.summary)]));
  const counts = new Map<string, number>();
  for (const keys of keysOf.values()) {
    for (const id of keys.keys()) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const hints = new Map<Digest, CorrelationHint[]>();
  for (const [digest, keys] of keysOf) {
    const shared = [...keys].flatMap(([id, key]) => {
      const count = counts.get(id) ?? 0;
      if (count < 2 || isCommon(count, readable.length)) return [];
      return [{ ...key, others: count - 1, of: readable.length }];
    });
    hints.set(
      digest,
      shared.sort((a, b) => a.others - b.others),
    );
  }
  return hints;
}

function isCommon(count: number, of: number): boolean {
  return of >= COMMON_FROM && count > of * COMMON_SHARE;
}

/** Each key of a report once, however often its messages repeat it. */
function distinctKeys(summary: Summary): Map<string, { kind: string; value: string }> {
  const senders = summary.messages.flatMap(({ from }) =>
    from?.address ? [{ kind: "from", value: from.address.toLowerCase() }] : [],
  );
  const keys = new Map<string, { kind: string; value: string }>();
  for (const { kind, value } of [...senders, ...summary.correlationKeys]) {
    keys.set(`${kind}\n${value}`, { kind, value });
  }
  return keys;
}

/** Rows whose reference, subject, sender, kind or digest contain every word. */
export function filterCases(
  rows: readonly CaseRow[],
  query: string,
  kindName: (kind: string) => string,
): CaseRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...rows];
  return rows.filter((row) => {
    const text = searchText(row, kindName).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function searchText(row: CaseRow, kindName: (kind: string) => string): string {
  if (row.state !== "readable") return row.listed.package;
  const { reference, kind, messages } = row.summary;
  const mails = messages.flatMap(({ subject, from }) => [subject, from?.address, from?.name]);
  return [row.listed.package, reference, answered(kind, kindName), ...mails].filter(Boolean).join("\n");
}

function answered(answer: Answer<string>, name: (value: string) => string): string {
  return answer.state === "answered" ? name(answer.value) : "";
}
