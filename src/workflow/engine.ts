/** The engine itself: core put together for one report. Runs in the pane's worker, and in tests without one. */
import { toBase64 } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { DirectoryReading } from "../core/evidence/directory.ts";
import { deskReaders, readDirectory } from "../core/evidence/directory.ts";
import { makeReference } from "../core/evidence/reference.ts";
import { writeSavedSubmission } from "../core/evidence/saved-submission.ts";
import { makeSummary } from "../core/evidence/summary.ts";
import type {
  AcquisitionRecord,
  DeskChoice,
  MessageEvidence,
  Reference,
  Report,
  SealContext,
} from "../core/evidence/types.ts";
import { MAX_MAIL_OCTETS } from "../core/evidence/limits.ts";
import { readUnverifiedCheckpoint } from "../core/log/checkpoint.ts";
import { parseProof } from "../core/log/proof.ts";
import type { PayloadCipher } from "../core/seal/age-file.ts";
import { type SealedPackage, sealPackage } from "../core/seal/seal.ts";
import type { SshSigner } from "../core/seal/sshsig.ts";
import { writeReceipt } from "../core/verify/receipt-file.ts";
import { receiptTexts } from "../core/verify/receipt-texts.ts";
import { octetsOf as octetsOfSource } from "./acquire-mails.ts";
import { checkReceipt } from "./check-receipt.ts";
import { oneTimeSigner, withholding } from "./confidential.ts";
import { boundedOffset, boundedTime } from "./device-clock.ts";
import type {
  EvidenceEngine,
  ReaderChoice,
  ReceiptFileRequest,
  SealPhase,
  SealedReport,
  SealRequest,
} from "./engine-port.ts";
import { type ExpertMemory, expertMemory, expertViewOf } from "./expert-view.ts";
import { type ReadExtras, readExtras } from "./extras.ts";
import { insightsOf } from "./insights.ts";
import { type AnalysedEvidence, analyseSource, toEvidence } from "./message-evidence.ts";
import type { KeyMaterial } from "./key-material.ts";
import { selectionErrors } from "./missed.ts";
import type { SealedSubmission } from "./ports.ts";

export interface EngineDeps {
  /** The device key. */
  readonly signer: () => Promise<SshSigner>;
  /** A new key for one confidential report. Left away: one that WebCrypto makes. */
  readonly oneTimeSigner?: () => Promise<SshSigner>;
  /** @returns That many octets from the platform's generator. */
  readonly random: (octets: number) => Uint8Array;
  /** Left away: the fastest that the platform has. */
  readonly cipher?: PayloadCipher;
}

const DAY_MS = 86_400_000;

export function makeEngine(deps: EngineDeps): EvidenceEngine {
  const memory = expertMemory();
  return {
    checkReceipt,
    seal: (request, onProgress, signal) => seal(deps, memory, request, onProgress, signal),
    expertView: async (reference) => memory.recall(reference),
    inspect: async (source) => {
      const outcome = await analyseSource(source);
      return expertViewOf(source, "analysis" in outcome ? outcome.analysis : null);
    },
    forget: async () => memory.forget(),
    readDirectory: async (octets, anchor) => {
      const reading = await readDirectory(octets, anchor);
      if (!reading.ok) throw reading.error;
      return reading.value;
    },
    receiptFile: async (request) => receiptFile(request),
    savedSubmission: async (submission) =>
      writeSavedSubmission({ ...submission, package: await octetsOf(submission) }),
  };
}

function receiptFile({ reference, answer, opening, language, organisation, demo }: ReceiptFileRequest) {
  const proof = parseProof(answer.proof);
  const checkpoint = proof.ok ? readUnverifiedCheckpoint(proof.value.checkpoint) : proof;
  // Only a receipt that verified is ever saved.
  if (!checkpoint.ok) throw checkpoint.error;
  const texts = receiptTexts(language, {
    reference,
    organisation,
    logOrigin: checkpoint.value.origin,
    readToken: answer.readToken,
    timestamped: answer.timestamp !== null,
    demo,
  });
  return writeReceipt(reference, answer, { opening, texts });
}

type OnProgress = (phase: SealPhase, fraction: number | null) => void;

