/** Letting somebody else read, without changing the package (docs/package-format.md, section 10). */
import * as v from "valibot";
import { concatOctets, fromBase64, octetsEqual, toBase64 } from "../base/bytes.ts";
import { canonicalJson, parseCanonicalJson } from "../base/canonical-json.ts";
import { type Digest, digestOf, isDigest } from "../base/digest.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { type AgeIdentity, type AgeOptions, decryptAge, encryptAge } from "./age-file.ts";
import { FILE_KEY_LENGTH, fitsFileKey, headerLength, openHeader, rewrapHeader } from "./age-header.ts";
import { type OpenedPackage, type OpenOptions, openPackageWithFileKey } from "./open.ts";

const MAX_GRANT_OCTETS = 8_192;

export interface Grant {
  readonly v: 1;
  readonly package: Digest;
  /** "age1…", of the new reader. */
  readonly recipient: string;
  /** Base64 of an age file to that recipient over the 16 octets of the file key. */
  readonly fileKey: string;
}

const grantShape = v.strictObject({
  v: v.literal(1),
  package: v.custom<Digest>(isDigest),
  recipient: v.pipe(v.string(), v.startsWith("age1")),
  fileKey: v.string(),
});

/**
 * @returns Canonical JSON of a Grant. Its digest belongs into the log.
 * @throws EvidenceError RECIPIENT_INVALID
 */
export async function makeGrant(
  fileKey: Uint8Array,
  packageDigest: Digest,
  recipient: string,
  options: Pick<AgeOptions, "cipher"> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  if (fileKey.length !== FILE_KEY_LENGTH) throw new TypeError("a file key has 16 octets");
  const sealed = await encryptAge([fileKey], [recipient], options);
  return canonicalJson({
    v: 1,
    package: packageDigest,
    recipient,
    fileKey: toBase64(sealed.octets),
  } satisfies Grant);
}

export function parseGrant(octets: Uint8Array): Result<Grant, EvidenceError> {
  const parsed = parseCanonicalJson(octets, MAX_GRANT_OCTETS, "GRANT_INVALID");
  if (!parsed.ok) return parsed;
  return v.is(grantShape, parsed.value) ? ok(parsed.value) : refuse("GRANT_INVALID", "not a grant");
}

/**
 * Opens the package with the file key of a grant. The grant must be for exactly this package.
 *
 * @returns GRANT_INVALID, NOT_A_RECIPIENT (the grant is for somebody else) or a code of openPackage.
 */
export async function openWithGrant(
  octets: Uint8Array,
  grant: Uint8Array,
  identities: readonly AgeIdentity[],
  options: Omit<OpenOptions, "identities" | "summary"> = {},
): Promise<Result<OpenedPackage, EvidenceError>> {
  const parsed = parseGrant(grant);
  if (!parsed.ok) return parsed;
  if ((await digestOf(octets)) !== parsed.value.package)
    return refuse("GRANT_INVALID", "a grant for another package");
  const sealed = fromBase64(parsed.value.fileKey);
  if (sealed === null) return refuse("GRANT_INVALID", "the file key is not base64");
  const fileKey = await decryptAge(sealed, identities, { cipher: options.cipher });
  if (!fileKey.ok)
    return fileKey.error.code === "NOT_A_RECIPIENT" ? fileKey : refuse("GRANT_INVALID", "no file key");
  if (fileKey.value.octets.length !== FILE_KEY_LENGTH) return refuse("GRANT_INVALID", "no file key");
  return openPackageWithFileKey(octets, fileKey.value.octets, options);
}

/**
 * The same payload under a new header, for stock `age`. It is a copy to read, not the evidence: it travels with the
 * original, whose digest is the package's identity.
 *
 * @throws EvidenceError NO_RECIPIENTS, RECIPIENTS_MIXED, RECIPIENT_INVALID, or INPUT_INVALID for another file's key.
 */
export async function exportFor(
  octets: Uint8Array,
  fileKey: Uint8Array,
  recipients: readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const length = headerLength(octets);
  if (length === null || !(await fitsFileKey(octets.subarray(0, length), fileKey))) {
    throw refuse("INPUT_INVALID", "the file key is not that of this package").error;
  }
  return concatOctets([await rewrapHeader(fileKey, recipients), octets.subarray(length)]);
}

/**
 * Opens the original with an export that one of the identities reads.
 *
 * @returns AGE_PAYLOAD_INVALID where the export's payload is not octet-equal to the original's, or a code of openPackage.
 */
export async function openWithExport(
  original: Uint8Array,
  exported: Uint8Array,
  identities: readonly AgeIdentity[],
  options: AgeOptions = {},
): Promise<Result<OpenedPackage, EvidenceError>> {
  const header = await openHeader(exported, identities);
  if (!header.ok) return header;
  const length = headerLength(original);
  if (length === null) return refuse("AGE_HEADER_INVALID", "the original has no age header");
  if (!octetsEqual(original.subarray(length), exported.subarray(header.value.length))) {
    return refuse("AGE_PAYLOAD_INVALID", "the export is of another payload");
  }
  return openPackageWithFileKey(original, header.value.fileKey, options);
}
