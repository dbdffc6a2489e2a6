/** Gmail's side panel: which card it shows, what was clicked there, and what the add-on said last. */
import { cardFaults } from "../card-rules.ts";
import type { PlayedMail } from "../mail/mailbox.ts";
import { type Press, renderCard } from "../page/card.ts";
import { call, type Outcome } from "./call.ts";
import type { Installed } from "./deployment.ts";
import { type EventDeps, type EventParts, makeRequest, type PlayedRequest } from "./events.ts";
import { type FormInputs, formInputsOf, missingInputs, readValues, type Values } from "./inputs.ts";
import { type Fields, fieldsOf, isTrue, listOf, textOf } from "./read.ts";
import { navigate, pop, push, type Shown, type Stack, top } from "./stack.ts";

/** One request to the add-on and what came of it. */
export interface Exchange {
  readonly request: PlayedRequest;
  readonly outcome: Outcome;
  /** Milliseconds. */
  readonly took: number;
  readonly faults: readonly string[];
}

export interface Toast {
  readonly text: string;
  /** What the add-on asks Gmail to open; "" where nothing. */
  readonly link: string;
}

export interface Panel {
  readonly installed: Installed;
  mail(): PlayedMail | null;
  stack(): Stack;
  /** Newest first. */
  exchanges(): readonly Exchange[];
  error(): string | null;
  /** Scopes that the add-on misses. */
  consent(): readonly string[] | null;
  /** What is shown once. */
  takeToast(): Toast | null;
  /** A mail was opened, or the list: runs the trigger unless this one is open already. */
  open(mail: PlayedMail | null): Promise<void>;
  /** Runs the trigger of what is open. */
  refresh(): Promise<void>;
  /** @param serial - Of the card whose form was sent. */
  press(serial: number, index: number, form: URLSearchParams): Promise<void>;
  runMenu(index: number): Promise<void>;
  back(): void;
  /** Sends the last request again, octet for octet. @returns What came of it, which is shown nowhere else. */
  replay(): Promise<Exchange | null>;
}

export interface PanelDeps extends EventDeps {
  readonly limitMs: number;
  readonly signal: AbortSignal;
  readonly onExchange: (exchange: Exchange) => void;
}

const MAX_EXCHANGES = 10;

interface State {
  readonly installed: Installed;
  readonly deps: PanelDeps;
  mail: PlayedMail | null;
  stack: Stack;
  exchanges: readonly Exchange[];
  error: string | null;
  consent: readonly string[] | null;
  toast: Toast | null;
  /** Nothing was asked yet. */
  fresh: boolean;
}

export function openPanel(installed: Installed, deps: PanelDeps): Panel {
  const nothing = { mail: null, stack: [], exchanges: [], error: null, consent: null, toast: null };
  const state: State = { installed, deps, ...nothing, fresh: true };
  return {
    installed,
    mail: () => state.mail,
    stack: () => state.stack,
    exchanges: () => state.exchanges,
    error: () => state.error,
    consent: () => state.consent,
    takeToast: () => {
      const last = state.toast;
      state.toast = null;
      return last;
    },
    open: async (opened) => {
      if (!state.fresh && opened?.id === state.mail?.id) return;
      state.mail = opened;
      await trigger(state);
    },
    refresh: () => trigger(state),
    press: (serial, index, form) => press(state, serial, index, form),
    runMenu: async (index) => {
      const item = installed.menu[index];
      if (item !== undefined && item.runFunction !== "") await click(state, item.runFunction, {}, {});
    },
    back: () => {
      state.stack = pop(state.stack);
      state.error = null;
    },
    replay: async () => {
      const [last] = state.exchanges;
      return last === undefined ? null : await send(state, last.request, null);
    },
  };
}

async function trigger(state: State): Promise<void> {
  const { installed, mail } = state;
  state.fresh = false;
  state.stack = [];
  const contextual = mail === null ? [] : installed.contextual;
  const endpoints = contextual.length > 0 ? contextual : [installed.homepage].filter((url) => url !== "");
  for (const endpoint of endpoints)
    show(state, await ask(state, { endpoint, installed, mail, click: null }, "trigger"));
}

