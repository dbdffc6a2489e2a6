/**
 * `node tools/icons.ts`: draws the seal as SVG and renders it to the PNGs that manifests refer to, with the system's
 * Chromium. The results are in assets/ and committed; the pane's build serves them under /assets.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { MOBILE_ICON_SCALES, MOBILE_ICON_SIZES, RIBBON_ICON_SIZES } from "../src/manifest/surfaces.ts";
import { browserArguments, findBrowser } from "../test/support/browser.ts";

/** Between a white and a nearly black ribbon: at least 3 to 1 against both (WCAG 2.2, 1.4.11). */
const TEAL = "#16838a";
const WHITE = "#ffffff";
/** Outlook's phones tint nothing: one grey that is seen on white and on black. */
const GREY = "#808488";

interface Drawing {
  readonly lobes: number;
  /** Of the lobes, in units of the 64 by 64 canvas. */
  readonly lobe: number;
  readonly ring: boolean;
  /** Stroke of the letter. */
  readonly stroke: number;
}

/** Small sizes get fewer and coarser parts: what is under a pixel is only blur. */
const SMALL: Drawing = { lobes: 8, lobe: 10, ring: false, stroke: 8 };
const LARGE: Drawing = { lobes: 12, lobe: 7, ring: true, stroke: 5.5 };

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A wax seal: a disc with lobes round its edge and a Z pressed into it. */
function seal(drawing: Drawing, wax: string, letter: string | null): string {
  const orbit = 31 - drawing.lobe;
  const lobes = Array.from({ length: drawing.lobes }, (_, index) => {
    const angle = ((index + 0.5) * 2 * Math.PI) / drawing.lobes;
    const [x, y] = [32 + orbit * Math.sin(angle), 32 - orbit * Math.cos(angle)];
    return `<circle cx="${number(x)}" cy="${number(y)}" r="${drawing.lobe}"/>`;
  }).join("");
  // 12 puts the small letter's strokes between whole pixels at 16, 24 and 32.
  const size = drawing.ring ? 9 : 12;
  const z = `M${32 - size} ${32 - size}h${2 * size}L${32 - size} ${32 + size}h${2 * size}`;
  const ring = drawing.ring ? '<circle cx="32" cy="32" r="20.5" stroke-width="2"/>' : "";
  const mark = (colour: string) =>
    `<g fill="none" stroke="${colour}" stroke-width="${drawing.stroke}" stroke-linejoin="round" stroke-linecap="round"><path d="${z}"/>${ring}</g>`;
  const body = `<circle cx="32" cy="32" r="${number(orbit + drawing.lobe * 0.55)}"/>${lobes}`;
  // Without a colour of its own the letter is cut out, so that one colour does.
  return letter === null
    ? `<mask id="z"><rect width="64" height="64" fill="#fff"/>${mark("#000")}</mask><g fill="${wax}" mask="url(#z)">${body}</g>`
    : `<g fill="${wax}">${body}</g>${mark(letter)}`;
}

function svg(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${content}</svg>\n`;
}

/** Of the report page, where it is installed as an app. */
const APP_ICON_SIZES = [192, 512] as const;

/** Platforms cut their own shape out of it: everything stands within the middle four fifths (W3C Manifest, 7.3). */
function maskable(): string {
  const drawing = seal(LARGE, TEAL, WHITE);
  const ground = '<rect width="64" height="64" fill="#ffffff"/>';
  return svg(`${ground}<g transform="translate(9.6 9.6) scale(.7)">${drawing}</g>`);
}

const DRAWINGS = {
  seal: svg(seal(LARGE, TEAL, WHITE)),
  "seal-small": svg(seal(SMALL, TEAL, WHITE)),
  "seal-mono": svg(seal(LARGE, GREY, null)),
  "seal-mono-small": svg(seal(SMALL, GREY, null)),
} as const;

async function render(page: Page, drawing: string, pixels: number): Promise<Buffer> {
  await page.setViewportSize({ width: pixels, height: pixels });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${pixels}px;height:${pixels}px}</style>${drawing}`,
  );
  return page.screenshot({ omitBackground: true, type: "png" });
}

async function main(): Promise<void> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error("no Chromium found: set ZEGEL_BROWSER to its program");
  const assets = join(import.meta.dirname, "..", "assets");
  mkdirSync(assets, { recursive: true });
  for (const [name, drawing] of Object.entries(DRAWINGS)) writeFileSync(join(assets, `${name}.svg`), drawing);
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  const page = await browser.newPage();
  for (const pixels of [...RIBBON_ICON_SIZES, 128]) {
    const drawing = pixels < 40 ? DRAWINGS["seal-small"] : DRAWINGS.seal;
    writeFileSync(join(assets, `icon-${pixels}.png`), await render(page, drawing, pixels));
  }
  for (const pixels of APP_ICON_SIZES)
    writeFileSync(join(assets, `app-${pixels}.png`), await render(page, DRAWINGS.seal, pixels));
  writeFileSync(join(assets, "app-maskable-512.png"), await render(page, maskable(), 512));
  for (const size of MOBILE_ICON_SIZES)
    for (const scale of MOBILE_ICON_SCALES) {
      const drawing = size < 48 ? DRAWINGS["seal-mono-small"] : DRAWINGS["seal-mono"];
      // 32@3 and 48@2 share their 96 pixels; the larger size, written last, decides.
      writeFileSync(join(assets, `mobile-${size * scale}.png`), await render(page, drawing, size * scale));
    }
  await browser.close();
}

if (import.meta.main) await main();
