/** What every BlobStore must do, whatever it stands on. */
import { randomBytes } from "node:crypto";
import type { Readable } from "node:stream";
import { type Digest, formatDigest } from "../../src/core/base/digest.ts";
import type { BlobStore, BlobUpload } from "../../src/intake/storage/ports.ts";
import { sha256Hex } from "../intake/fixture.ts";

export interface BlobStoreUnderTest {
  readonly store: BlobStore;
  /** The same store after a restart of the process. */
  reopen(): Promise<BlobStore>;
  remove(): Promise<void>;
}

const FUTURE = Number.MAX_SAFE_INTEGER;

export function blobStoreContract(name: string, make: () => Promise<BlobStoreUnderTest>): void {
  describe(`BlobStore contract: ${name}`, () => {
    let under: BlobStoreUnderTest;
    beforeEach(async () => {
      under = await make();
      await under.store.prepare(["acme", "other"]);
    });
    afterEach(() => under.remove());

    test("what was kept comes back octet for octet, under its digest only", async () => {
      const { octets, digest } = await keep(under.store, "acme", [randomBytes(70_000), randomBytes(3)]);
      expect(await readBlob(under.store, "acme", digest)).toEqual(octets);
      expect(await under.store.open("acme", formatDigest(randomBytes(32)))).toBeNull();
      expect(await under.store.has("acme", digest)).toBe(true);
    });

    test("an upload under way is visible nowhere, whatever its digest", async () => {
      const upload = await write(under.store, "acme", [randomBytes(5000)]);
      expect(await under.store.has("acme", upload.state().digest)).toBe(false);
      expect(await under.store.open("acme", upload.state().digest)).toBeNull();
      await upload.discard();
    });

    test("a discarded upload leaves nothing; discarding twice and after keep is harmless", async () => {
      const dropped = await write(under.store, "acme", [randomBytes(10)]);
      await dropped.discard();
      await dropped.discard();
      expect(await under.store.has("acme", dropped.state().digest)).toBe(false);
      const kept = await write(under.store, "acme", [randomBytes(10)]);
      await kept.keep();
      await kept.discard();
      expect(await under.store.has("acme", kept.state().digest)).toBe(true);
    });

    test("an upload that a crash interrupted is not served after the restart", async () => {
      const upload = await write(under.store, "acme", [randomBytes(5000)]);
      const store = await under.reopen();
      await store.prepare(["acme", "other"]);
      expect(await store.has("acme", upload.state().digest)).toBe(false);
      await upload.discard();
    });

    test("keeping the same octets twice, also at once, gives one blob", async () => {
      const chunk = randomBytes(1000);
      const uploads = [await write(under.store, "acme", [chunk]), await write(under.store, "acme", [chunk])];
      await Promise.all(uploads.map((upload) => upload.keep()));
      const { digest } = (uploads[0] as BlobUpload).state();
      expect(await readBlob(under.store, "acme", digest)).toEqual(chunk);
    });

    test("one organisation does not see another's blob", async () => {
      const { digest } = await keep(under.store, "acme", [randomBytes(100)]);
      expect(await under.store.has("other", digest)).toBe(false);
      expect(await under.store.open("other", digest)).toBeNull();
    });

    test("sweeping removes what is unknown and old, and nothing else", async () => {
      const known = await keep(under.store, "acme", [randomBytes(100)]);
      const orphan = await keep(under.store, "acme", [randomBytes(100)]);
      const isKnown = (digest: Digest) => Promise.resolve(digest === known.digest);
      expect(await under.store.sweep("acme", isKnown, 0)).toBe(0);
      expect(await under.store.sweep("acme", isKnown, FUTURE)).toBe(1);
      expect(await under.store.has("acme", known.digest)).toBe(true);
      expect(await under.store.has("acme", orphan.digest)).toBe(false);
    });

    test("length and digest are of what was written, chunk by chunk", async () => {
      const chunks = [randomBytes(1), randomBytes(65_536), randomBytes(0), randomBytes(17)];
      const upload = await write(under.store, "acme", chunks);
      const whole = Buffer.concat(chunks);
      expect(upload.state()).toEqual({ octets: whole.length, digest: `sha256:${sha256Hex(whole)}` });
      await upload.discard();
    });

    test("it says that it can be written to", async () => {
      await expect(under.store.checkWritable()).resolves.toBeUndefined();
    });
  });
}

async function write(
  store: BlobStore,
  organisation: string,
  chunks: readonly Uint8Array[],
): Promise<BlobUpload> {
  const upload = await store.receive(organisation);
  for (const chunk of chunks) await upload.write(chunk);
  return upload;
}

async function keep(store: BlobStore, organisation: string, chunks: readonly Uint8Array[]) {
  const upload = await write(store, organisation, chunks);
  await upload.keep();
  return { octets: Buffer.concat(chunks), digest: upload.state().digest };
}

async function readBlob(store: BlobStore, organisation: string, digest: Digest): Promise<Buffer | null> {
  const blob = await store.open(organisation, digest);
  if (blob === null) return null;
  const stream: Readable = blob.stream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks)).toHaveLength(blob.octets);
  return Buffer.concat(chunks);
}
