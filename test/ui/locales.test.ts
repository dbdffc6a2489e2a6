/** Texts: the same keys, values and plural forms in every language, none missing, none left over. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { texts as englishFirst } from "../../src/ui/locales/en/index.ts";
import { paneLater as englishLater } from "../../src/ui/locales/en/pane-later.ts";
import { texts as dutchFirst } from "../../src/ui/locales/nl/index.ts";
import { paneLater as dutchLater } from "../../src/ui/locales/nl/pane-later.ts";
import { makeTranslator, type Texts } from "../../src/ui/text.tsx";

/** The pane's later screens bring their own texts; on a screen both lie under "pane.". */
const english = { ...englishFirst, paneLater: englishLater };
const dutch = { ...dutchFirst, paneLater: dutchLater };

function flatten(texts: Texts, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === "string") flat.set(prefix + key, value);
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) flat.set(path, text);
  }
  return flat;
}

const languages = { en: flatten(english), nl: flatten(dutch) };
const valuesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

/** Code of the pane and of what it shares; the console has its own texts. */
const code = ["src/taskpane", "src/ui"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.includes("locales"))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

/** A key is asked for as a whole in quotes, or by a template such as `statements.${x}.label`. The pane leaves out "pane.". */
const quoted = new Set([...code.matchAll(/"([\w.-]+)"/g)].map((match) => match[1] as string));
const templates = [...code.matchAll(/`([\w.-]*\.[\w.-]*\$\{[^`]*)`/g)].map((match) =>
  patternOf(match[1] as string),
);

function patternOf(template: string): RegExp {
  const fixed = template.split(/\$\{[^}]*\}/).map((text) => text.replaceAll(".", "\\."));
  return new RegExp(`^${fixed.join("[\\w-]+")}$`);
}

function isAskedFor(key: string): boolean {
  const short = withoutPlural(key).replace(/^pane(?:Later)?\./, "");
  return (
    quoted.has(withoutPlural(key)) || quoted.has(short) || templates.some((pattern) => pattern.test(short))
  );
}

const withoutPlural = (key: string) => key.replace(/_(?:one|other)$/, "");

test.each(Object.keys(languages))("%s has the keys of English", (language) => {
  expect([...languages[language as "nl"].keys()]).toEqual([...languages.en.keys()]);
});

test.each(Object.keys(languages))("%s: no empty text, no half surrogate, no space at an end", (language) => {
  const wrong = [...languages[language as "nl"]].filter(
    ([key, text]) => text === "" || !text.isWellFormed() || (!key.includes("file.") && text !== text.trim()),
  );
  expect(wrong).toEqual([]);
});

test("Dutch takes the same values as English", () => {
  const wrong = [...languages.en].filter(
    ([key, text]) => valuesIn(text).join() !== valuesIn(languages.nl.get(key) ?? "").join(),
  );
  expect(wrong).toEqual([]);
});

test("every common key that the code asks for exists; for the pane's own the compiler sees to that", () => {
  const asked = [...quoted].filter((key) => key.startsWith("common."));
  expect(asked.filter((key) => !languages.en.has(key))).toEqual([]);
  expect(asked).toContain("common.demo.title");
});

test("every text is asked for somewhere", () => {
  expect([...languages.en.keys()].filter((key) => !isAskedFor(key))).toEqual([]);
  expect(isAskedFor("pane.start.nobodyAsks")).toBe(false);
});

test("plurals and values are filled in, and nothing is escaped twice", () => {
  const { t } = makeTranslator("nl", dutch);
  expect(t("pane.outbox.waiting", { count: 1 })).toBe("1 melding NOG NIET verstuurd");
  expect(t("pane.outbox.waiting", { count: 2 })).toBe("2 meldingen NOG NIET verstuurd");
  expect(t("paneLater.readers.holder", { holder: "<b>&" })).toContain("<b>&");
});

test("a missing key shows itself", () => {
  expect(makeTranslator("nl", dutch).t("pane.nothing")).toBe("pane.nothing");
});

test("a value that a sender chose is never read as a text of its own", () => {
  // Values are filled in once: what looks like a key or a placeholder inside of one stays what the sender wrote.
  const domain = "$t(pane.done.heading) {{count}}";
  expect(makeTranslator("nl", dutch).t("paneLater.insight.signed", { domain, count: 7 })).toContain(domain);
});
