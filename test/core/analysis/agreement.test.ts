/** "agrees": equal but for folds and line ends, by the canonical forms of RFC 6376. docs/package-format.md, section 6. */
import * as fc from "fast-check";
import { agrees, type Given } from "../../../src/core/analysis/agreement.ts";
import { utf8 } from "../../../src/core/base/bytes.ts";

const MAIL = [
  "Received: from a.example.test by b.example.test; Tue, 24 Nov 2026 10:00:00 +0000",
  "From: Jan <jan@example.test>",
  "Subject: a long subject that",
  " goes on",
  "",
  "hello",
  "there",
  "",
].join("\r\n");
const HEADER = MAIL.slice(0, MAIL.indexOf("\r\n\r\n") + 4);

const octetsOf = (given: string | Uint8Array) => (typeof given === "string" ? utf8(given) : given);
const whole = (given: string | Uint8Array): Given => ({ whole: octetsOf(given), headers: null });
const headers = (text: string): Given => ({ whole: null, headers: utf8(text) });

test.each<[string, string]>([
  ["the same octets", MAIL],
  ["other line ends", MAIL.replaceAll("\r\n", "\n")],
  ["folded elsewhere", MAIL.replace("subject that\r\n goes", "subject\r\n that goes")],
  ["not folded", MAIL.replace("that\r\n goes", "that goes")],
  ["a name in other case", MAIL.replace("Subject:", "SUBJECT:")],
  ["a tab for a space", MAIL.replace("\r\n goes", "\r\n\tgoes")],
  ["empty lines at the end", `${MAIL}\r\n\r\n`],
  ["no line end at the end", MAIL.slice(0, -2)],
])("agrees: %s", (_, second) => {
  expect(agrees(whole(MAIL), whole(second))).toBe(true);
  expect(agrees(whole(second), whole(MAIL))).toBe(true);
});

test.each<[string, string]>([
  ["a word of the body", MAIL.replace("hello", "hallo")],
  ["white space in the body", MAIL.replace("hello", "hello ")],
  ["an empty line in the body", MAIL.replace("hello\r\n", "hello\r\n\r\n")],
  ["a word of a field", MAIL.replace("goes on", "goes off")],
  ["the case of a field's body", MAIL.replace("goes on", "Goes on")],
  ["a field more", `X-More: 1\r\n${MAIL}`],
  ["a field less", MAIL.slice(MAIL.indexOf("From:"))],
  ["two fields in another order", MAIL.replace(/(From:.*\r\n)(Subject:.*\r\n .*\r\n)/, "$2$1")],
  ["no body", HEADER],
  ["nothing", ""],
])("does not agree: %s", (_, second) => {
  expect(agrees(whole(MAIL), whole(second))).toBe(false);
  expect(agrees(whole(second), whole(MAIL))).toBe(false);
});

describe("where one method gave no more than the header", () => {
  test("of a whole", () => {
    expect(agrees(whole(MAIL), headers(HEADER))).toBe(true);
    expect(agrees(whole(MAIL), headers(HEADER.trimEnd()))).toBe(true);
    expect(agrees(whole(MAIL), headers(HEADER.replace("jan@", "jane@")))).toBe(false);
    expect(agrees(whole(MAIL), headers(""))).toBe(false);
  });
  test("of parts", () => {
    expect(agrees(headers(HEADER), whole(MAIL))).toBe(true);
    expect(agrees(headers(HEADER), headers(HEADER.replaceAll("\r\n", "\n")))).toBe(true);
    expect(agrees(headers(HEADER), whole(MAIL.replace("jan@", "jane@")))).toBe(false);
  });
  test("nothing to compare with: no", () => {
    const nothing = { whole: null, headers: null };
    for (const other of [whole(MAIL), headers(HEADER), nothing]) expect(agrees(nothing, other)).toBe(false);
    expect(agrees(whole("no header"), headers(""))).toBe(false);
  });
});

const octets = fc.uint8Array({ maxLength: 200 }).map((some) => Uint8Array.from(some));
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);
const word = fc.stringMatching(/^[!-9;-~]{1,12}$/);
const field = fc.tuple(name, fc.array(word, { minLength: 1, maxLength: 8 }));
const body = fc.array(fc.stringMatching(/^[!-~]{1,20}$/), { minLength: 1, maxLength: 6 });

/** @param folds - What stands between two words, in turn; a name in lower case where `lower`. */
function written(
  fields: readonly (readonly [string, readonly string[]])[],
  lines: readonly string[],
  { folds, end, lower }: { folds: readonly string[]; end: string; lower: boolean },
): string {
  let at = 0;
  const between = () => (folds[at++ % folds.length] ?? " ").replace("\n", end);
  const header = fields.map(([title, words]) => {
    const text = words.reduce((sum, one) => `${sum}${between()}${one}`);
    return `${lower ? title.toLowerCase() : title}: ${text}${end}`;
  });
  return `${header.join("")}${end}${lines.map((line) => `${line}${end}`).join("")}`;
}

describe("whatever the mail", () => {
  test("every octet sequence agrees with itself, and the answer is the same from either side", () => {
    fc.assert(
      fc.property(octets, octets, (one, other) => {
        expect(agrees(whole(one), whole(Uint8Array.from(one)))).toBe(true);
        const forth = agrees(whole(one), whole(other));
        expect(agrees(whole(other), whole(one))).toBe(forth);
      }),
    );
  });

  const style = fc.record({
    folds: fc.array(fc.constantFrom(" ", "\n ", "\n\t", "  ", " \n "), { minLength: 1, maxLength: 5 }),
    end: fc.constantFrom("\r\n", "\n"),
    lower: fc.boolean(),
  });

  test("two ways of writing the same fields and body agree", () => {
    fc.assert(
      fc.property(
        fc.array(field, { minLength: 1, maxLength: 6 }),
        body,
        style,
        style,
        (fields, lines, a, b) => {
          const [one, other] = [written(fields, lines, a), written(fields, lines, b)];
          expect(agrees(whole(one), whole(other))).toBe(true);
        },
      ),
    );
  });

  test("one changed character does not", () => {
    fc.assert(
      fc.property(
        fc.array(field, { minLength: 1, maxLength: 6 }),
        body,
        style,
        fc.nat(),
        (fields, lines, a, n) => {
          const text = written(fields, lines, a);
          const places = [...text.matchAll(/[!-9;-~]/g)].map(({ index }) => index);
          const at = places[n % places.length] as number;
          const changed = `${text.slice(0, at)}${text[at] === "\u007e" ? "!" : "\u007e"}${text.slice(at + 1)}`;
          expect(agrees(whole(text), whole(changed))).toBe(false);
        },
      ),
    );
  });
});

test("a mail of many megabytes in which nearly everything is a fold", () => {
  const header = `Subject: x${"\r\n ".repeat(300_000)}y\r\n`;
  const many = `${"X-A: b\r\n".repeat(100_000)}\r\n${"line\n".repeat(300_000)}`;
  expect(agrees(whole(header + many), whole(header.replaceAll("\r\n", "\n") + many))).toBe(true);
  expect(agrees(whole(header + many), whole(`${header + many}.`))).toBe(false);
});
