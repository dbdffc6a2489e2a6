/** How an answer of ours is known again: by this process, by a mail program that got it twice, by whoever reads a log. */
import { createHash } from "node:crypto";
import type { Digest } from "../core/base/digest.ts";

/** The field that every answer carries, in lower case: with it a mail is never taken again. */
export const ANSWER_FIELD = "x-zegel-answer";

export type AnswerKind = "receipt" | "interim";

/**
 * The same for one report and kind, whenever it is sent: of an answer that went out twice around a crash, mail programs
 * show one, and everybody can tell. Says nothing of the package to those who do not have its digest.
 *
 * @param hostname - Of the mailbox's configuration.
 */
export function answerId(packageDigest: Digest, kind: AnswerKind, hostname: string): string {
  const hash = createHash("sha256").update(`zegel/answer/v1\0${kind}\0${packageDigest}`).digest("hex");
  return `<zegel.${kind}.${hash.slice(0, 32)}@${hostname}>`;
}

export function isAnswerId(id: string, hostname: string): boolean {
  return /^<zegel\.(?:receipt|interim)\.[0-9a-f]{32}@/.test(id) && id.endsWith(`@${hostname}>`);
}
