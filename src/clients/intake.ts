/** Talks to the intake for a reporter. docs/http-api.md. What it answers is unverified: core/verify decides. */
import * as v from "valibot";
import { fromUtf8 } from "../core/base/bytes.ts";
import { type Digest, digestOf, isDigest } from "../core/base/digest.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { DIRECTORY_LIMIT } from "../core/evidence/directory.ts";
import type {
  ClientIdentity,
  IntakeClient,
  ReceiptAnswer,
  SealedSubmission,
  SeenCheckpoint,
} from "../workflow/ports.ts";
import type { KeyClient } from "../workflow/fetch-keys.ts";
import { exchange } from "./http.ts";
import { tryJson } from "./problem.ts";

export interface IntakeAddress {
  /** "https://host" or, on this machine, "http://localhost:port"; a path before /v1 is allowed. */
  readonly baseUrl: string;
  readonly organisation: string;
}

export interface IntakeOptions extends IntakeAddress {
  /**
   * Value of the Authorization header, asked for at each request that needs one: "Enrolment …", "Bearer …", or "" to
   * send none. What it throws is thrown on, and nothing was sent then. A confidential request never asks.
   */
  readonly authorization: () => string | Promise<string>;
}

/** Octets of a receipt at most: an entry, a proof with witnesses, a token with its certificates, an acknowledgement. */
const RECEIPT_LIMIT = 1 << 19;
/** Milliseconds: 192 MiB over a slow mobile line. */
const UPLOAD_TIMEOUT = 3_600_000;
/** Octets of a snapshot of keys at most: the note in JSON, and its timestamp. */
const SNAPSHOT_LIMIT = 1 << 19;
/** Milliseconds: a report does not wait for keys. */
const KEY_TIMEOUT = 1500;

export const receiptSchema = v.object({
  v: v.literal(1),
  entry: v.pipe(v.string(), v.maxLength(65_535)),
  proof: v.pipe(v.string(), v.maxLength(65_535)),
  timestamp: v.nullable(v.pipe(v.string(), v.maxLength(131_072))),
  opened: v.nullable(v.pipe(v.string(), v.maxLength(65_535))),
  readToken: v.pipe(v.string(), v.maxLength(256)),
});

/** An intake's client that also tells how far the clocks are apart. */
export interface ReporterClient extends IntakeClient, KeyClient {
  clockOffsetMs(): number | null;
}

/** @throws EvidenceError INPUT_INVALID if the address is not one that a report may be sent to. */
export function intakeClient(options: IntakeOptions): ReporterClient {
  const base = organisationUrl(options);
  let offset: number | null = null;
  // Not of an upload: it takes minutes, and the server writes its time at the end.
  const onClockOffset = (offsetMs: number) => {
    offset = offsetMs;
  };
  const clockOffsetMs = () => offset;
  return { directory, submit, receipt, continues: continuesLog, dnsSnapshot, dnsKey, clockOffsetMs };

  /** @param signal - Ends the wait for a sign-in that hangs. */
  async function headers(
    identity: Pick<ClientIdentity, "confidential">,
    signal?: AbortSignal,
  ): Promise<Record<string, string>> {
    if (identity.confidential === true) return {};
    return authorizationHeader(await unlessAborted(options.authorization(), signal));
  }

  async function directory() {
    const url = `${base}/directory`;
    return (await exchange({ method: "GET", url, limit: DIRECTORY_LIMIT, onClockOffset })).octets;
  }

  async function dnsSnapshot() {
    const url = `${base}/dns-snapshot`;
    return (await exchange({ method: "GET", url, limit: SNAPSHOT_LIMIT, timeout: KEY_TIMEOUT })).octets;
  }

  async function dnsKey(domain: string, selector: string) {
    const answer = await exchange({
      method: "POST",
      url: `${base}/dns-key`,
      headers: {
        ...(await headers({}, AbortSignal.timeout(KEY_TIMEOUT))),
        "content-type": "application/json",
      },
      body: JSON.stringify({ domain, selector }),
      limit: SNAPSHOT_LIMIT,
      timeout: KEY_TIMEOUT,
    });
    return answer.octets;
  }

  async function submit(
    submission: SealedSubmission,
    onProgress: (fraction: number) => void,
    signal?: AbortSignal,
    identity: ClientIdentity = {},
  ) {
    const answer = await exchange({
      method: "PUT",
      url: `${base}/submissions/${hexOf(submission.packageDigest)}`,
      headers: await headers(identity, signal),
      body: await formOf(submission),
      limit: RECEIPT_LIMIT,
      timeout: UPLOAD_TIMEOUT,
      onUpload: onProgress,
      signal,
    });
    return readAnswer(receiptSchema, answer.octets);
  }

  async function receipt(packageDigest: Digest, identity: ClientIdentity = {}): Promise<ReceiptAnswer> {
    const url = `${base}/submissions/${hexOf(packageDigest)}/receipt`;
    const { readToken } = identity;
    const answer = await exchange({
      method: "GET",
      url,
      headers: readToken === undefined ? await headers(identity) : { authorization: `Read ${readToken}` },
      limit: RECEIPT_LIMIT,
      onClockOffset,
    });
    return readAnswer(receiptSchema, answer.octets);
  }

  // Loaded where it is needed: log.ts needs this module too.
  async function continuesLog(older: SeenCheckpoint, newer: SeenCheckpoint, readToken: string) {
    const [{ continues }, { logReader }] = await Promise.all([
      import("./log-history.ts"),
      import("./log.ts"),
    ]);
    return continues(logReader({ logUrl: `${base}/log`, readToken }), older, newer);
  }
}

