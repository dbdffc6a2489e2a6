/** The source by Exchange Web Services: Exchange on-premises, whose clients have no getAsFileAsync (Mailbox 1.5). */
import { fail, ok, type Result } from "../../core/base/result.ts";
import type { ItemIdentity, StepFailure, WholeMail, WholeSource } from "../../workflow/ports.ts";
import { decodeInSlices } from "./decode.ts";
import { ewsTooLarge, getItemRequest, readGetItemAnswer } from "./ews-message.ts";
import { type HostAnswer, type HostFailure, hostCall } from "./host-call.ts";
import { asksEws, outlookMailbox } from "./office.ts";

/** Mailbox.makeEwsRequestAsync (Mailbox 1.1, permission "read/write mailbox"). */
export type AskEws = (request: string, callback: (answer: HostAnswer<unknown>) => void) => void;

/** Octets: as base64 in an answer of 5 MB with some room for what stands around it. */
const LARGEST = Math.floor((5 * 1024 * 1024 - 16 * 1024) / 4) * 3;

/** @param ask - Gives the host's method, or null where it has none; read at each use. */
export function ewsSource(ask: () => AskEws | null = hostEws): WholeSource {
  return {
    method: "ews.mime-content",
    // EWS through office.js knows the reporter's own mailbox only.
    available: async ({ mailbox, size }) => ask() !== null && mailbox === null && (size ?? 0) <= LARGEST,
    fetch: (item, options) => fetchMime(ask(), item, options),
  };
}

function hostEws(): AskEws | null {
  const box = outlookMailbox();
  if (!asksEws()) return null;
  return (request, callback) => box?.makeEwsRequestAsync?.(request, callback);
}

async function fetchMime(
  ask: AskEws | null,
  item: ItemIdentity,
  { signal, timeoutMs, onProgress }: Parameters<WholeSource["fetch"]>[1],
): Promise<Result<WholeMail, StepFailure>> {
  if (ask === null) return fail({ code: "NOT_AVAILABLE", detail: "this client has no such method" });
  onProgress(null);
  const request = getItemRequest(item.ewsId);
  const outcome = await hostCall<unknown>((settle) => ask(request, settle), { timeoutMs, signal });
  if (!outcome.ok) return fail(hostRefusal(outcome.error));
  const answer = readGetItemAnswer(outcome.value);
  if (!answer.ok) return answer;
  const octets = await decodeInSlices(answer.value.mime, { signal, onProgress });
  if (!octets.ok) return fail({ code: octets.error.code, detail: octets.error.message });
  if (octets.value.length === 0) return fail({ code: "EMPTY", detail: "succeeded without content" });
  return ok({ octets: octets.value, facts: answer.value.facts });
}

/** The host has no number of its own for an answer that is too large; it says "Response exceeds 1 MB size limit". */
function hostRefusal(failure: HostFailure): StepFailure {
  return /\bexceed|size limit|too large/i.test(failure.detail) ? ewsTooLarge() : failure;
}
