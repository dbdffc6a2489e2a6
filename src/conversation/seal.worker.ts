/** Hashes, analyses, seals and checks receipts apart from the page, so that the pane never stands still. */
import { ecdsaSigner, type SshSigner } from "../core/seal/sshsig.ts";
import { buildConstants } from "../ui/build.ts";
import { loadKeyMaterial, makeEngine } from "../workflow/engine.ts";
import type { EvidenceEngine } from "../workflow/engine-port.ts";
import { serveEngine } from "../workflow/engine-rpc.ts";
import { loadAnalysis } from "../workflow/message-evidence.ts";
import { lazyDatabase } from "./database.ts";
import { deviceKey } from "./device-key.ts";

const database = lazyDatabase(buildConstants().organisation);
let signer: Promise<SshSigner> | null = null;

const engine = makeEngine({
  // Kept: where the device stores nothing, the reports of one pane still share a key.
  signer: () => (signer ??= deviceKey(database).then(ecdsaSigner)),
  random: (octets) => crypto.getRandomValues(new Uint8Array(octets)),
});

serveEngine({ ...engine, readDirectory, seal }, self);

/** The list of readers is what the first screen waits for: only then comes the part that looks at mails. */
async function readDirectory(
  ...args: Parameters<EvidenceEngine["readDirectory"]>
): ReturnType<EvidenceEngine["readDirectory"]> {
  try {
    return await engine.readDirectory(...args);
  } finally {
    setTimeout(() => void Promise.allSettled([loadAnalysis(), loadKeyMaterial()]), 0);
  }
}

/** The sealed octets leave as a Blob: storing and sending it copies nothing on the page's own thread. */
async function seal(...args: Parameters<EvidenceEngine["seal"]>): ReturnType<EvidenceEngine["seal"]> {
  const sealed = await engine.seal(...args);
  const { submission } = sealed;
  const blob = submission.package instanceof Blob ? submission.package : new Blob([submission.package]);
  return { ...sealed, submission: { ...submission, package: blob } };
}
