/** Which screen is shown. Everything the screens know comes from the session; what was typed lives here. */
import { type RefObject, useEffect, useRef } from "react";
import { DemoStamp, ThemedRoot, useText } from "../../ui/index.ts";
import type { ReportState } from "../../workflow/report-state.ts";
import { afterPaint } from "../after-paint.ts";
import type { PaneSession, PaneView } from "../pane-session.ts";
import { useStore } from "../store.ts";
import { Notice, Problem } from "./bits.tsx";
import { aboutOf, useDraft } from "./draft.ts";
import { Idle, usePages } from "./idle.tsx";
import { Later } from "./later.tsx";
import { laterScreens, loadLaterScreens } from "./later-screens.ts";
import { usePaneText } from "./pane-text.ts";
import { Reporting, reportingScreen } from "./reporting.tsx";
import { useSurface } from "./surface.ts";

export function PaneApp(props: { readonly session: PaneSession }) {
  const { session } = props;
  const base = useText();
  const view = useStore(session.view);
  const report = useStore(session.report);
  const about = aboutOf(view);
  const draft = useDraft(about);
  const pages = usePages(about);
  const main = useRef<HTMLElement>(null);
  const { loaded } = useStore(laterScreens);
  useEffect(() => afterPaint(() => void loadLaterScreens(base)), [base]);
  const idle = report.step === "ready";
  const name = view.expert.state !== "closed" ? "expert" : idle ? pages.page : reportingScreen(report, view);
  useHeadingFocus(main, name, loaded !== null);
  const Foot = useSurface()?.Foot;
  const shown = { session, view, draft, pages };
  return (
    <ThemedRoot theme={view.theme}>
      <main ref={main} className="pane">
        {isDemo(view, report) && <DemoStamp />}
        <ActionProblem view={view} />
        {view.expert.state !== "closed" ? (
          <OfExpert session={session} expert={view.expert} />
        ) : idle ? (
          <Idle {...shown} />
        ) : (
          <Reporting {...shown} report={report} />
        )}
      </main>
      {Foot !== undefined && <Foot />}
    </ThemedRoot>
  );
}

function OfExpert(props: {
  readonly session: PaneSession;
  readonly expert: Exclude<PaneView["expert"], { readonly state: "closed" }>;
}) {
  return <Later>{({ Expert }) => <Expert {...props} />}</Later>;
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
