/** Reads what an add-on answered: members that are of another form than Google's pages say count as left out. */

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function fieldsOf(value: unknown, key: string): Fields | null {
  const found = own(value, key);
  return isFields(found) ? found : null;
}

export function textOf(value: unknown, key: string): string {
  const found = own(value, key);
  return typeof found === "string" ? found : "";
}

export function listOf(value: unknown, key: string): readonly unknown[] {
  const found = own(value, key);
  return Array.isArray(found) ? found : [];
}

export function isTrue(value: unknown, key: string): boolean {
  return own(value, key) === true;
}

export function numberOf(value: unknown, key: string): number {
  const found = own(value, key);
  return typeof found === "number" && Number.isFinite(found) ? found : 0;
}

function own(value: unknown, key: string): unknown {
  return isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
