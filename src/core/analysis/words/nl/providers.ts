import type { ProvidersCode } from "../providers-codes.ts";
import type { AreaWords } from "../words.ts";

export const providers: AreaWords<ProvidersCode> = {
  "client-address-recorded": {
    reporter:
      "De mail is aan {provider} aangeboden vanaf een internetadres dat is vastgelegd; onderzoekers kunnen navragen wie het toen gebruikte.",
    investigator:
      "De server van {provider} noteerde dat hij de mail aannam van {ip}: een bewering van die server, of van wie de regel schreef. Zo'n adres is vaak gedeeld (NAT van de provider, VPN, kantoor): vraag de toegangsaanbieder met de precieze tijd en, als die er is, de poort. Profiel uit {samples} echte mails.",
  },
  "provider-hides-client-address": {
    reporter:
      "{provider} zet het internetadres van de afzender niet in de mail; de aanbieder heeft het misschien, en de politie kan het vragen.",
    investigator:
      "{provider} geeft hier geen adres van de afzender door; dat het ontbreekt zegt dus niets over de afzender. Een verzoek vraagt het account ({account}), de periode in UTC en deze kenmerken uit de mail: {identifiers}. Aanbieders antwoorden alleen aan autoriteiten; om bewaren mag iedereen vragen. Profiel uit {samples} echte mails.",
  },
  "provider-account-named": {
    reporter: "De mail noemt het account bij {provider} waarmee hij is verzonden.",
    investigator:
      "De velden van de aanbieder noemen het account {account} bij {provider}. Een account is geen persoon: het kan gedeeld, overgenomen of onder een andere naam gemaakt zijn. Zonder geldige handtekening zijn de velden na te maken. Profiel uit {samples} echte mails.",
  },
  "provider-customer-named": {
    reporter: "De mail is via {provider} verzonden door een organisatie die daar een eigen adres heeft.",
    investigator:
      "{domain} is klant bij {provider}. De beheerder van die klant kan meteen in aanmeld- en auditlogs kijken, zonder bevel; een overgenomen account van een onschuldige organisatie is een veelvoorkomende verklaring.",
  },
  "provider-service-sent": {
    reporter: "De mail is verzonden door een automatische dienst van Google, niet vanuit iemands postbus.",
    investigator:
      "Een dienst van Google (Firebase, Formulieren, Groepen) verzond hem voor iemands project, formulier of groep. Google kan de eigenaar aan autoriteiten noemen; het From-adres is van de dienst, niet van een afzender.",
  },
  "provider-api-used": {
    reporter: "De mail is door een programma via {provider} verzonden, niet in de mailpagina getypt.",
    investigator:
      "gmailapi.google.com nam hem aan; {project} lijkt het nummer van het Google Cloud-project waar het programma bij hoort (onbevestigd). Invoegtoepassingen, gepland verzenden door andere producten en massamailers doen dit.",
  },
  "proton-account-number": {
    reporter: "De mail draagt een nummer dat bij het account van de afzender bij {provider} kan horen.",
    investigator:
      "Feedback-ID bevat {number}. Het was hetzelfde in alle drie bekende mails van één account en lijkt dus per account vast: afgeleid uit drie voorbeelden, niet bevestigd door Proton. Gebruik het om mails te vergelijken en als kenmerk in een verzoek, niet als bewijs.",
  },
  "provider-fields-copied": {
    reporter: "De mail draagt kenmerken van {provider}, maar is door een andere server aangeboden.",
    investigator:
      "De onderste regels zijn van {provider}, maar de volgende server nam de mail aan van {server} (volgens {by}). De kop is waarschijnlijk uit een andere mail gekopieerd; een doorstuurdienst die geen regel achterliet is de andere verklaring. Er is geen geldige handtekening van de aanbieder vastgelegd: vraag die aanbieder op deze grond niet om een account.",
  },
  "from-provider-not-shown": {
    reporter: "De mail zegt van een adres bij {provider} te komen, maar verder toont niets dat aan.",
    investigator:
      "From is {from}, maar er is geen handtekening en geen server van {provider} te zien; de oudste genoemde server is {server}. Het adres is waarschijnlijk verzonnen of misbruikt. Een mailinglijst of doorstuurdienst die regels weghaalt verklaart het ook.",
  },
  "gmail-route-differs": {
    reporter: "Het nummer van de mail heeft de vorm van Gmail, maar de mail ging niet de weg van Gmail.",
    investigator:
      "Message-IDs van deze vorm worden door webpagina, app en API van Gmail geschreven, die binnen Google aanbieden; hier is de oudste server {found}. De Message-ID is gekopieerd of verzonnen, of er ontbreken regels. In geen van {samples} echte mails gezien.",
  },
  "outlook-boundary-differs": {
    reporter: "Twee kenmerken die in echte mails van Outlook.com overeenkomen, doen dat hier niet.",
    investigator:
      "De MIME-boundary bevat het eerste deel van de Message-ID ({expected}) niet, zoals in 173 van {samples} echte mails. Een vervalste of opnieuw opgebouwde kop verklaart het; een gateway die de mail herschrijft ook.",
  },
  "yahoo-counter-differs": {
    reporter: "Twee nummers die in echte mails van Yahoo op elkaar volgen, doen dat hier niet.",
    investigator:
      "Het tweede getal van de Message-ID is {found}; volgens de teller in de boundary zou het {expected} zijn. Het klopte in alle {samples} bekende mails: weinig, dus niet meer dan een aanwijzing. Een gateway die de delen opnieuw opbouwt verklaart het ook.",
  },
  "proton-expiry-differs": {
    reporter: "De handtekening van de mail is niet zo lang geldig als Proton gewoonlijk aangeeft.",
    investigator:
      "De handtekening noemt {found} seconden geldigheid, bij Proton was dat {expected} in de {samples} bekende mails: weinig, en Proton kan het hebben gewijzigd. Een verzonnen handtekeningveld is een andere verklaring; controleer de handtekening.",
  },
};
