/** On the first screen: where mails are chosen, and what came of it. */
import { useEffect } from "react";
import { afterPaint } from "../../conversation/after-paint.ts";
import { useStore } from "../../conversation/store.ts";
import { useText } from "../../ui/index.ts";
import { Chooser } from "./chooser.tsx";
import { How } from "./how.tsx";
import { Late, loadLateParts } from "./late.tsx";
import { usePage } from "./page-context.ts";

export function Mails() {
  const view = useStore(usePage().shelf.view);
  const { language } = useText();
  useEffect(() => afterPaint(() => loadLateParts(language)), [language]);
  const { mails, leftOut, handedIn, reading, problem, remark, again } = view;
  const noteworthy =
    mails.length + leftOut.length + handedIn.length + again > 0 ||
    [reading, problem, remark].some((one) => one !== null);
  return (
    <div className="report-mails">
      {/* There before its words are: a live region that appears with them may go unheard. */}
      <div className="zegel-hidden" aria-live="polite">
        {noteworthy && <Late quiet>{({ Told }) => <Told view={view} />}</Late>}
      </div>
      {noteworthy && <Late>{({ ShelfShown }) => <ShelfShown view={view} />}</Late>}
      <Chooser compact={mails.length > 0} />
      {/* Whoever has their mails needs it no more, unless something was no mail. */}
      {(mails.length === 0 || leftOut.length > 0) && <How />}
    </div>
  );
}
