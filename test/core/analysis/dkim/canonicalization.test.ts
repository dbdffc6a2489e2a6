import * as fc from "fast-check";
import { canonicalBody } from "../../../../src/core/analysis/dkim/canonical-body.ts";
import {
  canonicalField,
  withoutSignatureValue,
} from "../../../../src/core/analysis/dkim/canonical-header.ts";

function octetsOf(binary: string): Uint8Array {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function body(text: string, form: "simple" | "relaxed"): string {
  return String.fromCharCode(...canonicalBody(octetsOf(text), form));
}

/** RFC 6376, sections 3.4.3 and 3.4.4, written down step by step: slow, for comparison only. */
function slowly(text: string, form: "simple" | "relaxed"): string {
  let lines = text.replace(/\r?\n/g, "\r\n").split("\r\n");
  if (form === "relaxed") lines = lines.map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  if (lines.length === 0) return form === "simple" ? "\r\n" : "";
  return `${lines.join("\r\n")}\r\n`;
}

test("RFC 6376, section 3.4.5, example 1: relaxed header and body", () => {
  expect(canonicalField("A: X\r\n", "relaxed") + canonicalField("B : Y\t\r\n\tZ  \r\n", "relaxed")).toBe(
    "a:X\r\nb:Y Z\r\n",
  );
  expect(body(" C \r\nD \t E\r\n\r\n\r\n", "relaxed")).toBe(" C\r\nD E\r\n");
});

test("RFC 6376, section 3.4.5, example 2: simple header and body", () => {
  expect(canonicalField("A: X\r\n", "simple") + canonicalField("B : Y\t\r\n\tZ  \r\n", "simple")).toBe(
    "A: X\r\nB : Y\t\r\n\tZ  \r\n",
  );
  expect(body(" C \r\nD \t E\r\n\r\n\r\n", "simple")).toBe(" C \r\nD \t E\r\n");
});

test.each([
  ["empty body, simple: one CRLF (section 3.4.3)", "", "simple", "\r\n"],
  ["empty body, relaxed: nothing (section 3.4.4)", "", "relaxed", ""],
  ["white space only, relaxed", " \t\r\n \r\n", "relaxed", ""],
  ["no line break at the end, simple", "a", "simple", "a\r\n"],
  ["no line break at the end, relaxed", "a \t", "relaxed", "a\r\n"],
  ["bare CR is an octet like others", "a\rb\r\n", "relaxed", "a\rb\r\n"],
] as const)("%s", (_, text, form, expected) => {
  expect(body(text, form)).toBe(expected);
});

test("the one pass gives what the specification's steps give", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", " ", "\t", "\r", "\n", "\r\n", "\u00ff"),
    maxLength: 40,
  });
  const property = fc.property(
    text,
    fc.constantFrom("simple" as const, "relaxed" as const),
    (input, form) => {
      // A CR that ends the text or stands before CRLF belongs to no line break: both readings agree on it.
      expect(body(input, form)).toBe(slowly(input, form));
    },
  );
  fc.assert(property, { numRuns: 5000 });
});

test("RFC 6376, section 3.7: only the value of b= goes, not bh=, nor white space around the tags", () => {
  expect(withoutSignatureValue("DKIM-Signature: a=x; bh=abc=; b =\r\n d\r\n e=;\r\n z=b=1\r\n")).toBe(
    "DKIM-Signature: a=x; bh=abc=; b =;\r\n z=b=1\r\n",
  );
  expect(withoutSignatureValue("DKIM-Signature: a=x; b=abc=\r\n")).toBe("DKIM-Signature: a=x; b=");
});

test("8-bit octets stay octets in the header", () => {
  expect(canonicalField("S: \u00a0\u00e9 \r\n", "relaxed")).toBe("s:\u00a0\u00e9\r\n");
});

test("stays linear: 20 MB of spaces, of line breaks, of letters", () => {
  for (const text of [" ", "\n", "a", " \r\n", "a \n"]) {
    const input = new Uint8Array(20_000_000);
    for (let i = 0; i < input.length; i++) input[i] = text.charCodeAt(i % text.length);
    expect(canonicalBody(input, "relaxed").length).toBeLessThanOrEqual(40_000_002);
    expect(canonicalBody(input, "simple").length).toBeLessThanOrEqual(40_000_002);
  }
});
