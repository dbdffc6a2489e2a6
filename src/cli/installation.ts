/** Where this release or checkout lies, and which version it is. */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export interface Installation {
  /** Absolute path of the folder with package.json, dist/ and src/. */
  readonly folder: string;
  readonly version: string;
}

/** Walks up from a module's folder: a checkout and a compiled release nest differently. @throws Error if there is none. */
export async function installationOf(start: string): Promise<Installation> {
  for (let folder = start; ; folder = dirname(folder)) {
    const version = await versionIn(folder);
    if (version !== null) return { folder, version };
    if (dirname(folder) === folder)
      throw new Error("zegel's package.json is missing: the installation is damaged");
  }
}

async function versionIn(folder: string): Promise<string | null> {
  try {
    const parsed = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Record<
      string,
      unknown
    >;
    return parsed.name === "zegel" && typeof parsed.version === "string" ? parsed.version : null;
  } catch {
    return null;
  }
}
