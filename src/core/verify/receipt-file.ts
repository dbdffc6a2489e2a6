/** The receipt that a reporter keeps: a canonical ZIP (docs/log-and-receipt.md, section Receipt). */
import { concatOctets, fromBase64, fromUtf8, toBase64, utf8 } from "../base/bytes.ts";
import { canonicalJson } from "../base/canonical-json.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { isReference } from "../evidence/reference.ts";
import type { Opening, ReceiptAnswer, Reference } from "../evidence/types.ts";
import { readCanonicalZip, type ZipEntry, zipSegments } from "../evidence/zip.ts";
import { parseOpening } from "./opening.ts";
import type { ReceiptTexts } from "./receipt-texts.ts";

export { type ReceiptTexts, receiptTexts } from "./receipt-texts.ts";

/** An opening lists every file of a package; the rest is small. */
const MAX_RECEIPT_OCTETS = 8 * 1024 * 1024;
const NAMES = [
  "entry.json",
  "receipt.tlog-proof",
  "package.tsr",
  "opening.json",
  "opened.json",
  "README.txt",
] as const;
type Name = (typeof NAMES)[number];

/** A receipt file as read: nothing in it is verified, and nothing in it is an anchor. */
export interface Receipt extends Pick<ReceiptAnswer, "entry" | "proof" | "timestamp" | "opened"> {
  readonly opening: Opening | null;
  readonly readme: string;
  /** Names of further files: never looked into, whatever they hold. */
  readonly ignored: readonly string[];
}

export interface ReceiptFileOptions {
  /** Only where the reporter asked for it: whoever holds it can show what was reported. */
  readonly opening?: Opening | null | undefined;
  readonly texts: ReceiptTexts;
}

/** "receipt-ZG-7K3M-92QF.zip". @throws TypeError unless it is a reference: the name must be safe everywhere. */
export function receiptFileName(reference: Reference): string {
  if (!isReference(reference)) throw new TypeError("not a reference");
  return `receipt-${reference}.zip`;
}

/**
 * Writes the file; verify the answer first.
 *
 * @throws TypeError for a timestamp that is not base64: an answer that was never verified.
 */
export function writeReceipt(
  reference: Reference,
  answer: Pick<ReceiptAnswer, "entry" | "proof" | "timestamp" | "opened">,
  { opening, texts }: ReceiptFileOptions,
): Uint8Array<ArrayBuffer> {
  if (!isReference(reference)) throw new TypeError("not a reference");
  const timestamp = answer.timestamp === null ? null : fromBase64(answer.timestamp);
  if (timestamp === null && answer.timestamp !== null) throw new TypeError("timestamp is not base64");
  const contents: Readonly<Record<Name, Uint8Array | null>> = {
    "entry.json": utf8(answer.entry),
    "receipt.tlog-proof": utf8(answer.proof),
    "package.tsr": timestamp,
    "opening.json": opening ? canonicalJson(opening) : null,
    "opened.json": answer.opened === null ? null : utf8(answer.opened),
    "README.txt": utf8(texts.readme),
  };
  const entries = NAMES.flatMap((name) => {
    const octets = contents[name];
    return octets === null ? [] : [{ name, octets }];
  });
  return concatOctets(zipSegments(entries));
}

/** Reads the form. Files that the format does not know are named in the result and never used. @returns RECEIPT_INVALID */
export function readReceipt(octets: Uint8Array): Result<Receipt, EvidenceError> {
  if (octets.length > MAX_RECEIPT_OCTETS) return refuse("RECEIPT_INVALID", "receipt is too long");
  const zip = readCanonicalZip(octets);
  if (!zip.ok) return refuse("RECEIPT_INVALID", `not a receipt: ${zip.error.message}`, { cause: zip.error });
  const files = new Map(zip.value.map((entry) => [entry.name, entry.octets]));
  const present = zip.value.map(({ name }) => name).filter(isKnown);
  if (present.join() !== NAMES.filter((name) => files.has(name)).join()) {
    return refuse("RECEIPT_INVALID", "files of the receipt out of order");
  }
  const [entry, proof, readme] = [
    textOf(files, "entry.json"),
    textOf(files, "receipt.tlog-proof"),
    textOf(files, "README.txt"),
  ];
  if (entry === null || proof === null || readme === null) {
    return refuse("RECEIPT_INVALID", "entry, proof or README is missing or not text");
  }
  const openedText = files.has("opened.json") ? textOf(files, "opened.json") : null;
  if (files.has("opened.json") && openedText === null)
    return refuse("RECEIPT_INVALID", "opened.json is not text");
  const openingOctets = files.get("opening.json");
  const opening = openingOctets === undefined ? ok(null) : parseOpening(openingOctets);
  if (!opening.ok) return opening;
  const timestamp = files.get("package.tsr");
  return ok({
    entry,
    proof,
    readme,
    timestamp: timestamp === undefined ? null : toBase64(timestamp),
    opened: openedText,
    opening: opening.value,
    ignored: unknownNames(zip.value),
  });
}

function textOf(files: ReadonlyMap<string, Uint8Array>, name: Name): string | null {
  const octets = files.get(name);
  return octets === undefined ? null : fromUtf8(octets);
}

function unknownNames(entries: readonly ZipEntry[]): string[] {
  return entries.map(({ name }) => name).filter((name) => !isKnown(name));
}

function isKnown(name: string): name is Name {
  return (NAMES as readonly string[]).includes(name);
}
