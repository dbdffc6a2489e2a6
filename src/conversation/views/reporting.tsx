/** What is shown from the press of the button on: the way of the report, and how it ended. */
import { useState } from "react";
import type { ReportState } from "../../workflow/report-state.ts";
import type { PaneSession, PaneView, Parts } from "../pane-session.ts";
import { type Draft, requestOf } from "./draft.ts";
import type { Pages } from "./idle.tsx";
import { Later } from "./later.tsx";
import { usePaneText } from "./pane-text.ts";
import { ProgressScreen, type RunningState } from "./progress.tsx";
import { TroubleScreen } from "./trouble.tsx";

export type ReportingState = Exclude<ReportState, { readonly step: "ready" }>;
type UnsentState = Extract<ReportState, { readonly step: "waiting" | "refused" }>;

/** Name of the screen: with another one the focus moves to its heading. */
export function reportingScreen(report: ReportingState, view: Pick<PaneView, "signIn">): string {
  if (isRunning(report)) return "progress";
  if (wantsSignIn(report, view)) return "sign-in";
  return wantsCode(report) ? "enrolment" : report.step;
}

function isRunning(report: ReportingState): report is RunningState {
  return ["acquiring", "sealing", "storing", "sending", "checking"].includes(report.step);
}

function isUnsent(report: ReportingState): report is UnsentState {
  return report.step === "waiting" || report.step === "refused";
}

function wantsCode(report: ReportingState): report is UnsentState {
  return isUnsent(report) && report.code === "UNAUTHORISED";
}

/** An organisation with sign-in has no code to type: a token that was not accepted is asked for again. */
function wantsSignIn(report: ReportingState, view: Pick<PaneView, "signIn">): report is UnsentState {
  if (!isUnsent(report)) return false;
  if (report.code === "SIGN_IN_NEEDED" || report.code === "SIGN_IN_FAILED") return true;
  return report.code === "UNAUTHORISED" && view.signIn !== "none";
}

interface ReportingProps {
  readonly session: PaneSession;
  readonly view: PaneView;
  readonly draft: Draft;
  readonly pages: Pages;
  readonly report: ReportingState;
}

export function Reporting(props: ReportingProps) {
  const { session, view, draft, report } = props;
  const { language } = usePaneText();
  const [codeTried, setCodeTried] = useState(false);
  const directory = view.directory?.directory ?? null;
  if (report.step === "done") return <Done {...props} report={report} />;
  if (isRunning(report))
    return <ProgressScreen report={report} parts={view.parts ?? null} onStop={() => session.cancel()} />;
  if (wantsSignIn(report, view))
    return (
      <Later>
        {({ SignInScreen }) => (
          <SignInScreen session={session} view={view} report={report} directory={directory} />
        )}
      </Later>
    );
  if (wantsCode(report))
    return (
      <Later>
        {({ EnrolmentScreen }) => (
          <EnrolmentScreen
            session={session}
            report={report}
            directory={directory}
            tried={codeTried}
            onCode={(code) => {
              setCodeTried(true);
              session.enrol(code);
            }}
          />
        )}
      </Later>
    );
  return (
    <TroubleScreen
      key={report.step}
      session={session}
      report={report}
      directory={directory}
      parts={view.parts ?? null}
      outbox={view.outbox}
      onAgain={() => (view.parts ? session.sendMissed() : session.send(requestOf(draft, view, language)))}
    />
  );
}

/** Of all of them: the part on the screen is one among others. What was removed from the list was seen there. */
function haveArrived({ sealed, left }: Parts, outbox: PaneView["outbox"]): boolean {
  const digests = new Set(sealed.map(({ packageDigest }) => packageDigest));
  return left === 0 && !outbox.some((one) => digests.has(one.packageDigest) && one.state !== "sent");
}

function Done(props: ReportingProps & { readonly report: Extract<ReportState, { readonly step: "done" }> }) {
  const { session, view, draft, pages, report } = props;
  const { parts = null, outbox } = view;
  if (parts !== null && !haveArrived(parts, outbox))
    return <Later>{({ PartsScreen }) => <PartsScreen session={session} parts={parts} view={view} />}</Later>;
  return (
    <Later settled={report.sealed.reference}>
      {({ DoneScreen }) => (
        <DoneScreen
          session={session}
          report={report}
          parts={parts}
          directory={view.directory?.directory ?? null}
          answers={draft.answers}
          leftOut={draft.readers?.leftOut ?? []}
          onClose={() => {
            draft.clear();
            pages.open("closed");
            session.reset();
          }}
        />
      )}
    </Later>
  );
}