/**
 * "https://host/v1/organisation", after checking that no report leaves over a readable line.
 *
 * @throws EvidenceError INPUT_INVALID
 */
export function organisationUrl({ baseUrl, organisation }: IntakeAddress): string {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(organisation))
    throw new EvidenceError("INPUT_INVALID", "the organisation's name has the wrong form");
  return `${checkedUrl(baseUrl)}/v1/${organisation}`;
}

/** @returns The URL without a slash at its end. @throws EvidenceError INPUT_INVALID unless https, or http on loopback. */
export function checkedUrl(address: string): string {
  if (!URL.canParse(address)) throw new EvidenceError("INPUT_INVALID", "the address is no URL");
  const url = new URL(address);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(address)))
    throw new EvidenceError("INPUT_INVALID", "the address must be https, or http on this machine");
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
    throw new EvidenceError("INPUT_INVALID", "the address may hold no user, query or fragment");
  return url.href.replace(/\/+$/, "");
}

/** Whether the URL leads to this machine: the only place where a demo directory serves. */
export function isLoopback(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}

/** The three parts in the order of docs/http-api.md, each named by its digest. */
async function formOf(submission: SealedSubmission): Promise<FormData> {
  const { statement, summary, packageDigest } = submission;
  const sealed = submission.package instanceof Blob ? submission.package : new Blob([submission.package]);
  const form = new FormData();
  form.append(
    "statement",
    new Blob([statement], { type: "application/json" }),
    `${hexOf(await digestOf(statement))}.json`,
  );
  form.append("summary", new Blob([summary]), `${hexOf(await digestOf(summary))}.age`);
  form.append("package", sealed, `${hexOf(packageDigest)}.age`);
  return form;
}

/** @throws EvidenceError CANCELLED, or NETWORK_UNREACHABLE (later) after a timeout; else what the work throws. */
async function unlessAborted<T>(work: T | Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await work;
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(abortError(signal.reason));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
  });
  return await Promise.race([work, aborted]).finally(() => signal.removeEventListener("abort", stop));
}

function abortError(reason: unknown): EvidenceError {
  if (!(reason instanceof DOMException) || reason.name !== "TimeoutError")
    return new EvidenceError("CANCELLED", "cancelled");
  return new EvidenceError("NETWORK_UNREACHABLE", "the sign-in does not answer in time", { retry: "later" });
}

export function authorizationHeader(value: string): Record<string, string> {
  return value === "" ? {} : { authorization: value };
}

/** The digest in paths and file names: 64 lower-case hex digits. @throws TypeError on anything else. */
export function hexOf(digest: Digest): string {
  if (!isDigest(digest)) throw new TypeError("not a digest");
  return digest.slice("sha256:".length);
}

/** @throws EvidenceError RESPONSE_INVALID unless the octets are JSON of that shape; members we do not know are dropped. */
export function readAnswer<T extends v.GenericSchema>(schema: T, octets: Uint8Array): v.InferOutput<T> {
  const text = fromUtf8(octets);
  const parsed = v.safeParse(schema, text === null ? null : tryJson(text));
  if (parsed.success) return parsed.output;
  throw new EvidenceError("RESPONSE_INVALID", "the server's answer does not have the agreed form");
}
