/**
 * A formatted text of a card as Gmail shows it: the documented tags, everything else as characters. The reader of
 * rules/text.ts says what is wrong with a text; this one shows something safe, whatever stands in it.
 */
import { linkOf } from "./link.ts";
import { escapeHtml, type Html, html, raw } from "./html.ts";

const TOKEN =
  /<(\/?)(b|i|u|s|font|a|time|br)((?:\s[^<>]{0,2000})?)>|&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});|[^<&]+|[<&]/gi;
/** Tags that may be open at once: further ones are left out. */
const MAX_OPEN = 100;
const HREF = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i;
const COLOR = /\bcolor\s*=\s*["'](#[0-9a-f]{6})["']/i;

/** @param prefixes - The deployment's openLinkUrlPrefixes. */
export function formatted(text: string, prefixes: readonly string[]): Html {
  const open: string[] = [];
  let written = "";
  for (const [token, slash, tag, attributes = ""] of text.matchAll(TOKEN)) {
    if (tag === undefined) written += entity(token);
    else if (tag.toLowerCase() === "br") written += "<br>";
    else if (slash === "/") written += closed(tag.toLowerCase(), open);
    else if (open.length < MAX_OPEN) written += opened(tag.toLowerCase(), attributes, open, prefixes);
  }
  return raw(written + open.toReversed().map(endOf).join(""));
}

function opened(tag: string, attributes: string, open: string[], prefixes: readonly string[]): string {
  const [, double, single] = HREF.exec(attributes) ?? [];
  const address = (double ?? single ?? "").replace(/&amp;/g, "&");
  const href = tag === "a" ? linkOf(address, prefixes) : null;
  // A link that Gmail would not open is its words alone; the stack still has to close something.
  open.push(tag === "a" && href === null ? "span" : tag);
  if (tag === "a")
    return href === null ? "<span>" : html`<a href="${href}" target="_blank" rel="noopener noreferrer">`.html;
  const color = tag === "font" ? COLOR.exec(attributes)?.[1] : undefined;
  return color === undefined ? `<${tag}>` : `<${tag} color="${color}">`;
}

/** Closes up to the tag that is meant; nothing where it is not open. */
function closed(tag: string, open: string[]): string {
  const at = open.findLastIndex((one) => one === tag || (tag === "a" && one === "span"));
  return at < 0 ? "" : open.splice(at).toReversed().map(endOf).join("");
}

function endOf(tag: string): string {
  return `</${tag}>`;
}

function entity(token: string): string {
  return token.length > 1 && token.startsWith("&") ? token : escapeHtml(token);
}
