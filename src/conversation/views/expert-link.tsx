import { Button } from "@fluentui/react-components";
import type { PaneSession } from "../pane-session.ts";
import { usePaneText } from "./pane-text.ts";

/** The way to what the header shows: small, and below what a frightened person needs. */
export function ExpertLink({ session }: { readonly session: Pick<PaneSession, "openExpert"> }) {
  const { t } = usePaneText();
  return (
    <Button appearance="transparent" className="pane-plain" onClick={() => session.openExpert()}>
      {t("expert.open")}
    </Button>
  );
}
