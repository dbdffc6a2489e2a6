/** Opens a package: every check of docs/package-format.md, section 11, before anything of it is handed out. */
import { identityToRecipient } from "age-encryption";
import { fromBase64, octetsEqual } from "../base/bytes.ts";
import { type Digest, digestOf } from "../base/digest.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { commitmentOf } from "../evidence/commitment.ts";
import { SIGNATURE_PATH, TAGMANIFEST_PATH } from "../evidence/layout.ts";
import { readSummary } from "../evidence/shapes.ts";
import { MAX_SUMMARY_OCTETS } from "../evidence/summary.ts";
import type { Reference, Report, SealContext, SubmissionStatement, Summary } from "../evidence/types.ts";
import {
  type AgeIdentity,
  type AgeOptions,
  decryptAge,
  decryptAgeWithFileKey,
  type OpenedAgeFile,
} from "./age-file.ts";
import { checkRecipients } from "./age-header.ts";
import { type OpenedMessage, readContent } from "./content.ts";
import { type OpenedBag, openBag } from "./open-bag.ts";

export type { OpenedMessage } from "./content.ts";

export interface OpenOptions extends AgeOptions {
  readonly identities: readonly AgeIdentity[];
  /** summary.age as received; compared with the one inside. */
  readonly summary?: Uint8Array | undefined;
  /** As received; compared with the package. */
  readonly statement?: SubmissionStatement | undefined;
}

export interface OpenedPackage {
  readonly reference: Reference;
  readonly packageDigest: Digest;
  /** Every file, by path in the bag, in the order of the bag. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly report: Report;
  readonly summary: Summary;
  readonly context: SealContext;
  readonly messages: readonly OpenedMessage[];
  /** The device that sealed. `principal` is "device:SHA256:…": it names a browser profile, nobody. */
  readonly signature: {
    readonly publicKey: string;
    readonly fingerprint: string;
    readonly principal: string;
  };
  /** Octets of tagmanifest-sha256.txt. */
  readonly tagmanifest: Uint8Array;
  readonly commitment: Digest;
  readonly demo: boolean;
  readonly supplements: Digest | null;
  readonly softwareAgent: string;
  /** YYYY-MM-DD */
  readonly baggingDate: string;
  /** For grants; 16 octets. */
  readonly fileKey: Uint8Array;
}

/**
 * @param octets - package.age as first sealed.
 * @returns The first refusal in the order of section 11; the codes stand there.
 * @throws EvidenceError CANCELLED
 */
export async function openPackage(
  octets: Uint8Array,
  options: OpenOptions,
): Promise<Result<OpenedPackage, EvidenceError>> {
  const opened = await decryptAge(octets, options.identities, options);
  if (!opened.ok) return opened;
  return openDecrypted(octets, opened.value, options);
}

/** As openPackage, for a reader whom a grant gave the file key. */
export async function openPackageWithFileKey(
  octets: Uint8Array,
  fileKey: Uint8Array,
  options: Omit<OpenOptions, "identities" | "summary"> = {},
): Promise<Result<OpenedPackage, EvidenceError>> {
  const opened = await decryptAgeWithFileKey(octets, fileKey, options);
  if (!opened.ok) return opened;
  return openDecrypted(octets, opened.value, { ...options, identities: [] });
}

async function openDecrypted(
  octets: Uint8Array,
  file: OpenedAgeFile,
  options: OpenOptions,
): Promise<Result<OpenedPackage, EvidenceError>> {
  const bag = await openBag(file.octets);
  if (!bag.ok) return bag;
  const content = readContent(bag.value);
  if (!content.ok) return content;
  const recipients = await checkSealedTo(content.value.context, file, options.identities);
  if (!recipients.ok) return recipients;
  const opened = await describe(octets, file, bag.value, content.value);
  const outside = await checkOutside(opened, options);
  return outside.ok ? ok(opened) : outside;
}

type Described = Pick<OpenedPackage, "report" | "summary" | "context" | "messages">;

