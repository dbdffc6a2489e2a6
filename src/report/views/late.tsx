import { Button } from "@fluentui/react-components";
import { type ReactNode, useEffect, useMemo } from "react";
import { ProgressLine, TextProvider, type Translator, useText } from "../../ui/index.ts";
import { useStore } from "../../conversation/store.ts";
import { joinedTranslator } from "../../conversation/views/later-screens.ts";
import { usePaneText } from "../../conversation/views/pane-text.ts";
import { latePart } from "../late.ts";
import { loadLateTexts } from "../texts.ts";

type Parts = typeof import("../late-parts.ts");

const late = latePart<{ readonly parts: Parts; readonly texts: Translator }>(async (language) => {
  const [parts, texts] = await Promise.all([import("../late-parts.ts"), loadLateTexts(language)]);
  return { parts, texts };
});

/** Fetches them before they are needed: a line that breaks later must not keep anybody from them. */
export const loadLateParts = (language: string): void => void late.load(language);

/** Something that is not needed for the first screen, with its words. */
export function Late(props: {
  readonly children: (loaded: Parts) => ReactNode;
  /** Nothing is missed before it is there. */
  readonly quiet?: boolean;
}) {
  const { t } = usePaneText();
  const { language } = useText();
  const { part, failed } = useStore(late.state);
  useEffect(() => loadLateParts(language), [language]);
  if (part !== null) return <Loaded texts={part.texts}>{props.children(part.parts)}</Loaded>;
  if (props.quiet === true) return null;
  if (!failed) return <ProgressLine label={t("later.loading")} fraction={null} />;
  return (
    <>
      <p role="alert">{t("later.failed")}</p>
      <Button onClick={() => loadLateParts(language)}>{t("kept.again")}</Button>
    </>
  );
}

function Loaded({ texts, children }: { readonly texts: Translator; readonly children: ReactNode }) {
  const base = useText();
  const translator = useMemo(() => joinedTranslator(base, texts), [base, texts]);
  return <TextProvider translator={translator}>{children}</TextProvider>;
}
