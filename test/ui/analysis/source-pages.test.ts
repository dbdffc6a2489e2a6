import * as fc from "fast-check";
import { utf8 } from "../../../src/core/base/bytes.ts";
import {
  octetRuns,
  PAGE_ROWS,
  pageOfLine,
  pageOfOffset,
  pagesOf,
  ROW_OCTETS,
  rowsOfPage,
} from "../../../src/ui/analysis/source-pages.ts";

function allRows(octets: Uint8Array) {
  const pages = pagesOf(octets);
  return pages.starts.flatMap((_, page) => rowsOfPage(octets, pages, page));
}

function textOf(octets: Uint8Array): string[] {
  return allRows(octets).map((row) => row.runs.map((run) => run.text).join(""));
}

describe("pages of a source", () => {
  test("each kind of line end is told apart", () => {
    const rows = allRows(utf8("a\r\nb\nc\rd"));
    expect(rows.map(({ line, end }) => [line, end])).toEqual([
      [1, "crlf"],
      [2, "lf"],
      [3, "cr"],
      [4, "none"],
    ]);
  });

  test("an empty file has one page without rows", () => {
    expect(pagesOf(new Uint8Array())).toEqual({ starts: [0], firstLines: [1], lines: 0, octets: 0 });
    expect(allRows(new Uint8Array())).toEqual([]);
  });

  test("a very long line continues, and no character is cut", () => {
    const octets = utf8("é".repeat(ROW_OCTETS * 3));
    const rows = allRows(octets);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.map((row) => row.continued)).toEqual(rows.map((_, index) => index > 0));
    expect(new Set(rows.map((row) => row.line))).toEqual(new Set([1]));
    expect(rows.flatMap((row) => row.runs).every((run) => run.kind === "plain")).toBe(true);
  });

  test("octets that are not UTF-8, NUL and markup stay text", () => {
    expect(textOf(Uint8Array.of(0x41, 0xe9, 0x42, 0x00))).toEqual(["A\\xE9B␀"]);
    expect(textOf(utf8("<script>alert(1)</script>"))).toEqual(["<script>alert(1)</script>"]);
    expect(
      octetRuns(Uint8Array.of(0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf5)).every((run) => run.kind === "mark"),
    ).toBe(true);
  });

  test("any octets: rows join to the whole, pages are bounded, every offset is found", () => {
    const anyOctets = fc.oneof(
      fc.uint8Array({ maxLength: 3000 }),
      fc
        .array(fc.constantFrom(10, 13, 65, 0xc3, 0xa9), { maxLength: 6000 })
        .map((list) => Uint8Array.from(list)),
    );
    fc.assert(
      fc.property(anyOctets, fc.nat(), (octets, somewhere) => {
        const pages = pagesOf(octets);
        const rows = pages.starts.map((_, page) => rowsOfPage(octets, pages, page));
        for (const page of rows) expect(page.length).toBeLessThanOrEqual(PAGE_ROWS);
        const flat = rows.flat();
        expect(flat.map((row) => row.offset)).toEqual([...new Set(flat.map((row) => row.offset))]);
        if (octets.length > 0) {
          expect(flat.at(-1)?.line).toBe(pages.lines);
          const offset = somewhere % octets.length;
          const page = pageOfOffset(pages, offset);
          expect(pages.starts[page]).toBeLessThanOrEqual(offset);
          expect(pages.starts[page + 1] ?? octets.length).toBeGreaterThan(offset);
        }
        for (const [index, row] of flat.entries()) {
          const next = flat[index + 1];
          if (next !== undefined) expect(next.line - row.line).toBe(row.end === "none" ? 0 : 1);
        }
      }),
    );
  });

  test("a line is found on the page where it begins", () => {
    const octets = utf8(`${"x\n".repeat(PAGE_ROWS)}${"y".repeat(ROW_OCTETS * (PAGE_ROWS + 5))}\nend\n`);
    const pages = pagesOf(octets);
    for (const line of [1, PAGE_ROWS, PAGE_ROWS + 1, PAGE_ROWS + 2]) {
      const found = rowsOfPage(octets, pages, pageOfLine(octets, pages, line)).find(
        (row) => row.line === line && !row.continued,
      );
      expect(found?.line).toBe(line);
    }
  });
});
