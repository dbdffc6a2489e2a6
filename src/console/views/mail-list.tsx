/** The mails of one report: one stop for the Tab key, arrow keys inside, and which one is open. */
import { Button } from "@fluentui/react-components";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { type MailFacts, mailFacts } from "../mail-facts.ts";
import type { ShownReport } from "../shown-report.ts";
import { Chosen, useConsoleText } from "./bits.tsx";

export interface MailChoice {
  readonly content: ShownReport;
  /** Of the open mail, from 1. */
  readonly number: number;
  readonly onNumber: (number: number) => void;
}

/** Where a key leads, from 0; null where it leads nowhere. */
const MOVES: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + 5, last),
  PageUp: (at) => Math.max(at - 5, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Nothing where there is one mail only. */
export function MailList({ content, number, onNumber }: MailChoice) {
  const { t } = useConsoleText();
  const list = useRef<HTMLOListElement>(null);
  const hint = useId();
  const [reached, setReached] = useState<number | null>(null);
  const mails = useMemo(() => content.messages.map((message) => mailFacts(message, content)), [content]);
  useEffect(() => scrollTo(list.current, number - 1), [number]);
  if (mails.length < 2) return null;
  const stop = reached ?? number - 1;
  return (
    <nav className="console-mails" aria-label={t("mails.label")}>
      <h2>{t("mails.title", { count: mails.length })}</h2>
      <p className="zegel-dim" id={hint}>
        {t("mails.hint")}
      </p>
      <ol ref={list}>
        {mails.map((mail, index) => (
          <li key={mail.number}>
            <button
              type="button"
              aria-current={mail.number === number}
              aria-describedby={index === stop ? hint : undefined}
              tabIndex={index === stop ? 0 : -1}
              onClick={() => onNumber(mail.number)}
              onKeyDown={onKey}
              onBlur={(event) => {
                if (list.current?.contains(event.relatedTarget) !== true) setReached(null);
              }}
            >
              <MailLine mail={mail} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );

  function onKey(event: KeyboardEvent): void {
    const move = MOVES[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = move(stop, mails.length - 1);
    setReached(next);
    buttonOf(list.current, next)?.focus();
  }
}

function MailLine({ mail }: { readonly mail: MailFacts }) {
  const { t, word } = useConsoleText();
  const { provenance, capture, authentication } = mail.statements;
  return (
    <>
      <strong>
        {mail.number}. {mail.subject === null ? t("list.noSubject") : <Chosen text={mail.subject} />}
      </strong>
      <span className="zegel-dim">{mail.from === "" ? t("list.noSender") : <Chosen text={mail.from} />}</span>
      <span className="zegel-dim">
        <span data-value={provenance}>{word("statement.provenance", provenance)}</span>
        {" · "}
        {word("statement.capture", capture)} · {word("statement.authentication", authentication)}
      </span>
    </>
  );
}

/** Goes through the mails without leaving the tab that is read. */
export function MailSteps({ content, number, onNumber }: MailChoice) {
  const { t } = useConsoleText();
  const total = content.messages.length;
  if (total < 2) return null;
  return (
    <div className="console-actions">
      <Button size="small" disabled={number <= 1} onClick={() => onNumber(number - 1)}>
        {t("mails.previous")}
      </Button>
      <Button size="small" disabled={number >= total} onClick={() => onNumber(number + 1)}>
        {t("mails.next")}
      </Button>
      <output>{t("report.messageOf", { number, total })}</output>
    </div>
  );
}

function buttonOf(list: HTMLElement | null, index: number): HTMLElement | null {
  return list?.children[index]?.querySelector("button") ?? null;
}

/** Scrolls the list, never the page. */
function scrollTo(list: HTMLElement | null, index: number): void {
  const line = buttonOf(list, index)?.parentElement;
  if (list === null || line === null || line === undefined) return;
  const [top, end] = [line.offsetTop, line.offsetTop + line.offsetHeight];
  if (top < list.scrollTop) list.scrollTop = top;
  else if (end > list.scrollTop + list.clientHeight) list.scrollTop = end - list.clientHeight;
}
