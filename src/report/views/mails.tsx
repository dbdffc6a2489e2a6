/** On the first screen: where mails are chosen, and what was found so far. */
import { Button } from "@fluentui/react-components";
import { useEffect } from "react";
import { ProgressLine } from "../../ui/index.ts";
import { afterPaint } from "../../conversation/after-paint.ts";
import { useStore } from "../../conversation/store.ts";
import { Notice, Problem } from "../../conversation/views/bits.tsx";
import type { ReadProgress } from "../reading.ts";
import type { ShelfView } from "../shelf.ts";
import { Chooser } from "./chooser.tsx";
import { How } from "./how.tsx";
import { Late, loadLateParts } from "./late.tsx";
import { usePage } from "./page-context.ts";
import { useReportText } from "./report-text.ts";

export function Mails() {
  const { session, shelf } = usePage();
  const view = useStore(shelf.view);
  const { outbox } = useStore(session.view);
  useEffect(() => afterPaint(loadLateParts), []);
  const handedIn = outbox.filter(({ packageDigest }) => view.handedIn.includes(packageDigest));
  return (
    <div className="report-mails">
      <Told view={view} />
      {view.reading !== null && <Reading progress={view.reading} onStop={shelf.cancel} />}
      {view.mails.length > 0 && <Late>{({ FoundList }) => <FoundList mails={view.mails} />}</Late>}
      <Remarks view={view} />
      {view.leftOut.length > 0 && <Late>{({ LeftOutList }) => <LeftOutList view={view} />}</Late>}
      {handedIn.length > 0 && <Late>{({ HandedInList }) => <HandedInList entries={handedIn} />}</Late>}
      <Chooser compact={view.mails.length > 0} />
      {view.mails.length === 0 && <How />}
    </div>
  );
}

/** For screen readers: what came of the files, once it is known. */
function Told({ view }: { readonly view: ShelfView }) {
  const { t } = useReportText();
  const { mails, leftOut, moreLeftOut, handedIn, reading } = view;
  const out = leftOut.length + moreLeftOut;
  const said = [
    ...(mails.length > 0 ? [t("found.count", { count: mails.length })] : []),
    ...(out > 0 ? [t("left.heading", { count: out })] : []),
    ...(handedIn.length > 0 ? [t("handed.count", { count: handedIn.length })] : []),
  ];
  return (
    <p className="zegel-hidden" aria-live="polite">
      {reading === null ? said.join(". ") : ""}
    </p>
  );
}

function Reading(props: { readonly progress: ReadProgress; readonly onStop: () => void }) {
  const { t } = useReportText();
  const { done, total } = props.progress;
  return (
    <div className="report-reading">
      <ProgressLine label={t("reading.label")} fraction={total === 0 ? null : done / total} />
      <div className="pane-pair">
        <span className="pane-dim">{t("reading.count", { done: Math.floor(done), total })}</span>
        <Button size="small" onClick={props.onStop}>
          {t("reading.stop")}
        </Button>
      </div>
    </div>
  );
}

function Remarks({ view }: { readonly view: ShelfView }) {
  const { t } = useReportText();
  return (
    <div role="alert" className="report-remarks">
      {view.problem !== null && (
        <Notice intent="warning">
          <Problem code={view.problem} />
        </Notice>
      )}
      {view.remark !== null && <Notice intent="warning">{t(`remark.${view.remark}`)}</Notice>}
      {view.again > 0 && <p className="pane-dim">{t("found.again", { count: view.again })}</p>}
    </div>
  );
}
