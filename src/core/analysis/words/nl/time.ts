import type { TimeCode } from "../time-codes.ts";
import type { AreaWords } from "../words.ts";

export const time: AreaWords<TimeCode> = {
  "date-missing": {
    reporter: "De mail heeft geen eigen datum.",
    investigator:
      "De mail heeft geen Date-regel (RFC 5322 eist er een). Scripts en gebrekkige programma's laten die weg; de tijden van de ontvangende servers gelden.",
  },
  "date-unreadable": {
    reporter: "De eigen datum van de mail is niet te lezen.",
    investigator:
      "De Date-regel is niet als datum te lezen. Scripts laten er vaak een onvervuld sjabloon staan; de tijden van de ontvangende servers gelden.",
  },
  "date-after-receipt": {
    reporter: "De mail draagt een datum die later is dan het moment van ontvangst.",
    investigator:
      "De mail is gedateerd {date}, {offset} ten opzichte van de ontvangst op {received}: de klok van de afzender, de tijdzone of de datum zelf klopt niet. Hele uren wijzen op een verkeerde tijdzone. Ga uit van de tijden van de ontvangende servers.",
  },
  "date-long-before-receipt": {
    reporter: "De mail draagt een datum van meer dan een dag voor de ontvangst.",
    investigator:
      "De mail is gedateerd {date}, {offset} ten opzichte van de ontvangst op {received}. Hij kan in een postvak UIT, wachtrij of quarantaine hebben gewacht, opnieuw zijn verstuurd, of een oude datum hebben gekregen. De logs van de servers tonen wanneer hij is aangeboden.",
  },
  "date-zone-wrong": {
    reporter: "De datum van de mail zit er hele uren naast, waarschijnlijk door een verkeerde tijdzone.",
    investigator:
      "Date zegt {date}; de klok van de provider in {source} zegt {time} en past bij de ontvangst: {hours} uur verschil. Het programma van de afzender schreef zijn lokale tijd met de aanduiding van een andere zone, zoals scripts en sommige machines doen. Het verschil is een zwakke aanwijzing voor de zone-instelling van dat programma, niet voor een plaats.",
  },
  "date-zone-unlike-server": {
    reporter: "De mail en de eerste server gebruiken een andere tijdzone; dat komt vaak voor.",
    investigator:
      "Date is geschreven met zone {zone}, de eerste server {by} met {hopZone}. Hosting in het buitenland, reizen en scripts verklaren dat; wat de afzender over programma of plaats beweert kan met de zone worden vergeleken.",
  },
  "clock-disagrees": {
    reporter: "Een tijd die in de technische gegevens van de mail verborgen zit past niet bij de datum.",
    investigator:
      "{source} bevat de tijd {time}, {offset} ten opzichte van Date {date}. Een kenmerk uit een andere mail, een met de hand gezette datum, een verkeerde klok en een mail die later is verstuurd dan gedateerd zien er allemaal zo uit. Gebruik beide tijden als venster voor de logs.",
  },
  "clock-after-receipt": {
    reporter:
      "Een tijd die in de technische gegevens van de mail verborgen zit is later dan de ontvangst en kan dus niet kloppen.",
    investigator:
      "{source} bevat de tijd {time}, {offset} ten opzichte van de ontvangst op {received}. Het kenmerk is verzonnen of de klok die het maakte loopt verkeerd; een programma dat alleen de vorm nabootst is de onschuldige verklaring.",
  },
  "clock-impossible": {
    reporter: "Een technisch kenmerk van de mail is niet wat gebruikelijke programma's schrijven.",
    investigator:
      "{source} heeft de vorm van een kenmerk met een tijd, maar de cijfers zijn geen tijd die een mail kan hebben, of herhalen één patroon. Het is verzonnen, veranderd of afgekapt; een programma dat de vorm nabootst verklaart het ook. Vergelijk met andere mails van de reeks.",
  },
  "message-prepared-earlier": {
    reporter: "De mail lijkt een tijd voor het versturen te zijn begonnen.",
    investigator:
      "{source} bevat de tijd {time}, {offset} ten opzichte van Date {date}: programma's maken dit kenmerk als een mail wordt begonnen of als concept bewaard. Hij kan open hebben gestaan, zijn ingepland of door een script zijn gemaakt. Dat eerdere moment is een tweede venster voor de logs.",
  },
};