async function describe(
  octets: Uint8Array,
  file: OpenedAgeFile,
  { info, files, signature }: OpenedBag,
  content: Described,
): Promise<OpenedPackage> {
  const tagmanifest = files.get(TAGMANIFEST_PATH) as Uint8Array;
  const salt = fromBase64(content.context.salt) as Uint8Array;
  const [packageDigest, commitment] = await Promise.all([
    digestOf(octets),
    commitmentOf(salt, tagmanifest, files.get(SIGNATURE_PATH) as Uint8Array),
  ]);
  const { publicKey, fingerprint } = signature;
  return {
    ...content,
    reference: info.reference,
    packageDigest,
    files,
    signature: { publicKey, fingerprint, principal: `device:${fingerprint}` },
    tagmanifest,
    commitment,
    demo: info.demo,
    supplements: info.supplements,
    softwareAgent: info.softwareAgent,
    baggingDate: info.baggingDate,
    fileKey: file.fileKey,
  };
}

/**
 * Whether the header is for those whom the sealed context names: somebody who could read a package may have sealed
 * its content again, to somebody else (surreptitious forwarding), or left somebody out unseen.
 */
async function checkSealedTo(
  context: SealContext,
  { stanzas }: OpenedAgeFile,
  identities: readonly AgeIdentity[],
): Promise<Result<void, EvidenceError>> {
  const kind = checkRecipients(context.recipients);
  if (!kind.ok) return kind;
  const expected = context.recipients.map(() => kind.value);
  if (stanzas && stanzas.join() !== expected.join()) {
    return refuse("RECIPIENTS_MISMATCH", "the header is for other recipients than the sealed list");
  }
  const strings = identities.filter((identity) => typeof identity === "string");
  // What another kind of identity opens, only its holder can tell.
  if (strings.length < identities.length || !stanzas) return ok(undefined);
  const mine = await Promise.all(strings.map((identity) => identityToRecipient(identity)));
  return mine.some((recipient) => context.recipients.includes(recipient))
    ? ok(undefined)
    : refuse("RECIPIENTS_MISMATCH", "the sealed list of recipients does not name the reader");
}

async function checkOutside(
  opened: OpenedPackage,
  options: OpenOptions,
): Promise<Result<void, EvidenceError>> {
  if (options.summary) {
    const inside = opened.files.get("data/summary.json") as Uint8Array;
    const outside = await decryptSummary(options.summary, options);
    if (!outside.ok || !octetsEqual(outside.value, inside)) {
      const cause = outside.ok ? undefined : outside.error;
      return refuse("SUMMARY_MISMATCH", "the summary is not the one that was sealed", { cause });
    }
  }
  return options.statement ? checkStatement(opened, options.statement, options.summary) : ok(undefined);
}

async function checkStatement(
  opened: OpenedPackage,
  statement: SubmissionStatement,
  summary: Uint8Array | undefined,
): Promise<Result<void, EvidenceError>> {
  if (summary && (await digestOf(summary)) !== statement.summary) {
    return refuse("SUMMARY_MISMATCH", "the statement is of another summary");
  }
  const fits =
    statement.package === opened.packageDigest &&
    statement.commitment === opened.commitment &&
    statement.organisation === opened.context.organisation &&
    statement.reviewAfter === opened.context.reviewAfter;
  return fits ? ok(undefined) : refuse("COMMITMENT_MISMATCH", "the statement is of another package");
}

async function decryptSummary(
  octets: Uint8Array,
  { identities, cipher }: Pick<OpenOptions, "identities" | "cipher">,
): Promise<Result<Uint8Array, EvidenceError>> {
  if (octets.length > MAX_SUMMARY_OCTETS) return refuse("SUMMARY_TOO_LARGE", "a summary has at most 64 KiB");
  const opened = await decryptAge(octets, identities, { cipher });
  return opened.ok ? ok(opened.value.octets) : opened;
}

/**
 * Opens summary.age by itself, for lists. Nothing in it is proven until the package is opened with it.
 *
 * @returns SUMMARY_TOO_LARGE, JSON_INVALID or a code of decryptAge.
 */
export async function openSummary(
  octets: Uint8Array,
  identities: readonly AgeIdentity[],
  options: Pick<AgeOptions, "cipher"> = {},
): Promise<Result<Summary, EvidenceError>> {
  const opened = await decryptSummary(octets, { identities, cipher: options.cipher });
  return opened.ok ? readSummary(opened.value) : opened;
}
