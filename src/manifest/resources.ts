/** The Resources of a VersionOverrides: exactly what its elements refer to. */
import { PAGES } from "./surfaces.ts";
import { LONG_WORDS, OVERRIDE_LOCALES, SHORT_WORDS, type Words } from "./words.ts";
import { element, type XmlElement } from "./xml.ts";

function references(elements: readonly XmlElement[]): string[] {
  return elements.flatMap((one) => [
    ...(one.attributes["resid"] === undefined ? [] : [one.attributes["resid"]]),
    ...(typeof one.content === "string" ? [] : references(one.content)),
  ]);
}

/** The Override elements of a text. @param name - "Override", or "bt:Override" in Resources. */
export function overrides(name: string, words: Words): XmlElement[] {
  return OVERRIDE_LOCALES.map((locale) => element(name, { Locale: locale, Value: words[locale] }));
}

function text(id: string, words: Words): XmlElement {
  return element("bt:String", { id, DefaultValue: words["en-US"] }, overrides("bt:Override", words));
}

/** Where an icon lies on the host; its pixels are in its name. */
export function iconPath(pixels: number, kind: "ribbon" | "mobile"): string {
  return `/assets/${kind === "ribbon" ? "icon" : "mobile"}-${pixels}.png`;
}

function image(id: string, origin: string): XmlElement {
  const pixels = Number(id.slice(id.indexOf(".") + 1));
  const path = iconPath(pixels, id.startsWith("Icon.") ? "ribbon" : "mobile");
  return element("bt:Image", { id, DefaultValue: `${origin}${path}` });
}

export function resourcesFor(elements: readonly XmlElement[], origin: string): XmlElement {
  const used = new Set(references(elements));
  const images = [...used].filter((id) => /^(?:Icon|Mobile)\./.test(id));
  const urls = Object.entries(PAGES).filter(([id]) => used.has(id));
  const short = Object.entries(SHORT_WORDS).filter(([id]) => used.has(id));
  const long = Object.entries(LONG_WORDS).filter(([id]) => used.has(id));
  return element("Resources", {}, [
    element(
      "bt:Images",
      {},
      images.map((id) => image(id, origin)),
    ),
    element(
      "bt:Urls",
      {},
      urls.map(([id, path]) => element("bt:Url", { id, DefaultValue: `${origin}${path}` })),
    ),
    element(
      "bt:ShortStrings",
      {},
      short.map(([id, words]) => text(id, words)),
    ),
    element(
      "bt:LongStrings",
      {},
      long.map(([id, words]) => text(id, words)),
    ),
  ]);
}
