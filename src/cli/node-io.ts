/** The real world for the commands: files, terminal, clock. */
import { randomUUID, webcrypto } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { concatOctets } from "../core/base/bytes.ts";
import { EvidenceError } from "../core/base/errors.ts";
import type { CliIo, WriteOptions } from "./io.ts";
import { askHidden } from "./terminal.ts";

/** Octets of a package at most (docs/package-format.md, section 2). */
const DEFAULT_LIMIT = 201_326_592;

type World = Pick<NodeJS.Process, "stdin" | "stdout" | "stderr" | "env">;

export function nodeIo(world: World): CliIo {
  return {
    stdout: (text) => void world.stdout.write(text),
    stderr: (text) => void world.stderr.write(text),
    readFile: readBounded,
    readStdin: (limit = DEFAULT_LIMIT) => collectBounded(world.stdin, limit),
    writeFile: writeWhole,
    makeFolder,
    kindOf,
    listFiles,
    passphrase: (prompt, options) => passphrase(world, prompt, options?.confirm ?? false),
    variable: (name) => world.env[name] || null,
    now: () => Date.now(),
    random: (length) => webcrypto.getRandomValues(new Uint8Array(length)),
  };
}

async function readBounded(path: string, limit = DEFAULT_LIMIT): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await open(path, "r").catch((cause: unknown) => {
    throw new EvidenceError("SOURCE_UNAVAILABLE", `cannot read ${path}${reasonOf(cause)}`, { cause });
  });
  try {
    const about = await handle.stat();
    if (about.isDirectory()) throw new EvidenceError("SOURCE_UNAVAILABLE", `${path} is a folder`);
    if (about.size > limit) throw tooLarge(limit);
    if (!about.isFile()) return await collectBounded(handle.createReadStream({ autoClose: false }), limit);
    return await readAll(handle, about.size, path);
  } finally {
    await handle.close();
  }
}

async function readAll(handle: FileHandle, size: number, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const octets = new Uint8Array(size);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await handle.read(octets, at, size - at, at);
    if (bytesRead === 0)
      throw new EvidenceError("SOURCE_CHANGED", `${path} became shorter while it was read`);
    at += bytesRead;
  }
  return octets;
}

async function collectBounded(
  stream: AsyncIterable<Uint8Array | string>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const octets = typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
    length += octets.length;
    if (length > limit) throw tooLarge(limit);
    chunks.push(octets);
  }
  return concatOctets(chunks);
}

function tooLarge(limit: number): EvidenceError {
  return new EvidenceError("PACKAGE_TOO_LARGE", `the file is longer than ${limit} octets`);
}

async function writeWhole(path: string, octets: Uint8Array, options: WriteOptions = {}): Promise<void> {
  const mode = options.secret ? 0o600 : 0o666;
  try {
    if (options.overwrite) {
      const temporary = `${path}.${randomUUID()}.part`;
      await writeNew(temporary, octets, mode);
      await rename(temporary, path);
    } else await writeNew(path, octets, mode);
    await syncFolder(dirname(path));
  } catch (cause) {
    throw writeFailure(path, cause);
  }
}

async function writeNew(path: string, octets: Uint8Array, mode: number): Promise<void> {
  const handle = await open(path, "wx", mode);
  try {
    await handle.writeFile(octets);
    await handle.sync();
  } catch (cause) {
    await rm(path, { force: true });
    throw cause;
  } finally {
    await handle.close();
  }
}

/** Windows cannot open a folder; there a rename is durable by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  await handle.sync().finally(() => handle.close());
}

function writeFailure(path: string, cause: unknown): EvidenceError {
  const code = codeOf(cause);
  if (code === "EEXIST")
    return new EvidenceError("INPUT_INVALID", `${path} exists and is left alone`, { cause });
  if (code === "ENOSPC" || code === "EDQUOT")
    return new EvidenceError("STORAGE_FULL", `no room for ${path}`, { cause });
  return new EvidenceError("SOURCE_UNAVAILABLE", `cannot write ${path}${reasonOf(cause)}`, { cause });
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    const inside = await readdir(path);
    if (inside.length > 0) throw new EvidenceError("INPUT_INVALID", `${path} is not empty and is left alone`);
  } catch (cause) {
    throw cause instanceof EvidenceError ? cause : writeFailure(path, cause);
  }
}

async function kindOf(path: string): Promise<"file" | "folder" | "none"> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch {
    return "none";
  }
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new EvidenceError("SOURCE_UNAVAILABLE", `cannot read ${folder}${reasonOf(cause)}`, { cause });
  });
  // A link counts as a file, so that a verifier sees it as the extra it is; what it points to is not walked.
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length).replaceAll("\\", "/"))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

async function passphrase(world: World, prompt: string, confirm: boolean): Promise<string | null> {
  const preset = world.env.ZEGEL_PASSPHRASE;
  if (preset !== undefined && preset !== "") return preset;
  if (!world.stdin.isTTY) return null;
  const write = (text: string) => void world.stderr.write(text);
  const first = await askHidden(prompt, world.stdin, write);
  if (confirm && (await askHidden("the same again: ", world.stdin, write)) !== first)
    throw new EvidenceError("INPUT_INVALID", "the two passphrases differ");
  return first;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  EACCES: "no permission",
  EPERM: "no permission",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is no folder",
};

function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  return code === "" ? "" : `: ${REASONS[code] ?? code}`;
}
