/** Starts reports: of what is on the screen, and of what the last one missed; in several packages where one cannot hold it. */
import type { Digest } from "../core/base/digest.ts";
import { reservedFor, type RequestedMail } from "../workflow/acquire-mails.ts";
import type { SealedReport } from "../workflow/engine-port.ts";
import type { Reporter, ReportRequest } from "../workflow/report-mail.ts";
import type { Parts, PaneView, SealedPart } from "./pane-session.ts";
import type { Authorization } from "./session-authorization.ts";
import type { Room } from "./session-room.ts";
import type { PaneHost } from "./session-world.ts";
import type { Store } from "./store.ts";

type Mails = readonly RequestedMail[];

export interface Reporting extends Pick<Room, "send" | "sendMissed"> {
  /** The screen turns to something else: what was sealed of the last report is not shown any more. */
  readonly forget: () => void;
}

/** One report, from its first package to its last. */
interface Run {
  readonly request: Omit<ReportRequest, "mails" | "extras" | "supplements">;
  readonly extras: NonNullable<ReportRequest["extras"]>;
  /** Mails of the packages to come. */
  readonly queue: Mails[];
  readonly sealed: SealedPart[];
  /** In none of its packages, and not tried again by itself. */
  readonly missed: RequestedMail[];
}

/** @param host - `split` left away: one report is one package. */
export function makeReporting(
  reporter: Reporter,
  authorization: Pick<Authorization, "subject">,
  host: Pick<PaneHost, "split">,
  view: Pick<Store<PaneView>, "get" | "set">,
): Reporting {
  let last: Run | null = null;
  const show = (run: Run) => view.set({ parts: partsOf(run) });
  const go = (run: Run) => {
    last = run;
    void packAll(reporter, run, host.split !== undefined, () => {
      if (last !== run) return false;
      show(run);
      return true;
    });
  };
  return {
    send: ({ answers, readers, language, extras, confidential }, mails) => {
      const named = confidential ? {} : { custodian: custodianBy(authorization) };
      const request = { answers, readers, language, confidential, ...named };
      const queue = host.split?.(mails, reservedFor(extras)) ?? [mails];
      go({ request, extras, queue: [...queue], sealed: [], missed: [] });
    },
    sendMissed: () => {
      if (last === null) return;
      const { request, extras, queue, sealed, missed } = last;
      // What is still to come belongs to the same report; what was missed becomes one of its own.
      // Copies: a run that was stopped may end later than the next one begins.
      const rest = { request, extras, queue: [...queue], sealed: [...sealed], missed: [...missed] };
      const again = queue.length > 0 ? rest : anew(last, host);
      if (again.queue.length === 0) return;
      reporter.reset();
      go(again);
    },
    forget: () => {
      last = null;
      if (view.get().parts) view.set({ parts: null });
    },
  };
}

function anew({ request, missed }: Run, { split }: Pick<PaneHost, "split">): Run {
  const queue = missed.length === 0 ? [] : (split?.(missed, 0) ?? [missed]);
  return { request, extras: [], queue: [...queue], sealed: [], missed: [] };
}

/**
 * One package after the other. Ends early where one could not be sealed, or the reporter stopped it.
 *
 * @param show - Tells how far it is. @returns False where another report took its place.
 */
async function packAll(reporter: Reporter, run: Run, splits: boolean, show: () => boolean): Promise<void> {
  const { queue } = run;
  for (let mails = queue[0]; mails !== undefined; mails = queue[0]) {
    show();
    await reporter.report(requestOf(run, mails));
    if (!show()) return;
    const state = reporter.state();
    const sealed = "sealed" in state ? state.sealed : null;
    if (sealed === null) {
      if (state.step !== "failed") return;
      // The analysis of many mails takes room too, how much is known only when it is done.
      const halve = splits && state.code === "PACKAGE_TOO_LARGE" && mails.length > 1;
      if (!halve) return putLast(queue);
      queue.splice(0, 1, ...halves(mails));
    } else {
      queue.shift();
      note(run, sealed, reporter.missed(), splits);
      if (state.step === "stopped" || queue.length === 0) return void show();
    }
    reporter.reset();
  }
}

function requestOf({ request, extras, sealed }: Run, mails: Mails): ReportRequest {
  const first: Digest | undefined = sealed[0]?.packageDigest;
  return first === undefined ? { ...request, extras, mails } : { ...request, mails, supplements: first };
}

/** What cannot be had must not keep the others out, when it is tried again. */
function putLast(queue: Mails[]): void {
  const first = queue.shift();
  if (first !== undefined) queue.push(first);
}

function halves(mails: Mails): Mails[] {
  const middle = Math.ceil(mails.length / 2);
  return [mails.slice(0, middle), mails.slice(middle)];
}

/** @param missed - In the order of `sealed.missed`. */
function note(run: Run, sealed: SealedReport, missed: Mails, splits: boolean): void {
  const isFull = (index: number) => splits && sealed.missed[index]?.code === "PACKAGE_TOO_LARGE";
  const full = missed.filter((_, index) => isFull(index));
  run.missed.push(...missed.filter((_, index) => !isFull(index)));
  if (full.length > 0) run.queue.unshift(full);
  run.sealed.push({
    packageDigest: sealed.submission.packageDigest,
    reference: sealed.reference,
    mails: sealed.mails,
    missed: sealed.missed.filter((_, index) => !isFull(index)),
  });
}

/** @returns Null for a report in one package. */
function partsOf({ queue, sealed }: Run): Parts | null {
  const total = queue.length + sealed.length;
  if (total < 2) return null;
  const left = queue.reduce((sum, mails) => sum + mails.length, 0);
  return { current: Math.min(total, sealed.length + 1), total, sealed: [...sealed], left };
}

/** Asked for at the click, needed when the mails are there: nobody waits for it longer than that. */
export function custodianBy({
  subject,
}: Pick<Authorization, "subject">): NonNullable<ReportRequest["custodian"]> {
  const asked = subject();
  return async () => {
    const name = await asked;
    return name === null ? null : { role: "reporter", subject: name };
  };
}
