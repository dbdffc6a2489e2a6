import { Button } from "@fluentui/react-components";
import { ProgressLine } from "../../ui/index.ts";
import type { ReportState } from "../../workflow/report-state.ts";
import type { Parts } from "../pane-session.ts";
import { Screen } from "./bits.tsx";
import { usePaneText } from "./pane-text.ts";

const STEPS = ["acquiring", "analysing", "sealing", "storing", "sending", "checking"] as const;
type Step = (typeof STEPS)[number];

export type RunningState = Extract<
  ReportState,
  { readonly step: "acquiring" | "sealing" | "storing" | "sending" | "checking" }
>;

function stepOf(report: RunningState): Step {
  return report.step === "sealing" ? report.phase : report.step;
}

/** Says what is happening, and that nothing has been sent until a receipt is verified. */
export function ProgressScreen(props: {
  readonly report: RunningState;
  readonly parts?: Parts | null;
  readonly onStop: () => void;
}) {
  const { t } = usePaneText();
  const { report, parts } = props;
  const many = report.step === "acquiring" && (report.mails ?? 1) > 1;
  const current = STEPS.indexOf(stepOf(report));
  // Storing and checking take a moment and settle where things stand: they are let finish.
  const stoppable = report.step !== "storing" && report.step !== "checking";
  return (
    <Screen heading={t("steps.heading")}>
      <p className="pane-stamp">{t("steps.notYet")}</p>
      {parts && <p>{t("steps.partOf", { part: parts.current, parts: parts.total })}</p>}
      <ProgressLine
        label={t(`steps.${many ? "acquiringMany" : stepOf(report)}`)}
        fraction={"fraction" in report ? report.fraction : null}
      />
      {many && (
        <p className="pane-dim">{t("steps.mailOf", { mail: report.mail ?? 1, mails: report.mails ?? 1 })}</p>
      )}
      <ol className="pane-steps">
        {STEPS.map((step, index) => (
          <li
            key={step}
            data-state={index < current ? "past" : index === current ? "current" : "to-come"}
            aria-current={index === current ? "step" : undefined}
          >
            {t(`steps.${many && step === "acquiring" ? "acquiringMany" : step}`)}
          </li>
        ))}
      </ol>
      <Button disabledFocusable={!stoppable} onClick={() => props.onStop()}>
        {t("steps.cancel")}
      </Button>
    </Screen>
  );
}
