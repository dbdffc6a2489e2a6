import { Button, Checkbox, Field, Radio, RadioGroup, Textarea } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { ReporterAction, ThreatKind, Urgency } from "../../core/evidence/types.ts";
import type { ReportAnswers } from "../../workflow/engine-port.ts";
import { Screen } from "./bits.tsx";
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

function Question(props: {
  readonly label: string;
  readonly answered: boolean;
  readonly onClear: () => void;
  readonly children: ReactNode;
}) {
  const { t } = usePaneText();
  return (
    <fieldset className="pane-question">
      <legend>{props.label}</legend>
      {props.children}
      {props.answered && (
        <Button
          size="small"
          appearance="subtle"
          aria-label={t("questions.clearOne", { question: props.label })}
          onClick={props.onClear}
        >
          {t("questions.clear")}
        </Button>
      )}
    </fieldset>
  );
}

function Kind({ answers, onChange }: QuestionsProps) {
  const { t } = usePaneText();
  const set = (kind: ThreatKind | null) => onChange({ ...answers, kind: answerOf(kind) });
  const chosen = valueOf(answers.kind);
  const label = t("questions.kind.label");
  return (
    <Question label={label} answered={chosen !== null} onClear={() => set(null)}>
      <RadioGroup
        aria-label={label}
        value={chosen ?? ""}
        onChange={(_, { value }) => set(value as ThreatKind)}
      >
        {KINDS.map((kind) => (
          <Radio key={kind} value={kind} label={t(`questions.kind.${kind}`)} />
        ))}
      </RadioGroup>
    </Question>
  );
}

function Hurry({ answers, onChange }: QuestionsProps) {
  const { t } = usePaneText();
  const set = (urgency: Urgency | null) => onChange({ ...answers, urgency: answerOf(urgency) });
  const chosen = valueOf(answers.urgency);
  const label = t("questions.urgency.label");
  return (
    <Question label={label} answered={chosen !== null} onClear={() => set(null)}>
      <RadioGroup aria-label={label} value={chosen ?? ""} onChange={(_, { value }) => set(value as Urgency)}>
        {URGENCIES.map((urgency) => (
          <Radio key={urgency} value={urgency} label={t(`questions.urgency.${urgency}`)} />
        ))}
      </RadioGroup>
    </Question>
  );
}

function Actions({ answers, onChange }: QuestionsProps) {
  const { t } = usePaneText();
  const set = (actions: readonly ReporterAction[] | null) =>
    onChange({ ...answers, actions: answerOf(actions) });
  const chosen = valueOf(answers.actions) ?? [];
  return (
    <Question label={t("questions.actions.label")} answered={chosen.length > 0} onClear={() => set(null)}>
      {ACTIONS.map((action) => (
        <Checkbox
          key={action}
          checked={chosen.includes(action)}
          label={t(`questions.actions.${action}`)}
          onChange={(_, { checked }) => set(withAction(chosen, action, checked === true))}
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
    <Field label={{ children: t("questions.comment.label"), weight: "semibold" }}>
      <Textarea
        rows={4}
        resize="vertical"
        textarea={{ maxLength: COMMENT_LIMIT }}
        value={valueOf(answers.comment) ?? ""}
        onChange={(_, { value }) => onChange({ ...answers, comment: answerOf(value) })}
      />
    </Field>
  );
}
