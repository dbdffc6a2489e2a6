/** Makes a package (docs/package-format.md): the bag, its signature, the ZIP, the two age files, the statement. */
import { canonicalJson } from "../base/canonical-json.ts";
import { fromBase64, fromUtf8, utf8 } from "../base/bytes.ts";
import { type Digest, digestOf, formatDigest } from "../base/digest.ts";
import { EvidenceError } from "../base/errors.ts";
import type { Result } from "../base/result.ts";
import { BAGIT_TXT, formatBagInfo, formatManifest } from "../evidence/bag.ts";
import { commitmentOf } from "../evidence/commitment.ts";
import {
  checkLayout,
  inBagOrder,
  MANIFEST_PATH,
  SIGNATURE_PATH,
  TAGMANIFEST_PATH,
} from "../evidence/layout.ts";
import { MAX_MAIL_OCTETS } from "../evidence/limits.ts";
import { paddingLength } from "../evidence/padding.ts";
import { readStatement } from "../evidence/shapes.ts";
import { fitSummary, MAX_SUMMARY_OCTETS } from "../evidence/summary.ts";
import type { Opening, Reference, SubmissionStatement } from "../evidence/types.ts";
import { zipLength, zipSegments } from "../evidence/zip.ts";
import { type AgeOptions, checkRecipients, encryptAfterHeader } from "./age-file.ts";
import { headerOctets, makeHeader, NONCE_LENGTH } from "./age-header.ts";
import { type BagContent, type BagFile, hashFiles, jsonFiles, sourceFiles } from "./bag-files.ts";
import { readContent } from "./content.ts";
import { EVIDENCE_NAMESPACE } from "./open-bag.ts";
import { TAG_LENGTH, throwIfCancelled } from "./payload-cipher.ts";
import { fingerprintOfBlob, type SshSigner } from "./ssh-key.ts";
import { signSsh } from "./sshsig.ts";

export interface PackageInput extends BagContent {
  readonly reference: Reference;
  /** YYYY-MM-DD */
  readonly baggingDate: string;
  /** Printable ASCII, for example "zegel/0.1.0". */
  readonly softwareAgent: string;
  readonly supplements: Digest | null;
  readonly demo: boolean;
}

export interface SealOptions extends AgeOptions {
  /** Those of the context, in the same order. */
  readonly recipients: readonly string[];
  readonly signer: SshSigner;
}

export interface SealedPackage {
  readonly reference: Reference;
  /** package.age */
  readonly package: Uint8Array<ArrayBuffer>;
  readonly packageDigest: Digest;
  /** summary.age */
  readonly summary: Uint8Array<ArrayBuffer>;
  /** Canonical JSON of SubmissionStatement. */
  readonly statement: Uint8Array<ArrayBuffer>;
  readonly commitment: Digest;
  readonly opening: Opening;
}

/**
 * Seals one report. What is sealed has passed the same checks that opening makes of the bag.
 *
 * @throws EvidenceError NO_RECIPIENTS, RECIPIENTS_MIXED, RECIPIENT_INVALID, PACKAGE_TOO_LARGE, SUMMARY_TOO_LARGE,
 *   INPUT_INVALID (the parts of the input contradict each other; `cause` says where) or CANCELLED.
 */
export async function sealPackage(input: PackageInput, options: SealOptions): Promise<SealedPackage> {
  const fitted = { ...input, summary: fitToRecipients(input, options.recipients) };
  // WebCrypto hashes on another thread: the elliptic curves of the two headers, on this one, cost nothing meanwhile.
  const hashing = hashFiles(checkedSources(fitted));
  const headers = Promise.all([makeHeader(options.recipients), makeHeader(options.recipients)]);
  const [sources, [packageHeader, summaryHeader]] = await Promise.all([hashing, headers]);
  throwIfCancelled(options.signal);
  const bag = await makeBag(fitted, sources, options.signer);
  throwIfCancelled(options.signal);
  const [sealed, summary] = await Promise.all([
    encryptAfterHeader(zipped(input.reference, bag.files), packageHeader, options),
    encryptAfterHeader([octetsAt(bag, "data/summary.json")], summaryHeader, {
      ...options,
      onProgress: undefined,
    }),
  ]);
  return finish(fitted, bag, sealed.octets, summary.octets);
}

/** The summary as it fits into 64 KiB once these recipients can open it. */
function fitToRecipients(input: PackageInput, recipients: readonly string[]) {
  const kind = checkRecipients(recipients);
  if (!kind.ok) throw kind.error;
  const same = recipients.length === input.context.recipients.length;
  if (!same || recipients.some((recipient, i) => recipient !== input.context.recipients[i])) {
    throw new EvidenceError("INPUT_INVALID", "the context names other recipients");
  }
  const room = MAX_SUMMARY_OCTETS - headerOctets(kind.value, recipients.length) - NONCE_LENGTH - TAG_LENGTH;
  const summary = fitSummary(input.summary, room);
  if (canonicalJson(summary).length > room)
    throw new EvidenceError("SUMMARY_TOO_LARGE", "the summary does not fit");
  return summary;
}

function checkedSources(input: PackageInput): [string, Uint8Array][] {
  const sources = sourceFiles(input);
  const octets = sources.reduce((sum, [, content]) => sum + content.length, 0);
  if (octets > MAX_MAIL_OCTETS) {
    throw new EvidenceError(
      "PACKAGE_TOO_LARGE",
      `more than ${MAX_MAIL_OCTETS} octets of mail and attachments`,
    );
  }
  return sources;
}

