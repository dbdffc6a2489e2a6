/** Obtains the open mail from Outlook: its source where the host gives one, else its parts. */
import { BASE64_SLICE, createBase64Decoder } from "../../core/base/base64.ts";
import { EvidenceError } from "../../core/base/errors.ts";
import { fail, type Result } from "../../core/base/result.ts";
import type { AcquisitionRecord } from "../../core/evidence/types.ts";
import type { AcquiredSource, Clock, MailSource } from "../../workflow/ports.ts";
import { cancelled, type HostFailure, hostCall, withRetry } from "./host-call.ts";
import { itemClaims, type OutlookItem } from "./item-claims.ts";
import { acquireParts, type SourceParts } from "./parts.ts";

export interface OutlookSourceDeps {
  readonly clock: Clock;
  readonly host: AcquisitionRecord["host"];
  /** The item that the host shows now: office.js answers for that one, whichever item object it was asked on. */
  readonly currentItem: () => Pick<OutlookItem, "itemId"> | null | undefined;
  /** Milliseconds that getAsFileAsync may take; 60 s unless given. */
  readonly sourceTimeoutMs?: number;
  /** Milliseconds for each of headers, bodies and attachments; 30 s unless given. */
  readonly partTimeoutMs?: number;
  /** Milliseconds before the first retry; 500 unless given. */
  readonly backOffMs?: number;
}

type StepErrors = { step: string; code: string; detail: string }[];
type Octets = Uint8Array<ArrayBuffer>;

const ATTEMPTS = 3;

/**
 * @param item - Office.context.mailbox.item; null where the host has none (OUTLOOK: hidden shared mailboxes).
 */
export function outlookMailSource(item: OutlookItem | null | undefined, deps: OutlookSourceDeps): MailSource {
  return { acquire };

  async function acquire(
    signal: AbortSignal,
    onProgress: (fraction: number | null) => void,
  ): Promise<AcquiredSource> {
    if (!item) throw new EvidenceError("SOURCE_UNAVAILABLE", "Outlook shows no message");
    const startedAt = deps.clock.now();
    const claims = itemClaims(item);
    const errors: StepErrors = [];
    const check = () => refuseChange(claims.itemId ?? null, deps, signal);
    onProgress(null);
    const source = await acquireWhole(item, deps, { signal, onProgress, errors });
    check();
    if (source !== null) noteForeignSource(source, claims, errors);
    const parts =
      source === null ? await acquirePartsOf(item, deps, { signal, onProgress, errors, check }) : null;
    onProgress(1);
    return {
      original: source === null ? null : { kind: "eml", octets: source },
      parts: parts ?? new Map(),
      record: {
        method: source === null ? "office.parts" : "office.getAsFileAsync",
        provenance: "host-api",
        // Exchange rebuilds the MIME form from its own store: never the octets that arrived.
        capture: source === null ? "parts" : "regenerated",
        startedAt,
        endedAt: deps.clock.now(),
        host: deps.host,
        item: claims,
        errors,
      },
    };
  }
}

/** @throws EvidenceError SOURCE_CHANGED where a pinned pane now shows another mail, CANCELLED after an abort. */
function refuseChange(itemId: unknown, deps: OutlookSourceDeps, signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
  if ((deps.currentItem()?.itemId ?? null) !== itemId) {
    throw new EvidenceError("SOURCE_CHANGED", "Outlook went on to another message");
  }
}

interface Step {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number | null) => void;
  readonly errors: StepErrors;
}

/** @returns The octets, or null with the reasons in `errors`. */
async function acquireWhole(item: OutlookItem, deps: OutlookSourceDeps, step: Step): Promise<Octets | null> {
  const { signal, errors } = step;
  const timeoutMs = deps.sourceTimeoutMs ?? 60_000;
  const note = (failure: HostFailure, attempt: number) =>
    errors.push({
      step: "getAsFileAsync",
      code: failure.code,
      detail: `attempt ${attempt}: ${failure.detail}`,
    });
  const answer = await withRetry(
    () =>
      hostCall<string>((settle) => item.getAsFileAsync((result) => settle(result)), { timeoutMs, signal }),
    { attempts: ATTEMPTS, backOffMs: deps.backOffMs ?? 500, signal, onFailure: note },
  );
  if (!answer.ok) return null;
  if (typeof answer.value !== "string" || answer.value.trim() === "") {
    errors.push({ step: "getAsFileAsync", code: "EMPTY", detail: "succeeded without content" });
    return null;
  }
  const octets = await decodeSlices(answer.value, step);
  if (octets.ok) return octets.value;
  errors.push({ step: "getAsFileAsync", code: octets.error.code, detail: octets.error.message });
  return null;
}

/** Decodes in slices with a turn of the event loop in between, so that a large mail never blocks the pane. */
async function decodeSlices(
  text: string,
  { signal, onProgress }: Step,
): Promise<Result<Octets, EvidenceError>> {
  const decoder = createBase64Decoder(text.length);
  for (let offset = 0; offset < text.length; offset += BASE64_SLICE) {
    const pushed = decoder.push(text.slice(offset, offset + BASE64_SLICE));
    if (!pushed.ok) return fail(pushed.error);
    if (text.length <= BASE64_SLICE) continue;
    onProgress(Math.min(1, (offset + BASE64_SLICE) / text.length));
    await turn();
    if (signal.aborted) throw cancelled();
  }
  return decoder.finish();
}

/** A message channel, since timers are clamped to 4 ms once nested. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Classic Outlook has given another mail's headers (OfficeDev/office-js#5635, #5825): said, not judged. */
function noteForeignSource(source: Octets, claims: AcquisitionRecord["item"], errors: StepErrors): void {
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

async function acquirePartsOf(
  item: OutlookItem,
  deps: OutlookSourceDeps,
  step: Step & { check: () => void },
): Promise<SourceParts> {
  const parts = await acquireParts(item, { ...step, timeoutMs: deps.partTimeoutMs ?? 30_000 });
  if (parts.size > 0) return parts;
  const cause = step.errors;
  if (cause.every((error) => error.code === "TIMEOUT")) {
    throw new EvidenceError("SOURCE_TIMEOUT", "Outlook did not answer", { cause, retry: "later" });
  }
  if (cause.every((error) => error.code === "EMPTY")) {
    throw new EvidenceError("SOURCE_EMPTY", "Outlook gave an empty message", { cause });
  }
  throw new EvidenceError("SOURCE_UNAVAILABLE", "Outlook gave neither source nor parts", {
    cause,
    retry: "later",
  });
}
