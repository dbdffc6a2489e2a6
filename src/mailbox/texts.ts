/** The forwarder's own words, as far as they are text: what stands above a mail that was attached. */
import { decodeCharset } from "../core/analysis/body/charset.ts";
import { readHtml } from "../core/analysis/body/html/html-content.ts";
import { decodeEntity } from "../core/mail/mime-tree.ts";
import type { ForwardContent } from "./originals.ts";

/** UTF-16 units: a report's comment, not a novel. */
const MAX_COMMENT = 10_000;
/** Octets of one part that are decoded. */
const MAX_TEXT_OCTETS = 256 * 1024;

/** Plain text where there is any, else what the HTML shows; bounded, nothing guessed away. "" without words. */
export function ownWords(octets: Uint8Array, { texts }: Pick<ForwardContent, "texts">): string {
  const type = texts.some(({ mediaType }) => mediaType === "text/plain") ? "text/plain" : "text/html";
  const words: string[] = [];
  let length = 0;
  for (const entity of texts) {
    if (entity.mediaType !== type || length >= MAX_COMMENT) continue;
    const content = decodeEntity(octets, entity, MAX_TEXT_OCTETS);
    const { text } = decodeCharset(content, entity.parameters.get("charset") ?? "");
    const shown = (type === "text/plain" ? text : readHtml(text).visible.text).trim();
    if (shown !== "") words.push(shown);
    length += shown.length;
  }
  return words.join("\n").replaceAll("\r\n", "\n").slice(0, MAX_COMMENT).toWellFormed();
}
