import type { consoleTexts as english } from "./en.ts";
import { evidenceTexts } from "./nl-evidence.ts";
import { reportTexts } from "./nl-report.ts";
import { wordTexts } from "./nl-words.ts";

/** Teksten van de console voor onderzoekers. */
export const consoleTexts: typeof english = {
  ...evidenceTexts,
  ...reportTexts,
  ...wordTexts,
  title: "Zegel-console",
  subtitle: "voor onderzoekers van {{organisation}}",
  language: "Taal",
  lock: "Vergrendelen",
  back: "Terug naar de lijst",
  refresh: "Opnieuw lezen",
  none: "geen",
  unknown: "onbekend",
  yes: "ja",
  no: "nee",
  idle: "Vergrendelt zichzelf over {{seconds}} s, tenzij je een toets indrukt of de aanwijzer beweegt.",
  expired:
    "Dit adresboek is verlopen. Meldingen zijn nog te lezen, maar niets heet geverifieerd tot er een nieuw adresboek is ondertekend.",
  unlock: {
    title: "Ontgrendel met je sleutels",
    intro:
      "Kies je identiteitsbestand. Je sleutels blijven in het geheugen van deze browser, gescheiden van de pagina; ze worden nooit opgeslagen en nooit verstuurd. Vergrendelen, of deze pagina sluiten, haalt ze weg.",
    file: "Identiteitsbestand",
    choose: "Kies een bestand…",
    drop: "of sleep het hierheen",
    passphrase: "Wachtwoordzin",
    passphraseNeeded: "Dit bestand is versleuteld: typ de wachtwoordzin. Openen duurt een paar seconden.",
    submit: "Ontgrendelen",
    demo: "Demonstratie: het programma dat deze pagina startte, schreef waar het identiteitsbestand van de demo-onderzoeker staat. Zoek in zijn uitvoer naar “Unlock with the demo investigator's keys”.",
    intake: "Intake",
    root: "Vastgelegde sleutel van het adresboek",
    idleLocked: "Vergrendeld: er gebeurde hier een tijd niets.",
    locked: "Vergrendeld. De sleutels en alles wat open was zijn uit het geheugen.",
    failed: "Niet ontgrendeld",
    step: {
      keys: "Het identiteitsbestand openen…",
      directory: "Het adresboek ophalen en de handtekening nagaan…",
      "sign-in": "Aanmelden: je sleutel ondertekent één vaste tekst…",
    },
    whatIsSigned:
      "Aanmelden ondertekent één vaste tekst die de intake en het adresboek noemt. Niets wat een server stuurt wordt ooit ontsleuteld en teruggegeven.",
  },
  session: {
    person: "Aangemeld als",
    directory: "Adresboek",
    directoryValue: "versie {{version}}, geldig tot {{until}}",
    digest: "Hash van het adresboek",
    log: "Log",
    notes: {
      "versions-skipped":
        "Tussen het laatste adresboek dat hier gezien is en dit zitten versies die niet gezien zijn: hun keten is niet na te gaan.",
      "issued-in-future":
        "Het adresboek zegt dat het in de toekomst is ondertekend: een van twee klokken klopt niet.",
    },
  },
  list: {
    title: "Meldingen",
    loading: "De lijst lezen…",
    decrypting: "Samenvattingen openen: {{done}} van {{total}}",
    failed: "De lijst is niet te lezen",
    empty: "Nog geen melding",
    emptyText: "Meldingen verschijnen hier zodra de intake er een heeft ontvangen.",
    filter: "Filter op kenmerk, onderwerp, afzender of soort",
    noMatch: "Geen melding past bij dit filter.",
    shown: "{{shown}} van {{total}} meldingen",
    fromSummaries:
      "Uit verzegelde samenvattingen; elke wordt met de melding zelf vergeleken als je die opent.",
    page: "Pagina {{page}} van {{pages}}",
    previous: "Vorige",
    next: "Volgende",
    reportedAt: "Gemeld",
    reference: "Kenmerk",
    kind: "Soort",
    mail: "Mail",
    statements: "Drie uitspraken",
    links: "Gedeeld met andere",
    noSender: "geen afzender genoemd",
    noSubject: "(geen onderwerp)",
    more_one: "en nog {{count}} mail",
    more_other: "en nog {{count}} mails",
    hint: "{{kind}}: in {{others}} van {{of}} andere",
    hintMore_one: "nog {{count}} gedeelde waarde",
    hintMore_other: "nog {{count}} gedeelde waarden",
    hintsAbout:
      "Dezelfde waarde is een reden om verder te kijken, geen conclusie: accounts, netwerken en programma's worden door velen gedeeld.",
    noHints: "niets gevonden",
    notForMe: "Niet voor jou verzegeld",
    notForMeText:
      "Een andere meldplek leest dit, of de melder liet je weg. Ook de intake kan het niet lezen.",
    erased: "Gewist",
    erasedText: "De intake zegt dat zij dit pakket heeft gewist; het log hoort dat vast te leggen.",
    refused: "Geweigerd",
    refusedText: "De samenvatting doorstond een controle niet: {{reason}}",
    received: "Ontvangen {{utc}}",
    notTimestamped: "nog geen tijdstempel",
    tell: "Laat de melder weten dat ik de melding heb geopend",
    tellText:
      "Stuurt een bevestiging, ondertekend met je sleutel; de melder ziet dát iemand de melding opende, niet wie. Dat je haar ontsleutelde wordt altijd vastgelegd, als je eigen verklaring, in het bewaarlog.",
  },
  report: {
    loading: "De verzegelde melding ophalen…",
    downloading: "Ophalen: {{percent}} %",
    checking: "Openen en nagaan…",
    failed: "Deze melding is niet op te halen",
    reference: "Melding {{reference}}",
    saveCiphertext: "Bewaar het verzegelde pakket",
    refusedTitle: "Geweigerd: niets van dit pakket wordt getoond",
    refusedText:
      "Een controle mislukte, dus op de inhoud is niet te vertrouwen. Het verzegelde pakket kan worden bewaard en door een deskundige met ander gereedschap worden bekeken.",
    refusedClaim: "Mislukte controle",
    tabs: {
      overview: "Overzicht",
      source: "Bron",
      headers: "Kopregels",
      analysis: "Analyse",
      receipt: "Ontvangstbewijs",
      custody: "Bewaring",
    },
    messageOf: "Mail {{number}} van {{total}}",
    supplements: "Vult aan op pakket",
    recorded: "Vastgelegd",
  },
};
