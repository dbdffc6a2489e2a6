import type { codeTexts as english } from "./en-codes.ts";

/** Woorden voor codes van de analyse. `{name}` staat voor een detail van de bevinding. */
export const codeTexts: typeof english = {
  reason: {
    "supplied-file-nothing-trusted": "Een aangeleverd bestand: niets erin wordt vertrouwd.",
    "no-dkim-signature": "Er is geen DKIM-handtekening.",
    "no-readable-dkim-signature": "Geen enkele DKIM-handtekening is leesbaar.",
    "body-hash-forgeable-by-anyone": "Alleen de hash van de tekst past: zo'n paar kan iedereen maken.",
    "server-passed-dkim": "De server van de mailbox zelf legde vast dat de handtekening klopte.",
    "mailbox-rewrites-mail":
      "Mailboxen van deze soort veranderen mail bij aankomst, zodat handtekeningen niet meer passen.",
    "microsoft-mailbox-claimed":
      "Het bestand zegt dat het in een Microsoft-mailbox stond; dat beweert het zelf.",
    "signed-by": "Ondertekend door",
    selector: "Naam van de sleutel (selector)",
    "key-source": "De sleutel komt van",
    "key-seen-at": "De sleutel is gezien op",
    "body-hash-mismatch": "de tekst is niet de tekst die werd ondertekend",
    "body-hash-error": "de hash van de tekst kon niet worden berekend",
    "signature-fail": "de handtekening past niet bij de sleutel",
    "signature-no-key": "de sleutel van het ondertekenende domein was niet voorhanden",
    "signature-unchecked": "de handtekening is niet nagegaan: er is geen sleutel opgezocht",
    "from-missing": "er is geen From-veld",
    "from-not-unique": "er is meer dan één From-veld",
    "from-not-signed": "het From-veld is niet ondertekend",
    "domain-not-aligned": "het ondertekenende domein is niet dat van de afzender",
    "body-beyond-length": "een deel van de tekst valt buiten de handtekening",
    "key-too-short": "de sleutel is te kort om op te vertrouwen",
    "sha1-historic": "op SHA-1 wordt niet meer vertrouwd",
    signature: "Handtekening {number}",
  },
  finding: {
    "from-missing": "De mail noemt helemaal geen afzender.",
    "from-multiple": "De mail heeft meer From-velden; programma's kunnen verschillende afzenders tonen.",
    "header-malformed":
      "De kop stopt bij een regel die geen kopregel is; programma's kunnen de rest verschillend lezen.",
    "message-id-missing": "De mail heeft geen eigen kenmerk; gewone mailprogramma's schrijven er een.",
    "message-id-by-receiver":
      "Het kenmerk lijkt door de ontvangende server te zijn toegevoegd: het programma van de afzender schreef er geen.",
    "display-name-has-address":
      "De naam van de afzender toont het adres {shown}, maar de mail zegt van {from} te komen.",
    "reply-to-differs": "Antwoorden gaan naar {other}, niet naar {from}.",
    "sender-differs": "De mail zegt dat {other} hem verstuurde namens {from}.",
    "return-path-differs":
      "Bezorgfouten gaan naar {returnPath}, buiten het domein van {from}. Gewoon bij nieuwsbrieven; ook bij vervalste afzenders.",
    "date-missing": "De mail heeft geen eigen datum.",
    "date-unreadable": "De datum van de mail is niet te lezen.",
    "date-after-receipt":
      "De mail is gedateerd {date}, later dan de ontvangst op {received}: de klok van de afzender of de datum klopt niet.",
    "date-long-before-receipt":
      "De mail is gedateerd {date}, meer dan een dag voor de ontvangst op {received}.",
    "clock-disagrees":
      "Een tijd die in de mail verborgen zit ({source}: {time}) ligt meer dan een dag van de datum {date}.",
    "hop-delay-negative":
      "Volgens zijn eigen klok ontving {by} de mail {seconds} seconden na de vorige server: de klokken zijn het niet eens.",
    "hop-delay-long": "De mail deed er {seconds} seconden over om {by} te bereiken.",
    "hop-date-unreadable": "De datum die {by} noteerde is niet te lezen.",
    "dkim-body-hash-mismatch":
      "De tekst is niet de tekst die {domain} ondertekende. Sommige mailsystemen veranderen de tekst bij aankomst.",
    "dkim-signature-fail": "De handtekening van {domain} past niet bij de gepubliceerde sleutel.",
    "dkim-from-not-signed": "De handtekening van {domain} dekt de afzenderregel niet.",
    "dkim-body-beyond-length":
      "De handtekening van {domain} dekt alleen het begin van de tekst; de rest kan zijn toegevoegd.",
    "dkim-key-too-short": "De sleutel van {domain} is te kort om op te vertrouwen.",
    "dkim-sha1-historic": "De handtekening van {domain} gebruikt SHA-1, waarop niet meer wordt vertrouwd.",
    "dkim-expired-at-delivery": "De handtekening van {domain} was verlopen toen de mail werd bezorgd.",
    "arc-numbering-broken":
      "De zegels van doorsturende servers zijn niet doorlopend genummerd: er is iets bijgekomen of weggelaten.",
    "authentication-failed":
      "Een ontvangende server legde vast dat de controle {method} uitkwam op {result}.",
    "client-address-recorded":
      "Een mailprogramma gaf de mail aan {provider} vanaf het adres {ip}, zoals die aanbieder vastlegde.",
    "provider-hides-client-address":
      "{provider} geeft het internetadres van de afzender niet door. De aanbieder zelf heeft het misschien.",
  },
  hopFlag: {
    "date-missing": "geen datum",
    "date-invalid": "datum onleesbaar",
    "delay-negative": "klokken zijn het niet eens",
    "delay-over-1h": "meer dan een uur",
    gap: "er ontbreekt een stap",
    "internal-address": "intern adres",
    "helo-literal": "meldde zich met een adres",
    handover: "overgedragen aan het mailsysteem van de melder",
  },
  dkimValue: {
    match: "past",
    mismatch: "past niet",
    error: "kon niet worden berekend",
    pass: "geldig",
    fail: "niet geldig",
    "no-key": "geen sleutel voorhanden",
    unchecked: "niet nagegaan",
  },
  ipKind: {
    public: "openbaar",
    private: "besloten netwerk",
    loopback: "de machine zelf",
    "link-local": "lokale verbinding",
    shared: "gedeeld door een aanbieder",
    documentation: "alleen voor documentatie",
    multicast: "multicast",
    reserved: "gereserveerd",
  },
  logSystem: {
    "mail-gateway": "Mailgateway",
    "message-trace": "Berichttracering",
    proxy: "Webproxy",
    dns: "DNS",
    firewall: "Firewall",
    "dhcp-wifi": "DHCP en wifi",
    vpn: "VPN",
  },
  logReason: {
    "shows-delivery-and-other-recipients": "Toont de bezorging, en wie de mail nog meer kreeg.",
    "sent-from-inside": "Zou tonen of de aanbieder op dat moment van binnenuit is gebruikt.",
    "connection-at-that-time": "Zou verbindingen op dat moment tonen.",
    "present-at-that-time": "Toont wie op dat moment verbonden was.",
  },
};
