/** `zegel log verify`: an organisation's log, checked by anyone who holds its key and a read token. */
import { logReader } from "../clients/log.ts";
import { toBase64, utf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { type Checkpoint, parseCheckpoint } from "../core/log/checkpoint.ts";
import { formatNoteKey, parseNoteKey } from "../core/log/note.ts";
import { EXIT_OK, newCommand, runCommand, valueOf } from "./command.ts";
import type { CliIo } from "./io.ts";
import { auditLog } from "./log-audit.ts";
import { runSubcommand } from "./subcommand.ts";

interface Options {
  readonly key: string;
  readonly readToken?: string;
  readonly since?: string;
  readonly save?: string;
}

export async function runLog(args: string[], io: CliIo): Promise<number> {
  return runSubcommand("log", "The organisation's log of digests.", args, io, {
    verify: { summary: "fetch a whole log and recompute it", run: verify },
    keygen: { summary: "make the key that a log's checkpoints are signed with", run: keygen },
  });
}

async function verify(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("log verify", io)
    .description(
      "Fetches checkpoint, entries and tiles, recomputes the root, compares with a checkpoint seen before.",
    )
    .argument("<url>", "https://host/v1/organisation/log")
    .requiredOption(
      "--key <vkey>",
      "the log's verifier key, from the directory or from the operator in person",
    )
    .option(
      "--read-token <token>",
      "from a receipt; ZEGEL_READ_TOKEN hides it from other users of this machine",
    )
    .option("--since <file>", "checkpoint that was saved earlier: the log must begin with what it shows")
    .option("--save <file>", "write the checkpoint here, for --since next time")
    .allowExcessArguments(false);
  return runCommand<Options>(command, args, io, async ([url = ""], options) => {
    const log = logReader({ logUrl: url, readToken: options.readToken ?? io.variable("ZEGEL_READ_TOKEN") });
    const anchor = { origin: originOf(options.key), key: options.key };
    const head = valueOf(await parseCheckpoint(await log.checkpoint(), anchor));
    const earlier = options.since === undefined ? null : await readCheckpoint(options.since, anchor, io);
    const { counts } = valueOf(await auditLog(log, head, earlier));
    if (options.save !== undefined) await io.writeFile(options.save, utf8(head.note), { overwrite: true });
    io.stdout(`${head.origin}\nentries: ${head.size}\nroot: ${toBase64(head.root)}\n`);
    for (const [type, count] of Object.entries(counts)) if (count > 0) io.stdout(`  ${type}: ${count}\n`);
    io.stdout(earlier === null ? "" : `begins with the ${earlier.size} entries seen earlier\n`);
    return EXIT_OK;
  });
}

async function keygen(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("log keygen", io)
    .description(
      "Makes a log's signing key for the intake, and prints the verifier key for directory and policies.",
    )
    .requiredOption("--origin <name>", "<host>/v1/<organisation>/log")
    .requiredOption("-o, --output <file>", "where to write the secret; an existing file is left alone")
    .allowExcessArguments(false);
  return runCommand<{ origin: string; output: string }>(command, args, io, async (_, { origin, output }) => {
    if (!/^[a-z0-9.:-]+\/v1\/[a-z0-9-]+\/log$/.test(origin))
      throw new EvidenceError("INPUT_INVALID", "--origin is not <host>/v1/<organisation>/log");
    const secret = formatNoteKey(origin, io.random(32));
    await io.writeFile(output, utf8(`${secret}\n`), { secret: true });
    io.stdout(`${valueOf(parseNoteKey(secret)).vkey}\n`);
    return EXIT_OK;
  });
}

/** The key's name is the log's origin (docs/log-and-receipt.md). */
function originOf(key: string): string {
  return key.slice(0, Math.max(key.indexOf("+"), 0));
}

async function readCheckpoint(
  path: string,
  anchor: { origin: string; key: string },
  io: CliIo,
): Promise<Checkpoint> {
  const checkpoint = await parseCheckpoint(await io.readFile(path, 65_536), anchor);
  if (checkpoint.ok) return checkpoint.value;
  throw new EvidenceError(checkpoint.error.code, `${path}: ${checkpoint.error.message}`, {
    cause: checkpoint.error,
  });
}
