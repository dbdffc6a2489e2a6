/** Verifies a package, or the bag that was taken out of one. */
import { fromBase64, fromUtf8 } from "../base/bytes.ts";
import { digestOf } from "../base/digest.ts";
import { commitmentOf } from "../evidence/commitment.ts";
import { inBagOrder, SIGNATURE_PATH, TAGMANIFEST_PATH } from "../evidence/layout.ts";
import { checkDnsEvidence } from "../dns/check-evidence.ts";
import type { SubmissionStatement } from "../evidence/types.ts";
import { parseCheckpoint, readUnverifiedCheckpoint } from "../log/checkpoint.ts";
import type { AgeIdentity, AgeOptions } from "../seal/age-file.ts";
import { headerLength } from "../seal/age-header.ts";
import { type OpenedMessage, readContent } from "../seal/content.ts";
import { openPackage } from "../seal/open.ts";
import { checkBag } from "../seal/open-bag.ts";
import type { TrustPolicy } from "./policy.ts";
import { type ReceiptEvidence, verifyReceipt } from "./receipt.ts";
import {
  failed,
  failedWith,
  joinReports,
  makeReport,
  notChecked,
  passed,
  type VerificationCheck,
  type VerificationReport,
} from "./report.ts";

const AGE_FIRST_LINE = "age-encryption.org/v1\n";

export interface PackageContext {
  /** Without one, only what stands outside the seal can be checked. */
  readonly identities?: readonly AgeIdentity[] | undefined;
  readonly policy?: TrustPolicy | null | undefined;
  /** summary.age and statement as received. */
  readonly summary?: Uint8Array | undefined;
  readonly statement?: SubmissionStatement | undefined;
  /** Found out where it is left away, as by openPackage. */
  readonly cipher?: AgeOptions["cipher"];
  /** Ties the package to log and time. */
  readonly receipt?: ReceiptEvidence | undefined;
}

/**
 * Never throws on what the package holds. "verified" needs an identity that opens it and something outside the package
 * that vouches for it: a receipt that verifies against the policy, or a device key that the policy lists.
 */
export async function verifyPackage(
  octets: Uint8Array,
  context: PackageContext = {},
): Promise<VerificationReport> {
  const { policy = null, receipt, statement } = context;
  const checks = [passed("package-digest", await digestOf(octets)), ...(await checkOpened(octets, context))];
  if (receipt === undefined) return makeReport(checks, ["content", "device"]);
  const received = await verifyReceipt(receipt, { statement, packageOctets: octets, policy });
  return joinReports(makeReport(checks, ["content"]), received);
}

async function checkOpened(octets: Uint8Array, context: PackageContext): Promise<VerificationCheck[]> {
  const { identities = [], policy = null, summary, statement } = context;
  if (!looksLikeAge(octets)) return [failed("content", "AGE_HEADER_INVALID", "not an age file")];
  if (identities.length === 0) return [notChecked("content", "no identity was given to open it with")];
  const opened = await openPackage(octets, { identities, summary, statement, cipher: context.cipher });
  if (!opened.ok) return [failedWith("content", opened.error)];
  const { reference, messages, signature, context: sealed } = opened.value;
  return [
    passed("content", `${reference}, ${messages.length} messages, every file as sealed`),
    ...comparisons(context),
    deviceCheck(signature.fingerprint, policy),
    await seenCheckpointCheck(sealed.checkpoint, policy),
    ...(await dnsChecks(messages, sealed.organisation, policy)),
  ];
}

/** Without a key no more can be said of the seal. */
function looksLikeAge(octets: Uint8Array): boolean {
  return (
    fromUtf8(octets.subarray(0, AGE_FIRST_LINE.length)) === AGE_FIRST_LINE && headerLength(octets) !== null
  );
}

/** openPackage refuses where one of them differs: here they are only said. */
function comparisons({ summary, statement }: PackageContext): VerificationCheck[] {
  return [
    ...(summary === undefined ? [] : [passed("summary", "the sealed summary is the one that was received")]),
    ...(statement === undefined ? [] : [passed("statement", statement.commitment)]),
  ];
}

export interface BagContext {
  readonly policy?: TrustPolicy | null | undefined;
  readonly receipt?: ReceiptEvidence | undefined;
}

/**
 * Verifies the files of an unpacked bag. The package's digest cannot be computed from them; a receipt is held against
 * them by its commitment instead.
 *
 * @param files - By path in the bag, in any order.
 */
