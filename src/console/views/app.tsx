import { Button, Select } from "@fluentui/react-components";
import { useEffect, useState, useSyncExternalStore } from "react";
import { DemoStamp } from "../../ui/index.ts";
import type { ConsoleState, ConsoleStore } from "../console-store.ts";
import { createIdleWatch } from "../idle-watch.ts";
import type { ConsoleBuild } from "../ports.ts";
import { Notice, useConsoleText } from "./bits.tsx";
import { CaseListView } from "./case-list.tsx";
import { LogAlarm, LogView } from "./log.tsx";
import { ReportView } from "./report.tsx";
import { SessionFacts } from "./session-facts.tsx";
import { UnlockView } from "./unlock.tsx";

/** Milliseconds without a key or pointer after which the keys are dropped. */
const IDLE_LIMIT = 10 * 60_000;

type OpenState = Extract<ConsoleState, { stage: "open" }>;

export function ConsoleApp(props: {
  readonly store: ConsoleStore;
  readonly build: ConsoleBuild;
  readonly languages: readonly string[];
  readonly onLanguage: (language: string) => void;
}) {
  const { store, build } = props;
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  return (
    <>
      <header>
        {showsDemo(state, build) && <DemoStamp />}
        <HeaderBar {...props} open={state.stage === "open"} />
      </header>
      {state.stage === "open" ? (
        <OpenConsole state={state} store={store} build={build} />
      ) : (
        <UnlockView state={state} build={build} onUnlock={(request) => void store.unlock(request)} />
      )}
    </>
  );
}

/** A demo build says so before it knows any directory; a demo report says so under any. */
function showsDemo(state: ConsoleState, build: ConsoleBuild): boolean {
  if (state.stage !== "open") return build.allowDemo;
  const { report } = state;
  const shown = report?.state === "examined" ? report.fetched.examination : null;
  return state.session.reading.directory.demo || (shown?.state === "shown" && shown.content.demo);
}

function HeaderBar(props: {
  readonly store: ConsoleStore;
  readonly build: ConsoleBuild;
  readonly languages: readonly string[];
  readonly onLanguage: (language: string) => void;
  readonly open: boolean;
}) {
  const { t, language } = useConsoleText();
  return (
    <div className="console-header">
      <div>
        <strong>{t("title")}</strong>{" "}
        <span className="zegel-dim">{t("subtitle", { organisation: props.build.organisation })}</span>
      </div>
      <div className="console-actions">
        <Select
          size="small"
          aria-label={t("language")}
          value={language}
          onChange={(_, { value }) => props.onLanguage(value)}
        >
          {props.languages.map((one) => (
            <option key={one} value={one}>
              {new Intl.DisplayNames([one], { type: "language" }).of(one) ?? one}
            </option>
          ))}
        </Select>
        {props.open && <Button onClick={() => props.store.lock("locked")}>{t("lock")}</Button>}
      </div>
    </div>
  );
}

function OpenConsole(props: {
  readonly state: OpenState;
  readonly store: ConsoleStore;
  readonly build: ConsoleBuild;
}) {
  const { t } = useConsoleText();
  const { state, store, build } = props;
  const [showsLog, setShowsLog] = useState(false);
  const secondsLeft = useIdleLock(store);
  return (
    <main className="console-main">
      {secondsLeft !== null && <Notice intent="warning" title={t("idle", { seconds: secondsLeft })} urgent />}
      <LogAlarm log={state.log} />
      <SessionFacts session={state.session} intakeUrl={build.intakeUrl} />
      {state.report === null && !showsLog && (
        <div className="console-actions">
          <Button onClick={() => setShowsLog(true)}>{t("log.open")}</Button>
          <Button onClick={() => void store.refresh()} disabled={state.list.state === "loading"}>
            {t("refresh")}
          </Button>
        </div>
      )}
      <CurrentView state={state} store={store} showsLog={showsLog} onLog={setShowsLog} />
    </main>
  );
}

function CurrentView(props: {
  readonly state: OpenState;
  readonly store: ConsoleStore;
  readonly showsLog: boolean;
  readonly onLog: (shows: boolean) => void;
}) {
  const { state, store } = props;
  const rows = state.list.state === "loaded" ? state.list.rows : [];
  if (state.report !== null) {
    return (
      <ReportView
        key={state.report.listed.package}
        report={state.report}
        log={state.log}
        onBack={store.closeReport}
      />
    );
  }
  if (props.showsLog) {
    return (
      <LogView
        log={state.log}
        listed={rows.length}
        referenceOf={(digest) => {
          const row = rows.find((one) => one.listed.package === digest);
          return row?.state === "readable" ? row.summary.reference : null;
        }}
        onBack={() => props.onLog(false)}
        onRefresh={() => void store.refresh()}
      />
    );
  }
  return (
    <CaseListView
      list={state.list}
      tellReporter={state.tellReporter}
      onTellReporter={store.setTellReporter}
      onOpen={(listed) => void store.open(listed)}
    />
  );
}

/** @returns Seconds until the lock once it is near; null before. */
function useIdleLock(store: ConsoleStore): number | null {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  useEffect(() => {
    const watch = createIdleWatch({ limit: IDLE_LIMIT, now: () => Date.now() });
    const touch = () => {
      watch.touch();
      setSecondsLeft(null);
    };
    const events = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
    for (const name of events) window.addEventListener(name, touch, { passive: true });
    const timer = setInterval(() => {
      if (watch.isIdle()) store.lock("idle");
      else setSecondsLeft(watch.warning());
    }, 1000);
    return () => {
      clearInterval(timer);
      for (const name of events) window.removeEventListener(name, touch);
    };
  }, [store]);
  return secondsLeft;
}
