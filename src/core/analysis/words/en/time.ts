import type { TimeCode } from "../time-codes.ts";
import type { AreaWords } from "../words.ts";

export const time: AreaWords<TimeCode> = {
  "date-missing": {
    reporter: "The message has no date of its own.",
    investigator:
      "The message has no Date field (RFC 5322 demands one). Scripts and faulty programs leave it out; the times of the receiving servers stand.",
  },
  "date-unreadable": {
    reporter: "The message's own date cannot be read.",
    investigator:
      "The Date field cannot be read as a date. Scripts often leave a placeholder there; the times of the receiving servers stand.",
  },
  "date-after-receipt": {
    reporter: "The message carries a date later than the moment it was received.",
    investigator:
      "The message is dated {date}, {offset} from its receipt at {received}: the sender's clock, its time zone or the date itself is wrong. Whole hours point to a wrong zone. Rely on the receiving servers' times.",
  },
  "date-long-before-receipt": {
    reporter: "The message carries a date more than a day before it was received.",
    investigator:
      "The message is dated {date}, {offset} from its receipt at {received}. It may have waited in an outbox, a queue or a quarantine, been sent again, or been given an old date. The servers' logs show when it was handed in.",
  },
  "date-zone-wrong": {
    reporter: "The message's date is off by whole hours, probably because of a wrong time zone.",
    investigator:
      "Date says {date}; the provider's own clock in {source} says {time} and fits the receipt: {hours} hours of difference. The sender's program wrote its local time with another zone's mark, as scripts and some machines do. The difference is a weak hint of that program's zone setting, not of a place.",
  },
  "date-zone-unlike-server": {
    reporter: "The message and the first server that handled it use different time zones, which is common.",
    investigator:
      "Date is written with zone {zone}, the first server {by} with {hopZone}. Hosting abroad, travel and scripts explain it; a claimed program or place of the sender can be compared with the zone.",
  },
  "clock-disagrees": {
    reporter: "A time hidden in the message's technical data does not fit its date.",
    investigator:
      "{source} carries the time {time}, {offset} from the Date {date}. An identifier copied from another mail, a date set by hand, a wrong clock and a message sent later than it was dated all look like this. Use both times as windows for the logs.",
  },
  "clock-after-receipt": {
    reporter:
      "A time hidden in the message's technical data is later than its receipt, so it cannot be right.",
    investigator:
      "{source} carries the time {time}, {offset} from the receipt at {received}. The identifier was made up or the clock that made it is wrong; a program that merely imitates the form is the innocent explanation.",
  },
  "clock-impossible": {
    reporter: "A technical identifier of the message is not what the usual programs write.",
    investigator:
      "{source} has the form of an identifier that carries a time, but its digits are none that a mail could have, or repeat one pattern. It was made up, altered or cut; a tool that imitates the form explains it too. Compare with other mails of the series.",
  },
  "message-prepared-earlier": {
    reporter: "The message seems to have been begun some time before it was sent.",
    investigator:
      "{source} carries the time {time}, {offset} from the Date {date}: programs make this identifier when a message is begun or saved as a draft. It may have lain open, been scheduled or been made by a script. That earlier moment is a second window for the logs.",
  },
};
