/** What the page's drawer and its address set: how Gmail looks, what the tokens say, and how its API fails. */

export const CHOICES = {
  platform: ["WEB", "ANDROID", "IOS"],
  theme: ["auto", "light", "dark"],
  tokens: ["ok", "expired", "audience", "account", "unverified", "foreign", "issuer", "user", "none"],
  granted: ["all", "no-read", "no-email"],
  api: ["ok", "401", "403", "404", "429", "500", "503", "never", "slow4000", "cut", "other"],
} as const;

type Choices = { readonly [K in keyof typeof CHOICES]: (typeof CHOICES)[K][number] };

export interface Switches extends Choices {
  /** BCP 47 tag. */
  readonly locale: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Milliseconds before a request goes to the add-on. */
  readonly latency: number;
}

export const DEFAULTS: Switches = {
  locale: "nl-NL",
  timeZone: "Europe/Amsterdam",
  latency: 0,
  platform: "WEB",
  theme: "auto",
  tokens: "ok",
  granted: "all",
  api: "ok",
};

const MAX_LATENCY = 60_000;

export interface ReadSwitches {
  readonly switches: Switches;
  /** Parameters whose value is none; they change nothing. */
  readonly unread: readonly string[];
}

/** Reads those parameters that are there; the others stay as they are. */
export function readSwitches(given: URLSearchParams, current: Switches): ReadSwitches {
  const changes: Record<string, string | number> = {};
  const unread: string[] = [];
  for (const [name, value] of given) {
    if (!Object.hasOwn(DEFAULTS, name)) continue;
    const read = readOne(name as keyof Switches, value);
    if (read === null) unread.push(name);
    else changes[name] = read;
  }
  return { switches: { ...current, ...changes }, unread };
}

function readOne(name: keyof Switches, value: string): string | number | null {
  if (name === "locale") return localeOf(value);
  if (name === "timeZone") return offsetOf(value, 0) === null ? null : value;
  if (name === "latency") return /^\d{1,6}$/.test(value) ? Math.min(Number(value), MAX_LATENCY) : null;
  return (CHOICES[name] as readonly string[]).includes(value) ? value : null;
}

function localeOf(value: string): string | null {
  try {
    return Intl.getCanonicalLocales(value)[0] ?? null;
  } catch {
    return null;
  }
}

/** @returns Milliseconds east of UTC at that moment; null for a zone that is none. */
export function offsetOf(timeZone: string, at: number): number | null {
  try {
    const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(
      at,
    );
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign = "+", hours = "0", minutes = "0"] = /GMT(?:([+-])(\d+):(\d+))?/.exec(name) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  } catch {
    return null;
  }
}

/** Those that differ from the defaults, as the page's address says them. */
export function writeSwitches(switches: Switches): string {
  const changed = Object.entries(switches).filter(
    ([name, value]) => DEFAULTS[name as keyof Switches] !== value,
  );
  return new URLSearchParams(changed.map(([name, value]) => [name, String(value)])).toString();
}
