/**
 * What the ribbon's buttons say, in a bar above the mail and in Outlook's own dialog. Short, and nothing that tells a
 * colleague looking on what was reported. Outlook cuts the bar at 150 characters.
 */

export interface CommandWords {
  readonly working: string;
  /** The button was pressed twice. */
  readonly underWay: string;
  readonly noMail: string;
  readonly received: (reference: string) => string;
  /** Some of the mails could not be read. */
  readonly partly: (reference: string, missed: number) => string;
  /** Sealed, and kept on the device. */
  readonly kept: string;
  /** Nothing is kept. */
  readonly notSent: string;
  readonly demo: string;
  readonly dialog: {
    readonly received: string;
    readonly kept: string;
    readonly notSent: string;
    readonly underWay: string;
    /** What to do, under each title. */
    readonly stays: string;
    readonly keptHelp: string;
    readonly notSentHelp: string;
  };
}

const en: CommandWords = {
  working: "Zegel: working. You can go on reading.",
  underWay: "Zegel: already working on it.",
  noMail: "Zegel: NOT sent. Open one message, then press the button again.",
  received: (reference) => `Zegel: received. Reference ${reference}.`,
  partly: (reference, missed) =>
    `Zegel: received, but ${missed} could not be read. Reference ${reference}. Open Zegel to see which.`,
  kept: "Zegel: NOT yet sent. Open Zegel to see why.",
  notSent: "Zegel: NOT sent. Open Zegel and try again there.",
  demo: "Demo. ",
  dialog: {
    received: "Zegel: received",
    kept: "Zegel: NOT yet sent",
    notSent: "Zegel: NOT sent",
    underWay: "Zegel: already working on it",
    stays:
      "The message stays where it is. Keep it: do not delete, answer or forward it. Your receipt is in Zegel.",
    keptHelp: "It is sealed and kept on this device. Open Zegel to see why. Do not delete the message.",
    notSentHelp:
      "Open the message, then Zegel in the ribbon, and try again there. Do not delete the message.",
  },
};

const nl: CommandWords = {
  working: "Zegel: bezig. Je kunt gewoon verder lezen.",
  underWay: "Zegel: is er al mee bezig.",
  noMail: "Zegel: NIET verstuurd. Open één bericht en druk nog eens op de knop.",
  received: (reference) => `Zegel: ontvangen. Kenmerk ${reference}.`,
  partly: (reference, missed) =>
    `Zegel: ontvangen, maar ${missed} niet te lezen. Kenmerk ${reference}. Open Zegel om te zien welke.`,
  kept: "Zegel: NOG NIET verstuurd. Open Zegel om te zien waarom.",
  notSent: "Zegel: NIET verstuurd. Open Zegel en probeer het daar nog eens.",
  demo: "Demo. ",
  dialog: {
    received: "Zegel: ontvangen",
    kept: "Zegel: NOG NIET verstuurd",
    notSent: "Zegel: NIET verstuurd",
    underWay: "Zegel: is er al mee bezig",
    stays:
      "Het bericht blijft waar het is. Bewaar het: niet verwijderen, beantwoorden of doorsturen. Je ontvangstbewijs staat in Zegel.",
    keptHelp:
      "Het is verzegeld en bewaard op dit apparaat. Open Zegel om te zien waarom. Verwijder het bericht niet.",
    notSentHelp:
      "Open het bericht, dan Zegel in het lint, en probeer het daar nog eens. Verwijder het bericht niet.",
  },
};

const de: CommandWords = {
  working: "Zegel: in Arbeit. Sie können weiterlesen.",
  underWay: "Zegel: ist schon in Arbeit.",
  noMail: "Zegel: NICHT gesendet. Öffnen Sie eine Nachricht und drücken Sie noch einmal.",
  received: (reference) => `Zegel: empfangen. Kennzeichen ${reference}.`,
  partly: (reference, missed) =>
    `Zegel: empfangen, aber ${missed} nicht lesbar. Kennzeichen ${reference}. Öffnen Sie Zegel für Einzelheiten.`,
  kept: "Zegel: NOCH NICHT gesendet. Öffnen Sie Zegel, um den Grund zu sehen.",
  notSent: "Zegel: NICHT gesendet. Öffnen Sie Zegel und versuchen Sie es dort noch einmal.",
  demo: "Demo. ",
  dialog: {
    received: "Zegel: empfangen",
    kept: "Zegel: NOCH NICHT gesendet",
    notSent: "Zegel: NICHT gesendet",
    underWay: "Zegel: ist schon in Arbeit",
    stays:
      "Die Nachricht bleibt, wo sie ist. Bewahren Sie sie auf: nicht löschen, beantworten oder weiterleiten. Ihre Empfangsbestätigung ist in Zegel.",
    keptHelp:
      "Sie ist versiegelt und liegt auf diesem Gerät. Öffnen Sie Zegel, um den Grund zu sehen. Löschen Sie die Nachricht nicht.",
    notSentHelp:
      "Öffnen Sie die Nachricht, dann Zegel im Menüband, und versuchen Sie es dort noch einmal. Löschen Sie die Nachricht nicht.",
  },
};

const fr: CommandWords = {
  working: "Zegel : en cours. Vous pouvez continuer à lire.",
  underWay: "Zegel : c'est déjà en cours.",
  noMail: "Zegel : NON envoyé. Ouvrez un message, puis appuyez de nouveau.",
  received: (reference) => `Zegel : reçu. Référence ${reference}.`,
  partly: (reference, missed) =>
    `Zegel : reçu, mais ${missed} illisible(s). Référence ${reference}. Ouvrez Zegel pour voir lesquels.`,
  kept: "Zegel : PAS ENCORE envoyé. Ouvrez Zegel pour voir pourquoi.",
  notSent: "Zegel : NON envoyé. Ouvrez Zegel et réessayez là.",
  demo: "Démo. ",
  dialog: {
    received: "Zegel : reçu",
    kept: "Zegel : PAS ENCORE envoyé",
    notSent: "Zegel : NON envoyé",
    underWay: "Zegel : c'est déjà en cours",
    stays:
      "Le message reste où il est. Gardez-le : ne pas supprimer, répondre ni transférer. Votre accusé de réception est dans Zegel.",
    keptHelp:
      "Il est scellé et gardé sur cet appareil. Ouvrez Zegel pour voir pourquoi. Ne supprimez pas le message.",
    notSentHelp: "Ouvrez le message, puis Zegel dans le ruban, et réessayez là. Ne supprimez pas le message.",
  },
};

const WORDS: ReadonlyMap<string, CommandWords> = new Map(Object.entries({ en, nl, de, fr }));

/** @param language - BCP 47 tag; English where it is none of ours. */
export function commandWords(language: string): CommandWords {
  return WORDS.get(language.toLowerCase().split("-", 1)[0] as string) ?? en;
}
