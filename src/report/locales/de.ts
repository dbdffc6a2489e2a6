import type { instead as englishInstead, report as english } from "./en.ts";

/** Was die Meldeseite auf Deutsch lädt: ein Stück. */
export { texts } from "../../ui/locales/de/index.ts";

export const instead: typeof englishInstead = {
  start: {
    what: "Eine versiegelte Kopie geht an diese Personen. Ihre Datei bleibt, wo sie ist.",
    whatMany: "Versiegelte Kopien gehen an diese Personen. Ihre Dateien bleiben, wo sie sind.",
  },
  readers: {
    unavailable:
      "Die Liste der Lesenden konnte nicht geholt werden, deshalb lässt sich noch nichts versiegeln. Ihre Dateien sind sicher, wo sie sind.",
  },
  steps: { acquiring: "Die Mail wird gelesen", acquiringMany: "Die Mails werden gelesen" },
  done: {
    closed: "Fertig. Sie können diese Seite schließen.",
    again: "Zurück zum Anfang",
    missedWhat_one: "{{count}} Mail konnte nicht gelesen werden. Ihre Datei ist, wo sie war.",
    missedWhat_other: "{{count}} Mails konnten nicht gelesen werden. Ihre Dateien sind, wo sie waren.",
  },
  kept: {
    memory:
      "Die versiegelte Kopie gibt es nur, solange diese Seite offen ist. Speichern Sie jetzt die Datei.",
    mailbox: "Nichts wurde gesendet oder aufbewahrt. Ihre Dateien sind, wo sie waren.",
    stopped: { nothing: "Nichts wurde gesendet. Ihre Dateien sind, wo sie waren." },
    next: "Um {{time}} wird es von selbst wieder versucht, solange diese Seite offen ist, und jedes Mal, wenn Sie sie wieder öffnen.",
  },
  problem: {
    SOURCE_UNAVAILABLE:
      "Die Datei konnte nicht gelesen werden. Vielleicht wurde sie verschoben oder gelöscht. Wählen Sie sie noch einmal.",
    SOURCE_EMPTY: "Die Datei ist leer.",
    SOURCE_CHANGED: "Die Datei wurde inzwischen geändert. Wählen Sie sie noch einmal.",
    SOURCE_TIMEOUT: "Die Datei konnte nicht rechtzeitig gelesen werden.",
    PACKAGE_TOO_LARGE: "Das ist zu groß: eine Mail darf höchstens 150 MB haben.",
    STATEMENT_INVALID: "Der Server versteht diese Meldung nicht. Vielleicht ist er älter als diese Seite.",
    other: "Auf dieser Seite ging etwas schief. Es lag nicht an Ihnen.",
  },
  code: {
    what: "Damit kommen Ihre Meldungen hinein. Der Code sagt nicht, wer Sie sind. Fragen Sie die Leute, von denen Sie die Adresse dieser Seite haben.",
  },
};

export const report: typeof english = {
  choose: {
    heading: "Wählen Sie die gespeicherte Mail",
    files: "Dateien wählen",
    folder: "Einen Ordner wählen",
    drop: "Oder ziehen Sie Dateien oder einen Ordner hierher.",
    kinds: "Mails als .eml, .msg oder .mbox, oder eine .zip davon. Noch verlässt nichts dieses Gerät.",
    more: "Mehr hinzufügen",
    how: "Wie speichere ich eine Mail?",
  },
  foot: { languages: "Sprache" },
};
