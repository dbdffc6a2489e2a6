/** A small report, complete and consistent, for tests of sealing and opening. */
import { toBase64, utf8 } from "../../../src/core/base/bytes.ts";
import { formatDigest } from "../../../src/core/base/digest.ts";
import { sha256 } from "@noble/hashes/sha2.js";
import { makeSummary } from "../../../src/core/evidence/summary.ts";
import type {
  AcquisitionRecord,
  MessageEvidence,
  Report,
  SealContext,
} from "../../../src/core/evidence/types.ts";
import type { PackageInput, SealOptions } from "../../../src/core/seal/seal.ts";
import { ed25519Signer } from "../../../src/core/seal/sshsig.ts";

/** Fixed, so that vectors stay the same: nobody is to seal anything real to them. */
export const IDENTITY = "AGE-SECRET-KEY-1QYYQ79SAYS4NYW2QGA892HRRDFCHSLUX3K2FHG4FKZMMA3WV60DQ6JLPXT";
export const OTHER_IDENTITY = "AGE-SECRET-KEY-1QGY3Q9C7Y5KRXWJPFP84VHTYDDE8NQY8362EEGA2KXUTL3KD6NDSHTTAMZ";
export const REFERENCE = "ZG-7K3M-92QF";
export const MAIL =
  "From: anon@example.org\r\nTo: hr@example.com\r\nSubject: last warning\r\n\r\nYou have one week.\r\n";

export const signer = ed25519Signer(Uint8Array.from({ length: 32 }, (_, i) => i + 1));

export function digestNow(octets: Uint8Array) {
  return formatDigest(sha256(octets));
}

export function sampleAcquisition(changes: Partial<AcquisitionRecord> = {}): AcquisitionRecord {
  return {
    v: 1,
    reference: REFERENCE,
    method: "file.eml",
    provenance: "supplied-file",
    capture: "as-served",
    startedAt: 1_795_000_000_000,
    endedAt: 1_795_000_000_100,
    timeZone: "Europe/Amsterdam",
    clockOffsetMs: null,
    source: null,
    second: null,
    parts: [],
    host: { application: "test", version: "1", platform: "test", userAgent: "" },
    addIn: { version: "0.1.0", build: "test" },
    item: {},
    errors: [],
    custodian: { role: "reporter", subject: null },
    deviceKey: "",
    ...changes,
  };
}

export function sampleMessage(changes: Partial<MessageEvidence> = {}): MessageEvidence {
  return {
    original: { kind: "eml", octets: utf8(MAIL) },
    parts: new Map(),
    second: new Map(),
    acquisition: sampleAcquisition(),
    analysis: {
      subject: "last warning",
      from: { address: "anon@example.org", name: null },
      statements: { provenance: "supplied-file", capture: "as-served", authentication: "none", reasons: [] },
      correlationKeys: [{ kind: "from", value: "anon@example.org" }],
    },
    dns: null,
    ...changes,
  };
}

export function sampleReport(changes: Partial<Report> = {}): Report {
  return {
    v: 1,
    reference: REFERENCE,
    reportedAt: 1_795_000_000_000,
    language: "nl",
    kind: { state: "answered", value: "blackmail" },
    urgency: { state: "not-answered" },
    actions: { state: "answered", value: ["nothing"] },
    comment: { state: "answered", value: "It came this morning." },
    suspicion: { state: "not-asked" },
    desk: { id: "security", name: "Internal security", leftOut: [] },
    attachments: [],
    ...changes,
  };
}

export function sampleContext(
  recipients: readonly string[],
  changes: Partial<SealContext> = {},
): SealContext {
  return {
    v: 1,
    reference: REFERENCE,
    organisation: "demo",
    directory: null,
    checkpoint: null,
    recipients,
    salt: toBase64(Uint8Array.from({ length: 32 }, (_, i) => i)),
    reviewAfter: "2027-02-21",
    ...changes,
  };
}

export function sampleInput(
  recipients: readonly string[],
  changes: Partial<PackageInput> = {},
): PackageInput {
  const messages = changes.messages ?? [sampleMessage()];
  const report = changes.report ?? sampleReport();
  return {
    reference: REFERENCE,
    report,
    summary: makeSummary(report, messages, changes.supplements ?? null),
    context: sampleContext(recipients),
    messages,
    attachments: [],
    baggingDate: "2026-11-23",
    softwareAgent: "zegel/0.1.0",
    supplements: null,
    demo: false,
    ...changes,
  };
}

export function sampleOptions(recipients: readonly string[]): SealOptions {
  return { recipients, signer };
}
