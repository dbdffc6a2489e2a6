import type { AuthenticationCode } from "../authentication-codes.ts";
import type { AreaWords } from "../words.ts";

export const authentication: AreaWords<AuthenticationCode> = {
  "dkim-body-hash-mismatch": {
    reporter: "The body is not the one that {domain} signed. Some mail systems change bodies on arrival.",
    investigator: "The body is not the one that {domain} signed. Some mail systems change bodies on arrival.",
  },
  "dkim-signature-fail": {
    reporter: "The signature of {domain} does not fit its published key.",
    investigator: "The signature of {domain} does not fit its published key.",
  },
  "dkim-from-not-signed": {
    reporter: "The signature of {domain} does not cover the sender line.",
    investigator: "The signature of {domain} does not cover the sender line.",
  },
  "dkim-body-beyond-length": {
    reporter:
      "The signature of {domain} covers only the beginning of the body; the rest could have been added.",
    investigator:
      "The signature of {domain} covers only the beginning of the body; the rest could have been added.",
  },
  "dkim-key-too-short": {
    reporter: "The key of {domain} is too short to be relied on.",
    investigator: "The key of {domain} is too short to be relied on.",
  },
  "dkim-sha1-historic": {
    reporter: "The signature of {domain} uses SHA-1, which is no longer relied on.",
    investigator: "The signature of {domain} uses SHA-1, which is no longer relied on.",
  },
  "dkim-expired-at-delivery": {
    reporter: "The signature of {domain} had expired when the message was delivered.",
    investigator: "The signature of {domain} had expired when the message was delivered.",
  },
  "arc-numbering-broken": {
    reporter: "Forwarding servers' seals are not numbered in one sequence: some were added or left out.",
    investigator: "Forwarding servers' seals are not numbered in one sequence: some were added or left out.",
  },
  "authentication-failed": {
    reporter: "A receiving server recorded that the check {method} gave {result}.",
    investigator: "A receiving server recorded that the check {method} gave {result}.",
  },
};
