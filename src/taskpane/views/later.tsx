import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Reference } from "../../core/evidence/types.ts";
import { ProgressLine } from "../../ui/index.ts";
import { useStore } from "../store.ts";
import { Screen } from "./bits.tsx";
import { laterScreens, type LaterScreens, loadLaterScreens } from "./later-screens.ts";
import { usePaneText } from "./pane-text.ts";

/** A screen of the later chunk. Without it a report that arrived still says so, with its reference. */
export function Later(props: {
  readonly children: (screens: LaterScreens) => ReactNode;
  /** Reference of a report that has arrived. */
  readonly settled?: Reference;
}) {
  const { t } = usePaneText();
  const { screens, failed } = useStore(laterScreens);
  if (screens !== null) return props.children(screens);
  const { settled } = props;
  return (
    <Screen heading={t(settled === undefined ? "later.heading" : "done.heading")}>
      {settled !== undefined && (
        <div className="pane-reference">
          <span className="pane-label">{t("done.reference")}</span>
          <strong>{settled}</strong>
        </div>
      )}
      {failed ? (
        <>
          <p role="alert">{t("later.failed")}</p>
          <Button onClick={() => void loadLaterScreens()}>{t("kept.again")}</Button>
        </>
      ) : (
        <ProgressLine label={t("later.loading")} fraction={null} />
      )}
    </Screen>
  );
}
