import type { TimeCode } from "../time-codes.ts";
import type { AreaWords } from "../words.ts";

export const time: AreaWords<TimeCode> = {
  "date-missing": {
    reporter: "De mail heeft geen eigen datum.",
    investigator: "De mail heeft geen eigen datum.",
  },
  "date-unreadable": {
    reporter: "De datum van de mail is niet te lezen.",
    investigator: "De datum van de mail is niet te lezen.",
  },
  "date-after-receipt": {
    reporter:
      "De mail is gedateerd {date}, later dan de ontvangst op {received}: de klok van de afzender of de datum klopt niet.",
    investigator:
      "De mail is gedateerd {date}, later dan de ontvangst op {received}: de klok van de afzender of de datum klopt niet.",
  },
  "date-long-before-receipt": {
    reporter: "De mail is gedateerd {date}, meer dan een dag voor de ontvangst op {received}.",
    investigator: "De mail is gedateerd {date}, meer dan een dag voor de ontvangst op {received}.",
  },
  "clock-disagrees": {
    reporter:
      "Een tijd die in de mail verborgen zit ({source}: {time}) ligt meer dan een dag van de datum {date}.",
    investigator:
      "Een tijd die in de mail verborgen zit ({source}: {time}) ligt meer dan een dag van de datum {date}.",
  },
};
