/** From the best way to an item's octets down to the last: getAsFileAsync, other services, parts. */
import { EvidenceError } from "../../core/base/errors.ts";
import { fail, type Result } from "../../core/base/result.ts";
import type { AcquisitionRecord } from "../../core/evidence/types.ts";
import type { AcquiredSource, Clock, StepFailure, WholeSource } from "../../workflow/ports.ts";
import { decodeInSlices } from "./decode.ts";
import { cancelled, hostCall, withRetry } from "./host-call.ts";
import { identityOf, NOT_SHARED, SHARED_TIMEOUT_MS, sharedFacts } from "./identity.ts";
import { type Claims, isAppointment, itemClaims, joinClaims, type OutlookItem } from "./item-claims.ts";
import { acquireParts, type SourceParts } from "./parts.ts";
import { protectionOf, wrapperOf } from "./protection.ts";
import { secondCopy } from "./second.ts";
import { askWholes, type FoundWhole } from "./wholes.ts";

export interface LadderDeps {
  readonly clock: Clock;
  readonly host: AcquisitionRecord["host"];
  /** Asked in this order where the host gives no source; the first that can be asked gives the second copy. */
  readonly wholes?: readonly WholeSource[];
  /**
   * Other services are asked only where the host gives nothing: what Microsoft Graph reads stands in the organisation's
   * logs under the reader's name. Left away: they give a second copy too.
   */
  readonly quiet?: boolean;
  /** Milliseconds that getAsFileAsync may take; 60 s unless given. */
  readonly sourceTimeoutMs?: number;
  /** Milliseconds for each other service where the host gave no source; 120 s unless given. */
  readonly wholeTimeoutMs?: number;
  /** Milliseconds for the second copy; 8 s unless given. A header alone gets half of it. */
  readonly secondTimeoutMs?: number;
  /** Milliseconds for each of headers, bodies and attachments; 30 s unless given. */
  readonly partTimeoutMs?: number;
  /** Milliseconds before the first retry; 500 unless given. */
  readonly backOffMs?: number;
}

export type Octets = Uint8Array<ArrayBuffer>;
export type StepErrors = { step: string; code: string; detail: string }[];

export interface Step {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number | null) => void;
  readonly errors: StepErrors;
  /** False once the host shows another item, whose answers would be taken for this one's. */
  readonly stillThere: () => boolean;
}

/** What the record and the other services go by, known before the first rung. */
export interface KnownItem {
  readonly item: OutlookItem;
  readonly claims: Claims;
  readonly mailbox: string | null;
}

const ATTEMPTS = 3;
/** The largest mails come over a slow line too. */
export const WHOLE_TIMEOUT_MS = 120_000;

/**
 * @throws EvidenceError SOURCE_UNAVAILABLE, SOURCE_EMPTY, SOURCE_CHANGED, SOURCE_TIMEOUT or CANCELLED; its cause is
 *   the list of failed steps.
 */
export async function acquireItem(
  item: OutlookItem,
  deps: LadderDeps,
  step: Step,
  more: Claims = {},
): Promise<AcquiredSource> {
  const startedAt = deps.clock.now();
  step.onProgress(null);
  const known = await knowItem(item, step, more);
  refuseChange(step);
  const source = isAppointment(item) ? null : await hostSource(item, deps, step);
  refuseChange(step);
  const run = { claims: known.claims, startedAt, deps, step };
  if (source !== null) {
    noteForeignSource(source, known.claims, step.errors);
    const { second, facts } = await secondCopy(source, known, deps, step);
    return wholeMail({ method: "office.getAsFileAsync", mail: { octets: source, facts } }, run, second);
  }
  const found = isAppointment(item) ? null : await otherSource(known, deps, step);
  if (found !== null) return wholeMail(found, run);
  const parts = await allParts(known, deps, step);
  step.onProgress(1);
  return { original: null, parts, record: recordOf("office.parts", known.claims, run) };
}

async function knowItem(item: OutlookItem, step: Step, more: Claims): Promise<KnownItem> {
  const claims = { ...more, ...itemClaims(item) };
  const shared = await sharedFacts(item, { timeoutMs: SHARED_TIMEOUT_MS, signal: step.signal });
  if (!shared.ok) step.errors.push({ step: "getSharedPropertiesAsync", ...shared.error });
  const { mailbox, claims: sharedClaims } = shared.ok ? shared.value : NOT_SHARED;
  return { item, claims: { ...claims, ...sharedClaims }, mailbox };
}

/** @throws EvidenceError SOURCE_CHANGED where a pinned pane now shows another mail, CANCELLED after an abort. */
function refuseChange({ signal, stillThere }: Step): void {
  if (signal.aborted) throw cancelled();
  if (!stillThere()) throw new EvidenceError("SOURCE_CHANGED", "Outlook went on to another message");
}

