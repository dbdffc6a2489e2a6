/**
 * What another way gives of a mail that the host already gave: two sources that agree are worth more than one, and
 * classic Outlook has answered with another mail's headers (OfficeDev/office-js#5635, #5825). Its failure never costs
 * the first copy.
 */
import { utf8 } from "../../core/base/bytes.ts";
import type { AcquisitionRecord } from "../../core/evidence/types.ts";
import type { AcquiredSource, ItemIdentity, WholeSource } from "../../workflow/ports.ts";
import { hostCall } from "./host-call.ts";
import { identityOf } from "./identity.ts";
import type { KnownItem, LadderDeps, Octets, Step } from "./ladder.ts";
import { hasSender } from "./parts.ts";
import { askWhole, firstAvailable } from "./wholes.ts";

/** Octets: twice the transfer of a larger mail is not cheap. */
const SMALL = 4 * 1024 * 1024;

export interface SecondCopy {
  readonly second: AcquiredSource["second"];
  readonly facts: AcquisitionRecord["item"];
}

const NONE: SecondCopy = { second: undefined, facts: {} };

/** @throws EvidenceError CANCELLED once the signal aborts; everything else is noted. */
export async function secondCopy(
  source: Octets,
  known: KnownItem,
  deps: LadderDeps,
  step: Step,
): Promise<SecondCopy> {
  const timeoutMs = deps.secondTimeoutMs ?? 8000;
  const identity = identityOf(known.item.itemId, known.mailbox, source.length);
  const whole =
    identity === null || source.length > SMALL || deps.quiet === true
      ? null
      : await firstAvailable(deps.wholes ?? [], identity, { ...step, timeoutMs });
  return whole === null || identity === null
    ? headersOnly(known, timeoutMs / 2, step)
    : wholeCopy(whole, identity, timeoutMs, step);
}

async function wholeCopy(
  whole: WholeSource,
  identity: ItemIdentity,
  timeoutMs: number,
  { signal, errors }: Step,
): Promise<SecondCopy> {
  const answer = await askWhole(whole, identity, { signal, timeoutMs, onProgress: () => {} });
  if (!answer.ok) {
    errors.push({ step: whole.method, ...answer.error });
    return NONE;
  }
  const { octets, facts } = answer.value;
  return { second: { method: whole.method, path: "original.eml", octets }, facts };
}

async function headersOnly({ item }: KnownItem, timeoutMs: number, step: Step): Promise<SecondCopy> {
  if (typeof item.getAllInternetHeadersAsync !== "function") return NONE;
  const note = (code: string, detail: string) => {
    step.errors.push({ step: "getAllInternetHeadersAsync", code, detail });
    return NONE;
  };
  const answer = await hostCall<unknown>(
    (settle) => item.getAllInternetHeadersAsync((result) => settle(result)),
    { timeoutMs, signal: step.signal },
  );
  if (!answer.ok) return note(answer.error.code, answer.error.detail);
  if (typeof answer.value !== "string" || answer.value.trim() === "") {
    return note("EMPTY", "succeeded without content");
  }
  if (!hasSender(answer.value)) return note("HEADERS_INCOMPLETE", "no From field among the headers");
  // The source is whole already: a pane that moves on now loses the second copy alone.
  if (!step.stillThere()) return note("SOURCE_CHANGED", "given after Outlook went on to another message");
  const second = { method: "office.parts", path: "headers.txt", octets: utf8(answer.value) } as const;
  return { second, facts: {} };
}
