/** Entry of the task pane: policy, session, texts, screens. */
import { useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import "../ui/ui.css";
import "./taskpane.css";
import {
  buildConstants,
  loadTranslator,
  type TextLoaders,
  TextProvider,
  type Translator,
} from "../ui/index.ts";
import { createPaneSession } from "./session.ts";
import { makeStore, type Store } from "./store.ts";
import { installScriptPolicy } from "./trusted-types.ts";
import { PaneApp } from "./views/app.tsx";

/** One language travels, as one chunk. */
const textLoaders: TextLoaders = {
  en: async () => (await import("../ui/locales/en/index.ts")).texts,
  nl: async () => (await import("../ui/locales/nl/index.ts")).texts,
  de: async () => (await import("../ui/locales/de/index.ts")).texts,
  fr: async () => (await import("../ui/locales/fr/index.ts")).texts,
};

/** Milliseconds to wait for the host's language: a host that answers late gets a pane in the browser's language. */
const LANGUAGE_WAIT_MS = 2500;

/** Without any texts: a file of this pane could not be loaded. */
const NOT_STARTED = [
  "Zegel could not start. Close it and open it again.",
  "Zegel kon niet starten. Sluit het en open het opnieuw.",
  "Zegel konnte nicht starten. Schließen Sie es und öffnen Sie es noch einmal.",
  "Zegel n’a pas pu démarrer. Fermez-le et ouvrez-le à nouveau.",
].join(" · ");

// Before office.js runs: deferred scripts run in the order of the page, and this one comes first.
installScriptPolicy();
const place = document.getElementById("pane");
if (place === null) throw new TypeError("the page has no place for the pane");
start(place).catch(() => {
  place.textContent = NOT_STARTED;
});

async function start(element: HTMLElement): Promise<void> {
  const session = createPaneSession(buildConstants());
  const texts = makeStore<{ translator: Translator | null }>({ translator: null });
  const speak = async (wanted: readonly string[]) => {
    const translator = await loadTranslator(wanted, textLoaders);
    document.documentElement.lang = translator.language;
    texts.set({ translator });
  };
  const hostSpeaks = session.ready
    .then(({ language }) => speak([language, ...navigator.languages]))
    .catch(() => undefined);
  await Promise.race([hostSpeaks, new Promise((resolve) => setTimeout(resolve, LANGUAGE_WAIT_MS))]);
  if (texts.get().translator === null) await speak(navigator.languages);
  createRoot(element).render(<Root texts={texts} session={session} />);
  // A turn later: the first screen is drawn before anything else is asked for.
  setTimeout(session.openRoom, 0);
}

function Root(props: {
  readonly texts: Store<{ translator: Translator | null }>;
  readonly session: ReturnType<typeof createPaneSession>;
}) {
  const { texts, session } = props;
  const { translator } = useSyncExternalStore(texts.subscribe, texts.get, texts.get);
  if (translator === null) return null;
  return (
    <TextProvider translator={translator}>
      <PaneApp session={session} />
    </TextProvider>
  );
}
