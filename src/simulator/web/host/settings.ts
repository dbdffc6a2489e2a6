/** Every switch of the played host. The page's drawer and the address's query set the same object. */
import {
  type Behaviour,
  formatBehaviour,
  type MethodName,
  methodNames,
  parseBehaviour,
} from "./behaviour.ts";

export const choices = {
  client: [
    "web",
    "classic-2304",
    "classic-2404",
    "classic-2412",
    "ltsc-2021",
    "mac",
    "classic-mac",
    "exchange-2019",
    "mobile",
  ],
  locale: ["nl-NL", "en-US", "de-DE", "fr-FR"],
  theme: ["light", "dark", "contrast", "aquatic", "desert", "dusk", "nightsky"],
  permission: ["read-item", "read-write-item", "read-write-mailbox"],
  /** "null": the host has no item. "compose": a mail being written. The last two: of the calendar. */
  item: ["read", "null", "compose", "appointment", "meeting"],
  /** "1": the open mail lies in a shared folder. "hidden": in one of a mailbox that the address list hides: no item. */
  shared: ["0", "1", "hidden"],
  /**
   * Nested app authentication. "auto": as the client has it. "needed": only with a window. "off": neither bridge nor
   * requirement set. "claimed": the set without the bridge, as phones were seen to do (ojs#6275).
   */
  naa: ["auto", "ok", "needed", "fails", "slow", "never", "claimed", "off"],
  /** Exchange Web Services. "auto": where the client is Exchange on-premises. "toolarge": over the limit of 5 MB. */
  ews: ["auto", "ok", "fails", "toolarge", "never", "off"],
  /** Where "Report as spam" runs. "classic": JavaScript without a page, as classic Windows has it. */
  runtime: ["browser", "classic"],
} as const;

export type ClientName = (typeof choices.client)[number];
export type Permission = (typeof choices.permission)[number];
export type ThemeName = (typeof choices.theme)[number];
export type ItemMode = (typeof choices.item)[number];
export type ChoiceName = keyof typeof choices;
export type FlagName = (typeof flags)[number];

export const flags = ["protected", "pinned", "spam4mb"] as const;

export interface HostSettings {
  /** Client whose requirement set is offered; the protocol stays that of Outlook on the web. */
  readonly client: ClientName;
  /** Highest Mailbox requirement set offered, where it should differ from the client's. */
  readonly requirementSet: string | null;
  readonly locale: string;
  readonly theme: ThemeName;
  /** Milliseconds before every answer. */
  readonly latency: number;
  readonly permission: Permission;
  readonly item: ItemMode;
  readonly shared: (typeof choices.shared)[number];
  readonly naa: (typeof choices.naa)[number];
  readonly ews: (typeof choices.ews)[number];
  /** What the server's stand-in for Microsoft Graph does; read there. */
  readonly graph: string;
  readonly runtime: (typeof choices.runtime)[number];
  /** Protected by IRM or S/MIME: attachments have no ids (ojs#2723, ojs#6569). */
  readonly protected: boolean;
  /** The pane follows the selection. */
  readonly pinned: boolean;
  /** Above 4 MB spam reporting gets no source (ojs#5822). */
  readonly spam4mb: boolean;
  readonly methods: Readonly<Record<MethodName, Behaviour>>;
}

/** Highest Mailbox requirement set by client (OUTLOOK, section 1), and whether it has nested app authentication. */
const clients: Readonly<Record<ClientName, { readonly set: string; readonly naa: boolean }>> = {
  web: { set: "1.15", naa: true },
  "classic-2304": { set: "1.13", naa: false },
  "classic-2404": { set: "1.14", naa: false },
  "classic-2412": { set: "1.15", naa: true },
  "ltsc-2021": { set: "1.9", naa: false },
  mac: { set: "1.14", naa: true },
  "classic-mac": { set: "1.8", naa: false },
  "exchange-2019": { set: "1.5", naa: false },
  mobile: { set: "1.5", naa: true },
};

