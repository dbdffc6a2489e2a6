import type { OpeningRecords, Recorded } from "../open-report.ts";
import { Notice, useConsoleText } from "./bits.tsx";

/** Says what was recorded about this opening, and what could not be: never silently, and never in the way. */
export function RecordsNotice({ records }: { readonly records: OpeningRecords | null }) {
  const { t, reason } = useConsoleText();
  if (records === null) return <p className="zegel-dim">{t("records.working")}</p>;
  const lines = [
    line(records.custody, "custody", "custodyFailed"),
    line(records.acknowledgement, "acknowledged", "acknowledgedFailed"),
  ];
  const complete = [records.custody, records.acknowledgement].every(
    (one) => one === "not-asked" || "index" in one,
  );
  return (
    <Notice intent={complete ? "info" : "warning"} title={t("report.recorded")}>
      {lines.join(" ")}
    </Notice>
  );

  function line(recorded: Recorded, done: string, failed: string): string {
    if (recorded === "not-asked") return t("records.acknowledgedOff");
    if ("index" in recorded) return t(`records.${done}`, { index: recorded.index });
    return t(`records.${failed}`, { reason: reason(recorded) });
  }
}
