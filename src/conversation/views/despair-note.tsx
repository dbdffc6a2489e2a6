import type { Directory } from "../../core/evidence/directory.ts";
import { localText } from "../../ui/index.ts";
import { showsDespair } from "../../workflow/despair.ts";
import type { ReportAnswers } from "../../workflow/engine-port.ts";
import { callLink } from "./danger.tsx";
import { valueOf } from "./draft.ts";
import { useLaterText } from "./pane-text.ts";

/** Lines that someone answers day and night. Checked on 2026-11-24; an organisation's own words come before these. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  NL: ["113", "0800-0113"],
  BE: ["1813"],
  DE: ["0800 1110111"],
  FR: ["3114"],
  GB: ["116 123"],
};
/** The line of Belgium that speaks French. */
const BELGIUM_IN_FRENCH = ["0800 32 123"];

/** Of the organisation's country; null where we know of none. */
export function helpLines(directory: Directory | null, language: string): readonly string[] {
  const country = directory?.emergency[0]?.country ?? "";
  if (country === "BE" && language.startsWith("fr")) return BELGIUM_IN_FRENCH;
  return LINES[country] ?? [];
}

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
