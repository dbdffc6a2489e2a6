/** Each element and each attribute of the generated manifests, one fault at a time. */
import { VARIANTS } from "../../src/manifest/generate.ts";
import { validateManifest } from "../../src/manifest/validate.ts";
import { context, manifestOf } from "./sample.ts";

function codesOf(text: string): string[] {
  return validateManifest(text, context).map((one) => one.code);
}

interface Block {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The generator writes an element a line: a block is from its line to its end tag's, by indent. */
function blocksOf(lines: readonly string[]): Block[] {
  return lines.flatMap((line, start) => {
    const match = /^( *)<([\w:]+)/.exec(line);
    if (match === null) return [];
    const closed = line.endsWith("/>") || line.includes("</");
    const close = `${match[1]}</${match[2]}>`;
    const end = closed ? start : lines.findIndex((other, index) => index > start && other === close);
    return [{ name: match[2] as string, start, end }];
  });
}

describe.each(VARIANTS)("%s", (variant) => {
  const text = manifestOf(variant);
  const lines = text.split("\n");
  const blocks = blocksOf(lines);

  test("any one element left out is found", () => {
    expect(blocks.length).toBeGreaterThan(150);
    const unnoticed = blocks.filter(({ start, end }) => {
      const rest = [...lines.slice(0, start), ...lines.slice(end + 1)].join("\n");
      return codesOf(rest).length === 0;
    });
    expect(unnoticed.map(({ name, start }) => `${name}:${start + 1}`)).toEqual([]);
  });

  test("any two neighbours of different names swapped are found as such", () => {
    const pairs = blocks.flatMap((one) => {
      const next = blocks.find((other) => other.start === one.end + 1);
      return next === undefined || next.name === one.name ? [] : [[one, next] as const];
    });
    expect(pairs.length).toBeGreaterThan(40);
    const unnoticed = pairs.filter(([one, next]) => {
      const swapped = [
        ...lines.slice(0, one.start),
        ...lines.slice(next.start, next.end + 1),
        ...lines.slice(one.start, one.end + 1),
        ...lines.slice(next.end + 1),
      ];
      return !codesOf(swapped.join("\n")).includes("ELEMENT_ORDER");
    });
    expect(unnoticed.map(([one, next]) => `${one.name} ${next.name}:${next.start + 1}`)).toEqual([]);
  });

  test("any one attribute emptied or taken away is found", () => {
    const attributes = [...text.matchAll(/ ([\w:]+)="([^"]*)"/g)].filter((match) => match.index > 60);
    expect(attributes.length).toBeGreaterThan(250);
    const without = (match: RegExpExecArray, instead: string) =>
      text.slice(0, match.index) + instead + text.slice(match.index + match[0].length);
    const unnoticed = attributes.filter(
      (match) =>
        codesOf(without(match, "")).length === 0 || codesOf(without(match, ` ${match[1]}=""`)).length === 0,
    );
    expect(unnoticed.map((match) => match[0])).toEqual([]);
  });
});
