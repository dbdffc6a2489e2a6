/** Analyses and seals on a thread of its own, so that the door goes on answering. */
import { parentPort, workerData } from "node:worker_threads";
import type { SshSigner } from "../core/seal/sshsig.ts";
import { makeEngine } from "../workflow/engine.ts";
import type { EvidenceEngine } from "../workflow/engine-port.ts";
import { serveEngine } from "../workflow/engine-rpc.ts";
import { doorSigner } from "./folder-secrets.ts";
import { nodeCipher } from "./node-cipher.ts";
import { enginePort } from "./thread-port.ts";

if (parentPort === null) throw new TypeError("runs as a thread of the sealer only");
const { dataDir } = workerData as { readonly dataDir: string };
let signer: Promise<SshSigner> | null = null;

const engine = makeEngine({
  signer: () => (signer ??= doorSigner(dataDir)),
  random: (octets) => crypto.getRandomValues(new Uint8Array(octets)),
  cipher: nodeCipher(),
});

serveEngine({ ...engine, seal }, enginePort(parentPort));

/** Nobody looks at the mail here: what an expert could be shown is plaintext, and goes at once. */
async function seal(...args: Parameters<EvidenceEngine["seal"]>): ReturnType<EvidenceEngine["seal"]> {
  try {
    return await engine.seal(...args);
  } finally {
    await engine.forget();
  }
}
