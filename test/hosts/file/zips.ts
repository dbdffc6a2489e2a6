/** ZIPs by three programs. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { BlobWriter, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js/index-native.js";
import { type Zippable, zipSync } from "fflate";
import { MAIL, octetsOf, type Octets } from "./handed-in.ts";

export const MAIL_OCTETS = octetsOf(MAIL);

export function zipOf(entries: Zippable): Octets {
  return new Uint8Array(zipSync(entries));
}

export async function zipJs(
  entries: Readonly<Record<string, Uint8Array>>,
  options: ConstructorParameters<typeof ZipWriter>[1] = {},
): Promise<Octets> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options });
  for (const [name, octets] of Object.entries(entries)) await writer.add(name, new Uint8ArrayReader(octets));
  return new Uint8Array(await ((await writer.close()) as Blob).arrayBuffer());
}

/** Info-ZIP's, as macOS and Linux have it. */
export function zipProgram(
  entries: Readonly<Record<string, Uint8Array>>,
  options: readonly string[] = [],
): Octets {
  const folder = mkdtempSync(join(tmpdir(), "zegel-zip-"));
  const root = join(folder, "packed");
  mkdirSync(root);
  for (const [name, octets] of Object.entries(entries)) {
    mkdirSync(join(root, dirname(name)), { recursive: true });
    writeFileSync(join(root, name), octets);
  }
  execFileSync("zip", ["-q", "-r", ...options, "../made.zip", "."], { cwd: root });
  const octets = new Uint8Array(readFileSync(join(folder, "made.zip")));
  rmSync(folder, { recursive: true });
  return octets;
}
