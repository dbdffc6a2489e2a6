/** The page's own part: switches, and what went to and fro. Nothing of it is Gmail's. */
import type { Exchange, Panel } from "../add-on/panel.ts";
import { CHOICES, type Switches } from "../switches.ts";
import { type Html, html } from "./html.ts";

const WORDS: Readonly<Record<keyof Switches, string>> = {
  locale: "Language of the reporter",
  timeZone: "Time zone",
  platform: "Platform",
  theme: "Look",
  latency: "Milliseconds before a request",
  tokens: "Tokens",
  granted: "What the reporter allowed",
  api: "Gmail's API",
};

export function drawer(switches: Switches, panel: Panel | null): Html {
  return html`<section class="drawer" aria-label="Of this page, not of Gmail">
<details><summary>Switches</summary>
<form method="post" action="/switches" class="switches">${Object.entries(switches).map(([name, value]) => control(name as keyof Switches, value))}
<div class="buttons"><button class="button filled">Set</button></div></form>
<div class="buttons">${command("/refresh", "Open the add-on anew")}${command("/replay", "Send the last request again")}${command("/rotate", "Sign with a new key")}</div></details>
<details><summary>An add-on of your own</summary><form method="post" action="/install" enctype="multipart/form-data" class="upload">
<label for="deployment">Its deployment, as JSON</label><input type="file" id="deployment" name="deployment" accept=".json,application/json" required>
<button class="button">Install</button></form></details>
<details><summary>Requests to the add-on</summary>${(panel?.exchanges() ?? []).map(exchangeOf)}</details></section>`;
}

function control(name: keyof Switches, value: string | number): Html {
  const id = `switch-${name}`;
  const choices: readonly string[] | null = name in CHOICES ? CHOICES[name as keyof typeof CHOICES] : null;
  const field =
    choices === null
      ? html`<input id="${id}" name="${name}" value="${value}" autocomplete="off">`
      : html`<select id="${id}" name="${name}">${choices.map((one) => html`<option${one === value && html` selected`}>${one}</option>`)}</select>`;
  return html`<div class="field"><label for="${id}">${WORDS[name]}</label>${field}</div>`;
}

export function command(action: string, words: string): Html {
  return html`<form method="post" action="${action}"><button class="button">${words}</button></form>`;
}

function exchangeOf({ request, outcome, took }: Exchange): Html {
  const said = outcome.kind === "failed" ? (outcome.status ?? "no answer") : 200;
  return html`<details class="exchange"><summary>${new URL(request.url).pathname}: ${said}, ${took} ms</summary>
<pre tabindex="0" aria-label="Event">${shortened(JSON.parse(request.body))}</pre>
<pre tabindex="0" aria-label="Answer">${outcome.kind === "answered" ? JSON.stringify(outcome.json, null, 2) : outcome.detail}</pre></details>`;
}

/** Tokens are long, and nobody reads them. */
function shortened(event: unknown): string {
  const cut = (_: string, value: unknown) =>
    typeof value === "string" && /^[\w.-]{60,}$/.test(value) ? `${value.slice(0, 24)}…` : value;
  return JSON.stringify(event, cut, 2);
}
