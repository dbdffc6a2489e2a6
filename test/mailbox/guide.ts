/** docs/deployment/mailbox.md: what an administrator copies from it is what these tests run. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const GUIDE = readFileSync("docs/deployment/mailbox.md", "utf8");

/**
 * Fenced blocks of one language below a heading, up to the next heading of its level or above.
 *
 * @param heading - Its whole line, "### Postfix".
 */
export function guideBlocks(heading: string, language: string): string[] {
  const section = sectionOf(heading);
  return [...section.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(
    ([, text]) => text as string,
  );
}

/** A "#" within a block is a comment, and ends nothing. */
function sectionOf(heading: string): string {
  const level = heading.indexOf(" ");
  const [, after] = GUIDE.split(`\n${heading}\n`);
  if (after === undefined) throw new Error(`the guide has no "${heading}"`);
  const lines = after.split("\n");
  let fenced = false;
  const end = lines.findIndex((line) => {
    if (line.startsWith("```")) fenced = !fenced;
    const depth = /^#+(?= )/.exec(line)?.[0].length ?? Number.POSITIVE_INFINITY;
    return !fenced && depth <= level;
  });
  return lines.slice(0, end < 0 ? lines.length : end).join("\n");
}

/** The guide's names and addresses, and what stands for them here. */
export type Stands = Readonly<Record<string, string>>;

/**
 * Runs commands of the guide on a postfix with a configuration folder of its own.
 *
 * @throws Error with what a command said.
 */
export function runPostfixCommands(block: string, folder: string, stands: Stands): void {
  let text = block;
  for (const [name, own] of Object.entries(stands)) text = text.replaceAll(name, own);
  const script = text.replaceAll(/^(postconf|postfix) /gm, `/usr/sbin/$1 -c ${folder} `);
  const { status, stderr, stdout } = spawnSync("sh", ["-e", "-c", script], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the guide's commands: ${stdout}${stderr}`);
}

/** Cells of each row of the tables below a heading, but of the first row. */
export function guideTable(heading: string): string[][] {
  return sectionOf(heading)
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
