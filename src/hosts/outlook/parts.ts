/** The last rung: headers, bodies and attachments, each on its own, with every gap written down. */
import { decodeBase64 } from "../../core/base/base64.ts";
import { utf8 } from "../../core/base/bytes.ts";
import type { AcquiredSource } from "../../workflow/ports.ts";
import { type HostInvocation, type HostOutcome, hostCall } from "./host-call.ts";
import { attachmentsOf, isAppointment, type OutlookItem, textOrNull } from "./item-claims.ts";

export type SourceParts = AcquiredSource["parts"];
type Part = SourceParts extends ReadonlyMap<string, infer P> ? P : never;

export interface PartsOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number | null) => void;
  /** Milliseconds for each step. */
  readonly timeoutMs: number;
  readonly errors: { step: string; code: string; detail: string }[];
  /** Throws where the host has gone on to another item. */
  readonly check: () => void;
}

/** Attachments in a row that may time out before the rest is not asked for: a mail can have hundreds of them. */
const PATIENCE = 2;

/** @returns Keys are headers.txt, body.txt, body.html and attachments/NNNN; what the host did not give is absent. */
export async function acquireParts(item: OutlookItem, options: PartsOptions): Promise<SourceParts> {
  const parts = new Map<string, Part>();
  const steps = [
    // An entry of the calendar has no header, and the host no method for it.
    ...(isAppointment(item) ? [] : [() => addHeaders(item, parts, options)]),
    () => addBody(item, "text", parts, options),
    () => addBody(item, "html", parts, options),
    ...attachmentSteps(item, parts, options),
  ];
  // One after the other: several calls at once made hosts time out.
  for (const [index, step] of steps.entries()) {
    await step();
    options.check();
    options.onProgress((index + 1) / steps.length);
  }
  return parts;
}

function attachmentSteps(item: OutlookItem, parts: Map<string, Part>, options: PartsOptions) {
  let timeouts = 0;
  return attachmentsOf(item).map((details, index) => async () => {
    const step = `getAttachmentContentAsync[${index}]`;
    if (timeouts >= PATIENCE) {
      options.errors.push({ step, code: "TIMEOUT", detail: "not asked for: the host had stopped answering" });
      return;
    }
    const before = options.errors.length;
    await addAttachment(item, { details, index, step }, parts, options);
    const timedOut = options.errors.slice(before).some(({ code }) => code === "TIMEOUT");
    timeouts = timedOut ? timeouts + 1 : 0;
  });
}

/** Asks the host for one part; a failure is written down here, so callers only look at successes. */
async function ask<T>(
  step: string,
  invoke: HostInvocation<T>,
  { timeoutMs, signal, errors }: PartsOptions,
): Promise<HostOutcome<T>> {
  const outcome = await hostCall<T>(invoke, { timeoutMs, signal });
  if (!outcome.ok) errors.push({ step, ...outcome.error });
  return outcome;
}

async function addHeaders(item: OutlookItem, parts: Map<string, Part>, options: PartsOptions): Promise<void> {
  const step = "getAllInternetHeadersAsync";
  const outcome = await ask<string>(
    step,
    (settle) => item.getAllInternetHeadersAsync((result) => settle(result)),
    options,
  );
  if (!outcome.ok || !notEmpty(outcome.value, step, options)) return;
  parts.set("headers.txt", { octets: utf8(outcome.value), name: null, mediaType: "text/rfc822-headers" });
  if (!hasSender(outcome.value)) {
    options.errors.push({ step, code: "HEADERS_INCOMPLETE", detail: "no From field among the headers" });
  }
}

/** Some clients give the subject and nothing else (OfficeDev/office-js#4109). */
export function hasSender(headers: string): boolean {
  return /^from:/im.test(headers);
}

async function addBody(
  item: OutlookItem,
  form: "text" | "html",
  parts: Map<string, Part>,
  options: PartsOptions,
): Promise<void> {
  const step = `body.getAsync(${form})`;
  const outcome = await ask<string>(
    step,
    (settle) => item.body.getAsync(form, (result) => settle(result)),
    options,
  );
  if (!outcome.ok || !notEmpty(outcome.value, step, options)) return;
  const [name, mediaType] = form === "text" ? ["body.txt", "text/plain"] : ["body.html", "text/html"];
  parts.set(name, { octets: utf8(outcome.value), name: null, mediaType });
}

/** Succeeded, yet nothing there: sent items, some clients (OfficeDev/office-js#4773, #6796, #6416). */
function notEmpty(value: unknown, step: string, { errors }: PartsOptions): value is string {
  if (typeof value === "string" && value !== "") return true;
  errors.push({ step, code: "EMPTY", detail: "succeeded without content" });
  return false;
}

async function addAttachment(
  item: OutlookItem,
  { details, index, step }: { readonly details: Office.AttachmentDetails; index: number; step: string },
  parts: Map<string, Part>,
  options: PartsOptions,
): Promise<void> {
  const note = (code: string, detail: string) => options.errors.push({ step, code, detail });
  if (!details.id) {
    // Protected mail has attachments without ids (OfficeDev/office-js#2723, #6569).
    note("NO_ID", "the host gives no id for this attachment");
    return;
  }
  const outcome = await ask<Office.AttachmentContent>(
    step,
    (settle) => item.getAttachmentContentAsync(details.id, (result) => settle(result)),
    options,
  );
  if (!outcome.ok || !notEmpty(outcome.value?.content, step, options)) return;
  const part = partOf(outcome.value, details, note);
  if (part !== null) parts.set(`attachments/${String(index + 1).padStart(4, "0")}`, part);
}

const TEXT_FORMS: Readonly<Record<string, string>> = {
  eml: "message/rfc822",
  iCalendar: "text/calendar",
  url: "text/uri-list",
};

function partOf(
  { content, format }: Office.AttachmentContent,
  details: Office.AttachmentDetails,
  note: (code: string, detail: string) => void,
): Part | null {
  const textType = TEXT_FORMS[format];
  if (textType !== undefined) {
    note("TEXT_FORM", `given as text (${format}), kept as UTF-8: its own octets are not known`);
    return { octets: utf8(content), name: textOrNull(details.name), mediaType: textType };
  }
  const decoded = decodeBase64(content);
  if (!decoded.ok) {
    note(decoded.error.code, decoded.error.message);
    return null;
  }
  if (details.size > decoded.value.length) {
    note("SIZE_DIFFERS", `the host says ${details.size} octets and gave ${decoded.value.length}`);
  }
  return {
    octets: decoded.value,
    name: textOrNull(details.name),
    mediaType: textOrNull(details.contentType),
  };
}
