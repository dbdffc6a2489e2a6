/** What pane and console share, drawn to markup: nothing is left out, whatever the values. */
import * as fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import type { Statements } from "../../src/core/evidence/types.ts";
import { DemoStamp } from "../../src/ui/demo-stamp.tsx";
import { formatOctets, formatTime, localText } from "../../src/ui/format.ts";
import { texts as english } from "../../src/ui/locales/en/index.ts";
import { texts as dutch } from "../../src/ui/locales/nl/index.ts";
import { ProgressLine } from "../../src/ui/progress-line.tsx";
import { StatementBadges } from "../../src/ui/statement-badges.tsx";
import { TextProvider } from "../../src/ui/text.tsx";
import { makeTranslator } from "../../src/ui/translator.ts";

const languages = [makeTranslator("en", english), makeTranslator("nl", dutch)];

function draw(node: React.ReactNode, translator = languages[0]): string {
  if (translator === undefined) throw new TypeError("no translator");
  const markup = renderToStaticMarkup(<TextProvider translator={translator}>{node}</TextProvider>);
  return markup.replaceAll("&#x27;", "'");
}

const statements = fc.record<Omit<Statements, "reasons">>({
  provenance: fc.constantFrom("supplied-file", "host-api", "fetched-by-service"),
  capture: fc.constantFrom("as-served", "regenerated", "parts", "converted"),
  authentication: fc.constantFrom("signed", "body-fits", "mismatch-explained", "mismatch", "none"),
});

test("the three statements stand together in words, in every language, for every value", () => {
  fc.assert(
    fc.property(statements, fc.constantFrom(...languages), (given, translator) => {
      const markup = draw(<StatementBadges statements={given} />, translator);
      for (const [name, value] of Object.entries(given)) {
        expect(markup).toContain(`data-statement="${name}" data-value="${value}"`);
        expect(markup).toContain(translator.t(`common.statements.${name}.${value}`));
      }
      expect(markup).not.toContain("common.");
    }),
  );
});

test("the stamp of a demonstration says so in words, not by colour", () => {
  expect(draw(<DemoStamp />, languages[1])).toContain("DEMONSTRATIE.");
});

test.each([
  [null, null],
  [0, "0"],
  [0.504, "50"],
  [1, "100"],
  [7, "100"],
  [-1, "0"],
])("progress of %s is drawn as %s per cent", (fraction, percent) => {
  const markup = draw(<ProgressLine label="Sending" fraction={fraction} />);
  expect(/ value="(\d+)"/.exec(markup)?.[1] ?? null).toBe(percent);
  expect(markup).toContain('aria-live="polite"');
});

test("sizes in words of the language", () => {
  expect([formatOctets(999, "en"), formatOctets(1_250_000, "en"), formatOctets(1_250_000, "nl")]).toEqual([
    "999 bytes",
    "1.3 MB",
    "1,3 MB",
  ]);
});

test("a time carries its zone", () => {
  expect(formatTime(0, "en")).toMatch(/1970|1969/);
  expect(formatTime(0, "en")).toMatch(/UTC|GMT|[A-Z]{3,4}/);
});

test("texts of a directory: the language, else English, else what there is", () => {
  expect(localText({ nl: "ja", en: "yes" }, "nl")).toBe("ja");
  expect(localText({ de: "ja", en: "yes" }, "nl")).toBe("yes");
  expect(localText({ de: "ja" }, "nl")).toBe("ja");
  expect(localText({}, "nl")).toBe("");
  expect(localText(undefined, "nl")).toBe("");
});
