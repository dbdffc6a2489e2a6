import type { ClientCode } from "../client-codes.ts";
import type { AreaWords } from "../words.ts";

export const client: AreaWords<ClientCode> = {
  "client-claims-differ": {
    reporter: "The mail names two different mail programs.",
    investigator:
      "X-Mailer and User-Agent name different programs. Gateways and add-ins may add one; a script that copies fields does as well. Compare with the sender's other mails.",
  },
  "client-boundary-differs": {
    reporter:
      "The mail says it was written with {claimed}, but parts of it are not written the way that program does.",
    investigator:
      "The program claims to be {claimed}; the boundary has the form of {looksLike}. A gateway that rebuilds the mail explains it, a script that imitates a program does too.",
  },
  "client-message-id-differs": {
    reporter:
      "The mail says it was written with {claimed}, but its number does not have that program's form.",
    investigator:
      "The program claims to be {claimed}; the Message-ID has the form of another program. Add-ins and relays may replace it; an imitated header is the other explanation.",
  },
  "client-mimeole-differs": {
    reporter: "The mail carries a mark of another mail program than the one it names.",
    investigator:
      "X-MimeOLE is written by Microsoft's programs, the mail names {claimed}. Old mailing scripts copy the field from a template.",
  },
  "client-is-browser-text": {
    reporter: "The mail carries the name of a web browser where a mail program belongs.",
    investigator:
      "The field that names the program holds a browser's User-Agent. Mail programs do not write that: some web mail does, scripts often do.",
  },
  "client-long-outdated": {
    reporter: "The mail names a mail program that has not been made for years.",
    investigator:
      "{claimed} was discontinued years before the date of the mail. Old machines exist; mailing scripts write the name from old templates far more often.",
  },
  "client-zone-impossible": {
    reporter: "The mail gives a time zone that does not exist.",
    investigator:
      "The Date field has the zone {zone}, which is used nowhere. A script with random values or a forged field explains it; a wrongly set clock rarely does.",
  },
};
