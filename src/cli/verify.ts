/** `zegel verify`: packages, unpacked bags and receipts against anchors of the caller's own. */
import type { TrustPolicy } from "../core/verify/policy.ts";
import { parsePolicy } from "../core/verify/policy.ts";
import { verifyBag, verifyPackage } from "../core/verify/package.ts";
import { verifyReceipt } from "../core/verify/receipt.ts";
import { exitCode, type VerificationReport } from "../core/verify/report.ts";
import { EvidenceError, type EvidenceErrorCode } from "../core/base/errors.ts";
import { digestOf } from "../core/base/digest.ts";
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, exitCodeOf, newCommand, runCommand, valueOf } from "./command.ts";
import { loadAgeIdentities } from "./identity-file.ts";
import type { CliIo } from "./io.ts";
import { nodeCipher } from "../sealer/node-cipher.ts";
import { WHAT_SEALING_SHOWS } from "./open.ts";
import { printable } from "./printable.ts";
import { readTarget, type Target } from "./verify-targets.ts";

interface Options {
  readonly identity?: string;
  readonly policy?: string;
  readonly json?: true;
}

type Sealed = Extract<Target, { kind: "package" }>;
type Received = Extract<Target, { kind: "receipt" }>;

interface Verdict {
  readonly path: string;
  readonly report: VerificationReport;
}

const EXIT_CONSISTENT = 3;

/** About what the caller wrote, not about the evidence: nobody may read "not verified" out of a mistyped path. */
const USAGE_CODES: readonly EvidenceErrorCode[] = [
  "INPUT_INVALID",
  "SOURCE_UNAVAILABLE",
  "POLICY_INVALID",
  "IDENTITY_INVALID",
  "PASSPHRASE_WRONG",
];

export async function runVerify(args: string[], io: CliIo): Promise<number> {
  const command = newCommand("verify", io)
    .description("Checks evidence. A receipt given beside its package ties that package to log and time.")
    .argument("<target...>", "package.age, .zegel file, receipt zip, or the folder of an opened package")
    .option("-i, --identity <file>", "opens the package, so that its content is checked too")
    .option(
      "--policy <file>",
      "JSON: log keys, timestamp roots, devices that you trust; `zegel directory policy` writes one",
    )
    .option("--json", "one JSON object a line: {path, outcome, checks}")
    .addHelpText(
      "after",
      "\nExit: 0 verified against the policy, 1 not, 2 usage, 3 consistent, but anchors were not given.",
    );
  return runCommand<Options>(command, args, io, async (paths, options) => {
    try {
      const verdicts = await verifyAll(paths, options, io);
      for (const verdict of verdicts) print(verdict, options.json === true, io);
      if (options.json !== true) io.stdout(`${WHAT_SEALING_SHOWS}\n`);
      return worstOf(verdicts.map(({ report }) => exitCode(report)));
    } catch (cause) {
      const code = exitCodeOf(cause, io);
      return cause instanceof EvidenceError && USAGE_CODES.includes(cause.code) ? EXIT_USAGE : code;
    }
  });
}

async function verifyAll(paths: string[], options: Options, io: CliIo): Promise<Verdict[]> {
  const policy =
    options.policy === undefined ? null : valueOf(parsePolicy(await io.readFile(options.policy, 1 << 20)));
  const identities = options.identity === undefined ? [] : await loadAgeIdentities(options.identity, io);
  const targets: Target[] = [];
  for (const path of paths) targets.push(await readTarget(path, io));
  const pairs = await pairUp(targets);
  const verdicts: Verdict[] = [];
  for (const target of targets) {
    const report = await verifyOne(target, { pairs, policy, identities });
    if (report !== null) verdicts.push({ path: target.path, report });
  }
  return verdicts;
}

interface Means {
  readonly pairs: ReadonlyMap<Sealed, Received>;
  readonly policy: TrustPolicy | null;
  readonly identities: readonly string[];
}

/** @returns null for a receipt that is checked together with its package. */
async function verifyOne(
  target: Target,
  { pairs, policy, identities }: Means,
): Promise<VerificationReport | null> {
  if (target.kind === "bag") return verifyBag(target.reference, target.files, { policy });
  if (target.kind === "package") {
    const { octets, summary, statement } = target;
    return verifyPackage(octets, {
      identities,
      cipher: nodeCipher(),
      policy,
      summary,
      statement,
      receipt: pairs.get(target)?.receipt,
    });
  }
  return [...pairs.values()].includes(target) ? null : verifyReceipt(target.receipt, { policy });
}

/** Each package with the receipt that names it; what is left over is paired too, to be found foreign. */
async function pairUp(targets: readonly Target[]): Promise<ReadonlyMap<Sealed, Received>> {
  const pairs = new Map<Sealed, Received>();
  const receipts = new Set(targets.filter((target) => target.kind === "receipt"));
  const packages = targets.filter((target) => target.kind === "package");
  const pair = (sealed: Sealed, received: Received | undefined) => {
    if (received === undefined) return;
    pairs.set(sealed, received);
    receipts.delete(received);
  };
  for (const sealed of packages) {
    const digest = await digestOf(sealed.octets);
    pair(
      sealed,
      [...receipts].find((received) => received.package === digest),
    );
  }
  for (const sealed of packages.filter((one) => !pairs.has(one))) pair(sealed, [...receipts][0]);
  return pairs;
}

function worstOf(codes: readonly number[]): number {
  if (codes.length === 0 || codes.includes(EXIT_FAILED)) return EXIT_FAILED;
  return codes.includes(EXIT_CONSISTENT) ? EXIT_CONSISTENT : EXIT_OK;
}

const OUTCOMES: Readonly<Record<VerificationReport["outcome"], string>> = {
  verified: "VERIFIED against your anchors",
  consistent: "CONSISTENT, but not verified: anchors or keys were not given",
  "not-verified": "NOT VERIFIED",
};

function print({ path, report }: Verdict, json: boolean, io: CliIo): void {
  if (json) return io.stdout(`${JSON.stringify({ path, ...report })}\n`);
  io.stdout(`${printable(path)}: ${OUTCOMES[report.outcome]}\n`);
  for (const { status, claim, detail, anchor, code } of report.checks) {
    const words = [status.padEnd(11), claim.padEnd(20), ...(code === null ? [] : [code]), printable(detail)];
    io.stdout(`  ${words.join(" ")}${anchor === null ? "" : ` [${printable(anchor, 120)}]`}\n`);
  }
}
