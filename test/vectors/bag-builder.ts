/** Bags for vectors: right ones, and ones that are wrong in one place and right everywhere else. */
import { sha256 } from "@noble/hashes/sha2.js";
import { concatOctets, utf8 } from "../../src/core/base/bytes.ts";
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import { formatBagInfo, formatManifest } from "../../src/core/evidence/bag.ts";
import { MANIFEST_PATH, SIGNATURE_PATH, TAGMANIFEST_PATH } from "../../src/core/evidence/layout.ts";
import { paddingLength } from "../../src/core/evidence/padding.ts";
import { zipLength, zipSegments } from "../../src/core/evidence/zip.ts";
import { openPackage } from "../../src/core/seal/open.ts";
import { sealPackage } from "../../src/core/seal/seal.ts";
import { signSsh } from "../../src/core/seal/sshsig.ts";
import { IDENTITY, REFERENCE, sampleInput, sampleOptions, signer } from "../core/seal/sample.ts";
import type { PackageInput } from "../../src/core/seal/seal.ts";

export type Bag = Map<string, Uint8Array>;

/** The files of a sealed report, as opening hands them out. */
export async function bagOf(recipients: readonly string[], changes: Partial<PackageInput> = {}): Promise<Bag> {
  const sealed = await sealPackage(sampleInput(recipients, changes), sampleOptions(recipients));
  const opened = await openPackage(sealed.package, { identities: [IDENTITY] });
  if (!opened.ok) throw opened.error;
  return new Map(opened.value.files);
}

/** Makes tag files and signature anew, so that only what was changed below data/ is wrong. */
export async function resigned(bag: Bag, key = signer): Promise<Bag> {
  const data = [...bag].filter(([path]) => path.startsWith("data/")).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const info = formatBagInfo({
    softwareAgent: "zegel/0.1.0",
    baggingDate: "2026-11-23",
    reference: REFERENCE,
    payloadOctets: data.reduce((sum, [, octets]) => sum + octets.length, 0),
    payloadFiles: data.length,
    supplements: null,
    demo: false,
  });
  const manifest = formatManifest(data.map(([path, octets]) => [path, sha256(octets)]));
  const head: [string, Uint8Array][] = [
    ["bagit.txt", bag.get("bagit.txt") as Uint8Array],
    ["bag-info.txt", info],
  ];
  const open = new Map<string, Uint8Array>([...head, ...data, [MANIFEST_PATH, manifest]]);
  return retagged(open, key);
}

/** Makes tagmanifest and signature anew. */
export async function retagged(bag: Bag, key = signer): Promise<Bag> {
  const tags = ["bag-info.txt", "bagit.txt", MANIFEST_PATH];
  const tagmanifest = formatManifest(tags.map((path) => [path, sha256(bag.get(path) as Uint8Array)]));
  const signature = utf8(await signSsh(key, "zegel-evidence", tagmanifest));
  const rest = [...bag].filter(([path]) => path !== TAGMANIFEST_PATH && path !== SIGNATURE_PATH);
  return new Map([...rest, [TAGMANIFEST_PATH, tagmanifest], [SIGNATURE_PATH, signature]]);
}

export interface ZipOptions {
  readonly reference?: string;
  /** Octets more or less than the format asks for. */
  readonly paddingExtra?: number;
  readonly paddingOctet?: number;
  readonly paddingName?: string;
}

export function zipOf(bag: Bag, options: ZipOptions = {}): Uint8Array<ArrayBuffer> {
  const reference = options.reference ?? REFERENCE;
  const name = options.paddingName ?? "padding";
  const entries = [...bag].map(([path, octets]) => ({ name: `${reference}/${path}`, octets }));
  const lengths = entries.map((entry) => ({ name: entry.name, length: entry.octets.length }));
  const bare = zipLength([...lengths, { name, length: 0 }]);
  const padding = new Uint8Array(paddingLength(bare) + (options.paddingExtra ?? 0));
  padding[padding.length >> 1] = options.paddingOctet ?? 0;
  return concatOctets(zipSegments([...entries, { name, octets: padding }]));
}

/** One file of a bag replaced by canonical JSON with changed members. */
export function withJson(bag: Bag, path: string, changes: Record<string, unknown>): Bag {
  const value = JSON.parse(new TextDecoder().decode(bag.get(path))) as Record<string, unknown>;
  return new Map(bag).set(path, canonicalJson({ ...value, ...changes }));
}

export function flipped(octets: Uint8Array, at: number, mask = 1): Uint8Array<ArrayBuffer> {
  const out = Uint8Array.from(octets);
  const index = at < 0 ? out.length + at : at;
  out[index] = (out[index] as number) ^ mask;
  return out;
}

/** Replaces octets everywhere: names that no writer of ours would write. */
export function replaced(octets: Uint8Array, from: string, to: string): Uint8Array<ArrayBuffer> {
  if (from.length !== to.length) throw new TypeError("lengths differ");
  const binary = Buffer.from(octets).toString("latin1");
  if (!binary.includes(from)) throw new TypeError(`${from} does not occur`);
  return Uint8Array.from(Buffer.from(binary.replaceAll(from, to), "latin1"));
}

/** Offset of a text in the octets. */
export function find(octets: Uint8Array, text: string, last = false): number {
  const buffer = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
  const at = last ? buffer.lastIndexOf(text, undefined, "latin1") : buffer.indexOf(text, 0, "latin1");
  if (at < 0) throw new TypeError(`${JSON.stringify(text)} does not occur`);
  return at;
}
