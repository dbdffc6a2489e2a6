/** From what a host gave to what is sealed of one mail: acquisition record and analysis. */
import { agrees } from "../core/analysis/agreement.ts";
import type { AnalyseOptions, Analysis } from "../core/analysis/types.ts";
import { digestOf } from "../core/base/digest.ts";
import { isHandedOver } from "../core/evidence/handed-over.ts";
import { messageFolder } from "../core/evidence/layout.ts";
import type { AcquisitionRecord, MessageEvidence, Reference } from "../core/evidence/types.ts";
import type { KeyMaterial } from "./key-material.ts";
import { boundedTime } from "./device-clock.ts";
import type { AcquiredSource } from "./ports.ts";

/** What is the same for every mail of a report. */
export interface EvidenceFacts
  extends Pick<AcquisitionRecord, "timeZone" | "addIn" | "clockOffsetMs" | "custodian"> {
  readonly reference: Reference;
}

export interface AnalysedEvidence {
  readonly evidence: MessageEvidence;
  /** Null where there was nothing to analyse, or it failed: the octets are sealed anyway. */
  readonly analysis: Analysis | null;
}

/** What an analysis knows besides the mail. */
export interface AnalysisContext {
  /** null: nobody was asked for keys, and none are sealed. */
  readonly keys?: KeyMaterial | null;
  /**
   * The directory's networks and log retention. Networks are no `ownHosts`: where an organisation's people sit says
   * nothing of which server's fields can be believed.
   */
  readonly organisation?: AnalyseOptions["organisation"];
}

/** @param number - From 1: the folder in the bag. */
export async function toEvidence(
  source: AcquiredSource,
  number: number,
  facts: EvidenceFacts,
  { keys = null, organisation }: AnalysisContext = {},
): Promise<AnalysedEvidence> {
  const { parts, renamed } = gapless(source.parts);
  const book = keys?.book() ?? null;
  const outcome = await analyseSource(source, {
    ...(book !== null && { keys: book.resolver }),
    ...(organisation !== undefined && { organisation }),
  });
  const evidence: MessageEvidence = {
    original: source.original,
    parts: new Map([...parts].map(([path, { octets }]) => [path, octets])),
    second: new Map(source.second === undefined ? [] : [[source.second.path, source.second.octets]]),
    acquisition: {
      v: 1,
      ...facts,
      ...source.record,
      startedAt: boundedTime(source.record.startedAt),
      endedAt: boundedTime(source.record.endedAt),
      errors: [...source.record.errors, ...renamed],
      // Sealing fills in the source's digest and the device key: nothing large is hashed twice.
      source: null,
      second: await secondOf(source, number),
      parts: await listParts(parts, number),
      deviceKey: "",
    },
    analysis: "analysis" in outcome ? outcome.analysis : { error: outcome.error },
    // Sealed also where nothing was found: that a key was not there then is an observation too.
    dns: keys === null ? null : await keys.evidence(book),
  };
  return { evidence, analysis: "analysis" in outcome ? outcome.analysis : null };
}

async function secondOf(
  { original, parts, second }: AcquiredSource,
  number: number,
): Promise<AcquisitionRecord["second"]> {
  if (second === undefined) return null;
  const { octets } = second;
  const isWhole = second.path === "original.eml";
  const first = {
    whole: original?.kind === "eml" ? original.octets : null,
    headers: original === null ? (parts.get("headers.txt")?.octets ?? null) : null,
  };
  return {
    method: second.method,
    path: `${messageFolder(number)}/second/${second.path}`,
    digest: await digestOf(octets),
    agrees: agrees(first, isWhole ? { whole: octets, headers: null } : { whole: null, headers: octets }),
  };
}

/**
 * The analysis is the larger half of the program: it comes while the first screen is read, and again at the next report
 * where the network failed. A report is sealed without it rather than not at all. Async: in a worker the import throws
 * at once where it does not load.
 */
export async function loadAnalysis(): Promise<typeof import("./parts-analysis.ts")> {
  return import("./parts-analysis.ts");
}

type Outcome =
  | { readonly analysis: Analysis }
  | { readonly error: { readonly code: string; readonly detail: string } };

/** Never throws: what cannot be analysed has a code. */
export async function analyseSource(
  { original, parts, record }: AcquiredSource,
  known: Pick<AnalyseOptions, "keys" | "organisation"> = {},
): Promise<Outcome> {
  const { provenance, capture } = record;
  const options = { provenance, capture, handedOver: isHandedOver(record), ...known };
  const headers = parts.get("headers.txt");
  try {
    const { analyseHeaders, analyseMessage, analyseOutlookFile } = await loadAnalysis();
    if (original?.kind === "eml") return { analysis: await analyseMessage(original.octets, options) };
    if (original?.kind === "msg") return await analyseOutlookFile(original.octets, options);
    if (headers !== undefined) return { analysis: await analyseHeaders(headers.octets, options) };
  } catch (cause) {
    // The name alone: a message could quote the mail.
    return {
      error: { code: "ANALYSIS_FAILED", detail: cause instanceof Error ? cause.name : "unknown" },
    };
  }
  return { error: { code: "HEADERS_MISSING", detail: "the host gave no header to analyse" } };
}

type Parts = AcquiredSource["parts"];
type Part = Parts extends ReadonlyMap<string, infer P> ? P : never;

const ATTACHMENT = /^attachments\/\d{4}$/;

/**
 * A bag numbers attachments without gaps, so that a missing file shows. What the host did not give is no file: the
 * ones after it move up, and the record says so beside the reason that it is missing.
 */
function gapless(parts: Parts): {
  readonly parts: ReadonlyMap<string, Part>;
  readonly renamed: AcquisitionRecord["errors"];
} {
  const result = new Map<string, Part>();
  const renamed: { step: string; code: string; detail: string }[] = [];
  let count = 0;
  for (const path of [...parts.keys()].sort()) {
    const isAttachment = ATTACHMENT.test(path);
    if (isAttachment) count++;
    const kept = isAttachment ? `attachments/${String(count).padStart(4, "0")}` : path;
    result.set(kept, parts.get(path) as Part);
    if (kept !== path) renamed.push({ step: path, code: "RENUMBERED", detail: `sealed as ${kept}` });
  }
  return { parts: result, renamed };
}

type PartRecord = AcquisitionRecord["parts"][number];

const ROLES: Readonly<Record<string, PartRecord["role"]>> = {
  "headers.txt": "headers",
  "body.txt": "body-text",
  "body.html": "body-html",
};

async function listParts(parts: ReadonlyMap<string, Part>, number: number): Promise<PartRecord[]> {
  return Promise.all(
    [...parts].map(async ([path, { octets, name, mediaType }]) => ({
      path: `${messageFolder(number)}/parts/${path}`,
      role: ROLES[path] ?? "attachment",
      name,
      mediaType,
      octets: octets.length,
      digest: await digestOf(octets),
    })),
  );
}
