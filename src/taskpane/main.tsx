/** Entry of the task pane: policy, session, texts, screens. */
import { useEffect, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import "../ui/ui.css";
import "../conversation/conversation.css";
import {
  buildConstants,
  chooseLanguage,
  loadTranslator,
  type TextLoaders,
  TextProvider,
  type Translator,
} from "../ui/index.ts";
import { afterPaint } from "../conversation/after-paint.ts";
import { adoptOwnStyles } from "../conversation/own-styles.ts";
import { createPaneSession } from "./session.ts";
import { makeStore, type Store } from "../conversation/store.ts";
import { keepTabInside } from "./tab-key.ts";
import { installScriptPolicy } from "./trusted-types.ts";
import { PaneApp } from "../conversation/views/app.tsx";

/** One language travels, as one chunk; the build's report of sizes knows it by its name. */
const textLoaders: TextLoaders = {
  en: async () => (await import(/* webpackChunkName: "texts-en" */ "../ui/locales/en/index.ts")).texts,
  nl: async () => (await import(/* webpackChunkName: "texts-nl" */ "../ui/locales/nl/index.ts")).texts,
  de: async () => (await import(/* webpackChunkName: "texts-de" */ "../ui/locales/de/index.ts")).texts,
  fr: async () => (await import(/* webpackChunkName: "texts-fr" */ "../ui/locales/fr/index.ts")).texts,
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
keepTabInside(window);
adoptOwnStyles();
const place = document.getElementById("pane");
if (place === null) throw new TypeError("the page has no place for the pane");
start(place).catch(() => {
  place.textContent = NOT_STARTED;
});

async function start(element: HTMLElement): Promise<void> {
  const session = createPaneSession(buildConstants());
  fetchLikelyTexts();
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
}

/** While office.js talks to the host, whose language is mostly the browser's. */
function fetchLikelyTexts(): void {
  const likely = chooseLanguage(navigator.languages, Object.keys(textLoaders));
  textLoaders[likely]?.().catch(() => undefined);
}

function Root(props: {
  readonly texts: Store<{ translator: Translator | null }>;
  readonly session: ReturnType<typeof createPaneSession>;
}) {
  const { texts, session } = props;
  const { translator } = useSyncExternalStore(texts.subscribe, texts.get, texts.get);
  // The first screen is drawn before anything else is asked for.
  useEffect(() => afterPaint(session.openRoom), [session]);
  if (translator === null) return null;
  return (
    <TextProvider translator={translator}>
      <PaneApp session={session} />
    </TextProvider>
  );
}
