/** `zegel submit`: hands a saved submission in. Nothing is called sent until its receipt is verified. */
import { intakeClient } from "../clients/intake.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { openEnvelope } from "../core/evidence/directory.ts";
import { isReference } from "../core/evidence/reference.ts";
import { checkSavedSubmission, readSavedSubmission } from "../core/evidence/saved-submission.ts";
import type { ReceiptAnswer, SubmissionStatement } from "../core/evidence/types.ts";
import { readUnverifiedCheckpoint } from "../core/log/checkpoint.ts";
import { parseProof } from "../core/log/proof.ts";
import { parsePolicy, type TrustPolicy } from "../core/verify/policy.ts";
import { receiptTexts, verifyReceipt, writeReceipt } from "../core/verify/receipt.ts";
import { exitCode, type VerificationReport } from "../core/verify/report.ts";
import { EXIT_FAILED, newCommand, runCommand, valueOf } from "./command.ts";
import type { CliIo } from "./io.ts";
import { printable } from "./printable.ts";
import { SAVED_SUBMISSION_LIMIT } from "./verify-targets.ts";

interface Options {
  readonly to: string;
  readonly enrolment?: string;
  readonly policy?: string;
  readonly reference?: string;
  readonly output?: string;
}

export async function runSubmit(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("submit", io)
    .description("Hands a saved submission (.zegel) in, verifies the receipt and writes it as a zip file.")
    .argument("<file>", "what the pane or the report page saved; it stays where it is")
    .requiredOption("--to <url>", "address of the intake")
    .option("--enrolment <code>", "enrolment code; ZEGEL_ENROLMENT hides it from other users of this machine")
    .option("--policy <file>", "JSON with the log's key: without it the receipt cannot be verified (exit 3)")
    .option("--reference <ZG-…>", "the report's reference, where the file's name does not say it")
    .option("-o, --output <file>", "receipt to write (default: receipt-<reference>.zip)")
    .allowExcessArguments(false);
  return runCommand<Options>(command, args, io, async ([path = ""], options) => submit(path, options, io));
}

async function submit(path: string, options: Options, io: CliIo): Promise<number> {
  const reference = referenceOf(path, options.reference);
  const output = options.output ?? `receipt-${reference}.zip`;
  if ((await io.kindOf(output)) !== "none")
    throw new EvidenceError("INPUT_INVALID", `${output} exists and is left alone: name another with -o`);
  const policy =
    options.policy === undefined ? null : valueOf(parsePolicy(await io.readFile(options.policy, 1 << 20)));
  const { answer, statement, client } = await send(path, options, io);
  const report = await verifyReceipt(answer, { statement, packageDigest: statement.package, policy });
  if (report.outcome === "not-verified") return refused(report, io);
  const about = await aboutOrganisation(client, statement, policy);
  await io.writeFile(output, receiptFile(reference, answer, about));
  return done(report, output, io);
}

/** The reference is sealed: outside it is known from the file's name or from whoever reported. */
function referenceOf(path: string, given: string | undefined): string {
  const reference = given ?? /ZG-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(path)?.[0];
  if (isReference(reference)) return reference;
  throw new EvidenceError("INPUT_INVALID", "give the report's reference, ZG-XXXX-XXXX, with --reference");
}

async function send(path: string, options: Options, io: CliIo) {
  const saved = valueOf(readSavedSubmission(await io.readFile(path, SAVED_SUBMISSION_LIMIT)));
  valueOf(await checkSavedSubmission(saved));
  const statement = saved.parsed;
  const code = options.enrolment ?? io.variable("ZEGEL_ENROLMENT");
  const client = intakeClient({
    baseUrl: options.to,
    organisation: statement.organisation,
    authorization: () => (code === null ? "" : `Enrolment ${code}`),
  });
  try {
    const submission = {
      packageDigest: statement.package,
      statement: Uint8Array.from(saved.statement),
      summary: Uint8Array.from(saved.summary),
      package: saved.package as Uint8Array<ArrayBuffer>,
    };
    return { answer: await client.submit(submission, () => {}), statement, client };
  } catch (cause) {
    io.stderr(`NOT sent. ${printable(path)} is unchanged and can be handed in again.\n`);
    throw cause;
  }
}

interface AboutOrganisation {
  readonly name: string;
  readonly demo: boolean;
}

/** For the receipt's words only: a name counts if the policy trusts who signed it, "demo" whoever says so. */
async function aboutOrganisation(
  client: ReturnType<typeof intakeClient>,
  { organisation }: SubmissionStatement,
  policy: TrustPolicy | null,
): Promise<AboutOrganisation> {
  const opened = await client.directory().then(openEnvelope, () => null);
  if (!opened?.ok) return { name: organisation, demo: false };
  const { directory, fingerprint } = opened.value;
  const trusted =
    policy?.directoryRoots.includes(fingerprint) === true && directory.organisation === organisation;
  return { name: trusted ? directory.name : organisation, demo: directory.demo };
}

function receiptFile(
  reference: string,
  answer: ReceiptAnswer,
  about: AboutOrganisation,
): Uint8Array<ArrayBuffer> {
  const checkpoint = valueOf(readUnverifiedCheckpoint(valueOf(parseProof(answer.proof)).checkpoint));
  const texts = receiptTexts("en", {
    reference,
    organisation: about.name,
    logOrigin: checkpoint.origin,
    readToken: answer.readToken,
    timestamped: answer.timestamp !== null,
    demo: about.demo,
  });
  return writeReceipt(reference, answer, { texts });
}

function refused(report: VerificationReport, io: CliIo): number {
  io.stderr("The intake answered, but its receipt does NOT hold: take the report as NOT sent.\n");
  for (const { status, claim, code, detail } of report.checks)
    if (status === "failed") io.stderr(`zegel: ${code}: ${claim}: ${printable(detail)}\n`);
  return EXIT_FAILED;
}

function done(report: VerificationReport, output: string, io: CliIo): number {
  const words =
    report.outcome === "verified"
      ? "Received, content not seen. The receipt is verified"
      : "The receipt is consistent, but NOT verified: no log key was given (--policy)";
  io.stdout(`${words}: ${output}\n`);
  return exitCode(report);
}
