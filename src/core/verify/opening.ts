/** The reporter's means to show later what a logged commitment stands for (docs/package-format.md, section 8). */
import * as v from "valibot";
import { concatOctets, fromBase64, utf8 } from "../base/bytes.ts";
import { parseCanonicalJson } from "../base/canonical-json.ts";
import { type Digest, digestOf, isDigest, parseDigest, sha256 } from "../base/digest.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import type { Opening } from "../evidence/types.ts";

const MAX_OPENING_OCTETS = 4 * 1024 * 1024;
const COMMITMENT_LABEL = utf8("zegel/commitment/v1\0");

const digest = v.custom<Digest>(isDigest);
const opening = v.strictObject({
  v: v.literal(1),
  package: digest,
  salt: v.pipe(
    v.string(),
    v.check((salt) => fromBase64(salt)?.length === 32),
  ),
  tagmanifest: v.string(),
  manifest: v.string(),
  signature: digest,
});

/** @returns RECEIPT_INVALID */
export function parseOpening(octets: Uint8Array): Result<Opening, EvidenceError> {
  const json = parseCanonicalJson(octets, MAX_OPENING_OCTETS, "RECEIPT_INVALID");
  if (!json.ok) return json;
  const parsed = v.safeParse(opening, json.value);
  return parsed.success ? ok(parsed.output) : refuse("RECEIPT_INVALID", "not an opening of version 1");
}

/**
 * Whether the opening is the one behind a commitment, and its manifest the one that the signed tag manifest lists.
 *
 * @returns COMMITMENT_MISMATCH or DIGEST_MISMATCH
 */
export async function checkOpening(
  { salt, tagmanifest, manifest, signature }: Opening,
  commitment: Digest,
): Promise<Result<true, EvidenceError>> {
  const parts = [COMMITMENT_LABEL, fromBase64(salt), await sha256(utf8(tagmanifest)), parseDigest(signature)];
  if (parts.includes(null))
    return refuse("COMMITMENT_MISMATCH", "salt or signature digest of the wrong form");
  if ((await digestOf(concatOctets(parts as Uint8Array[]))) !== commitment) {
    return refuse("COMMITMENT_MISMATCH", "the opening gives another commitment than the log holds");
  }
  const manifestHash = (await digestOf(utf8(manifest))).slice("sha256:".length);
  const listed = tagmanifest.split("\n").includes(`${manifestHash}  manifest-sha256.txt`);
  return listed ? ok(true) : refuse("DIGEST_MISMATCH", "the manifest is not the one that was signed");
}

/** Paths in the bag that held exactly these octets: the mail that the reporter shows, for instance. Check the opening first. */
export function pathsListed({ manifest }: Opening, file: Digest): string[] {
  const start = `${file.slice("sha256:".length)}  `;
  return manifest.split("\n").flatMap((line) => (line.startsWith(start) ? [line.slice(start.length)] : []));
}
