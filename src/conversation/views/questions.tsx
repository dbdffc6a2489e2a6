/** Everything here can be skipped and taken back. */
import { Button } from "@fluentui/react-components";
import type { Directory } from "../../core/evidence/directory.ts";
import type { ReporterAction, ThreatKind, Urgency } from "../../core/evidence/types.ts";
import { Disclosure } from "../../ui/index.ts";
import type { ReportAnswers } from "../../workflow/engine-port.ts";
import { Screen } from "./bits.tsx";
import { Choice, Question } from "./choice.tsx";
import { Danger } from "./danger.tsx";
import { DespairNote } from "./despair-note.tsx";
import { answerOf, type Draft, valueOf } from "./draft.ts";
import { Files } from "./files.tsx";
import { useLaterText } from "./pane-text.ts";

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
/** Characters of a text: more is a document, and belongs to the files. */
const TEXT_LIMIT = 10_000;

interface QuestionsProps {
  readonly answers: ReportAnswers;
  readonly onChange: (answers: ReportAnswers) => void;
}

export function QuestionsScreen(props: {
  readonly draft: Draft;
  readonly directory: Directory | null;
  readonly onReview: () => void;
  readonly onBack: () => void;
}) {
  const { t } = useLaterText();
  const { draft, directory } = props;
  const { answers } = draft;
  const fields = { answers, onChange: draft.setAnswers };
  const inDanger = valueOf(answers.urgency) === "immediate-danger";
  return (
    <Screen heading={t("questions.heading")}>
      <p>{t("questions.intro")}</p>
      <Hurry {...fields} />
      <div aria-live="assertive">{inDanger && <Danger directory={directory} />}</div>
      <Kind {...fields} />
      <div aria-live="assertive">{!inDanger && isUrgent(answers) && <Danger directory={directory} />}</div>
      <Actions {...fields} />
      <Words {...fields} name="comment" label={t("questions.comment.label")} />
      <DespairNote answers={answers} directory={directory} />
      <Suspicion {...fields} />
      <Disclosure title={t("files.open")} open={draft.extras.length > 0}>
        <Files extras={draft.extras} onChange={draft.setExtras} />
      </Disclosure>
      <Button appearance="primary" className="pane-wide" onClick={props.onReview}>
        {t("questions.review")}
      </Button>
      <Button appearance="transparent" className="pane-wide" onClick={props.onBack}>
        {t("questions.back")}
      </Button>
    </Screen>
  );
}

/** Someone may be hurt: help comes before any form. */
export function isUrgent(answers: ReportAnswers): boolean {
  const kind = valueOf(answers.kind);
  return kind === "violence" || kind === "bomb" || valueOf(answers.urgency) === "immediate-danger";
}

function Clear(props: { readonly question: string; readonly onClear: () => void }) {
  const { t } = useLaterText();
  const label = t("questions.clearOne", { question: props.question });
  return (
    <Button size="small" appearance="subtle" aria-label={label} onClick={props.onClear}>
      {t("questions.clear")}
    </Button>
  );
}

function Kind({ answers, onChange }: QuestionsProps) {
  const { t } = useLaterText();
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
  const { t } = useLaterText();
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
  const { t } = useLaterText();
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

function Words(
  props: QuestionsProps & {
    readonly name: "comment" | "suspicion";
    readonly label: string;
    readonly describedBy?: string;
  },
) {
  const { answers, name, onChange } = props;
  return (
    <label className="pane-field">
      <span>{props.label}</span>
      <textarea
        rows={4}
        maxLength={TEXT_LIMIT}
        aria-describedby={props.describedBy}
        value={valueOf(answers[name]) ?? ""}
        onChange={(event) => onChange({ ...answers, [name]: answerOf(event.currentTarget.value) })}
      />
    </label>
  );
}

/** Asked for by whoever has one: nobody is led to name someone. */
function Suspicion(props: QuestionsProps) {
  const { t } = useLaterText();
  return (
    <Disclosure title={t("questions.suspicion.open")} open={valueOf(props.answers.suspicion) !== null}>
      <p id="suspicion-what">{t("questions.suspicion.what")}</p>
      <Words
        {...props}
        name="suspicion"
        label={t("questions.suspicion.label")}
        describedBy="suspicion-what"
      />
    </Disclosure>
  );
}