interface Bag {
  /** In the order of the ZIP. */
  readonly files: readonly BagFile[];
  readonly byPath: ReadonlyMap<string, BagFile>;
}

async function makeBag(input: PackageInput, sources: readonly BagFile[], signer: SshSigner): Promise<Bag> {
  const deviceKey = fingerprintOfBlob(signer.publicKeyBlob);
  const data = [...sources, ...(await hashFiles(jsonFiles(input, sources, deviceKey)))];
  const info = {
    softwareAgent: input.softwareAgent,
    baggingDate: input.baggingDate,
    reference: input.reference,
    payloadOctets: data.reduce((sum, file) => sum + file.octets.length, 0),
    payloadFiles: data.length,
    supplements: input.supplements,
    demo: input.demo,
  };
  const order = inBagOrder(data.map((file) => file.path));
  const rank = new Map(order.map((path, i) => [path, i]));
  const sorted = data.toSorted((a, b) => (rank.get(a.path) as number) - (rank.get(b.path) as number));
  const files = [...sorted, ...(await tagFiles(sorted, formatInfo(info), signer))];
  const byPath = new Map(files.map((file) => [file.path, file]));
  if (byPath.size !== files.length) throw new EvidenceError("INPUT_INVALID", "a path occurs twice");
  const messageCount = unwrap(checkLayout(order));
  const octets = byPathOf(byPath, (file) => file.octets);
  const hashes = byPathOf(byPath, (file) => file.hash);
  unwrap(readContent({ info, messageCount, files: octets, hashes, fingerprint: deviceKey }));
  return { files: order.map((path) => byPath.get(path) as BagFile), byPath };
}

function formatInfo(info: Parameters<typeof formatBagInfo>[0]): Uint8Array {
  try {
    return formatBagInfo(info);
  } catch (cause) {
    throw new EvidenceError("INPUT_INVALID", "a value that bag-info.txt cannot hold", { cause });
  }
}

async function tagFiles(data: readonly BagFile[], info: Uint8Array, signer: SshSigner): Promise<BagFile[]> {
  const manifest = formatManifest(data.map((file) => [file.path, file.hash]));
  const tagged = await hashFiles([
    ["bag-info.txt", info],
    ["bagit.txt", utf8(BAGIT_TXT)],
    [MANIFEST_PATH, manifest],
  ]);
  const tagmanifest = formatManifest(tagged.map((file) => [file.path, file.hash]));
  const signature = utf8(await signSsh(signer, EVIDENCE_NAMESPACE, tagmanifest));
  const last = await hashFiles([
    [TAGMANIFEST_PATH, tagmanifest],
    [SIGNATURE_PATH, signature],
  ]);
  return [...tagged, ...last];
}

function zipped(reference: Reference, files: readonly BagFile[]): Uint8Array[] {
  const entries = files.map(({ path, octets, crc }) => ({ name: `${reference}/${path}`, octets, crc }));
  const bare = zipLength([
    ...entries.map(({ name, octets }) => ({ name, length: octets.length })),
    { name: "padding", length: 0 },
  ]);
  try {
    return zipSegments([...entries, { name: "padding", octets: new Uint8Array(paddingLength(bare)) }]);
  } catch (cause) {
    throw new EvidenceError("PACKAGE_TOO_LARGE", "more than a package can hold", { cause });
  }
}

async function finish(
  input: PackageInput,
  bag: Bag,
  sealed: Uint8Array<ArrayBuffer>,
  summary: Uint8Array<ArrayBuffer>,
): Promise<SealedPackage> {
  const tagmanifest = octetsAt(bag, TAGMANIFEST_PATH);
  const { salt } = input.context;
  const [packageDigest, summaryDigest, commitment] = await Promise.all([
    digestOf(sealed),
    digestOf(summary),
    commitmentOf(fromBase64(salt) as Uint8Array, tagmanifest, octetsAt(bag, SIGNATURE_PATH)),
  ]);
  const opening: Opening = {
    v: 1,
    package: packageDigest,
    salt,
    tagmanifest: fromUtf8(tagmanifest) as string,
    manifest: fromUtf8(octetsAt(bag, MANIFEST_PATH)) as string,
    signature: formatDigest((bag.byPath.get(SIGNATURE_PATH) as BagFile).hash),
  };
  const statement = makeStatement(input, packageDigest, summaryDigest, commitment);
  return {
    reference: input.reference,
    package: sealed,
    packageDigest,
    summary,
    statement,
    commitment,
    opening,
  };
}

function makeStatement(input: PackageInput, sealed: Digest, summary: Digest, commitment: Digest) {
  const { organisation, reviewAfter } = input.context;
  const statement: SubmissionStatement = {
    v: 1,
    organisation,
    package: sealed,
    summary,
    commitment,
    reviewAfter,
  };
  const octets = canonicalJson(statement);
  const readBack = readStatement(octets);
  if (!readBack.ok)
    throw new EvidenceError("INPUT_INVALID", "organisation or review date", { cause: readBack.error });
  return octets;
}

function unwrap<T>(result: Result<T, EvidenceError>): T {
  if (result.ok) return result.value;
  const { code, message } = result.error;
  throw new EvidenceError("INPUT_INVALID", `what is to be sealed would not open: ${code}, ${message}`, {
    cause: result.error,
  });
}

function octetsAt(bag: Bag, path: string): Uint8Array {
  return (bag.byPath.get(path) as BagFile).octets;
}

function byPathOf<T>(bag: ReadonlyMap<string, BagFile>, pick: (file: BagFile) => T): ReadonlyMap<string, T> {
  return new Map([...bag].map(([path, file]) => [path, pick(file)]));
}
