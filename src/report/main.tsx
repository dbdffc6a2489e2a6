/** Entry of the report page: session, texts, screens; and the files and links that it may be opened with. */
import { useEffect } from "react";
import { createRoot } from "react-dom/client";
import "../ui/ui.css";
import "../conversation/conversation.css";
import "./report.css";
import { buildConstants, loadTranslator, type Translator } from "../ui/index.ts";
import { afterPaint } from "../conversation/after-paint.ts";
import { adoptOwnStyles } from "../conversation/own-styles.ts";
import { makeStore, type Store } from "../conversation/store.ts";
import { receiptLinks } from "./receipt-links.ts";
import { createReportSession, type ReportSession } from "./session.ts";
import { textLoaders } from "./texts.ts";
import { ReportApp, type PageState } from "./views/report-app.tsx";

/** Without any texts: a file of this page could not be loaded. */
const NOT_STARTED = [
  "Zegel could not start. Load the page again.",
  "Zegel kon niet starten. Laad de pagina opnieuw.",
  "Zegel konnte nicht starten. Laden Sie die Seite noch einmal.",
  "Zegel n’a pas pu démarrer. Rechargez la page.",
].join(" · ");

const build = buildConstants();
adoptOwnStyles();
const place = document.getElementById("report");
if (place === null) throw new TypeError("the page has no place for the report");
start(place).catch(() => {
  place.textContent = NOT_STARTED;
});

async function start(element: HTMLElement): Promise<void> {
  const links = receiptLinks(window);
  const { session, shelf } = createReportSession(build);
  const translator = await speak([wantedLanguage(), ...navigator.languages]);
  const state = makeStore<PageState>({ translator, receipt: links.first });
  links.onLink((receipt) => state.set({ receipt }));
  createRoot(element).render(<Root session={session} shelf={shelf} state={state} />);
}

function wantedLanguage(): string {
  return new URLSearchParams(location.search).get("lang") ?? "";
}

async function speak(wanted: readonly string[]): Promise<Translator> {
  const translator = await loadTranslator(wanted, textLoaders);
  document.documentElement.lang = translator.language;
  return translator;
}

/** Kept in the address, so that loading the page again does not undo it. */
function changeLanguage(state: Store<PageState>, language: string): void {
  const address = new URL(location.href);
  address.searchParams.set("lang", language);
  history.replaceState(null, "", address);
  void speak([language]).then((translator) => state.set({ translator }));
}

function Root({ session, shelf, state }: ReportSession & { readonly state: Store<PageState> }) {
  useEffect(
    () =>
      // The first screen is drawn before anything else is asked for.
      afterPaint(() => {
        session.openRoom();
        void import("./after-start.ts").then(({ afterStart }) => afterStart(session, shelf)).catch(() => {});
      }),
    [session, shelf],
  );
  return (
    <ReportApp
      build={build}
      session={session}
      shelf={shelf}
      state={state}
      onLanguage={(language) => changeLanguage(state, language)}
      onReceiptClosed={() => state.set({ receipt: null })}
    />
  );
}
