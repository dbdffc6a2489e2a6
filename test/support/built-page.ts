/** A page as it was built into dist/, and what its first screen transfers. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");

export interface BuiltPage {
  readonly folder: string;
  readonly html: string;
  /** Of the first screen, without the page itself; gzip in octets. */
  readonly files: readonly { readonly name: string; readonly gzip: number }[];
}

/** @throws Error where it is not built. */
export function readBuiltPage(page: "taskpane" | "report"): BuiltPage {
  const folder = join(root, "dist", page);
  if (!existsSync(join(folder, "index.html"))) throw new Error(`dist/${page} is missing: npm run build`);
  // In a process of its own: the build's tools are modules that jest does not read.
  const script = `import("./tools/build.ts").then((m) => console.log(JSON.stringify(m.sizeReport("${page}"))))`;
  const sizes = execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
  const { files } = JSON.parse(sizes) as Pick<BuiltPage, "files">;
  return { folder, html: readFileSync(join(folder, "index.html"), "utf8"), files };
}

/** The styles that travel inside the page, and the file that they were built into. */
export function stylesOf({ html, folder }: BuiltPage): { readonly inlined?: string; readonly built: string } {
  const [, file = "", inlined] =
    /<script id="?own-styles"? type="?text\/css"? data-file="?([^\s">]+)"?>([\s\S]*?)<\/script>/.exec(html) ??
    [];
  return { built: readFileSync(join(folder, file), "utf8"), ...(inlined !== undefined && { inlined }) };
}

/** Languages that have a chunk of texts of their own. */
export function textLanguagesOf({ folder }: BuiltPage): string[] {
  return readdirSync(folder)
    .flatMap((name) => /^texts-([a-z]{2})\..*\.js$/.exec(name)?.[1] ?? [])
    .toSorted();
}
