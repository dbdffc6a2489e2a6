/**
 * The Trusted Types policy that office.js needs: it sets script.src for the files that belong to it. Made before
 * office.js runs, and only for exactly these files; everything else stays refused.
 */

const AJAX = "https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js";

/** What office.js loads from its own folder: the host's part, and the words of one language. */
const SIBLING =
  /^(?:outlook-(?:[a-z0-9]+-)?16\.0[0-9]\.js|outlook\w{0,20}\.js|o15apptofilemappingtable\.js|[a-z]{2,3}(?:-[a-z]{2,4}){0,2}\/(?:office|outlook)_strings\.js)$/i;

/**
 * @param url - What a script element is about to load, absolute.
 * @param officeUrl - Absolute URL of office.js, as this page's own html names it.
 */
export function isOfficeScript(url: string, officeUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { href } = new URL(url);
  if (href === AJAX || href === officeUrl) return true;
  const folder = officeUrl.slice(0, officeUrl.lastIndexOf("/") + 1);
  return href.startsWith(folder) && SIBLING.test(href.slice(folder.length));
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string | null }): unknown;
}

/** Does nothing where the browser has no Trusted Types, or the html names no office.js. */
export function installScriptPolicy(): void {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  const officeUrl = document.querySelector<HTMLScriptElement>("script[data-office]")?.src;
  if (factory === undefined || officeUrl === undefined) return;
  factory.createPolicy("default", {
    createScriptURL: (url) => {
      if (!URL.canParse(url, document.baseURI)) return null;
      // What was checked is what is loaded: relative to the page, as the browser would read it.
      const { href } = new URL(url, document.baseURI);
      return isOfficeScript(href, officeUrl) ? href : null;
    },
  });
}
