/** What a variant must have, what it may ask for, and what belongs together. */
import { type ManifestFinding, type ManifestFindingCode, problem } from "./findings.ts";
import { PERMISSIONS, type Variant } from "./generate.ts";
import { everyNode, nodesNamed, type XmlNode } from "./read.ts";
import { ownNodes, versionOverridesOf } from "./rules-resources.ts";
import {
  CONTROL_IDS,
  FUNCTION_NAMES,
  MOBILE_ICON_SCALES,
  MOBILE_ICON_SIZES,
  RIBBON_ICON_SIZES,
} from "./surfaces.ts";

/** "onprem" has buttons in VersionOverrides 1.0 too, "hr" takes several mails; all else is the employee's. */
export function variantOf(root: XmlNode): Variant {
  const all = [...everyNode(root)];
  if (all.some((one) => one.space === "v10" && one.name === "Hosts")) return "onprem";
  return all.some((one) => one.name === "SupportsMultiSelect") ? "hr" : "employee";
}

export function checkVariant(root: XmlNode, variant: Variant): ManifestFinding[] {
  return [
    ...checkPermissions(root, variant),
    ...checkActivation(root),
    ...versionOverridesOf(root).flatMap((one) => checkFeatures(one, variant)),
    ...checkSpam(root),
    ...checkIconLists(root),
  ];
}

function checkPermissions(root: XmlNode, variant: Variant): ManifestFinding[] {
  return nodesNamed(root, "Permissions").flatMap((one) => {
    const needed = PERMISSIONS[variant];
    if (one.text === needed || !["ReadItem", "ReadWriteMailbox"].includes(one.text)) return [];
    const code: ManifestFindingCode = needed === "ReadItem" ? "PERMISSION_EXCESSIVE" : "PERMISSION_MISSING";
    return [problem(code, one.line, `"${variant}" needs ${needed}, and nothing else`)];
  });
}

/** Messages and appointments that are read: both, or threats in invitations cannot be reported. */
function checkActivation(root: XmlNode): ManifestFinding[] {
  const types = nodesNamed(root, "Rule").map((one) => one.attributes.get("ItemType"));
  return ["Message", "Appointment"]
    .filter((type) => types.filter((one) => one === type).length !== 1)
    .map((type) => problem("FEATURE_MISSING", root.line, `exactly one rule for ${type}`));
}

/** What each VersionOverrides with buttons holds, as "parent/element" or a control's id. */
function wanted(space: string, variant: Variant): string[] {
  const buttons = [CONTROL_IDS.report, CONTROL_IDS.send, CONTROL_IDS.appointment];
  const surfaces = ["MessageReadCommandSurface", "AppointmentAttendeeCommandSurface"];
  if (variant === "onprem") return [...buttons, ...surfaces, "Requirements"];
  if (space === "v10") return [];
  return [
    ...buttons,
    ...surfaces,
    CONTROL_IDS.mobile,
    "MobileMessageReadCommandSurface",
    "SupportsSharedFolders",
    "SupportsPinning",
    "SupportsNoItemContext",
    ...(variant === "hr" ? ["SupportsMultiSelect"] : []),
  ];
}

function checkFeatures(overrides: XmlNode, variant: Variant): ManifestFinding[] {
  const own = [...ownNodes(overrides)];
  const present = own.flatMap((one) => [
    one.name,
    one.attributes.get("id") ?? "",
    one.attributes.get("xsi:type") ?? "",
  ]);
  const missing = wanted(overrides.space, variant)
    .filter((feature) => present.filter((one) => one === feature).length !== 1)
    .map((feature) => problem("FEATURE_MISSING", overrides.line, `"${variant}" has ${feature}, once`));
  return [...missing, ...checkActions(own), ...checkNewer(own, variant)];
}

/** Exchange on-premises refuses a manifest with elements that its own schema lacks. */
function checkNewer(own: readonly XmlNode[], variant: Variant): ManifestFinding[] {
  const newer = /^(?:Supports\w+|Runtimes|MobileFormFactor|ReportPhishingCustomization)$/;
  return variant !== "onprem"
    ? []
    : own
        .filter((one) => newer.test(one.name))
        .map((one) => problem("ELEMENT_UNKNOWN", one.line, `Exchange on-premises does not know ${one.name}`));
}

/** Which action each control has: the pane and the functions call each other by these ids. */
const ACTIONS: Readonly<Record<string, string>> = {
  [CONTROL_IDS.report]: "ShowTaskpane",
  [CONTROL_IDS.send]: FUNCTION_NAMES.send,
  [CONTROL_IDS.spam]: FUNCTION_NAMES.spam,
  [CONTROL_IDS.appointment]: "ShowTaskpane",
  [CONTROL_IDS.mobile]: "ShowTaskpane",
};

function checkActions(own: readonly XmlNode[]): ManifestFinding[] {
  return own
    .filter((one) => one.name === "Control")
    .flatMap((control) => {
      const action = control.children.find((one) => one.name === "Action");
      const name = action?.children.find((one) => one.name === "FunctionName")?.text;
      const expected = ACTIONS[control.attributes.get("id") ?? ""];
      return expected === (name ?? action?.attributes.get("xsi:type"))
        ? []
        : [
            problem(
              "FEATURE_MISSING",
              control.line,
              "a control with an id or action that the pane does not know",
            ),
          ];
    });
}

/** The spam button's page is the Runtime's, and a Runtime without the button would start for nothing. */
function checkSpam(root: XmlNode): ManifestFinding[] {
  const [runtime] = nodesNamed(root, "Runtime");
  const surfaces = nodesNamed(root, "ReportPhishingCustomization");
  const page = surfaces[0]?.children.find((one) => one.name === "SourceLocation");
  const options = nodesNamed(root, "ReportingOptions").flatMap((one) => {
    const count = one.children.filter((child) => child.name === "Option").length;
    return count > 5 ? [problem("OPTIONS_TOO_MANY", one.line, `${count} options: Outlook shows five`)] : [];
  });
  if (surfaces.length > 1)
    return [...options, problem("FEATURE_MISSING", root.line, "one spam button, not several")];
  if (runtime?.attributes.get("resid") === page?.attributes.get("resid")) return options;
  const line = (page ?? runtime ?? root).line;
  return [
    ...options,
    problem("RUNTIME_MISMATCH", line, "the spam button's SourceLocation must be the Runtime's resid"),
  ];
}

function checkIconLists(root: XmlNode): ManifestFinding[] {
  return nodesNamed(root, "Icon").flatMap((icon) => {
    const mobile = icon.attributes.has("xsi:type");
    const sizes = icon.children.map((one) =>
      mobile
        ? `${one.attributes.get("size")}@${one.attributes.get("scale")}`
        : `${one.attributes.get("size")}`,
    );
    const needed = mobile
      ? MOBILE_ICON_SIZES.flatMap((size) => MOBILE_ICON_SCALES.map((scale) => `${size}@${scale}`))
      : RIBBON_ICON_SIZES.map(String);
    return needed
      .filter((size) => sizes.filter((one) => one === size).length !== 1)
      .map((size) => problem("ICON_SIZE_MISSING", icon.line, `an icon of size ${size}, once`));
  });
}
