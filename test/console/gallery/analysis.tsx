/**
 * The console's analysis of an invented mail, in the pane's gallery: the same address parameters, the same policy.
 * Address: ?language=nl&theme=dark
 */
import { useState } from "react";
import { createRoot } from "react-dom/client";
import "../../../src/ui/ui.css";
import "../../../src/ui/analysis/analysis.css";
import "../../../src/console/console.css";
import { consoleTexts as en } from "../../../src/console/locales/en.ts";
import { consoleTexts as nl } from "../../../src/console/locales/nl.ts";
import { AnalysisTab } from "../../../src/console/views/analysis-tab.tsx";
import { KeysContext, type LookUpKeys } from "../../../src/console/views/key-look-up.tsx";
import { NetworksContext } from "../../../src/console/views/networks.tsx";
import { SourceTab } from "../../../src/console/views/source-tab.tsx";
import { loadAnalysisTexts } from "../../../src/ui/analysis/load-texts.ts";
import type { SourceMark } from "../../../src/ui/analysis/source.tsx";
import { pagesOf } from "../../../src/ui/analysis/source-pages.ts";
import { makeTranslator, TextProvider, ThemedRoot, type ThemeName } from "../../../src/ui/index.ts";
import { common as commonEn } from "../../../src/ui/locales/en/common.ts";
import { common as commonNl } from "../../../src/ui/locales/nl/common.ts";
import { exampleView } from "../../conversation/gallery/expert-example.ts";

const query = new URLSearchParams(location.search);
const language = query.get("language") === "nl" ? "nl" : "en";
const theme = (query.get("theme") ?? "light") as ThemeName;

const TABLE = "ip-location-db, tables of 2026-06-17";
const lookUp = async (ips: readonly string[]) => ({
  attribution: `${TABLE}: invented for this page`,
  found: new Map(
    ips.map((ip) => [ip, { asn: 64_500, organisation: "Example Networks", country: "NL", source: TABLE }]),
  ),
});

const lookUpKeys: LookUpKeys = async (names) =>
  names.map((name) => ({
    ...name,
    outcome: "found",
    failure: null,
    at: 1_795_000_000_000,
    signature: "fail",
  }));

const { analysis, source } = await exampleView();
const message = {
  number: 1,
  acquisition: null,
  analysis,
  sources: [
    { path: "original.eml", octets: source, digest: `sha256:${"7a".repeat(32)}`, pages: pagesOf(source) },
  ],
  fields: [],
  fieldCount: 0,
} as unknown as Parameters<typeof SourceTab>[0]["message"];

function Shown() {
  const [mark, setMark] = useState<SourceMark | null>(null);
  return (
    <main className="console-main">
      <h1 className="console-title">Report ZG-7K3M-92QF</h1>
      <div className="console-panel">
        {mark === null ? (
          <AnalysisTab analysis={analysis} octets={null} reference="ZG-7K3M-92QF" onShow={setMark} />
        ) : (
          <SourceTab message={message} reference="ZG-7K3M-92QF" mark={mark} onBack={() => setMark(null)} />
        )}
      </div>
    </main>
  );
}

const texts = {
  common: language === "nl" ? commonNl : commonEn,
  console: language === "nl" ? nl : en,
  analysis: await loadAnalysisTexts(language),
};
document.documentElement.lang = language;
const place = document.getElementById("pane");
if (place === null) throw new TypeError("no place for the console");
createRoot(place).render(
  <ThemedRoot theme={theme}>
    <TextProvider translator={makeTranslator(language, texts)}>
      <NetworksContext value={lookUp}>
        <KeysContext value={lookUpKeys}>
          <Shown />
        </KeysContext>
      </NetworksContext>
    </TextProvider>
  </ThemedRoot>,
);
document.documentElement.dataset["ready"] = "";
