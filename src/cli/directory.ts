/** `zegel directory create|sign|show`: who reads reports, signed offline. docs/directory-format.md. */
import { fromUtf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { Encrypter } from "age-encryption";
import { DIRECTORY_LIMIT, type Directory, openEnvelope, signDirectory } from "../core/evidence/directory.ts";
import { noteVerifier } from "../core/log/note.ts";
import { ed25519Signer } from "../core/seal/sshsig.ts";
import { collect, EXIT_FAILED, EXIT_OK, newCommand, runCommand, valueOf } from "./command.ts";
import {
  checkSuccession,
  draftDigest,
  draftOf,
  type DraftOptions,
  formatDraft,
  readDraft,
  successorOf,
} from "./directory-draft.ts";
import { runDirectoryPolicy } from "./directory-policy.ts";
import { loadIdentity } from "./identity-file.ts";
import type { CliIo } from "./io.ts";
import { runSubcommand } from "./subcommand.ts";

export async function runDirectory(args: string[], io: CliIo): Promise<number> {
  return runSubcommand(
    "directory",
    "Who reads reports, with which keys: draft, sign offline, look at, take anchors from.",
    args,
    io,
    {
      create: { summary: "write a draft to edit", run: create },
      sign: { summary: "sign a draft with the root key", run: sign },
      show: { summary: "who reads, until when, signed by which key", run: show },
      policy: { summary: "write the anchors for `zegel verify`", run: runDirectoryPolicy },
    },
  );
}

interface CreateOptions extends Omit<DraftOptions, "now" | "days" | "timestampRoot" | "demo" | "pq"> {
  readonly from?: string;
  readonly days: string;
  readonly timestampRoot: readonly string[];
  readonly demo?: true;
  readonly pq?: true;
  readonly output: string;
}

async function create(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("directory create", io)
    .description(
      "Writes a draft, the first version or the one after a signed directory. Edit it, then sign it.",
    )
    .option("--from <file>", "signed directory that the draft follows; the options below are then not used")
    .option("--organisation <id>", "name in the intake's addresses", "")
    .option("--name <text>", "name that reporters see", "")
    .option("--recovery <recipient>", "age recipient whose key is kept offline, outside the organisation", "")
    .option("--holder <text>", "who keeps the recovery key", "")
    .option("--log-key <vkey>", "verifier key of the organisation's log", "")
    .option("--desk <text>", "name of the first desk", "Internal security")
    .option("--investigator <text>", '"id;name;role;age1…;ssh-ed25519 AAAA…", several times', collect, [])
    .option(
      "--timestamp-root <file>",
      "PEM certificate of a timestamp authority's root, several times",
      collect,
      [],
    )
    .option("--days <number>", "how long it is valid", "365")
    .option("--pq", "post-quantum recipients")
    .option("--demo", "for trying out: production builds refuse it")
    .requiredOption("-o, --output <file>", "draft to write; an existing file is left alone")
    .allowExcessArguments(false);
  return runCommand<CreateOptions>(command, args, io, async (_, options) => {
    await io.writeFile(options.output, formatDraft(await newDraft(options, io)));
    return EXIT_OK;
  });
}

async function newDraft(options: CreateOptions, io: CliIo): Promise<Directory> {
  if (options.from !== undefined)
    return successorOf(await io.readFile(options.from, DIRECTORY_LIMIT), io.now());
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1 || days > 3660)
    throw new EvidenceError("INPUT_INVALID", "--days is not a number of days from 1 to 3660");
  const roots = options.timestampRoot.map(async (path) =>
    (await textOf(path, io)).replaceAll("\r\n", "\n").trim(),
  );
  const timestampRoot = await Promise.all(roots);
  return draftOf({
    ...options,
    days,
    timestampRoot,
    demo: options.demo === true,
    pq: options.pq === true,
    now: io.now(),
  });
}

async function textOf(path: string, io: CliIo): Promise<string> {
  const text = fromUtf8(await io.readFile(path, 65_536));
  if (text === null) throw new EvidenceError("INPUT_INVALID", `${path} is not text`);
  return text;
}

interface SignOptions {
  readonly key: string;
  readonly previous?: string;
  readonly output: string;
}

