import type { Directory } from "../evidence/directory.ts";
import { fingerprintOf } from "../seal/sshsig.ts";
import type { TrustPolicy } from "./policy.ts";

/**
 * The anchors that a directory names. The caller must have verified it against a root key that it knows from elsewhere:
 * an anchor never comes from a document that vouches for itself.
 *
 * @param directoryRoot - Fingerprint of that root key, "SHA256:…".
 */
export function policyOfDirectory(
  { log, timestamp, witnesses, desks }: Directory,
  directoryRoot: string,
): TrustPolicy {
  const people = desks.flatMap((desk) => desk.people);
  return {
    v: 1,
    logs: [log],
    timestampRoots: timestamp.roots,
    directoryRoots: [directoryRoot],
    investigators: [...new Set(people.map((person) => fingerprintOf(person.signingKey)))],
    witnesses,
  };
}
