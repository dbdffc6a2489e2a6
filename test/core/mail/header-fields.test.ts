import * as fc from "fast-check";
import { readHeaderFields } from "../../../src/core/mail/header-fields.ts";

function octetsOf(binary: string): Uint8Array {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function read(binary: string) {
  const section = readHeaderFields(octetsOf(binary));
  return { ...section, pairs: section.fields.map((field) => [field.name, field.body]) };
}

describe("readHeaderFields", () => {
  test("RFC 5322, appendix A.1.1: fields in order, body after the blank line", () => {
    const message =
      "From: John Doe <jdoe@machine.example>\r\nTo: Mary Smith <mary@example.net>\r\n\r\nSaying Hello.\r\n";
    const section = read(message);
    expect(section.pairs).toEqual([
      ["From", "John Doe <jdoe@machine.example>"],
      ["To", "Mary Smith <mary@example.net>"],
    ]);
    expect(section.endedBy).toBe("blank-line");
    expect(message.slice(section.bodyOffset)).toBe("Saying Hello.\r\n");
  });

  test("RFC 5322, section 2.2.3: folds go, other octets stay; duplicates are kept", () => {
    const section = read("Subject: This\r\n is a\r\n\t test\r\nX: 1\r\nx: 2\r\n\r\n");
    expect(section.pairs).toEqual([
      ["Subject", "This is a\t test"],
      ["X", "1"],
      ["x", "2"],
    ]);
  });

  test("RFC 5322, section 4.5: white space before the colon (appendix A.6.3)", () => {
    expect(read("From  : John Doe\r\n\r\n").pairs).toEqual([["From", "John Doe"]]);
  });

  test("offsets and raw octets are those of the message, bare LF included", () => {
    const message = "A: 1\nBcd: 2\r\n 3\r\n\r\nbody";
    const section = read(message);
    const spans = section.fields.map((field) => [field.offset, field.length, field.bodyOffset]);
    expect(spans).toEqual([
      [0, 5, 2],
      [5, 12, 9],
    ]);
    expect(
      section.fields.map((field) => message.slice(field.offset, field.offset + field.length)).join(""),
    ).toBe("A: 1\nBcd: 2\r\n 3\r\n");
    expect(section.fields[1]?.raw()).toEqual(octetsOf("Bcd: 2\r\n 3\r\n"));
  });

  test("8-bit octets: UTF-8 where valid (RFC 6532), else one character an octet", () => {
    expect(read("S: \u00c3\u00a9\r\n\r\n").pairs).toEqual([["S", "é"]]);
    expect(read("S: \u00e9\u0080\r\n\r\n").pairs).toEqual([["S", "é\u0080"]]);
  });

  test.each([
    ["no body", "A: 1\r\n", "end-of-input", 1],
    ["nothing at all", "", "end-of-input", 0],
    ["body only", "\r\nhello", "blank-line", 0],
    ["a line that is no field", "A: 1\r\nhello world\r\nB: 2\r\n\r\n", "malformed-line", 1],
    ["a colon without a name", ": x\r\n\r\n", "malformed-line", 0],
    ["an mbox line first", "From joe@example.com Thu Jul 01 2026\r\nA: 1\r\n\r\n", "blank-line", 1],
  ])("%s", (_, message, endedBy, count) => {
    const section = read(message);
    expect([section.endedBy, section.fields.length]).toEqual([endedBy, count]);
  });

  test("never throws, and fields and body cover the message without a gap", () => {
    const property = fc.property(
      fc.string({ unit: fc.constantFrom(..."aB:: \t\r\n\u0080\u00ff"), maxLength: 200 }),
      (message) => {
        const section = read(message);
        let end = section.fields[0]?.offset ?? 0;
        for (const field of section.fields) {
          expect(field.offset).toBe(end);
          end = field.offset + field.length;
        }
        const blank = section.endedBy === "blank-line" ? message.slice(end, section.bodyOffset) : "";
        expect(["", "\n", "\r\n"]).toContain(blank);
        expect(section.bodyOffset).toBe(
          section.fields.length === 0 ? section.bodyOffset : end + blank.length,
        );
      },
    );
    fc.assert(property, { numRuns: 1000 });
  });

  test("reads the same fields whether the section is ASCII throughout or not", () => {
    const property = fc.property(
      fc.string({ unit: fc.constantFrom(..."aB: \t\r\n"), maxLength: 200 }),
      (fields) => {
        const ascii = read(`First: 1\r\n${fields}`);
        const mixed = read(`X: \u00e9\r\nFirst: 1\r\n${fields}`);
        expect(mixed.pairs.slice(1)).toEqual(ascii.pairs);
        expect(mixed.bodyOffset - 6).toBe(ascii.bodyOffset);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  test("a section inside the message has the message's offsets", () => {
    const message = "A: 1\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nbody";
    const section = readHeaderFields(octetsOf(message), message.indexOf("Content"));
    expect(section.fields.map((field) => [field.name, field.body, field.offset])).toEqual([
      ["Content-Type", "text/plain", message.indexOf("Content")],
    ]);
    expect(message.slice(section.bodyOffset)).toBe("body");
  });

  test("stays linear: 200,000 fields and one field of 20 MB (quadratic time would outlast the test's limit)", () => {
    expect(read("A: b\r\n".repeat(200_000)).fields).toHaveLength(200_000);
    const long = readHeaderFields(octetsOf(`A: ${" x\r\n".repeat(5_000_000)}\r\n`));
    expect(long.fields).toHaveLength(1);
    expect(long.fields[0]?.body).toHaveLength(9_999_999);
  });
});
