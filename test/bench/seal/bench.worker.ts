import { measure, type Primitives, randomBase64, type Sample } from "./measure.ts";

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
    const key = await crypto.subtle.importKey("raw-secret" as "raw", raw, "ChaCha20-Poly1305", false, ["encrypt"]);
    const out = new Uint8Array(octets.length + 16 * Math.ceil(octets.length / chunk));
    let offset = 0;
    for (let i = 0; i < octets.length; i += chunk) {
      const iv = new Uint8Array(12);
      const sealed = await crypto.subtle.encrypt({ name: "ChaCha20-Poly1305", iv }, key, octets.subarray(i, i + chunk));
      out.set(new Uint8Array(sealed), offset);
      offset += sealed.byteLength;
    }
    return out;
  },
};

addEventListener("message", (event: MessageEvent<{ octets: number; rounds: number }>) => {
  void run(event.data.octets, event.data.rounds).then(
    (samples) => postMessage(samples),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});

async function run(octets: number, rounds: number): Promise<Sample[]> {
  const text = randomBase64(octets);
  const samples: Sample[] = [];
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const sample = await measure(text, primitives);
    if (round > 0) samples.push(sample);
  }
  return samples;
}
