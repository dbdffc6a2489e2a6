import * as fc from "fast-check";
import { shortened, visibleRuns, visibleText } from "../../../src/ui/analysis/visible-text.ts";

describe("visibleText", () => {
  test.each([
    ["right-to-left override hides an extension", "exe\u202Egpj.exe", "exe[U+202E]gpj.exe"],
    ["isolates", "a\u2066b\u2069", "a[U+2066]b[U+2069]"],
    ["zero width", "pay\u200Bpal", "pay[U+200B]pal"],
    ["NUL and escape", "a\0b\u001B[31m", "a[␀]b[␛][31m"],
    ["delete", "a\u007F", "a[␡]"],
    ["byte order mark", "\uFEFFa", "[U+FEFF]a"],
    ["tag characters", "a\u{E0041}", "a[U+E0041]"],
    ["lone surrogate", "a\uD800b", "a[U+D800]b"],
    ["line separator", "a\u2028b", "a[U+2028]b"],
    ["ordinary letters, emoji and line ends stay", "é 你好 😀\r\n\tx", "é 你好 😀\r\n\tx"],
  ])("%s", (_, input, expected) => {
    expect(visibleText(input)).toBe(expected);
  });

  test("nothing is lost and no plain run holds what would not show", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const runs = visibleRuns(text);
        const plain = runs.filter((run) => run.kind === "plain").map((run) => run.text);
        expect(plain.join("")).not.toMatch(/[\u0000-\u0008\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/);
        const marks = runs.length - plain.length;
        expect([...plain.join("")].length + marks).toBe([...text].length);
      }),
    );
  });

  test("shortened never leaves half a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
        expect(shortened(text, limit).isWellFormed()).toBe(true);
      }),
    );
  });
});
