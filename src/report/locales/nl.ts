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
    again: "Terug naar het begin",
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
  foot: { languages: "Taal" },
};
