/**
 * Readers for JSON that anyone may have written: every value is looked at before it is used, texts and lists are
 * bounded, and what is not of the wanted form becomes empty or null. Nothing here throws.
 */

export type Read<T> = (value: unknown) => T;

/** Entries of a list that are read; the file has all of them. */
export const MAX_ROWS = 300;
const MAX_TEXT = 2000;
/** The range of a JavaScript date: another number would make formatting throw. */
const MAX_TIME = 8.64e15;

export function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

export const text: Read<string> = (value) => (typeof value === "string" ? value.slice(0, MAX_TEXT) : "");

export const textOrNull: Read<string | null> = (value) => text(value) || null;

/** Milliseconds, as a time or a distance. */
export const time: Read<number | null> = (value) =>
  typeof value === "number" && Math.abs(value) <= MAX_TIME ? value : null;

/** A whole number from 0; 0 where it is none. */
export const count: Read<number> = (value) =>
  typeof value === "number" && value >= 0 && value <= MAX_TIME ? Math.floor(value) : 0;

export const countOrNull: Read<number | null> = (value) =>
  typeof value === "number" && value >= 0 && value <= MAX_TIME ? Math.floor(value) : null;

export const yes: Read<boolean> = (value) => value === true;

/** null: nothing of a supplied file is trusted. */
export const trusted: Read<boolean | null> = (value) => (typeof value === "boolean" ? value : null);

export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value) => (Array.isArray(value) ? value.slice(0, MAX_ROWS).map(read) : []);
}

export const texts: Read<readonly string[]> = (value) => list(text)(value).filter(Boolean);

/** Members with texts. A map: a member's name is the writer's, and may be that of a method. */
export const members: Read<ReadonlyMap<string, string>> = (value) =>
  new Map(
    Object.entries(objectOf(value))
      .slice(0, MAX_ROWS)
      .map(([name, member]) => [name.slice(0, MAX_TEXT), text(member)]),
  );

type Readers = Readonly<Record<string, Read<unknown>>>;
type Shaped<R extends Readers> = { readonly [K in keyof R]: ReturnType<R[K]> };

/** Each member by its own reader; others are left out. */
export function shape<R extends Readers>(readers: R): Read<Shaped<R>> {
  const names = Object.keys(readers);
  return (value) => {
    const object = objectOf(value);
    return Object.fromEntries(names.map((name) => [name, readers[name]?.(object[name])])) as Shaped<R>;
  };
}

/** Null where it is no object. */
export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? read(value) : null;
}

/** A place in the source. */
export const basis = shape({ field: text, offset: count, octets: count });
export type BasisView = ReturnType<typeof basis>;

/** A place needs an offset: without one there is nothing to open. */
export const places: Read<readonly BasisView[]> = (value) =>
  Array.isArray(value) ? list(basis)(value.filter((one) => isOffset(objectOf(one).offset))) : [];

function isOffset(value: unknown): boolean {
  return typeof value === "number" && value >= 0;
}

/** Minutes east of UTC. */
export const zone: Read<number | null> = (value) =>
  typeof value === "number" && Math.abs(value) <= 1440 ? Math.round(value) : null;
