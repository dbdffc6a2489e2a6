/** `zegel analyse --plan`: the logs to save, for one or many mails together. */
import type { Command } from "commander";
import * as v from "valibot";
import { fromUtf8 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import { isLogSystem } from "../core/analysis/log-plan/systems.ts";
import { planAsCsv, planAsIcs, planAsText, planOf } from "../core/analysis/log-plan/index.ts";
import { isTimeZone } from "../core/analysis/log-plan/zoned-time.ts";
import type { Analysis, OrganisationProfile } from "../core/analysis/types.ts";
import { WORD_LANGUAGES, type WordLanguage } from "../core/analysis/words/words.ts";
import type { CliIo } from "./io.ts";
import { printable } from "./printable.ts";

const FORMATS = ["text", "csv", "ics"] as const;
type Format = (typeof FORMATS)[number];

/** As commander gives them. */
export interface PlanOptions {
  readonly plan?: true;
  readonly language?: string;
  readonly timeZone?: string;
  readonly format?: string;
  readonly profile?: string;
}

export interface PlanChoice {
  readonly language: WordLanguage;
  readonly zone: string;
  readonly format: Format;
}

export function addPlanOptions(command: Command): Command {
  return command
    .option("--plan", "the logs to save, most urgent first, one plan for all the mails given")
    .option("--language <code>", `with --plan: ${WORD_LANGUAGES.join(", ")}`)
    .option(
      "--time-zone <name>",
      "with --plan: also in this zone (Europe/Amsterdam); this machine's unless told",
    )
    .option("--format <form>", `with --plan: ${FORMATS.join(", ")}`)
    .option(
      "--profile <file>",
      "the organisation's own networks and how many days it keeps each log, as JSON: {networks, logRetention}",
    );
}

/** @returns null without --plan. @throws EvidenceError INPUT_INVALID for options that do not go together. */
export function planChoice(options: PlanOptions & { readonly json?: true }): PlanChoice | null {
  const { language = "en", format = "text" } = options;
  const zone = options.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (options.plan !== true) {
    const lost = [options.language, options.timeZone, options.format].some((one) => one !== undefined);
    if (lost) throw new EvidenceError("INPUT_INVALID", "--language, --time-zone and --format go with --plan");
    return null;
  }
  if (options.json === true) throw new EvidenceError("INPUT_INVALID", "--plan and --json exclude each other");
  if (!isOneOf(WORD_LANGUAGES, language))
    throw new EvidenceError("INPUT_INVALID", `--language is one of ${WORD_LANGUAGES.join(", ")}`);
  if (!isOneOf(FORMATS, format))
    throw new EvidenceError("INPUT_INVALID", `--format is one of ${FORMATS.join(", ")}`);
  if (!isTimeZone(zone))
    throw new EvidenceError("INPUT_INVALID", "--time-zone is no zone that is known here");
  return { language, zone, format };
}

function isOneOf<T extends string>(list: readonly T[], text: string): text is T {
  return (list as readonly string[]).includes(text);
}

const line = v.pipe(v.string(), v.maxLength(200));
const profileSchema = v.object({
  networks: v.optional(
    v.object({
      egress: v.optional(v.pipe(v.array(line), v.maxLength(500)), []),
      vpn: v.optional(v.pipe(v.array(line), v.maxLength(500)), []),
      domains: v.optional(v.pipe(v.array(line), v.maxLength(500)), []),
    }),
    { egress: [], vpn: [], domains: [] },
  ),
  logRetention: v.optional(
    v.record(line, v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(36_500))),
    {},
  ),
});

const MAX_PROFILE_OCTETS = 1_000_000;

/** A directory's members of the same names fit as well. @throws EvidenceError INPUT_INVALID, SOURCE_UNAVAILABLE */
export async function readProfile(io: CliIo, path: string): Promise<OrganisationProfile> {
  const text = fromUtf8(await io.readFile(path, MAX_PROFILE_OCTETS));
  const parsed = v.safeParse(profileSchema, text === null ? null : parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue) ?? "the file";
    throw new EvidenceError("INPUT_INVALID", `${path}: ${where}: ${issue.message}`);
  }
  for (const system of Object.keys(parsed.output.logRetention)) {
    if (!isLogSystem(system))
      io.stderr(`zegel: ${printable(path)}: the plan has no log "${printable(system, 60)}"\n`);
  }
  return parsed.output;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param now - Milliseconds since the epoch, for the calendar's time stamp and deadlines that have passed. */
export async function planOutput(
  analyses: readonly Analysis[],
  choice: PlanChoice,
  now: number,
): Promise<string> {
  const mails = analyses.map(({ file, sha256, logPlan }) => ({ name: file ?? sha256, logPlan }));
  const plan = planOf(mails);
  const { language, zone, format } = choice;
  if (format === "csv") return planAsCsv(plan, language, zone);
  if (format === "ics") {
    // The same mails give the same ids: reading the file again replaces the entries.
    const uid = `plan-${
      analyses
        .map(({ sha256 }) => sha256)
        .sort()[0]
        ?.slice(0, 32) ?? "empty"
    }`;
    return planAsIcs(plan, language, { now, uid });
  }
  return planAsText(plan, language, zone, now);
}
