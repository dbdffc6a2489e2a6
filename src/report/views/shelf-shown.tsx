/** What came of the files: how far the reading is, what was found, what was not, and what was handed in. */
import { Button } from "@fluentui/react-components";
import { ProgressLine } from "../../ui/index.ts";
import { useStore } from "../../conversation/store.ts";
import { Notice, Problem } from "../../conversation/views/bits.tsx";
import type { ReadProgress } from "../reading.ts";
import type { ShelfView } from "../shelf.ts";
import { FoundList } from "./found-list.tsx";
import { HandedInList } from "./handed-in.tsx";
import { LeftOutList } from "./left-out.tsx";
import { usePage } from "./page-context.ts";
import { useReportText } from "./report-text.ts";

export function ShelfShown({ view }: { readonly view: ShelfView }) {
  const { session, shelf } = usePage();
  const { outbox } = useStore(session.view);
  const handedIn = outbox.filter(({ packageDigest }) => view.handedIn.includes(packageDigest));
  return (
    <>
      {view.reading !== null && <Reading progress={view.reading} onStop={shelf.cancel} />}
      {view.mails.length > 0 && <FoundList mails={view.mails} />}
      <Remarks view={view} />
      {view.leftOut.length > 0 && <LeftOutList view={view} />}
      {handedIn.length > 0 && <HandedInList entries={handedIn} />}
    </>
  );
}

/** For screen readers: that files are looked at, each quarter of it, and what came of them. */
export function Told({ view }: { readonly view: ShelfView }) {
  const { t, language } = useReportText();
  const { mails, leftOut, moreLeftOut, handedIn, reading } = view;
  if (reading !== null)
    return (
      <>
        {t("reading.label")} {quarterOf(reading, language)}
      </>
    );
  const out = leftOut.length + moreLeftOut;
  const said = [
    ...(mails.length > 0 ? [t("found.count", { count: mails.length })] : []),
    ...(out > 0 ? [t("left.heading", { count: out })] : []),
    ...(handedIn.length > 0 ? [t("handed.count", { count: handedIn.length })] : []),
  ];
  return <>{said.join(". ")}</>;
}

/** "50%", as a language writes it; "" until the first quarter: every file that is counted helps nobody. */
function quarterOf({ done, total }: ReadProgress, language: string): string {
  const quarter = total === 0 ? 0 : Math.floor((4 * done) / total) / 4;
  return quarter === 0 ? "" : new Intl.NumberFormat(language, { style: "percent" }).format(quarter);
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
