import type { ClientCode } from "../client-codes.ts";
import type { AreaWords } from "../words.ts";

export const client: AreaWords<ClientCode> = {
  "client-claims-differ": {
    reporter: "De mail noemt twee verschillende mailprogramma's.",
    investigator:
      "X-Mailer en User-Agent noemen verschillende programma's. Gateways en invoegtoepassingen voegen er soms een toe; een script dat velden kopieert ook. Vergelijk met andere mails van de afzender.",
  },
  "client-boundary-differs": {
    reporter:
      "De mail zegt met {claimed} te zijn geschreven, maar delen ervan zijn niet opgebouwd zoals dat programma doet.",
    investigator:
      "Het programma noemt zich {claimed}; de boundary heeft de vorm van {looksLike}. Een gateway die de mail opnieuw opbouwt verklaart dat, een script dat een programma nadoet ook.",
  },
  "client-message-id-differs": {
    reporter:
      "De mail zegt met {claimed} te zijn geschreven, maar het nummer heeft niet de vorm van dat programma.",
    investigator:
      "Het programma noemt zich {claimed}; de Message-ID heeft de vorm van een ander programma. Invoegtoepassingen en doorgeefservers vervangen die soms; een nagemaakte kop is de andere verklaring.",
  },
  "client-mimeole-differs": {
    reporter: "De mail draagt een kenmerk van een ander mailprogramma dan het genoemde.",
    investigator:
      "X-MimeOLE wordt door programma's van Microsoft geschreven, de mail noemt {claimed}. Oude verzendscripts nemen het veld uit een sjabloon over.",
  },
  "client-is-browser-text": {
    reporter: "De mail draagt de naam van een webbrowser waar een mailprogramma hoort te staan.",
    investigator:
      "Het veld dat het programma noemt bevat de User-Agent van een browser. Mailprogramma's schrijven dat niet: sommige webmail wel, scripts vaak.",
  },
  "client-long-outdated": {
    reporter: "De mail noemt een mailprogramma dat al jaren niet meer wordt gemaakt.",
    investigator:
      "{claimed} was jaren voor de datum van de mail beëindigd. Oude computers bestaan; verzendscripts schrijven de naam veel vaker uit oude sjablonen over.",
  },
  "client-zone-impossible": {
    reporter: "De mail noemt een tijdzone die niet bestaat.",
    investigator:
      "Het veld Date heeft de zone {zone}, die nergens in gebruik is. Een script met willekeurige waarden of een vervalst veld verklaart dat; een verkeerd ingestelde klok zelden.",
  },
};
