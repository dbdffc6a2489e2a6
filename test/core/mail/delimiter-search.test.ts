import * as fc from "fast-check";
import { DelimiterSearch } from "../../../src/core/mail/delimiter-search.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** By the definition: each line that begins with "--" and the boundary. */
function linesByReading(text: string, boundary: string): number[] {
  const found: number[] = [];
  for (let line = 0; line >= 0 && line < text.length; ) {
    if (text.startsWith(`--${boundary}`, line)) found.push(line);
    const lf = text.indexOf("\n", line);
    line = lf < 0 ? -1 : lf + 1;
  }
  return found;
}

function linesBySearch(text: string, boundary: string | null): number[] {
  const search = new DelimiterSearch(encode(text), boundary);
  const found: number[] = [];
  for (let line = search.next(0); line >= 0; line = search.next(line + 2)) found.push(line);
  return found;
}

describe("lines that may be delimiters (RFC 2046, section 5.1.1)", () => {
  const pieces = fc.constantFrom(
    "-",
    "--",
    "\n",
    "\r\n",
    "a",
    "=_b",
    "==",
    "--=_part-aa-1",
    "\n--=_part-aa-1",
    "1",
  );
  const boundaries = fc.constantFrom("=_part-aa-1", "--------", "aaaaaaaaaa", "-=-=-=-=-=", "short");

  test.each([
    ["many", 60],
    ["few", 8],
  ])("none is missed, whatever octets come between: %s", (_, maxLength) => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength }), boundaries, (parts, boundary) => {
        const text = [...parts, `\n--${boundary}`, ...parts].join("");
        const found = linesBySearch(text, boundary);
        for (const line of linesByReading(text, boundary)) expect(found).toContain(line);
        for (const line of found) expect(text.slice(Math.max(0, line - 1), line + 2)).toMatch(/^\n?--$/);
      }),
    );
  });

  test("for several boundaries every line with two hyphens is named, and none within a line", () => {
    expect(linesBySearch("--a\nb --c\n-d\n--\n-----e\n", null)).toEqual([0, 13, 16]);
  });

  test("a long boundary: a line of another one is passed by where its end differs", () => {
    const text = "--=_boundary-one\n--=_boundary-two\n";
    expect(linesBySearch(text, "=_boundary-two")).toEqual([17]);
  });

  test("a boundary in the message's first line is found, and one cut off at its end is not", () => {
    expect(linesBySearch("--=_boundary-one", "=_boundary-one")).toEqual([0]);
    expect(linesBySearch("--=_boundary-on", "=_boundary-one")).toEqual([]);
  });
});
