/** Whom a verifier trusts. It comes from the verifier, or from a directory that was checked; never from what is verified. */
import * as v from "valibot";
import { fromUtf8 } from "../base/bytes.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";
import type { LogAnchor } from "../log/checkpoint.ts";
import { cosignatureVerifier } from "../log/cosignature.ts";
import { noteVerifier } from "../log/note.ts";
import { readPemCertificate } from "../timestamp/certificate.ts";

export interface WitnessAnchor {
  readonly name: string;
  /** Cosignature key, "<name>+<key id>+<base64>", type 04. */
  readonly key: string;
}

export interface TrustPolicy {
  readonly v: 1;
  readonly logs: readonly LogAnchor[];
  /** PEM, one certificate each. */
  readonly timestampRoots: readonly string[];
  /** SSHSIG fingerprints ("SHA256:…") of the keys that sign directories. */
  readonly directoryRoots: readonly string[];
  /** Fingerprints of device keys whose packages are expected; without it, a device key is only reported. */
  readonly devices?: readonly string[] | undefined;
  /** Fingerprints of the investigators' signing keys, for acknowledgements; without it, they are only reported. */
  readonly investigators?: readonly string[] | undefined;
  readonly witnesses?: readonly WitnessAnchor[] | undefined;
  /** Witnesses that must have cosigned; 0 where it is missing. Witnesses of one operator are not independent. */
  readonly witnessQuorum?: number | undefined;
}

const MAX_POLICY_OCTETS = 1_048_576;
const MAX_LIST = 256;

const fingerprints = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^SHA256:[A-Za-z0-9+/]{43}$/, "not a fingerprint"))),
  v.maxLength(MAX_LIST),
);
const log = v.strictObject({
  origin: v.pipe(v.string(), v.regex(/^[^\s]{1,255}$/)),
  key: v.pipe(
    v.string(),
    v.check((key) => noteVerifier(key).ok, "not a log's verifier key"),
  ),
});
const witness = v.pipe(
  v.strictObject({ name: v.string(), key: v.string() }),
  v.check(({ name, key }) => {
    const verifier = cosignatureVerifier(key);
    return verifier.ok && verifier.value.name === name;
  }, "not a witness's cosignature key"),
);
const root = v.pipe(
  v.string(),
  v.check((pem) => readPemCertificate(pem).ok, "not a PEM certificate"),
);
const policy = v.pipe(
  v.strictObject({
    v: v.literal(1),
    logs: v.pipe(v.array(log), v.maxLength(MAX_LIST)),
    timestampRoots: v.pipe(v.array(root), v.maxLength(MAX_LIST)),
    directoryRoots: fingerprints,
    devices: v.optional(fingerprints),
    investigators: v.optional(fingerprints),
    witnesses: v.optional(v.pipe(v.array(witness), v.maxLength(16))),
    witnessQuorum: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  v.check(
    ({ witnesses = [], witnessQuorum = 0 }) => witnessQuorum <= new Set(witnesses.map(({ key }) => key)).size,
    "witnessQuorum is more than there are witnesses",
  ),
);

/** Reads a policy file: JSON, written by hand or by a tool, no member but the known ones. @returns POLICY_INVALID */
export function parsePolicy(octets: Uint8Array): Result<TrustPolicy, EvidenceError> {
  const text = octets.length > MAX_POLICY_OCTETS ? null : fromUtf8(octets);
  if (text === null) return refuse("POLICY_INVALID", "policy is too long or not UTF-8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return refuse("POLICY_INVALID", "policy is not JSON", { cause });
  }
  const parsed = v.safeParse(policy, value);
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  return refuse("POLICY_INVALID", `${v.getDotPath(issue) ?? "policy"}: ${issue.message}`);
}
