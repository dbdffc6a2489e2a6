/** Every switch of the played host. The page's drawer and the address's query set the same object. */
import {
  type Behaviour,
  formatBehaviour,
  type MethodName,
  methodNames,
  parseBehaviour,
} from "./behaviour.ts";

export type Permission = "read-item" | "read-write-item" | "read-write-mailbox";
export type ThemeName = "light" | "dark" | "contrast";
/** "null": the host has no item, as with hidden shared mailboxes. "compose": a mail being written. */
export type ItemMode = "read" | "null" | "compose";

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
  /** The open mail lies in a shared folder. */
  readonly shared: boolean;
  /** Protected by IRM or S/MIME: attachments have no ids (ojs#2723, ojs#6569). */
  readonly protected: boolean;
  /** The pane follows the selection. */
  readonly pinned: boolean;
  readonly methods: Readonly<Record<MethodName, Behaviour>>;
}

/** Highest Mailbox requirement set by client (OUTLOOK, section 1). */
export const clients = {
  web: "1.15",
  "classic-2304": "1.13",
  "classic-2404": "1.14",
  "classic-2412": "1.15",
  "ltsc-2021": "1.9",
  mac: "1.14",
  "classic-mac": "1.8",
  "exchange-2019": "1.5",
  mobile: "1.5",
} as const;
export type ClientName = keyof typeof clients;

export const choices = {
  client: Object.keys(clients) as ClientName[],
  locale: ["nl-NL", "en-US", "de-DE", "fr-FR"],
  theme: ["light", "dark", "contrast"] satisfies ThemeName[],
  permission: ["read-item", "read-write-item", "read-write-mailbox"] satisfies Permission[],
  item: ["read", "null", "compose"] satisfies ItemMode[],
};

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
  shared: false,
  protected: false,
  pinned: true,
  methods: allWell,
};

/** The Mailbox set that office.js is told. */
export function requirementSetOf(settings: HostSettings): string {
  return settings.requirementSet ?? clients[settings.client];
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
  if (name in choices) return choices[name as keyof typeof choices].find((choice) => choice === text);
  if (name === "requirementSet") return /^1\.\d{1,2}$/.test(text) ? text : undefined;
  if (name === "latency") return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
  if (name === "shared" || name === "protected" || name === "pinned") {
    return text === "1" ? true : text === "0" ? false : undefined;
  }
  return undefined;
}

/** The query that gives these settings: what differs from the defaults, so that a situation can be passed on. */
export function writeSettings(settings: HostSettings): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of [
    "client",
    "requirementSet",
    "locale",
    "theme",
    "latency",
    "permission",
    "item",
  ] as const) {
    if (settings[name] !== defaultSettings[name]) query.set(name, String(settings[name]));
  }
  for (const name of ["shared", "protected", "pinned"] as const) {
    if (settings[name] !== defaultSettings[name]) query.set(name, settings[name] ? "1" : "0");
  }
  for (const name of methodNames) {
    const behaviour = settings.methods[name];
    if (behaviour.kind !== "ok") query.set(name, formatBehaviour(behaviour));
  }
  return query;
}