async function press(state: State, serial: number, index: number, form: URLSearchParams): Promise<void> {
  const current = top(state.stack);
  if (current === null || current.serial !== serial)
    return say(state, "This card has changed: nothing was done.");
  const values = readValues(current.card, form);
  const pressed = renderCard(current, state.installed).presses[index];
  if (pressed === undefined) return;
  remember(state, current, values);
  if (pressed.kind === "action") await act(state, current, values, pressed);
  else state.stack = push(state.stack, pressed.card);
}

async function act(
  state: State,
  current: Shown,
  values: Values,
  { action, parameters }: Extract<Press, { kind: "action" }>,
): Promise<void> {
  const missing = missingInputs(current.card, values, action);
  if (missing.length > 0) return say(state, `Fill in first: ${missing.join(", ")}`);
  const formInputs = formInputsOf(current.card, values, state.deps.switches().timeZone);
  await click(state, textOf(action, "function"), formInputs, parameters);
  // "If false, the form values are cleared when the action is triggered" (Action.persistValues).
  if (!isTrue(action, "persistValues")) remember(state, current, new Map());
}

async function click(
  state: State,
  endpoint: string,
  formInputs: FormInputs,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  const { installed, mail } = state;
  show(state, await ask(state, { endpoint, installed, mail, click: { formInputs, parameters } }, "click"));
}

/** Takes both forms of an answer wherever it comes: that it was the wrong one is among the faults. */
function show(state: State, json: unknown): void {
  const action = fieldsOf(json, "action") ?? fieldsOf(fieldsOf(json, "renderActions"), "action");
  state.stack = navigate(state.stack, listOf(action, "navigations"));
  const text = textOf(fieldsOf(action, "notification"), "text");
  const link = textOf(fieldsOf(action, "link"), "url");
  if (text !== "" || link !== "") state.toast = { text, link };
}

/** @returns The answer; null where there was none. */
async function ask(state: State, parts: EventParts, answers: "trigger" | "click"): Promise<unknown> {
  if (!/^https?:$/.test(URL.parse(parts.endpoint)?.protocol ?? "")) {
    state.error = "It names no address that can be called.";
    return null;
  }
  const exchange = await send(state, await makeRequest(state.deps, parts), answers);
  state.exchanges = [exchange, ...state.exchanges].slice(0, MAX_EXCHANGES);
  const { outcome } = exchange;
  state.error = outcome.kind === "failed" ? outcome.detail : null;
  const json = outcome.kind === "answered" ? outcome.json : null;
  const asked = fieldsOf(json, "requesting_google_scopes");
  state.consent = asked === null ? null : scopesAsked(asked, state.installed);
  return json;
}

function scopesAsked(asked: Fields, { scopes }: Installed): readonly string[] {
  if (isTrue(asked, "all_scopes")) return scopes;
  return listOf(asked, "scopes").filter((one) => typeof one === "string");
}

async function send(
  { deps, installed }: State,
  request: PlayedRequest,
  answers: "trigger" | "click" | null,
): Promise<Exchange> {
  const { latency } = deps.switches();
  if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
  const before = performance.now();
  const outcome = await call(request, deps);
  const { openLinkUrlPrefixes } = installed;
  const faults =
    outcome.kind === "answered" && answers !== null
      ? cardFaults(outcome.json, { answers, allowLocalhost: true, openLinkUrlPrefixes })
      : [];
  const exchange = { request, outcome, took: Math.round(performance.now() - before), faults };
  deps.onExchange(exchange);
  return exchange;
}

function say(state: State, text: string): void {
  state.toast = { text, link: "" };
}

function remember(state: State, { serial }: Shown, values: Values): void {
  state.stack = state.stack.map((one) => (one.serial === serial ? { ...one, values } : one));
}
