import { parseProof } from "../../core/log/proof.ts";
import type { ReceiptAnswer } from "../../core/evidence/types.ts";
import type { Failure } from "../ports.ts";
import { Chosen, Facts, Notice, Section, useConsoleText } from "./bits.tsx";

export function ReceiptTab({ receipt }: { readonly receipt: ReceiptAnswer | Failure }) {
  const { t, reason } = useConsoleText();
  if ("code" in receipt) {
    return <Notice intent="warning" title={t("receipt.none", { reason: reason(receipt) })} />;
  }
  const proof = parseProof(receipt.proof);
  return (
    <Section title={t("receipt.title")}>
      <p>{t("receipt.says")}</p>
      <Facts
        facts={[
          [t("receipt.index"), proof.ok ? proof.value.index : t("unknown")],
          [
            t("receipt.timestamp"),
            t(receipt.timestamp === null ? "receipt.timestampLate" : "receipt.timestampThere"),
          ],
          [t("receipt.opened"), t(receipt.opened === null ? "no" : "yes")],
          [t("receipt.entry"), <Verbatim key="entry" text={receipt.entry} />],
          [
            t("receipt.checkpoint"),
            <Verbatim key="checkpoint" text={proof.ok ? proof.value.checkpoint : ""} />,
          ],
        ]}
      />
      <p className="zegel-dim">{t("receipt.anchors")}</p>
    </Section>
  );
}

function Verbatim({ text }: { readonly text: string }) {
  return (
    <span className="console-verbatim">
      <Chosen text={text} code />
    </span>
  );
}
