import type { TraceCode } from "../trace-codes.ts";
import type { AreaWords } from "../words.ts";

export const trace: AreaWords<TraceCode> = {
  "hop-delay-negative": {
    reporter: "Twee servers op de route van deze mail noemen tijden die niet bij elkaar passen.",
    investigator:
      "Volgens zijn eigen klok ontving {by} de mail {seconds} seconden na de vorige server: de klokken zijn het niet eens. Meestal loopt een klok verkeerd of klopt een tijdzone niet; een getypte Received-regel kan ook. Vraag de beheerder van de vertrouwde server om zijn log.",
  },
  "hop-delay-long": {
    reporter: "De mail was langer onderweg dan gewoonlijk.",
    investigator:
      "{by} ontving de mail {seconds} seconden na de vorige server. Wachtrijen, greylisting en filters houden mail soms uren vast; klokken die niet gelijk lopen geven hetzelfde beeld. De logs van beide servers laten zien waar de mail wachtte.",
  },
  "hop-date-unreadable": {
    reporter: "Een server op de route van deze mail noteerde een tijd die niet te lezen is.",
    investigator:
      "De datum die {by} noteerde is niet te lezen. Sommige programma's schrijven een ongewone vorm; een getypte regel is een andere verklaring. De ruwe regel toont de tekst.",
  },
  "hop-claims-provider": {
    reporter: "Een regel van de route van deze mail komt misschien niet van de server die erin staat.",
    investigator:
      'Een Received-regel zegt door "{by}" te zijn toegevoegd. Zo noemt geen server van die provider zich: de regel kan getypt zijn, of een eigen server is verkeerd ingesteld. Zie deze stap niet als registratie van de provider.',
  },
  "hop-date-impossible": {
    reporter: "Een regel van de route van deze mail noemt een tijd die niet kan kloppen.",
    investigator:
      "De regel van {by} is gedateerd {time}: van voor de mail zoals we die kennen, of meer dan een dag na de ontvangst. Een klok die nooit is gezet verklaart dat, een getypte regel ook.",
  },
  "hop-reserved-address": {
    reporter:
      "Een regel van de route van deze mail noemt een internetadres waarvandaan niemand kan versturen.",
    investigator:
      "{by} zou hebben ontvangen van {ip}, een adres dat gereserveerd is en op internet niet voorkomt. De regel kan getypt zijn; een proefopstelling of een ongewoon intern netwerk is de onschuldige verklaring.",
  },
  "hop-claims-own-server": {
    reporter: "Een regel van voor de ontvangst door je organisatie noemt een van haar eigen servers.",
    investigator:
      "Onder de overdracht zegt een regel te zijn toegevoegd door {by}, een eigen server van de organisatie. De afzender kan die hebben getypt; een mail die wegging en terugkwam, via een mailinglijst of doorsturen, ziet er net zo uit. De log van die server geeft uitsluitsel.",
  },
  "hop-id-unlike-server": {
    reporter: "Een regel van de route van deze mail lijkt niet op de regels die die server schrijft.",
    investigator:
      'De regel van {by} heeft als kenmerk "{id}": dat heeft niet de vorm die de software van deze server schrijft, of noemt een andere tijd dan de datum van de regel. De regel kan getypt of onderweg veranderd zijn; een server die alleen die naam draagt is een andere verklaring.',
  },
  "hop-protocol-unlike-server": {
    reporter: "Een regel van de route van deze mail gebruikt woorden die die server niet schrijft.",
    investigator:
      'De regel van {by} zegt "with {with}": woorden die we van servers van deze provider niet kennen. De regel kan getypt zijn, of een gateway heeft hem herschreven.',
  },
  "own-egress-match": {
    reporter:
      "De mail noemt een internetadres van je eigen organisatie; dat alleen laat niet zien wie hem schreef.",
    investigator:
      "{value} valt in het ingestelde bereik {configured} van de organisatie. Dat wijst op een verbinding van binnen en bewijst niets: iedereen achter dat bereik deelt de adressen, en een niet-vertrouwde regel kan getypt zijn. Bewaar de logs van firewall, proxy en DHCP van dat moment.",
  },
  "own-vpn-match": {
    reporter:
      "De mail noemt een adres van de toegang op afstand van je organisatie; dat alleen laat niet zien wie hem schreef.",
    investigator:
      "{value} valt in het ingestelde VPN-bereik {configured}. Dat wijst op een sessie op afstand en bewijst niets: adressen gaan van gebruiker naar gebruiker, en een niet-vertrouwde regel kan getypt zijn. Bewaar de VPN-log, die zegt wie het adres op dat moment had.",
  },
  "own-domain-match": {
    reporter:
      "De technische gegevens van de mail noemen je eigen organisatie; dat alleen laat niet zien wie hem schreef.",
    investigator:
      '"{value}" is een naam onder het domein {configured} van de organisatie. Dat wijst naar binnen en bewijst niets: een afzender kan zo\'n naam typen, en mail die de organisatie zelf verstuurde draagt hem ook. Vergelijk met de log van de eigen mailserver.',
  },
  "origin-name-contradicts": {
    reporter: "De naam en het internetadres in een regel van deze mail horen niet bij elkaar.",
    investigator:
      "De naam {name} bevat een ander adres dan {ip}, waarbij {claimedBy} hem noemt. Een omgenummerd netwerk verklaart dat, een getypte regel ook. Zoek naam en adres op, voor het tijdstip van de mail.",
  },
  "origin-name-carries-address": {
    reporter:
      "Een regel van deze mail noemt een internetaansluiting die de provider voor de politie kan opzoeken.",
    investigator:
      "De naam {name} bevat het adres {ip} hexadecimaal: de naam van een toegangsprovider voor één aansluiting, volgens {claimedBy}. Alleen de provider kent de abonnee, en zegt het aan bevoegde instanties; het exacte tijdstip hoort bij de vraag.",
  },
  "origin-cloud": {
    reporter: "Deze mail ging door een gehuurde computer.",
    investigator:
      "{claimedBy} noemt {ip} ({name}), een gehuurde machine in een datacentrum. De aanbieder kent de klant; websites, nieuwsbrieven en servers van bedrijven gebruiken dezelfde machines.",
  },
  "origin-not-public": {
    reporter: "De mail noemt een adres binnen een of ander privénetwerk.",
    investigator:
      "{claimedBy} noemt {ip}, een adres van een privénetwerk: op internet zegt het niets, maar binnen het netwerk waar het vandaan komt is het één apparaat. Vergelijk het met het eigen adresplan voor u er iets uit afleidt; miljoenen huishoudens gebruiken dezelfde adressen.",
  },
};
