/** What each finding means, for someone who is no expert. Names in braces are taken from `details`. */

export const FINDING_WORDS: Readonly<Record<string, string>> = {
  "from-missing": "The message names no sender at all.",
  "from-multiple": "The message has several From fields; programs may show different senders.",
  "header-malformed":
    "The header stops at a line that is not a header line; programs may read the rest differently.",
  "message-id-missing": "The message has no identifier of its own; ordinary mail programs write one.",
  "message-id-by-receiver":
    "The identifier seems to have been added by the receiving server: the sender's program wrote none.",
  "display-name-has-address":
    "The sender's name shows the address {shown}, but the mail says it comes from {from}.",
  "reply-to-differs": "Answers go to {other}, not to {from}.",
  "sender-differs": "The message says that {other} sent it on behalf of {from}.",
  "return-path-differs":
    "Delivery failures go to {returnPath}, outside the domain of {from}. Usual for newsletters; also for forged senders.",
  "date-missing": "The message has no date of its own.",
  "date-unreadable": "The message's date cannot be read.",
  "date-after-receipt":
    "The message is dated {date}, after it was received at {received}: the sender's clock or the date is wrong.",
  "date-long-before-receipt":
    "The message is dated {date}, more than a day before it was received at {received}.",
  "clock-disagrees":
    "A time hidden in the message ({source}: {time}) is more than a day from its date {date}.",
  "hop-delay-negative":
    "By its own clock, {by} received the message {seconds} seconds after the previous server: the clocks disagree.",
  "hop-delay-long": "The message took {seconds} seconds to reach {by}.",
  "hop-date-unreadable": "The date that {by} noted cannot be read.",
  "dkim-body-hash-mismatch":
    "The body is not the one that {domain} signed. Some mail systems change bodies on arrival.",
  "dkim-signature-fail": "The signature of {domain} does not fit its published key.",
  "dkim-from-not-signed": "The signature of {domain} does not cover the sender line.",
  "dkim-body-beyond-length":
    "The signature of {domain} covers only the beginning of the body; the rest could have been added.",
  "dkim-key-too-short": "The key of {domain} is too short to be relied on.",
  "dkim-sha1-historic": "The signature of {domain} uses SHA-1, which is no longer relied on.",
  "dkim-expired-at-delivery": "The signature of {domain} had expired when the message was delivered.",
  "arc-numbering-broken":
    "Forwarding servers' seals are not numbered in one sequence: some were added or left out.",
  "authentication-failed": "A receiving server recorded that the check {method} gave {result}.",
  "client-address-recorded":
    "A mail program handed the message to {provider} from the address {ip}, as that provider recorded it.",
  "provider-hides-client-address":
    "{provider} does not pass on the sender's internet address. The provider itself may have it.",
};

/** @returns The sentence for a finding; the code itself where there is none. */
export function wordsFor(code: string, details: Readonly<Record<string, string>>): string {
  const words = Object.hasOwn(FINDING_WORDS, code) ? (FINDING_WORDS[code] as string) : code;
  return words.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(details, name) ? (details[name] as string) : whole,
  );
}
