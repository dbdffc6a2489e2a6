/** What the spam button says in classic Outlook on Windows, which can neither seal nor send by itself. */

export interface ClassicWords {
  readonly title: string;
  /** Nothing was sent, and what to press. */
  readonly notSent: string;
}

const EN: ClassicWords = {
  title: "Zegel: NOT sent",
  notSent:
    "This version of Outlook cannot send your report from here. Nothing was sent and your message is still in place. Open the message and choose Zegel in the ribbon to send it. Do not delete it.",
};

const WORDS: { readonly [language: string]: ClassicWords } = {
  en: EN,
  nl: {
    title: "Zegel: NIET verstuurd",
    notSent:
      "Deze versie van Outlook kan je melding niet van hieruit versturen. Er is niets verstuurd en je bericht staat nog op zijn plaats. Open het bericht en kies Zegel in het lint om het te versturen. Verwijder het niet.",
  },
  de: {
    title: "Zegel: NICHT gesendet",
    notSent:
      "Diese Version von Outlook kann Ihre Meldung nicht von hier aus senden. Es wurde nichts gesendet, und Ihre Nachricht ist noch an ihrem Platz. Öffnen Sie die Nachricht und wählen Sie Zegel im Menüband, um sie zu senden. Löschen Sie sie nicht.",
  },
  fr: {
    title: "Zegel : NON envoyé",
    notSent:
      "Cette version d'Outlook ne peut pas envoyer votre signalement d'ici. Rien n'a été envoyé et votre message est toujours à sa place. Ouvrez le message et choisissez Zegel dans le ruban pour l'envoyer. Ne le supprimez pas.",
  },
};

/** @param language - BCP 47 tag, or whatever the host gives; English where it is none of ours. */
export function classicWords(language: unknown): ClassicWords {
  const first = typeof language === "string" ? (language.toLowerCase().split("-")[0] as string) : "";
  const known: boolean = Object.prototype.hasOwnProperty.call(WORDS, first);
  return (known && WORDS[first]) || EN;
}
