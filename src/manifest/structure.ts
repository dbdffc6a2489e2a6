/** Checks elements, attributes, order and the form of every value against schema.ts. */
import { type ManifestFinding, type ManifestFindingCode, problem, quoted } from "./findings.ts";
import { FORMS, type FormName } from "./forms.ts";
import type { XmlNode } from "./read.ts";
import { type ChildRule, type ElementRule, ROOT, SCHEMA } from "./schema.ts";

export function checkStructure(root: XmlNode): ManifestFinding[] {
  return nameOf(root) === ROOT.name
    ? checkTyped(root, ROOT)
    : [problem("ELEMENT_UNKNOWN", root.line, `the root must be OfficeApp, not ${quoted(root.name)}`)];
}

function nameOf(node: XmlNode): string {
  return `${node.space}:${node.name}`;
}

/** Finds the element's type, by xsi:type where it has one, and checks it; an unknown one is not looked into. */
function checkTyped(node: XmlNode, child: ChildRule): ManifestFinding[] {
  const typed = node.attributes.get("xsi:type");
  if (typeof child.type === "string") {
    const key = child.type;
    const wrong =
      typed === undefined
        ? []
        : [problem("ATTRIBUTE_UNKNOWN", node.line, `${node.name} has no xsi:type here`)];
    return [...wrong, ...checkElement(node, SCHEMA[key] as ElementRule)];
  }
  if (typed === undefined) return [problem("ATTRIBUTE_MISSING", node.line, `${node.name} needs an xsi:type`)];
  const key = Object.hasOwn(child.type, typed) ? child.type[typed] : undefined;
  if (key === undefined)
    return [problem("TYPE_UNKNOWN", node.line, `${node.name} of type ${quoted(typed)} is not used here`)];
  return checkElement(node, SCHEMA[key] as ElementRule);
}

function checkElement(node: XmlNode, rule: ElementRule): ManifestFinding[] {
  const attributes = checkAttributes(node, rule);
  if (typeof rule.content === "string") {
    const inside = node.children.map((child) => unknownElement(child, node));
    return [...attributes, ...checkValue(node.text, rule.content, node, node.name), ...inside];
  }
  const stray =
    node.text === "" ? [] : [problem("TEXT_UNEXPECTED", node.line, `text directly inside ${node.name}`)];
  return [...attributes, ...stray, ...checkChildren(node, rule.content)];
}

function checkAttributes(node: XmlNode, rule: ElementRule): ManifestFinding[] {
  const forms = new Map(Object.entries(rule.attributes).map(([name, form]) => [name.replace("?", ""), form]));
  const missing = Object.keys(rule.attributes)
    .filter((name) => !name.endsWith("?") && !node.attributes.has(name))
    .map((name) => problem("ATTRIBUTE_MISSING", node.line, `${node.name} needs ${name}`));
  const present = [...node.attributes]
    .filter(([name]) => name !== "xsi:type")
    .flatMap(([name, value]) => {
      const form = forms.get(name);
      return form === undefined
        ? [problem("ATTRIBUTE_UNKNOWN", node.line, `${node.name} has no attribute ${quoted(name)}`)]
        : checkValue(value, form, node, `${node.name} ${name}`);
    });
  return [...missing, ...present];
}

function checkValue(value: string, form: FormName, node: XmlNode, what: string): ManifestFinding[] {
  const code = FORMS[form](value);
  return code === null
    ? []
    : [problem(code, node.line, `${what}: ${WRONG[code] ?? "wrong value"}: ${quoted(value)}`)];
}

const WRONG: Partial<Record<ManifestFindingCode, string>> = {
  VALUE_INVALID: "a value that is not used here",
  GUID_INVALID: "not a GUID",
  VERSION_INVALID: "not four numbers",
  VERSION_TOO_LOW: "under 1.0, which Microsoft 365 refuses",
  TEXT_EMPTY: "empty",
  TEXT_TOO_LONG: "too long (short texts 125 characters, long ones 250)",
  RESID_TOO_LONG: "longer than 32 characters",
  URL_NOT_HTTPS: "not an https address",
  DOMAIN_INVALID: "not an https origin alone",
  REQUIREMENT_TOO_HIGH: "hides the add-in from clients that could run it",
};

function unknownElement(node: XmlNode, parent: XmlNode): ManifestFinding {
  if (node.name === "ExtendedPermissions" || node.name === "ExtendedPermission")
    return problem(
      "PERMISSION_EXTENDED",
      node.line,
      `${node.name}: nothing here needs an extended permission`,
    );
  return problem("ELEMENT_UNKNOWN", node.line, `${quoted(node.name)} does not belong into ${parent.name}`);
}

function checkChildren(node: XmlNode, rules: readonly ChildRule[]): ManifestFinding[] {
  const found: ManifestFinding[] = [];
  const counts = new Map<ChildRule, number>();
  let furthest = 0;
  for (const child of node.children) {
    const index = rules.findIndex((rule) => rule.name === nameOf(child));
    const rule = rules[index];
    if (rule === undefined) {
      found.push(unknownElement(child, node));
      continue;
    }
    if (index < furthest)
      found.push(
        problem(
          "ELEMENT_ORDER",
          child.line,
          `${child.name} must stand before ${(rules[furthest] as ChildRule).name.replace(/^.*:/, "")}`,
        ),
      );
    furthest = Math.max(furthest, index);
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
    found.push(...checkTyped(child, rule));
  }
  return [...found, ...checkCounts(node, rules, counts)];
}

function checkCounts(
  node: XmlNode,
  rules: readonly ChildRule[],
  counts: ReadonlyMap<ChildRule, number>,
): ManifestFinding[] {
  return rules.flatMap((rule) => {
    const count = counts.get(rule) ?? 0;
    const name = rule.name.slice(rule.name.indexOf(":") + 1);
    if (count < rule.min) return [problem("ELEMENT_MISSING", node.line, `${node.name} needs ${name}`)];
    if (count > rule.max)
      return [problem("ELEMENT_REPEATED", node.line, `${node.name} has ${name} ${count} times`)];
    return [];
  });
}
