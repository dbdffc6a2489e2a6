/** The server asks who hands the report in. It is sealed and kept: the sign-in can wait, and can fail. */
import { Button } from "@fluentui/react-components";
import type { Directory } from "../../core/evidence/directory.ts";
import { ProgressLine } from "../../ui/index.ts";
import type { PaneSession, PaneView } from "../pane-session.ts";
import { HelpCode, Notice, Screen } from "./bits.tsx";
import { Contacts } from "./danger.tsx";
import { useLaterText } from "./pane-text.ts";
import { KeepActions, KeptWhere, type TroubleState } from "./trouble.tsx";

export function SignInScreen(props: {
  readonly session: PaneSession;
  readonly view: Pick<PaneView, "signIn">;
  readonly report: Extract<TroubleState, { readonly step: "waiting" | "refused" }>;
  readonly directory: Directory | null;
}) {
  const { t } = useLaterText();
  const { report, session, directory } = props;
  const underWay = props.view.signIn === "under-way";
  return (
    <Screen heading={t("signIn.heading")}>
      <p className="pane-stamp">{t("kept.notYet")}</p>
      <KeptWhere kept={report.kept} />
      <p>{t("signIn.what")}</p>
      <div role="alert" className="pane-status">
        {props.view.signIn === "failed" && <Notice intent="warning">{t("signIn.failed")}</Notice>}
      </div>
      {underWay ? (
        <ProgressLine label={t("signIn.underWay")} fraction={null} />
      ) : (
        <Button appearance="primary" className="pane-wide" onClick={() => session.signIn()}>
          {t("signIn.button")}
        </Button>
      )}
      <KeepActions session={session} report={report} sealed={report.sealed} closeLabel={t("signIn.later")} />
      {report.kept !== "memory" && <p className="pane-dim">{t("signIn.laterWhat")}</p>}
      <Contacts directory={directory} />
      <HelpCode code={report.code} />
    </Screen>
  );
}
