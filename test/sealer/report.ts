/** Reports as a door hands them over. Apart, since a process of its own needs them too. */
import { utf8 } from "../../src/core/base/bytes.ts";
import type { ReportToSeal } from "../../src/sealer/ports.ts";
import type { ReportAnswers } from "../../src/workflow/engine-port.ts";
import type { AcquiredSource } from "../../src/workflow/ports.ts";

export const NOT_ASKED: ReportAnswers = {
  kind: { state: "not-asked" },
  urgency: { state: "not-asked" },
  actions: { state: "not-asked" },
  comment: { state: "not-asked" },
  suspicion: { state: "not-asked" },
};

export function mailOf(words: string): Uint8Array<ArrayBuffer> {
  return utf8(
    `From: Anon <anon@example.org>\r\nTo: hr@example.com\r\nSubject: ${words}\r\n` +
      "Message-ID: <1@example.org>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\nPay.\r\n",
  );
}

/** Made anew each time: the sealer takes the octets with it. */
export function sourceOf(octets: Uint8Array<ArrayBuffer>): AcquiredSource {
  return {
    original: { kind: "eml", octets },
    parts: new Map(),
    record: {
      method: "smtp.attached",
      provenance: "fetched-by-service",
      capture: "as-served",
      startedAt: 1_700_000_000_000,
      endedAt: 1_700_000_000_001,
      host: { application: "mailbox", version: "1", platform: "test", userAgent: "" },
      item: {},
      errors: [],
    },
  };
}

export function reportOf(key: string, changes: Partial<ReportToSeal> = {}): ReportToSeal {
  return {
    key,
    sources: [sourceOf(mailOf(`threat ${key}`))],
    answers: NOT_ASKED,
    readers: null,
    language: "nl",
    custodian: { role: "service", subject: null },
    ...changes,
  };
}
