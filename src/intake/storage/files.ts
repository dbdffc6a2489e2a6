/**
 * Blobs as files: incoming/<random> while they arrive, blobs/<organisation>/<2 hex>/<62 hex more>.age once they are whole.
 * A file has its name only after its octets are synced, and the answer waits for the folders too.
 * ONLY safe on a local file system where rename is atomic, with one intake process on one folder.
 */
import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { type Digest, formatDigest } from "../../core/base/digest.ts";
import type { BlobStore, BlobUpload, StoredBlob } from "./ports.ts";

/** Nobody but the intake's own account: names are digests, yet times and sizes tell of reports. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

export function fileBlobStore(dataDir: string): BlobStore {
  const incoming = join(dataDir, "incoming");
  const blobs = join(dataDir, "blobs");
  /** Folders known to be on disk: a second upload must not answer while the first still syncs the folder's name. */
  const durable = new Map<string, Promise<void>>();
  return { prepare, receive, open: openBlob, has, sweep, checkWritable };

  async function prepare(organisations: readonly string[]): Promise<void> {
    for (const folder of [dataDir, incoming, blobs, ...organisations.map((name) => join(blobs, name))]) {
      await makeFolder(folder);
    }
    for (const name of await readdir(incoming))
      await rm(join(incoming, name), { force: true, recursive: true });
  }

  async function receive(organisation: string): Promise<BlobUpload> {
    const path = join(incoming, randomBytes(16).toString("hex"));
    const file = await open(path, "wx", FILE_MODE);
    return fileUpload({ file, path, incoming, target: (digest) => durableTarget(organisation, digest) });
  }

  async function durableTarget(organisation: string, digest: Digest): Promise<Target> {
    const target = pathOf(organisation, digest);
    const known = durable.get(target.folder);
    const made = known ?? makeFolder(target.folder);
    durable.set(target.folder, made);
    await made.catch((error: unknown) => {
      durable.delete(target.folder);
      throw error;
    });
    return target;
  }

  async function openBlob(organisation: string, digest: Digest): Promise<StoredBlob | null> {
    const file = await openIfThere(pathOf(organisation, digest).path);
    if (file === null) return null;
    const { size } = await file.stat();
    return { octets: size, stream: () => file.createReadStream(), close: () => file.close() };
  }

  async function has(organisation: string, digest: Digest): Promise<boolean> {
    return await stat(pathOf(organisation, digest).path).then(
      () => true,
      (error: unknown) => notThere(error, false),
    );
  }

  async function sweep(organisation: string, isKnown: (digest: Digest) => Promise<boolean>, before: number) {
    const root = join(blobs, organisation);
    let removed = 0;
    for (const shard of await readdir(root)) {
      for (const name of await readdir(join(root, shard))) {
        const path = join(root, shard, name);
        if (await isKnown(`sha256:${name.replace(/\.age$/, "")}`)) continue;
        if ((await stat(path)).mtimeMs >= before) continue;
        await unlink(path);
        removed++;
      }
    }
    return removed;
  }

  async function checkWritable(): Promise<void> {
    const upload = await receive("");
    await upload.write(new Uint8Array(1)).finally(() => upload.discard());
  }

  function pathOf(organisation: string, digest: Digest): Target {
    const hex = digest.slice("sha256:".length);
    const folder = join(blobs, organisation, hex.slice(0, 2));
    return { folder, path: join(folder, `${hex}.age`) };
  }
}

interface Target {
  readonly folder: string;
  readonly path: string;
}

interface Arrival {
  readonly file: FileHandle;
  readonly path: string;
  readonly incoming: string;
  readonly target: (digest: Digest) => Promise<Target>;
}

function fileUpload({ file, path, incoming, target }: Arrival): BlobUpload {
  const hash = createHash("sha256");
  let octets = 0;
  let ended = false;
  return { write, state, keep, discard };

  async function write(chunk: Uint8Array): Promise<void> {
    hash.update(chunk);
    octets += chunk.length;
    for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
  }

  function state() {
    return { octets, digest: formatDigest(hash.copy().digest()) };
  }

  async function keep(): Promise<void> {
    const { folder, path: kept } = await target(state().digest);
    await file.sync();
    await file.close();
    await rename(path, kept);
    ended = true;
    // The new name lives in one folder, the end of the old one in the other: both must be on disk before the answer.
    await syncFolder(folder);
    await syncFolder(incoming);
  }

  async function discard(): Promise<void> {
    if (ended) return;
    ended = true;
    await file.close().catch(() => undefined);
    await unlink(path).catch(() => undefined);
  }
}

/** Syncs the name even of a folder that is there: whoever made it may have been killed before it did. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: FOLDER_MODE });
  await syncFolder(join(path, ".."));
}

/** fsync of a folder makes the names in it durable (fsync(2)). */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_RDONLY);
  } catch (error) {
    return notThere(error, null);
  }
}

function notThere<T>(error: unknown, value: T): T {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return value;
  throw error;
}
