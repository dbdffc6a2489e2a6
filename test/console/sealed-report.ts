/** Seals reports for tests by the code that the pane uses. */
import { toBase64, utf8 } from "../../src/core/base/bytes.ts";
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import { makeReference } from "../../src/core/evidence/reference.ts";
import { makeSummary } from "../../src/core/evidence/summary.ts";
import type {
  AcquisitionRecord,
  MessageEvidence,
  Report,
  SealContext,
} from "../../src/core/evidence/types.ts";
import { type SealedPackage, sealPackage } from "../../src/core/seal/seal.ts";
import { ecdsaSigner } from "../../src/core/seal/sshsig.ts";
import { digestNow, sampleAcquisition, sampleReport } from "../core/seal/sample.ts";
import { NOW } from "../core/evidence/directory-example.ts";

export interface ReportWish {
  readonly recipients?: readonly string[];
  readonly checkpoint?: string | null;
  /** Makes reference and salt differ. */
  readonly number?: number;
  readonly mails?: readonly (string | Uint8Array)[];
  readonly report?: Partial<Report>;
  readonly context?: Partial<SealContext>;
  /** Replaces the analysis: a device can seal anything. */
  readonly analysis?: unknown;
  /** Of every mail. */
  readonly acquisition?: Partial<AcquisitionRecord>;
  /** Octets of second/original.eml of every mail; `agrees` is recorded as said here, true or not. */
  readonly second?: { readonly octets: Uint8Array; readonly agrees: boolean };
  /** The reporter's own files. */
  readonly files?: readonly {
    readonly name: string;
    readonly mediaType: string;
    readonly octets: Uint8Array;
  }[];
}

export const MAIL = [
  "From: Anon <anon@example.org>",
  "To: hr@example.com",
  "Subject: last warning",
  "Date: Mon, 23 Nov 2026 09:00:00 +0100",
  "Message-ID: <1@example.org>",
  "",
  "You have one week. CANARY-7F3A",
  "",
].join("\r\n");

export async function sealReport(
  wish: ReportWish & { readonly recipients: readonly string[] },
): Promise<SealedPackage> {
  const { number = 0, recipients } = wish;
  const reference = makeReference(Uint8Array.of(1, 2, 3, 4, number));
  const messages = await Promise.all(
    (wish.mails ?? [MAIL]).map((mail, index) => messageOf(mail, { reference, number: index + 1 }, wish)),
  );
  const files = wish.files ?? [];
  const report = sampleReport({
    reference,
    reportedAt: NOW + number * 60_000,
    attachments: files.map(({ name, mediaType, octets }, index) => ({
      path: `data/attachments/${String(index + 1).padStart(4, "0")}`,
      name,
      mediaType,
      octets: octets.length,
      digest: digestNow(octets),
    })),
    ...wish.report,
  });
  const context: SealContext = {
    v: 1,
    reference,
    organisation: "example",
    directory: null,
    checkpoint: wish.checkpoint ?? null,
    recipients,
    salt: toBase64(new Uint8Array(32).fill(number + 1)),
    reviewAfter: "2027-02-21",
    ...wish.context,
  };
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
    "sign",
    "verify",
  ]);
  return sealPackage(
    {
      reference,
      report,
      summary: makeSummary(report, messages, null),
      context,
      messages,
      attachments: files,
      baggingDate: "2026-11-23",
      softwareAgent: "zegel/0.1.0",
      supplements: null,
      demo: false,
    },
    { recipients, signer: await ecdsaSigner(pair) },
  );
}

async function messageOf(
  mail: string | Uint8Array,
  { reference, number }: { readonly reference: string; readonly number: number },
  wish: ReportWish,
): Promise<MessageEvidence> {
  const octets = typeof mail === "string" ? utf8(mail) : mail;
  const analysed = await analyseMessage(octets, { provenance: "supplied-file", capture: "as-served" });
  // Through JSON, as in the package: members that are undefined fall out.
  const analysis: unknown = wish.analysis ?? JSON.parse(new TextDecoder().decode(canonicalJson(analysed)));
  return {
    original: { kind: "eml", octets },
    parts: new Map(),
    second: new Map(wish.second === undefined ? [] : [["original.eml", wish.second.octets]]),
    acquisition: sampleAcquisition({ reference, ...wish.acquisition, second: recordOf(wish, number) }),
    analysis,
    dns: null,
  };
}

function recordOf({ second }: ReportWish, number: number): AcquisitionRecord["second"] {
  if (second === undefined) return null;
  return {
    method: "graph.value",
    path: `data/messages/${String(number).padStart(4, "0")}/second/original.eml`,
    digest: digestNow(second.octets),
    agrees: second.agrees,
  };
}
