/** `npm run build`: bundles the browser entries into dist/ and reports what each page transfers. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import webpack from "webpack";
import configurations from "../webpack.config.ts";

const root = join(import.meta.dirname, "..");
const marker = join(root, "dist", "built-at");

export async function build(only?: readonly string[]): Promise<void> {
  const chosen = configurations.filter((one) => only === undefined || only.includes(one.name as string));
  // One after the other: two cores and a lot of memory each.
  for (const configuration of chosen) {
    await new Promise<void>((resolve, reject) => {
      const compiler = webpack(configuration);
      compiler.run((error, stats) => {
        compiler.close(() => {
          if (error) reject(error);
          else if (stats?.hasErrors()) reject(new Error(stats.toString("errors-only")));
          else resolve();
        });
      });
    });
  }
  writeFileSync(marker, new Date().toISOString());
}

/** Whether dist/ is missing or older than any source. */
export function isStale(): boolean {
  let builtAt: number;
  try {
    builtAt = statSync(marker).mtimeMs;
  } catch {
    return true;
  }
  const inputs = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .map((name) => join(root, "src", name))
    .concat(join(root, "webpack.config.ts"), join(root, "package-lock.json"));
  return inputs.some((file) => statSync(file).mtimeMs > builtAt);
}

/** Texts of one language, where a page loads them apart: a chunk for each, of which one travels. */
const TEXTS = /^texts-[a-z]+\./;

/**
 * What a page's first screen asks for beside the page itself: the scripts and styles that index.html loads, and the texts
 * of the language with the longest. "later" is what that page may load beyond them; what only the folder's other pages
 * name is neither.
 */
export function sizeReport(page: string): {
  files: { name: string; gzip: number; brotli: number }[];
  later: number;
} {
  const folder = join(root, "dist", page);
  const names = readdirSync(folder);
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const others = names
    .filter((name) => name.endsWith(".html") && name !== "index.html")
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
  const measure = (name: string) => {
    const octets = readFileSync(join(folder, name));
    return { name, gzip: gzipSync(octets, { level: 9 }).length, brotli: brotliCompressSync(octets).length };
  };
  const parts = names.filter((name) => /\.[0-9a-f]{12}\.(?:js|css)$/.test(name));
  const loads = (name: string) => new RegExp(`\\s(?:src|href)="?${name}`).test(html);
  const first = parts.filter(loads).map(measure);
  const texts = parts.filter((name) => TEXTS.test(name)).map(measure);
  const longest = texts.toSorted((a, b) => b.gzip - a.gzip).slice(0, 1);
  const later = parts.filter((name) => !html.includes(name) && !others.includes(name) && !TEXTS.test(name));
  return { files: [...first, ...longest], later: later.reduce((sum, name) => sum + measure(name).gzip, 0) };
}

function printSizes(page: string): void {
  const { files, later } = sizeReport(page);
  const sum = (key: "gzip" | "brotli") => files.reduce((total, file) => total + file[key], 0) / 1024;
  process.stdout.write(
    `${page}: first screen ${sum("gzip").toFixed(1)} KB gzip, ${sum("brotli").toFixed(1)} KB brotli in ` +
      `${files.length} files (office.js apart); later ${(later / 1024).toFixed(1)} KB gzip\n`,
  );
}

if (import.meta.main) {
  await build();
  for (const page of ["taskpane", "report", "console", "simulator"]) printSizes(page);
}
