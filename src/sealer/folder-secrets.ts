/** Secrets of one folder: the device key, and the key under which a door's own keys are hashed. Made at the first start. */
import { createHmac, randomBytes } from "node:crypto";
import { join } from "node:path";
import { EvidenceError } from "../core/base/errors.ts";
import { ecdsaSigner, type SshSigner } from "../core/seal/sshsig.ts";
import { readIfThere, replaceFile, storageFailure } from "./durable.ts";

const SECRET_OCTETS = 32;
const CURVE = { name: "ECDSA", namedCurve: "P-256" } as const;

/**
 * The device key of this installation, as a file of mode 0600: it stands for the door, not for a person, and whoever
 * reads this folder could sign with it.
 *
 * @throws EvidenceError INPUT_INVALID where the file is not one of ours, STORAGE_FULL where it cannot be written.
 */
export async function doorSigner(dataDir: string): Promise<SshSigner> {
  const path = join(dataDir, "device-key.json");
  const stored = await readIfThere(path);
  try {
    const jwks = stored === null ? await makeKey(path) : (JSON.parse(stored.toString("utf8")) as KeyFile);
    const [privateKey, publicKey] = await Promise.all([
      crypto.subtle.importKey("jwk", jwks.private, CURVE, false, ["sign"]),
      crypto.subtle.importKey("jwk", jwks.public, CURVE, true, ["verify"]),
    ]);
    return await ecdsaSigner({ privateKey, publicKey });
  } catch (cause) {
    if (stored === null) throw storageFailure(cause);
    // Without the cause: what stumbles over JSON quotes it. A new key instead would say that another door sealed.
    throw new EvidenceError("INPUT_INVALID", "device-key.json of the sealer cannot be read");
  }
}

interface KeyFile {
  readonly private: JsonWebKey;
  readonly public: JsonWebKey;
}

async function makeKey(path: string): Promise<KeyFile> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
  const made = {
    private: await crypto.subtle.exportKey("jwk", pair.privateKey),
    public: await crypto.subtle.exportKey("jwk", pair.publicKey),
  };
  await replaceFile(path, Buffer.from(JSON.stringify(made)));
  return made;
}

/** Tells two keys apart without keeping either: a plain hash of a mail's octets could be tried out against guesses. */
export async function keyHasher(dataDir: string): Promise<(key: string) => string> {
  const path = join(dataDir, "key-hash.secret");
  let secret = await readIfThere(path);
  if (secret === null) {
    secret = randomBytes(SECRET_OCTETS);
    await replaceFile(path, secret).catch((cause: unknown) => {
      throw storageFailure(cause);
    });
  }
  // With another secret, reports that are kept here would be sealed and sent a second time.
  if (secret.length !== SECRET_OCTETS)
    throw new EvidenceError("INPUT_INVALID", "key-hash.secret of the sealer cannot be read");
  const kept = secret;
  return (key) => createHmac("sha256", kept).update(key, "utf8").digest("hex");
}
