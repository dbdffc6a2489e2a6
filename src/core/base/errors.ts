import { fail } from "./result.ts";

/** Stable codes, each documented in docs/errors.md: added, never renamed. */
export type EvidenceErrorCode =
  // sealing
  | "NO_RECIPIENTS"
  | "RECIPIENTS_MIXED"
  | "RECIPIENT_INVALID"
  | "SERVER_SEALING_NOT_ALLOWED"
  | "PACKAGE_TOO_LARGE"
  | "SUMMARY_TOO_LARGE"
  | "INPUT_INVALID"
  // opening
  | "AGE_HEADER_INVALID"
  | "NOT_A_RECIPIENT"
  | "RECIPIENTS_MISMATCH"
  | "AGE_PAYLOAD_INVALID"
  | "ZIP_NOT_CANONICAL"
  | "PATH_NOT_ALLOWED"
  | "FILE_MISSING"
  | "FILE_UNEXPECTED"
  | "BAG_INVALID"
  | "VERSION_UNSUPPORTED"
  | "MANIFEST_INVALID"
  | "DIGEST_MISMATCH"
  | "PADDING_INVALID"
  | "SIGNATURE_INVALID"
  | "JSON_INVALID"
  | "SUMMARY_MISMATCH"
  | "COMMITMENT_MISMATCH"
  | "GRANT_INVALID"
  // identities
  | "IDENTITY_INVALID"
  | "PASSPHRASE_WRONG"
  // log
  | "NOTE_INVALID"
  | "CHECKPOINT_INVALID"
  | "CHECKPOINT_UNTRUSTED"
  | "PROOF_INVALID"
  | "PROOF_MISMATCH"
  | "CONSISTENCY_FAILED"
  | "ENTRY_INVALID"
  | "TILE_INVALID"
  // timestamp
  | "TIMESTAMP_INVALID"
  | "TIMESTAMP_MISMATCH"
  | "TIMESTAMP_UNTRUSTED"
  | "TSA_UNREACHABLE"
  // keys from DNS
  | "DNS_SNAPSHOT_INVALID"
  | "DNS_SNAPSHOT_UNTRUSTED"
  | "DNS_SNAPSHOT_STALE"
  | "DNS_QUERY_NOT_ALLOWED"
  // receipt
  | "RECEIPT_INVALID"
  | "RECEIPT_FOREIGN"
  // directory
  | "DIRECTORY_INVALID"
  | "DIRECTORY_SIGNATURE_INVALID"
  | "DIRECTORY_ROLLBACK"
  | "DIRECTORY_FORKED"
  | "DIRECTORY_EXPIRED"
  | "DIRECTORY_FOREIGN"
  | "DIRECTORY_DEMO_REFUSED"
  // sign-in and custody
  | "CHALLENGE_INVALID"
  | "CUSTODY_EVENT_INVALID"
  // policy given by the caller
  | "POLICY_INVALID"
  // submission
  | "STATEMENT_INVALID"
  | "SAVED_SUBMISSION_INVALID"
  | "SUBMISSION_CONFLICT"
  | "UNAUTHORISED"
  | "SIGN_IN_NEEDED"
  | "SIGN_IN_FAILED"
  | "NOT_FOUND"
  | "RATE_LIMITED"
  | "STORAGE_FULL"
  | "SERVER_ERROR"
  | "NETWORK_UNREACHABLE"
  | "RESPONSE_INVALID"
  // acquiring
  | "SOURCE_UNAVAILABLE"
  | "SOURCE_EMPTY"
  | "SOURCE_CHANGED"
  | "SOURCE_TIMEOUT"
  | "BASE64_INVALID"
  // device
  | "DEVICE_STORAGE_FULL"
  | "DEVICE_STORAGE_UNAVAILABLE"
  | "CANCELLED";

export interface EvidenceErrorOptions extends ErrorOptions {
  readonly retry?: "later";
}

/** A failure the caller can act on. Its message never quotes content of a report. */
export class EvidenceError extends Error {
  override readonly name = "EvidenceError";
  readonly code: EvidenceErrorCode;
  /** "later": the same call may succeed unchanged. "never": retrying cannot help. */
  readonly retry: "later" | "never";

  constructor(code: EvidenceErrorCode, message: string, options: EvidenceErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.retry = options.retry ?? "never";
  }
}

/** A refusal as data, for parsers of input we do not control. */
export function refuse(code: EvidenceErrorCode, message: string, options: EvidenceErrorOptions = {}) {
  return fail(new EvidenceError(code, message, options));
}
