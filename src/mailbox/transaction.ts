/** One forward, from its last octet to the word that the relay gets: decided before it is taken, sealed before it is said. */
import { createHash } from "node:crypto";
import { EvidenceError } from "../core/base/errors.ts";
import { type MessageView, viewMessage } from "../core/analysis/message-view.ts";
import { parseDateTime } from "../core/mail/date-time.ts";
import { MAX_MAIL_OCTETS } from "../core/evidence/limits.ts";
import type { KeptReport, ReportToSeal, Sealer } from "../sealer/ports.ts";
import type { ReportAnswers } from "../workflow/engine-port.ts";
import { admit, answersAnAnswer, isByForwarder, isOwnAnswer } from "./admission.ts";
import { type AnswerNote, usableMessageId } from "./answer-note.ts";
import { type AuthenticatedBy, authenticate } from "./authenticate.ts";
import type { ResolvedMailboxConfig } from "./config.ts";
import type { MailKeys } from "./dns-keys.ts";
import { answerLanguage } from "./language.ts";
import { type ForwardContent, readForward } from "./originals.ts";
import type { HourlyLimit } from "./rate.ts";
import { type RefusalCode, SmtpRefusal } from "./replies.ts";
import {
  attachedSources,
  extraFiles,
  type ForwardFacts,
  inlineSource,
  missedMails,
  shortText,
} from "./sources.ts";
import { ownWords } from "./texts.ts";

