import type { Directory } from "../../core/evidence/directory.ts";
import { localText } from "../../ui/index.ts";
import { plainLine } from "./sender.ts";
import { usePaneText } from "./pane-text.ts";

/** Europe's number, and the one that mobile phones elsewhere put through: until a directory says otherwise. */
const DEFAULT_NUMBER = "112";

export function emergencyNumber(directory: Directory | null): string {
  return directory?.emergency[0]?.number ?? DEFAULT_NUMBER;
}

export function callLink(number: string): string {
  return `tel:${number.replace(/[^+\d]/g, "")}`;
}

/** The first thing on the first screen: help that does not go through us. */
export function Danger(props: { readonly directory: Directory | null }) {
  const { t } = usePaneText();
  const number = emergencyNumber(props.directory);
  return (
    <section className="pane-danger" aria-labelledby="pane-danger">
      <h2 id="pane-danger">{t("danger.question")}</h2>
      <a className="pane-call" href={callLink(number)}>
        {t("danger.call", { number })}
      </a>
      <Contacts directory={props.directory} most={1} />
    </section>
  );
}

/** People to call, and the emergency numbers of other countries. */
export function Contacts(props: { readonly directory: Directory | null; readonly most?: number }) {
  const { t, language } = usePaneText();
  const people = props.directory?.contacts ?? [];
  const shown = people.slice(0, props.most ?? people.length);
  if (shown.length === 0) return null;
  return (
    <div className="pane-contacts">
      <span className="pane-label">{t("danger.contacts")}</span>
      <ul>
        {shown.map((person) => (
          <li key={`${person.name} ${person.phone}`}>
            {plainLine(person.name)}, <a href={callLink(person.phone)}>{person.phone}</a>
            <span className="pane-dim"> {plainLine(localText(person.label, language))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
