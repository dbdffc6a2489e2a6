/** Which screen is shown. Everything the screens know comes from the session; what was typed lives here. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { DemoStamp, ThemedRoot } from "../../ui/index.ts";
import type { ReportState } from "../../workflow/report-state.ts";
import type { PaneSession, PaneView } from "../pane-session.ts";
import { useStore } from "../store.ts";
import { Notice, Problem } from "./bits.tsx";
import { ClosedScreen } from "./closed.tsx";
import { aboutOf, asked, type Draft, requestOf, useDraft } from "./draft.ts";
import { Later } from "./later.tsx";
import { laterScreens, loadLaterScreens } from "./later-screens.ts";
import { usePaneText } from "./pane-text.ts";
import { ProgressScreen, type RunningState } from "./progress.tsx";
import { StartScreen, type StartTarget } from "./start.tsx";
import { TroubleScreen } from "./trouble.tsx";

/** What is shown while no report runs. */
type Page = "start" | "closed" | StartTarget;

interface Shown {
  readonly session: PaneSession;
  readonly view: PaneView;
  readonly draft: Draft;
  readonly onPage: (page: Page) => void;
}

export function PaneApp(props: { readonly session: PaneSession }) {
  const { session } = props;
  const view = useStore(session.view);
  const report = useStore(session.report);
  const about = aboutOf(view);
  const draft = useDraft(about);
  const [page, onPage] = usePage(about);
  const main = useRef<HTMLElement>(null);
  const { screens } = useStore(laterScreens);
  useEffect(() => void loadLaterScreens(), []);
  const name = view.expert.state === "closed" ? screenName(report, page) : "expert";
  useHeadingFocus(main, name, screens !== null);
  const shown = { session, view, draft, onPage };
  return (
    <ThemedRoot theme={view.theme}>
      <main ref={main} className="pane">
        {isDemo(view, report) && <DemoStamp />}
        <ActionProblem view={view} />
        <Content {...shown} page={page} report={report} />
      </main>
    </ThemedRoot>
  );
}

function Content(props: Shown & { readonly page: Page; readonly report: ReportState }) {
  const { page, report, ...shown } = props;
  const { expert } = shown.view;
  if (expert.state !== "closed")
    return <Later>{({ Expert }) => <Expert session={shown.session} expert={expert} />}</Later>;
  return report.step === "ready" ? <Idle {...shown} page={page} /> : <Reporting {...shown} report={report} />;
}

function isDemo(view: PaneView, report: ReportState): boolean {
  if (view.directory?.directory.demo === true) return true;
  return "sealed" in report && report.sealed?.demo === true;
}

/** Saving or removing did not work: the buttons that do it are on several screens. */
function ActionProblem({ view }: { readonly view: PaneView }) {
  const { t } = usePaneText();
  return (
    <div role="alert">
      {view.actionProblem !== null && (
        <Notice intent="warning">
          <strong>{t("problem.action")}</strong>
          <Problem code={view.actionProblem} />
        </Notice>
      )}
    </div>
  );
}

/** Questions and the closed screen belong to one mail: with another one the first screen comes back. */
function usePage(about: string): [Page, (page: Page) => void] {
  const [shown, setShown] = useState<{ page: Page; about: string }>({ page: "start", about });
  const ofOneMail = shown.page === "questions" || shown.page === "closed";
  const page = ofOneMail && shown.about !== about ? "start" : shown.page;
  return [page, (next) => setShown({ page: next, about })];
}

function screenName(report: ReportState, page: Page): string {
  switch (report.step) {
    case "ready":
      return page;
    case "acquiring":
    case "sealing":
    case "storing":
    case "sending":
    case "checking":
      return "progress";
    default:
      return wantsCode(report) ? "enrolment" : report.step;
  }
}

function wantsCode(report: ReportState): boolean {
  return (report.step === "waiting" || report.step === "refused") && report.code === "UNAUTHORISED";
}

/** A screen reader follows the focus: it goes to the heading of every screen but the first. */
function useHeadingFocus(main: RefObject<HTMLElement | null>, screen: string, loaded: boolean): void {
  const last = useRef(`${screen} ${loaded}`);
  useEffect(() => {
    const [before] = last.current.split(" ");
    const isNew = before !== screen || (last.current !== `${screen} ${loaded}` && screen !== "start");
    last.current = `${screen} ${loaded}`;
    if (!isNew) return;
    main.current?.querySelector("h1")?.focus();
    window.scrollTo(0, 0);
  }, [main, screen, loaded]);
}

function Idle(props: Shown & { readonly page: Page }) {
  const { session, view, draft, onPage, page } = props;
  const back = () => onPage("start");
  if (page === "closed") return <ClosedScreen onBack={back} />;
  if (page === "outbox")
    return (
      <Later>{({ OutboxScreen }) => <OutboxScreen session={session} view={view} onBack={back} />}</Later>
    );
  if (page === "questions" && view.item !== null)
    return (
      <Later>
        {({ QuestionsScreen }) => (
          <QuestionsScreen answers={draft.answers} onChange={draft.setAnswers} onBack={back} />
        )}
      </Later>
    );
  const { directory } = view;
  if (page === "readers" && directory !== null)
    return (
      <Later>
        {({ ReadersScreen }) => (
          <ReadersScreen
            directory={directory}
            choice={draft.readers}
            onChange={draft.setReaders}
            onBack={back}
          />
        )}
      </Later>
    );
  return <Start {...props} />;
}

function Start({ session, view, draft, onPage }: Shown) {
  const open = (target: StartTarget) => {
    if (target === "questions") draft.setAnswers(asked(draft.answers));
    onPage(target);
  };
  return <StartScreen session={session} view={view} draft={draft} onOpen={open} />;
}

type ReportingState = Exclude<ReportState, { readonly step: "ready" }>;

function Reporting(props: Shown & { readonly report: ReportingState }) {
  const { session, view, draft, onPage, report } = props;
  const { language } = usePaneText();
  const [codeTried, setCodeTried] = useState(false);
  const directory = view.directory?.directory ?? null;
  if (report.step === "done")
    return (
      <Later settled={report.sealed.reference}>
        {({ DoneScreen }) => (
          <DoneScreen
            session={session}
            report={report}
            directory={directory}
            answers={draft.answers}
            leftOut={draft.readers?.leftOut ?? []}
            onClose={() => {
              draft.clear();
              onPage("closed");
              session.reset();
            }}
          />
        )}
      </Later>
    );
  if (isRunning(report)) return <ProgressScreen report={report} onStop={() => session.cancel()} />;
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
      onAgain={() => session.send(requestOf(draft, view, language))}
    />
  );
}

function isRunning(report: ReportingState): report is RunningState {
  return screenName(report, "start") === "progress";
}
