/** What a file on the command line is: told by its content, since names are the sender's to choose. */
import { fromUtf8, utf8 } from "../core/base/bytes.ts";
import type { Digest } from "../core/base/digest.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { checkSavedSubmission, readSavedSubmission } from "../core/evidence/saved-submission.ts";
import type { SubmissionStatement } from "../core/evidence/types.ts";
import { parseEntry } from "../core/log/entry.ts";
import { type Receipt, readReceipt } from "../core/verify/receipt.ts";
import { valueOf } from "./command.ts";
import type { CliIo } from "./io.ts";

/** A package, a summary and a statement, with the ZIP around them. */
export const SAVED_SUBMISSION_LIMIT = 201_326_592 + 65_536 + 8192;

export type Target =
  | {
      readonly kind: "package";
      readonly path: string;
      readonly octets: Uint8Array;
      readonly summary?: Uint8Array;
      readonly statement?: SubmissionStatement;
    }
  | {
      readonly kind: "receipt";
      readonly path: string;
      readonly receipt: Receipt;
      readonly package: Digest | null;
    }
  | {
      readonly kind: "bag";
      readonly path: string;
      readonly reference: string;
      readonly files: ReadonlyMap<string, Uint8Array>;
    };

/** @throws EvidenceError SOURCE_UNAVAILABLE, or what is wrong with the file's form. */
export async function readTarget(path: string, io: CliIo): Promise<Target> {
  const kind = await io.kindOf(path);
  if (kind === "none") throw new EvidenceError("SOURCE_UNAVAILABLE", `${path} does not exist`);
  if (kind === "folder") return readBag(path, io);
  const octets = await io.readFile(path, SAVED_SUBMISSION_LIMIT);
  // Every ZIP starts so; a file that is neither is taken for a package, and refused as one.
  const isZip = octets[0] === 0x50 && octets[1] === 0x4b;
  return isZip ? readZip(path, octets) : { kind: "package", path, octets };
}

async function readZip(path: string, octets: Uint8Array): Promise<Target> {
  const saved = readSavedSubmission(octets);
  if (saved.ok) {
    valueOf(await checkSavedSubmission(saved.value));
    const { package: sealed, summary, parsed: statement } = saved.value;
    return { kind: "package", path, octets: sealed, summary, statement };
  }
  const receipt = valueOf(readReceipt(octets));
  const entry = parseEntry(utf8(receipt.entry));
  const digest = entry.ok && entry.value.type === "package" ? entry.value.package : null;
  return { kind: "receipt", path, receipt, package: digest };
}

/** The folder of `zegel open`, or the one that `unzip` of a decrypted package made: the bag is then one level down. */
async function readBag(path: string, io: CliIo): Promise<Target> {
  const names = (await io.listFiles(path)).filter((name) => name !== "padding");
  const inner = /^(ZG-[0-9A-Z]{4}-[0-9A-Z]{4}\/)bagit\.txt$/.exec(
    names.find((name) => name.endsWith("/bagit.txt")) ?? "",
  )?.[1];
  const prefix = names.includes("bagit.txt") ? "" : (inner ?? "");
  const files = new Map<string, Uint8Array>();
  for (const name of names) {
    // What lies outside the bag's folder keeps a name that no bag has, so that it is found.
    const inBag = name.startsWith(prefix) ? name.slice(prefix.length) : `../${name}`;
    files.set(inBag, await io.readFile(`${path}/${name}`));
  }
  return { kind: "bag", path, reference: referenceOf(files), files };
}

function referenceOf(files: ReadonlyMap<string, Uint8Array>): string {
  const info = fromUtf8(files.get("bag-info.txt") ?? new Uint8Array()) ?? "";
  return /^External-Identifier: (.*)$/m.exec(info)?.[1] ?? "";
}
