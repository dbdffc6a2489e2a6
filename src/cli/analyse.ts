/** `zegel analyse`: what a mail's source tells, for programs (--json) or for people. */
import { fromUtf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { findingWords } from "../core/analysis/words/en/index.ts";
import { fillIn } from "../core/analysis/words/words.ts";
import type { AnalyseOptions, Analysis, OriginatingIpCandidate } from "../core/analysis/types.ts";
import type { Installation } from "./installation.ts";
import { openNetworks } from "./networks.ts";
import { EXIT_FAILED, EXIT_OK, newCommand, runCommand } from "./command.ts";
import { addDnsOptions, type DnsOptions, openDns } from "./dns-options.ts";
import type { CliIo } from "./io.ts";
import { analyseMailFile, isOutlookFile } from "./mail-file.ts";
import { nodeHash } from "./node-hash.ts";
import { addPlanOptions, planChoice, type PlanOptions, planOutput, readProfile } from "./plan.ts";

interface Options extends PlanOptions, DnsOptions {
  readonly json?: true;
  readonly filesFrom?: string;
  /** False with --no-asn. */
  readonly asn?: boolean;
}

type Outcome =
  | { readonly file: string; readonly analysis: Analysis }
  | { readonly file: string; readonly error: string };

export async function runAnalyse(
  args: string[],
  io: CliIo,
  installation: Pick<Installation, "folder"> | null = null,
): Promise<number> {
  const command = newCommand("analyse", io)
    .description(
      "Analyses mail source (.eml, or the header in an .msg). A file is only what someone says it is: nothing in it is trusted.",
    )
    .argument("[files...]", "mail files, each one message")
    .option(
      "--json",
      "one JSON object a line, in the order given; a file that cannot be read gives {file, error}",
    )
    .option("--files-from <list>", "file with one path a line; before the files given as arguments")
    .option("--no-asn", "do not look addresses up in the tables that came with the installation");
  addPlanOptions(command);
  addDnsOptions(command);
  return runCommand<Options>(command, args, io, async (files, options) => {
    const paths = [
      ...(options.filesFrom === undefined ? [] : await readList(io, options.filesFrom)),
      ...files,
    ];
    if (paths.length === 0) throw new EvidenceError("INPUT_INVALID", "no file given");
    const choice = planChoice(options);
    const organisation = options.profile === undefined ? undefined : await readProfile(io, options.profile);
    const dns = await openDns(options, io);
    const networks = options.asn === false ? null : openNetworks(installation?.folder ?? ".");
    const planned: Analysis[] = [];
    let failed = 0;
    for (const path of paths) {
      const outcome = await analyseFile(io, path, {
        ...(dns === null ? {} : { keys: dns.book().resolver }),
        ...(organisation === undefined ? {} : { organisation }),
        ...(networks === null ? {} : { networkOf: networks.find }),
      });
      if ("error" in outcome) failed++;
      if (choice === null) io.stdout(options.json === true ? jsonLine(outcome) : plainText(outcome));
      else if ("error" in outcome) io.stderr(plainText(outcome));
      else planned.push(outcome.analysis);
    }
    if (choice !== null) io.stdout(await planOutput(planned, choice, io.now()));
    return failed > 0 && options.json !== true ? EXIT_FAILED : EXIT_OK;
  });
}

/** @throws EvidenceError INPUT_INVALID where the list is not text. */
async function readList(io: CliIo, path: string): Promise<string[]> {
  const text = fromUtf8(await io.readFile(path));
  if (text === null) throw new EvidenceError("INPUT_INVALID", `${path} is not UTF-8 text`);
  return text.split(/\r?\n/).filter((line) => line !== "");
}

/** Bad input is an outcome like others: one file of thousands must not end the run. */
async function analyseFile(
  io: CliIo,
  file: string,
  known: Pick<AnalyseOptions, "keys" | "organisation" | "networkOf">,
): Promise<Outcome> {
  try {
    const octets = await io.readFile(file);
    const outcome = await analyseMailFile(octets, {
      provenance: "supplied-file",
      capture: isOutlookFile(octets) ? "converted" : "as-served",
      file,
      hash: nodeHash,
      ...known,
    });
    if ("error" in outcome) return { file, error: `${outcome.error.code}: ${outcome.error.detail}` };
    const { analysis } = outcome;
    return analysis.fieldCount === 0 ? { file, error: "NOT_A_MESSAGE: no header field" } : { file, analysis };
  } catch (cause) {
    if (cause instanceof EvidenceError) return { file, error: `${cause.code}: ${cause.message}` };
    return { file, error: `INTERNAL: ${cause instanceof Error ? cause.message : "unknown"}` };
  }
}

function jsonLine(outcome: Outcome): string {
  return `${JSON.stringify("error" in outcome ? outcome : outcome.analysis)}\n`;
}

function plainText(outcome: Outcome): string {
  if ("error" in outcome)
    return `${printable(outcome.file)}\n  cannot be analysed: ${printable(outcome.error)}\n\n`;
  return `${describe(outcome.analysis).map(printable).join("\n")}\n\n`;
}

function describe(analysis: Analysis): string[] {
  const { from, statements, provider } = analysis;
  return [
    analysis.file ?? "",
    `  SHA-256     ${analysis.sha256} (${analysis.octets} octets)`,
    `  From        ${[from?.name, from?.address && `<${from.address}>`].filter(Boolean).join(" ") || "-"}`,
    `  Subject     ${analysis.subject ?? "-"}`,
    `  Date        ${when(analysis.date)}`,
    `  Message-ID  ${analysis.messageId ?? "-"}`,
    `  Statements  ${statements.provenance} · ${statements.capture} · ${statements.authentication}`,
    ...statements.reasons.map((reason) => `              ${reason}`),
    `  Provider    ${provider === null ? "-" : `${provider.id}, account ${provider.account ?? "unknown"} (${provider.confidence})`}`,
    "  Chain, newest first (each line is that server's claim)",
    ...analysis.hops.map((hop) => {
      const source = [hop.from.helo, hop.from.ip && `[${hop.from.ip}]`].filter(Boolean).join(" ") || "-";
      return `    ${when(hop.receivedAt)}  ${source} -> ${hop.by ?? "-"} ${hop.flags.join(" ")}`;
    }),
    ...section("Addresses, with who says so", analysis.originatingIps.map(addressLine)),
    ...section(
      "Findings",
      analysis.findings.map(
        (finding) =>
          `[${finding.severity}] ${fillIn(findingWords[finding.code].investigator, finding.details)}`,
      ),
    ),
    ...section(
      "Logs to save",
      analysis.logPlan.map(
        (item) => `${item.system}: ${when(item.from)} to ${when(item.to)}: ${item.lookFor.join(", ")}`,
      ),
    ),
  ];
}

function addressLine({ ip, claimedBy, kind, rdns, network }: OriginatingIpCandidate): string {
  const holder =
    network === null
      ? null
      : [network.asn && `AS${network.asn}`, network.organisation, network.country].filter(Boolean).join(", ");
  const known = [kind, rdns, holder && `announced by ${holder} (${network?.source})`].filter(Boolean);
  return `${ip}, says ${claimedBy}: ${known.join(" · ")}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];
}

function when(time: number | null): string {
  if (time === null) return "unknown time           ";
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "impossible time        " : date.toISOString();
}

/** The sender wrote most of this text: control characters and direction overrides would drive the terminal. */
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
  });
}
