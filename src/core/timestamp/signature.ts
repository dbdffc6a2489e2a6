/** Signatures by keys from certificates, with WebCrypto: RSA PKCS #1 v1.5 from 2048 bits and ECDSA, no SHA-1. */
import { type DerNode, readDer, readOid, TAG } from "./der.ts";
import { OID } from "./oids.ts";

type HashName = "SHA-256" | "SHA-384" | "SHA-512";

const HASHES: Readonly<Record<string, HashName>> = {
  [OID.sha256]: "SHA-256",
  [OID.sha384]: "SHA-384",
  [OID.sha512]: "SHA-512",
};
/** Signature algorithms that name their hash. */
const SIGNATURE_HASHES: Readonly<Record<string, { key: "RSA" | "EC"; hash: HashName }>> = {
  [OID.rsaSha256]: { key: "RSA", hash: "SHA-256" },
  [OID.rsaSha384]: { key: "RSA", hash: "SHA-384" },
  [OID.rsaSha512]: { key: "RSA", hash: "SHA-512" },
  [OID.ecdsaSha256]: { key: "EC", hash: "SHA-256" },
  [OID.ecdsaSha384]: { key: "EC", hash: "SHA-384" },
  [OID.ecdsaSha512]: { key: "EC", hash: "SHA-512" },
};
const CURVES: Readonly<Record<string, { name: string; octets: number }>> = {
  [OID.p256]: { name: "P-256", octets: 32 },
  [OID.p384]: { name: "P-384", octets: 48 },
  [OID.p521]: { name: "P-521", octets: 66 },
};
const MIN_RSA_BITS = 2048;
const MAX_RSA_BITS = 8192;

/** @param algorithm - An AlgorithmIdentifier. @returns Its WebCrypto name; null for any hash but SHA-256, 384 and 512. */
export function hashName(algorithm: DerNode | undefined): HashName | null {
  const oid = readOid(algorithm?.children[0]);
  return oid === null ? null : (HASHES[oid] ?? null);
}

export async function hashWith(hash: HashName | "SHA-1", octets: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(hash, octets as Uint8Array<ArrayBuffer>));
}

export interface SignatureClaim {
  /** SubjectPublicKeyInfo. */
  readonly publicKey: DerNode;
  /** AlgorithmIdentifier of the signature. */
  readonly algorithm: DerNode;
  /** For CMS, whose signature algorithm may name the key only. */
  readonly digest?: HashName;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
}

/** Whether the signature holds. An algorithm that we do not take, or a key that cannot be read, is a no. */
export async function signatureHolds(claim: SignatureClaim): Promise<boolean> {
  const algorithm = signatureAlgorithm(claim);
  if (algorithm === null) return false;
  try {
    return await (algorithm.key === "RSA"
      ? rsaHolds(claim, algorithm.hash)
      : ecdsaHolds(claim, algorithm.hash));
  } catch {
    // WebCrypto throws on keys that are not of their form.
    return false;
  }
}

function signatureAlgorithm({ algorithm, digest, publicKey }: SignatureClaim) {
  const oid = readOid(algorithm.children[0]) ?? "";
  const keyOid = readOid(publicKey.children[0]?.children[0]);
  const key = keyOid === OID.rsa ? "RSA" : keyOid === OID.ec ? "EC" : null;
  if (key === null) return null;
  if (oid === keyOid && digest !== undefined) return { key, hash: digest };
  const named = SIGNATURE_HASHES[oid];
  if (named === undefined || named.key !== key || (digest !== undefined && digest !== named.hash))
    return null;
  return { key, hash: named.hash };
}

async function rsaHolds({ publicKey, signature, data }: SignatureClaim, hash: HashName): Promise<boolean> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash };
  const spki = publicKey.octets as Uint8Array<ArrayBuffer>;
  const key = await crypto.subtle.importKey("spki", spki, algorithm, false, ["verify"]);
  const { modulusLength } = key.algorithm as unknown as { modulusLength: number };
  if (modulusLength < MIN_RSA_BITS || modulusLength > MAX_RSA_BITS) return false;
  return crypto.subtle.verify(
    algorithm,
    key,
    signature as Uint8Array<ArrayBuffer>,
    data as Uint8Array<ArrayBuffer>,
  );
}

async function ecdsaHolds({ publicKey, signature, data }: SignatureClaim, hash: HashName): Promise<boolean> {
  const curve = CURVES[readOid(publicKey.children[0]?.children[1]) ?? ""];
  const raw = curve === undefined ? null : rawEcdsa(signature, curve.octets);
  if (curve === undefined || raw === null) return false;
  const spki = publicKey.octets as Uint8Array<ArrayBuffer>;
  const key = await crypto.subtle.importKey("spki", spki, { name: "ECDSA", namedCurve: curve.name }, false, [
    "verify",
  ]);
  return crypto.subtle.verify({ name: "ECDSA", hash }, key, raw, data as Uint8Array<ArrayBuffer>);
}

/** Ecdsa-Sig-Value (RFC 3279, section 2.2.3) as r ‖ s, which WebCrypto wants. */
function rawEcdsa(signature: Uint8Array, octets: number): Uint8Array<ArrayBuffer> | null {
  const der = readDer(signature, 4 + 2 * (octets + 4));
  if (!der.ok || der.value.tag !== TAG.sequence || der.value.children.length !== 2) return null;
  const raw = new Uint8Array(2 * octets);
  for (const [i, part] of der.value.children.entries()) {
    const value = part.content[0] === 0 ? part.content.subarray(1) : part.content;
    if (part.tag !== TAG.integer || (part.content[0] as number) >= 0x80 || value.length > octets) return null;
    raw.set(value, (i + 1) * octets - value.length);
  }
  return raw;
}
