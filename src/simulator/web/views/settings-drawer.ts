/** The drawer with every switch of the host. */
import { el } from "../dom.ts";
import {
  formatBehaviour,
  knownFailures,
  type MethodName,
  methodNames,
  parseBehaviour,
} from "../host/behaviour.ts";
import { type ChoiceName, choices, flags, graphBehaviours, type HostSettings } from "../host/settings.ts";

export type ChangeSettings = (settings: HostSettings) => void;

/** Rebuilt whole after each change; the focused control keeps its focus. */
export function renderSettings(container: HTMLElement, settings: HostSettings, change: ChangeSettings): void {
  const focused = document.activeElement?.id ?? "";
  container.replaceChildren(
    el("h2", {}, "Play the host"),
    el(
      "p",
      { class: "hint" },
      "Client, locale, permission and item count from the next time the pane is opened.",
    ),
    ...(Object.keys(choices) as ChoiceName[]).map((name) =>
      select(name, choices[name], settings[name], (value) => change({ ...settings, [name]: value })),
    ),
    numberField("latency", "latency (ms)", settings.latency, (latency) => change({ ...settings, latency })),
    select("graph", graphBehaviours, settings.graph, (graph) => change({ ...settings, graph })),
    ...flags.map((name) => checkbox(name, settings[name], (value) => change({ ...settings, [name]: value }))),
    el("h3", {}, "Failures"),
    ...methodNames.map((name) => failureSelect(name, settings, change)),
  );
  if (focused !== "") document.getElementById(focused)?.focus();
}

function failureSelect(name: MethodName, settings: HostSettings, change: ChangeSettings): HTMLElement {
  const current = formatBehaviour(settings.methods[name]);
  const known = knownFailures.filter((failure) => failure.method === name);
  const options = new Map([
    ["ok", "works"],
    ...known.map(({ behaviour, words }) => [behaviour, `${behaviour}: ${words}`] as const),
  ]);
  // One that came by the address's query need not be in the list.
  if (!options.has(current)) options.set(current, current);
  return select(
    name,
    [...options.keys()],
    current,
    (text) => {
      const behaviour = parseBehaviour(text);
      if (behaviour !== null) change({ ...settings, methods: { ...settings.methods, [name]: behaviour } });
    },
    options,
  );
}

function select(
  name: string,
  values: readonly string[],
  current: string,
  onChange: (value: string) => void,
  words: ReadonlyMap<string, string> = new Map(),
): HTMLElement {
  const control = el("select", { id: `setting-${name}` });
  const all = values.includes(current) ? values : [...values, current];
  for (const value of all) {
    control.append(el("option", { value, selected: value === current }, words.get(value) ?? value));
  }
  control.addEventListener("change", () => onChange(control.value));
  return el("label", {}, name, control);
}

function checkbox(name: string, current: boolean, onChange: (value: boolean) => void): HTMLElement {
  const control = el("input", { type: "checkbox", id: `setting-${name}`, checked: current });
  control.addEventListener("change", () => onChange(control.checked));
  return el("label", { class: "check" }, control, name);
}

function numberField(
  name: string,
  label: string,
  current: number,
  onChange: (value: number) => void,
): HTMLElement {
  const control = el("input", { type: "number", id: `setting-${name}`, min: 0, max: 99_999, value: current });
  control.addEventListener("change", () => onChange(Math.max(0, Math.trunc(Number(control.value) || 0))));
  return el("label", {}, label, control);
}
