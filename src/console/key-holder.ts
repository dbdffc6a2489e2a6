/**
 * Holds an investigator's keys and does with them what the console may do: open packages and summaries for the eyes
 * of whoever sits there, and sign texts of three known namespaces. What it decrypts goes to the page and nowhere else:
 * no answer of a server is ever decrypted and given back, so no server can use it to open anything.
 */
import { EvidenceError } from "../core/base/errors.ts";
import type { Result } from "../core/base/result.ts";
import { readIdentityFile, signingKeyOf, type InvestigatorIdentity } from "../core/seal/identity.ts";
import { openSummary } from "../core/seal/open.ts";
import { sshReader } from "../core/seal/ssh-wire.ts";
import { ed25519Signer, type SshSigner } from "../core/seal/sshsig.ts";
import { examine } from "./examine.ts";
import { auditLog } from "./log-audit.ts";
import type { KeyHolder, Outcome } from "./ports.ts";

const SSHSIG_MAGIC = "SSHSIG";
/** docs/http-api.md: sign-in, custody events, acknowledgements. */
const NAMESPACES: ReadonlySet<string> = new Set(["zegel-signin", "zegel-custody", "zegel-opened"]);

/** The key holder itself, in whatever thread it runs: a Web Worker in the page, none in tests. */
export function createKeyHolder(): KeyHolder {
  let identity: InvestigatorIdentity | null = null;
  return {
    unlock: async (file, passphrase) => {
      const read = await readIdentityFile(file, passphrase);
      if (!read.ok) return toOutcome(read);
      identity = read.value;
      return { ok: true, value: { recipient: identity.recipient, signingKey: signingKeyOf(identity) } };
    },
    signer: () => guardedSigner(unlocked()),
    openSummary: async (octets) => toOutcome(await openSummary(octets, [unlocked().ageIdentity])),
    examine: (input) => examine(input, unlocked()),
    auditLog,
    close: () => {
      identity?.signingSeed.fill(0);
      identity = null;
    },
  };

  function unlocked(): InvestigatorIdentity {
    if (identity === null) throw new TypeError("the keys are locked");
    return identity;
  }
}

/** Signs nothing but SSHSIG data of our own namespaces, whoever asks. */
function guardedSigner(identity: InvestigatorIdentity): SshSigner {
  const signer = ed25519Signer(identity.signingSeed);
  return {
    ...signer,
    sign: (data) => {
      if (!NAMESPACES.has(namespaceOf(data) ?? "")) {
        throw new EvidenceError("CHALLENGE_INVALID", "not a text that an investigator signs");
      }
      return signer.sign(data);
    },
  };
}

/** The namespace of data that SSHSIG is about to sign (OpenSSH, PROTOCOL.sshsig, section 3.2). */
function namespaceOf(data: Uint8Array): string | null {
  const magic = new TextDecoder().decode(data.subarray(0, SSHSIG_MAGIC.length));
  return magic === SSHSIG_MAGIC ? sshReader(data.subarray(SSHSIG_MAGIC.length)).text() : null;
}

/** A Result whose error survives postMessage. */
export function toOutcome<T>(result: Result<T, EvidenceError>): Outcome<T> {
  if (result.ok) return { ok: true, value: result.value };
  return { ok: false, error: { code: result.error.code, detail: result.error.message } };
}
