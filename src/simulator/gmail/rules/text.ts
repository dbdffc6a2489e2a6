/**
 * Texts and addresses of a card. Where each rule comes from:
 *
 * | rule | page |
 * |---|---|
 * | the tags b, i, u, s, font color, a href, time, br and no others | "Widgets", section "Text formatting"; "Format messages", section "Card text formatting" |
 * | textParagraph.text, decoratedText.text and section.header are formatted | "Package google.apps.card.v1" |
 * | notification.text: plain, without HTML tags | "Package google.apps.card.v1", Notification |
 * | links are https, mailto or tel; http is rewritten to https; https ones match openLinkUrlPrefixes | CommonAddOnManifest.open_link_url_prefixes (script_manifest.proto) |
 * | images are https | "Package google.apps.card.v1", Image, CardHeader, Icon |
 * | endpoints are https addresses | "Build a Google Workspace add-on using HTTP endpoints" |
 * | tags are closed in order, "<" and "&" of other texts are escaped; members without formatting hold no tags | by inference |
 */
import { fault, INFERRED, type Place, type Rule } from "./shapes.ts";

const PAIRED: readonly string[] = ["b", "i", "u", "s", "font", "a", "time"];
const TAG = /^<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z-]*\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*)\s*(\/?)>$/i;
const ATTRIBUTE = /([a-z][a-z-]*)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/gi;
const COLOR = /^#[0-9a-f]{6}$/i;
const ENTITY = /^&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});/i;
/** Wrong tags after which a text is not read on. */
const MAX_BAD = 5;
/** Characters of a text that a fault quotes: it may be a sender's. */
const QUOTED = 40;

/** A member in which Gmail reads HTML: only documented tags, everything else escaped. */
export const formatted: Rule = (value, place) => {
  if (typeof value !== "string") return fault(place, "is a string");
  if (value.trim() === "") fault(place, `is empty ${INFERRED}`);
  const open: string[] = [];
  let bad = 0;
  for (let at = nextMark(value, 0); at >= 0; at = nextMark(value, at)) {
    if (value[at] === "&") {
      if (!ENTITY.test(value.slice(at, at + 12))) fault(place, `"&" is not escaped ${INFERRED}`);
      at += 1;
      continue;
    }
    const end = value.indexOf(">", at);
    const tag = end < 0 ? null : TAG.exec(value.slice(at, end + 1));
    if (tag === null) fault(place, `${quoted(value.slice(at))}: "<" is not escaped, or this is no tag`);
    else checkTag(tag, open, place);
    // Each wrong one cost a search to the end: a text of nothing but "<" must not cost its square.
    if (end < 0 || (tag === null && ++bad === MAX_BAD)) return;
    at = tag === null ? at + 1 : end + 1;
  }
  if (open.length > 0) fault(place, `<${open[open.length - 1]}> is not closed ${INFERRED}`);
};

function nextMark(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === "<" || text[at] === "&") return at;
  return -1;
}

function checkTag(tag: RegExpExecArray, open: string[], place: Place): void {
  const [whole, slash, given = "", attributes = "", selfClosing] = tag;
  const name = given.toLowerCase();
  if (name === "br") {
    if (attributes !== "" || slash !== "") fault(place, `${quoted(whole)}: br has no attributes`);
  } else if (!PAIRED.includes(name)) fault(place, `${quoted(whole)}: only documented tags are read`);
  else if (slash === "/") {
    if (open[open.length - 1] === name) open.pop();
    else fault(place, `${quoted(whole)} closes what is not open ${INFERRED}`);
  } else {
    if (selfClosing === "/") fault(place, `${quoted(whole)} is not closed ${INFERRED}`);
    else open.push(name);
    checkAttributes(name, attributes, place);
  }
}

function checkAttributes(name: string, attributes: string, place: Place): void {
  const given = [...attributes.matchAll(ATTRIBUTE)].map(
    ([, key = "", double, single]) => [key.toLowerCase(), double ?? single ?? ""] as const,
  );
  const allowed = { font: "color", a: "href" }[name];
  for (const [key] of given.filter(([each]) => each !== allowed))
    fault(place, `<${name}> has no attribute ${key.slice(0, QUOTED)} ${INFERRED}`);
  if (allowed === undefined) return;
  const value = given.find(([key]) => key === allowed)?.[1];
  if (value === undefined) fault(place, `<${name}> needs ${allowed}`);
  else if (name === "a") link(value.replace(/&amp;/g, "&"), place);
  else if (!COLOR.test(value)) fault(place, `${quoted(value)} is no colour like "#ff0000"`);
}

/** A member that is shown as it is. */
export const plain: Rule = (value, place) => {
  if (typeof value !== "string") return fault(place, "is a string");
  const at = value.search(/<\/?[a-z]/i);
  if (at >= 0) fault(place, `${quoted(value.slice(at))}: tags are not read here ${INFERRED}`);
};

/** As `plain`, and there must be something to read. */
export const filledPlain: Rule = (value, place) => {
  if (typeof value === "string" && value.trim() === "") fault(place, `is empty ${INFERRED}`);
  plain(value, place);
};

/** What Gmail opens. */
export const link: Rule = (value, place) => {
  const url = parsed(value, place);
  if (url === null) return;
  if (["mailto:", "tel:"].includes(url.protocol)) return;
  if (!isSecure(url, place)) return fault(place, "links are https, mailto or tel");
  if (url.username !== "" || url.password !== "") fault(place, `a link with a user in it ${INFERRED}`);
  const { openLinkUrlPrefixes } = place.options;
  if (openLinkUrlPrefixes === undefined || openLinkUrlPrefixes.some((prefix) => begins(url, prefix))) return;
  fault(place, "the deployment's openLinkUrlPrefixes do not let Gmail open this address");
};

export const image: Rule = (value, place) => {
  const url = parsed(value, place);
  if (url !== null && !isSecure(url, place)) fault(place, "images have an https address");
};

export const endpoint: Rule = (value, place) => {
  const url = parsed(value, place);
  if (url === null) return;
  if (!isSecure(url, place)) fault(place, "on the HTTP runtime this is an absolute https address");
  if (url.username !== "" || url.password !== "" || url.hash !== "")
    fault(place, `an endpoint has no user and no fragment ${INFERRED}`);
};

function parsed(value: unknown, place: Place): URL | null {
  const url = typeof value === "string" ? URL.parse(value) : null;
  if (url === null) fault(place, "is an absolute address");
  return url;
}

function isSecure({ protocol, hostname }: URL, { options }: Place): boolean {
  if (protocol === "https:") return true;
  return (
    protocol === "http:" && options.allowLocalhost === true && ["localhost", "127.0.0.1"].includes(hostname)
  );
}

/** "If the prefix omits the scheme, HTTPS is assumed." The host counts whole: no address of another one begins with it. */
export function begins(url: URL, prefix: string): boolean {
  const base = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(prefix) ? prefix : `https://${prefix}`);
  return (
    base !== null &&
    base.protocol === url.protocol &&
    base.host === url.host &&
    url.pathname.startsWith(base.pathname)
  );
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, QUOTED).toWellFormed());
}
