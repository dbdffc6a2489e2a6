import type { instead as englishInstead, report as english } from "./en.ts";

/** Wat de meldpagina in het Nederlands laadt: één deel. */
export { texts } from "../../ui/locales/nl/index.ts";

export const instead: typeof englishInstead = {
  start: {
    what: "Een verzegelde kopie gaat naar deze mensen. Je bestand blijft waar het is.",
    whatMany: "Verzegelde kopieën gaan naar deze mensen. Je bestanden blijven waar ze zijn.",
  },
  readers: {
    unavailable:
      "De lijst van lezers kon niet worden opgehaald, dus er kan nog niets worden verzegeld. Je bestanden zijn veilig waar ze zijn.",
  },
  steps: { acquiring: "De mail lezen", acquiringMany: "De mails lezen" },
  done: {
    closed: "Klaar. Je kunt deze pagina sluiten.",
    again: "Iets anders melden",
    missedWhat_one: "{{count}} mail kon niet worden gelezen. Het bestand is waar het was.",
    missedWhat_other: "{{count}} mails konden niet worden gelezen. De bestanden zijn waar ze waren.",
  },
  kept: {
    memory: "De verzegelde kopie bestaat alleen zolang deze pagina open is. Bewaar nu het bestand.",
    mailbox: "Er is niets verstuurd of bewaard. Je bestanden zijn waar ze waren.",
    stopped: { nothing: "Er is niets verstuurd. Je bestanden zijn waar ze waren." },
    next: "Het wordt om {{time}} vanzelf opnieuw geprobeerd, zolang deze pagina open is, en telkens als je haar weer opent.",
  },
  problem: {
    SOURCE_UNAVAILABLE:
      "Het bestand kon niet worden gelezen. Misschien is het verplaatst of verwijderd. Kies het opnieuw.",
    SOURCE_EMPTY: "Het bestand is leeg.",
    SOURCE_CHANGED: "Het bestand is intussen veranderd. Kies het opnieuw.",
    SOURCE_TIMEOUT: "Het bestand kon niet op tijd worden gelezen.",
    PACKAGE_TOO_LARGE: "Dit is te groot: een mail mag hooguit 150 MB zijn.",
    STATEMENT_INVALID: "De server begrijpt deze melding niet. Misschien is hij ouder dan deze pagina.",
    other: "Er ging iets mis op deze pagina. Het lag niet aan jou.",
  },
  code: {
    what: "Hiermee komen je meldingen binnen. De code zegt niet wie je bent. Vraag de mensen die je het adres van deze pagina gaven.",
  },
};

