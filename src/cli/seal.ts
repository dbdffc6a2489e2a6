/** `zegel seal`: mails as files, sealed on this machine. */
import { fromUtf8, toBase64 } from "../core/base/bytes.ts";
import { canonicalJson } from "../core/base/canonical-json.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { MAX_MAIL_OCTETS } from "../core/evidence/limits.ts";
import { makeReference } from "../core/evidence/reference.ts";
import { writeSavedSubmission } from "../core/evidence/saved-submission.ts";
import { makeSummary } from "../core/evidence/summary.ts";
import type {
  AcquisitionRecord,
  MessageEvidence,
  Reference,
  Report,
  SealContext,
} from "../core/evidence/types.ts";
import { type PackageInput, type SealedPackage, sealPackage } from "../core/seal/seal.ts";
import { ecdsaSigner, publicKeyLine } from "../core/seal/sshsig.ts";
import { fingerprintOf } from "../core/seal/ssh-key.ts";
import { addDnsOptions, type DnsOptions, type DnsSession, openDns } from "./dns-options.ts";
import { collect, EXIT_OK, newCommand, runCommand } from "./command.ts";
import type { Installation } from "./installation.ts";
import type { CliIo } from "./io.ts";
import { nodeCipher } from "../sealer/node-cipher.ts";
import { analyseMailFile, isOutlookFile } from "./mail-file.ts";
import { nodeHash } from "./node-hash.ts";

interface Options extends DnsOptions {
  readonly to: string[];
  readonly report?: string;
  readonly statement?: string;
  readonly save?: string;
  readonly opening?: string;
  readonly organisation: string;
  readonly reviewAfter: string;
  readonly output: string;
}

/** Everything about this run that the files must agree on. */
interface Run {
  readonly io: CliIo;
  readonly reference: Reference;
  readonly version: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  readonly dns: DnsSession | null;
}

export async function runSeal(
  args: string[],
  io: CliIo,
  installation: Pick<Installation, "version"> = { version: "0" },
): Promise<number> {
  const command = newCommand("seal", io)
    .description(
      "Seals mails into one evidence package. What is written with it stays unreadable to a server.",
    )
    .argument("<mail...>", ".eml or .msg files, sealed octet for octet")
    .requiredOption("--to <recipient>", "age1…, several times; all of one kind", collect)
    .option("--report <file>", "JSON object with members of report.json; the others are not-asked")
    .option("--statement <file>", "write statement.json there, and <file>.summary.age beside it")
    .option("--save <file>", "write a .zegel file for `zegel submit` or the report page")
    .option("--opening <file>", "write opening.json, with which the reporter can show later what was sealed")
    .option("--organisation <id>", "as in the intake's address", "none")
    .option("--review-after <days>", "when keeping the report is to be reviewed", "90")
    .requiredOption("-o, --output <file>", "package.age; an existing file is left alone");
  return runCommand<Options>(addDnsOptions(command), args, io, async (mails, options) => {
    await refuseExisting(outputs(options), io);
    const { version } = installation;
    const dns = await openDns(options, io);
    const run = { io, reference: makeReference(io.random(5)), version, now: io.now(), dns };
    const input = await collectInput(mails, options, run);
    // One key for one package: a command line has no profile whose packages belong together.
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
      "sign",
      "verify",
    ]);
    const signer = await ecdsaSigner(pair);
    const sealed = await sealPackage(input, { recipients: options.to, signer, cipher: nodeCipher() });
    await writeAll(sealed, options, io);
    io.stdout(`reference: ${sealed.reference}\n`);
    io.stdout(`package: ${sealed.packageDigest}\n`);
    io.stdout(`signed by: device:${fingerprintOf(publicKeyLine(signer))} (made for this package)\n`);
    return EXIT_OK;
  });
}

function outputs({ output, statement, save, opening }: Options): string[] {
  const beside = statement === undefined ? [] : [statement, `${statement}.summary.age`];
  return [output, ...beside, ...[save, opening].filter((path) => path !== undefined)];
}

async function refuseExisting(paths: readonly string[], io: CliIo): Promise<void> {
  if (new Set(paths).size < paths.length)
    throw new EvidenceError("INPUT_INVALID", "two outputs have one name");
  for (const path of paths) {
    if ((await io.kindOf(path)) !== "none")
      throw new EvidenceError("INPUT_INVALID", `${path} exists and is left alone`);
  }
}

