import type { SpoofingCode } from "../spoofing-codes.ts";
import type { AreaWords } from "../words.ts";

export const spoofing: AreaWords<SpoofingCode> = {
  "from-missing": {
    reporter: "The mail names no sender at all.",
    investigator:
      "There is no From field, although RFC 5322 (section 3.6) demands one. Ordinary programs always write it: the mail was made by a script, or damaged on its way. Look at the Return-Path and the lowest Received fields instead.",
  },
  "from-multiple": {
    reporter: "The mail names its sender several times, and programs may show different ones.",
    investigator:
      "There are several From fields; exactly one is allowed (RFC 5322, section 3.6). Programs and filters may each take another one, which is also a way past DKIM and DMARC. Compare each From with what the reporter saw on screen.",
  },
  "header-malformed": {
    reporter: "A part of the mail's technical header is broken; programs may read the rest differently.",
    investigator:
      "The header stops at a line that is no field. What follows is read as body here, as Python and Microsoft read it; other programs may go on reading fields. Faulty scripts and gateways do this too: open the octets at this place.",
  },
  "message-id-missing": {
    reporter: "The mail has no identifier of its own; ordinary mail programs write one.",
    investigator:
      "There is no readable Message-ID. Ordinary programs write one, scripts and devices often do not. Search the mail gateway by time, sender and recipient instead.",
  },
  "message-id-by-receiver": {
    reporter: "The mail's identifier seems to come from the receiving side, not from the sender's program.",
    investigator:
      "{messageId} has the form that receiving servers (Exchange Online Protection, Gmail) write into mail that came without a Message-ID. Then the sender used a script or a device rather than a mail program. The form can be imitated: the receiving server's trace shows whether it added it.",
  },
  "display-name-has-address": {
    reporter: "The sender's name shows the address {shown}, but the mail says it comes from {from}.",
    investigator:
      "The display name contains {shown}; the address is {from}. Many programs show the name only, so the reader takes the other address for the sender. Mailing lists, forwarders and ticket systems also write names like this: check whether {shown} really sent something.",
  },
  "reply-to-differs": {
    reporter: "An answer would go to {other}, not to {from}.",
    investigator:
      "Reply-To is {other}, From is {from}. Usual for newsletters, web forms and ticket systems; also how the answers to a forged sender reach its author. The account behind {other} is one to ask the provider about.",
  },
  "sender-differs": {
    reporter: "The mail says that {other} sent it on behalf of {from}.",
    investigator:
      "Sender is {other}, From is {from} (RFC 5322, section 3.6.2). Delegates, mailing lists and mailing services write this honestly. The field is the sender's or its server's claim.",
  },
  "return-path-differs": {
    reporter:
      "Delivery failures go to {returnPath}, another domain than that of {from}; this is usual for newsletters, and also seen with forged senders.",
    investigator:
      "The envelope sender {returnPath} is outside the organisational domain of {from}: SPF then says nothing about From. Mailing services, forwarders (SRS) and lists do this all the time. The domain in the Return-Path names whose server to ask.",
  },
  "display-name-names-organisation": {
    reporter:
      "The sender's name mentions your organisation, but the address {from} is not one of its addresses.",
    investigator:
      'The display name "{name}" contains {domain} or its first word, while {from} is outside the organisation\'s domains. Staff writing from home and suppliers also name the organisation, and a short name may be an ordinary word. Ask whether the address is known.',
  },
  "from-several-mailboxes": {
    reporter: "The mail names {count} senders, {from} and {other}; programs may show only one of them.",
    investigator:
      "From lists {count} mailboxes, first {from}, then {other}. RFC 5322 allows several authors with a Sender field, yet almost no program writes them; programs show one or all, and DMARC may check another one than the reader sees.",
  },
  "from-second-address": {
    reporter: "The sender's line holds a second address, {other}, beside {from}.",
    investigator:
      "From holds {other} in a comment or a second pair of brackets beside {from}. Programs differ about which one they show and check. Old programs wrote the name as a comment, never another address: compare with the screen of the reporter.",
  },
  "text-invisible-characters": {
    reporter: "The {field} line contains characters that cannot be seen.",
    investigator:
      "{field} contains {characters}, which programs do not show. They are used to slip words past filters or to make names differ that look equal; copied text, emoji and right-to-left languages contain some of them honestly.",
  },
  "text-direction-turned": {
    reporter:
      "The {field} line contains signs that can show its letters in another order than they were written.",
    investigator:
      "{field} contains {characters}, which turn the direction of reading (UAX #9), so that the text shown may differ from the text written. Right-to-left languages use them rarely in names and subjects. Compare the raw field with the screen.",
  },
  "domain-look-alike-letters": {
    reporter:
      "The address's domain {domain} looks almost the same as {similarTo}, but it is a different one.",
    investigator:
      "{domain} (written {written}) has the same looks as {similarTo} once similar letters are treated as equal (UTS #39, and swaps such as rn/m, 0/o, 1/l). That is a resemblance, not a proof of intent: companies also register such names themselves. Save WHOIS, DNS and certificate transparency of the domain now.",
  },
  "domain-look-alike-subdomain": {
    reporter: "The address begins with {similarTo}, but it belongs to another domain: {domain}.",
    investigator:
      "{similarTo} stands in {domain} as a subdomain; the registrable domain at the end is another one and decides who owns it. Hosting and mailing services do build such names for their customers. Find the owner by the last part.",
  },
  "domain-look-alike-one-edit": {
    reporter: "The address's domain {domain} differs by one letter from {similarTo}.",
    investigator:
      "{domain} is one letter, or one swap of neighbours, away from {similarTo}. It may be an unrelated honest name: check its age, its owner, and whether the organisation knows it.",
  },
  "domain-look-alike-suffix": {
    reporter: "The address's domain {domain} has the same name as {similarTo}, but another ending.",
    investigator:
      "{domain} and {similarTo} share the name under different suffixes. They may belong to the same company, to a namesake or to an imitator: ask the organisation which suffixes it owns.",
  },
  "domain-look-alike-added-word": {
    reporter: "The address's domain {domain} contains the name of {similarTo} with something added.",
    investigator:
      "{domain} contains the name of {similarTo} as a word between hyphens. Imitators do this, and so do branches, resellers and campaigns: ask whether the domain is known.",
  },
  "domain-mixed-scripts": {
    reporter: "The address's domain mixes letters of different alphabets that can look alike.",
    investigator:
      "{domain} (written {written}) mixes {scripts} in one label, which no language does (UTS #39, section 5.2) and most registries refuse. Subdomains are not checked by any registry. Look at the letters one by one.",
  },
  "domain-international": {
    reporter: "The address's domain {domain} uses letters outside the usual Latin ones.",
    investigator:
      "{domain} is an internationalised name (written {written}). That is ordinary in many languages; programs may show it in either form.",
  },
  "message-id-domain-differs": {
    reporter: "The mail's identifier names {idDomain}, another domain than the sender's.",
    investigator:
      "The Message-ID ends in {idDomain}, which fits neither From ({fromDomain}) nor any signing domain. Usual for mailing services, devices and hosted sites; it may name the computer or server that wrote the mail. It is the sender's claim.",
  },
  "message-id-form-differs": {
    reporter: "Two technical parts of the mail seem to come from different programs.",
    investigator:
      "The Message-ID {messageId} has the form of Exchange Online, the outer boundary {boundary} has not: in mail composed there (Outlook, Outlook on the web) the boundary repeats the Message-ID. Either a program handed the mail in by SMTP and Exchange added the identifier, or a gateway rebuilt the mail, or the form was imitated.",
  },
  "field-repeated": {
    reporter: "The {name} line stands {count} times in the mail; programs may show different ones.",
    investigator:
      "{name} stands {count} times, at most one is allowed (RFC 5322, section 3.6). Programs show the first or the last one, and a signature may cover another. Faulty gateways and mailing scripts repeat fields as well: look at where each one stands.",
  },
  "mime-version-missing": {
    reporter: "A small technical line that ordinary mail programs write is missing.",
    investigator:
      "MIME fields are there but no MIME-Version (RFC 2045, section 4). Mail programs write it; home-made scripts and some devices forget it. Weak on its own.",
  },
  "recipient-missing": {
    reporter: "The mail does not say to whom it was sent; it may have gone to several people unseen.",
    investigator:
      "Neither To nor Cc names an address: the recipients stood in the envelope only (blind copies, a list, or one person). The mail gateway's log shows who else received it.",
  },
  "message-resent": {
    reporter: "Somebody passed this mail on unchanged before it reached you.",
    investigator:
      "Resent fields are there (RFC 5322, section 3.6.6), from {by}: the mail was redirected by a person or a rule. The fields above them belong to the second journey. They are unsigned claims in most cases.",
  },
  "header-octets-raw": {
    reporter: "The mail writes special letters in a way that older programs show wrongly.",
    investigator:
      "{names} contain octets above 127 that are not encoded. Allowed with SMTPUTF8 (RFC 6532), otherwise a sign of a script rather than a mail program; programs guess the character set and may show different text.",
  },
  "header-octet-nul": {
    reporter: "The mail's technical header contains a character that must not be there.",
    investigator:
      "A NUL octet stands in the header; RFC 5322 forbids it. Programs may stop reading there and show a shorter text. Scripts with faults and attempts to confuse filters both produce it.",
  },
  "header-line-long": {
    reporter: "The mail's technical header contains a line that is longer than allowed.",
    investigator:
      "{names} have a line of more than 998 octets (RFC 5322, section 2.1.1). Servers may cut or break it, which also breaks signatures. Faulty software writes such lines; attackers hide text in them.",
  },
};
