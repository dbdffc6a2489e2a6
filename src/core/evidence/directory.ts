/** Who reads reports, with which keys: signed offline, checked by every client before it seals. docs/directory-format.md. */
import * as v from "valibot";
import { utf8 } from "../base/bytes.ts";
import { canonicalJson, parseCanonicalJson } from "../base/canonical-json.ts";
import { type Digest, digestOf } from "../base/digest.ts";
import { type EvidenceError, refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import { type SshSigner, signSsh, verifySsh } from "../seal/sshsig.ts";
import { checkDirectory, type Desk, type Directory, type Person } from "./directory-schema.ts";

export type { Desk, Directory, Person };

export const DIRECTORY_NAMESPACE = "zegel-directory";
/** Octets of a signed directory at most: a server may answer anything. */
export const DIRECTORY_LIMIT = 1 << 20;

/** What a client keeps of the last directory that it accepted. */
export interface SeenDirectory {
  readonly version: number;
  readonly digest: Digest;
}

export interface DirectoryAnchor {
  /** SSHSIG fingerprint of the root key, "SHA256:…", pinned in the build. */
  readonly pinnedRoot: string;
  readonly organisation: string;
  readonly seen: SeenDirectory | null;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** Only builds for trying out, on a loopback address, say true. */
  readonly allowDemo: boolean;
}

/** "versions-skipped": the chain from the seen version cannot be checked. "issued-in-future": one of two clocks is wrong. */
export type DirectoryNote = "versions-skipped" | "issued-in-future";

export interface DirectoryReading {
  readonly directory: Directory;
  readonly digest: Digest;
  /** True: seal to the recovery key only, and say so. */
  readonly expired: boolean;
  readonly notes: DirectoryNote[];
}

/**
 * @returns The octets of directory.json.
 * @throws TypeError if the content breaks the format: what is signed here is what every client must accept.
 */
export async function signDirectory(content: Directory, signer: SshSigner): Promise<Uint8Array<ArrayBuffer>> {
  const checked = checkDirectory(content);
  if ("defect" in checked) throw new TypeError(`directory: ${checked.defect}`);
  const octets = canonicalJson(content);
  const signature = await signSsh(signer, DIRECTORY_NAMESPACE, octets);
  return canonicalJson({ directory: new TextDecoder().decode(octets), signature });
}

/** Digest by which everything else names this directory: over the content's octets, not over the envelope. */
export async function directoryDigest(content: Directory): Promise<Digest> {
  return digestOf(canonicalJson(content));
}

/** Reads and checks in the order of docs/directory-format.md. Never throws on what a server answered. */
export async function readDirectory(
  octets: Uint8Array,
  anchor: DirectoryAnchor,
): Promise<Result<DirectoryReading, EvidenceError>> {
  const opened = await openEnvelope(octets);
  if (!opened.ok) return opened;
  if (opened.value.fingerprint !== anchor.pinnedRoot)
    return refuse(
      "DIRECTORY_SIGNATURE_INVALID",
      "the directory is signed by another key than the pinned one",
    );
  const { directory, digest } = opened.value;
  if (directory.organisation !== anchor.organisation)
    return refuse("DIRECTORY_FOREIGN", "the directory belongs to another organisation");
  if (directory.demo && !anchor.allowDemo)
    return refuse("DIRECTORY_DEMO_REFUSED", "this is a demo directory: its keys protect nobody");
  const chained = checkChain(directory, digest, anchor.seen);
  if (!chained.ok) return chained;
  const notes: DirectoryNote[] = chained.value ? [] : ["versions-skipped"];
  if (directory.issuedAt > anchor.now) notes.push("issued-in-future");
  return ok({ directory, digest, expired: anchor.now >= directory.expiresAt, notes });
}

export interface OpenedDirectory {
  readonly directory: Directory;
  readonly digest: Digest;
  /** Of the key that signed; the signature is good, whether the key is the right one is the caller's to decide. */
  readonly fingerprint: string;
}

const envelopeSchema = v.strictObject({
  directory: v.string(),
  signature: v.pipe(v.string(), v.maxLength(4096)),
});

/** Checks form and signature, not by whom: for `zegel directory show` and for the intake, which serve no one's trust. */
export async function openEnvelope(octets: Uint8Array): Promise<Result<OpenedDirectory, EvidenceError>> {
  const parsed = parseCanonicalJson(octets, DIRECTORY_LIMIT, "DIRECTORY_INVALID");
  if (!parsed.ok) return parsed;
  const envelope = v.safeParse(envelopeSchema, parsed.value);
  if (!envelope.success) return refuse("DIRECTORY_INVALID", "this is no signed directory");
  const content = utf8(envelope.output.directory);
  const signature = await verifySsh(envelope.output.signature, DIRECTORY_NAMESPACE, content);
  if (!signature.ok)
    return refuse("DIRECTORY_SIGNATURE_INVALID", "the directory's signature does not fit", {
      cause: signature.error,
    });
  // The root key is kept offline for years: one kind of key, so that no weaker one can be slipped in.
  if (signature.value.keyType !== "ssh-ed25519")
    return refuse("DIRECTORY_SIGNATURE_INVALID", "the directory is not signed by an Ed25519 key");
  const directory = readContent(content);
  if (!directory.ok) return directory;
  return ok({
    directory: directory.value,
    digest: await digestOf(content),
    fingerprint: signature.value.fingerprint,
  });
}

function readContent(octets: Uint8Array): Result<Directory, EvidenceError> {
  const parsed = parseCanonicalJson(octets, DIRECTORY_LIMIT, "DIRECTORY_INVALID");
  if (!parsed.ok) return parsed;
  const checked = checkDirectory(parsed.value);
  return "defect" in checked
    ? refuse("DIRECTORY_INVALID", `directory: ${checked.defect}`)
    : ok(checked.directory);
}

/** @returns Whether the chain from the seen version could be followed; first use has nothing to follow. */
function checkChain(
  directory: Directory,
  digest: Digest,
  seen: SeenDirectory | null,
): Result<boolean, EvidenceError> {
  if (seen === null || (directory.version === seen.version && digest === seen.digest)) return ok(true);
  if (directory.version < seen.version)
    return refuse(
      "DIRECTORY_ROLLBACK",
      `version ${directory.version} is older than ${seen.version}, which was seen`,
    );
  if (directory.version === seen.version)
    return refuse("DIRECTORY_FORKED", `there are two different directories with version ${seen.version}`);
  if (directory.version > seen.version + 1) return ok(false);
  if (directory.previous !== seen.digest)
    return refuse(
      "DIRECTORY_FORKED",
      `version ${directory.version} does not follow the version that was seen`,
    );
  return ok(true);
}

export interface DeskReaders {
  /** Never empty: the recovery recipient is always the last one. */
  readonly recipients: string[];
  /** Who can open the report at once, to be shown by name. */
  readonly people: Person[];
  /** Why nobody of the desk can; null if someone can. The pane says which. */
  readonly recoveryOnly: "expired" | "everyone-left-out" | "desk-unknown" | null;
}

/**
 * Who will be able to read a report to this desk: the way round the accused.
 *
 * @param deskId - As in the directory; null or an unknown one (a stale draft) seals to the recovery key only.
 * @param leftOut - Ids of people whom the reporter left out: no recipients, whatever desk they sit at.
 */
export function deskReaders(
  reading: Pick<DirectoryReading, "directory" | "expired">,
  deskId: string | null,
  leftOut: readonly string[],
): DeskReaders {
  const { directory, expired } = reading;
  const recovery = directory.recovery.recipient;
  const desk = directory.desks.find((one) => one.id === deskId);
  if (expired) return { recipients: [recovery], people: [], recoveryOnly: "expired" };
  if (desk === undefined) return { recipients: [recovery], people: [], recoveryOnly: "desk-unknown" };
  const people = desk.people.filter((person) => !leftOut.includes(person.id));
  const recipients = [...people.map((person) => person.recipient), recovery];
  return { recipients, people, recoveryOnly: people.length === 0 ? "everyone-left-out" : null };
}

/** The recipients of deskReaders alone. An expired reading gives the recovery recipient only. */
export function deskRecipients(
  reading: Pick<DirectoryReading, "directory" | "expired">,
  deskId: string | null,
  leftOut: readonly string[],
): string[] {
  return deskReaders(reading, deskId, leftOut).recipients;
}
