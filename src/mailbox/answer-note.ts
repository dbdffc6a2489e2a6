/** What must survive a crash so that a report is answered: whom, and what of the forward they should know. */
import * as v from "valibot";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const schema = v.strictObject({
  v: v.literal(1),
  /** The authenticated author: nobody else is ever written to. */
  to: v.pipe(v.string(), v.maxLength(320)),
  /** Message-ID of the forward, so that the answer is shown beside it; null without a usable one. */
  inReplyTo: v.nullable(v.pipe(v.string(), v.regex(/^<[\x21-\x3b=?-~]{1,250}>$/))),
  /** No original was attached. */
  inline: v.boolean(),
  /** A winmail.dat was among the files. */
  winmail: v.boolean(),
  /** Attached mails that are not in the package. */
  missed: count,
  /** The answer that says "not yet sent" left. */
  interimSent: v.boolean(),
});

export type AnswerNote = v.InferOutput<typeof schema>;

/** @returns null for what is none: the report is then not answered. */
export function readNote(note: unknown): AnswerNote | null {
  const parsed = v.safeParse(schema, note);
  return parsed.success ? parsed.output : null;
}

/** @param body - Of the forward's Message-ID field; senders write anything there. */
export function usableMessageId(body: string | null): string | null {
  const id = /<[^<>\s]{1,250}>/.exec(body ?? "")?.[0] ?? "";
  return /^<[\x21-\x3b=?-~]{1,250}>$/.test(id) ? id : null;
}
