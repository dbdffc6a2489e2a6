import { Button } from "@fluentui/react-components";
import type { ReporterAction, ThreatKind, Urgency } from "../../core/evidence/types.ts";
import type { ReportAnswers } from "../../workflow/engine-port.ts";
import { Screen } from "./bits.tsx";
import { Choice, Question } from "./choice.tsx";
import { answerOf, valueOf } from "./draft.ts";
import { usePaneText } from "./pane-text.ts";

const KINDS: readonly ThreatKind[] = [
  "violence",
  "bomb",
  "sextortion",
  "blackmail",
  "defamation",
  "stalking",
  "phishing",
  "other",
];
const URGENCIES: readonly Urgency[] = ["immediate-danger", "deadline", "none"];
const ACTIONS: readonly ReporterAction[] = [
  "nothing",
  "replied",
  "clicked",
  "paid",
  "forwarded",
  "deleted",
  "told-someone",
];
/** Characters of a comment: more is a document, and belongs to the readers in another way. */
const COMMENT_LIMIT = 10_000;

interface QuestionsProps {
  readonly answers: ReportAnswers;
  readonly onChange: (answers: ReportAnswers) => void;
}

/** Everything here can be skipped and taken back. */
export function QuestionsScreen(props: QuestionsProps & { readonly onBack: () => void }) {
  const { t } = usePaneText();
  return (
    <Screen heading={t("questions.heading")}>
      <p>{t("questions.intro")}</p>
      <Kind {...props} />
      <Hurry {...props} />
      <Actions {...props} />
      <Comment {...props} />
      <Button appearance="primary" className="pane-wide" onClick={props.onBack}>
        {t("questions.back")}
      </Button>
    </Screen>
  );
}

function Clear(props: { readonly question: string; readonly onClear: () => void }) {
  const { t } = usePaneText();
  const label = t("questions.clearOne", { question: props.question });
  return (
    <Button size="small" appearance="subtle" aria-label={label} onClick={props.onClear}>
      {t("questions.clear")}
    </Button>
  );
}

function Kind({ answers, onChange }: QuestionsProps) {
  const { t } = usePaneText();
  const set = (kind: ThreatKind | null) => onChange({ ...answers, kind: answerOf(kind) });
  const chosen = valueOf(answers.kind);
  const label = t("questions.kind.label");
  return (
    <Question label={label}>
      {KINDS.map((kind) => (
        <Choice
          key={kind}
          kind="radio"
          group="kind"
          checked={chosen === kind}
          label={t(`questions.kind.${kind}`)}
          onChange={() => set(kind)}
        />
      ))}
      {chosen !== null && <Clear question={label} onClear={() => set(null)} />}
    </Question>
  );
}

function Hurry({ answers, onChange }: QuestionsProps) {
  const { t } = usePaneText();
  const set = (urgency: Urgency | null) => onChange({ ...answers, urgency: answerOf(urgency) });
  const chosen = valueOf(answers.urgency);
  const label = t("questions.urgency.label");
  return (
    <Question label={label}>
      {URGENCIES.map((urgency) => (
        <Choice
          key={urgency}
          kind="radio"
          group="urgency"
          checked={chosen === urgency}
          label={t(`questions.urgency.${urgency}`)}
          onChange={() => set(urgency)}
        />
      ))}
      {chosen !== null && <Clear question={label} onClear={() => set(null)} />}
    </Question>
  );
}

function Actions({ answers, onChange }: QuestionsProps) {
  const { t } = usePaneText();
  const chosen = valueOf(answers.actions) ?? [];
  const set = (action: ReporterAction, ticked: boolean) =>
    onChange({ ...answers, actions: answerOf(withAction(chosen, action, ticked)) });
  return (
    <Question label={t("questions.actions.label")}>
      {ACTIONS.map((action) => (
        <Choice
          key={action}
          kind="checkbox"
          checked={chosen.includes(action)}
          label={t(`questions.actions.${action}`)}
          onChange={(ticked) => set(action, ticked)}
        />
      ))}
    </Question>
  );
}

/** "Nothing" beside anything else would say two things at once. */
export function withAction(
  chosen: readonly ReporterAction[],
  action: ReporterAction,
  ticked: boolean,
): readonly ReporterAction[] {
  if (!ticked) return chosen.filter((one) => one !== action);
  if (action === "nothing") return ["nothing"];
  return [...chosen.filter((one) => one !== "nothing" && one !== action), action];
}

function Comment({ answers, onChange }: QuestionsProps) {
  const { t } = usePaneText();
  return (
    <label className="pane-field">
      <span>{t("questions.comment.label")}</span>
      <textarea
        rows={4}
        maxLength={COMMENT_LIMIT}
        value={valueOf(answers.comment) ?? ""}
        onChange={(event) => onChange({ ...answers, comment: answerOf(event.currentTarget.value) })}
      />
    </label>
  );
}
