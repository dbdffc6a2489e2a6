/** An opened report of twenty mails as the console draws it. Address: ?language=de&theme=dark */
import { createRoot } from "react-dom/client";
import "../../../src/ui/ui.css";
import "../../../src/ui/analysis/analysis.css";
import "../../../src/console/console.css";
import { textLoaders } from "../../../src/console/texts.ts";
import { ReportView } from "../../../src/console/views/report.tsx";
import { loadTranslator, TextProvider, ThemedRoot, type ThemeName } from "../../../src/ui/index.ts";
import { exampleState } from "./report-example.ts";

const query = new URLSearchParams(location.search);
const theme = (query.get("theme") ?? "light") as ThemeName;
const translator = await loadTranslator([query.get("language") ?? "en"], textLoaders);
const report = await exampleState();

document.documentElement.lang = translator.language;
const place = document.getElementById("pane");
if (place === null) throw new TypeError("no place for the console");
createRoot(place).render(
  <ThemedRoot theme={theme}>
    <TextProvider translator={translator}>
      <main className="console-main">
        <ReportView report={report} log={{ state: "unknown" }} onBack={() => {}} />
      </main>
    </TextProvider>
  </ThemedRoot>,
);
document.documentElement.dataset["ready"] = "";
