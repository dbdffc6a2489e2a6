import type { AuthenticationCode } from "../authentication-codes.ts";
import type { AreaWords } from "../words.ts";

export const authentication: AreaWords<AuthenticationCode> = {
  "dkim-body-hash-mismatch": {
    reporter:
      "The text is not exactly the text that {domain} signed; some mail systems change it on arrival.",
    investigator:
      "The body does not fit the hash that {domain} signed. Microsoft's mailboxes, mailing lists and footers change bodies, so this alone proves no forgery; ask the mail gateway for the message as it came in.",
  },
  "dkim-signature-fail": {
    reporter: "The digital signature of {domain} on this mail does not fit.",
    investigator:
      "The signature does not fit the key of {domain} (selector {selector}), or the key forbids it: a signed field was changed, the signature was invented, or the key was replaced since. Compare with what the receiving server recorded on the day.",
  },
  "dkim-signature-no-key": {
    reporter: "The digital signature of {domain} could not be checked, because its key was not found.",
    investigator:
      "No usable key for {selector}._domainkey.{domain} was found, so the signature is neither confirmed nor refuted. Keys are replaced regularly; the receiving server's record and collections of old keys may still help.",
  },
  "dkim-from-not-signed": {
    reporter: "The digital signature of {domain} does not cover the sender that is shown.",
    investigator:
      "h= of the signature of {domain} does not name From, so the sender shown could be changed without breaking it. The standard requires From to be signed: such a signature counts for nothing.",
  },
  "dkim-body-beyond-length": {
    reporter: "The digital signature of {domain} covers only the beginning of the text.",
    investigator:
      "The signature of {domain} limits itself by l=, and the body is longer: what follows could have been added by anyone on the way, also by a mailing list. Quote from the signed beginning only.",
  },
  "dkim-key-too-short": {
    reporter: "The key behind the digital signature of {domain} is too weak to rely on.",
    investigator:
      "The RSA key {selector} of {domain} has fewer than 1,024 bits and can be broken (RFC 8301, section 3.2): the signature does not raise the statement on authentication.",
  },
  "dkim-key-testing": {
    reporter: "The sender's domain {domain} was only trying its digital signatures out.",
    investigator:
      "The key {selector} of {domain} carries t=y (testing). The standard then treats the mail as unsigned, whatever the signature gives.",
  },
  "dkim-sha1-historic": {
    reporter: "The digital signature of {domain} is of an old kind that is no longer relied on.",
    investigator:
      "The signature of {domain} uses rsa-sha1, which RFC 8301 no longer accepts. It was computed for old mail and does not raise the statement on authentication.",
  },
  "dkim-expired-at-delivery": {
    reporter: "The digital signature of {domain} had already expired when this mail was delivered.",
    investigator:
      "Delivery, by the newest server's clock, came after x= of the signature of {domain}. A delayed mail explains it; so does an old signed mail that was sent again. Ask the mail gateway when it came in and from where.",
  },
  "dkim-signed-after-delivery": {
    reporter: "The digital signature of {domain} bears a time after the delivery of this mail.",
    investigator:
      "t= of the signature of {domain} is more than ten minutes after the newest server's time. A wrong clock on either side explains it, and so does a typed field.",
  },
  "dkim-fields-not-signed": {
    reporter: "Parts of the heading of this mail are not covered by the digital signature of {domain}.",
    investigator:
      "The signature of {domain} does not cover {fields}: these could have been changed on the way without breaking it. Many signers leave some out; do not rest a conclusion on them.",
  },
  "dkim-field-added": {
    reporter: "A line of this mail's heading stands there more often than was signed.",
    investigator:
      "{fields} occurs more often than the signature of {domain} names it: only the lowest is signed, and a program may show the other one. A list or gateway may have added it; compare them in the source.",
  },
  "dmarc-not-aligned": {
    reporter: "The domain of the sender shown is not the one that signed or sent this mail.",
    investigator:
      "From is of {from}, while the signatures are by {domains} and Return-Path is of {returnPath}: none shares its organisational domain. This says alignment only, not whether a check passed or what the domain's policy is; mailing services and forwarding cause it too.",
  },
  "arc-numbering-broken": {
    reporter: "The seals of servers that passed this mail on are not numbered in one sequence.",
    investigator:
      "The ARC sets are not numbered from 1 without gaps, each once: a set was added, removed or copied, or a server on the way sealed wrongly. Nothing in this chain can be relied on.",
  },
  "arc-set-incomplete": {
    reporter: "A seal of a server that passed this mail on is incomplete.",
    investigator:
      "An ARC set lacks one of its three fields, or has one twice: something was removed or added after sealing, or a system strips such fields. The chain cannot be verified.",
  },
  "arc-chain-failed": {
    reporter: "A server on the way recorded that earlier seals on this mail did not fit.",
    investigator:
      "{sealer} sealed with cv=fail: it found the chain that it received broken. Changing mail between two sealers is enough for that; what older sets say carries no weight.",
  },
  "arc-cv-contradicts": {
    reporter: "The seals of servers that passed this mail on contradict each other.",
    investigator:
      "cv= has to be none in the first seal and pass in all later ones (RFC 8617, section 4.1.3), and is not: a set was removed, invented or written wrongly.",
  },
  "arc-seal-invalid": {
    reporter: "A seal of a server that passed this mail on does not fit.",
    investigator:
      "The ARC-Seal of {sealer} does not fit its key: an ARC field below was changed or the seal was invented; a key replaced since would give the same. What the chain records cannot be relied on.",
  },
  "arc-message-changed": {
    reporter: "This mail's heading is not exactly what the last sealing server recorded.",
    investigator:
      "The newest ARC-Message-Signature, by {sealer}, does not fit its key: a signed field changed after sealing, or it was invented. Some gateways rewrite Subject or addresses on arrival.",
  },
  "arc-body-changed": {
    reporter: "The text is not exactly the text that the last sealing server recorded.",
    investigator:
      "The body does not fit the newest ARC-Message-Signature, by {sealer}. Mailboxes that rewrite bodies, Microsoft's above all, cause this regularly.",
  },
  "arc-first-results": {
    reporter: "A server on the way noted what it had checked when this mail first came in.",
    investigator:
      "The first ARC set, sealed by {sealer}, records {results}. After forwarding this often holds the truth of the first receipt; believe it only as far as that sealer, and only if the chain verifies. Ask {sealer} for its log.",
  },
  "authentication-failed": {
    reporter: "A mail server recorded that a check of the sender did not succeed.",
    investigator:
      "{field} by {server} records {method}={result}. Forwarding and lists break SPF and DKIM innocently; the record weighs only if the reporter's own server wrote it.",
  },
  "results-in-own-name": {
    reporter: "This mail carries a check result in the name of your own mail system that may not be from it.",
    investigator:
      "Below the results that {server} wrote stand others in its name. Border servers should remove such fields, so these may have been typed by the sender; a second pass through the same system explains them too. Check the gateway's log.",
  },
  "microsoft-internal-sender": {
    reporter: "Microsoft's fields in this mail say that it was sent from within an organisation.",
    investigator:
      "AuthAs is Internal (tenant {tenant}, recorded by {server}): by this record the sending side was signed in to that tenant. Connectors, devices and automatic mail are marked so too, and the fields can be typed. Compare the tenant with your own and request the message trace.",
  },
};
