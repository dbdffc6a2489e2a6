/** Manifests and what lies beside them, for the tests in this folder. */
import { readdirSync, readFileSync } from "node:fs";
import { generateManifest, type ManifestOptions, type Variant } from "../../src/manifest/generate.ts";
import type { ValidationContext } from "../../src/manifest/validate.ts";

export const HOST = "https://zegel.example.org";

export function manifestOf(variant: Variant, more: Partial<ManifestOptions> = {}): string {
  const made = generateManifest({ host: HOST, variant, version: "0.1.0", ...more });
  if (!made.ok) throw made.error;
  return made.value;
}

export const assets: ReadonlyMap<string, Uint8Array> = new Map(
  readdirSync("assets")
    .filter((name) => name.endsWith(".png"))
    .map((name) => [`/assets/${name}`, readFileSync(`assets/${name}`)]),
);

/** A build as minifiers leave it. */
export const pane = {
  files: new Set(["index.html", "commands.html", "sign-in.html", "spam-report.js"]),
  commands: 'Office.actions?.associate("reportAndSend",a),Office.actions?.associate(`onSpamReport`,b)',
  spamReport: "Office.actions.associate('onSpamReport',function(n){})",
};

export const context: ValidationContext = { assets, pane };
