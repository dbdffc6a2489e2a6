import * as fc from "fast-check";
import { canonicalBody } from "../../../../src/core/analysis/dkim/canonical-body.ts";
import {
  canonicalField as canonicalFieldOctets,
  withoutSignatureValue as withoutSignatureValueOctets,
} from "../../../../src/core/analysis/dkim/canonical-header.ts";

function octetsOf(binary: string): Uint8Array {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function canonicalField(binary: string, form: "simple" | "relaxed"): string {
  return String.fromCharCode(...canonicalFieldOctets(octetsOf(binary), form));
}

function withoutSignatureValue(binary: string): string {
  return String.fromCharCode(...withoutSignatureValueOctets(octetsOf(binary)));
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

/** RFC 6376, sections 3.4.1 and 3.4.2, written down step by step: slow, for comparison only. */
function fieldSlowly(text: string, form: "simple" | "relaxed"): string {
  const wire = text.replace(/\r?\n$/, "");
  if (form === "simple") return `${wire.replace(/\r?\n/g, "\r\n")}\r\n`;
  const colon = wire.indexOf(":");
  const value = wire
    .slice(colon + 1)
    .replace(/\r?\n/g, "")
    .replace(/[\t ]+/g, " ");
  const name = wire
    .slice(0, colon)
    .toLowerCase()
    .replace(/[\t ]+$/, "");
  return `${name}:${value.replace(/^ | $/g, "")}\r\n`;
}

test("the one pass over a field gives what the specification's steps give", () => {
  const line = fc.string({ unit: fc.constantFrom("a", "B", " ", "\t", "\u00ff", ":", "\r"), maxLength: 12 });
  const field = fc
    .tuple(fc.constantFrom("Subject", "B \t", "x-Y"), fc.array(line, { minLength: 1, maxLength: 4 }))
    .map(([name, lines]) => `${name}:${lines.join("\r\n ")}\n`);
  const property = fc.property(
    field,
    fc.constantFrom("simple" as const, "relaxed" as const),
    (text, form) => {
      expect(canonicalField(text, form)).toBe(fieldSlowly(text, form));
    },
  );
  fc.assert(property, { numRuns: 3000 });
});

test("only the value of b= goes, whatever the tags are", () => {
  const part = fc.string({ unit: fc.constantFrom("a", "b", "h", "=", " ", "\r\n "), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const first = parts.findIndex((text) => /^[\s]*b[\s]*=/.test(text));
      const expected = parts.map((text, i) => (i === first ? text.slice(0, text.indexOf("=") + 1) : text));
      expect(withoutSignatureValue(`S:${parts.join(";")}`)).toBe(`S:${expected.join(";")}`);
    }),
    { numRuns: 3000 },
  );
});

test("stays linear: a field of 5 MB of semicolons before the only =, of spaces, of folds", () => {
  for (const text of [";", " ", "\r\n ", "b;"]) {
    const raw = octetsOf(`S:${text.repeat(5_000_000 / text.length)}b=x\r\n`);
    expect(withoutSignatureValueOctets(raw).length).toBeLessThanOrEqual(raw.length);
    expect(canonicalFieldOctets(raw, "relaxed").length).toBeLessThanOrEqual(raw.length);
  }
});
