/** Runs tools that none of us wrote; says clearly where one is missing. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `describe` where the command runs, else a skipped one, with a word on the console. */
export function describeWith(command: string, args: readonly string[], where: string): jest.Describe {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return describe;
  } catch {
    console.warn(
      `SKIPPED: ${command} ${args.join(" ")} does not run here; install ${where} to have these checks`,
    );
    return describe.skip;
  }
}

/** A folder for this test file, removed at its end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "zegel-independent-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
