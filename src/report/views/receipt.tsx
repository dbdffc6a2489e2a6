/** The receipt of a report that was handed in elsewhere, as its link names it. */
import { Button } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { parseReceiptLink, type ReceiptLink } from "../../core/evidence/receipt-link.ts";
import { DemoStamp, formatTime, ProgressLine } from "../../ui/index.ts";
import { farWorld } from "../../conversation/far-world.ts";
import { Notice, Problem, Screen } from "../../conversation/views/bits.tsx";
import { Contacts } from "../../conversation/views/danger.tsx";
import { codeOf } from "../../workflow/failure-code.ts";
import type { FailureCode } from "../../workflow/report-state.ts";
import { type ReceiptDesk, receiptDesk, type ShownReceipt } from "../receipt-look-up.ts";
import { usePage } from "./page-context.ts";
import { useReportText } from "./report-text.ts";

type Looked =
  | { readonly state: "looking" }
  | { readonly state: "shown"; readonly receipt: ShownReceipt }
  | { readonly state: "failed"; readonly code: FailureCode };

/** @param fragment - Of the page's address, as it was opened. */
export function ReceiptScreen(props: { readonly fragment: string; readonly onClose: () => void }) {
  const { t } = useReportText();
  const [link] = useState(() => parseReceiptLink(props.fragment));
  if (link !== null) return <LinkedReceipt link={link} onClose={props.onClose} />;
  return (
    <Screen heading={t("receipt.heading")}>
      <Notice intent="warning">{t("receipt.unknown")}</Notice>
      <Button className="pane-wide" onClick={props.onClose}>
        {t("receipt.close")}
      </Button>
    </Screen>
  );
}

function LinkedReceipt({ link, onClose }: { readonly link: ReceiptLink; readonly onClose: () => void }) {
  const { t } = useReportText();
  const { desk, looked, look } = useReceipt(link);
  const receipt = looked.state === "shown" ? looked.receipt : null;
  return (
    <>
      {receipt?.directory.directory.demo === true && <DemoStamp />}
      <Screen heading={t("receipt.heading")}>
        <div className="pane-reference">
          <span className="pane-label">{t("receipt.reference")}</span>
          <strong>{link.reference}</strong>
        </div>
        {looked.state === "looking" && <ProgressLine label={t("receipt.looking")} fraction={null} />}
        {looked.state === "failed" && <NotShown code={looked.code} onAgain={look} />}
        {receipt !== null && <Shown receipt={receipt} desk={desk} onAgain={look} />}
        <Contacts directory={receipt?.directory.directory ?? null} />
        <p className="pane-dim">{t("receipt.private")}</p>
        <Button className="pane-wide" onClick={onClose}>
          {t("receipt.close")}
        </Button>
      </Screen>
    </>
  );
}

function useReceipt(link: ReceiptLink) {
  const { build } = usePage();
  const [desk] = useState<ReceiptDesk>(() => receiptDesk(build, farWorld(build)));
  const [looked, setLooked] = useState<Looked>({ state: "looking" });
  const [wanted, setWanted] = useState({ link });
  useEffect(() => {
    let current = true;
    const show = (next: Looked) => current && setLooked(next);
    desk.lookUp(wanted.link).then(
      (receipt) => show({ state: "shown", receipt }),
      (cause) => show({ state: "failed", code: codeOf(cause) }),
    );
    return () => {
      current = false;
    };
  }, [desk, wanted]);
  const look = () => {
    setLooked({ state: "looking" });
    setWanted({ link });
  };
  return { desk, looked, look };
}

/** Links are copied by hand and cut by programs: one that leads nowhere is no reason for fear. */
function NotShown(props: { readonly code: FailureCode; readonly onAgain: () => void }) {
  const { t } = useReportText();
  const isUnknown = props.code === "NOT_FOUND" || props.code === "UNAUTHORISED";
  return (
    <Notice intent="warning">
      <div role="alert">{isUnknown ? <p>{t("receipt.unknown")}</p> : <Problem code={props.code} />}</div>
      <Button onClick={props.onAgain}>{t("receipt.again")}</Button>
    </Notice>
  );
}

function Shown(props: {
  readonly receipt: ShownReceipt;
  readonly desk: ReceiptDesk;
  readonly onAgain: () => void;
}) {
  const { t, language } = useReportText();
  const { receipt, desk } = props;
  const { timestampedAt, opened, answer } = receipt;
  const [failed, setFailed] = useState(false);
  const save = () => {
    desk.save(receipt, language).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  const stamped = timestampedAt === null ? null : formatTime(timestampedAt, language);
  return (
    <>
      <output className="pane-strong">{t("receipt.received")}</output>
      <p>{t("receipt.unseen")}</p>
      <p>
        {stamped !== null
          ? t("receipt.stamped", { time: stamped })
          : t(answer.timestamp === null ? "receipt.late" : "receipt.unvouched")}
      </p>
      <p>{t(opened ? "receipt.opened" : "receipt.notOpened")}</p>
      <Button appearance="primary" className="pane-wide" onClick={save}>
        {t("receipt.save")}
      </Button>
      <p role="alert" className="pane-wrong">
        {failed ? t("receipt.notSaved") : ""}
      </p>
      <p className="pane-dim">{t("receipt.what")}</p>
      {(stamped === null || !opened) && <Button onClick={props.onAgain}>{t("receipt.again")}</Button>}
    </>
  );
}