/** Of the server's stand-in for Microsoft Graph; besides, "slow4000" and other milliseconds. */
export const graphBehaviours = ["ok", "401", "403", "404", "429", "500", "503", "never", "off", "slow4000"];
const GRAPH = /^(ok|401|403|404|429|500|503|never|off|slow\d{1,5})$/;

const allWell = Object.fromEntries(
  methodNames.map((name) => [name, { kind: "ok" }]),
) as HostSettings["methods"];

export const defaultSettings: HostSettings = {
  client: "web",
  requirementSet: null,
  locale: "nl-NL",
  theme: "light",
  latency: 0,
  permission: "read-item",
  item: "read",
  shared: "0",
  naa: "auto",
  ews: "auto",
  graph: "ok",
  runtime: "browser",
  protected: false,
  pinned: true,
  spam4mb: false,
  methods: allWell,
};

/** The Mailbox set that office.js is told. */
export function requirementSetOf(settings: HostSettings): string {
  return settings.requirementSet ?? clients[settings.client].set;
}

/** How the bridge of nested app authentication behaves, the client's own share in it decided. */
export function naaOf(settings: HostSettings): Exclude<HostSettings["naa"], "auto"> {
  if (settings.naa !== "auto") return settings.naa;
  return clients[settings.client].naa ? "ok" : "off";
}

/** Exchange Online has no EWS any more: only an Exchange on-premises answers by itself. */
export function ewsOf(settings: HostSettings): Exclude<HostSettings["ews"], "auto"> {
  if (settings.ews !== "auto") return settings.ews;
  return settings.client === "exchange-2019" ? "ok" : "off";
}

/**
 * Reads ?locale=nl-NL&theme=dark&getAsFile=5001x2 and the like.
 *
 * @returns The settings, and the parameters that could not be read: shown, never guessed at.
 */
export function readSettings(query: URLSearchParams): { settings: HostSettings; unknown: string[] } {
  const changes: Record<string, unknown> = {};
  const methods: Record<string, Behaviour> = { ...allWell };
  const unknown: string[] = [];
  for (const [name, text] of query) {
    const behaviour = isMethod(name) ? parseBehaviour(text) : null;
    const value = readValue(name, text);
    if (behaviour !== null) methods[name] = behaviour;
    else if (value !== undefined) changes[name] = value;
    else unknown.push(`${name}=${text}`);
  }
  const settings = { ...defaultSettings, ...changes, methods: methods as HostSettings["methods"] };
  return { settings, unknown };
}

function isMethod(name: string): name is MethodName {
  return (methodNames as readonly string[]).includes(name);
}

/** @returns Undefined where the name or its value is unknown. */
function readValue(name: string, text: string): string | number | boolean | undefined {
  if (name === "locale") return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text) ? text : undefined;
  if (Object.hasOwn(choices, name)) return choices[name as ChoiceName].find((choice) => choice === text);
  if (name === "requirementSet") return /^1\.\d{1,2}$/.test(text) ? text : undefined;
  if (name === "latency") return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
  if (name === "graph") return GRAPH.test(text) ? text : undefined;
  if ((flags as readonly string[]).includes(name)) {
    return text === "1" ? true : text === "0" ? false : undefined;
  }
  return undefined;
}

/** The query that gives these settings: what differs from the defaults, so that a situation can be passed on. */
export function writeSettings(settings: HostSettings): URLSearchParams {
  const query = new URLSearchParams();
  const plain = [...(Object.keys(choices) as ChoiceName[]), "requirementSet", "latency", "graph"] as const;
  for (const name of plain) {
    if (settings[name] !== defaultSettings[name]) query.set(name, String(settings[name]));
  }
  for (const name of flags) {
    if (settings[name] !== defaultSettings[name]) query.set(name, settings[name] ? "1" : "0");
  }
  for (const name of methodNames) {
    const behaviour = settings.methods[name];
    if (behaviour.kind !== "ok") query.set(name, formatBehaviour(behaviour));
  }
  return query;
}
