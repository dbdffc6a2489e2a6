import type { BodyCode } from "../body-codes.ts";
import type { AreaWords } from "../words.ts";

export const body: AreaWords<BodyCode> = {
  "link-shows-another-host": {
    reporter:
      "Een link in deze mail toont {shown}, maar leidt ergens anders heen; je hoeft hem niet te openen.",
    investigator:
      "{count} link(s) tonen een andere server dan waarheen ze leiden: de eerste toont {shown} en leidt naar {host}. Nieuwsbrieven doen dat ook, om klikken te tellen. Vergelijk de registratie van beide en vraag het doel op zonder het vanuit het eigen netwerk te openen.",
  },
  "link-host-is-address": {
    reporter:
      "Een link in deze mail leidt naar een nummer in plaats van een naam; je hoeft hem niet te openen.",
    investigator:
      "{count} link(s) leiden naar een kaal netwerkadres ({hosts}). Testsystemen en interne pagina's doen dat ook. Zoek op wie het adres aankondigt, en zoek ernaar in de weblogs.",
  },
  "link-host-in-punycode": {
    reporter: "Een link in deze mail gebruikt een naam met ongewone letters; je hoeft hem niet te openen.",
    investigator:
      "{count} link(s) leiden naar namen met andere letters dan ASCII ({hosts}, zoals het netwerk ze ziet). Veel talen hebben die nodig; namen die op bekende lijken worden ook zo geschreven. Vergelijk letter voor letter.",
  },
  "link-runs-code": {
    reporter:
      "Een link in deze mail bevat zelf een klein programma of een pagina; je hoeft hem niet te openen.",
    investigator:
      "{count} link(s) bevatten code of een document in plaats van een adres ({quote}). Mailprogramma's weigeren die meestal. Bewaar de tekst zoals hij is en laat een specialist hem lezen; open hem niet.",
  },
  "form-in-mail": {
    reporter: "De mail vraagt om iets in te vullen; wat daar getypt wordt, blijft niet bij je.",
    investigator:
      "De mail bevat {count} formulier(en); wat getypt wordt, gaat naar {hosts}. Zoekvelden van gekopieerde webpagina's zien er net zo uit. Vraag of er iets is ingevuld, en zoek in de weblogs naar die server.",
  },
  "hidden-text": {
    reporter: "De mail bevat tekst die niet getoond wordt; die is bewaard voor wie dit onderzoekt.",
    investigator:
      "{count} stuk(ken) tekst zijn onzichtbaar gemaakt ({how}); het eerste luidt: “{quote}”. Nieuwsbrieven verbergen zo een voorvertoning en tekst voor kleine schermen; afzenders verbergen zo ook vulling voor filters of merktekens van het exemplaar. Lees de hele lijst: zulke merktekens kunnen mails verbinden.",
  },
  "invisible-characters": {
    reporter: "Sommige woorden in deze mail zijn opgeknipt door tekens die niet te zien zijn.",
    investigator:
      "Tekens zonder vorm staan midden in woorden ({how}), het eerst in “{quote}”. Kopiëren van webpagina's laat er soms achter; ze dienen ook om filters te ontwijken of een exemplaar te merken. Vergelijk ze octet voor octet met andere mails.",
  },
  "alternative-differs": {
    reporter: "De mail heeft twee teksten die verschillen; sommige programma's tonen de andere.",
    investigator:
      "De platte en de HTML-vorm hebben weinig woorden gemeen; de platte begint met: “{quote}”. Sommige programma's zetten daar een mededeling in plaats van de tekst. Lees beide: de lezer zag de ene, een filter misschien de andere.",
  },
  "tracking-picture": {
    reporter:
      "De mail bevat heel kleine plaatjes die een server melden wanneer hij geopend wordt; hier is niets geladen.",
    investigator:
      "{count} plaatje(s) te klein of te verborgen om te zien, bij {hosts}. Bijna alle nieuwsbrieven tellen zo het openen. Is de mail met plaatjes geopend, dan kan de afzender weten wanneer en vanuit welk netwerk: noteer wanneer dat was.",
  },
  "remote-content": {
    reporter: "Om deze mail volledig te tonen zou van andere servers geladen worden; hier is niets geladen.",
    investigator:
      "{count} adres(sen) zouden bij het tonen geladen worden, bij {hosts}. Gewoon bij opgemaakte mail. Web- en DNS-logs zeggen of en waar de mail zo getoond is.",
  },
  "wallet-address": {
    reporter: "De mail noemt een rekening voor digitaal geld; je hoeft nu niets te betalen.",
    investigator:
      "{count} adres(sen) waarvan de controlesom klopt ({currencies}): {quote}. Van wie een adres is, blijkt er niet uit. Vraag politie en beurs vroeg, en vergelijk het met andere meldingen.",
  },
  "threat-words": {
    reporter:
      "Sommige zinnen bevatten woorden die ook in bedreigingen staan; je hoeft ze niet opnieuw te lezen.",
    investigator:
      "{count} zin(nen) bevatten woorden die ook in bedreigingen staan, de eerste: “{quote}”. Er zijn alleen woorden vergeleken: nieuws, grappen en waarschuwingen hebben ze ook. Lees de zinnen op hun plaats.",
  },
  "demand-words": {
    reporter: "Sommige zinnen bevatten woorden die ook in eisen staan; je hoeft nu niets te doen.",
    investigator:
      "{count} zin(nen) bevatten woorden die ook in eisen staan, de eerste: “{quote}”. Er zijn alleen woorden vergeleken: rekeningen en verzoeken hebben ze ook. Citeer letterlijk wat geëist wordt.",
  },
  "deadline-words": {
    reporter: "De mail noemt een tijd of datum; zeg die tegen wie je helpt.",
    investigator:
      "{count} zin(nen) bevatten woorden van een termijn, de eerste: “{quote}”. Er zijn alleen woorden vergeleken. Reken het moment uit vanaf het verzenden, en plan wat daarvoor veiliggesteld moet zijn.",
  },
  "contact-elsewhere": {
    reporter:
      "De mail noemt een andere manier om te praten, zoals een berichtendienst; je hoeft die niet te gebruiken.",
    investigator:
      "{count} zin(nen) noemen een berichtendienst, de eerste: “{quote}”. Eerlijke afzenders doen dat ook. Een naam of nummer daar kan bij die dienst opgevraagd worden.",
  },
  "body-not-read-fully": {
    reporter: "De mail is heel lang; alleen het begin is doorgekeken.",
    investigator:
      "De tekst is langer dan wat ontleed wordt; in de lijsten van dit deel kan iets van het einde ontbreken. De mail zelf is volledig bewaard.",
  },
};
