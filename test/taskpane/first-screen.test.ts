/**
 * What the pane's first screen transfers, of the built pane in dist/: the bar is 110 KB of JavaScript and three requests.
 * Times are measured in test/bench/pane, where nothing passes or fails.
 */
import { type BuiltPage, readBuiltPage, stylesOf, textLanguagesOf } from "../support/built-page.ts";

const KIB = 1024;

let page: BuiltPage;
beforeAll(() => {
  page = readBuiltPage("taskpane");
});

test("one script and the texts of one language, at most 110 KB gzip together", () => {
  const scripts = page.files.filter(({ name }) => name.endsWith(".js"));
  expect(scripts.map(({ name }) => name.replace(/\.[0-9a-f]{12}/, ""))).toEqual([
    "main.js",
    expect.stringMatching(/^texts-[a-z]{2}\.js$/),
  ]);
  const octets = scripts.reduce((sum, { gzip }) => sum + gzip, 0);
  expect(octets).toBeGreaterThan(50 * KIB);
  expect(octets).toBeLessThanOrEqual(110 * KIB);
});

test("three requests with the page itself, office.js apart: its styles travel inside it", () => {
  expect(1 + page.files.length).toBeLessThanOrEqual(3);
  const named = [...page.html.matchAll(/\s(?:src|href)="?([^\s">]+)/g)].map(([, name]) => name);
  expect(named).toEqual(["data:,", expect.stringMatching(/^main\.[0-9a-f]{12}\.js$/), "@@OFFICE_JS@@"]);
  const { inlined, built } = stylesOf(page);
  expect(inlined).toBe(built);
});

test("every language has its texts as a chunk of its own", () => {
  expect(textLanguagesOf(page)).toEqual(["de", "en", "fr", "nl"]);
});
