import type { reportTexts as english } from "./en-report.ts";

/** Wat naast de mails in een melding staat: ontbrekende mails, bestanden, een verdenking, wie gevraagd is en wat die zei. */
export const reportTexts: typeof english = {
  mails: {
    label: "Mails van deze melding",
    title_one: "{{count}} mail",
    title_other: "{{count}} mails",
    hint: "Pijltoetsen verplaatsen, Enter opent.",
    previous: "Vorige mail",
    next: "Volgende mail",
  },
  more_one: "en nog {{count}}",
  more_other: "en nog {{count}}",
  confidential: {
    label: "Vertrouwelijk",
    title: "Vertrouwelijke melding",
    text: "Het apparaat van de melder liet weg wie was aangemeld, de afwijking van zijn klok, tijdzone, versie en platform, de eigen kenmerken en mappen van de mailbox en de namen van de bestanden van de melder, en ondertekende met een sleutel die alleen voor deze melding is gemaakt; dit verbergt niet wie de mail zelf noemt (To, Received), wat de melder schreef, wat in die bestanden staat, of het netwerkadres en de tijd die de intake zag.",
    yes: "ja: de melder wil niet bekend worden",
    no: "niet gevraagd",
    withheld: "weggelaten",
    device:
      "Alleen voor deze melding gemaakt, als het apparaat zich aan de regels hield: de sleutel verbindt haar met geen andere.",
  },
  clock: {
    own: "volgens de klok van het apparaat van de melder",
    coarse: "op de minuut; volgens de klok van de server als het apparaat die kende",
    same: "gelijk tot op de seconde",
    ahead: "loopt {{time}} voor op de server",
    behind: "loopt {{time}} achter op de server",
    about: "Tijden in deze vastlegging zijn die van het apparaat zelf, niet gecorrigeerd.",
  },
  suspicion: {
    title: "De verdenking van de melder",
    about:
      "Aan wie de melder denkt. Het is een verdenking, geen feit; niets anders op dit scherm berust erop.",
  },
  extras: {
    title: "Eigen bestanden van de melder",
    about:
      "Namen en typen zijn wat het systeem van de melder zegt; er volgt niets uit. Van deze bestanden wordt hier niets geopend; ze worden bewaard onder namen die deze console maakt.",
    number: "Nr.",
    name: "Naam",
    type: "Type",
    size: "Grootte",
    save: "Bewaar",
    saveOne: "Bewaar bestand {{number}}",
    dropped: "Bestanden die niet in het pakket zitten",
  },
  missed: {
    title_one: "{{count}} mail is gevraagd en ontbreekt",
    title_other: "{{count}} mails zijn gevraagd en ontbreken",
    text: "Wat de melder koos en het apparaat niet kon verkrijgen, staat hieronder: stel het veilig in de mailbox.",
    mail: "Zoals het apparaat van de melder het noteerde",
  },
  problems: {
    step: "Stap",
    why: "Waarom",
    detail: "Details, in de woorden van het programma",
  },
  problem: {
    TIMEOUT: "geen antwoord op tijd",
    THREW: "het mailprogramma faalde bij de aanroep",
    NOT_AVAILABLE: "het mailprogramma biedt het niet",
    EMPTY: "het antwoord was leeg",
    UNKNOWN: "er is geen reden gegeven",
    BASE64_INVALID: "het antwoord was niet te decoderen",
    HEADERS_INCOMPLETE: "de kop is niet volledig",
    MESSAGE_ID_DIFFERS: "de bron heeft een andere Message-ID dan het mailprogramma noemde",
    OTHER_MAIL: "er kwam een andere mail dan gevraagd",
    NO_ID: "het mailprogramma gaf geen kenmerk voor de mail",
    SIZE_DIFFERS: "de grootte is niet die genoemd is",
    TEXT_FORM: "gegeven als tekst, niet als octetten",
    RENUMBERED: "een bijlage ontbreekt; latere hebben andere nummers",
    TOO_LARGE: "geen ruimte meer in het pakket",
    NOT_READ: "het bestand was niet meer te lezen",
  },
  custodian: {
    role: { reporter: "de melder", hr: "een collega die het ontving", service: "een dienst" },
    signedIn: "Aangemeld als",
    about:
      "Volgens de tokendienst, op het apparaat van de melder: laat langs een andere weg bevestigen wie het was.",
    aboutService:
      "Op gezag van Google, of van de mailserver die de doorgestuurde mail controleerde, zoals de dienst het zag: laat langs een andere weg bevestigen wie het was.",
    nobody: "Er is geen aanmelding vastgelegd: dit zegt niet wie het was.",
  },
  second: {
    title: "Een tweede keer verkregen",
    same: "dezelfde mail",
    different: "andere octetten",
    recorded: "Zoals het apparaat het vastlegde",
    recomputed: "Hier uit beide bestanden berekend",
    rule: "Dezelfde: gelijk, of alleen anders in hoe regels zijn gevouwen en beëindigd. Anders wil niet zeggen dat iemand iets veranderde: servers schrijven delen van een mail opnieuw.",
    contradiction: "De vastlegging en de octetten spreken elkaar tegen",
    contradictionText:
      "Wat het apparaat over de twee methoden vastlegde, is niet wat hun bestanden laten zien. Ga uit van de bestanden, en zoek uit welk programma dit pakket verzegelde.",
    differences: "Verschillen",
    nothing:
      "Er is niets te vergelijken: er is geen kop, of het is een bestand in de eigen vorm van Outlook.",
    octetsEqual: "geen: de octetten zijn gelijk",
    onlyFirst: "Kopregels van alleen de eerste methode:",
    onlySecond: "Kopregels van alleen de tweede methode:",
    sameFields: "De kopregels zijn dezelfde.",
    reordered: "De kopregels zijn dezelfde, in een andere volgorde.",
    body: {
      same: "De inhoud is dezelfde.",
      differs: "De inhoud verschilt.",
      "not-compared": "Alleen kopregels zijn vergeleken: een van de methoden gaf geen inhoud.",
    },
  },
  claims: {
    title: "Wat servers en programma's over deze mail zeiden",
    about:
      "Beweringen van wie genoemd is, zoals het apparaat van de melder ze kreeg. Verzegeling laat zien dat ze sindsdien niet zijn veranderd, niet dat ze waar zijn.",
    by: {
      graph: "Microsoft Graph, over de mailbox",
      ews: "Exchange Web Services, over de mailbox",
      gmail: "Gmail, over de mail",
      smtp: "De mailboxdienst, over de verbinding die de doorgestuurde mail bracht",
      forward: "De doorsturende mail",
      zip: "Het archief waarin het bestand lag",
      mbox: "Het mailboxbestand waarin de mail lag",
      shared: "Het mailprogramma, over de gedeelde mailbox",
      host: "Het mailprogramma, over het item",
      file: "Het aangeleverde bestand, over zichzelf",
    },
    name: "Naam daar",
    value: "Waarde",
    nothing: "niets",
  },
};
