/** Header fields of a page, checked and written as a web server's configuration: for pane-headers.ts and report-headers.ts. */

export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** What stands in a policy must not end a directive or a quoted value. @throws Error */
export function addressOf(text: string, what: string): string {
  if (!/^https:\/\/[\w.:[\]/-]+$/.test(text) || !URL.canParse(text))
    throw new Error(`${what} is not an https address alone: ${JSON.stringify(text)}`);
  return text;
}

type Format = (fields: readonly HeaderField[]) => string;

const FORMATS: Readonly<Record<string, Format>> = {
  json: (fields) =>
    `${JSON.stringify(Object.fromEntries(fields.map(({ name, value }) => [name, value])), null, 2)}\n`,
  nginx: (fields) => fields.map(({ name, value }) => `add_header ${name} "${value}" always;\n`).join(""),
  caddy: (fields) => `header {\n${fields.map(({ name, value }) => `\t${name} "${value}"\n`).join("")}}\n`,
};

/** @param name - nginx, caddy or json. */
export function formatNamed(name: string): Format | undefined {
  return Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
}
