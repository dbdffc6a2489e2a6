/** How to save a mail as a file: folded until it is asked for. */
import { Disclosure } from "../../ui/index.ts";
import { Late } from "./late.tsx";
import { useReportText } from "./report-text.ts";

export function How() {
  const { t, language } = useReportText();
  return (
    <Disclosure title={t("choose.how")}>
      <Late>
        {({ HowTo, likelyProgram }) => (
          <HowTo language={language} likely={likelyProgram(navigator.userAgent)} />
        )}
      </Late>
    </Disclosure>
  );
}
