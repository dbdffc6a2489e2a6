/** Really sealed submissions, with words of the caller's choice in every place where content can be. */
import { randomBytes } from "node:crypto";
import { toBase64, utf8 } from "../../src/core/base/bytes.ts";
import { makeReference } from "../../src/core/evidence/reference.ts";
import { sealPackage } from "../../src/core/seal/seal.ts";
import {
  digestNow,
  sampleAcquisition,
  sampleContext,
  sampleInput,
  sampleMessage,
  sampleOptions,
  sampleReport,
} from "../core/seal/sample.ts";
import type { TestOrganisation, TestSubmission } from "./fixture.ts";

export interface ReportWords {
  readonly subject: string;
  readonly body: string;
  readonly comment: string;
  readonly attachment: string;
}

export async function sealSubmission(
  organisation: Pick<TestOrganisation, "id" | "investigator" | "recovery">,
  { subject, body, comment, attachment }: ReportWords,
): Promise<TestSubmission> {
  const reference = makeReference(randomBytes(5));
  const recipients = [organisation.investigator.recipient, organisation.recovery.recipient];
  const mail = utf8(`From: anon@example.org\r\nSubject: ${subject}\r\n\r\n${body}\r\n`);
  const extra = utf8(attachment);
  const message = sampleMessage({
    original: { kind: "eml", octets: mail },
    acquisition: sampleAcquisition({ reference }),
    analysis: { subject, from: { address: "anon@example.org", name: null } },
  });
  const report = sampleReport({
    reference,
    comment: { state: "answered", value: comment },
    attachments: [
      {
        path: "data/attachments/0001",
        name: "screenshot.txt",
        mediaType: "text/plain",
        octets: extra.length,
        digest: digestNow(extra),
      },
    ],
  });
  const salt = toBase64(randomBytes(32));
  const input = sampleInput(recipients, {
    reference,
    report,
    messages: [message],
    attachments: [{ octets: extra }],
    context: sampleContext(recipients, { reference, organisation: organisation.id, salt }),
  });
  const sealed = await sealPackage(input, sampleOptions(recipients));
  const { packageDigest: digest, statement, summary } = sealed;
  return { digest, hex: digest.slice("sha256:".length), statement, summary, package: sealed.package };
}
