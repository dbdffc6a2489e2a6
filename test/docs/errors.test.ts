/** docs/errors.md has every code of src/core/base/errors.ts once, with what happened and what to do, and no other. */
import { readFileSync } from "node:fs";

const source = readFileSync("src/core/base/errors.ts", "utf8");
const union = /export type EvidenceErrorCode =([^;]+);/.exec(source)?.[1] ?? "";
const codes = [...union.matchAll(/"([A-Z0-9_]+)"/g)].map(([, code]) => code as string);
const rows = readFileSync("docs/errors.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

test("the union of codes was found", () => {
  expect(codes.length).toBeGreaterThan(50);
});

test("the same codes in the same order", () => {
  expect(rows.map(([, code]) => code)).toEqual(codes.map((code) => `\`${code}\``));
});

test.each(rows.map((cells) => [cells[1], cells] as const))(
  "%s says what happened and what to do",
  (_, cells) => {
    expect(cells).toHaveLength(5);
    expect(cells[2]?.length).toBeGreaterThan(10);
    expect(cells[3]?.length).toBeGreaterThan(5);
  },
);
