/** What the report page's first screen transfers, of the built page in dist/: the pane's bar, 110 KB of JavaScript and three requests. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type BuiltPage, readBuiltPage, stylesOf, textLanguagesOf } from "../support/built-page.ts";

const KIB = 1024;

let page: BuiltPage;
beforeAll(() => {
  page = readBuiltPage("report");
});

const unnumbered = (name: string | undefined) => name?.replace(/\.[0-9a-f]{12}/, "");

test("one script and the texts of one language, at most 110 KB gzip together", () => {
  expect(page.files.map(({ name }) => unnumbered(name))).toEqual([
    "main.js",
    expect.stringMatching(/^texts-[a-z]{2}\.js$/),
  ]);
  const scripts = page.files.reduce((sum, { gzip }) => sum + gzip, 0);
  expect(scripts).toBeGreaterThan(50 * KIB);
  expect(scripts).toBeLessThanOrEqual(110 * KIB);
});

test("the page itself, with its styles: at most 5 KB gzip", () => {
  expect(gzipSync(page.html, { level: 9 }).length).toBeLessThanOrEqual(5 * KIB);
});

test("three requests with the page itself: its styles travel inside it", () => {
  expect(1 + page.files.length).toBeLessThanOrEqual(3);
  const named = [...page.html.matchAll(/\s(?:src|href)="?([^\s">]+)/g)].map(([, name]) => unnumbered(name));
  expect(named).toEqual([expect.stringMatching(/^data:image\/svg/), "manifest.webmanifest", "main.js"]);
  const { inlined, built } = stylesOf(page);
  expect(inlined).toBe(built);
});

test("every language has its texts as a chunk of its own", () => {
  expect(textLanguagesOf(page)).toEqual(["de", "en", "fr", "nl"]);
});

describe("the manifest of the installed page", () => {
  const manifest = () => JSON.parse(readFileSync(join(page.folder, "manifest.webmanifest"), "utf8"));

  test("names nothing of what it is for, and belongs to whatever folder it is served from", () => {
    const { name, short_name: shortName, description, start_url: start, scope, id } = manifest();
    expect([name, shortName, description]).toEqual(["Zegel", "Zegel", undefined]);
    expect([start, scope, id]).toEqual(["./", "./", "./"]);
  });

  test("icons are PNGs of the sizes that they are said to have", () => {
    const { icons } = manifest() as { icons: readonly { src: string; sizes: string; purpose: string }[] };
    for (const { src, sizes } of icons) {
      const octets = readFileSync(join(page.folder, src));
      expect(octets.toString("latin1", 1, 4)).toBe("PNG");
      expect(`${octets.readUInt32BE(16)}x${octets.readUInt32BE(20)}`).toBe(sizes);
    }
    expect(icons.map(({ sizes, purpose }) => `${purpose} ${sizes}`)).toEqual([
      "any 192x192",
      "any 512x512",
      "maskable 512x512",
    ]);
  });

  test("takes the files that it opens by a double click from other apps too", () => {
    const { share_target: share, file_handlers: handlers } = manifest();
    expect(share).toMatchObject({ action: "./share", method: "POST", enctype: "multipart/form-data" });
    const shared: readonly string[] = share.params.files[0].accept;
    const opened = (handlers as readonly { accept: Record<string, readonly string[]> }[]).flatMap(
      ({ accept }) => Object.values(accept).flat(),
    );
    expect(opened.toSorted()).toEqual([".eml", ".emlx", ".mbox", ".msg", ".zegel", ".zip"]);
    expect(opened.filter((ending) => !shared.includes(ending))).toEqual([]);
  });
});
