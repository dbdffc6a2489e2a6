/** Small pieces that every view uses. */
import { MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef } from "react";
import { useText } from "../../ui/index.ts";
import type { Failure } from "../ports.ts";

export { Chosen, type Column, DataTable, Facts, Runs, Section, Time } from "../../ui/analysis/parts.tsx";

/** Texts of this entry lie under "console.". */
export function useConsoleText() {
  const { t: translate, language } = useText();
  const t = (key: string, values?: Readonly<Record<string, string | number>>) =>
    translate(`console.${key}`, values);
  return { t, word, reason, language };

  /** Words for a code; the code itself where there are none: codes may come from a report and be anything. */
  function word(group: string, code: string): string {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(code)) return code;
    const key = `console.${group}.${code}`;
    const words = translate(key);
    return typeof words !== "string" || words === key || words.startsWith("key '") ? code : words;
  }

  function reason(failure: Pick<Failure, "code">): string {
    return word("error", failure.code);
  }
}

/** A view's heading takes the focus when the view appears, so that a screen reader follows. */
export function ViewTitle(props: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1} className="console-title">
      {props.children}
    </h1>
  );
}

export function Notice(props: {
  readonly intent: "info" | "warning" | "error" | "success";
  readonly title: string;
  readonly children?: ReactNode;
  /** Read out at once: for what nobody may miss. */
  readonly urgent?: boolean;
}) {
  return (
    <MessageBar
      intent={props.intent}
      layout="multiline"
      politeness={props.urgent === true ? "assertive" : "polite"}
      className="console-notice"
    >
      <MessageBarBody>
        <MessageBarTitle>{props.title}</MessageBarTitle> {props.children}
      </MessageBarBody>
    </MessageBar>
  );
}

/** A failure with its words and its code: the code is what a colleague or the manual needs. */
export function FailureNotice(props: { readonly title: string; readonly failure: Failure }) {
  const { reason } = useConsoleText();
  return (
    <Notice intent="error" title={props.title} urgent>
      {reason(props.failure)} <code>{props.failure.code}</code>
    </Notice>
  );
}
