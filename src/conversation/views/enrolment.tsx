import { Button } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import type { Directory } from "../../core/evidence/directory.ts";
import type { PaneSession } from "../pane-session.ts";
import { HelpCode, Screen } from "./bits.tsx";
import { Contacts } from "./danger.tsx";
import { useLaterText } from "./pane-text.ts";
import { KeepActions, KeptWhere, type TroubleState } from "./trouble.tsx";

/** The server asks for the organisation's code: once, and the sealed report waits for it. */
export function EnrolmentScreen(props: {
  readonly session: PaneSession;
  readonly report: TroubleState;
  readonly directory: Directory | null;
  /** A code was sent already, and it did not help. */
  readonly tried: boolean;
  readonly onCode: (code: string) => void;
}) {
  const { t } = useLaterText();
  const { report } = props;
  return (
    <Screen heading={t("code.heading")}>
      <p className="pane-stamp">{t("kept.notYet")}</p>
      <CodeForm tried={props.tried} onCode={props.onCode} />
      <KeptWhere kept={report.kept} />
      {"sealed" in report && report.sealed !== null && (
        <KeepActions session={props.session} report={report} sealed={report.sealed} />
      )}
      <Contacts directory={props.directory} />
      <HelpCode code="UNAUTHORISED" />
    </Screen>
  );
}

export function CodeForm(props: { readonly tried: boolean; readonly onCode: (code: string) => void }) {
  const { t } = useLaterText();
  const [code, setCode] = useState("");
  const typed = code.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed !== "") props.onCode(typed);
  };
  return (
    <form className="pane-form" onSubmit={submit}>
      <label className="pane-field">
        <span>{t("code.label")}</span>
        <input
          autoComplete="off"
          spellCheck={false}
          aria-describedby="code-what code-wrong"
          aria-invalid={props.tried}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </label>
      <p id="code-wrong" className="pane-wrong" role="alert">
        {props.tried ? t("code.wrong") : ""}
      </p>
      <p id="code-what" className="pane-dim">
        {t("code.what")}
      </p>
      <Button type="submit" appearance="primary" className="pane-wide" disabledFocusable={typed === ""}>
        {t("code.send")}
      </Button>
    </form>
  );
}
