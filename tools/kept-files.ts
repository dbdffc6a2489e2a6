/** Tells a page's service worker which files belong to it, by their digests: it keeps exactly these, and no others. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SCRIPT = "service-worker.js";
const PLACEHOLDER = "@@ZEGEL_FILES@@";
/** Served for whoever looks for them, and needed by no page. */
const NOT_KEPT = /^service-worker\.js$|\.LICENSE\.txt$/;

/** @param folder - Stamped: every other file is final. Without a service worker nothing is done. */
export function listKeptFiles(folder: string): void {
  const script = join(folder, SCRIPT);
  if (!existsSync(script)) return;
  const names = readdirSync(folder).filter((name) => !NOT_KEPT.test(name));
  const files = names.toSorted().map((path) => {
    const digest = createHash("sha256").update(readFileSync(join(folder, path)));
    return { path, integrity: `sha256-${digest.digest("base64")}` };
  });
  const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
  const encoded = Buffer.from(JSON.stringify({ version, files })).toString("base64");
  writeFileSync(script, readFileSync(script, "utf8").replaceAll(PLACEHOLDER, encoded));
}
