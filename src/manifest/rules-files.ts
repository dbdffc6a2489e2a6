/** What lies beside the manifest: addresses of one origin, icons of the right pixels, functions in the bundle. */
import { type ManifestFinding, problem, quoted, warning } from "./findings.ts";
import { pngSize } from "./png.ts";
import { nodesNamed, type XmlNode } from "./read.ts";
import { ownNodes, versionOverridesOf } from "./rules-resources.ts";

/** Scripts and pages of a build. */
export interface BuiltPane {
  /** Names of the files that the host serves, such as "index.html". */
  readonly files: ReadonlySet<string>;
  /** All script that commands.html loads. */
  readonly commands: string;
  /** spam-report.js, which classic Outlook on Windows runs. */
  readonly spamReport: string;
}

/** Addresses may be on the pane's origin and on those of AppDomains; SupportUrl may be anywhere. */
export function checkOrigins(root: XmlNode): ManifestFinding[] {
  const pane = nodesNamed(root, "SourceLocation").find((one) => one.attributes.has("DefaultValue"));
  const own = originOf(pane?.attributes.get("DefaultValue"));
  if (own === null) return [];
  const allowed = new Set([own, ...nodesNamed(root, "AppDomain").map((one) => one.text)]);
  const names = ["IconUrl", "HighResolutionIconUrl", "Image", "Url"];
  return names
    .flatMap((name) => nodesNamed(root, name))
    .flatMap((one) => {
      const origin = originOf(one.attributes.get("DefaultValue"));
      return origin === null || allowed.has(origin)
        ? []
        : [
            problem(
              "URL_FOREIGN",
              one.line,
              `${quoted(origin)} is neither the pane's origin nor an AppDomain`,
            ),
          ];
    });
}

function originOf(address: string | undefined): string | null {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : null;
}

function pathOf(address: string): string | null {
  return URL.canParse(address) ? decodedPath(new URL(address).pathname) : null;
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

interface WantedIcon {
  readonly node: XmlNode;
  readonly address: string;
  readonly pixels: number;
}

function wantedIcons(root: XmlNode): WantedIcon[] {
  const listed = [
    ...nodesNamed(root, "IconUrl").map((node) => ({ node, pixels: 64 })),
    ...nodesNamed(root, "HighResolutionIconUrl").map((node) => ({ node, pixels: 128 })),
  ].map((one) => ({ ...one, address: one.node.attributes.get("DefaultValue") ?? "" }));
  const referred = versionOverridesOf(root).flatMap((overrides) => {
    const images = [...ownNodes(overrides)].filter((one) => one.name === "Image");
    const byId = new Map(
      images.map((one) => [one.attributes.get("id"), one.attributes.get("DefaultValue") ?? ""]),
    );
    return images
      .filter((node) => node.attributes.has("resid") && byId.has(node.attributes.get("resid")))
      .map((node) => ({
        node,
        address: byId.get(node.attributes.get("resid")) as string,
        pixels: Number(node.attributes.get("size")) * Number(node.attributes.get("scale") ?? 1),
      }));
  });
  return [...listed, ...referred];
}

/** @param assets - Octets by path on the host, such as "/assets/icon-16.png". */
export function checkIcons(root: XmlNode, assets: ReadonlyMap<string, Uint8Array>): ManifestFinding[] {
  return wantedIcons(root).flatMap(({ node, address, pixels }) => {
    const path = pathOf(address);
    const octets = path === null ? undefined : assets.get(path);
    if (octets === undefined)
      return [problem("ICON_FILE_MISSING", node.line, `no file for ${quoted(path ?? address)}`)];
    const size = pngSize(octets);
    if (size === null)
      return [problem("ICON_FILE_INVALID", node.line, `${quoted(path as string)} is not a PNG`)];
    return size.width === pixels && size.height === pixels
      ? []
      : [
          problem(
            "ICON_FILE_PIXELS",
            node.line,
            `${quoted(path as string)} has ${size.width}×${size.height} pixels, not ${pixels}×${pixels}`,
          ),
        ];
  });
}

/** Names that a script hands to Office.actions.associate: minifiers keep the call and the text. */
function associated(script: string): Set<string> {
  const calls = script.matchAll(/\bassociate\(\s*(["'`])([A-Za-z_$][\w$]{0,63})\1/g);
  return new Set([...calls].map((call) => call[2] as string));
}

export function checkBundle(root: XmlNode, pane: BuiltPane | null): ManifestFinding[] {
  const functions = nodesNamed(root, "FunctionName");
  if (pane === null)
    return functions
      .slice(0, 1)
      .map((one) =>
        warning("BUNDLE_UNCHECKED", one.line, "no build of the pane: pages and functions not checked"),
      );
  const inPage = associated(pane.commands);
  const inScript = associated(pane.spamReport);
  const missing = functions.flatMap((one) => {
    const classic = nodesNamed(root, "Runtime").length > 0 && one.text === "onSpamReport";
    const lacking = [
      ...(inPage.has(one.text) ? [] : ["commands.html"]),
      ...(classic && !inScript.has(one.text) ? ["spam-report.js"] : []),
    ];
    return lacking.map((file) =>
      problem("FUNCTION_UNKNOWN", one.line, `${file} has no function ${quoted(one.text)}`),
    );
  });
  return [...missing, ...checkPages(root, pane)];
}

function checkPages(root: XmlNode, pane: BuiltPane): ManifestFinding[] {
  return nodesNamed(root, "Url").flatMap((one) => {
    const path = pathOf(one.attributes.get("DefaultValue") ?? "");
    return path === null || pane.files.has(path.slice(1))
      ? []
      : [problem("PAGE_MISSING", one.line, `the build has no ${quoted(path)}`)];
  });
}
