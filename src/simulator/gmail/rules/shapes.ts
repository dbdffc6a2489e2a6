/**
 * Describes what a JSON value may look like, and says where it does not. A fault is one line: the JSON path, then the
 * rule. Takes any JSON: never throws, every member is looked at once, depth and number of faults are bounded.
 */

export interface Options {
  /** Takes http on this machine too, for links and endpoints. */
  readonly allowLocalhost?: boolean;
  /** The deployment's openLinkUrlPrefixes: https links must begin with one of them. Not checked unless given. */
  readonly openLinkUrlPrefixes?: readonly string[];
}

/** What is counted over one whole card. */
export interface Tally {
  widgets: number;
  /** Path of the input that has this name. */
  readonly inputs: Map<string, string>;
  /** Names that actions call required, and where. */
  readonly required: { readonly path: string; readonly name: string }[];
}

export interface Place {
  readonly path: string;
  readonly depth: number;
  readonly options: Options;
  /** Null outside a card. */
  readonly tally: Tally | null;
  /** The rule for a card: buttons may hold one. */
  readonly card: Rule;
  readonly faults: string[];
}

export type Rule = (value: unknown, place: Place) => void;
export type Fields = Readonly<Record<string, unknown>>;

/** Cards lie in cards by onClick.card only; Google names no depth. */
const MAX_DEPTH = 100;
const MAX_FAULTS = 200;
/** Characters of a member's name in a path. */
const MAX_KEY = 60;

/** Where Google's pages do not say it, but a client could not do otherwise. */
export const INFERRED = "[by inference]";

/** @param card - The rule for cards; where there can be none it may be left out. */
export function faultsOf(value: unknown, rule: Rule, options: Options, card: Rule = noCard): string[] {
  const faults: string[] = [];
  rule(value, { path: "$", depth: 0, options, tally: null, card, faults });
  return faults;
}

const noCard: Rule = (_, place) => fault(place, "no card can stand here");

export function fault(place: Place, rule: string): void {
  if (place.faults.length < MAX_FAULTS) place.faults.push(`${place.path}: ${rule}`);
  else if (place.faults.length === MAX_FAULTS) place.faults.push("$: and more faults than are listed");
}

export function into(place: Place, key: string | number): Place {
  const step =
    typeof key === "number"
      ? `[${key}]`
      : /^[A-Za-z_]\w*$/.test(key)
        ? `.${key.slice(0, MAX_KEY)}`
        : `[${JSON.stringify(key.slice(0, MAX_KEY))}]`;
  return { ...place, path: place.path + step, depth: place.depth + 1 };
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Own members only: "constructor" is a member like any other. */
export function member(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

export interface MessageMore {
  readonly required?: readonly string[];
  /** Of each list at most one member may be there ("Union field"). */
  readonly unions?: readonly (readonly string[])[];
  /** Of this list exactly one must be there: a message without its union does nothing. */
  readonly one?: readonly string[];
  /** Members that exist, but not for a Google Workspace add-on in Gmail; with the reason. */
  readonly unavailable?: Readonly<Record<string, string>>;
  readonly also?: (fields: Fields, place: Place) => void;
}

/** @param name - Of the message, as in Google's reference. */
export function message(name: string, members: Readonly<Record<string, Rule>>, more: MessageMore = {}): Rule {
  const { required = [], unions = [], one, unavailable = {}, also } = more;
  return (value, place) => {
    if (!isFields(value)) return fault(place, `${name} is an object`);
    if (place.depth > MAX_DEPTH) return fault(place, `nested too deep ${INFERRED}`);
    for (const [key, content] of Object.entries(value)) {
      const at = into(place, key);
      const reason = member(unavailable, key);
      const rule = member(members, key) as Rule | undefined;
      if (reason !== undefined) fault(at, `${name}: ${String(reason)}`);
      else if (rule === undefined) fault(at, `${name} has no such member`);
      else rule(content, at);
    }
    const missing = required.filter((key) => member(value, key) === undefined);
    for (const key of missing) fault(into(place, key), `required in ${name}`);
    for (const union of one === undefined ? unions : [...unions, one]) checkUnion(name, value, union, place);
    if (one?.every((key) => member(value, key) === undefined) === true)
      fault(place, `${name} needs one of ${one.join(", ")}`);
    also?.(value, place);
  };
}

function checkUnion(name: string, value: Fields, union: readonly string[], place: Place): void {
  const there = union.filter((key) => member(value, key) !== undefined);
  if (there.length > 1) fault(place, `${name}: only one of ${there.join(", ")} may be there`);
}

export function list(rule: Rule, { min = 0, max = Number.POSITIVE_INFINITY, why = "" } = {}): Rule {
  return (value, place) => {
    if (!Array.isArray(value)) return fault(place, "is a list");
    if (value.length < min) fault(place, `needs ${min} or more ${why}`.trimEnd());
    if (value.length > max) fault(place, `holds ${value.length}, may hold ${max} ${why}`.trimEnd());
    for (const [index, one] of value.entries()) rule(one, into(place, index));
  };
}

/** Rules that refer to themselves. */
export function later(rule: () => Rule): Rule {
  return (value, place) => rule()(value, place);
}

export function both(...rules: readonly Rule[]): Rule {
  return (value, place) => {
    for (const rule of rules) rule(value, place);
  };
}

export const anyString: Rule = (value, place) => {
  if (typeof value !== "string") fault(place, "is a string");
};

export const filled: Rule = (value, place) => {
  if (typeof value !== "string") fault(place, "is a string");
  else if (value.trim() === "") fault(place, `is empty ${INFERRED}`);
};

export const bool: Rule = (value, place) => {
  if (typeof value !== "boolean") fault(place, "is true or false");
};

/** int32: 32 bits with a sign. */
export function int32({ min = -(2 ** 31), max = 2 ** 31 - 1 } = {}): Rule {
  return (value, place) => {
    if (typeof value !== "number" || !Number.isInteger(value)) fault(place, "is a whole number");
    else if (value < min || value > max) fault(place, `is from ${min} to ${max}`);
  };
}

/** int64 stands in JSON as a number or as digits. */
export const int64: Rule = (value, place) => {
  const fits = typeof value === "number" ? Number.isSafeInteger(value) : /^-?\d{1,19}$/.test(String(value));
  if (!fits || !["number", "string"].includes(typeof value)) fault(place, "is a whole number");
};

export const share: Rule = (value, place) => {
  if (typeof value !== "number" || !(value >= 0 && value <= 1)) fault(place, "is a number from 0 to 1");
};

export const positive: Rule = (value, place) => {
  if (typeof value !== "number" || !(value > 0) || value === Number.POSITIVE_INFINITY)
    fault(place, "is a number above 0");
};

/** @param unused - Values that the reference lists with "Don't use". */
export function oneOf(values: readonly string[], unused: readonly string[] = []): Rule {
  return (value, place) => {
    if (typeof value !== "string" || ![...values, ...unused].includes(value))
      fault(place, `is one of ${values.join(", ")}`);
    else if (unused.includes(value)) fault(place, `${value} is not to be used`);
  };
}
