/** Gmail's side panel: which card it shows, what was clicked there, and what the add-on said last. */
import { cardFaults } from "../card-rules.ts";
import type { PlayedMail } from "../mail/mailbox.ts";
import { type Press, renderCard } from "../page/card.ts";
import { call, type Outcome } from "./call.ts";
import type { Installed } from "./deployment.ts";
import { type EventDeps, type EventParts, makeRequest, type PlayedRequest } from "./events.ts";
import { type FormInputs, formInputsOf, missingInputs, readValues, type Values } from "./inputs.ts";
import { fieldsOf, isTrue, listOf, own, textOf } from "./read.ts";
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
  say(text: string): void;
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

export function openPanel(installed: Installed, deps: PanelDeps): Panel {
  let mail: PlayedMail | null = null;
  let stack: Stack = [];
  let exchanges: readonly Exchange[] = [];
  let error: string | null = null;
  let consent: readonly string[] | null = null;
  let toast: Toast | null = null;
  let fresh = true;
  return {
    installed,
    mail: () => mail,
    stack: () => stack,
    exchanges: () => exchanges,
    error: () => error,
    consent: () => consent,
    takeToast: () => {
      const last = toast;
      toast = null;
      return last;
    },
    say: (text) => {
      toast = { text, link: "" };
    },
    open: async (opened) => {
      if (!fresh && opened?.id === mail?.id) return;
      mail = opened;
      await trigger();
    },
    refresh: trigger,
    press,
    runMenu: async (index) => {
      const item = installed.menu[index];
      if (item === undefined || item.runFunction === "") return;
      await click(item.runFunction, {}, {});
    },
    back: () => {
      stack = pop(stack);
      error = null;
    },
    replay: async () => {
      const [last] = exchanges;
      return last === undefined ? null : await send(last.request, null);
    },
  };

  async function trigger(): Promise<void> {
    fresh = false;
    stack = [];
    const contextual = mail === null ? [] : installed.contextual;
    const endpoints = contextual.length > 0 ? contextual : [installed.homepage].filter((url) => url !== "");
    for (const endpoint of endpoints) {
      const json = await ask({ endpoint, installed, mail, click: null }, "trigger");
      const action = fieldsOf(json, "action") ?? fieldsOf(fieldsOf(json, "renderActions"), "action");
      stack = navigate(stack, listOf(action, "navigations"));
      notice(action);
    }
  }

  async function press(serial: number, index: number, form: URLSearchParams): Promise<void> {
    const current = top(stack);
    if (current === null || current.serial !== serial)
      return void (toast = { text: "This card has changed: nothing was done.", link: "" });
    const values = readValues(current.card, form);
    const pressed = renderCard(current, installed).presses[index];
    if (pressed === undefined) return;
    if (pressed.kind === "card") {
      remember(current, values);
      stack = push(stack, pressed.card);
      return;
    }
    await act(current, values, pressed);
  }

  async function act(current: Shown, values: Values, pressed: Press & { kind: "action" }): Promise<void> {
    const { action, parameters } = pressed;
    remember(current, values);
    const missing = missingInputs(current.card, values, action);
    if (missing.length > 0) return void (toast = { text: `Fill in first: ${missing.join(", ")}`, link: "" });
    const formInputs = formInputsOf(current.card, values, deps.switches().timeZone);
    await click(textOf(action, "function"), formInputs, parameters);
    // "If false, the form values are cleared when the action is triggered" (Action.persistValues).
    const still = top(stack);
    if (still !== null && still.serial === current.serial && !isTrue(action, "persistValues"))
      remember(still, new Map());
  }

  async function click(
    endpoint: string,
    formInputs: FormInputs,
    parameters: Readonly<Record<string, string>>,
  ): Promise<void> {
    const json = await ask({ endpoint, installed, mail, click: { formInputs, parameters } }, "click");
    const action = fieldsOf(fieldsOf(json, "renderActions"), "action") ?? fieldsOf(json, "action");
    stack = navigate(stack, listOf(action, "navigations"));
    notice(action);
  }

  /** @returns The answer; null where there was none. */
  async function ask(parts: EventParts, answers: "trigger" | "click"): Promise<unknown> {
    const exchange = await send(await makeRequest(deps, parts), answers);
    exchanges = [exchange, ...exchanges].slice(0, MAX_EXCHANGES);
    const { outcome } = exchange;
    error = outcome.kind === "failed" ? outcome.detail : null;
    const json = outcome.kind === "answered" ? outcome.json : null;
    const asked = fieldsOf(json, "requesting_google_scopes");
    consent = asked === null ? null : scopesAsked(asked);
    return json;
  }

  function scopesAsked(asked: object): readonly string[] {
    return own(asked, "all_scopes") === true
      ? installed.scopes
      : listOf(asked, "scopes").filter((one) => typeof one === "string");
  }

  async function send(request: PlayedRequest, answers: "trigger" | "click" | null): Promise<Exchange> {
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

  function notice(action: unknown): void {
    const text = textOf(fieldsOf(action, "notification"), "text");
    const link = textOf(fieldsOf(action, "link"), "url");
    if (text !== "" || link !== "") toast = { text, link };
  }

  function remember({ serial }: Shown, values: Values): void {
    stack = stack.map((one) => (one.serial === serial ? { ...one, values } : one));
  }
}
