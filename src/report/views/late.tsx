import { Button } from "@fluentui/react-components";
import { type ReactNode, useEffect } from "react";
import { ProgressLine } from "../../ui/index.ts";
import { useStore } from "../../conversation/store.ts";
import { usePaneText } from "../../conversation/views/pane-text.ts";
import { latePart } from "../late.ts";

type Parts = typeof import("../late-parts.ts");

const parts = latePart<Parts>(() => import("../late-parts.ts"));

/** Fetches them before they are needed: a line that breaks later must not keep anybody from them. */
export const loadLateParts = (): void => void parts.load();

/** Something that is not needed for the first screen. */
export function Late(props: {
  readonly children: (loaded: Parts) => ReactNode;
  /** Nothing is missed before it is there. */
  readonly quiet?: boolean;
}) {
  const { t } = usePaneText();
  const { part, failed } = useStore(parts.state);
  useEffect(loadLateParts, []);
  if (part !== null) return <>{props.children(part)}</>;
  if (props.quiet === true) return null;
  if (!failed) return <ProgressLine label={t("later.loading")} fraction={null} />;
  return (
    <>
      <p role="alert">{t("later.failed")}</p>
      <Button onClick={loadLateParts}>{t("kept.again")}</Button>
    </>
  );
}