export async function verifyBag(
  reference: string,
  files: ReadonlyMap<string, Uint8Array>,
  { policy = null, receipt }: BagContext = {},
): Promise<VerificationReport> {
  const bag = await checkBag(reference, inOrder(files));
  if (!bag.ok) return makeReport([failedWith("content", bag.error)], []);
  const content = readContent(bag.value);
  if (!content.ok) return makeReport([failedWith("content", content.error)], []);
  const { context, messages } = content.value;
  const checks = [
    passed("content", `${reference}, ${messages.length} messages, every file as sealed`),
    deviceCheck(bag.value.fingerprint, policy),
    await seenCheckpointCheck(context.checkpoint, policy),
    ...(await dnsChecks(messages, context.organisation, policy)),
  ];
  if (receipt === undefined) return makeReport(checks, ["content", "device"]);
  const commitment = await commitmentOfBag(context.salt, files);
  return joinReports(makeReport(checks, ["content"]), await verifyReceipt(receipt, { commitment, policy }));
}

function commitmentOfBag(salt: string, files: ReadonlyMap<string, Uint8Array>) {
  const parts = [fromBase64(salt), files.get(TAGMANIFEST_PATH), files.get(SIGNATURE_PATH)];
  // All three have been checked by now.
  return commitmentOf(...(parts as [Uint8Array, Uint8Array, Uint8Array]));
}

/** A folder has no order. Whatever the format has no place for stays, at the end: the check of names must see it. */
function inOrder(files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const data = [...files.keys()].filter((path) => path.startsWith("data/"));
  const ordered = new Map(inBagOrder(data).flatMap((path) => entryOf(files, path)));
  for (const [path, octets] of files) ordered.set(path, octets);
  return ordered;
}

function entryOf(files: ReadonlyMap<string, Uint8Array>, path: string): [string, Uint8Array][] {
  const octets = files.get(path);
  return octets === undefined ? [] : [[path, octets]];
}

/** "device": the signature holds; it names a browser profile, and nobody, unless the policy knows the key. */
function deviceCheck(fingerprint: string, policy: TrustPolicy | null): VerificationCheck {
  const detail = `signed by device:${fingerprint}`;
  if (policy?.devices === undefined) return notChecked("device", `${detail}, which names nobody`);
  if (!policy.devices.includes(fingerprint)) {
    return failed("device", "SIGNATURE_INVALID", `${detail}, which the policy does not list`);
  }
  return passed("device", detail, fingerprint);
}

/** "dns-keys": the keys that signatures were checked with stand in notes that the intake's log key signed. */
async function dnsChecks(
  messages: readonly OpenedMessage[],
  organisation: string,
  policy: TrustPolicy | null,
): Promise<VerificationCheck[]> {
  const checks: VerificationCheck[] = [];
  const anchors = { logs: policy?.logs ?? [], timestampRoots: policy?.timestampRoots ?? [], organisation };
  for (const { number, dns } of messages) {
    if (dns !== null) checks.push(dnsCheck(number, await checkDnsEvidence(dns, anchors)));
  }
  return checks;
}

function dnsCheck(number: number, checked: Awaited<ReturnType<typeof checkDnsEvidence>>): VerificationCheck {
  const claim = "dns-keys";
  if (!checked.ok) return failed(claim, checked.error.code, `message ${number}: ${checked.error.message}`);
  const { vouched, unvouched, unanchored, untimed, origins, oldest } = checked.value;
  const seen = oldest === null ? "" : `, seen from ${new Date(oldest).toISOString()}`;
  const clock = untimed > 0 ? "; by the intake's clock alone" : "";
  const detail = `message ${number}: ${vouched} answers in notes of an intake${seen}${clock}`;
  if (unvouched > 0) return notChecked(claim, `${detail}; ${unvouched} that nobody signed`);
  if (origins.length > 0 && unanchored === 0) return passed(claim, detail, origins.join(", "));
  return notChecked(
    claim,
    vouched === 0 ? `message ${number}: no key was used` : `${detail}; no key was given for this log`,
  );
}

/** "seen-checkpoint": the head of the log that the reporter's client had seen; whether the log forked, an audit shows. */
async function seenCheckpointCheck(
  note: string | null,
  policy: TrustPolicy | null,
): Promise<VerificationCheck> {
  const claim = "seen-checkpoint";
  if (note === null) return notChecked(claim, "the client had seen no checkpoint yet");
  const seen = readUnverifiedCheckpoint(note);
  if (!seen.ok) return failedWith(claim, seen.error);
  const anchors = (policy?.logs ?? []).filter(({ origin }) => origin === seen.value.origin);
  const detail = `${seen.value.origin}, ${seen.value.size} entries`;
  for (const anchor of anchors) {
    if ((await parseCheckpoint(note, anchor)).ok) return passed(claim, detail, `log key ${anchor.key}`);
  }
  return anchors.length === 0
    ? notChecked(claim, `${detail}; no key was given for this log`)
    : failed(claim, "CHECKPOINT_UNTRUSTED", `${detail}; not signed by the log's key`);
}
