/** The mails of one report: the one that the form is about, or its whole conversation. */
import { EvidenceError } from "../core/base/errors.ts";
import type { AcquisitionRecord } from "../core/evidence/types.ts";
import type { OpenMessage } from "../hosts/gmail/event.ts";
import { type GmailMailbox, gmailMailSource, type GmailSourceDeps } from "../hosts/gmail/mail-source.ts";
import { acquireMails } from "../workflow/acquire-mails.ts";
import type { FetchedMails } from "./reports.ts";

/** Nobody waits for it: the reporter sees one answer. */
const silent = () => undefined;
/** Their words are not known before they are fetched. */
const UNKNOWN = { subject: "", from: null };

type Errors = AcquisitionRecord["errors"];

/** @throws EvidenceError as `acquireMails`, where none could be had. */
export async function fetchOne(
  { id }: OpenMessage,
  deps: GmailSourceDeps,
  signal: AbortSignal,
): Promise<FetchedMails> {
  return fetchAll([id], deps, signal, false);
}

/**
 * The scope lets an add-on read the other mails of the open conversation. Where Gmail refuses all the same, the open one
 * goes alone: its record says why, and so does the reporter's card.
 */
export async function fetchConversation(
  { id, threadId }: OpenMessage,
  deps: GmailSourceDeps,
  signal: AbortSignal,
): Promise<FetchedMails> {
  const { ids, errors } = await listed(threadId ?? "", deps.mailbox, signal);
  if (ids === null) return fetchAll([id], { ...deps, errors }, signal, true);
  return fetchAll(ids, deps, signal, false);
}

async function fetchAll(
  ids: readonly string[],
  deps: GmailSourceDeps,
  signal: AbortSignal,
  restMissed: boolean,
): Promise<FetchedMails> {
  const mails = ids.map((id) => ({ source: gmailMailSource(id, deps), id, summary: UNKNOWN }));
  try {
    const acquired = await acquireMails(mails, { signal, reserved: 0, onProgress: silent });
    return { ...acquired, note: { restMissed } };
  } catch (cause) {
    // The only one who stops it is our own clock.
    if (signal.aborted) throw new EvidenceError("SOURCE_TIMEOUT", "not fetched in time", { retry: "later" });
    throw cause;
  }
}

async function listed(
  threadId: string,
  mailbox: GmailMailbox,
  signal: AbortSignal,
): Promise<{ readonly ids: readonly string[] | null; readonly errors: Errors }> {
  try {
    const ids = await mailbox.thread(threadId, { signal });
    if (ids.length > 0) return { ids, errors: [] };
    return { ids: null, errors: [failure("SOURCE_EMPTY", "the conversation has no mails")] };
  } catch (cause) {
    if (!(cause instanceof EvidenceError)) throw cause;
    return { ids: null, errors: [failure(cause.code, cause.message)] };
  }
}

function failure(code: string, detail: string): Errors[number] {
  return { step: "gmail.threads.get", code, detail };
}
