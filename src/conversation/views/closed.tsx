import { Button } from "@fluentui/react-components";
import { Screen } from "./bits.tsx";
import { usePaneText } from "./pane-text.ts";

/** Tells someone looking on nothing. */
export function ClosedScreen(props: { readonly onBack: () => void }) {
  const { t } = usePaneText();
  return (
    <Screen heading={t("title")}>
      <p>{t("done.closed")}</p>
      <Button onClick={props.onBack}>{t("done.again")}</Button>
    </Screen>
  );
}
