import type { TraceCode } from "../trace-codes.ts";
import type { AreaWords } from "../words.ts";

export const trace: AreaWords<TraceCode> = {
  "hop-delay-negative": {
    reporter:
      "By its own clock, {by} received the message {seconds} seconds after the previous server: the clocks disagree.",
    investigator:
      "By its own clock, {by} received the message {seconds} seconds after the previous server: the clocks disagree.",
  },
  "hop-delay-long": {
    reporter: "The message took {seconds} seconds to reach {by}.",
    investigator: "The message took {seconds} seconds to reach {by}.",
  },
  "hop-date-unreadable": {
    reporter: "The date that {by} noted cannot be read.",
    investigator: "The date that {by} noted cannot be read.",
  },
};
