/** Which addresses an element makes a program load, or send to. */
import { type KnownAttributes, valueOf } from "./known-attributes.ts";
import { cssAddresses, type Place } from "./style-sheet.ts";

export interface HtmlAddress extends Place {
  readonly kind: "tracker" | "image" | "style" | "other" | "form";
  /** As written, references decoded. */
  readonly address: string;
}

/** Elements with the attribute that holds the address. */
const LOADS = new Map<string, readonly ["src" | "href" | "data" | "action", HtmlAddress["kind"]]>([
  ["img", ["src", "image"]],
  ["input", ["src", "image"]],
  ["image", ["href", "image"]],
  ["iframe", ["src", "other"]],
  ["frame", ["src", "other"]],
  ["embed", ["src", "other"]],
  ["object", ["data", "other"]],
  ["audio", ["src", "other"]],
  ["video", ["src", "other"]],
  ["source", ["src", "other"]],
  ["script", ["src", "other"]],
  ["link", ["href", "style"]],
  ["form", ["action", "form"]],
]);

/** Candidates of one srcset. */
const MAX_CANDIDATES = 10;

/** @param isUnseen - The element is hidden or at most two pixels wide or high. */
export function loadedAddresses(
  html: string,
  name: string,
  attributes: Readonly<KnownAttributes>,
  isUnseen: boolean,
  styleHasAddress: boolean,
): readonly HtmlAddress[] {
  const found: HtmlAddress[] = [];
  const push = (kind: HtmlAddress["kind"], place: Place | null) => {
    if (place === null) return;
    found.push({ kind, start: place.start, end: place.end, address: valueOf(html, place) });
  };
  const loads = LOADS.get(name);
  if (loads !== undefined) {
    const kind = loads[1] === "image" && isUnseen ? "tracker" : loads[1];
    push(kind, attributes[loads[0]]);
  }
  push("image", attributes.background);
  push("image", attributes.poster);
  const { style, srcset, content } = attributes;
  if (style !== null && styleHasAddress)
    for (const place of cssAddresses(html, style.start, style.end)) push("image", place);
  if (srcset !== null) for (const place of candidates(html, srcset)) push("image", place);
  if (name === "meta" && content !== null) push("other", refreshAddress(html, content));
  return found;
}

/** Most elements have none of these, and are done with. */
export function mayLoad(attributes: Readonly<KnownAttributes>, styleHasAddress: boolean): boolean {
  const { src, href, data, action, background, poster, srcset, content } = attributes;
  return (
    styleHasAddress || (src ?? href ?? data ?? action ?? background ?? poster ?? srcset ?? content) !== null
  );
}

/** "a.png 1x, b.png 2x" */
function candidates(html: string, { start, end }: Place): Place[] {
  const found: Place[] = [];
  let from = start;
  for (const candidate of html.slice(start, end).split(",", MAX_CANDIDATES)) {
    const address = candidate.trimStart().split(/\s/, 1)[0] as string;
    const place = from + candidate.length - candidate.trimStart().length;
    if (address !== "") found.push({ start: place, end: place + address.length });
    from += candidate.length + 1;
  }
  return found;
}

/** "0; url=https://…" of a meta element that sends on. */
function refreshAddress(html: string, { start, end }: Place): Place | null {
  const head = html.slice(start, Math.min(end, start + 100));
  const match = /^\s{0,20}\d{1,6}[\s;,]{1,20}url\s{0,5}=\s{0,5}["']?/i.exec(head);
  return match === null ? null : { start: start + match[0].length, end };
}
