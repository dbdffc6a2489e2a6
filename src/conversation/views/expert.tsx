/** The way to the expert's look, and its screen while it loads: the rest is a chunk of its own, with words of its own. */
import { Button } from "@fluentui/react-components";
import { useEffect } from "react";
import { ProgressLine, TextProvider, useText } from "../../ui/index.ts";
import type { PaneSession } from "../pane-session.ts";
import type { ExpertState } from "../session-expert.ts";
import { useStore } from "../store.ts";
import { Notice, Problem, Screen } from "./bits.tsx";
import { expertParts, loadExpertParts } from "./expert-loading.ts";
import { useLaterText } from "./pane-text.ts";

export function Expert(props: {
  readonly session: PaneSession;
  readonly expert: Exclude<ExpertState, { readonly state: "closed" }>;
}) {
  const { t } = useLaterText();
  const { session, expert } = props;
  const base = useText();
  const { loaded, failed } = useStore(expertParts);
  useEffect(() => void loadExpertParts(base), [base]);
  const ready = loaded !== null && expert.state === "shown";
  return (
    <Screen heading={t("expert.heading")}>
      <Button onClick={() => session.closeExpert()}>{t("expert.close")}</Button>
      {expert.state === "failed" && (
        <Notice intent="warning">
          <Problem code={expert.code} />
        </Notice>
      )}
      {failed && (
        <Notice intent="warning">
          <p role="alert">{t("later.failed")}</p>
          <Button onClick={() => void loadExpertParts(base)}>{t("kept.again")}</Button>
        </Notice>
      )}
      {!ready && !failed && expert.state !== "failed" && (
        <ProgressLine label={t("expert.loading")} fraction={null} />
      )}
      {ready && (
        <TextProvider translator={loaded.translator}>
          <loaded.parts.ExpertScreen view={expert.view} />
        </TextProvider>
      )}
    </Screen>
  );
}
