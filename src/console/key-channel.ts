/** The two ends of the message channel between page and worker. The worker's end holds the keys. */
import { EvidenceError } from "../core/base/errors.ts";
import { parsePublicKeyLine, type SshSigner } from "../core/seal/sshsig.ts";
import { failureOf } from "./failure.ts";
import type { Failure, KeyHolder, UnlockedIdentity } from "./ports.ts";

/** What the page may ask for: there is no message that gives out a key. */
interface Calls {
  readonly unlock: Parameters<KeyHolder["unlock"]>;
  readonly sign: [data: Uint8Array<ArrayBuffer>];
  readonly openSummary: Parameters<KeyHolder["openSummary"]>;
  readonly examine: Parameters<KeyHolder["examine"]>;
  readonly auditLog: Parameters<KeyHolder["auditLog"]>;
}

export type Request = {
  readonly [Name in keyof Calls]: {
    readonly id: number;
    readonly call: Name;
    readonly parameters: Calls[Name];
  };
}[keyof Calls];

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: Failure };

/** As much of a Worker, or of a worker's own global, as is used. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

/** The worker's end. */
export function serveKeyHolder(port: Port, holder: KeyHolder): void {
  port.addEventListener("message", (event) => {
    void answer(event.data as Request);
  });

  async function answer(request: Request): Promise<void> {
    const reply = await replyTo(request, holder);
    port.postMessage(reply, transferable(reply));
  }
}

async function replyTo(request: Request, holder: KeyHolder): Promise<Reply> {
  const { id } = request;
  try {
    return { id, ok: true, value: await perform(request, holder) };
  } catch (cause) {
    return { id, ok: false, error: failureOf(cause) };
  }
}

async function perform(request: Request, holder: KeyHolder): Promise<unknown> {
  switch (request.call) {
    case "unlock":
      return holder.unlock(...request.parameters);
    case "sign":
      return holder.signer().sign(...request.parameters);
    case "openSummary":
      return holder.openSummary(...request.parameters);
    case "examine":
      return holder.examine(...request.parameters);
    case "auditLog":
      return holder.auditLog(...request.parameters);
  }
}

/** Buffers of an opened package are handed over, not copied: 150 MB would lie there twice. */
function transferable(reply: Reply): Transferable[] {
  const buffers = new Set<ArrayBuffer>();
  collectBuffers(reply.ok ? reply.value : null, buffers, 0);
  return [...buffers];
}

/** Examinations nest a few levels; the parsed JSON of a report is not searched. */
function collectBuffers(value: unknown, into: Set<ArrayBuffer>, depth: number): void {
  if (typeof value !== "object" || value === null || depth > 6) return;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) into.add(value.buffer);
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    if (name !== "analysis") collectBuffers(member, into, depth + 1);
  }
}

/** As much of a Worker as the page uses. */
export interface WorkerLike extends Port {
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "error", listener: () => void): void;
  terminate(): void;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: EvidenceError) => void;
}

/** The page's end. `close` ends the worker, and with it the only copy of the keys. */
export function remoteKeyHolder(worker: WorkerLike): KeyHolder {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let identity: UnlockedIdentity | null = null;
  worker.addEventListener("message", (event) => settle(event.data as Reply));
  // A worker that dies (out of memory, blocked script) must not leave anyone waiting.
  worker.addEventListener("error", () => giveUp("SERVER_ERROR"));

  return {
    unlock: async (file, passphrase) => {
      const outcome = await ask<Awaited<ReturnType<KeyHolder["unlock"]>>>("unlock", [file, passphrase]);
      if (outcome.ok) identity = outcome.value;
      return outcome;
    },
    signer,
    openSummary: (octets) => ask("openSummary", [octets], [octets.buffer]),
    examine: (input) => ask("examine", [input]),
    auditLog: (input) => ask("auditLog", [input]),
    close: () => {
      worker.terminate();
      giveUp("CANCELLED");
    },
  };

  function ask<T>(
    call: keyof Calls,
    parameters: Calls[keyof Calls],
    transfer: Transferable[] = [],
  ): Promise<T> {
    const id = ++lastId;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, call, parameters }, transfer);
    });
  }

  function settle(reply: Reply): void {
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) caller?.resolve(reply.value as never);
    else caller?.reject(new EvidenceError(reply.error.code, reply.error.detail));
  }

  function giveUp(code: "CANCELLED" | "SERVER_ERROR"): void {
    for (const { reject } of waiting.values()) reject(new EvidenceError(code, "the key worker has ended"));
    waiting.clear();
  }

  function signer(): SshSigner {
    const key = parsePublicKeyLine(identity?.signingKey ?? "");
    if (key === null) throw new TypeError("the keys are locked");
    return {
      keyType: key.keyType,
      publicKeyBlob: key.blob,
      sign: (data) => ask<Uint8Array>("sign", [data as Uint8Array<ArrayBuffer>]),
    };
  }
}
