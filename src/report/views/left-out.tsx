import { Disclosure } from "../../ui/index.ts";
import { plainLine } from "../../conversation/views/sender.ts";
import type { ShelfView } from "../shelf.ts";
import { useReportText } from "./report-text.ts";

/** What does not go along, and why: nobody may take it for reported. */
export function LeftOutList({ view }: { readonly view: Pick<ShelfView, "leftOut" | "moreLeftOut"> }) {
  const { t } = useReportText();
  const { leftOut, moreLeftOut } = view;
  return (
    <Disclosure
      title={t("left.heading", { count: leftOut.length + moreLeftOut })}
      open={leftOut.length + moreLeftOut <= 3}
    >
      <ul className="report-left">
        {leftOut.map((one, index) => (
          <li key={index}>
            <bdi>{plainLine(one.name)}</bdi>
            <span className="pane-dim">{t(`left.${one.code}`)}</span>
          </li>
        ))}
      </ul>
      {moreLeftOut > 0 && <p className="pane-dim">{t("left.more", { count: moreLeftOut })}</p>}
    </Disclosure>
  );
}
