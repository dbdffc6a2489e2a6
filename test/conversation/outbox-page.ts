/** The device's store in a page of its own, for outbox-idb.test.ts: every call opens it as a tab would. */
import type { Digest } from "../../src/core/base/digest.ts";
import { fingerprintOf, ecdsaSigner, publicKeyLine } from "../../src/core/seal/sshsig.ts";
import { lazyDatabase } from "../../src/conversation/database.ts";
import { deviceKey } from "../../src/conversation/device-key.ts";
import { webLocks } from "../../src/conversation/exclusive.ts";
import { idbMemory } from "../../src/conversation/memory-idb.ts";
import { idbOutbox } from "../../src/conversation/outbox-idb.ts";
import type { OutboxEntry, OutboxState } from "../../src/workflow/ports.ts";

const database = lazyDatabase("example");
const outbox = idbOutbox(database);
const memory = idbMemory(database);
const locks = webLocks();

function entryOf(packageDigest: Digest, sealedAt: number): OutboxEntry {
  return {
    packageDigest,
    reference: "ZG-0000-0000",
    organisation: "example",
    sealedAt,
    demo: false,
    recoveryOnly: false,
    state: "sealed",
    automatic: true,
    attempts: 0,
    nextAttemptAt: 0,
    lastError: null,
    octets: 3,
    logSizeAtSealing: 0,
    opening: {
      v: 1,
      package: packageDigest,
      salt: "",
      tagmanifest: "",
      manifest: "",
      signature: packageDigest,
    },
    statement: new Uint8Array(),
    answer: null,
  };
}

const store = {
  put: (digest: Digest, sealedAt: number, octets: number[]) =>
    outbox.put(entryOf(digest, sealedAt), {
      packageDigest: digest,
      statement: new Uint8Array(),
      summary: new Uint8Array(),
      package: Uint8Array.from(octets),
    }),
  list: async () =>
    (await outbox.list()).map(({ packageDigest, state, attempts }) => ({ packageDigest, state, attempts })),
  load: async (digest: Digest) => {
    const submission = await outbox.load(digest);
    return submission === null ? null : Array.from(submission.package as Uint8Array);
  },
  update: (digest: Digest, change: { state?: OutboxState; attempts?: number }) =>
    outbox.update(digest, change),
  remove: (digest: Digest) => outbox.remove(digest),
  /** @returns The code of what went wrong when something that cannot be stored was put. */
  putUnstorable: async (digest: Digest) => {
    const entry = { ...entryOf(digest, 0), answer: (() => {}) as never };
    const submission = {
      packageDigest: digest,
      statement: new Uint8Array(),
      summary: new Uint8Array(),
      package: new Uint8Array(1),
    };
    return outbox.put(entry, submission).then(
      () => null,
      (cause: { code?: string }) => cause.code ?? "no code",
    );
  },
  rememberVersion: async (version: number) => {
    await memory.rememberDirectory({ version, digest: "sha256:00", octets: new Uint8Array() });
    return (await memory.directory())?.version;
  },
  rememberSize: async (origin: string, size: number) => {
    await memory.rememberCheckpoint({ origin, size, root: "", note: "" });
    return (await memory.checkpoint())?.size;
  },
  code: async (typed: string | null) => {
    if (typed !== null) await memory.rememberEnrolmentCode(typed);
    return memory.enrolmentCode();
  },
  key: async () => {
    const pair = await deviceKey(database);
    const extractable = await crypto.subtle.exportKey("pkcs8", pair.privateKey).then(
      () => true,
      () => false,
    );
    return { fingerprint: fingerprintOf(publicKeyLine(await ecdsaSigner(pair))), extractable };
  },
  keyWithoutStore: async () => {
    const pair = await deviceKey(() => Promise.reject(new DOMException("blocked", "SecurityError")));
    return pair.privateKey.usages;
  },
  /** Holds a lock until `release`. @returns Whether it was free. */
  hold: (name: string) =>
    new Promise<boolean>((resolve) => {
      const work = () =>
        new Promise<void>((done) => {
          store.release = done;
          resolve(true);
        });
      void locks.tryRun(name, work).then((ran) => resolve(ran));
    }),
  release: () => {},
};

export type DeviceStore = typeof store;

Object.assign(globalThis, { store });
