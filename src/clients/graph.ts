/** Microsoft Graph: a mail's source octet for octet, what the mailbox knows of it, and other mails like it. */
import { fail, ok, type Result } from "../core/base/result.ts";
import type { AcquisitionRecord } from "../core/evidence/types.ts";
import type { ItemIdentity, SeriesFinder, StepFailure, WholeMail, WholeSource } from "../workflow/ports.ts";
import { FACT_NAMES, readFacts, readFolderName } from "./graph-message.ts";
import { type GraphOptions, type GraphRequest, graphRequest } from "./graph-request.ts";
import { graphSeries } from "./graph-series.ts";
import { checkedUrl } from "./intake.ts";

export type { GraphOptions } from "./graph-request.ts";

export interface GraphClient {
  readonly whole: WholeSource;
  readonly series: SeriesFinder;
  /** What the mailbox says of the item, without asking the reporter. @throws EvidenceError CANCELLED alone. */
  facts(item: ItemIdentity, signal: AbortSignal): Promise<AcquisitionRecord["item"]>;
}

/** Octets of a source at most: Exchange Online's own bound for a message. */
export const SOURCE_LIMIT = 150 * 1024 * 1024;
/** Octets of an answer about a message at most. */
const FACTS_LIMIT = 1 << 18;
/** Milliseconds: facts are taken along, not waited for. */
const FACTS_TIMEOUT_MS = 10_000;

/** @throws EvidenceError INPUT_INVALID unless the base is https, or http on this machine. */
export function graphClient(options: GraphOptions): GraphClient {
  const base = checkedUrl(options.baseUrl);
  const request = graphRequest(options);
  return {
    whole: { method: "graph.value", available, fetch: wholeFetcher(base, request) },
    series: graphSeries(request, base, (item) => `${mailboxUrl(base, item)}/messages`),
    facts: (item, signal) => readKnown(base, request, item, signal, FACTS_TIMEOUT_MS),
  };

  async function available({ graphId }: ItemIdentity): Promise<boolean> {
    if (graphId === null) return false;
    try {
      await options.token(false);
      return true;
    } catch {
      return false;
    }
  }
}

function wholeFetcher(base: string, request: GraphRequest): WholeSource["fetch"] {
  return async (item, { signal, timeoutMs, onProgress }): Promise<Result<WholeMail, StepFailure>> => {
    const url = messageUrl(base, item);
    if (url === null) return fail({ code: "GRAPH_NO_ID", detail: "the item's id at Graph is not known" });
    const stop = new AbortController();
    const both = AbortSignal.any([signal, stop.signal]);
    // Beside each other: twenty mails are twenty waits less. A refused source needs no facts.
    const known = readKnown(base, request, item, both, Math.min(timeoutMs, FACTS_TIMEOUT_MS)).catch(
      () => ({}),
    );
    try {
      const answer = await request({
        url: `${url}/$value`,
        limit: SOURCE_LIMIT,
        interactive: false,
        signal,
        timeoutMs,
        onDownload: (octets) => onProgress(shareOf(octets, item.size)),
      });
      if (!answer.ok) return answer;
      if (answer.value.length === 0) return fail({ code: "GRAPH_EMPTY", detail: "the source has no octets" });
      return ok({ octets: answer.value, facts: await known });
    } finally {
      stop.abort();
    }
  };
}

/** @param timeoutMs - For both questions together: the message, and the name of its folder. */
async function readKnown(
  base: string,
  request: GraphRequest,
  item: ItemIdentity,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<AcquisitionRecord["item"]> {
  const url = messageUrl(base, item);
  if (url === null) return {};
  const deadline = performance.now() + timeoutMs;
  const ask = (from: string) =>
    request({
      url: from,
      limit: FACTS_LIMIT,
      interactive: false,
      signal,
      timeoutMs: Math.max(1, Math.ceil(deadline - performance.now())),
    });
  const own = { "graph.id": item.graphId, ...(item.mailbox !== null && { "graph.mailbox": item.mailbox }) };
  const answer = await ask(`${url}?$select=${FACT_NAMES.join(",")}`);
  if (!answer.ok) return own;
  const facts: AcquisitionRecord["item"] = { ...own, ...readFacts(answer.value) };
  const folder = facts["graph.parentFolderId"];
  if (typeof folder !== "string") return facts;
  const named = await ask(`${mailboxUrl(base, item)}/mailFolders/${segmentOf(folder)}?$select=displayName`);
  const name = named.ok ? readFolderName(named.value) : null;
  return name === null ? facts : { ...facts, "graph.parentFolder.displayName": name };
}

/** The reporter's own mailbox, or one that is shared with them. */
function mailboxUrl(base: string, { mailbox }: ItemIdentity): string {
  return mailbox === null ? `${base}/me` : `${base}/users/${segmentOf(mailbox)}`;
}

function messageUrl(base: string, item: ItemIdentity): string | null {
  return item.graphId === null ? null : `${mailboxUrl(base, item)}/messages/${segmentOf(item.graphId)}`;
}

/** One segment of a path. "." and ".." would be resolved away even percent-encoded, so they become a name of nothing. */
function segmentOf(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed());
  return ["", ".", ".."].includes(encoded) ? "_" : encoded;
}

/** The stored size is not that of the source, so it is never said to be whole; null where nobody knows. */
function shareOf(octets: number, size: number | null): number | null {
  return size === null || size <= 0 ? null : Math.min(octets / size, 0.99);
}
