/** The device key: made once, kept in IndexedDB, never extractable. It stands for a browser profile, not for a person. */
import { EvidenceError } from "../core/base/errors.ts";
import type { PaneDatabase } from "./database.ts";

const CURVE = { name: "ECDSA", namedCurve: "P-256" } as const;

/**
 * The stored pair, or a new one where there is none. Where the device stores nothing, a key for this pane alone:
 * the seal is as strong, only two reports can no longer be seen to come from one profile.
 */
export async function deviceKey(database: () => Promise<PaneDatabase>): Promise<CryptoKeyPair> {
  const made = await makeKey();
  try {
    const transaction = (await database()).transaction("keys", "readwrite");
    // Read and written in one transaction, so that two tabs at first start agree on one key.
    const stored = await transaction.store.get("device");
    if (stored === undefined) await transaction.store.put(made, "device");
    await transaction.done;
    return stored ?? made;
  } catch {
    return made;
  }
}

async function makeKey(): Promise<CryptoKeyPair> {
  try {
    return await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  } catch (cause) {
    throw new EvidenceError("INPUT_INVALID", "this browser makes no P-256 keys", { cause });
  }
}
