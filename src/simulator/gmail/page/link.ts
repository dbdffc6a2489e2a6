/** Which addresses of a card or a deployment the page takes over. */
import { faultsOf } from "../rules/shapes.ts";
import { image, link } from "../rules/text.ts";
import { type Html, html, NOTHING } from "./html.ts";

/** @returns The address; null for one that Gmail does not open. */
export function linkOf(url: string, openLinkUrlPrefixes: readonly string[]): string | null {
  return faultsOf(url, link, { allowLocalhost: true, openLinkUrlPrefixes }).length === 0 ? url : null;
}

/** Nothing for an address that is none of a picture. */
export function picture(url: string, alt: string): Html {
  if (faultsOf(url, image, { allowLocalhost: true }).length > 0) return NOTHING;
  return html`<img src="${url}" alt="${alt}" referrerpolicy="no-referrer">`;
}
