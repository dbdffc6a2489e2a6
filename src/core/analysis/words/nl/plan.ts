import type { PlanWords } from "../plan-words.ts";

export const planWords: PlanWords = {
  labels: {
    title: "Te bewaren logs",
    mails: "Mails",
    warnings: "Voordat iemand gaat kijken",
    items: "Wat te bewaren, het dringendste eerst",
    system: "Systeem",
    from: "Van",
    to: "Tot",
    utc: "UTC",
    local: "Plaatselijke tijd",
    margin: "Marge",
    lookFor: "Zoek naar",
    why: "Waarom",
    retention: "Bewaard",
    deadline: "Veiligstellen vóór",
    passed: "verstreken: vraag vandaag of het er nog is",
    queries: "Kant-en-klare zoekopdrachten",
    nothing: "De mail noemt geen tijd: er is geen periode om te doorzoeken.",
  },
  systems: {
    cctv: "Camerabeelden (navragen)",
    "dhcp-wifi": "DHCP en wifi",
    nat: "NAT-vertalingen",
    vpn: "VPN",
    proxy: "Webproxy",
    dns: "DNS-vragen",
    firewall: "Firewall",
    "browser-history": "Browsergeschiedenis en endpoint-telemetrie",
    badge: "Toegangspas en deur",
    print: "Printen en scannen",
    "google-email-log": "Google Workspace: e-maillogboek",
    "entra-sign-in": "Entra-aanmeldlogboek",
    "mail-gateway": "Mailgateway of mailserver",
    "message-trace": "Exchange Online: berichttracering",
    "google-audit": "Google Workspace: auditlogboek",
    "purview-audit": "Purview-auditlogboek",
  },
  reasons: {
    "shows-delivery-and-other-recipients":
      "Bevestigt uit een andere bron dan het bestand dat de mail is afgeleverd, door welke server, en wie hem nog meer kreeg.",
    "sent-from-inside":
      "Zou laten zien of de webmail van de aanbieder van binnenuit werd gebruikt toen de mail werd verzonden. Zonder TLS-inspectie zijn alleen host, tijd en omvang te zien.",
    "connection-at-that-time":
      "Zou verbindingen met die hosts en adressen laten zien toen de mail werd verzonden.",
    "present-at-that-time":
      "Laat zien wie rond die tijd verbonden of aanwezig was. Aanwezig zijn is niet hetzelfde als schrijven.",
    "matches-own-network":
      "Een adres in de mail valt in de eigen netwerken van de organisatie. Velen delen zo'n adres; de kopregel kan ook verzonnen zijn.",
    "sign-in-at-that-time":
      "Laat zien wie was aangemeld, en vanaf welke adressen, toen de mail werd verzonden.",
    "sign-in-from-that-address":
      "Laat zien of iemand van de organisatie zich aanmeldde vanaf het adres dat de mail noemt. Adressen worden gedeeld en wisselen van gebruiker.",
    "thread-begun-at-that-time": "Volgens de Thread-Index is het gesprek op dit eerdere moment begonnen.",
    "clock-says-that-time":
      "Een kenmerk dat het programma van de afzender maakte draagt deze andere tijd: eerder voorbereid, een verkeerde klok, of een vervalste kopregel.",
    "ask-whether-kept":
      "Of dit er voor die tijd is moet vandaag worden nagevraagd; het is meestal als eerste weg. Inzien vraagt een eigen grondslag.",
  },
  retention: {
    organisation: "{days} dagen, volgens de organisatie",
    documented: "{days} dagen volgens de leverancier (nagegaan 2026-11); het contract kan afwijken",
    assumed:
      "onbekend: vraag het vandaag. {days} dagen is een voorzichtige aanname die alleen de volgorde bepaalt",
  },
  notKept: "wordt niet bewaard, volgens de organisatie",
  margin: "{minutes} minuten aan weerszijden: klokken verschillen, en schrijven gaat aan verzenden vooraf",
  localTimeNote:
    "DHCP-logs van Windows staan in de plaatselijke tijd van de server; noteer de tijdzone en de afwijking van de klok.",
  valueLeftOut:
    "Sommige waarden bevatten tekens die geen zoekopdracht veilig kan dragen; ze staan in de lijst, zoek ze met de hand.",
  task: "Veiligstellen: {system} ({mails} mails)",
  warnings: {
    "fix-hypotheses-first":
      "Leg perioden, hosts, betrokken personen en uitsluitingen schriftelijk vast vóór het kijken, en noteer een hash van dat plan.",
    "open-tabs-poll":
      "Een openstaand webmailtabblad haalt de hele dag op en past in elke periode: haal dat eruit voordat een treffer telt.",
    "mobile-data-invisible":
      "Mobiele data, thuisverbindingen en wifi van anderen laten hier niets na: geen treffer pleit niemand vrij en belast niemand.",
    "scheduled-sending":
      "Mail kan gepland worden: op het moment van verzenden hoeft niemand achter een toetsenbord te hebben gezeten.",
    "one-mail-identifies-nobody":
      "Eén mail wijst niemand aan. Tel missers net zo goed als treffers, en hoeveel anderen ook passen; mails binnen enkele minuten zijn één gelegenheid.",
    "record-clock-offset": "Noteer per log de tijdzone, de afwijking van de klok en hoe zeker die is.",
    "hash-on-arrival":
      "Kopieer hele bestanden of exports, hash ze bij ontvangst, en noteer wie ze waar vandaan haalde.",
    "not-legal-advice":
      "Bewaartermijnen zijn standaardwaarden, geen juridisch advies. Betrek de functionaris gegevensbescherming, en waar nodig de ondernemingsraad, voordat logs over personen worden doorzocht.",
  },
};
