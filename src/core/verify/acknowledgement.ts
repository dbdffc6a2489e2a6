/** The signed word that an investigator opened a package, as a receipt carries it (docs/log-and-receipt.md). */
import * as v from "valibot";
import { utf8 } from "../base/bytes.ts";
import { parseCanonicalJson } from "../base/canonical-json.ts";
import type { Digest } from "../base/digest.ts";
import { verifyAcknowledgement } from "../seal/custody.ts";
import { fingerprintOf } from "../seal/sshsig.ts";
import type { TrustPolicy } from "./policy.ts";
import { failed, failedWith, notChecked, passed, type VerificationCheck } from "./report.ts";

const MAX_OPENED_OCTETS = 65_536;
const envelope = v.strictObject({ acknowledgement: v.string(), signature: v.string() });

/** The check "opened": signed, about this package, and by one of the policy's investigators. */
export async function checkOpened(
  opened: string,
  packageDigest: Digest,
  policy: TrustPolicy | null,
): Promise<VerificationCheck> {
  const json = parseCanonicalJson(utf8(opened), MAX_OPENED_OCTETS, "RECEIPT_INVALID");
  if (!json.ok) return failedWith("opened", json.error);
  const parsed = v.safeParse(envelope, json.value);
  if (!parsed.success)
    return failed("opened", "RECEIPT_INVALID", "not an acknowledgement with its signature");
  const verified = await verifyAcknowledgement(parsed.output.acknowledgement, parsed.output.signature);
  if (!verified.ok) return failedWith("opened", verified.error);
  const { value, signingKey } = verified.value;
  if (value.package !== packageDigest)
    return failed("opened", "RECEIPT_FOREIGN", "acknowledges another package");
  const fingerprint = fingerprintOf(signingKey);
  const when = new Date(value.at).toISOString();
  if (policy?.investigators?.includes(fingerprint))
    return passed("opened", `opened at ${when} by its clock`, fingerprint);
  return notChecked("opened", `signed at ${when} by ${fingerprint}, a key that the policy does not list`);
}