async function sign(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("directory sign", io)
    .description(
      "Checks a draft and signs it with the root key, a file of `zegel keygen` that is kept offline.",
    )
    .argument("<draft>", "JSON of `zegel directory create`")
    .requiredOption("-k, --key <file>", "identity file whose signing key is the root key")
    .option("--previous <file>", "signed directory before this one; needed from version 2 on")
    .requiredOption("-o, --output <file>", "where to write; an existing file is left alone")
    .allowExcessArguments(false);
  return runCommand<SignOptions>(command, args, io, async ([path = ""], options) => {
    const draft = readDraft(await io.readFile(path, DIRECTORY_LIMIT));
    checkKeys(draft);
    await checkPrevious(draft, options, io);
    const identity = await loadIdentity(options.key, io);
    const signed = await signDirectory(draft, ed25519Signer(identity.signingSeed));
    await io.writeFile(options.output, signed);
    io.stdout(describe(draft));
    io.stdout(`digest: ${await draftDigest(draft)}\n`);
    io.stdout(`root: ${valueOf(await openEnvelope(signed)).fingerprint}\n`);
    return EXIT_OK;
  });
}

async function checkPrevious(draft: Directory, options: SignOptions, io: CliIo): Promise<void> {
  if (options.previous !== undefined)
    await checkSuccession(draft, await io.readFile(options.previous, DIRECTORY_LIMIT));
  else if (draft.version > 1)
    throw new EvidenceError("INPUT_INVALID", "--previous is needed from version 2 on");
}

/** Clients check the shape only, since they load no age code for it: a mistyped key must not get past the signing. */
function checkKeys(draft: Directory): void {
  const people = draft.desks.flatMap((desk) => desk.people);
  for (const recipient of [draft.recovery.recipient, ...people.map((person) => person.recipient)]) {
    try {
      new Encrypter().addRecipient(recipient);
    } catch (cause) {
      throw new EvidenceError("RECIPIENT_INVALID", `mistyped: ${recipient.slice(0, 24)}…`, { cause });
    }
  }
  valueOf(noteVerifier(draft.log.key));
}

async function show(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("directory show", io)
    .description("Shows a signed directory. Compare the root's fingerprint with the one that you were told.")
    .argument("<file>", "directory.json")
    .option("--root <fingerprint>", "SHA256:… of the key that must have signed")
    .option("--json", "the content as JSON")
    .allowExcessArguments(false);
  return runCommand<{ root?: string; json?: true }>(command, args, io, async ([path = ""], options) => {
    const { directory, digest, fingerprint } = valueOf(
      await openEnvelope(await io.readFile(path, DIRECTORY_LIMIT)),
    );
    if (options.root !== undefined && options.root !== fingerprint)
      throw new EvidenceError("DIRECTORY_SIGNATURE_INVALID", `it is signed by ${fingerprint}`);
    const expired = io.now() >= directory.expiresAt;
    if (options.json === true)
      io.stdout(`${JSON.stringify({ digest, root: fingerprint, expired, directory })}\n`);
    else io.stdout(`${describe(directory)}digest: ${digest}\nroot: ${fingerprint}\n`);
    if (expired) io.stderr("zegel: DIRECTORY_EXPIRED: clients seal to the recovery key only\n");
    return expired ? EXIT_FAILED : EXIT_OK;
  });
}

function describe(directory: Directory): string {
  const head = [
    `${directory.name} (${directory.organisation}), version ${directory.version}${directory.demo ? ", DEMO" : ""}`,
    `valid: ${day(directory.issuedAt)} to ${day(directory.expiresAt)}`,
  ];
  const desks = directory.desks.flatMap((desk) => [
    `desk ${desk.id}: ${Object.values(desk.name)[0]}`,
    ...desk.people.map(
      (person) => `  ${person.id}: ${person.name} ${shorten(person.recipient)} ${person.signingKey}`,
    ),
  ]);
  const tail = [
    `recovery: ${directory.recovery.holder} ${shorten(directory.recovery.recipient)}`,
    `log: ${directory.log.key}`,
    `policy: recipients ${directory.policy.recipients}, sealing on a server ${directory.policy.sealOnServer ? "allowed" : "not allowed"}`,
    "",
  ];
  return [...head, ...desks, ...tail].join("\n");
}

/** @param time - Milliseconds since the Unix epoch. */
function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** A post-quantum recipient is 2,000 characters long. */
function shorten(recipient: string): string {
  return recipient.length <= 80 ? recipient : `${recipient.slice(0, 24)}…${recipient.slice(-8)}`;
}
