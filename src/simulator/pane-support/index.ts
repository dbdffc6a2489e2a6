/** What a development server answers where Outlook's own servers would have, none of it part of a production build. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SCRIPT_OF_HOST = "outlook-web-16.01.js";
const SCRIPT_WITHOUT_HOST = "o15apptofilemappingtable.js";

export interface OfficeFiles {
  /** "/office.js" and what it loads from its own folder. */
  readonly paths: ReadonlySet<string>;
  /** JavaScript in UTF-8, read when first asked for; undefined for any other path. */
  get(path: string): string | undefined;
}

/**
 * office.js for development, by path ("/office.js"): a MicrosoftAjax stub, npm's office.js and a shim for newer
 * methods in one script, and the files that it loads from its own folder.
 *
 * @param root - Folder of the checkout.
 * @throws Error if npm's packages are not installed.
 */
export function developmentOfficeFiles(root: string = process.cwd()): OfficeFiles {
  const dist = join(root, "node_modules/@microsoft/office-js/dist");
  const own = join(root, "src/simulator/pane-support");
  const files = new Map([
    [
      "/office.js",
      script(join(own, "microsoft-ajax-stub.js"), join(dist, "office.js"), join(own, "office-shim.js")),
    ],
    // For a page that plays Microsoft's network itself, such as a test which routes ajax.aspnetcdn.com.
    ["/MicrosoftAjax.js", script(join(own, "microsoft-ajax-stub.js"))],
    [`/${SCRIPT_OF_HOST}`, script(join(dist, SCRIPT_OF_HOST), join(own, "outlook-shim.js"))],
    [`/${SCRIPT_WITHOUT_HOST}`, script(join(dist, SCRIPT_WITHOUT_HOST))],
  ]);
  for (const locale of localesOf(dist)) {
    for (const name of ["office_strings.js", "outlook_strings.js"]) {
      files.set(`/${locale}/${name}`, script(join(dist, locale, name)));
    }
  }
  return { paths: new Set(files.keys()), get: (path) => files.get(path)?.() };
}

/** Folders such as nl-nl; sr-cyrl-cs has three parts. */
function localesOf(dist: string): string[] {
  return readdirSync(dist, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-z]{2,3}(-[a-z0-9]+)+$/.test(entry.name))
    .map((entry) => entry.name);
}

/** One script of several files; the semicolon keeps an unfinished statement from running into the next file. */
function script(...paths: readonly string[]): () => string {
  let text: string | null = null;
  return () => {
    text ??= paths.map((path) => readFileSync(path, "utf8")).join("\n;\n");
    return text;
  };
}
