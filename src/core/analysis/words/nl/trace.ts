import type { TraceCode } from "../trace-codes.ts";
import type { AreaWords } from "../words.ts";

export const trace: AreaWords<TraceCode> = {
  "hop-delay-negative": {
    reporter:
      "Volgens zijn eigen klok ontving {by} de mail {seconds} seconden na de vorige server: de klokken zijn het niet eens.",
    investigator:
      "Volgens zijn eigen klok ontving {by} de mail {seconds} seconden na de vorige server: de klokken zijn het niet eens.",
  },
  "hop-delay-long": {
    reporter: "De mail deed er {seconds} seconden over om {by} te bereiken.",
    investigator: "De mail deed er {seconds} seconden over om {by} te bereiken.",
  },
  "hop-date-unreadable": {
    reporter: "De datum die {by} noteerde is niet te lezen.",
    investigator: "De datum die {by} noteerde is niet te lezen.",
  },
};
