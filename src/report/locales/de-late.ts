import type { reportLate as english } from "./en-late.ts";

/** Was die Meldeseite sagt, sobald es etwas zu sagen gibt: kommt nach dem ersten Bildschirm. */
export const reportLate: typeof english = {
  reading: {
    label: "Mails werden gesucht",
    count: "{{done}} von {{total}} Dateien",
    stop: "Anhalten",
  },
  found: {
    count_one: "{{count}} Mail gefunden",
    count_other: "{{count}} Mails gefunden",
    list: "Mails, die mitgehen",
    noSender: "Kein Absender genannt",
    noDate: "ohne Datum",
    subjects: "Betreffzeilen zeigen",
    remove: "Weglassen",
    removeOne: "Die Mail von {{sender}} weglassen",
    clear: "Neu anfangen",
    pages: "Seiten der Liste",
    page: "{{from}} bis {{to}} von {{count}}",
    previous: "Zurück",
    next: "Weiter",
    again_one: "{{count}} Datei war schon gewählt. Sie geht einmal mit.",
    again_other: "{{count}} Dateien waren schon gewählt. Sie gehen einmal mit.",
  },
  grade: {
    file: "Die Datei der Mail, unverändert",
    apple: "Datei von Apple Mail: die Mail darin ist unverändert",
    mailbox: "Aus einer Postfachdatei, die ein paar Zeilen geändert haben kann",
    converted:
      "In anderer Form gespeichert als gesendet. Das Original ist besser, wenn Sie es bekommen können",
  },
  left: {
    heading_one: "{{count}} Sache wurde weggelassen",
    heading_other: "{{count}} Sachen wurden weggelassen",
    more_one: "und noch {{count}}",
    more_other: "und noch {{count}}",
    "not-a-mail": "Das ist keine Mail.",
    "web-page":
      "Eine gespeicherte Webseite. Ihr fehlt, woher die Mail kam. Speichern Sie die Mail als Datei.",
    "mac-link": "Nur ein Verweis auf die Mail. Speichern Sie die Mail selbst als Datei.",
    empty: "Die Datei ist leer.",
    "too-large":
      "Zu groß, um hier gelesen zu werden: eine Mail darf 150 MB haben, alles Entpackte zusammen 1 GB.",
    "too-many":
      "Das sind mehr Mails, als auf einmal gelesen werden können. Fügen Sie die übrigen nach dieser Meldung hinzu.",
    unreadable: "Das konnte nicht gelesen werden. Vielleicht wurde es verschoben oder gelöscht.",
    "zip-encrypted": "Diese ZIP-Datei hat ein Passwort. Entpacken Sie sie zuerst.",
    "zip-damaged": "Diese ZIP-Datei ist beschädigt. Entpacken Sie, was geht, und wählen Sie die Mails.",
    "zip-method":
      "Diese ZIP-Datei ist so gepackt, dass sie hier nicht gelesen werden kann. Entpacken Sie sie zuerst.",
    "zip-bomb": "Aus dieser ZIP-Datei käme viel mehr, als sein sollte. Sie wurde nicht geöffnet.",
    "zip-too-deep": "Eine ZIP-Datei in einer anderen. Entpacken Sie sie zuerst.",
    "zip-too-many": "Diese ZIP-Datei enthält zu viele Dateien.",
    "submission-damaged": "Diese versiegelte Meldung ist beschädigt. Suchen Sie eine andere Kopie davon.",
    "submission-foreign": "Diese versiegelte Meldung ist für eine andere Organisation.",
  },
  remark: {
    cut: "Es waren mehr Dateien, als zusammen angesehen werden können. Fügen Sie die übrigen danach hinzu.",
    "link-only":
      "Ihr Mailprogramm gab keine Datei heraus. Speichern Sie die Mail erst als Datei und wählen Sie sie dann hier.",
    lost: "Was Sie teilten, kam hier nicht an. Teilen Sie es noch einmal, oder wählen Sie die Datei.",
  },
  handed: {
    heading: "Versiegelte Meldungen, die Sie eingereicht haben",
    count_one: "{{count}} versiegelte Meldung",
    count_other: "{{count}} versiegelte Meldungen",
    notYet: "NOCH NICHT gesendet",
    sent: "Gesendet, Empfangsbestätigung geprüft",
    receipt: "Empfangsbestätigung speichern",
  },
  receipt: {
    heading: "Ihre Empfangsbestätigung",
    reference: "Ihr Kennzeichen",
    looking: "Die Empfangsbestätigung wird geholt und geprüft…",
    received: "Empfangen, Inhalt nicht gesehen.",
    unseen:
      "Ihre Meldung liegt versiegelt bei Ihrer Organisation. Der Server, der sie empfing, kann sie nicht öffnen. Die Bestätigung wurde auf diesem Gerät geprüft.",
    stamped: "Zeitstempel von {{time}}.",
    late: "Der unabhängige Zeitstempel ist noch unterwegs.",
    unvouched:
      "Es gibt einen Zeitstempel. Die Liste Ihrer Organisation nennt niemanden, der für ihn einsteht.",
    opened: "Jemand aus der Ermittlung hat sie geöffnet.",
    notOpened: "Noch hat niemand aus der Ermittlung bestätigt, dass sie geöffnet wurde.",
    save: "Empfangsbestätigung speichern",
    what: "Die Bestätigung zeigt, dass Ihre Meldung empfangen wurde. Die Mail ist nicht darin.",
    notSaved: "Das hat nicht geklappt. Versuchen Sie es noch einmal.",
    again: "Noch einmal nachsehen",
    unknown:
      "Es wurde keine Empfangsbestätigung gefunden. Öffnen Sie den ganzen Link aus der Antwort, die Sie bekamen, oder fragen Sie Ihre Sicherheitsstelle.",
    private:
      "Hiervon bleibt nichts auf diesem Gerät, außer wenn Sie es speichern. Wer Ihren Link hat, kann diese Seite auch sehen.",
    close: "Schließen",
  },
};
