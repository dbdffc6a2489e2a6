/** `zegel open`: every check, then the bag as files. */
import { parseStatement } from "../core/evidence/statement.ts";
import { MAX_SUMMARY_OCTETS } from "../core/evidence/summary.ts";
import type { SubmissionStatement } from "../core/evidence/types.ts";
import { openWithGrant } from "../core/seal/grants.ts";
import { type OpenedMessage, type OpenedPackage, openPackage } from "../core/seal/open.ts";
import { EXIT_OK, newCommand, runCommand, valueOf } from "./command.ts";
import { loadAgeIdentities } from "./identity-file.ts";
import type { CliIo } from "./io.ts";
import { nodeCipher } from "../sealer/node-cipher.ts";

/** DESIGN, section 5: stands wherever a sealed mail is shown. */
export const WHAT_SEALING_SHOWS =
  "Sealing shows that this has not changed since it was sealed. " +
  "It does not show that the mail was received, or by whom it was written.";
const CONFIRMATIONS = "Still to obtain: message trace, eDiscovery, confirmation by the provider.";

interface Options {
  readonly identity: string;
  readonly summary?: string;
  readonly statement?: string;
  readonly grant?: string;
  readonly output: string;
}

export async function runOpen(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("open", io)
    .description("Opens a package after every check and writes the bag as files.")
    .argument("<package>", "package.age as first sealed")
    .requiredOption("-i, --identity <file>", "identity file of zegel keygen or age-keygen")
    .option("--summary <file>", "summary.age, compared with the one inside")
    .option("--statement <file>", "statement.json, compared with the package")
    .option("--grant <file>", "a grant for this identity")
    .requiredOption("-o, --output <folder>", "new or empty; becomes the bag")
    .allowExcessArguments(false);
  return runCommand<Options>(command, args, io, async ([path = ""], options) => {
    const opened = await openFiles(path, options, io);
    await writeBag(opened, options.output, io);
    io.stdout(describe(opened));
    return EXIT_OK;
  });
}

async function openFiles(path: string, options: Options, io: CliIo): Promise<OpenedPackage> {
  const octets = await io.readFile(path);
  const cipher = nodeCipher();
  const identities = await loadAgeIdentities(options.identity, io);
  const statement = await readStatementFile(options.statement, io);
  if (options.grant !== undefined) {
    const grant = await io.readFile(options.grant, MAX_SUMMARY_OCTETS);
    return valueOf(await openWithGrant(octets, grant, identities, { cipher, statement }));
  }
  const summary =
    options.summary === undefined ? undefined : await io.readFile(options.summary, MAX_SUMMARY_OCTETS);
  return valueOf(await openPackage(octets, { identities, cipher, summary, statement }));
}

async function readStatementFile(
  path: string | undefined,
  io: CliIo,
): Promise<SubmissionStatement | undefined> {
  return path === undefined
    ? undefined
    : valueOf(parseStatement(await io.readFile(path, MAX_SUMMARY_OCTETS)));
}

/** Paths are those of the format: lower-case ASCII and digits, nothing that could leave the folder. */
async function writeBag({ files }: OpenedPackage, folder: string, io: CliIo): Promise<void> {
  const folders = new Set([...files.keys()].map((path) => path.slice(0, path.lastIndexOf("/") + 1)));
  // Ascending, so that each is still empty when it is made.
  for (const inner of [...folders].toSorted())
    await io.makeFolder(inner === "" ? folder : `${folder}/${inner}`);
  for (const [path, octets] of files) await io.writeFile(`${folder}/${path}`, octets);
}

function describe(opened: OpenedPackage): string {
  const lines = [
    `reference: ${opened.reference}${opened.demo ? "   DEMO: made with keys that protect nothing" : ""}`,
    `package: ${opened.packageDigest}`,
    `sealed by: ${opened.signature.principal} (a browser profile or installation, not a person)`,
    ...(opened.supplements ? [`adds to: ${opened.supplements}`] : []),
    `report: data/report.json, messages: ${opened.messages.length}`,
    ...opened.messages.flatMap(describeMessage),
    "",
    WHAT_SEALING_SHOWS,
    CONFIRMATIONS,
  ];
  return `${lines.join("\n")}\n`;
}

/** The three statements, never one score (DESIGN, section 5). */
function describeMessage({ number, acquisition, analysis }: OpenedMessage): string[] {
  const { subject, statements } = analysis as {
    subject?: unknown;
    statements?: { authentication?: unknown } | null;
  };
  return [
    `message ${number}: ${printable(subject)}`,
    `  provenance: ${acquisition.provenance}   capture: ${acquisition.capture}   ` +
      `authentication: ${printable(statements?.authentication)}`,
    ...(acquisition.source ? [`  source: ${acquisition.source.path} ${acquisition.source.digest}`] : []),
  ];
}

/** A sender could otherwise steer the terminal, or turn the line round. */
function printable(text: unknown): string {
  return typeof text === "string"
    ? text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\u{fffd}").slice(0, 200)
    : "(not known)";
}
