/**
 * What the server says to a relay that it does not take a mail from (RFC 5321, section 4.2; RFC 3463). Fixed words:
 * nothing of an envelope or a mail is ever repeated, since relays log replies and put them into notices.
 */

/** smtp-server sends `responseCode` and the message as they are. */
export class SmtpRefusal extends Error {
  override readonly name = "SmtpRefusal";
  readonly responseCode: number;
  /** For the log: stable, and all that is written of a refusal. */
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    const [responseCode, text] = REPLIES[code];
    super(text);
    this.code = code;
    this.responseCode = responseCode;
  }
}

/** 4xx: the same mail may be taken later, so the relay keeps it. 5xx: never, so the relay tells whoever gave it the mail. */
const REPLIES = {
  "relay-unknown": [554, "5.7.1 Only this organisation's own relays may connect"],
  "tls-required": [530, "5.7.0 Must issue a STARTTLS command first"],
  "recipient-unknown": [550, "5.1.1 No such mailbox here"],
  "null-sender": [554, "5.7.1 This mailbox takes forwards from people, no delivery notices"],
  "too-large": [552, "5.3.4 The mail is larger than this mailbox takes; split it"],
  "bare-line-feed": [550, "5.6.11 Lines must end with CR LF"],
  loop: [554, "5.4.6 This mail has been here before, or went round too often"],
  automatic: [554, "5.7.1 This mailbox takes forwards from people, no automatic mail"],
  "header-unreadable": [550, "5.6.0 The header of this mail can not be read"],
  "from-not-one": [550, "5.7.1 A forward has exactly one author in From"],
  "sender-not-allowed": [550, "5.7.1 The author of this mail may not send to this mailbox"],
  "sender-not-authenticated": [
    550,
    "5.7.1 Nothing shows that this mail comes from the author it names: neither DKIM nor the relay's check",
  ],
  "nothing-in-it": [
    550,
    "5.6.0 No mail was attached and there is no text. Forward the mail as an attachment",
  ],
  "answer-to-answer": [550, "5.6.0 No mail was attached to this answer. Forward the mail as an attachment"],
  "not-allowed": [550, "5.7.1 This organisation does not allow its mailbox to seal reports"],
  "too-much-mail": [552, "5.3.4 More mail than one report holds; forward it in several"],
  refused: [554, "5.6.0 This mail could not be sealed"],
  "keys-unavailable": [451, "4.7.5 The author's signature could not be checked now; try again later"],
  "sender-too-often": [450, "4.7.1 Too many mails of one author; try again later"],
  busy: [452, "4.3.1 Too much mail at once; try again later"],
  "disk-full": [452, "4.3.1 No room to keep a report; try again later"],
  "not-now": [451, "4.3.0 The mail could not be sealed now; try again later"],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type RefusalCode = keyof typeof REPLIES;

export const REFUSAL_CODES = Object.keys(REPLIES) as readonly RefusalCode[];
