/** Several mails selected in the list (Mailbox 1.13, permission "read/write mailbox"). */
import { EvidenceError } from "../../core/base/errors.ts";
import type { ListedMail } from "../../workflow/ports.ts";
import { type HostFailure, hostCall, withRetry } from "./host-call.ts";
import { type Claims, textOrNull } from "./item-claims.ts";
import { currentItem, noteSelection, outlookMailbox, supportsMailbox } from "./office.ts";

/** Why a host that has a selection does not tell of it. */
export type SelectionProblem = "permission" | "too-old" | "too-many";

/** A selected mail with what the host said of it beside the subject. */
export interface SelectedMail extends ListedMail {
  /** Names are office.js's own behind "selected.": itemMode, conversationId, internetMessageId, hasAttachment. */
  readonly claims: Claims;
}

export interface SelectionOptions {
  /** Milliseconds for each attempt; 10 s unless given. */
  readonly timeoutMs?: number;
  /** Milliseconds before the first retry; 500 unless given. */
  readonly backOffMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * What is selected, in the order of selecting; empty while one mail is open as usual. One alone is given where the host
 * shows no item for it: mailboxes that the address list hides.
 *
 * Drafts are reported in read mode (OfficeDev/office-js#6951): nothing is left out, the host's word is kept.
 *
 * @throws EvidenceError INPUT_INVALID where selectionProblem() knows the reason; SOURCE_TIMEOUT, SOURCE_UNAVAILABLE;
 *   CANCELLED once the signal aborts.
 */
export async function selectedMails(options: SelectionOptions = {}): Promise<readonly SelectedMail[]> {
  try {
    const mails = await askSelection(options);
    noteSelection(mails.length);
    return mails.length > 1 || currentItem() === null ? mails : [];
  } catch (error) {
    noteSelection(0);
    throw error;
  }
}

async function askSelection(options: SelectionOptions): Promise<SelectedMail[]> {
  const box = outlookMailbox();
  if (box === undefined) return [];
  if (typeof box.getSelectedItemsAsync !== "function" || !supportsMailbox("1.13")) throw problem("too-old");
  const { timeoutMs = 10_000, backOffMs = 500, signal = new AbortController().signal } = options;
  const answer = await withRetry(
    () =>
      hostCall<unknown>((settle) => box.getSelectedItemsAsync?.((result) => settle(result)), {
        timeoutMs,
        signal,
      }),
    // Internal error 5001 in the view by conversations (OfficeDev/office-js#4278).
    { attempts: 3, backOffMs, signal, onFailure: () => {} },
  );
  if (!answer.ok) throw refused(answer.error);
  return distinct(answer.value);
}

const PROBLEMS: readonly SelectionProblem[] = ["permission", "too-old", "too-many"];

/** @param cause - What selectedMails() threw. @returns Null for every other failure. */
export function selectionProblem(cause: unknown): SelectionProblem | null {
  const reason = cause instanceof EvidenceError ? (cause.cause as { selection?: unknown } | undefined) : null;
  const selection = reason?.selection;
  return PROBLEMS.find((one) => one === selection) ?? null;
}

function problem(selection: SelectionProblem): EvidenceError {
  return new EvidenceError("INPUT_INVALID", `the selection cannot be read: ${selection}`, {
    cause: { selection },
  });
}

/** Permission denied; insufficient item permissions; missing extended permissions (names of office.js). */
const NOT_PERMITTED = new Set(["7000", "9038", "9047"]);

/** More than a hundred are selected (a name of newer office.js; not seen from a host). */
const TOO_MANY = "9064";

function refused(failure: HostFailure): EvidenceError {
  // office.js checks the manifest's permission before it asks, and throws then; its words are in the host's language.
  if (NOT_PERMITTED.has(failure.code) || failure.code === "THREW") return problem("permission");
  if (failure.code === TOO_MANY) return problem("too-many");
  const code = failure.code === "TIMEOUT" ? "SOURCE_TIMEOUT" : "SOURCE_UNAVAILABLE";
  return new EvidenceError(code, "Outlook did not tell what is selected", { cause: failure, retry: "later" });
}

/** The same id twice is the same mail. Without an id it cannot be loaded, which the report has to say: kept. */
function distinct(value: unknown): SelectedMail[] {
  const seen = new Set<string>();
  const mails = (Array.isArray(value) ? value : []).map(selectedMail);
  return mails.filter(({ id }) => id === "" || (!seen.has(id) && seen.add(id)));
}

function selectedMail(given: unknown): SelectedMail {
  const one = (typeof given === "object" && given !== null ? given : {}) as Partial<
    Record<keyof Office.SelectedItemDetails, unknown>
  >;
  const id = textOrNull(one.itemId) ?? "";
  return {
    id,
    summary: { subject: textOrNull(one.subject) ?? "", from: null, ...(id !== "" && { id }) },
    receivedAt: null,
    claims: {
      "selected.itemId": textOrNull(one.itemId),
      "selected.itemMode": textOrNull(one.itemMode),
      "selected.subject": textOrNull(one.subject),
      "selected.conversationId": textOrNull(one.conversationId),
      "selected.internetMessageId": textOrNull(one.internetMessageId),
      "selected.hasAttachment": typeof one.hasAttachment === "boolean" ? String(one.hasAttachment) : null,
    },
  };
}
