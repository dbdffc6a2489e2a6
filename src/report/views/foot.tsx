import { useText } from "../../ui/index.ts";
import { LANGUAGES } from "../texts.ts";
import { usePage } from "./page-context.ts";
import { useReportText } from "./report-text.ts";

/** Under every screen: the languages, each in its own. */
export function Foot() {
  const { t } = useReportText();
  const { language } = useText();
  const { onLanguage } = usePage();
  return (
    <footer className="report-foot">
      <nav aria-label={t("foot.languages")}>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <button
            key={code}
            type="button"
            lang={code}
            aria-current={code === language}
            onClick={() => onLanguage(code)}
          >
            {name}
          </button>
        ))}
      </nav>
    </footer>
  );
}
