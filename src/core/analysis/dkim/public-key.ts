/** Keys as DNS publishes them (RFC 6376, section 3.6.1; RFC 8463, section 4). */
import { decodeBase64 } from "../../base/base64.ts";
import { concatOctets } from "../../base/bytes.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import { parseTagList, withoutSpace } from "./tag-list.ts";

export interface DkimPublicKey {
  readonly kind: "rsa" | "ed25519";
  /** RSA: SubjectPublicKeyInfo. Ed25519: the 32 octets. */
  readonly octets: Uint8Array<ArrayBuffer>;
  /** Size of the RSA modulus in bits; null for Ed25519. */
  readonly bits: number | null;
  /** Hash algorithms that the record allows; null: all. */
  readonly hashes: readonly string[] | null;
  /** t=s: the domain of i= must equal d=. */
  readonly strict: boolean;
  /** t=y: the domain tries DKIM out, its signatures mean nothing yet. */
  readonly testing: boolean;
}

export type KeyDefect = "key-revoked" | "key-unreadable" | "key-version" | "key-kind" | "key-not-for-mail";

/** AlgorithmIdentifier of rsaEncryption with NULL parameters (RFC 3279, section 2.3.1). */
const RSA_ALGORITHM = Uint8Array.of(0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1, 5, 0);

/** Longest key record read: an RSA key of 16,384 bits has less. */
const MAX_RECORD_CHARS = 8192;

export function parseKeyRecord(record: string): Result<DkimPublicKey, KeyDefect> {
  if (record.length > MAX_RECORD_CHARS) return fail("key-unreadable");
  const { tags, duplicates } = parseTagList(record);
  if (duplicates.length > 0) return fail("key-unreadable");
  if ((tags.get("v") ?? "DKIM1") !== "DKIM1") return fail("key-version");
  const services = listOf(tags.get("s")) ?? ["*"];
  if (!services.includes("*") && !services.includes("email")) return fail("key-not-for-mail");
  const encoded = tags.get("p");
  if (encoded === undefined) return fail("key-unreadable");
  if (withoutSpace(encoded) === "") return fail("key-revoked");
  const decoded = decodeBase64(withoutSpace(encoded));
  if (!decoded.ok) return fail("key-unreadable");
  const flags = listOf(tags.get("t")) ?? [];
  const common = {
    hashes: listOf(tags.get("h")),
    strict: flags.includes("s"),
    testing: flags.includes("y"),
  };
  return readKey(tags.get("k") ?? "rsa", decoded.value, common);
}

/** A colon-separated list in lower case; null without the tag. */
function listOf(text: string | undefined): string[] | null {
  return text?.split(":").map((item) => item.trim().toLowerCase()) ?? null;
}

function readKey(
  kind: string,
  octets: Uint8Array<ArrayBuffer>,
  common: Pick<DkimPublicKey, "hashes" | "strict" | "testing">,
): Result<DkimPublicKey, KeyDefect> {
  if (kind === "ed25519") {
    return octets.length === 32 ? ok({ kind, octets, bits: null, ...common }) : fail("key-unreadable");
  }
  if (kind !== "rsa") return fail("key-kind");
  const spki = asSubjectPublicKeyInfo(octets);
  const bits = spki === null ? null : rsaBits(spki);
  if (spki === null || bits === null) return fail("key-unreadable");
  return ok({ kind, octets: spki, bits, ...common });
}

interface DerElement {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

function derElement(octets: Uint8Array, offset: number): DerElement | null {
  const tag = octets[offset];
  let length = octets[offset + 1];
  if (tag === undefined || length === undefined) return null;
  let start = offset + 2;
  if (length & 0x80) {
    const count = length & 0x7f;
    if (count < 1 || count > 3) return null;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (octets[start + i] ?? 0);
    start += count;
  }
  return start + length <= octets.length ? { tag, start, end: start + length } : null;
}

/** RFC 6376 says RSAPublicKey, its example and practice say SubjectPublicKeyInfo: both are read. */
function asSubjectPublicKeyInfo(octets: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const outer = derElement(octets, 0);
  const inner = outer === null ? null : derElement(octets, outer.start);
  if (outer?.tag !== 0x30 || inner === null) return null;
  if (inner.tag === 0x30) return octets;
  if (inner.tag !== 0x02) return null;
  const bitString = der(0x03, concatOctets([Uint8Array.of(0), octets]));
  return der(0x30, concatOctets([RSA_ALGORITHM, bitString]));
}

function der(tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const n = content.length;
  const length = n < 128 ? [n] : n < 256 ? [0x81, n] : [0x82, n >> 8, n & 255];
  return concatOctets([Uint8Array.of(tag, ...length), content]);
}

/** Bits of the modulus inside a SubjectPublicKeyInfo; null if the structure is another. */
function rsaBits(spki: Uint8Array): number | null {
  const outer = derElement(spki, 0);
  const algorithm = outer && derElement(spki, outer.start);
  const bitString = algorithm && derElement(spki, algorithm.end);
  const key = bitString?.tag === 0x03 ? derElement(spki, bitString.start + 1) : null;
  const modulus = key?.tag === 0x30 ? derElement(spki, key.start) : null;
  if (!modulus || modulus.tag !== 0x02) return null;
  let first = modulus.start;
  while (first < modulus.end && spki[first] === 0) first++;
  return first === modulus.end ? null : (modulus.end - first) * 8 - Math.clz32(spki[first] as number) + 24;
}
