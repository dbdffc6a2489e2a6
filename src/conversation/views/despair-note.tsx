import type { Directory } from "../../core/evidence/directory.ts";
import { localText } from "../../ui/index.ts";
import { showsDespair } from "../../workflow/despair.ts";
import type { ReportAnswers } from "../../workflow/engine-port.ts";
import { helpLines } from "../../workflow/help-lines.ts";
import { callLink } from "./danger.tsx";
import { valueOf } from "./draft.ts";
import { useLaterText } from "./pane-text.ts";

/** Calm, beside what was typed, and in nobody's way. Nothing of it is sent or kept. */
export function DespairNote(props: {
  readonly answers: ReportAnswers;
  readonly directory: Directory | null;
}) {
  const { t, language } = useLaterText();
  const words = [valueOf(props.answers.comment), valueOf(props.answers.suspicion)];
  const shown = words.some((one) => one !== null && showsDespair(one));
  const own = localText(props.directory?.advice["despair"], language);
  const lines = helpLines(props.directory, language);
  return (
    <div aria-live="polite" className="pane-status">
      {shown && (
        <div className="pane-notice" data-intent="info">
          <p className="pane-prose">{own === "" ? t("despair.text") : own}</p>
          {lines.length > 0 && (
            <div className="pane-pair">
              {lines.map((number) => (
                <a key={number} className="pane-call" href={callLink(number)}>
                  {t("despair.call", { number })}
                </a>
              ))}
            </div>
          )}
        </div>
      )}
    </div>
  );
}
