import * as fc from "fast-check";
import { createBase64Decoder, decodeBase64, decodeSlicePortable } from "../../../src/core/base/base64.ts";

function text(octets: Uint8Array): string {
  return String.fromCharCode(...octets);
}

function decoded(input: string): string {
  const result = decodeBase64(input);
  return result.ok ? text(result.value) : result.error.code;
}

/** Pushes the text in slices of that many characters. */
function decodedSliced(input: string, size: number): string {
  const decoder = createBase64Decoder(input.length);
  for (let i = 0; i < input.length; i += size) {
    const step = decoder.push(input.slice(i, i + size));
    if (!step.ok) return step.error.code;
  }
  const result = decoder.finish();
  return result.ok ? text(result.value) : result.error.code;
}

describe("decodeBase64", () => {
  test.each([
    ["", ""],
    ["Zg==", "f"],
    ["Zm8=", "fo"],
    ["Zm9v", "foo"],
    ["Zm9vYg==", "foob"],
    ["Zm9vYmE=", "fooba"],
    ["Zm9vYmFy", "foobar"],
  ])("RFC 4648, section 10: %p", (input, expected) => {
    expect(decoded(input)).toBe(expected);
  });

  test.each([
    ["Zm9v\r\nYmFy\r\n", "foobar"],
    ["Z m\t9 v", "foo"],
    ["Zm8\r\n=", "fo"],
  ])("white space is skipped: %p", (input, expected) => {
    expect(decoded(input)).toBe(expected);
  });

  test.each(["Z", "Zg", "Zg=", "Zm9", "Zg===", "Zg==Zg==", "=", "====", "Zm9v=", "Zm-_", "Zm9vé", "Zm9v\0"])(
    "refused: %p",
    (input) => {
      expect(decoded(input)).toBe("BASE64_INVALID");
    },
  );

  test("octets come back whatever they are, in slices of any length, broken into lines or not", () => {
    const property = fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 80 }),
      (octets, size, line) => {
        const encoded = btoa(text(octets));
        const broken = encoded.replace(new RegExp(`.{${line}}`, "g"), "$&\r\n");
        expect(decodedSliced(encoded, size)).toBe(text(octets));
        expect(decodedSliced(broken, size)).toBe(text(octets));
      },
    );
    fc.assert(property);
  });

  test("slices never change the verdict on any text", () => {
    const alphabet = fc.constantFrom(..."AZaz09+/==  \r\n-é");
    const property = fc.property(
      fc.string({ unit: alphabet, maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      (input, size) => {
        expect(decodedSliced(input, size)).toBe(decoded(input));
      },
    );
    fc.assert(property, { numRuns: 2000 });
  });
});

describe("createBase64Decoder", () => {
  test("more text than announced is refused, and so is all after it", () => {
    const decoder = createBase64Decoder(4);
    expect(decoder.push("Zm9v").ok).toBe(true);
    expect(decoder.push("Zm9v").ok).toBe(false);
    expect(decoder.finish().ok).toBe(false);
  });
});

describe("decodeSlicePortable keeps the contract of setFromBase64 with stop-before-partial", () => {
  test.each([
    ["Zm9vYg", { read: 4, written: 3 }],
    ["Zm9vYg=", { read: 4, written: 3 }],
    ["Zm9vYg==", { read: 8, written: 4 }],
    ["Zm9v  ", { read: 6, written: 3 }],
    ["Zm9v YmE", { read: 4, written: 3 }],
  ])("%p", (input, expected) => {
    expect(decodeSlicePortable(input, new Uint8Array(12))).toEqual(expected);
  });
});
