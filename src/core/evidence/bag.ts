/** The tag files of the bag (RFC 8493; docs/package-format.md, section 4): each has one right form. */
import { fromHex, fromUtf8, toHex, utf8 } from "../base/bytes.ts";
import { type Digest, isDigest } from "../base/digest.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { isReference } from "./reference.ts";
import type { Reference } from "./types.ts";

export const BAGIT_TXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
export const PACKAGE_VERSION = "1";

export interface BagInfo {
  /** Printable ASCII. */
  readonly softwareAgent: string;
  /** YYYY-MM-DD */
  readonly baggingDate: string;
  readonly reference: Reference;
  readonly payloadOctets: number;
  readonly payloadFiles: number;
  readonly supplements: Digest | null;
  readonly demo: boolean;
}

const BAG_INFO = new RegExp(
  "^Bag-Software-Agent: (?<agent>[!-~](?:[ -~]{0,198}[!-~])?)\n" +
    "Bagging-Date: (?<date>\\d{4}-\\d{2}-\\d{2})\n" +
    "External-Identifier: (?<reference>[0-9A-Z-]+)\n" +
    "Payload-Oxum: (?<octets>0|[1-9]\\d{0,14})\\.(?<files>[1-9]\\d{0,4})\n" +
    "Zegel-Package-Version: (?<version>[!-~]{1,20})\n" +
    "(?:Zegel-Supplements: (?<supplements>[!-~]{1,100})\n)?" +
    "(?<demo>Zegel-Demo: true\n)?$",
);

/** @throws TypeError on values that bag-info.txt has no form for: a bug of the caller. */
export function formatBagInfo(info: BagInfo): Uint8Array<ArrayBuffer> {
  const text = [
    `Bag-Software-Agent: ${info.softwareAgent}`,
    `Bagging-Date: ${info.baggingDate}`,
    `External-Identifier: ${info.reference}`,
    `Payload-Oxum: ${info.payloadOctets}.${info.payloadFiles}`,
    `Zegel-Package-Version: ${PACKAGE_VERSION}`,
    ...(info.supplements ? [`Zegel-Supplements: ${info.supplements}`] : []),
    ...(info.demo ? ["Zegel-Demo: true"] : []),
  ].join("\n");
  const octets = utf8(`${text}\n`);
  const readBack = parseBagInfo(octets);
  if (!readBack.ok) throw new TypeError(readBack.error.message);
  return octets;
}

/** @returns BAG_INVALID, or VERSION_UNSUPPORTED where the form is right and the version another. */
export function parseBagInfo(octets: Uint8Array): Result<BagInfo, EvidenceError> {
  const found = BAG_INFO.exec(fromUtf8(octets.subarray(0, 2_000)) ?? "")?.groups;
  if (!found || octets.length > 2_000)
    return refuse("BAG_INVALID", "bag-info.txt is not of the one right form");
  if (found["version"] !== PACKAGE_VERSION)
    return refuse("VERSION_UNSUPPORTED", "another version of the package");
  const supplements = found["supplements"] ?? null;
  if (supplements !== null && !isDigest(supplements)) return refuse("BAG_INVALID", "supplements no package");
  if (!isReference(found["reference"])) return refuse("BAG_INVALID", "no reference");
  return ok({
    softwareAgent: found["agent"] as string,
    baggingDate: found["date"] as string,
    reference: found["reference"],
    payloadOctets: Number(found["octets"]),
    payloadFiles: Number(found["files"]),
    supplements,
    demo: found["demo"] !== undefined,
  });
}

/** @param files - Path and SHA-256 (32 octets), in the order of the bag. */
export function formatManifest(
  files: readonly (readonly [path: string, hash: Uint8Array])[],
): Uint8Array<ArrayBuffer> {
  return utf8(files.map(([path, hash]) => `${toHex(hash)}  ${path}\n`).join(""));
}

/**
 * @param paths - What it must list, in this order, and nothing else.
 * @returns 32 octets for each path, or MANIFEST_INVALID.
 */
export function parseManifest(
  octets: Uint8Array,
  paths: readonly string[],
): Result<Uint8Array[], EvidenceError> {
  const lines = fromUtf8(octets)?.split("\n") ?? [];
  if (lines.pop() !== "" || lines.length !== paths.length) return malformed();
  const hashes: Uint8Array[] = [];
  for (const [i, line] of lines.entries()) {
    const hash = fromHex(line.slice(0, 64));
    if (hash?.length !== 32 || line.slice(64) !== `  ${paths[i]}`) return malformed();
    hashes.push(hash);
  }
  return ok(hashes);
}

function malformed() {
  return refuse("MANIFEST_INVALID", "a manifest does not list exactly the files of the bag");
}
