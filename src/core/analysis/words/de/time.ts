import type { TimeCode } from "../time-codes.ts";
import type { AreaWords } from "../words.ts";

export const time: AreaWords<TimeCode> = {
  "date-missing": {
    reporter: "Die Mail hat kein eigenes Datum.",
    investigator:
      "Die Mail hat keine Date-Zeile (RFC 5322 verlangt eine). Skripte und fehlerhafte Programme lassen sie weg; es gelten die Zeiten der empfangenden Server.",
  },
  "date-unreadable": {
    reporter: "Das eigene Datum der Mail ist nicht lesbar.",
    investigator:
      "Die Date-Zeile ist nicht als Datum lesbar. Skripte lassen dort oft einen Platzhalter stehen; es gelten die Zeiten der empfangenden Server.",
  },
  "date-after-receipt": {
    reporter: "Die Mail trägt ein Datum, das nach ihrem Empfang liegt.",
    investigator:
      "Die Mail ist auf {date} datiert, {offset} gegenüber dem Empfang um {received}: Die Uhr des Absenders, die Zeitzone oder das Datum selbst ist falsch. Ganze Stunden deuten auf eine falsche Zeitzone. Maßgeblich sind die Zeiten der empfangenden Server.",
  },
  "date-long-before-receipt": {
    reporter: "Die Mail trägt ein Datum, das mehr als einen Tag vor dem Empfang liegt.",
    investigator:
      "Die Mail ist auf {date} datiert, {offset} gegenüber dem Empfang um {received}. Sie kann im Postausgang, in einer Warteschlange oder Quarantäne gelegen haben, erneut gesendet oder mit einem alten Datum versehen worden sein. Die Logs der Server zeigen, wann sie eingeliefert wurde.",
  },
  "date-zone-wrong": {
    reporter: "Das Datum der Mail weicht um ganze Stunden ab, wahrscheinlich wegen einer falschen Zeitzone.",
    investigator:
      "Date sagt {date}; die Uhr des Anbieters in {source} sagt {time} und passt zum Empfang: {hours} Stunden Unterschied. Das Programm des Absenders schrieb seine Ortszeit mit der Angabe einer anderen Zone, wie Skripte und manche Maschinen es tun. Der Unterschied ist ein schwacher Hinweis auf die Zoneneinstellung dieses Programms, nicht auf einen Ort.",
  },
  "date-zone-unlike-server": {
    reporter: "Die Mail und der erste Server benutzen verschiedene Zeitzonen, was häufig vorkommt.",
    investigator:
      "Date ist mit der Zone {zone} geschrieben, der erste Server {by} mit {hopZone}. Hosting im Ausland, Reisen und Skripte erklären das; ein behauptetes Programm oder ein behaupteter Ort des Absenders lässt sich mit der Zone vergleichen.",
  },
  "clock-disagrees": {
    reporter: "Eine Zeit, die in den technischen Daten der Mail steckt, passt nicht zu ihrem Datum.",
    investigator:
      "{source} enthält die Zeit {time}, {offset} gegenüber Date {date}. Eine aus einer anderen Mail kopierte Kennung, ein von Hand gesetztes Datum, eine falsche Uhr und eine Mail, die später gesendet als datiert wurde, sehen alle so aus. Beide Zeiten als Fenster für die Logs verwenden.",
  },
  "clock-after-receipt": {
    reporter:
      "Eine Zeit, die in den technischen Daten der Mail steckt, liegt nach dem Empfang und kann nicht stimmen.",
    investigator:
      "{source} enthält die Zeit {time}, {offset} gegenüber dem Empfang um {received}. Die Kennung ist erfunden oder die Uhr, die sie erzeugte, geht falsch; ein Programm, das nur die Form nachahmt, ist die harmlose Erklärung.",
  },
  "clock-impossible": {
    reporter: "Eine technische Kennung der Mail ist nicht das, was übliche Programme schreiben.",
    investigator:
      "{source} hat die Form einer Kennung mit Zeit, aber ihre Ziffern sind keine Zeit, die eine Mail haben kann, oder wiederholen ein Muster. Sie wurde erfunden, verändert oder gekürzt; ein Werkzeug, das die Form nachahmt, erklärt es ebenso. Mit anderen Mails der Reihe vergleichen.",
  },
  "message-prepared-earlier": {
    reporter: "Die Mail wurde offenbar einige Zeit vor dem Senden begonnen.",
    investigator:
      "{source} enthält die Zeit {time}, {offset} gegenüber Date {date}: Programme erzeugen diese Kennung, wenn eine Mail begonnen oder als Entwurf gespeichert wird. Sie kann offen gelegen haben, geplant oder von einem Skript erzeugt worden sein. Dieser frühere Zeitpunkt ist ein zweites Fenster für die Logs.",
  },
};
