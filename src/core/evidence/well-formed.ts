/**
 * The same value with every string free of halves of surrogate pairs (they become U+FFFD): hosts and mails bring
 * them, UTF-8 and canonical JSON cannot carry them, and a report must not fail to seal for it.
 */
export function wellFormed<T>(value: T): T;
export function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (Array.isArray(value)) return value.map((element) => wellFormed(element as unknown));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.toWellFormed(), wellFormed(member)]),
  );
}
