/** A window of our own page over Outlook: for signing in where the host cannot (Mailbox 1.4). */
import { EvidenceError } from "../../core/base/errors.ts";
import { answerOf, cancelled, within } from "./host-call.ts";
import { eventType, officeUi } from "./office.ts";

export interface DialogOptions {
  /** Milliseconds until the host has opened it, its own question to the reporter included; two minutes unless given. */
  readonly openTimeoutMs?: number;
  /** Milliseconds that it may stay open; ten minutes unless given. */
  readonly timeoutMs?: number;
}

/** Percent of the screen. */
const SIZE = { height: 60, width: 40 } as const;
/** Closed by the reporter, and "do not open" answered to the host's question. */
const CLOSED = 12006;
const DECLINED = "12009";
const LONGEST_MESSAGE = 64 * 1024;

/**
 * Opens a page of our own origin and waits for its one message (Office.context.ui.messageParent).
 *
 * @param url - Absolute, https, of our origin.
 * @throws EvidenceError CANCELLED where the reporter closed or declined it, or the signal aborts; SIGN_IN_FAILED for
 *   everything else. The window is closed in each case.
 */
export async function openDialog(
  url: string,
  signal: AbortSignal,
  { openTimeoutMs = 120_000, timeoutMs = 600_000 }: DialogOptions = {},
): Promise<string> {
  if (signal.aborted) throw cancelled();
  const ui = officeUi();
  if (typeof ui?.displayDialogAsync !== "function") throw failed("this client opens no windows");
  const { origin } = new URL(url);
  const opening = answerOf<Office.Dialog>((settle) =>
    ui.displayDialogAsync?.(url, { ...SIZE, displayInIframe: false }, (result) => settle(result)),
  );
  try {
    const opened = await within(opening, { timeoutMs: openTimeoutMs, signal });
    if (opened === null) throw failed("the window did not open in time");
    if (!opened.ok) throw opened.error.code === DECLINED ? cancelled() : failed(`code ${opened.error.code}`);
    const message = await within(messageOf(opened.value, origin), { timeoutMs, signal });
    if (message === null) throw failed("the window was left open");
    return message;
  } finally {
    // Also one that opens late.
    void opening.then((opened) => opened.ok && close(opened.value));
  }
}

function failed(why: string): EvidenceError {
  return new EvidenceError("SIGN_IN_FAILED", `the sign-in window gave no answer: ${why}`, { retry: "later" });
}

function close(dialog: Partial<Office.Dialog> | null | undefined): void {
  try {
    dialog?.close?.();
  } catch {
    // Closed already: hosts differ in whether that throws.
  }
}

function messageOf(dialog: Office.Dialog, origin: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const listen = (
      name: "DialogMessageReceived" | "DialogEventReceived",
      heard: (event: unknown) => void,
    ) => {
      const type = eventType(name);
      if (type === undefined) throw failed("no such event");
      dialog.addEventHandler(type, heard);
    };
    try {
      listen("DialogMessageReceived", (event) => {
        const message = messageFrom(event, origin);
        if (message !== null) resolve(message);
      });
      listen("DialogEventReceived", (event) => reject(ended(event)));
    } catch (cause) {
      reject(cause instanceof EvidenceError ? cause : failed("the host has no events for it"));
    }
  });
}

/** Older clients give no origin (before DialogOrigin 1.1): they let our own origin send only. */
function messageFrom(event: unknown, origin: string): string | null {
  const { message, origin: sender } = (event ?? {}) as { message?: unknown; origin?: unknown };
  if (typeof sender === "string" && sender !== origin) return null;
  return typeof message === "string" && message.length <= LONGEST_MESSAGE ? message : null;
}

function ended(event: unknown): EvidenceError {
  const code = (event as { error?: unknown } | null | undefined)?.error;
  return code === CLOSED ? cancelled() : failed(`event ${typeof code === "number" ? code : "unknown"}`);
}
