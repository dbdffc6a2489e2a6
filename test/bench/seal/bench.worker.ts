import { measure, type Primitives, randomBase64, type Sample, sealOnce } from "./measure.ts";

const SLICE = 1 << 20;

const primitives: Primitives = {
  decode(base64) {
    const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    const out = new Uint8Array((base64.length / 4) * 3 - padding);
    const into = out as Uint8Array<ArrayBuffer> & {
      subarray(from: number): { setFromBase64(text: string): { written: number } };
    };
    let offset = 0;
    for (let i = 0; i < base64.length; i += SLICE) {
      offset += into.subarray(offset).setFromBase64(base64.slice(i, i + SLICE)).written;
    }
    return out;
  },
  async hash(octets) {
    await crypto.subtle.digest("SHA-256", octets);
  },
  async encrypt(octets, chunk) {
    const raw = crypto.getRandomValues(new Uint8Array(32));
    const key = await crypto.subtle.importKey("raw-secret" as "raw", raw, "ChaCha20-Poly1305", false, [
      "encrypt",
    ]);
    const out = new Uint8Array(octets.length + 16 * Math.ceil(octets.length / chunk));
    let offset = 0;
    for (let i = 0; i < octets.length; i += chunk) {
      const iv = new Uint8Array(12);
      const sealed = await crypto.subtle.encrypt(
        { name: "ChaCha20-Poly1305", iv },
        key,
        octets.subarray(i, i + chunk),
      );
      out.set(new Uint8Array(sealed), offset);
      offset += sealed.byteLength;
    }
    return out;
  },
};

/** "prepare" makes the text; then "time" compares with the limit, "seal" only seals, once: for its peak memory. */
export type Job = { kind: "prepare"; octets: number } | { kind: "time"; rounds: number } | { kind: "seal" };

let text = "";

addEventListener("message", (event: MessageEvent<Job>) => {
  void run(event.data).then(
    (samples) => postMessage(samples),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});

async function run(job: Job): Promise<Sample[]> {
  if (job.kind === "prepare") text = randomBase64(job.octets);
  if (job.kind === "seal") await sealOnce(text);
  const samples: Sample[] = [];
  // The first round warms up and is not counted.
  for (let round = 0; job.kind === "time" && round <= job.rounds; round++) {
    const sample = await measure(text, primitives);
    if (round > 0) samples.push(sample);
  }
  return samples;
}
