/**
 * Checks a manifest without asking anybody: Microsoft's own validator is a service and sees what it is given.
 * It knows the manifests that generate.ts writes; another add-in's fails on the first element that ours do not use.
 */
import { everyNode, readManifest, type XmlNode } from "./read.ts";
import type { ManifestFinding } from "./findings.ts";
import type { Variant } from "./generate.ts";
import { type BuiltPane, checkBundle, checkIcons, checkOrigins } from "./rules-files.ts";
import { checkLocales, checkResources } from "./rules-resources.ts";
import { checkVariant, variantOf } from "./rules-variant.ts";
import { checkStructure } from "./structure.ts";

export interface ValidationContext {
  /** Octets of the icons by path on the host, such as "/assets/icon-16.png". */
  readonly assets: ReadonlyMap<string, Uint8Array>;
  /** The built pane; null where there is none, which gives a warning. */
  readonly pane: BuiltPane | null;
  /** For whom the manifest is; read from the manifest unless given. */
  readonly variant?: Variant;
}

/** A manifest of ours has some 400 elements. */
const ELEMENT_LIMIT = 5_000;

/**
 * @param text - The manifest. Any text is fine: what is wrong with it comes back, nothing is thrown.
 * @returns Findings by line; none if all is well.
 */
export function validateManifest(text: string, context: ValidationContext): readonly ManifestFinding[] {
  const read = readManifest(text);
  if (!read.ok) return [read.finding];
  const { root } = read;
  const structure = checkStructure(root);
  // Rules on content would only repeat that this is no manifest of ours.
  if (root.name !== "OfficeApp" || tooMany(root)) return structure;
  const findings = [
    ...structure,
    ...checkResources(root),
    ...checkLocales(root),
    ...checkVariant(root, context.variant ?? variantOf(root)),
    ...checkOrigins(root),
    ...checkIcons(root, context.assets),
    ...checkBundle(root, context.pane),
  ];
  return findings.sort((a, b) => a.line - b.line);
}

function tooMany(root: XmlNode): boolean {
  let count = 0;
  for (const _ of everyNode(root)) if (++count > ELEMENT_LIMIT) return true;
  return false;
}

/** "manifest.xml:12: error ELEMENT_ORDER: …": a line for a person and for an editor. */
export function formatFinding(file: string, finding: ManifestFinding): string {
  return `${file}:${finding.line}: ${finding.severity} ${finding.code}: ${finding.message}`;
}
