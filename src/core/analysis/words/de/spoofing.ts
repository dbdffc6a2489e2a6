import type { SpoofingCode } from "../spoofing-codes.ts";
import type { AreaWords } from "../words.ts";

export const spoofing: AreaWords<SpoofingCode> = {
  "from-missing": {
    reporter: "The message names no sender at all.",
    investigator: "The message names no sender at all.",
  },
  "from-multiple": {
    reporter: "The message has several From fields; programs may show different senders.",
    investigator: "The message has several From fields; programs may show different senders.",
  },
  "header-malformed": {
    reporter: "The header stops at a line that is not a header line; programs may read the rest differently.",
    investigator:
      "The header stops at a line that is not a header line; programs may read the rest differently.",
  },
  "message-id-missing": {
    reporter: "The message has no identifier of its own; ordinary mail programs write one.",
    investigator: "The message has no identifier of its own; ordinary mail programs write one.",
  },
  "message-id-by-receiver": {
    reporter:
      "The identifier seems to have been added by the receiving server: the sender's program wrote none.",
    investigator:
      "The identifier seems to have been added by the receiving server: the sender's program wrote none.",
  },
  "display-name-has-address": {
    reporter: "The sender's name shows the address {shown}, but the mail says it comes from {from}.",
    investigator: "The sender's name shows the address {shown}, but the mail says it comes from {from}.",
  },
  "reply-to-differs": {
    reporter: "Answers go to {other}, not to {from}.",
    investigator: "Answers go to {other}, not to {from}.",
  },
  "sender-differs": {
    reporter: "The message says that {other} sent it on behalf of {from}.",
    investigator: "The message says that {other} sent it on behalf of {from}.",
  },
  "return-path-differs": {
    reporter:
      "Delivery failures go to {returnPath}, outside the domain of {from}. Usual for newsletters; also for forged senders.",
    investigator:
      "Delivery failures go to {returnPath}, outside the domain of {from}. Usual for newsletters; also for forged senders.",
  },
};
