/** One measurement of sealing, the same in Node and in a browser's worker. */
import { decodeBase64 } from "../../../src/core/base/base64.ts";
import type { PackageInput } from "../../../src/core/seal/seal.ts";
import { sealPackage } from "../../../src/core/seal/seal.ts";
import type { PayloadCipher } from "../../../src/core/seal/payload-cipher.ts";
import { ecdsaSigner } from "../../../src/core/seal/sshsig.ts";

export interface Sample {
  /** Milliseconds of the four operations back to back on the platform's own primitives. */
  readonly limitMs: number;
  /** The same four, sealing in one call instead of chunks of 64 KiB. */
  readonly limitWholeMs: number;
  /** Milliseconds from base64 text to package, digest and statement. */
  readonly sealMs: number;
}

export interface Primitives {
  decode(base64: string): Uint8Array<ArrayBuffer>;
  hash(octets: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Seals all octets as chunks of this many, one after the other. */
  encrypt(octets: Uint8Array<ArrayBuffer>, chunk: number): Promise<Uint8Array<ArrayBuffer>>;
}

const RECIPIENTS = [
  "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
  "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg",
];
const CHUNK = 65_536;

export async function measure(
  base64: string,
  primitives: Primitives,
  cipher?: PayloadCipher,
): Promise<Sample> {
  const limitMs = await time(() => fourOperations(base64, primitives, CHUNK));
  const limitWholeMs = await time(() => fourOperations(base64, primitives, Number.POSITIVE_INFINITY));
  const sealMs = await time(() => sealOnce(base64, cipher));
  return { limitMs, limitWholeMs, sealMs };
}

/** From base64 text to package, digests and statement, with a fresh device key. */
export async function sealOnce(base64: string, cipher?: PayloadCipher): Promise<void> {
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
    "sign",
    "verify",
  ]);
  const signer = await ecdsaSigner(keys as CryptoKeyPair);
  const decoded = decodeBase64(base64);
  if (!decoded.ok) throw decoded.error;
  await sealPackage(packageInput(decoded.value), {
    recipients: RECIPIENTS,
    signer,
    ...(cipher === undefined ? {} : { cipher }),
  });
}

async function fourOperations(base64: string, primitives: Primitives, chunk: number): Promise<void> {
  const octets = primitives.decode(base64);
  await primitives.hash(octets);
  await primitives.hash(await primitives.encrypt(octets, Math.min(chunk, octets.length)));
}

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function packageInput(octets: Uint8Array<ArrayBuffer>): PackageInput {
  const reference = "ZG-7K3M-92QF";
  const unanswered = { state: "not-asked" } as const;
  const statements = { provenance: "host-api", capture: "regenerated", authentication: "none" } as const;
  return {
    reference,
    baggingDate: "2026-11-23",
    softwareAgent: "zegel/bench",
    supplements: null,
    demo: true,
    report: {
      v: 1,
      reference,
      reportedAt: 1_795_000_000_000,
      language: "nl",
      kind: unanswered,
      urgency: unanswered,
      actions: unanswered,
      comment: unanswered,
      suspicion: unanswered,
      desk: null,
      attachments: [],
    },
    summary: {
      v: 1,
      reference,
      reportedAt: 1_795_000_000_000,
      kind: unanswered,
      urgency: unanswered,
      desk: null,
      messageCount: 1,
      messages: [{ digest: null, subject: "bench", from: null, date: null, messageId: null, statements }],
      correlationKeys: [],
      supplements: null,
    },
    context: {
      v: 1,
      reference,
      organisation: "bench",
      directory: null,
      checkpoint: null,
      recipients: RECIPIENTS,
      salt: btoa("0123456789abcdef0123456789abcdef"),
      reviewAfter: "2027-02-21",
    },
    attachments: [],
    messages: [
      {
        original: { kind: "eml", octets },
        parts: new Map(),
        second: new Map(),
        analysis: { statements: { ...statements, reasons: [] } },
        dns: null,
        acquisition: {
          v: 1,
          reference,
          method: "office.getAsFileAsync",
          provenance: "host-api",
          capture: "regenerated",
          startedAt: 1_795_000_000_000,
          endedAt: 1_795_000_000_100,
          timeZone: "Europe/Amsterdam",
          clockOffsetMs: null,
          source: null,
          second: null,
          parts: [],
          host: { application: "bench", version: "", platform: "", userAgent: "" },
          addIn: { version: "0.1.0", build: "bench" },
          item: {},
          errors: [],
          custodian: { role: "reporter", subject: null },
          deviceKey: "",
        },
      },
    ],
  };
}

/** Random octets as base64 text, so that nothing can be compressed or guessed on the way. */
export function randomBase64(octets: number): string {
  const bytes = new Uint8Array(octets);
  for (let offset = 0; offset < octets; offset += CHUNK) {
    crypto.getRandomValues(bytes.subarray(offset, Math.min(offset + CHUNK, octets)));
  }
  const native = (bytes as { toBase64?: () => string }).toBase64;
  return native === undefined ? Buffer.from(bytes.buffer).toString("base64") : native.call(bytes);
}
