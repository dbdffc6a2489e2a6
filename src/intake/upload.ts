/** Reads one submission off the wire: small parts first and checked, then the package straight to the blob store. */
import { createHash } from "node:crypto";
import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { concatOctets, octetsEqual, utf8 } from "../core/base/bytes.ts";
import { type Digest, formatDigest } from "../core/base/digest.ts";
import { parseStatement } from "../core/evidence/statement.ts";
import type { SubmissionStatement } from "../core/evidence/types.ts";
import { type ProblemCode, refusal } from "./problems.ts";
import type { BlobStore, Ledger } from "./storage/ports.ts";

const STATEMENT_LIMIT = 4096;
const SUMMARY_LIMIT = 65_536;
/** Part headers carry a name and a file name; nothing longer is looked at. */
const PART_HEADER_LIMIT = 2048;
/** Every age file begins so. What does not is no ciphertext, and must not be stored: someone forgot to seal it. */
const AGE_START = utf8("age-encryption.org/v1\n");

export interface UploadTarget {
  readonly organisation: string;
  /** The package's digest as the path has it. */
  readonly package: Digest;
  /** Octets of the package at most. */
  readonly limit: number;
  readonly blobs: BlobStore;
  readonly ledger: Ledger;
}

/** A submission whose package is durable under its digest. */
export interface ReceivedSubmission {
  readonly statement: SubmissionStatement;
  readonly statementOctets: Uint8Array;
  readonly summary: Uint8Array;
  /** Length of the package. */
  readonly octets: number;
}

/** @throws EvidenceError with a ProblemCode, or the store's own error. Nothing is left behind but what was kept whole. */
export async function receiveSubmission(
  request: FastifyRequest,
  target: UploadTarget,
): Promise<ReceivedSubmission> {
  if (!request.isMultipart()) throw refusal("INPUT_INVALID", "not a multipart body");
  const nextPart = partsOf(request, target.limit);
  const { statement, statementOctets } = await readStatement(await nextPart("statement"), target);
  const summary = await readSmall(await nextPart("summary"), "age", SUMMARY_LIMIT, "SUMMARY_TOO_LARGE");
  if (!startsAsAge(summary)) throw refusal("INPUT_INVALID", "the summary is no age file");
  if (digestOf(summary) !== statement.summary)
    throw refusal("DIGEST_MISMATCH", "summary and statement differ");
  const known = await target.ledger.submission(target.organisation, target.package);
  // Told before the package travels, where it can be.
  if (known !== null) assertSame(known, { statement: statementOctets, summary });
  const isStored = known !== null && (await target.blobs.has(target.organisation, target.package));
  const octets = await readPackage(await nextPart("package"), target, isStored);
  return { statement, statementOctets, summary, octets };
}

/** @throws EvidenceError SUBMISSION_CONFLICT unless both submissions of one package are the same octets. */
export function assertSame(
  stored: { readonly statement: Uint8Array; readonly summary: Uint8Array },
  given: { readonly statement: Uint8Array; readonly summary: Uint8Array },
): void {
  if (!octetsEqual(stored.statement, given.statement) || !octetsEqual(stored.summary, given.summary)) {
    throw refusal("SUBMISSION_CONFLICT", "the package is stored with another statement or summary");
  }
}

type NextPart = (name: string) => Promise<MultipartFile>;

function partsOf(request: FastifyRequest, packageLimit: number): NextPart {
  const parts = request.parts({
    // One octet more than allowed, so that we notice and say so ourselves.
    limits: {
      parts: 3,
      files: 3,
      fields: 0,
      fileSize: packageLimit + 1,
      headerPairs: 8,
      headerSize: PART_HEADER_LIMIT,
    },
  });
  return async (name) => {
    const { value: part, done } = await clientsFault(() => parts.next());
    if (done === true || part?.type !== "file" || part.fieldname !== name) {
      throw refusal("INPUT_INVALID", "the parts are not statement, summary, package in this order");
    }
    return part;
  };
}