export interface TransactionDeps {
  readonly config: ResolvedMailboxConfig;
  readonly sealer: Pick<Sealer, "find" | "seal" | "checkAllowed" | "directory">;
  readonly keys: MailKeys;
  readonly perSender: HourlyLimit;
  /** Runs no more than so many at a time. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly version: string;
  readonly now: () => number;
}

/** The envelope and the connection, by smtp-server's word. */
export interface Delivery {
  /** Never empty: null senders are refused before. */
  readonly mailFrom: string;
  /** In lower case, one of the configuration's. */
  readonly recipient: string;
  readonly peer: string;
  readonly helo: string;
  /** Name of the protocol and cipher; null without TLS. */
  readonly tls: string | null;
  /** BODY= of MAIL FROM, in lower case: whether the relay sent eight bits (RFC 6152). */
  readonly bodyType: string;
  /** Milliseconds since the Unix epoch: DATA was asked for, and was complete. */
  readonly startedAt: number;
  readonly endedAt: number;
}

export type Outcome =
  | {
      readonly kind: "sealed";
      readonly report: KeptReport;
      readonly how: AuthenticatedBy;
      readonly inline: boolean;
    }
  /** Delivered before: its package is here. */
  | { readonly kind: "known" }
  | { readonly kind: "dropped" };

/** @throws SmtpRefusal, and nothing else: the relay keeps or returns the mail. */
export async function takeForward(
  octets: Uint8Array<ArrayBuffer>,
  delivery: Delivery,
  deps: TransactionDeps,
): Promise<Outcome> {
  try {
    const key = deliveryKey(octets, delivery);
    if ((await deps.sealer.find(key)) !== null) return { kind: "known" };
    const view = viewMessage(octets);
    const admitted = admit(view, deps.config);
    if (admitted.kind === "dropped") return admitted;
    const { authentication } = deps.config;
    const how = await authenticate(view, admitted.author, { authentication, keys: deps.keys, now: deps.now });
    await deps.sealer.checkAllowed();
    if (deps.perSender.take(admitted.author) > 0) throw new SmtpRefusal("sender-too-often");
    return await deps.inTurn(async () => {
      const forward = { octets, view, author: admitted.author, how, delivery };
      const { report, inline } = await reportOf(forward, key, deps);
      return { kind: "sealed", report: await deps.sealer.seal(report), how, inline };
    });
  } catch (cause) {
    throw refusalFor(cause);
  }
}

/**
 * SHA-256 over envelope and octets as they came: a relay that got no word delivers the same again, and that is the same
 * report. Another recipient is another desk, and so another report.
 */
export function deliveryKey(
  octets: Uint8Array,
  { mailFrom, recipient }: Pick<Delivery, "mailFrom" | "recipient">,
): string {
  return createHash("sha256")
    .update(`zegel/mailbox/v1\0${mailFrom}\0${recipient}\0`)
    .update(octets)
    .digest("hex");
}

/** What every failure is to a relay. What is not understood is worth another try: a report must not be lost by our fault. */
export function refusalFor(cause: unknown): SmtpRefusal {
  if (cause instanceof SmtpRefusal) return cause;
  if (!(cause instanceof EvidenceError)) return new SmtpRefusal("not-now");
  const known = Object.hasOwn(EVIDENCE_REFUSALS, cause.code) ? EVIDENCE_REFUSALS[cause.code] : undefined;
  return new SmtpRefusal(known ?? "not-now");
}

const EVIDENCE_REFUSALS: Readonly<Record<string, RefusalCode>> = {
  SERVER_SEALING_NOT_ALLOWED: "not-allowed",
  STORAGE_FULL: "disk-full",
  PACKAGE_TOO_LARGE: "too-much-mail",
  SUMMARY_TOO_LARGE: "refused",
  INPUT_INVALID: "refused",
  SOURCE_EMPTY: "nothing-in-it",
  RATE_LIMITED: "busy",
};

interface Forward {
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly view: MessageView;
  readonly author: string;
  readonly how: AuthenticatedBy;
  readonly delivery: Delivery;
}

async function reportOf(
  forward: Forward,
  key: string,
  deps: TransactionDeps,
): Promise<{ readonly report: ReportToSeal; readonly inline: boolean }> {
  const { octets, view, author, delivery } = forward;
  const { config } = deps;
  const content = readForward(octets, {
    maxMails: config.limits.mailsPerForward,
    maxOctets: MAX_MAIL_OCTETS,
    mayForward: (mail) => isByForwarder(mail, config),
  });
  checkContent(content, view, config.hostname);
  const inline = content.originals.length === 0;
  const words = ownWords(octets, content);
  const sources = inline
    ? [inlineSource(octets, content, factsOf(forward, deps)) ?? nothing()]
    : attachedSources(content, factsOf(forward, deps));
  const directory = await deps.sealer.directory();
  const report: ReportToSeal = {
    key,
    sources,
    missed: missedMails(content.leftOut),
    extras: inline ? [] : extraFiles(content),
    answers: answersOf(inline ? "" : words),
    readers: readersOf(delivery.recipient, config, directory.directory.desks[0]?.id ?? ""),
    language: answerLanguage(view, words, directory.directory.languages[0] ?? "en"),
    custodian: { role: "hr", subject: author },
    note: config.answers === null ? null : noteOf(forward, content, inline),
  };
  return { report, inline };
}

/** @throws SmtpRefusal loop, answer-to-answer, too-much-mail. */
function checkContent(content: ForwardContent, view: MessageView, hostname: string): void {
  if (content.originals.some(({ octets }) => isOwnAnswer(octets))) throw new SmtpRefusal("loop");
  if (content.originals.length > 0) return;
  if (content.leftOut.some(({ code }) => code === "PACKAGE_TOO_LARGE"))
    throw new SmtpRefusal("too-much-mail");
  if (answersAnAnswer(view, hostname)) throw new SmtpRefusal("answer-to-answer");
}

function nothing(): never {
  throw new SmtpRefusal("nothing-in-it");
}

/** Nobody was asked anything; what they wrote above the mail is theirs. */
function answersOf(words: string): ReportAnswers {
  const notAsked = { state: "not-asked" } as const;
  return {
    kind: notAsked,
    urgency: notAsked,
    actions: notAsked,
    suspicion: notAsked,
    comment: words === "" ? { state: "not-answered" } : { state: "answered", value: words },
  };
}

function readersOf(recipient: string, { recipients }: ResolvedMailboxConfig, firstDesk: string) {
  const found = recipients.find((one) => one.address === recipient);
  return { deskId: found?.desk ?? firstDesk, leftOut: found?.leftOut ?? [] };
}

function noteOf({ view, author }: Forward, content: ForwardContent, inline: boolean): AnswerNote {
  return {
    v: 1,
    to: author,
    inReplyTo: usableMessageId(view.first("message-id")?.body ?? null),
    inline,
    winmail: content.attached.some(({ entity }) => isWinmail(entity.mediaType, entity.fileName)),
    missed: content.leftOut.length,
    interimSent: false,
  };
}

/** [MS-OXTNEF]: Outlook's rich text, which no other program unpacks. */
function isWinmail(mediaType: string, name: string | null): boolean {
  return mediaType === "application/ms-tnef" || name?.toLowerCase() === "winmail.dat";
}

function factsOf({ view, author, how, delivery }: Forward, { version }: TransactionDeps): ForwardFacts {
  const date = view.first("date")?.body ?? null;
  const textOf = (name: string) => {
    const body = view.first(name)?.body;
    return body === undefined ? null : shortText(body);
  };
  return {
    startedAt: delivery.startedAt,
    endedAt: delivery.endedAt,
    host: { application: "zegel-mailbox", version, platform: `node ${process.version}`, userAgent: "" },
    item: {
      "smtp.receivedAt": delivery.endedAt,
      "smtp.peer": delivery.peer,
      "smtp.helo": shortText(delivery.helo),
      "smtp.tls": delivery.tls,
      "smtp.body": delivery.bodyType,
      "smtp.mailFrom": shortText(delivery.mailFrom),
      "smtp.recipient": delivery.recipient,
      "forward.from": author,
      "forward.authenticatedBy": how,
      "forward.messageId": textOf("message-id"),
      "forward.date": date === null ? null : parseDateTime(date),
      "forward.mailer": textOf("x-mailer") ?? textOf("user-agent"),
    },
  };
}
