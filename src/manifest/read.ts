/** Reads a manifest's text into plain nodes with line numbers: no DTD, no entities of its own, bounded. */
import { DOMParser, type Element, type Node } from "@xmldom/xmldom";
import { type ManifestFinding, problem } from "./findings.ts";
import { NAMESPACES } from "./generate.ts";

/** Manifests have some 20 KB; the bound keeps a hostile one from costing time. */
export const MANIFEST_LIMIT = 512 * 1024;
const DEPTH_LIMIT = 40;

export interface XmlNode {
  /** "app", "bt", "v10" or "v11", as in NAMESPACES; "?" for any other name space. */
  readonly space: string;
  readonly name: string;
  /** Attributes without name space by their name; xsi:type as "xsi:type", its prefix as in NAMESPACES. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** Text directly inside, without the white space around it. */
  readonly text: string;
  readonly line: number;
}

type ReadOutcome =
  | { readonly ok: true; readonly root: XmlNode }
  | { readonly ok: false; readonly finding: ManifestFinding };

export function readManifest(text: string): ReadOutcome {
  if (text.length > MANIFEST_LIMIT)
    return { ok: false, finding: problem("XML_TOO_LONG", 1, "longer than any manifest needs to be") };
  const dtd = /<!(?:DOCTYPE|ENTITY)/i.exec(text);
  if (dtd !== null)
    return {
      ok: false,
      finding: problem("XML_DTD", lineAt(text, dtd.index), "a document type or entity declaration"),
    };
  return parse(text);
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

function parse(text: string): ReadOutcome {
  let first: ManifestFinding | null = null;
  const onError = (_level: string, message: string, context: { locator?: { lineNumber?: number } }) => {
    // xmldom's messages quote the text; the line is enough.
    first ??= problem("XML_NOT_WELL_FORMED", context?.locator?.lineNumber ?? 1, kindOf(message));
  };
  try {
    const root = new DOMParser({ onError }).parseFromString(text, "text/xml").documentElement;
    if (first !== null) return { ok: false, finding: first };
    if (root !== null) {
      const node = nodeOf(root, 0);
      if (node !== null) return { ok: true, root: node };
    }
  } catch {
    // ParseError, or a parser that gave up: either way this is not XML.
  }
  return { ok: false, finding: first ?? problem("XML_NOT_WELL_FORMED", 1, "not well-formed XML") };
}

function kindOf(message: string): string {
  const words = /^[a-zA-Z ]{3,60}/.exec(message.replace(/^\[xmldom \w+\]\s*/, ""));
  return words === null ? "not well-formed XML" : `not well-formed XML: ${words[0].trim()}`;
}

/** @returns null where elements stand deeper than any manifest needs. */
function nodeOf(one: Element, depth: number): XmlNode | null {
  if (depth > DEPTH_LIMIT) return null;
  const children: XmlNode[] = [];
  let text = "";
  for (let child: Node | null = one.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === child.ELEMENT_NODE) {
      const node = nodeOf(child as Element, depth + 1);
      if (node === null) return null;
      children.push(node);
    } else if (child.nodeType !== child.COMMENT_NODE) text += child.nodeValue ?? "";
  }
  return {
    space: spaceOf(one.namespaceURI),
    name: one.localName ?? one.nodeName,
    attributes: attributesOf(one),
    children,
    text: text.trim(),
    line: one.lineNumber ?? 1,
  };
}

function spaceOf(uri: string | null): string {
  return Object.entries(NAMESPACES).find(([, known]) => known === uri)?.[0] ?? "?";
}

function attributesOf(one: Element): Map<string, string> {
  const found = new Map<string, string>();
  for (const attribute of Array.from(one.attributes)) {
    if (attribute.namespaceURI === "http://www.w3.org/2000/xmlns/") continue;
    const isType = attribute.namespaceURI === NAMESPACES.xsi && attribute.localName === "type";
    if (isType) found.set("xsi:type", qualified(attribute.value, one));
    else found.set(attribute.name, attribute.value);
  }
  return found;
}

/** An xsi:type is a qualified name: its prefix may be any that the document declares. */
function qualified(value: string, one: Element): string {
  const [prefix, local] = value.split(":");
  if (local === undefined) return value;
  return `${spaceOf(one.lookupNamespaceURI(prefix ?? ""))}:${local}`;
}

/** The node and all below it. */
export function* everyNode(node: XmlNode): Generator<XmlNode> {
  yield node;
  for (const child of node.children) yield* everyNode(child);
}

export function nodesNamed(node: XmlNode, name: string): XmlNode[] {
  return [...everyNode(node)].filter((one) => one.name === name);
}
