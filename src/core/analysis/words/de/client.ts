import type { ClientCode } from "../client-codes.ts";
import type { AreaWords } from "../words.ts";

export const client: AreaWords<ClientCode> = {
  "client-claims-differ": {
    reporter: "Die Mail nennt zwei verschiedene Mailprogramme.",
    investigator:
      "X-Mailer und User-Agent nennen verschiedene Programme. Gateways und Zusätze fügen manchmal eines hinzu; ein Skript, das Felder kopiert, ebenso. Mit anderen Mails des Absenders vergleichen.",
  },
  "client-boundary-differs": {
    reporter:
      "Die Mail will mit {claimed} geschrieben sein, doch Teile davon sind nicht so aufgebaut, wie dieses Programm es tut.",
    investigator:
      "Das Programm nennt sich {claimed}; die Boundary hat die Form von {looksLike}. Ein Gateway, das die Mail neu aufbaut, erklärt das, ein nachahmendes Skript ebenso.",
  },
  "client-message-id-differs": {
    reporter:
      "Die Mail will mit {claimed} geschrieben sein, doch ihre Nummer hat nicht die Form dieses Programms.",
    investigator:
      "Das Programm nennt sich {claimed}; die Message-ID hat die Form eines anderen. Zusätze und Relais ersetzen sie manchmal; ein nachgemachter Kopf ist die andere Erklärung.",
  },
  "client-mimeole-differs": {
    reporter: "Die Mail trägt ein Merkmal eines anderen Mailprogramms als des genannten.",
    investigator:
      "X-MimeOLE schreiben Programme von Microsoft, die Mail nennt {claimed}. Alte Versandskripte übernehmen das Feld aus einer Vorlage.",
  },
  "client-is-browser-text": {
    reporter: "Die Mail trägt den Namen eines Webbrowsers, wo ein Mailprogramm stehen müsste.",
    investigator:
      "Das Feld, das das Programm nennt, enthält den User-Agent eines Browsers. Mailprogramme schreiben das nicht: manches Webmail schon, Skripte oft.",
  },
  "client-long-outdated": {
    reporter: "Die Mail nennt ein Mailprogramm, das seit Jahren nicht mehr hergestellt wird.",
    investigator:
      "{claimed} wurde Jahre vor dem Datum der Mail eingestellt. Alte Rechner gibt es; weit häufiger schreiben Versandskripte den Namen aus alten Vorlagen.",
  },
  "client-zone-impossible": {
    reporter: "Die Mail nennt eine Zeitzone, die es nicht gibt.",
    investigator:
      "Das Feld Date hat die Zone {zone}, die nirgends gilt. Ein Skript mit Zufallswerten oder ein gefälschtes Feld erklärt das; eine falsch gestellte Uhr selten.",
  },
};
