import type { ProviderFactWords } from "../provider-fact-codes.ts";

export const providerFacts: ProviderFactWords = {
  reveals: {
    "account-address": "het adres van het account, zoals de velden van de aanbieder het noemen",
    "account-number-inferred":
      "een nummer dat per account hetzelfde lijkt (afgeleid uit drie voorbeelden, niet bevestigd door de aanbieder)",
    "api-used": "dat een programma via de API van de aanbieder verzond, niet iemand in de webmail",
    "client-helo": "de naam die het verzendende programma zichzelf gaf; het kan elke naam opschrijven",
    "client-ip": "het adres waarvandaan de server van de aanbieder de mail aannam, zoals die server noteerde",
    "customer-domain":
      "dat een klant met een eigen domein deze aanbieder gebruikt; de beheerder daarvan heeft logs",
    "google-project-number": "een nummer dat op een Google Cloud-project lijkt (onbevestigd)",
    "google-service":
      "dat een dienst van Google verzond voor een project, formulier of groep, niet iemands postbus",
    "original-from":
      "dat de aanbieder de From van de afzender verving; het origineel staat in een ander veld",
    "provider-token": "een ondoorzichtig kenmerk dat alleen de aanbieder kan herleiden",
    "sending-time": "de eigen klok van de aanbieder in een kenmerk, op de milliseconde of beter",
    "mail-program-used": "dat een mailprogramma zich aanmeldde en de mail aanbood, niet de webmail",
    "server-region": "het datacentrum van de postbus, nooit de plaats van de afzender",
    "tenant-domain": "de tenant die ondertekende",
    "web-client-version": "welke webmail werd gebruikt, met versie",
    "web-or-app-used": "dat de eigen webmail of app van de aanbieder werd gebruikt",
  },
  hides: {
    "client-ip": "het internetadres van de afzender: de aanbieder heeft het, de mail niet",
    "client-ip-in-web-and-app":
      "het internetadres van de afzender bij gebruik van webmail of app: de aanbieder heeft het, de mail niet",
    "content-encrypted-at-provider":
      "bewaarde inhoud: versleuteld, de aanbieder kan die mogelijk zelf niet lezen",
    device: "welk apparaat is gebruikt",
    "ip-is-the-providers-own":
      "het internetadres van de afzender: het adres in de mail is van de aanbieder zelf",
    "person-behind-account": "wie de persoon is: een account is geen persoon",
    "user-of-the-customer":
      "welke gebruiker van de klant was aangemeld: de beheerder van de klant kan dat zien",
  },
  items: {
    account: "Precies account",
    "window-start": "Van (UTC)",
    "window-end": "Tot (UTC)",
    "message-id": "Message-ID",
    identifier: "Kenmerk van de aanbieder",
    "submission-ip": "Adres dat de mail aanbood, zoals de server van de aanbieder noteerde",
    "submission-port": "Poort daarvan",
    data: "Vraag naar",
    "who-may-ask": "Wie mag vragen",
    fact: "Goed om te weten",
    "checked-on": "Standaardwaarden nagegaan op",
  },
  values: {
    "data-subscriber": "gegevens van de houder en wanneer het account is gemaakt",
    "data-recovery": "hersteladres en telefoonnummer",
    "data-login-ips-with-ports": "aanmeldadressen met poorten en tijden",
    "data-sessions": "sessies in de periode",
    "data-devices": "apparaten en programma's",
    "data-content": "inhoud (bijna overal een hogere drempel)",
    "data-api-project": "eigenaar van het project, formulier of de groep",
    "data-tenant-audit": "de eigen aanmeld- en auditlogs van de klant",
    "who-authorities-only": "alleen opsporing en rechter",
    "who-swiss-authorities": "alleen met een bevel van de Zwitserse autoriteiten",
    "who-tenant-administrator": "de beheerder van de klant kan meteen kijken, en mag dat vrijwillig doen",
    "who-voluntary-hold":
      "iedereen mag om bewaren vragen; de brief van een particuliere partij levert hooguit vrijwillig bewaren op",
    "fact-google-hold-90-days": "Google bewaart op verzoek van autoriteiten 90 dagen (secundaire bron)",
    "fact-yahoo-exact-address": "Yahoo heeft het precieze adres nodig",
    "fact-microsoft-account": "Microsoft heeft het account nodig; een Message-ID alleen volstaat niet",
    "fact-e-evidence":
      "EU e-Evidence sinds 18 augustus 2026: verstrekken 10 dagen, 8 uur bij nood, bewaren 60 dagen (secundaire bron)",
    "fact-dutch-orders":
      "Nederlandse toegangsaanbieder: politie en officier van justitie vorderen gebruikers- en verkeersgegevens (art. 126n en 126na Sv)",
    "fact-profile-few-samples":
      "dit profiel berust op minder dan tien echte mails: ga het na voordat erop wordt gebouwd",
    "fact-profile-old-samples": "dit profiel berust alleen op oude mails",
  },
  notLegalAdvice:
    "Standaardwaarden van de datum hierboven; laat een jurist ze bevestigen. Dit is geen juridisch advies.",
};
