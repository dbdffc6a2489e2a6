/** Copies a built page and writes an organisation's constants into it: what the build pins. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listKeptFiles } from "./kept-files.ts";
import type { BuildConstants } from "../src/ui/build.ts";

const placeholders = /@@ZEGEL_BUILD@@|@@OFFICE_JS@@/g;

export function stamp(from: string, to: string, constants: BuildConstants, officeJsUrl: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  const encoded = Buffer.from(JSON.stringify(constants)).toString("base64");
  for (const name of readdirSync(to, { recursive: true, encoding: "utf8" })) {
    if (!/\.(?:js|html)$/.test(name)) continue;
    const file = join(to, name);
    const text = readFileSync(file, "utf8");
    const stamped = text.replace(placeholders, (found) =>
      found === "@@OFFICE_JS@@" ? officeJsUrl : encoded,
    );
    if (stamped !== text) writeFileSync(file, stamped);
  }
  listKeptFiles(to);
}

/** Where Outlook wants it from: a Marketplace rule, it cannot be bundled. */
const OFFICE_JS = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";

/** `node tools/stamp.ts PAGE CONSTANTS.json OUT`: PAGE is taskpane, report or console; constants as in BuildConstants. */
if (import.meta.main) {
  const [page, constantsFile, out] = process.argv.slice(2);
  if (page === undefined || constantsFile === undefined || out === undefined) {
    process.stderr.write("usage: node tools/stamp.ts taskpane|report|console CONSTANTS.json OUT\n");
    process.exit(2);
  }
  const constants = JSON.parse(readFileSync(constantsFile, "utf8")) as BuildConstants;
  const root = join(import.meta.dirname, "..");
  stamp(join(root, "dist", page), out, constants, OFFICE_JS);
  // Outlook takes the manifest's icons from the pane's own host.
  if (page === "taskpane") cpSync(join(root, "assets"), join(out, "assets"), { recursive: true });
  process.stdout.write(`${out}: ${page} for ${constants.organisation}\n`);
}
