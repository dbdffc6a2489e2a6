import type { TraceCode } from "../trace-codes.ts";
import type { AreaWords } from "../words.ts";

export const trace: AreaWords<TraceCode> = {
  "hop-delay-negative": {
    reporter: "Zwei Server auf dem Weg dieser Mail nennen Zeiten, die nicht zueinander passen.",
    investigator:
      "Nach seiner eigenen Uhr empfing {by} die Mail {seconds} Sekunden nach dem Server davor: Die Uhren widersprechen sich. Meist geht eine Uhr falsch oder eine Zeitzone stimmt nicht; auch eine eingetippte Received-Zeile kommt vor. Den Betreiber des vertrauenswürdigen Servers nach dem Log fragen.",
  },
  "hop-delay-long": {
    reporter: "Die Mail war länger unterwegs als üblich.",
    investigator:
      "{by} empfing die Mail {seconds} Sekunden nach dem Server davor. Warteschlangen, Greylisting und Filter halten Mail manchmal Stunden fest; ungleiche Uhren sehen genauso aus. Die Logs beider Server zeigen, wo sie wartete.",
  },
  "hop-date-unreadable": {
    reporter: "Ein Server auf dem Weg dieser Mail hat eine Zeit notiert, die sich nicht lesen lässt.",
    investigator:
      "Das Datum, das {by} notiert hat, ist nicht lesbar. Manche Programme schreiben ungewöhnliche Formen; eine eingetippte Zeile ist eine andere Erklärung. Die Rohzeile zeigt den Text.",
  },
  "hop-claims-provider": {
    reporter: "Eine Zeile vom Weg dieser Mail stammt vielleicht nicht von dem Server, den sie nennt.",
    investigator:
      "Eine Received-Zeile gibt an, von „{by}“ zu stammen. So nennt sich kein Server dieses Anbieters: Die Zeile kann eingetippt sein, oder ein privater Server ist falsch eingerichtet. Diesen Schritt nicht als Aufzeichnung des Anbieters werten.",
  },
  "hop-date-impossible": {
    reporter: "Eine Zeile vom Weg dieser Mail nennt eine Zeit, die nicht stimmen kann.",
    investigator:
      "Die Zeile von {by} trägt das Datum {time}: aus der Zeit vor der heutigen Mail oder mehr als einen Tag nach dem Empfang. Eine nie gestellte Uhr erklärt das, eine eingetippte Zeile ebenso.",
  },
  "hop-reserved-address": {
    reporter: "Eine Zeile vom Weg dieser Mail nennt eine Internetadresse, von der niemand senden kann.",
    investigator:
      "{by} soll von {ip} empfangen haben, einer reservierten Adresse, die im Internet nicht vorkommt. Die Zeile kann eingetippt sein; ein Testaufbau oder ein ungewöhnliches internes Netz ist die harmlose Erklärung.",
  },
  "hop-claims-own-server": {
    reporter:
      "Eine Zeile aus der Zeit vor dem Empfang durch Ihre Organisation nennt einen ihrer eigenen Server.",
    investigator:
      "Unterhalb der Übergabe gibt eine Zeile an, von {by} zu stammen, einem eigenen Server der Organisation. Der Absender kann sie eingetippt haben; eine Mail, die hinausging und über eine Liste oder Weiterleitung zurückkam, sieht genauso aus. Das Log des Servers klärt es.",
  },
  "hop-id-unlike-server": {
    reporter: "Eine Zeile vom Weg dieser Mail sieht nicht so aus wie die Zeilen, die dieser Server schreibt.",
    investigator:
      "Die Zeile von {by} trägt die Kennung „{id}“: Sie hat nicht die Form, die die Software dieses Servers schreibt, oder nennt eine andere Zeit als das Datum der Zeile. Die Zeile kann eingetippt oder unterwegs verändert sein; ein Server, der nur den Namen trägt, ist eine andere Erklärung.",
  },
  "hop-protocol-unlike-server": {
    reporter: "Eine Zeile vom Weg dieser Mail benutzt Wörter, die dieser Server nicht schreibt.",
    investigator:
      "Die Zeile von {by} sagt „with {with}“: Wörter, die wir von Servern dieses Anbieters nicht kennen. Die Zeile kann eingetippt sein, oder ein Gateway hat sie umgeschrieben.",
  },
  "own-egress-match": {
    reporter:
      "Die Mail nennt eine Internetadresse Ihrer eigenen Organisation; das allein zeigt nicht, wer sie geschrieben hat.",
    investigator:
      "{value} liegt im eingestellten Bereich {configured} der Organisation. Das deutet auf eine Verbindung von innen und beweist nichts: Alle hinter dem Bereich teilen sich die Adressen, und eine nicht vertrauenswürdige Zeile kann eingetippt sein. Logs von Firewall, Proxy und DHCP dieser Zeit sichern.",
  },
  "own-vpn-match": {
    reporter:
      "Die Mail nennt eine Adresse des Fernzugangs Ihrer Organisation; das allein zeigt nicht, wer sie geschrieben hat.",
    investigator:
      "{value} liegt im eingestellten VPN-Bereich {configured}. Das deutet auf eine Fernsitzung und beweist nichts: Adressen gehen von Nutzer zu Nutzer, und eine nicht vertrauenswürdige Zeile kann eingetippt sein. Das VPN-Log sichern: Es sagt, wer die Adresse zu der Zeit hatte.",
  },
  "own-domain-match": {
    reporter:
      "Die technischen Daten der Mail nennen Ihre eigene Organisation; das allein zeigt nicht, wer sie geschrieben hat.",
    investigator:
      "„{value}“ ist ein Name unter der Domäne {configured} der Organisation. Das deutet nach innen und beweist nichts: Ein Absender kann so einen Namen eintippen, und Mail, die die Organisation selbst gesendet hat, trägt ihn auch. Mit dem Log des eigenen Mailservers vergleichen.",
  },
  "origin-name-contradicts": {
    reporter: "Der Name und die Internetadresse in einer Zeile dieser Mail gehören nicht zusammen.",
    investigator:
      "Der Name {name} enthält eine andere Adresse als {ip}, zu der {claimedBy} ihn nennt. Ein neu nummeriertes Netz erklärt das, eine eingetippte Zeile auch. Name und Adresse nachschlagen, für die Zeit der Mail.",
  },
  "origin-name-carries-address": {
    reporter:
      "Eine Zeile dieser Mail nennt einen Internetanschluss, den sein Anbieter für die Polizei nachschlagen kann.",
    investigator:
      "Der Name {name} enthält die Adresse {ip} hexadezimal: der Name eines Zugangsanbieters für einen Anschluss, laut {claimedBy}. Nur der Anbieter kennt den Teilnehmer und nennt ihn den Behörden; die genaue Zeit gehört zur Anfrage.",
  },
  "origin-cloud": {
    reporter: "Diese Mail lief über einen gemieteten Rechner.",
    investigator:
      "{claimedBy} nennt {ip} ({name}), eine gemietete Maschine in einem Rechenzentrum. Ihr Anbieter kennt den Kunden; Websites, Newsletter und Firmenserver nutzen dieselben Maschinen.",
  },
  "origin-not-public": {
    reporter: "Die Mail nennt eine Adresse innerhalb irgendeines privaten Netzes.",
    investigator:
      "{claimedBy} nennt {ip}, eine Adresse eines privaten Netzes: Im Internet sagt sie nichts, in dem Netz, aus dem sie stammt, benennt sie ein Gerät. Vor jedem Schluss mit dem eigenen Adressplan vergleichen; Millionen Haushalte nutzen dieselben Adressen.",
  },
};
