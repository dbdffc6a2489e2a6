/** A directory before it is signed: a JSON text that people edit. */
import { digestOf } from "../core/base/digest.ts";
import { canonicalJson } from "../core/base/canonical-json.ts";
import { fromUtf8, utf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { checkDirectory, type Directory } from "../core/evidence/directory-schema.ts";
import { openEnvelope } from "../core/evidence/directory.ts";
import { valueOf } from "./command.ts";

const DAY = 86_400_000;

export interface DraftOptions {
  readonly organisation: string;
  readonly name: string;
  readonly recovery: string;
  readonly holder: string;
  readonly logKey: string;
  /** "desk: name" is the first desk; one can add more by hand. */
  readonly desk: string;
  readonly investigator: readonly string[];
  readonly timestampRoot: readonly string[];
  readonly days: number;
  readonly demo: boolean;
  readonly pq: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** A first version. What an option cannot say (translations, contacts, advice) is edited in the file afterwards. */
export function draftOf(options: DraftOptions): Directory {
  return {
    v: 1,
    organisation: options.organisation,
    name: options.name,
    demo: options.demo,
    version: 1,
    previous: null,
    issuedAt: options.now,
    expiresAt: options.now + options.days * DAY,
    desks: [
      {
        id: "security",
        name: english(options.desk),
        description: english(""),
        people: options.investigator.map(personOf),
      },
    ],
    recovery: { recipient: options.recovery, holder: options.holder },
    log: { origin: options.logKey.split("+")[0] ?? "", key: options.logKey },
    witnesses: [],
    timestamp: { roots: [...options.timestampRoot] },
    policy: {
      recipients: options.pq ? "post-quantum" : "x25519",
      sealOnServer: false,
      confidential: false,
      dnsQueries: "none",
    },
    languages: ["en"],
    emergency: [],
    contacts: [],
    advice: {},
    networks: { egress: [], vpn: [], domains: [] },
    logRetention: {},
    reviewAfterDays: 90,
  };
}

function english(text: string) {
  return { en: text };
}

/** "anna;Anna de Vries;Investigator;age1…;ssh-ed25519 AAAA…" */
function personOf(text: string): Directory["desks"][number]["people"][number] {
  const [id, name, role, recipient, signingKey, ...more] = text.split(";").map((part) => part.trim());
  if (
    id === undefined ||
    name === undefined ||
    role === undefined ||
    recipient === undefined ||
    signingKey === undefined ||
    more.length > 0
  )
    throw new EvidenceError("INPUT_INVALID", "--investigator wants id;name;role;recipient;signing key");
  return { id, name, role: english(role), recipient, signingKey };
}

/** The version after a signed one: same content, next number, chained to it, valid as long as the other was. */
export async function successorOf(signed: Uint8Array, now: number): Promise<Directory> {
  const { directory, digest } = valueOf(await openEnvelope(signed));
  const lifetime = directory.expiresAt - directory.issuedAt;
  return {
    ...directory,
    version: directory.version + 1,
    previous: digest,
    issuedAt: now,
    expiresAt: now + lifetime,
  };
}

export function formatDraft(draft: Directory): Uint8Array<ArrayBuffer> {
  return utf8(`${JSON.stringify(draft, null, 2)}\n`);
}

/** @throws EvidenceError DIRECTORY_INVALID that names what to put right. */
export function readDraft(octets: Uint8Array): Directory {
  const text = fromUtf8(octets);
  const checked = checkDirectory(text === null ? null : parse(text));
  if ("defect" in checked)
    throw new EvidenceError("DIRECTORY_INVALID", `the draft cannot be signed: ${checked.defect}`);
  return checked.directory;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EvidenceError("DIRECTORY_INVALID", "the draft is not JSON", { cause });
  }
}

/** @throws EvidenceError DIRECTORY_FORKED unless the draft is the one after `signed`. */
export async function checkSuccession(draft: Directory, signed: Uint8Array): Promise<void> {
  const { directory, digest } = valueOf(await openEnvelope(signed));
  if (draft.organisation !== directory.organisation)
    throw new EvidenceError("DIRECTORY_FOREIGN", "the previous directory belongs to another organisation");
  if (draft.version !== directory.version + 1 || draft.previous !== digest)
    throw new EvidenceError(
      "DIRECTORY_FORKED",
      `the draft does not follow version ${directory.version}: clients would refuse it`,
    );
}

/** Digest of a draft, to be read out and compared before it is signed on another machine. */
export function draftDigest(draft: Directory) {
  return digestOf(canonicalJson(draft));
}