/** @returns The octets by getAsFileAsync, or null with the reasons in `errors`; a host without it is not asked. */
async function hostSource(item: OutlookItem, deps: LadderDeps, step: Step): Promise<Octets | null> {
  if (typeof item.getAsFileAsync !== "function") return null;
  const { signal, errors } = step;
  const timeoutMs = deps.sourceTimeoutMs ?? 60_000;
  const note = (failure: StepFailure) => errors.push({ step: "getAsFileAsync", ...failure });
  const answer = await withRetry(
    () =>
      hostCall<string>((settle) => item.getAsFileAsync((result) => settle(result)), { timeoutMs, signal }),
    {
      attempts: ATTEMPTS,
      backOffMs: deps.backOffMs ?? 500,
      signal,
      onFailure: ({ code, detail }, attempt) => note({ code, detail: `attempt ${attempt}: ${detail}` }),
    },
  );
  if (!answer.ok) return null;
  const octets = await octetsOf(answer.value, step);
  if (octets.ok) return octets.value;
  note(octets.error);
  return null;
}

async function octetsOf(base64: unknown, step: Step): Promise<Result<Octets, StepFailure>> {
  if (typeof base64 !== "string" || base64.trim() === "") {
    return fail({ code: "EMPTY", detail: "succeeded without content" });
  }
  const octets = await decodeInSlices(base64, step);
  return octets.ok ? octets : fail({ code: octets.error.code, detail: octets.error.message });
}

async function otherSource(known: KnownItem, deps: LadderDeps, step: Step): Promise<FoundWhole | null> {
  const identity = identityOf(known.item.itemId, known.mailbox, null);
  if (identity === null) return null;
  return askWholes(deps.wholes ?? [], identity, {
    ...step,
    timeoutMs: deps.wholeTimeoutMs ?? WHOLE_TIMEOUT_MS,
    note: (name, failure) => step.errors.push({ step: name, ...failure }),
  });
}

/** Classic Outlook has given another mail's headers (OfficeDev/office-js#5635, #5825): said, not judged. */
function noteForeignSource(source: Octets, claims: Claims, errors: StepErrors): void {
  const claimed = claims.internetMessageId;
  if (typeof claimed !== "string" || claimed === "") return;
  const head = new TextDecoder("latin1").decode(source.subarray(0, 1 << 18));
  if (head.includes(claimed)) return;
  errors.push({
    step: "getAsFileAsync",
    code: "MESSAGE_ID_DIFFERS",
    detail: "the item's internetMessageId is not in the first 256 KiB of its source",
  });
}

async function allParts(known: KnownItem, deps: LadderDeps, step: Step): Promise<SourceParts> {
  const { item } = known;
  const { errors } = step;
  if (!isAppointment(item) && typeof item.getAsFileAsync !== "function") {
    // Only said where nothing better was found: mobile and older clients never have it.
    errors.unshift({
      step: "getAsFileAsync",
      code: "NOT_AVAILABLE",
      detail: "this client has no such method",
    });
  }
  const parts = await acquireParts(item, {
    ...step,
    check: () => refuseChange(step),
    timeoutMs: deps.partTimeoutMs ?? 30_000,
  });
  noteProtection(protectionOf(item), errors);
  if (parts.size > 0) return parts;
  throw nothingGiven(errors);
}

function noteProtection(sign: string | null, errors: StepErrors): void {
  if (sign === null) return;
  errors.push({ step: "item", code: "PROTECTED", detail: `${sign}: kept as given, nothing decrypted` });
}

/** What all steps have in common decides; what a client lacks tells nothing of the mail. */
export function nothingGiven(cause: StepErrors): EvidenceError {
  const told = cause.filter(({ code }) => code !== "NOT_AVAILABLE" && code !== "PROTECTED");
  const all = (code: string) => told.length > 0 && told.every((error) => error.code === code);
  if (all("TIMEOUT")) {
    return new EvidenceError("SOURCE_TIMEOUT", "Outlook did not answer", { cause, retry: "later" });
  }
  if (all("EMPTY")) return new EvidenceError("SOURCE_EMPTY", "Outlook gave an empty message", { cause });
  return new EvidenceError("SOURCE_UNAVAILABLE", "Outlook gave neither source nor parts", {
    cause,
    retry: "later",
  });
}

export interface Run {
  readonly claims: Claims;
  readonly startedAt: number;
  readonly deps: LadderDeps;
  readonly step: Step;
}

function recordOf(method: AcquisitionRecord["method"], item: Claims, run: Run): AcquiredSource["record"] {
  return {
    method,
    provenance: "host-api",
    // Exchange rebuilds the MIME form from its own store: never the octets that arrived.
    capture: method === "office.parts" ? "parts" : "regenerated",
    startedAt: run.startedAt,
    endedAt: run.deps.clock.now(),
    host: run.deps.host,
    item,
    errors: run.step.errors,
  };
}

/** A source that came whole, by whichever way. */
export function wholeMail(
  { method, mail }: FoundWhole,
  run: Run,
  second?: AcquiredSource["second"],
): AcquiredSource {
  noteProtection(wrapperOf(mail.octets), run.step.errors);
  run.step.onProgress(1);
  return {
    original: { kind: "eml", octets: mail.octets },
    parts: new Map(),
    ...(second !== undefined && { second }),
    record: recordOf(method, joinClaims(run.claims, mail.facts), run),
  };
}
