/** States and events of one report. Pure: the runner in report-mail.ts makes the events. */
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import type { SealedReport, SealPhase } from "./engine-port.ts";
import type { ReceiptAnswer } from "./ports.ts";

/** "INTERNAL": a bug or a crashed worker. Nothing the reporter did, and nothing they can repair. */
export type FailureCode = EvidenceErrorCode | "INTERNAL";

/**
 * Where the octets are now. "mailbox": we hold nothing, the mail is where it was. "device": sealed in the outbox.
 * "memory": sealed, but the device would not store it, so it is gone when the pane closes.
 */
export type Kept = "mailbox" | "device" | "memory";

export type ReportState =
  | { readonly step: "ready" }
  /** `mail` counts from 1 up to `mails`; left away for one mail. */
  | {
      readonly step: "acquiring";
      readonly fraction: number | null;
      readonly mail?: number;
      readonly mails?: number;
    }
  | { readonly step: "sealing"; readonly phase: SealPhase; readonly fraction: number | null }
  | { readonly step: "storing"; readonly sealed: SealedReport }
  | {
      readonly step: "sending";
      readonly sealed: SealedReport;
      readonly kept: Kept;
      readonly fraction: number | null;
    }
  | { readonly step: "checking"; readonly sealed: SealedReport; readonly kept: Kept }
  /** The only state that may be shown as a success. */
  | {
      readonly step: "done";
      readonly sealed: SealedReport;
      readonly answer: ReceiptAnswer;
      readonly timestampedAt: number | null;
    }
  /** NOT yet sent: tried again by itself at `nextAttemptAt`. */
  | {
      readonly step: "waiting";
      readonly sealed: SealedReport;
      readonly kept: Kept;
      readonly code: FailureCode;
      readonly nextAttemptAt: number;
    }
  /** NOT sent, and trying again unchanged would not help. */
  | {
      readonly step: "refused";
      readonly sealed: SealedReport;
      readonly kept: Kept;
      readonly code: FailureCode;
    }
  /** Stopped by the reporter; `sealed` is null where nothing had been sealed yet. */
  | {
      readonly step: "stopped";
      readonly sealed: SealedReport | null;
      readonly kept: Kept;
      readonly mayHaveArrived: boolean;
    }
  | { readonly step: "failed"; readonly code: FailureCode; readonly kept: "mailbox" };

export type ReportEvent =
  | { readonly type: "started" }
  | {
      readonly type: "acquire-progress";
      readonly fraction: number | null;
      readonly mail?: number;
      readonly mails?: number;
    }
  | { readonly type: "acquired" }
  | { readonly type: "seal-progress"; readonly phase: SealPhase; readonly fraction: number | null }
  | { readonly type: "sealed"; readonly sealed: SealedReport }
  | { readonly type: "stored"; readonly kept: "device" | "memory" }
  | { readonly type: "send-progress"; readonly fraction: number | null }
  | { readonly type: "answered" }
  | { readonly type: "verified"; readonly answer: ReceiptAnswer; readonly timestampedAt: number | null }
  | { readonly type: "postponed"; readonly code: FailureCode; readonly nextAttemptAt: number }
  | { readonly type: "rejected"; readonly code: FailureCode }
  | { readonly type: "send-again" }
  | { readonly type: "cancelled" }
  | { readonly type: "failed"; readonly code: FailureCode }
  | { readonly type: "reset" };

/** An event that does not belong to a state leaves it as it is: progress may arrive after a cancel. */
export function nextState(state: ReportState, event: ReportEvent): ReportState {
  switch (event.type) {
    case "cancelled":
      return afterCancel(state);
    case "failed":
      return isBeforeStored(state) ? { step: "failed", code: event.code, kept: "mailbox" } : state;
    case "reset":
      return isSettled(state) ? { step: "ready" } : state;
    case "send-again":
      return sendAgain(state);
    default:
      return forward(state, event);
  }
}

type ForwardEvent = Exclude<ReportEvent, { readonly type: "cancelled" | "failed" | "reset" | "send-again" }>;

function forward(state: ReportState, event: ForwardEvent): ReportState {
  switch (state.step) {
    case "ready":
    case "failed":
      return event.type === "started" ? { step: "acquiring", fraction: null } : state;
    case "acquiring":
      if (event.type === "acquire-progress") {
        const { type: _type, ...progress } = event;
        return { step: "acquiring", ...progress };
      }
      return event.type === "acquired" ? { step: "sealing", phase: "analysing", fraction: null } : state;
    case "sealing":
      if (event.type === "seal-progress")
        return { step: "sealing", phase: event.phase, fraction: event.fraction };
      return event.type === "sealed" ? { step: "storing", sealed: event.sealed } : state;
    case "storing":
      if (event.type !== "stored") return state;
      return { step: "sending", sealed: state.sealed, kept: event.kept, fraction: null };
    case "sending":
    case "checking":
      return whileSending(state, event);
    default:
      return state;
  }
}

type Sending = Extract<ReportState, { readonly step: "sending" | "checking" }>;

function whileSending(state: Sending, event: ForwardEvent): ReportState {
  const { sealed, kept } = state;
  switch (event.type) {
    case "send-progress":
      return state.step === "sending" ? { ...state, fraction: event.fraction } : state;
    case "answered":
      return { step: "checking", sealed, kept };
    case "verified":
      // An answer that nobody checked cannot be a success, whoever says so.
      if (state.step !== "checking") return state;
      return { step: "done", sealed, answer: event.answer, timestampedAt: event.timestampedAt };
    case "postponed":
      return { step: "waiting", sealed, kept, code: event.code, nextAttemptAt: event.nextAttemptAt };
    case "rejected":
      return { step: "refused", sealed, kept, code: event.code };
    default:
      return state;
  }
}

function sendAgain(state: ReportState): ReportState {
  const again = state.step === "waiting" || state.step === "refused" || state.step === "stopped";
  if (!again || state.sealed === null) return state;
  return { step: "sending", sealed: state.sealed, kept: state.kept, fraction: null };
}

function afterCancel(state: ReportState): ReportState {
  switch (state.step) {
    case "acquiring":
    case "sealing":
      return { step: "stopped", sealed: null, kept: "mailbox", mayHaveArrived: false };
    case "sending":
    case "waiting":
      // The last octet may be there already: saying "not sent" as a certainty would be a lie.
      // Storing and checking take a moment and settle where things stand: they are let finish.
      return { step: "stopped", sealed: state.sealed, kept: state.kept, mayHaveArrived: true };
    default:
      return state;
  }
}

function isBeforeStored(state: ReportState): boolean {
  return state.step === "acquiring" || state.step === "sealing";
}

/** Nothing is running: the pane may turn to another mail. */
export function isSettled(state: ReportState): boolean {
  return ["ready", "done", "waiting", "refused", "stopped", "failed"].includes(state.step);
}
