import type { SpoofingCode } from "../spoofing-codes.ts";
import type { AreaWords } from "../words.ts";

export const spoofing: AreaWords<SpoofingCode> = {
  "from-missing": {
    reporter: "De mail noemt helemaal geen afzender.",
    investigator:
      "Er is geen From-veld, terwijl RFC 5322 (paragraaf 3.6) het eist. Gewone programma's schrijven het altijd: de mail komt van een script of is onderweg beschadigd. Kijk in plaats daarvan naar de Return-Path en de onderste Received-velden.",
  },
  "from-multiple": {
    reporter: "De mail noemt de afzender meer dan eens, en programma's kunnen verschillende tonen.",
    investigator:
      "Er zijn meer From-velden; precies één is toegestaan (RFC 5322, paragraaf 3.6). Programma's en filters kunnen elk een ander nemen, wat ook een weg langs DKIM en DMARC is. Vergelijk elk From-veld met wat de melder op het scherm zag.",
  },
  "header-malformed": {
    reporter: "Een deel van de technische kop is stuk; programma's kunnen de rest verschillend lezen.",
    investigator:
      "De kop stopt bij een regel die geen veld is. Wat volgt geldt hier als inhoud, zoals Python en Microsoft lezen; andere programma's kunnen velden blijven lezen. Ook foute scripts en gateways doen dit: open de octetten op deze plaats.",
  },
  "message-id-missing": {
    reporter: "De mail heeft geen eigen kenmerk; gewone mailprogramma's schrijven er een.",
    investigator:
      "Er is geen leesbare Message-ID. Gewone programma's schrijven er een, scripts en apparaten vaak niet. Zoek in de mailgateway daarom op tijd, afzender en ontvanger.",
  },
  "message-id-by-receiver": {
    reporter:
      "Het kenmerk van de mail lijkt van de ontvangende kant te komen, niet van het programma van de afzender.",
    investigator:
      "{messageId} heeft de vorm die ontvangende servers (Exchange Online Protection, Gmail) in mail schrijven die zonder Message-ID binnenkwam. Dan gebruikte de afzender eerder een script of apparaat dan een mailprogramma. De vorm is na te maken: het spoor van de ontvangende server laat zien of die het toevoegde.",
  },
  "display-name-has-address": {
    reporter: "De naam van de afzender toont het adres {shown}, maar de mail zegt van {from} te komen.",
    investigator:
      "De weergavenaam bevat {shown}; het adres is {from}. Veel programma's tonen alleen de naam, zodat de lezer het andere adres voor de afzender houdt. Ook mailinglijsten, doorstuurders en ticketsystemen schrijven zulke namen: ga na of {shown} echt iets verstuurde.",
  },
  "reply-to-differs": {
    reporter: "Een antwoord zou naar {other} gaan, niet naar {from}.",
    investigator:
      "Reply-To is {other}, From is {from}. Gewoon bij nieuwsbrieven, webformulieren en ticketsystemen; ook hoe antwoorden op een vervalste afzender bij de schrijver komen. Het account achter {other} is er een om bij de provider naar te vragen.",
  },
  "sender-differs": {
    reporter: "De mail zegt dat {other} hem verstuurde namens {from}.",
    investigator:
      "Sender is {other}, From is {from} (RFC 5322, paragraaf 3.6.2). Gemachtigden, mailinglijsten en verzenddiensten schrijven dit eerlijk. Het veld is een bewering van de afzender of diens server.",
  },
  "return-path-differs": {
    reporter:
      "Bezorgfouten gaan naar {returnPath}, een ander domein dan dat van {from}; gewoon bij nieuwsbrieven, en ook te zien bij vervalste afzenders.",
    investigator:
      "De envelopafzender {returnPath} valt buiten het organisatiedomein van {from}: SPF zegt dan niets over From. Verzenddiensten, doorstuurders (SRS) en lijsten doen dit voortdurend. Het domein in de Return-Path zegt wiens server te bevragen is.",
  },
  "display-name-names-organisation": {
    reporter:
      "De naam van de afzender noemt je organisatie, maar het adres {from} is geen adres van je organisatie.",
    investigator:
      'De weergavenaam "{name}" bevat {domain} of het eerste woord daarvan, terwijl {from} buiten de domeinen van de organisatie valt. Ook medewerkers die van huis schrijven en leveranciers noemen de organisatie, en een korte naam kan een gewoon woord zijn. Vraag of het adres bekend is.',
  },
  "from-several-mailboxes": {
    reporter: "De mail noemt {count} afzenders, {from} en {other}; programma's tonen er misschien maar één.",
    investigator:
      "From noemt {count} adressen, eerst {from}, dan {other}. RFC 5322 staat meer schrijvers toe met een Sender-veld, maar bijna geen programma schrijft dat; programma's tonen er één of alle, en DMARC kan een ander controleren dan de lezer ziet.",
  },
  "from-second-address": {
    reporter: "In de regel van de afzender staat naast {from} nog een tweede adres: {other}.",
    investigator:
      "From bevat {other} in een commentaar of een tweede paar haken naast {from}. Programma's verschillen in welk adres ze tonen en controleren. Oude programma's schreven de naam als commentaar, nooit een ander adres: vergelijk met het scherm van de melder.",
  },
  "text-invisible-characters": {
    reporter: "De regel {field} bevat tekens die niet te zien zijn.",
    investigator:
      "{field} bevat {characters}, die programma's niet tonen. Ze dienen om woorden langs filters te krijgen of namen te laten verschillen die gelijk lijken; gekopieerde tekst, emoji en talen van rechts naar links bevatten er ook eerlijk een paar.",
  },
  "text-direction-turned": {
    reporter:
      "De regel {field} bevat tekens die de letters in een andere volgorde kunnen tonen dan ze geschreven zijn.",
    investigator:
      "{field} bevat {characters}, die de leesrichting omkeren (UAX #9), zodat de getoonde tekst kan verschillen van de geschreven tekst. Talen van rechts naar links gebruiken ze zelden in namen en onderwerpen. Vergelijk het ruwe veld met het scherm.",
  },
  "domain-look-alike-letters": {
    reporter: "Het domein {domain} lijkt bijna precies op {similarTo}, maar het is een ander.",
    investigator:
      "{domain} (geschreven {written}) ziet er net zo uit als {similarTo} als gelijkende letters gelijk tellen (UTS #39, en verwisselingen als rn/m, 0/o, 1/l). Dat is een gelijkenis, geen bewijs van opzet: bedrijven registreren zulke namen ook zelf. Bewaar nu WHOIS, DNS en certificaattransparantie van het domein.",
  },
  "domain-look-alike-subdomain": {
    reporter: "Het adres begint met {similarTo}, maar het hoort bij een ander domein: {domain}.",
    investigator:
      "{similarTo} staat in {domain} als subdomein; het registreerbare domein aan het eind is een ander en bepaalt wie de eigenaar is. Hosting- en verzenddiensten maken zulke namen ook voor klanten. Zoek de eigenaar bij het laatste deel.",
  },
  "domain-look-alike-one-edit": {
    reporter: "Het domein {domain} verschilt één letter van {similarTo}.",
    investigator:
      "{domain} ligt één letter, of één verwisseling van buren, van {similarTo} af. Het kan een eerlijke naam zijn die er niets mee te maken heeft: kijk naar ouderdom en eigenaar, en of de organisatie het kent.",
  },
  "domain-look-alike-suffix": {
    reporter: "Het domein {domain} heeft dezelfde naam als {similarTo}, maar een ander einde.",
    investigator:
      "{domain} en {similarTo} delen de naam onder verschillende uitgangen. Ze kunnen van hetzelfde bedrijf, een naamgenoot of een nabootser zijn: vraag de organisatie welke uitgangen zij bezit.",
  },
  "domain-look-alike-added-word": {
    reporter: "Het domein {domain} bevat de naam van {similarTo} met iets erbij.",
    investigator:
      "{domain} bevat de naam van {similarTo} als woord tussen streepjes. Nabootsers doen dit, maar ook vestigingen, wederverkopers en campagnes: vraag of het domein bekend is.",
  },
  "domain-mixed-scripts": {
    reporter:
      "Het domein van het adres mengt letters uit verschillende alfabetten die op elkaar kunnen lijken.",
    investigator:
      "{domain} (geschreven {written}) mengt {scripts} in één deel, wat geen taal doet (UTS #39, paragraaf 5.2) en de meeste registers weigeren. Subdomeinen controleert geen register. Bekijk de letters één voor één.",
  },
  "domain-international": {
    reporter: "Het domein {domain} gebruikt letters buiten de gewone Latijnse.",
    investigator:
      "{domain} is een geïnternationaliseerde naam (geschreven {written}). In veel talen is dat gewoon; programma's kunnen elk van beide vormen tonen.",
  },
  "message-id-domain-differs": {
    reporter: "Het kenmerk van de mail noemt {idDomain}, een ander domein dan dat van de afzender.",
    investigator:
      "De Message-ID eindigt op {idDomain}, dat bij From ({fromDomain}) noch bij een ondertekenend domein past. Gewoon bij verzenddiensten, apparaten en gehoste sites; het kan de computer of server noemen die de mail schreef. Het is een bewering van de afzender.",
  },
  "message-id-form-differs": {
    reporter: "Twee technische delen van de mail lijken uit verschillende programma's te komen.",
    investigator:
      "De Message-ID {messageId} heeft de vorm van Exchange Online, de buitenste scheiding {boundary} niet: in mail die daar is opgesteld (Outlook, Outlook op het web) herhaalt de scheiding de Message-ID. Een programma leverde de mail via SMTP in en Exchange voegde het kenmerk toe, of een gateway bouwde de mail opnieuw, of de vorm is nagemaakt.",
  },
  "field-repeated": {
    reporter: "De regel {name} staat {count} keer in de mail; programma's kunnen verschillende tonen.",
    investigator:
      "{name} staat er {count} keer, hooguit één is toegestaan (RFC 5322, paragraaf 3.6). Programma's tonen de eerste of de laatste, en een handtekening kan een andere dekken. Ook foute gateways en verzendscripts herhalen velden: kijk waar elk staat.",
  },
  "mime-version-missing": {
    reporter: "Een kleine technische regel die gewone mailprogramma's schrijven, ontbreekt.",
    investigator:
      "Er zijn MIME-velden maar geen MIME-Version (RFC 2045, paragraaf 4). Mailprogramma's schrijven het; zelfgemaakte scripts en sommige apparaten vergeten het. Op zichzelf zwak.",
  },
  "recipient-missing": {
    reporter: "De mail zegt niet aan wie hij gericht is; hij kan ongezien naar meer mensen zijn gegaan.",
    investigator:
      "To noch Cc noemt een adres: de ontvangers stonden alleen op de envelop (blinde kopieën, een lijst of één persoon). Het log van de mailgateway laat zien wie hem nog meer kreeg.",
  },
  "message-resent": {
    reporter: "Iemand heeft deze mail ongewijzigd doorgezonden voordat hij bij je kwam.",
    investigator:
      "Er zijn Resent-velden (RFC 5322, paragraaf 3.6.6), van {by}: de mail is door een persoon of een regel omgeleid. De velden erboven horen bij de tweede reis. Meestal zijn het niet-ondertekende beweringen.",
  },
  "header-octets-raw": {
    reporter: "De mail schrijft bijzondere letters op een manier die oudere programma's verkeerd tonen.",
    investigator:
      "{names} bevatten octetten boven 127 die niet gecodeerd zijn. Toegestaan met SMTPUTF8 (RFC 6532), anders een teken van een script eerder dan een mailprogramma; programma's raden de tekenset en kunnen verschillende tekst tonen.",
  },
  "header-octet-nul": {
    reporter: "De technische kop van de mail bevat een teken dat er niet mag staan.",
    investigator:
      "In de kop staat een NUL-octet; RFC 5322 verbiedt het. Programma's kunnen daar stoppen en een kortere tekst tonen. Zowel foute scripts als pogingen om filters te verwarren leveren het op.",
  },
  "header-line-long": {
    reporter: "De technische kop van de mail bevat een regel die langer is dan toegestaan.",
    investigator:
      "{names} hebben een regel van meer dan 998 octetten (RFC 5322, paragraaf 2.1.1). Servers kunnen hem afkappen of breken, wat ook handtekeningen breekt. Foute software schrijft zulke regels; aanvallers verbergen er tekst in.",
  },
};
