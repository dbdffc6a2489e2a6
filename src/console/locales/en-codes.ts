/** Words for codes of the analysis. `{name}` stands for a detail of the finding. */
export const codeTexts = {
  reason: {
    "supplied-file-nothing-trusted": "A supplied file: nothing in it is trusted.",
    "no-dkim-signature": "There is no DKIM signature.",
    "no-readable-dkim-signature": "No DKIM signature can be read.",
    "body-hash-forgeable-by-anyone": "Only the body hash fits: anyone can make such a pair.",
    "server-passed-dkim": "The mailbox's own server recorded that the signature passed.",
    "mailbox-rewrites-mail":
      "Mailboxes of this kind change mail on arrival, so that signatures no longer fit.",
    "microsoft-mailbox-claimed": "The file says that it was in a Microsoft mailbox; that is its own claim.",
    "signed-by": "Signed by",
    selector: "Key name (selector)",
    "key-source": "The key was taken from",
    "key-seen-at": "The key was seen at",
    "body-hash-mismatch": "the body is not the one that was signed",
    "body-hash-error": "the body hash could not be computed",
    "signature-fail": "the signature does not fit the key",
    "signature-no-key": "the signing domain's key was not at hand",
    "signature-unchecked": "the signature was not checked: no key was looked up",
    "from-missing": "there is no From field",
    "from-not-unique": "there is more than one From field",
    "from-not-signed": "the From field is not signed",
    "domain-not-aligned": "the signing domain is not that of the sender",
    "body-beyond-length": "part of the body is not covered by the signature",
    "key-too-short": "the key is too short to be relied on",
    "sha1-historic": "SHA-1 is no longer relied on",
    signature: "Signature {number}",
  },
  finding: {
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
  },
  hopFlag: {
    "date-missing": "no date",
    "date-invalid": "date unreadable",
    "delay-negative": "clocks disagree",
    "delay-over-1h": "more than an hour",
    gap: "a step is missing",
    "internal-address": "internal address",
    "helo-literal": "greeted with an address",
    handover: "handed over to the reporter's mail system",
  },
  dkimValue: {
    match: "fits",
    mismatch: "does not fit",
    error: "could not be computed",
    pass: "valid",
    fail: "not valid",
    "no-key": "no key at hand",
    unchecked: "not checked",
  },
  ipKind: {
    public: "public",
    private: "private network",
    loopback: "the machine itself",
    "link-local": "local link",
    shared: "shared by a provider",
    documentation: "for documentation only",
    multicast: "multicast",
    reserved: "reserved",
  },
  logSystem: {
    "mail-gateway": "Mail gateway",
    "message-trace": "Message trace",
    proxy: "Web proxy",
    dns: "DNS",
    firewall: "Firewall",
    "dhcp-wifi": "DHCP and Wi-Fi",
    vpn: "VPN",
  },
  logReason: {
    "shows-delivery-and-other-recipients": "Shows the delivery, and who else received it.",
    "sent-from-inside": "Would show whether the provider was used from inside at that time.",
    "connection-at-that-time": "Would show connections at that time.",
    "present-at-that-time": "Shows who was connected at that time.",
  },
};
