/** References and what they refer to: each resolves, in its own VersionOverrides, and nothing lies unused. */
import { type ManifestFinding, problem, quoted } from "./findings.ts";
import { nodesNamed, type XmlNode } from "./read.ts";
import { OVERRIDE_LOCALES } from "./words.ts";

/** Which list of Resources an element's resid is looked up in. */
const LISTS: Readonly<Record<string, string>> = {
  Label: "ShortStrings",
  Title: "ShortStrings",
  Option: "ShortStrings",
  FreeTextLabel: "ShortStrings",
  Description: "LongStrings",
  Image: "Images",
  SourceLocation: "Urls",
  FunctionFile: "Urls",
  Runtime: "Urls",
  Override: "Urls",
};

/** A VersionOverrides without the one inside it. */
export function* ownNodes(overrides: XmlNode): Generator<XmlNode> {
  for (const child of overrides.children) {
    if (child.name === "VersionOverrides") continue;
    yield child;
    yield* ownNodes(child);
  }
}

export function versionOverridesOf(root: XmlNode): XmlNode[] {
  return nodesNamed(root, "VersionOverrides");
}

export function checkResources(root: XmlNode): ManifestFinding[] {
  return versionOverridesOf(root).flatMap((overrides) => {
    const own = [...ownNodes(overrides)];
    return [...checkReferences(own), ...checkControlIds(own)];
  });
}

function checkReferences(own: readonly XmlNode[]): ManifestFinding[] {
  const found: ManifestFinding[] = [];
  const unused = new Map<string, XmlNode>();
  for (const resources of own.filter((one) => one.name === "Resources"))
    for (const list of resources.children)
      for (const item of list.children) {
        const key = `${list.name} ${item.attributes.get("id") ?? ""}`;
        if (unused.has(key))
          found.push(problem("RESOURCE_REPEATED", item.line, `${quoted(key)} stands there twice`));
        unused.set(key, item);
      }
  const known = new Set(unused.keys());
  for (const one of own) {
    const resid = one.attributes.get("resid");
    const list = LISTS[one.name];
    if (resid === undefined || list === undefined) continue;
    if (!known.has(`${list} ${resid}`))
      found.push(
        problem("RESID_UNRESOLVED", one.line, `${one.name} refers to ${quoted(resid)}, not in ${list}`),
      );
    unused.delete(`${list} ${resid}`);
  }
  for (const [key, item] of unused)
    found.push(problem("RESOURCE_UNUSED", item.line, `nothing refers to ${quoted(key)}`));
  return found;
}

function checkControlIds(own: readonly XmlNode[]): ManifestFinding[] {
  const seen = new Set<string>();
  return own
    .filter((one) => one.name === "Control" || one.name === "Group")
    .flatMap((one) => {
      const id = one.attributes.get("id") ?? "";
      const repeated = seen.has(id);
      seen.add(id);
      return repeated
        ? [problem("CONTROL_ID_REPEATED", one.line, `the id ${quoted(id)} stands there twice`)]
        : [];
    });
}

/** Every text in every language, once. */
export function checkLocales(root: XmlNode): ManifestFinding[] {
  const texts = ["DisplayName", "Description", "String"].flatMap((name) => nodesNamed(root, name));
  return texts.filter((one) => one.attributes.has("DefaultValue")).flatMap(localesOf);
}

function localesOf(text: XmlNode): ManifestFinding[] {
  const what = text.attributes.get("id") ?? text.name;
  const locales = text.children.map((one) => one.attributes.get("Locale") ?? "");
  const wanted: readonly string[] = OVERRIDE_LOCALES;
  const missing = wanted
    .filter((locale) => !locales.includes(locale))
    .map((locale) => problem("LOCALE_MISSING", text.line, `${quoted(what)} is not there in ${locale}`));
  const wrong = text.children.flatMap((one, index) => {
    const locale = locales[index] ?? "";
    if (!wanted.includes(locale))
      return [problem("LOCALE_UNKNOWN", one.line, `${quoted(locale)} is no language of Zegel`)];
    if (locales.indexOf(locale) < index)
      return [problem("LOCALE_REPEATED", one.line, `${quoted(what)} has ${locale} twice`)];
    return [];
  });
  return [...missing, ...wrong];
}
