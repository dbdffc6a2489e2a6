/** Which mails are looked at further: one author who may send, written by a person, not gone round in circles. */
import { domainOf, parseAddresses } from "../core/mail/addresses.ts";
import { type MessageView, viewMessage } from "../core/analysis/message-view.ts";
import { ANSWER_FIELD, isAnswerId } from "./answer-id.ts";
import type { ResolvedMailboxConfig } from "./config.ts";
import { SmtpRefusal } from "./replies.ts";

type Admission = Pick<ResolvedMailboxConfig, "senders" | "limits" | "answers" | "recipients">;

/** A header of a hundred thousand fields tells nothing, and each costs. */
const MAX_FIELDS = 10_000;

/** RFC 3834, section 5, and what lists and mass mailings write (RFC 2919; RFC 2076, section 3.9). */
const BULK = /^(?:bulk|list|junk|auto[_-]reply)$/i;
/** Lists, other programs' answers, rules of Exchange. */
const AUTOMATIC_FIELDS = ["list-id", "list-unsubscribe", "x-autoreply", "x-autorespond", "x-loop"];

export interface Admitted {
  readonly kind: "admitted";
  /** Of the only author, in lower case. */
  readonly author: string;
}

/**
 * @returns "dropped": taken from the relay, and nothing kept.
 * @throws SmtpRefusal loop, automatic, header-unreadable, from-not-one, sender-not-allowed.
 */
export function admit(view: MessageView, config: Admission): Admitted | { readonly kind: "dropped" } {
  if (view.fields.length === 0 || view.fields.length > MAX_FIELDS) throw new SmtpRefusal("header-unreadable");
  if (isLoop(view, config)) throw new SmtpRefusal("loop");
  const automatic = automaticKind(view);
  // Someone's absence notice: nobody waits for a word on it, and a refusal would make the relay write to them.
  if (automatic === "reply") return { kind: "dropped" };
  if (automatic === "other") throw new SmtpRefusal("automatic");
  const author = onlyAuthor(view);
  if (author === null) throw new SmtpRefusal("from-not-one");
  if (!maySend(author, config)) throw new SmtpRefusal("sender-not-allowed");
  return { kind: "admitted", author };
}

/** Our own answer, whoever sends it; a mail by an address that we answer from; more hops than mail takes. */
function isLoop(view: MessageView, { limits, answers, recipients }: Admission): boolean {
  if (view.first(ANSWER_FIELD) !== null) return true;
  if (view.all("received").length > limits.hops) return true;
  const own = new Set([...recipients.map((one) => one.address), ...(answers === null ? [] : [answers.from])]);
  return view
    .all("from")
    .some(({ body }) =>
      parseAddresses(body).some(({ address }) => address !== null && own.has(address.toLowerCase())),
    );
}

function automaticKind(view: MessageView): "reply" | "other" | null {
  const submitted = view.all("auto-submitted").map(({ body }) => /^[\w-]*/.exec(body)?.[0].toLowerCase());
  if (submitted.includes("auto-replied")) return "reply";
  if (submitted.some((word) => word !== "no")) return "other";
  if (view.all("precedence").some(({ body }) => BULK.test(body.trim()))) return "other";
  return AUTOMATIC_FIELDS.some((name) => view.first(name) !== null) ? "other" : null;
}

/** One From with one mailbox (RFC 5322, section 3.6.2, allows more: then nobody in particular could be answered). */
export function onlyAuthor(view: MessageView): string | null {
  const [field, second] = view.all("from");
  if (field === undefined || second !== undefined || field.body.length > 2_000) return null;
  const [mailbox, other] = parseAddresses(field.body);
  if (mailbox === undefined || mailbox.address === null || other !== undefined) return null;
  const address = mailbox.address.toLowerCase();
  return PLAIN_ADDRESS.test(address) ? address : null;
}

/** What can be written into an envelope and a field without quoting. */
const PLAIN_ADDRESS =
  /^[^\s\p{Cc}"<>()[\]:;@\\,]{1,64}@[a-z0-9\p{L}\p{M}](?:[a-z0-9\p{L}\p{M}.-]{0,250}[a-z0-9\p{L}\p{M}])?$/u;

/** @param address - In lower case. */
export function maySend(address: string, { senders }: Pick<ResolvedMailboxConfig, "senders">): boolean {
  return senders.addresses.includes(address) || senders.domains.includes(domainOf(address) ?? "");
}

/** Whether an attached mail names one of those who may forward as its author; nothing authenticates it. */
export function isByForwarder(mail: Uint8Array, config: Pick<ResolvedMailboxConfig, "senders">): boolean {
  const author = onlyAuthor(viewMessage(mail));
  return author !== null && maySend(author, config);
}

/** One of our own answers as an attachment: a rule that sends it back would go on for ever. */
export function isOwnAnswer(mail: Uint8Array): boolean {
  return viewMessage(mail).first(ANSWER_FIELD) !== null;
}

/** Whether it answers an answer of ours. People do, with the original attached; without one there is nothing to take. */
export function answersAnAnswer(view: MessageView, hostname: string): boolean {
  const ids = ["in-reply-to", "references"].flatMap((name) => view.all(name).map(({ body }) => body));
  return ids.some((body) => (body.match(/<[^<>\s]{1,250}>/g) ?? []).some((id) => isAnswerId(id, hostname)));
}
