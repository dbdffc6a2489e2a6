/**
 * What the pane's first screen transfers, of the built pane in dist/: the bar is 110 KB of JavaScript and three requests.
 * Times are measured in test/bench/pane, where nothing passes or fails.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const folder = join(root, "dist/taskpane");
const KIB = 1024;

interface Sizes {
  readonly files: readonly { readonly name: string; readonly gzip: number }[];
}

let files: Sizes["files"];
let html: string;

beforeAll(() => {
  if (!existsSync(join(folder, "index.html"))) throw new Error("dist/taskpane is missing: npm run build");
  // In a process of its own: the build's tools are modules that jest does not read.
  const script = `import("./tools/build.ts").then((m) => console.log(JSON.stringify(m.sizeReport("taskpane"))))`;
  files = (
    JSON.parse(execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" })) as Sizes
  ).files;
  html = readFileSync(join(folder, "index.html"), "utf8");
});

test("one script and the texts of one language, at most 110 KB gzip together", () => {
  const scripts = files.filter(({ name }) => name.endsWith(".js"));
  expect(scripts.map(({ name }) => name.replace(/\.[0-9a-f]{12}/, ""))).toEqual([
    "main.js",
    expect.stringMatching(/^texts-[a-z]{2}\.js$/),
  ]);
  const octets = scripts.reduce((sum, { gzip }) => sum + gzip, 0);
  expect(octets).toBeGreaterThan(50 * KIB);
  expect(octets).toBeLessThanOrEqual(110 * KIB);
});

test("three requests with the page itself, office.js apart: its styles travel inside it", () => {
  expect(1 + files.length).toBeLessThanOrEqual(3);
  const named = [...html.matchAll(/\s(?:src|href)="?([^\s">]+)/g)].map(([, name]) => name);
  expect(named).toEqual(["data:,", expect.stringMatching(/^main\.[0-9a-f]{12}\.js$/), "@@OFFICE_JS@@"]);
  const styles =
    /<script id="?own-styles"? type="?text\/css"? data-file="?([^\s">]+)"?>([\s\S]*?)<\/script>/.exec(html);
  expect(styles?.[2]).toBe(readFileSync(join(folder, styles?.[1] ?? ""), "utf8"));
});

test("every language has its texts as a chunk of its own", () => {
  const texts = readdirSync(folder).flatMap((name) => /^texts-([a-z]{2})\..*\.js$/.exec(name)?.[1] ?? []);
  expect(texts.toSorted()).toEqual(["de", "en", "fr", "nl"]);
});
