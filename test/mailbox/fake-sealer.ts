/** A sealer in memory: what the mailbox hands over, kept to be looked at. */
import { randomBytes } from "node:crypto";
import { formatDigest } from "../../src/core/base/digest.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { makeReference } from "../../src/core/evidence/reference.ts";
import type { ReceiptAnswer } from "../../src/core/evidence/types.ts";
import type { KeptReport, ReportToSeal, Sealer } from "../../src/sealer/ports.ts";
import type { TrustedDirectory } from "../../src/workflow/trust.ts";

export interface FakeSealer extends Sealer {
  /** Every report that was sealed, as it was handed over. */
  readonly reports: ReportToSeal[];
  /** Thrown by the next calls; null: nothing. */
  failWith: unknown;
  allowed: boolean;
  /** Says of a report that its receipt verified. */
  sent(packageDigest: KeptReport["packageDigest"]): void;
  /** Ends the wait of `seal` while it is held. */
  hold: Promise<void>;
  /** How often `seal` was called. */
  asked: number;
}

const ANSWER: ReceiptAnswer = {
  v: 1,
  entry: "{}",
  proof: "proof",
  timestamp: null,
  opened: null,
  readToken: "r".repeat(30),
};

export const DIRECTORY = {
  directory: {
    name: "Voorbeeld BV",
    languages: ["nl"],
    emergency: [{ country: "NL", number: "112", label: { nl: "Alarmnummer" } }],
    contacts: [
      {
        name: "Meldpunt",
        phone: "+31 20 5550100",
        label: { nl: "dag en nacht", en: "day and night", de: "Tag und Nacht", fr: "jour et nuit" },
      },
    ],
    advice: { next: { nl: "Iemand belt je vandaag.", en: "Someone calls you today." } },
    recovery: { recipient: "age1x", holder: "Notaris" },
    desks: [{ id: "security", name: {}, description: {}, people: [{ id: "an", name: "An" }] }],
  },
  problem: null,
} as unknown as TrustedDirectory;

export function fakeSealer(now: () => number = Date.now): FakeSealer {
  const byKey = new Map<string, string>();
  const kept = new Map<string, KeptReport>();
  const listeners: ((report: KeptReport) => void)[] = [];
  const change = (digest: string, facts: Partial<KeptReport>) => {
    kept.set(digest, { ...(kept.get(digest) as KeptReport), ...facts });
  };
  const fake: FakeSealer = {
    reports: [],
    failWith: null,
    allowed: true,
    hold: Promise.resolve(),
    asked: 0,
    directory: async () => DIRECTORY,
    checkAllowed: async () => {
      if (!fake.allowed) throw new EvidenceError("SERVER_SEALING_NOT_ALLOWED", "not allowed");
    },
    seal: async (report) => {
      fake.asked += 1;
      await fake.hold;
      if (fake.failWith !== null) throw fake.failWith;
      const before = kept.get(byKey.get(report.key) ?? "");
      if (before !== undefined) return { ...before, insights: [] };
      const packageDigest = formatDigest(randomBytes(32));
      fake.reports.push(report);
      byKey.set(report.key, packageDigest);
      kept.set(packageDigest, {
        packageDigest,
        reference: makeReference(randomBytes(5)),
        sealedAt: now(),
        state: "sealed",
        lastError: null,
        answer: null,
        readBy: ["An"],
        recoveryOnly: null,
        demo: false,
        mails: report.sources.length,
        missed: report.missed?.length ?? 0,
        language: report.language,
        note: report.note ?? null,
      });
      return { ...(kept.get(packageDigest) as KeptReport), insights: [] };
    },
    find: async (key) => kept.get(byKey.get(key) ?? "") ?? null,
    get: async (digest) => kept.get(digest) ?? null,
    list: async () => [...kept.values()],
    send: async () => ({ kind: "gone" }),
    setNote: async (digest, note) => change(digest, { note }),
    receiptFile: async () => new Uint8Array(Buffer.from("PK a receipt")),
    savedSubmission: async () => new Uint8Array(),
    start: () => undefined,
    onSent: (listener) => void listeners.push(listener),
    ready: async () => ({ ok: fake.allowed, code: fake.allowed ? null : "SERVER_SEALING_NOT_ALLOWED" }),
    close: async () => undefined,
    sent: (digest) => {
      change(digest, { state: "sent", answer: ANSWER });
      for (const listener of listeners) listener(kept.get(digest) as KeptReport);
    },
  };
  return fake;
}
