/**
 * The pane's screens over a session that only tells a scene and notes what is asked of it.
 * Address: ?scene=done&language=nl&theme=dark
 */
import { createRoot } from "react-dom/client";
import "../../../src/ui/ui.css";
import "../../../src/conversation/conversation.css";
import type { PaneSession, PaneView } from "../../../src/conversation/pane-session.ts";
import { makeStore } from "../../../src/conversation/store.ts";
import { PaneApp } from "../../../src/conversation/views/app.tsx";
import { texts as de } from "../../../src/ui/locales/de/index.ts";
import { texts as en } from "../../../src/ui/locales/en/index.ts";
import { texts as fr } from "../../../src/ui/locales/fr/index.ts";
import { texts as nl } from "../../../src/ui/locales/nl/index.ts";
import { makeTranslator, TextProvider } from "../../../src/ui/index.ts";
import { nextState, type ReportEvent, type ReportState } from "../../../src/workflow/report-state.ts";
import { laterScreens } from "../../../src/conversation/views/later-screens.ts";
import { exampleView } from "./expert-example.ts";
import { type Scene, type SceneName, SCENES, viewOf } from "./scenes.ts";

export interface Gallery {
  /** Calls of the session, oldest first. */
  readonly calls: { readonly name: string; readonly values: readonly unknown[] }[];
  readonly setView: (change: Partial<PaneView>) => void;
  readonly setReport: (report: ReportState) => void;
}

declare global {
  interface Window {
    gallery: Gallery;
  }
}

const query = new URLSearchParams(location.search);
const scene: Scene = SCENES[(query.get("scene") ?? "start") as SceneName];
const view = makeStore(viewOf(scene, (query.get("theme") ?? "light") as PaneView["theme"]));
const report = makeStore<{ now: ReportState }>({ now: scene.report });
const calls: { name: string; values: readonly unknown[] }[] = [];

window.gallery = { calls, setView: view.set, setReport: (now) => report.set({ now }) };

const apply = (event: ReportEvent) => report.set({ now: nextState(report.get().now, event) });
const note =
  (name: string, event?: ReportEvent) =>
  (...values: unknown[]) => {
    calls.push({ name, values });
    if (event !== undefined) apply(event);
  };

const session: PaneSession = {
  ready: Promise.resolve({ language: "en" }),
  view,
  report: { get: () => report.get().now, subscribe: report.subscribe },
  send: note("send", { type: "started" }),
  sendMissed: note("sendMissed", { type: "started" }),
  findSeries: () => {
    calls.push({ name: "findSeries", values: [] });
    view.set({ series: { state: "searching" } });
  },
  tickSeries: (id, ticked) => {
    calls.push({ name: "tickSeries", values: [id, ticked] });
    const { series } = view.get();
    if (series.state !== "found") return;
    const others = series.ticked.filter((one) => one !== id);
    view.set({ series: { ...series, ticked: ticked ? [...others, id] : others } });
  },
  signIn: note("signIn"),
  cancel: note("cancel", { type: "cancelled" }),
  sendAgain: note("sendAgain", { type: "send-again" }),
  discard: note("discard", { type: "reset" }),
  reset: note("reset", { type: "reset" }),
  retryDirectory: note("retryDirectory"),
  enrol: note("enrol"),
  saveSealed: note("saveSealed"),
  saveReceipt: note("saveReceipt"),
  handIn: note("handIn"),
  sendEntry: note("sendEntry"),
  removeEntry: note("removeEntry"),
  openExpert: () => {
    calls.push({ name: "openExpert", values: [] });
    void exampleView().then((shown) => view.set({ expert: { state: "shown", view: shown } }));
  },
  closeExpert: () => view.set({ expert: { state: "closed" } }),
};

const markReady = () => {
  if (laterScreens.get().loaded !== null) document.documentElement.dataset["ready"] = "";
};
laterScreens.subscribe(markReady);

const texts = { en, nl, de, fr };
const language = (query.get("language") ?? "en") as keyof typeof texts;
document.documentElement.lang = language;
const place = document.getElementById("pane");
if (place === null) throw new TypeError("no place for the pane");
createRoot(place).render(
  <TextProvider translator={makeTranslator(language, texts[language])}>
    <PaneApp session={session} />
  </TextProvider>,
);
