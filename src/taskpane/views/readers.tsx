import { Button } from "@fluentui/react-components";
import type { Person } from "../../core/evidence/directory.ts";
import { localText } from "../../ui/index.ts";
import type { ReaderChoice } from "../../workflow/engine-port.ts";
import { defaultChoice, readersOf } from "../../workflow/readers.ts";
import type { TrustedDirectory } from "../../workflow/trust.ts";
import { Notice, Screen } from "./bits.tsx";
import { Choice, Question } from "./choice.tsx";
import { usePaneText } from "./pane-text.ts";

interface ReadersProps {
  readonly directory: TrustedDirectory;
  readonly choice: ReaderChoice | null;
  readonly onChange: (choice: ReaderChoice) => void;
}

/** The way round the accused: another desk, or the same desk without someone. */
export function ReadersScreen(props: ReadersProps & { readonly onBack: () => void }) {
  const { t } = usePaneText();
  const { directory } = props;
  const choice = props.choice ?? defaultChoice(directory);
  const { desk, recoveryOnly } = readersOf(directory, choice);
  const holder = directory.directory.recovery.holder;
  return (
    <Screen heading={t("readers.heading")}>
      <p>{t("readers.intro")}</p>
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
      <p className="pane-dim">{t("readers.holder", { holder })}</p>
      <Button appearance="primary" className="pane-wide" onClick={props.onBack}>
        {t("readers.back")}
      </Button>
    </Screen>
  );
}

function Desks(props: ReadersProps & { readonly choice: ReaderChoice }) {
  const { t, language } = usePaneText();
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
  const { t, language } = usePaneText();
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
