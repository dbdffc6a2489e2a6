/** From the decrypted ZIP to a bag whose every octet is accounted for (docs/package-format.md, section 11, 2 to 5). */
import { fromUtf8, octetsEqual } from "../base/bytes.ts";
import { sha256 } from "../base/digest.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { BAGIT_TXT, type BagInfo, parseBagInfo, parseManifest } from "../evidence/bag.ts";
import { checkLayout, MANIFEST_PATH, SIGNATURE_PATH, TAGMANIFEST_PATH } from "../evidence/layout.ts";
import { paddingLength } from "../evidence/padding.ts";
import { isReference } from "../evidence/reference.ts";
import type { Reference } from "../evidence/types.ts";
import { readCanonicalZip, type ZipEntry } from "../evidence/zip.ts";
import type { CheckedBag } from "./content.ts";
import { type SshSignature, verifySsh } from "./sshsig.ts";

export const EVIDENCE_NAMESPACE = "zegel-evidence";
const TAGGED = ["bag-info.txt", "bagit.txt", MANIFEST_PATH];

type Files = ReadonlyMap<string, Uint8Array>;

export interface OpenedBag extends CheckedBag {
  readonly signature: SshSignature;
}

/** @param zip - The whole decrypted payload; contents of the result are views of it. */
export async function openBag(zip: Uint8Array): Promise<Result<OpenedBag, EvidenceError>> {
  const entries = readCanonicalZip(zip);
  if (!entries.ok) return entries;
  const unpacked = unpack(entries.value, zip.length);
  if (!unpacked.ok) return unpacked;
  return checkBag(unpacked.value.reference, unpacked.value.files);
}

interface Unpacked {
  readonly reference: Reference;
  readonly files: Files;
}

/** Names and padding. */
function unpack(entries: readonly ZipEntry[], length: number): Result<Unpacked, EvidenceError> {
  const reference = entries[0]?.name.split("/", 1)[0];
  if (!isReference(reference)) return refuse("PATH_NOT_ALLOWED", "the ZIP does not begin with a bag");
  const padding = entries.at(-1) as ZipEntry;
  if (padding.name !== "padding") return refuse("FILE_MISSING", "no padding at the end");
  const prefix = `${reference}/`;
  const inside = entries.slice(0, -1);
  if (!inside.every((entry) => entry.name.startsWith(prefix))) {
    return refuse("PATH_NOT_ALLOWED", "a file outside the bag");
  }
  const files = new Map(inside.map((entry) => [entry.name.slice(prefix.length), entry.octets]));
  if (!isPadding(padding.octets, length))
    return refuse("PADDING_INVALID", "not the zeros that this length asks for");
  return ok({ reference, files });
}

function isPadding(padding: Uint8Array, length: number): boolean {
  return padding.length === paddingLength(length - padding.length) && padding.every((octet) => octet === 0);
}

/**
 * Checks a bag as files; also for one that stock tools unpacked.
 *
 * @param files - By path in the bag, in the order of the format.
 */
export async function checkBag(
  reference: Reference,
  files: Files,
): Promise<Result<OpenedBag, EvidenceError>> {
  const messageCount = checkLayout([...files.keys()]);
  if (!messageCount.ok) return messageCount;
  const info = checkTags(reference, files);
  if (!info.ok) return info;
  const hashes = await checkManifests(files);
  if (!hashes.ok) return hashes;
  const signature = await checkSignature(files);
  if (!signature.ok) return signature;
  return ok({
    info: info.value,
    messageCount: messageCount.value,
    files,
    hashes: hashes.value,
    fingerprint: signature.value.fingerprint,
    signature: signature.value,
  });
}

function checkTags(reference: Reference, files: Files): Result<BagInfo, EvidenceError> {
  const bagit = fromUtf8(at(files, "bagit.txt"));
  if (bagit !== BAGIT_TXT) {
    return /^BagIt-Version: \d+\.\d+\nTag-File-Character-Encoding: UTF-8\n$/.test(bagit ?? "")
      ? refuse("VERSION_UNSUPPORTED", "another version of BagIt")
      : refuse("BAG_INVALID", "bagit.txt is not of the one right form");
  }
  const info = parseBagInfo(at(files, "bag-info.txt"));
  if (!info.ok) return info;
  if (info.value.reference !== reference) return refuse("BAG_INVALID", "bag-info.txt has another reference");
  const data = [...files].filter(([path]) => path.startsWith("data/"));
  const octets = data.reduce((sum, [, content]) => sum + content.length, 0);
  const sound = info.value.payloadOctets === octets && info.value.payloadFiles === data.length;
  return sound ? info : refuse("BAG_INVALID", "Payload-Oxum counts other files");
}

/** @returns The hash of each listed file, by path. */
async function checkManifests(files: Files): Promise<Result<ReadonlyMap<string, Uint8Array>, EvidenceError>> {
  const data = [...files.keys()].filter((path) => path.startsWith("data/"));
  const payload = parseManifest(at(files, MANIFEST_PATH), data);
  if (!payload.ok) return payload;
  const tags = parseManifest(at(files, TAGMANIFEST_PATH), TAGGED);
  if (!tags.ok) return tags;
  const paths = [...data, ...TAGGED];
  const listed = [...payload.value, ...tags.value];
  const computed = await Promise.all(paths.map((path) => sha256(at(files, path))));
  const changed = paths.find((_, i) => !octetsEqual(computed[i] as Uint8Array, listed[i] as Uint8Array));
  if (changed !== undefined)
    return refuse("DIGEST_MISMATCH", `${changed} is not the file that the manifest lists`);
  return ok(new Map(paths.map((path, i) => [path, computed[i] as Uint8Array])));
}

async function checkSignature(files: Files): Promise<Result<SshSignature, EvidenceError>> {
  const armored = fromUtf8(at(files, SIGNATURE_PATH));
  if (armored === null) return refuse("SIGNATURE_INVALID", "not text");
  return verifySsh(armored, EVIDENCE_NAMESPACE, at(files, TAGMANIFEST_PATH));
}

/** checkLayout has seen that it is there. */
function at(files: Files, path: string): Uint8Array {
  return files.get(path) as Uint8Array;
}
