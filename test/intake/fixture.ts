/** An organisation with fresh keys, and submissions that need no sealing: ciphertext is any octets to the intake. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toHex, utf8 } from "../../src/core/base/bytes.ts";
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import { type Digest, formatDigest } from "../../src/core/base/digest.ts";
import { type Directory, directoryDigest, signDirectory } from "../../src/core/evidence/directory.ts";
import type { ReceiptAnswer } from "../../src/core/evidence/types.ts";
import { formatNoteKey, noteSigner } from "../../src/core/log/note.ts";
import { type InvestigatorIdentity, makeIdentity, signingKeyOf } from "../../src/core/seal/identity.ts";
import { ed25519Signer, fingerprintOf, publicKeyLine, type SshSigner } from "../../src/core/seal/sshsig.ts";
import type { IntakeConfig } from "../../src/intake/server.ts";
import { ensureTimestampKeys } from "../../src/intake/timestamp-keys.ts";

export const NOW = Date.UTC(2026, 10, 23, 10, 0, 0);

export interface TestOrganisation {
  readonly id: string;
  readonly config: IntakeConfig["organisations"][number];
  readonly code: string;
  readonly directory: Directory;
  readonly directoryDigest: Digest;
  readonly root: SshSigner;
  readonly signer: SshSigner;
  readonly investigator: InvestigatorIdentity;
  readonly recovery: InvestigatorIdentity;
  readonly log: { readonly origin: string; readonly key: string };
}

/** A folder that is gone when the test is. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "zegel-intake-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function makeOrganisation(
  folder: string,
  id: string,
  changes: Partial<Directory> = {},
): Promise<TestOrganisation> {
  const [investigator, recovery] = [await makeIdentity({ pq: false }), await makeIdentity({ pq: false })];
  const root = ed25519Signer(randomBytes(32));
  const seed = new Uint8Array(randomBytes(32));
  const origin = `intake.example/v1/${id}/log`;
  const log = { origin, key: noteSigner(origin, seed).vkey };
  const timestampRoot = await ensureTimestampKeys(join(folder, "timestamp.pem"), Date.now());
  const directory = {
    ...makeDirectory(id, { investigator, recovery, log, timestampRoot }),
    ...changes,
  };
  const directoryFile = join(folder, `${id}-directory.json`);
  const logKeyFile = join(folder, `${id}-log.key`);
  writeFileSync(directoryFile, await signDirectory(directory, root));
  writeFileSync(logKeyFile, `${formatNoteKey(origin, seed)}\n`);
  const code = `code-${toHex(randomBytes(12))}`;
  return {
    id,
    config: { id, directoryFile, logKeyFile, enrolmentCodes: [sha256Hex(utf8(code))] },
    code,
    directory,
    directoryDigest: await directoryDigest(directory),
    root,
    signer: ed25519Signer(investigator.signingSeed),
    investigator,
    recovery,
    log,
  };
}

interface DirectoryParts {
  readonly investigator: InvestigatorIdentity;
  readonly recovery: InvestigatorIdentity;
  readonly log: { readonly origin: string; readonly key: string };
  readonly timestampRoot: string;
}

export function makeDirectory(
  id: string,
  { investigator, recovery, log, timestampRoot }: DirectoryParts,
): Directory {
  const { recipient } = investigator;
  const person = {
    id: "an",
    name: "An",
    role: { nl: "Onderzoeker" },
    recipient,
    signingKey: signingKeyOf(investigator),
  };
  return {
    v: 1,
    organisation: id,
    name: "Voorbeeld BV",
    demo: false,
    version: 1,
    previous: null,
    issuedAt: NOW,
    expiresAt: NOW + 365 * 86_400_000,
    desks: [{ id: "security", name: { nl: "Beveiliging" }, description: { nl: "" }, people: [person] }],
    recovery: { recipient: recovery.recipient, holder: "Notaris" },
    log,
    witnesses: [],
    timestamp: { roots: [timestampRoot] },
    policy: { recipients: "x25519", sealOnServer: false, confidential: false, dnsQueries: "none" },
    languages: ["nl"],
    emergency: [],
    contacts: [],
    advice: {},
    networks: { egress: [], vpn: [], domains: [] },
    logRetention: {},
    reviewAfterDays: 90,
  };
}

export function configOf(folder: string, organisations: readonly TestOrganisation[]): IntakeConfig {
  return {
    listen: { host: "127.0.0.1", port: 0 },
    dataDir: join(folder, "data"),
    organisations: organisations.map((one) => one.config),
    timestamp: { kind: "built-in", keyFile: join(folder, "timestamp.pem") },
    checkpointTimestampMs: 10,
    logLevel: "silent",
  };
}

export interface TestSubmission {
  readonly digest: Digest;
  readonly hex: string;
  readonly statement: Uint8Array<ArrayBuffer>;
  readonly summary: Uint8Array<ArrayBuffer>;
  readonly package: Uint8Array<ArrayBuffer>;
}

/** @param octets - Length of the package. */
export function makeSubmission(organisation: string, octets = 3000): TestSubmission {
  const start = utf8("age-encryption.org/v1\n");
  const sealed = new Uint8Array(Math.max(octets, start.length));
  sealed.set(start);
  for (let at = start.length; at < sealed.length; at += 65_536) {
    crypto.getRandomValues(sealed.subarray(at, Math.min(at + 65_536, sealed.length)));
  }
  const summary = new Uint8Array([...start, ...randomBytes(200)]);
  return withStatement(organisation, sealed, summary);
}

export function withStatement(
  organisation: string,
  sealed: Uint8Array<ArrayBuffer>,
  summary: Uint8Array<ArrayBuffer>,
): TestSubmission {
  const hex = sha256Hex(sealed);
  const statement = canonicalJson({
    v: 1,
    organisation,
    package: `sha256:${hex}`,
    summary: `sha256:${sha256Hex(summary)}`,
    commitment: formatDigest(randomBytes(32)),
    reviewAfter: "2027-02-21",
  });
  return { digest: `sha256:${hex}`, hex, statement, summary, package: sealed };
}

export interface Part {
  readonly name: string;
  readonly filename: string | null;
  readonly octets: Uint8Array<ArrayBuffer>;
}

export function partsOf(submission: TestSubmission): Part[] {
  const { statement, summary, package: sealed } = submission;
  return [
    { name: "statement", filename: `${sha256Hex(statement)}.json`, octets: statement },
    { name: "summary", filename: `${sha256Hex(summary)}.age`, octets: summary },
    { name: "package", filename: `${sha256Hex(sealed)}.age`, octets: sealed },
  ];
}

export function formOf(parts: readonly Part[]): FormData {
  const form = new FormData();
  for (const { name, filename, octets } of parts) {
    if (filename === null) form.append(name, new TextDecoder("latin1").decode(octets));
    else form.append(name, new Blob([octets]), filename);
  }
  return form;
}

export function putSubmission(
  url: string,
  organisation: Pick<TestOrganisation, "id" | "code">,
  submission: TestSubmission,
  parts: readonly Part[] = partsOf(submission),
): Promise<Response> {
  return fetch(`${url}/v1/${organisation.id}/submissions/${submission.hex}`, {
    method: "PUT",
    headers: { authorization: `Enrolment ${organisation.code}` },
    body: formOf(parts),
  });
}

export async function receiptFrom(response: Response): Promise<ReceiptAnswer> {
  return (await response.json()) as ReceiptAnswer;
}

export function sha256Hex(octets: Uint8Array): string {
  return createHash("sha256").update(octets).digest("hex");
}

export { fingerprintOf, publicKeyLine };
