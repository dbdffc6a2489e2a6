import type { TimeCode } from "../time-codes.ts";
import type { AreaWords } from "../words.ts";

export const time: AreaWords<TimeCode> = {
  "date-missing": {
    reporter: "The message has no date of its own.",
    investigator: "The message has no date of its own.",
  },
  "date-unreadable": {
    reporter: "The message's date cannot be read.",
    investigator: "The message's date cannot be read.",
  },
  "date-after-receipt": {
    reporter:
      "The message is dated {date}, after it was received at {received}: the sender's clock or the date is wrong.",
    investigator:
      "The message is dated {date}, after it was received at {received}: the sender's clock or the date is wrong.",
  },
  "date-long-before-receipt": {
    reporter: "The message is dated {date}, more than a day before it was received at {received}.",
    investigator: "The message is dated {date}, more than a day before it was received at {received}.",
  },
  "clock-disagrees": {
    reporter: "A time hidden in the message ({source}: {time}) is more than a day from its date {date}.",
    investigator: "A time hidden in the message ({source}: {time}) is more than a day from its date {date}.",
  },
};
