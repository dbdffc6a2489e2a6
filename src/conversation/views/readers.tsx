import { Button } from "@fluentui/react-components";
import type { Person } from "../../core/evidence/directory.ts";
import { localText } from "../../ui/index.ts";
import type { ReaderChoice } from "../../workflow/engine-port.ts";
import { defaultChoice, readersOf } from "../../workflow/readers.ts";
import type { TrustedDirectory } from "../../workflow/trust.ts";
import { Notice, Screen } from "./bits.tsx";
import { Choice, Question } from "./choice.tsx";
import { useLaterText } from "./pane-text.ts";

interface ReadersProps {
  readonly directory: TrustedDirectory;
  readonly choice: ReaderChoice | null;
  readonly onChange: (choice: ReaderChoice) => void;
}

interface NameProps {
  readonly confidential: boolean;
  readonly onConfidential: (confidential: boolean) => void;
}

/** The way round the accused: another desk, or the same desk without someone. */
export function ReadersScreen(props: ReadersProps & NameProps & { readonly onBack: () => void }) {
  const { t } = useLaterText();
  const { directory } = props;
  const choice = props.choice ?? defaultChoice(directory);
  const { desk, recoveryOnly } = readersOf(directory, choice);
  const holder = directory.directory.recovery.holder;
  return (
    <Screen heading={t("readers.heading")}>
      {directory.expired && <Notice intent="warning">{t("readers.expired", { holder })}</Notice>}
      {directory.directory.desks.length > 1 && <Desks {...props} choice={choice} />}
      {desk !== null && <People people={desk.people} choice={choice} onChange={props.onChange} />}
      <div aria-live="polite">
        {recoveryOnly && !directory.expired && (
          <Notice intent="warning">
            {t("readers.nobody")}. {t("readers.recovery", { holder })}
          </Notice>
        )}
      </div>
      <Sees holder={holder} />
      {directory.directory.policy.confidential && <YourName {...props} />}
      <Button appearance="primary" className="pane-wide" onClick={props.onBack}>
        {t("readers.back")}
      </Button>
    </Screen>
  );
}

function Desks(props: ReadersProps & { readonly choice: ReaderChoice }) {
  const { t, language } = useLaterText();
  const { choice } = props;
  return (
    <Question label={t("readers.desk")}>
      {props.directory.directory.desks.map((desk) => (
        <Choice
          key={desk.id}
          kind="radio"
          group="desk"
          checked={desk.id === choice.deskId}
          label={localText(desk.name, language)}
          description={localText(desk.description, language)}
          onChange={() => props.onChange({ ...choice, deskId: desk.id })}
        />
      ))}
    </Question>
  );
}

function People(props: {
  readonly people: readonly Person[];
  readonly choice: ReaderChoice;
  readonly onChange: (choice: ReaderChoice) => void;
}) {
  const { t, language } = useLaterText();
  const { choice } = props;
  const set = (id: string, reads: boolean) => {
    const others = choice.leftOut.filter((one) => one !== id);
    props.onChange({ ...choice, leftOut: reads ? others : [...others, id] });
  };
  return (
    <Question label={t("readers.by")}>
      <p className="pane-dim">{t("readers.leaveOut")}</p>
      {props.people.map((person) => (
        <Choice
          key={person.id}
          kind="checkbox"
          checked={!choice.leftOut.includes(person.id)}
          label={person.name}
          description={localText(person.role, language)}
          onChange={(reads) => set(person.id, reads)}
        />
      ))}
    </Question>
  );
}

function Sees({ holder }: { readonly holder: string }) {
  const { t } = useLaterText();
  return (
    <div className="pane-part">
      <h2>{t("readers.sees")}</h2>
      <ul className="pane-list">
        <li>{t("readers.peopleSee")}</li>
        <li>{t("readers.serverSees")}</li>
        <li>{t("readers.holder", { holder })}</li>
      </ul>
    </div>
  );
}

/** Only where the organisation takes reports without a name. What stays visible is said before it is chosen. */
function YourName({ confidential, onConfidential }: NameProps) {
  const { t } = useLaterText();
  return (
    <Question label={t("readers.yourName")}>
      <Choice
        kind="radio"
        group="name"
        checked={!confidential}
        label={t("readers.withName")}
        onChange={() => onConfidential(false)}
      />
      <Choice
        kind="radio"
        group="name"
        checked={confidential}
        label={t("readers.withoutName")}
        description={t("readers.withoutNameWhat")}
        onChange={() => onConfidential(true)}
      />
    </Question>
  );
}