async function seal(
  deps: EngineDeps,
  memory: ExpertMemory,
  wanted: SealRequest,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<SealedReport> {
  const confidential = wanted.confidential === true;
  // From here on nothing knows what was withheld, so nothing can seal it.
  const request = confidential ? withholding(wanted) : wanted;
  const reference = makeReference(deps.random(5));
  const readers = deskReaders(request.directory, request.readers.deskId, request.readers.leftOut);
  const keys = await openKeys(request);
  const analysed = await analyseAll(request, reference, keys, onProgress, signal);
  const extras = await extrasOf(request);
  const messages = withErrors(analysed, [...selectionErrors(request), ...extras.errors]);
  const report = makeReport(request, reference, extras.listed);
  onProgress("sealing", 0);
  const sealed = await sealPackage(
    {
      reference,
      report,
      summary: makeSummary(report, messages, request.supplements ?? null),
      context: makeContext(request, reference, readers.recipients, deps.random(32)),
      messages,
      attachments: extras.attachments,
      baggingDate: day(request.reportedAt),
      softwareAgent: `zegel/${request.addIn.version}`,
      supplements: request.supplements ?? null,
      demo: request.directory.directory.demo,
    },
    {
      recipients: readers.recipients,
      signer: await (confidential ? (deps.oneTimeSigner ?? oneTimeSigner)() : deps.signer()),
      cipher: deps.cipher,
      signal,
      onProgress: (fraction) => onProgress("sealing", fraction),
    },
  );
  return {
    ...afterSealing(memory, request, sealed, analysed),
    readBy: readers.people.map(({ name }) => name),
    recoveryOnly: readers.recoveryOnly,
    // As asked, ids and all: they stay on the device.
    missed: wanted.missed ?? [],
    missedExtras: extras.missed,
    confidential,
    keysTakenAt: keys?.takenAt ?? null,
  };
}

/** What the sealed octets and the analysis say, and what an expert may look at until the pane turns to another mail. */
function afterSealing(
  memory: ExpertMemory,
  { sources, directory }: SealRequest,
  { reference, packageDigest, statement, summary, opening, package: octets }: SealedPackage,
  analysed: readonly AnalysedEvidence[],
) {
  const [source, ...more] = sources;
  // Of several mails, nobody could tell which one a sentence or a diagram is about.
  const analysis = more.length === 0 ? (analysed[0]?.analysis ?? null) : null;
  memory.remember(reference, source === undefined ? null : expertViewOf(source, analysis));
  return {
    reference,
    submission: { packageDigest, statement, summary, package: octets },
    opening,
    insights: more.length === 0 ? insightsOf(analysis) : [],
    demo: directory.directory.demo,
    mails: analysed.length,
  };
}

function extrasOf({ sources, extras = [] }: SealRequest): Promise<ReadExtras> {
  const used = sources.reduce((sum, source) => sum + octetsOfSource(source), 0);
  return readExtras(extras, MAX_MAIL_OCTETS - used);
}

/** What concerns the report as a whole stands in the record of its first mail. */
function withErrors(
  analysed: readonly AnalysedEvidence[],
  errors: AcquisitionRecord["errors"],
): MessageEvidence[] {
  return analysed.map(({ evidence }, i) => {
    if (i > 0 || errors.length === 0) return evidence;
    const { acquisition } = evidence;
    return { ...evidence, acquisition: { ...acquisition, errors: [...acquisition.errors, ...errors] } };
  });
}

/** Async: the import of a part that does not load throws at once in a worker, where importScripts fetches it. */
export async function loadKeyMaterial(): Promise<typeof import("./key-material.ts")> {
  return import("./key-material.ts");
}

/** A part of the program that does not load leaves signatures unchecked; the report goes on. */
async function openKeys({ keys, directory, reportedAt }: SealRequest): Promise<KeyMaterial | null> {
  if (keys === undefined) return null;
  const part = await loadKeyMaterial().catch(() => null);
  return part === null ? null : await part.openKeyMaterial(keys, directory.directory, reportedAt);
}

async function analyseAll(
  request: SealRequest,
  reference: Reference,
  keys: KeyMaterial | null,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<AnalysedEvidence[]> {
  const { sources, timeZone, addIn, custodian = { role: "reporter", subject: null } } = request;
  const clockOffsetMs = boundedOffset(request.clockOffsetMs);
  const facts = { reference, timeZone, addIn, custodian, clockOffsetMs };
  const { networks, logRetention } = request.directory.directory;
  const context = { keys, organisation: { networks, logRetention } };
  const analysed: AnalysedEvidence[] = [];
  for (const [index, source] of sources.entries()) {
    if (signal.aborted) throw new EvidenceError("CANCELLED", "cancelled");
    onProgress("analysing", sources.length === 1 ? null : index / sources.length);
    analysed.push(await toEvidence(source, index + 1, facts, context));
  }
  return analysed;
}

function makeReport(request: SealRequest, reference: Reference, attachments: Report["attachments"]): Report {
  const { kind, urgency, actions, comment, suspicion } = request.answers;
  return {
    v: 1,
    reference,
    reportedAt: boundedTime(request.reportedAt),
    language: request.language,
    kind,
    urgency,
    actions,
    comment,
    suspicion,
    ...(request.confidential === true && { confidential: true }),
    desk: deskChoice(request.directory, request.readers, request.language),
    attachments,
  };
}

function deskChoice(
  { directory }: DirectoryReading,
  { deskId, leftOut }: ReaderChoice,
  language: string,
): DeskChoice {
  const names = directory.desks.find((desk) => desk.id === deskId)?.name ?? {};
  const name = names[language] ?? names[language.split("-")[0] ?? ""] ?? Object.values(names)[0] ?? deskId;
  return { id: deskId, name, leftOut };
}

function makeContext(
  request: SealRequest,
  reference: Reference,
  recipients: readonly string[],
  salt: Uint8Array,
): SealContext {
  const { directory, digest } = request.directory;
  return {
    v: 1,
    reference,
    organisation: directory.organisation,
    directory: { digest, version: directory.version },
    checkpoint: request.checkpoint?.note ?? null,
    recipients,
    salt: toBase64(salt),
    reviewAfter: day(request.reportedAt + directory.reviewAfterDays * DAY_MS),
  };
}

/** @param time - Milliseconds since the Unix epoch. @returns YYYY-MM-DD, UTC */
function day(time: number): string {
  return new Date(boundedTime(time)).toISOString().slice(0, 10);
}

async function octetsOf({ package: sealed }: SealedSubmission): Promise<Uint8Array> {
  return sealed instanceof Blob ? new Uint8Array(await sealed.arrayBuffer()) : sealed;
}
