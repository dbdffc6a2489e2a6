import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Reference } from "../../core/evidence/types.ts";
import { ProgressLine, TextProvider, useText } from "../../ui/index.ts";
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
  const { loaded } = useStore(laterScreens);
  if (loaded !== null) return <LaterPart>{props.children}</LaterPart>;
  const { settled } = props;
  return (
    <Screen heading={t(settled === undefined ? "later.heading" : "done.heading")}>
      {settled !== undefined && (
        <div className="pane-reference">
          <span className="pane-label">{t("done.reference")}</span>
          <strong>{settled}</strong>
        </div>
      )}
      <LaterPart>{props.children}</LaterPart>
    </Screen>
  );
}

/** A piece of a screen that comes with the later chunk, with its words. */
export function LaterPart(props: {
  readonly children: (screens: LaterScreens) => ReactNode;
  /** Nothing is missed before it is there. */
  readonly quiet?: boolean;
}) {
  const { t } = usePaneText();
  const base = useText();
  const { loaded, failed } = useStore(laterScreens);
  if (loaded !== null)
    return <TextProvider translator={loaded.translator}>{props.children(loaded.screens)}</TextProvider>;
  if (props.quiet === true) return null;
  if (!failed) return <ProgressLine label={t("later.loading")} fraction={null} />;
  return (
    <>
      <p role="alert">{t("later.failed")}</p>
      <Button onClick={() => void loadLaterScreens(base)}>{t("kept.again")}</Button>
    </>
  );
}