async function collectInput(mails: readonly string[], options: Options, run: Run): Promise<PackageInput> {
  const messages: MessageEvidence[] = [];
  for (const path of mails) messages.push(await readMail(path, run));
  const report = await readReportFile(options.report, run);
  return {
    reference: run.reference,
    report,
    summary: makeSummary(report, messages, null),
    context: makeContext(options, run),
    messages,
    attachments: [],
    baggingDate: day(run.now),
    softwareAgent: `zegel/${run.version}`,
    supplements: null,
    demo: false,
  };
}

async function readMail(path: string, run: Run): Promise<MessageEvidence> {
  const startedAt = run.io.now();
  const octets = await run.io.readFile(path, MAX_MAIL_OCTETS);
  if (octets.length === 0) throw new EvidenceError("SOURCE_EMPTY", `${path} is empty`);
  const kind = isOutlookFile(octets) ? "msg" : "eml";
  const capture = kind === "eml" ? "as-served" : "converted";
  const book = run.dns?.book() ?? null;
  const outcome = await analyseMailFile(octets, {
    provenance: "supplied-file",
    capture,
    file: nameOf(path),
    hash: nodeHash,
    ...(book !== null && { keys: book.resolver }),
  });
  return {
    original: { kind, octets },
    parts: new Map(),
    second: new Map(),
    acquisition: acquisitionOf({ kind, capture, startedAt }, run),
    // The octets are sealed also where there is nothing to analyse.
    analysis: "analysis" in outcome ? outcome.analysis : outcome,
    dns: book === null || run.dns === null ? null : await run.dns.evidence(book),
  };
}

function acquisitionOf(
  file: { kind: "eml" | "msg"; capture: AcquisitionRecord["capture"]; startedAt: number },
  { io, reference, version }: Run,
): AcquisitionRecord {
  return {
    v: 1,
    reference,
    method: `file.${file.kind}`,
    provenance: "supplied-file",
    capture: file.capture,
    startedAt: file.startedAt,
    endedAt: io.now(),
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    clockOffsetMs: null,
    // Sealing fills in digest and device key.
    source: null,
    second: null,
    parts: [],
    host: {
      application: "command line",
      version: process.version,
      platform: process.platform,
      userAgent: "",
    },
    addIn: { version, build: "cli" },
    item: {},
    errors: [],
    custodian: { role: "reporter", subject: null },
    deviceKey: "",
  };
}

/** The name alone: the folders above it tell more of a person's machine than the report needs. */
function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

async function readReportFile(path: string | undefined, run: Run): Promise<Report> {
  const notAsked = { state: "not-asked" } as const;
  const given = path === undefined ? {} : await readObject(path, run.io);
  return {
    reportedAt: run.now,
    language: "en",
    kind: notAsked,
    urgency: notAsked,
    actions: notAsked,
    comment: notAsked,
    suspicion: notAsked,
    desk: null,
    // What the file says is checked with everything else, before it is sealed.
    ...(given as Partial<Report>),
    v: 1,
    reference: run.reference,
    attachments: [],
  };
}

async function readObject(path: string, io: CliIo): Promise<object> {
  const text = fromUtf8(await io.readFile(path, 4 * 1024 * 1024));
  try {
    const value: unknown = JSON.parse(text ?? "");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    throw new EvidenceError("INPUT_INVALID", `${path} is not JSON`, { cause });
  }
  throw new EvidenceError("INPUT_INVALID", `${path} holds no JSON object`);
}

function makeContext({ to, organisation, reviewAfter }: Options, run: Run): SealContext {
  if (!/^\d{1,5}$/.test(reviewAfter))
    throw new EvidenceError("INPUT_INVALID", "--review-after is a number of days");
  return {
    v: 1,
    reference: run.reference,
    organisation,
    directory: null,
    checkpoint: null,
    recipients: to,
    salt: toBase64(run.io.random(32)),
    reviewAfter: day(run.now + Number(reviewAfter) * 86_400_000),
  };
}

/** @param time - Milliseconds since the Unix epoch. @returns YYYY-MM-DD, UTC */
function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

async function writeAll(sealed: SealedPackage, options: Options, io: CliIo): Promise<void> {
  await io.writeFile(options.output, sealed.package);
  if (options.statement !== undefined) {
    await io.writeFile(options.statement, sealed.statement);
    await io.writeFile(`${options.statement}.summary.age`, sealed.summary);
  }
  if (options.save !== undefined) await io.writeFile(options.save, writeSavedSubmission(sealed));
  if (options.opening !== undefined) {
    await io.writeFile(options.opening, canonicalJson(sealed.opening), { secret: true });
  }
}