export const report: typeof english = {
  choose: {
    heading: "Kies de mail die je hebt bewaard",
    files: "Kies bestanden",
    folder: "Kies een map",
    drop: "Of sleep bestanden of een map hierheen.",
    kinds: "Mails als .eml, .msg of .mbox, of een .zip ervan. Er verlaat nog niets dit apparaat.",
    more: "Meer toevoegen",
    how: "Hoe bewaar ik een mail?",
  },
  reading: {
    label: "Mails zoeken",
    count: "{{done}} van {{total}} bestanden",
    stop: "Stoppen",
  },
  found: {
    count_one: "{{count}} mail gevonden",
    count_other: "{{count}} mails gevonden",
    list: "Mails die meegaan",
    noSender: "Er staat geen afzender in",
    noDate: "geen datum",
    subjects: "Onderwerpen tonen",
    remove: "Weglaten",
    removeOne: "De mail van {{sender}} weglaten",
    clear: "Opnieuw beginnen",
    pages: "Bladzijden van de lijst",
    page: "{{from}} tot {{to}} van {{count}}",
    previous: "Vorige",
    next: "Volgende",
    again_one: "{{count}} bestand was al gekozen. Het gaat één keer mee.",
    again_other: "{{count}} bestanden waren al gekozen. Ze gaan één keer mee.",
  },
  grade: {
    file: "Het bestand van de mail, onveranderd",
    apple: "Bestand van Apple Mail: de mail daarin is onveranderd",
    mailbox: "Uit een postvakbestand, dat een paar regels kan hebben veranderd",
    converted: "Bewaard in een andere vorm dan verstuurd. Het origineel is beter, als je dat kunt krijgen",
  },
  left: {
    heading_one: "{{count}} ding is weggelaten",
    heading_other: "{{count}} dingen zijn weggelaten",
    more_one: "en nog {{count}}",
    more_other: "en nog {{count}}",
    "not-a-mail": "Dit is geen mail.",
    "web-page":
      "Een bewaarde webpagina. Daarin staat niet waar de mail vandaan kwam. Bewaar de mail als bestand.",
    "mac-link": "Alleen een verwijzing naar de mail. Bewaar de mail zelf als bestand.",
    empty: "Het bestand is leeg.",
    "too-large": "Te groot om hier te lezen: een mail mag 150 MB zijn, alles wat wordt uitgepakt samen 1 GB.",
    "too-many":
      "Dit zijn meer mails dan er tegelijk gelezen kunnen worden. Voeg de rest na deze melding toe.",
    unreadable: "Het kon niet worden gelezen. Misschien is het verplaatst of verwijderd.",
    "zip-encrypted": "Op deze ZIP zit een wachtwoord. Pak hem eerst uit.",
    "zip-damaged": "Deze ZIP is beschadigd. Pak uit wat lukt, en kies de mails.",
    "zip-method": "Deze ZIP is ingepakt op een manier die hier niet gelezen kan worden. Pak hem eerst uit.",
    "zip-bomb": "Uit deze ZIP zou veel meer komen dan hoort. Hij is niet geopend.",
    "zip-too-deep": "Een ZIP in een andere. Pak hem eerst uit.",
    "zip-too-many": "In deze ZIP zitten te veel bestanden.",
    "submission-damaged": "Deze verzegelde melding is beschadigd. Zoek een andere kopie.",
    "submission-foreign": "Deze verzegelde melding is voor een andere organisatie.",
  },
  remark: {
    cut: "Het waren meer bestanden dan er samen bekeken kunnen worden. Voeg de rest daarna toe.",
    "link-only": "Je mailprogramma gaf geen bestand. Bewaar de mail eerst als bestand, en kies hem dan hier.",
    lost: "Wat je deelde kwam hier niet aan. Deel het nog eens, of kies het bestand.",
  },
  handed: {
    heading: "Verzegelde meldingen die je inleverde",
    count_one: "{{count}} verzegelde melding",
    count_other: "{{count}} verzegelde meldingen",
    notYet: "NOG NIET verstuurd",
    sent: "Verstuurd, ontvangstbewijs gecontroleerd",
    receipt: "Ontvangstbewijs bewaren",
  },
  receipt: {
    heading: "Je ontvangstbewijs",
    reference: "Je kenmerk",
    looking: "Het ontvangstbewijs wordt opgehaald en gecontroleerd…",
    received: "Ontvangen, inhoud niet gezien.",
    unseen:
      "Je melding ligt verzegeld bij je organisatie. De server die haar ontving kan haar niet openen. Het bewijs is op dit apparaat gecontroleerd.",
    stamped: "Tijdstempel van {{time}}.",
    late: "Het onafhankelijke tijdstempel is nog onderweg.",
    unvouched: "Er is een tijdstempel. De lijst van je organisatie noemt niemand die ervoor instaat.",
    opened: "Een onderzoeker heeft haar geopend.",
    notOpened: "Nog geen onderzoeker heeft bevestigd dat ze geopend is.",
    save: "Ontvangstbewijs bewaren",
    what: "Het bewijs laat zien dat je melding is ontvangen. De mail zit er niet in.",
    notSaved: "Dat lukte niet. Probeer het opnieuw.",
    again: "Nog eens kijken",
    unknown:
      "Er is geen ontvangstbewijs gevonden. Open de hele link uit het antwoord dat je kreeg, of vraag het je beveiligingsloket.",
    private:
      "Hiervan wordt niets op dit apparaat bewaard, tenzij je het opslaat. Wie jouw link heeft, kan deze pagina ook zien.",
    close: "Sluiten",
  },
  foot: { languages: "Taal" },
};
