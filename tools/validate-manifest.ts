/**
 * `npm run validate [-- [--dist DIR] FILE…]`: checks manifests offline; without a file, manifest.xml and one of each
 * variant for a sample host. Ends with 1 if anything is wrong. The pane's build is looked into where it is there.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generateManifest, VARIANTS } from "../src/manifest/generate.ts";
import { MANIFEST_LIMIT } from "../src/manifest/read.ts";
import type { BuiltPane } from "../src/manifest/rules-files.ts";
import { formatFinding, type ValidationContext, validateManifest } from "../src/manifest/validate.ts";

const root = join(import.meta.dirname, "..");
const SAMPLE_HOST = "https://zegel.example.org";

function readAssets(): Map<string, Uint8Array> {
  const names = readdirSync(join(root, "assets")).filter((name) => name.endsWith(".png"));
  return new Map(names.map((name) => [`/assets/${name}`, readFileSync(join(root, "assets", name))]));
}

/** @returns null where the folder holds no build with the page for functions. */
function readPane(folder: string): BuiltPane | null {
  const page = join(folder, "commands.html");
  if (!existsSync(page)) return null;
  const scripts = [...readFileSync(page, "utf8").matchAll(/\bsrc="?([^\s">:/]+\.js)/g)].map(
    (match) => match[1] as string,
  );
  const read = (name: string) =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "";
  return {
    files: new Set(readdirSync(folder)),
    commands: scripts.map(read).join("\n"),
    spamReport: read("spam-report.js"),
  };
}

function samples(): [name: string, text: string][] {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return VARIANTS.map((variant) => {
    const made = generateManifest({ host: SAMPLE_HOST, variant, version });
    if (!made.ok) throw made.error;
    return [`(generated: ${variant})`, made.value];
  });
}

function given(files: readonly string[]): [name: string, text: string][] {
  return files.map((file) => {
    const octets = readFileSync(file);
    // A longer file is refused by its length; it need not be read as text first.
    const text =
      octets.length > 4 * MANIFEST_LIMIT ? "\0".repeat(MANIFEST_LIMIT + 1) : octets.toString("utf8");
    // UTF-8 with its mark, as Windows editors write it, is as good.
    return [file, text.replace(/^\uFEFF/, "")];
  });
}

function check(manifests: readonly (readonly [string, string])[], context: ValidationContext): number {
  let errors = 0;
  for (const [name, text] of manifests) {
    const findings = validateManifest(text, context);
    for (const finding of findings) process.stdout.write(`${formatFinding(name, finding)}\n`);
    const wrong = findings.filter((one) => one.severity === "error").length;
    process.stdout.write(`${name}: ${wrong === 0 ? "fine" : `${wrong} wrong`}\n`);
    errors += wrong;
  }
  return errors;
}

const { values, positionals } = parseArgs({
  options: { dist: { type: "string" } },
  allowPositionals: true,
});
const pane = readPane(values.dist ?? join(root, "dist", "taskpane"));
if (values.dist !== undefined && pane === null) {
  process.stderr.write(`${values.dist}: no commands.html there; build the pane first (npm run build)\n`);
  process.exit(2);
}
const manifests =
  positionals.length > 0 ? given(positionals) : [...given([join(root, "manifest.xml")]), ...samples()];
process.exitCode = check(manifests, { assets: readAssets(), pane }) === 0 ? 0 : 1;
