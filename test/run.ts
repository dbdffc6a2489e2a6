/**
 * `npm test`: builds the pages where they are older than the sources, then runs every test, browser tests
 * included, and ends with "N passed, N failed". Arguments go to jest.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, isStale } from "../tools/build.ts";
import { findBrowser } from "./support/browser.ts";

interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

if (findBrowser() === null) {
  process.stderr.write(
    "No Chromium found. Debian: apt-get install chromium. Elsewhere: install Chrome or Chromium and set\n" +
      "ZEGEL_BROWSER to its program.\n",
  );
  process.exit(2);
}

if (isStale()) {
  process.stdout.write("Building the pages…\n");
  await build();
}

const folder = mkdtempSync(join(tmpdir(), "zegel-test-"));
const output = join(folder, "result.json");
const jest = join(import.meta.dirname, "..", "node_modules", "jest", "bin", "jest.js");
const run = spawnSync(
  process.execPath,
  [
    jest,
    "--json",
    `--outputFile=${output}`,
    "--testLocationInResults=false",
    "--forceExit",
    ...process.argv.slice(2),
  ],
  { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, TZ: "UTC", NODE_NO_WARNINGS: "1" } },
);
const result = existsSync(output) ? (JSON.parse(readFileSync(output, "utf8")) as JestResult) : null;
rmSync(folder, { recursive: true, force: true });

// A suite that did not even load counts as failed: it hides tests.
const failed = (result?.numFailedTests ?? 1) + (result?.numRuntimeErrorTestSuites ?? 0);
const skipped = result?.numPendingTests ?? 0;
process.stdout.write(
  `${result?.numPassedTests ?? 0} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`,
);
process.exitCode = run.status === 0 && failed === 0 ? 0 : 1;
