import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Digest } from "../../core/base/digest.ts";
import type { PaneSession } from "../pane-session.ts";
import { Choice } from "./choice.tsx";
import { useLaterText } from "./pane-text.ts";

/** The opening key is left out unless asked for: whoever holds it can show what was reported. */
export function ReceiptSaver(props: {
  readonly session: Pick<PaneSession, "saveReceipt">;
  readonly packageDigest: Digest;
  /** False where this device never had the key. */
  readonly hasOpening?: boolean;
}) {
  const { t, language } = useLaterText();
  const [withOpening, setWithOpening] = useState(false);
  const save = () => props.session.saveReceipt(props.packageDigest, withOpening, language);
  return (
    <div className="pane-receipt">
      <p className="pane-dim">{t("done.receiptWhat")}</p>
      {props.hasOpening !== false && (
        <Choice kind="checkbox" checked={withOpening} label={t("done.opening")} onChange={setWithOpening} />
      )}
      <Button className="pane-wide" onClick={save}>
        {t("done.receipt")}
      </Button>
    </div>
  );
}
