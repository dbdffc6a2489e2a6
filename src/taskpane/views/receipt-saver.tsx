import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Digest } from "../../core/base/digest.ts";
import type { Reference } from "../../core/evidence/types.ts";
import type { PaneSession } from "../pane-session.ts";
import { Choice } from "./choice.tsx";
import { usePaneText } from "./pane-text.ts";

/** The opening key is left out unless asked for: whoever holds it can show what was reported. */
export function ReceiptSaver(props: {
  readonly session: Pick<PaneSession, "saveReceipt">;
  readonly packageDigest: Digest;
  readonly reference: Reference;
  readonly demo: boolean;
}) {
  const { t } = usePaneText();
  const [withOpening, setWithOpening] = useState(false);
  const { reference, demo } = props;
  const save = () => {
    const readme = t("file.readme", { reference, file: `receipt-${reference}.zip` });
    props.session.saveReceipt(props.packageDigest, withOpening, demo ? `${t("file.demo")}${readme}` : readme);
  };
  return (
    <div className="pane-receipt">
      <p className="pane-dim">{t("done.receiptWhat")}</p>
      <Choice kind="checkbox" checked={withOpening} label={t("done.opening")} onChange={setWithOpening} />
      <Button className="pane-wide" onClick={save}>
        {t("done.receipt")}
      </Button>
    </div>
  );
}