async function readStatement(part: MultipartFile, target: UploadTarget) {
  const statementOctets = await readSmall(part, "json", STATEMENT_LIMIT, "STATEMENT_INVALID");
  const statement = parseStatement(statementOctets);
  if (!statement.ok) throw refusal("STATEMENT_INVALID", "not a statement");
  if (statement.value.organisation !== target.organisation || statement.value.package !== target.package) {
    throw refusal("STATEMENT_INVALID", "the statement names another organisation or package than the path");
  }
  return { statement: statement.value, statementOctets };
}

/** Reads a part into memory and checks it against the digest that its file name announces. */
async function readSmall(
  part: MultipartFile,
  extension: string,
  limit: number,
  tooLarge: ProblemCode,
): Promise<Uint8Array> {
  const announced = announcedDigest(part, extension);
  const chunks: Uint8Array[] = [];
  let octets = 0;
  for await (const chunk of chunksOf(part)) {
    octets += chunk.length;
    if (octets > limit) throw refusal(tooLarge, "a part is too large");
    chunks.push(chunk);
  }
  const whole = new Uint8Array(Buffer.concat(chunks));
  if (digestOf(whole) !== announced)
    throw refusal("DIGEST_MISMATCH", "a part is not what its file name says");
  return whole;
}

/** @returns The package's length. A package that is stored already is read and checked, but not written again. */
async function readPackage(part: MultipartFile, target: UploadTarget, isStored: boolean): Promise<number> {
  if (announcedDigest(part, "age") !== target.package) {
    throw refusal("DIGEST_MISMATCH", "the package's file name is another than the path");
  }
  return isStored ? await checkPackage(part, target) : await storePackage(part, target);
}

async function storePackage(part: MultipartFile, target: UploadTarget): Promise<number> {
  const upload = await target.blobs.receive(target.organisation);
  try {
    for await (const chunk of packageChunks(part, target.limit)) await upload.write(chunk);
    const { octets, digest } = upload.state();
    if (digest !== target.package) throw refusal("DIGEST_MISMATCH", "the package does not have its digest");
    await upload.keep();
    return octets;
  } finally {
    await upload.discard();
  }
}

async function checkPackage(part: MultipartFile, target: UploadTarget): Promise<number> {
  const hash = createHash("sha256");
  let octets = 0;
  for await (const chunk of packageChunks(part, target.limit)) {
    hash.update(chunk);
    octets += chunk.length;
  }
  if (formatDigest(hash.digest()) !== target.package) {
    throw refusal("DIGEST_MISMATCH", "the package does not have its digest");
  }
  return octets;
}

async function* packageChunks(part: MultipartFile, limit: number): AsyncGenerator<Uint8Array> {
  let octets = 0;
  let head: Uint8Array | null = new Uint8Array();
  for await (const chunk of chunksOf(part)) {
    octets += chunk.length;
    if (octets > limit) throw refusal("PACKAGE_TOO_LARGE", "the package is too large");
    if (head === null) {
      yield chunk;
      continue;
    }
    head = concatOctets([head, chunk]);
    if (head.length < AGE_START.length) continue;
    if (!startsAsAge(head)) break;
    yield head;
    head = null;
  }
  if (head !== null) throw refusal("INPUT_INVALID", "the package is no age file");
}

/** A part's octets; what goes wrong on the way in is the client's or the network's. */
async function* chunksOf(part: MultipartFile): AsyncGenerator<Uint8Array> {
  const chunks = part.file[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  try {
    for (;;) {
      const { value, done } = await clientsFault(() => chunks.next());
      if (done === true) return;
      yield value;
    }
  } finally {
    await chunks.return?.();
  }
}

async function clientsFault<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    throw refusal("INPUT_INVALID", "the multipart body broke off or has the wrong form");
  }
}

function announcedDigest(part: MultipartFile, extension: string): Digest {
  const match = /^([0-9a-f]{64})\.(age|json)$/.exec(part.filename ?? "");
  if (match === null || match[2] !== extension) {
    throw refusal("INPUT_INVALID", "a part's file name is not the hex of its digest");
  }
  return `sha256:${match[1]}`;
}

function startsAsAge(octets: Uint8Array): boolean {
  return octetsEqual(octets.subarray(0, AGE_START.length), AGE_START);
}

function digestOf(octets: Uint8Array): Digest {
  return formatDigest(createHash("sha256").update(octets).digest());
}
