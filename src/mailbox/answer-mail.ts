/** An answer as a mail: to one person, plain text, one file, and marked so that no program answers it (RFC 3834). */
import type { SendMailOptions } from "nodemailer";
import { ANSWER_FIELD, type AnswerKind, answerId } from "./answer-id.ts";
import type { AnswerNote } from "./answer-note.ts";
import type { AnswerText } from "./answer-text.ts";
import type { AnswersConfig } from "./config.ts";
import type { KeptReport } from "../sealer/ports.ts";

export interface AnswerMail {
  readonly kind: AnswerKind;
  readonly report: KeptReport;
  readonly note: AnswerNote;
  readonly text: AnswerText;
  /** Octets of the receipt's ZIP; null in an interim answer. */
  readonly receipt: Uint8Array | null;
  readonly receiptName: string;
  readonly answers: AnswersConfig;
  readonly hostname: string;
}

/** @returns What nodemailer sends: nothing in it is read from a file or an address. */
export function answerMail(mail: AnswerMail): SendMailOptions {
  const { kind, report, note, text, receipt, receiptName, answers, hostname } = mail;
  const { inReplyTo } = note;
  return {
    // Nothing that goes wrong with an answer comes back: a notice of it would be one more mail.
    envelope: { from: "", to: [note.to] },
    from: { name: answers.fromName, address: answers.from },
    to: { name: "", address: note.to },
    ...(answers.replyTo !== undefined && { replyTo: answers.replyTo }),
    messageId: answerId(report.packageDigest, kind, hostname),
    ...(inReplyTo !== null && { inReplyTo, references: [inReplyTo] }),
    subject: text.subject,
    text: text.text,
    headers: {
      "Auto-Submitted": "auto-replied",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": text.language,
      [ANSWER_FIELD]: kind,
    },
    ...(receipt !== null && {
      attachments: [{ filename: receiptName, content: Buffer.from(receipt), contentType: "application/zip" }],
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
    textEncoding: "quoted-printable",
  };
}
