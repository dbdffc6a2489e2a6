/** Values in which one message differs from a peer's reading, and why. */

/** Both peers read these alike, and otherwise than we do. */
const BOTH = {
  "phishing/sample-1890.eml attachments":
    "media type 'text' without a subtype: text/plain (RFC 2045, section 5.2), an attachment to them",
  "phishing/sample-2492.eml from": "doubled brackets: the inner one as written, nothing to them",
  "phishing/sample-2646.eml messageId":
    "white space inside the brackets left out (RFC 5322, section 4.5.4), kept by them",
  "phishing/sample-3298.eml date": "letters stuck to the zone: left out; to them no date, or today's",
  "phishing/sample-3934.eml date": "letters stuck to the zone: left out; to them no date, or today's",
  "phishing/sample-3464.eml from":
    "an address in quotes before the comma is a name, the sender's address to them",
  "phishing/sample-3482.eml from":
    "an address in quotes before the comma is a name, the sender's address to them",
  "phishing/sample-3600.eml from":
    "an address in quotes before the comma is a name, the sender's address to them",
  "phishing/sample-3776.eml from":
    "an address in quotes before the comma is a name, the sender's address to them",
  "phishing/sample-3870.eml from":
    "an address in quotes before the comma is a name, the sender's address to them",
  "phishing/sample-5988.eml attachments":
    "emptied images: the line break before the boundary is the boundary's (RFC 2046, section 5.1.1), the part's to them",
} as const;

export const PEER_DIFFERENCES: Readonly<
  Record<"mailparser" | "postal-mime", Readonly<Record<string, string>>>
> = {
  mailparser: {
    ...BOTH,
    "dkim/mox--xs4all.eml subject":
      "the white space of folds kept (RFC 5322, section 2.2.3), run together by it",
  },
  "postal-mime": {
    ...BOTH,
    "phishing/sample-6532.eml attachments":
      "a text part that counts as attachment: its octets, line ends rewritten by it",
  },
};
