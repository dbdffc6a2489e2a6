import type { GmailTexts } from "./en.ts";

export const gmail: GmailTexts = {
  from: "Nach eigener Angabe von",
  leaveOut: "Ankreuzen, wer es nicht lesen darf",
  leaveOutWhat: "Weggelassene Personen können es nicht öffnen und sehen nicht, dass Sie das getan haben.",
  notEverybody:
    "Nicht alle passen auf diese Karte. Um jemand anderen wegzulassen, nutzen Sie die Meldeseite.",
  desk: "{{name}}: {{people}}",
  sealedHere:
    "Ihre Meldung wird im Speicher des Servers Ihrer Organisation versiegelt, nicht auf diesem Gerät. Bis dahin könnte dieser Server die Mail lesen. Unversiegelt wird dort nichts von der Mail gespeichert.",
  named:
    "In der versiegelten Meldung steht Ihre Nummer bei Google. Die Mail selbst nennt das Postfach, an das sie ging.",
  device: "Lieber auf meinem Gerät versiegeln",
  deviceHow:
    "Laden Sie die Mail zuerst über das Menü von Gmail (⋮) herunter. Ziehen Sie die Datei dann auf die Seite, die sich öffnet.",
  noAnswer: "Keine Antwort",
  conversation_one: "Die ganze Unterhaltung melden ({{count}} Mail)",
  conversation_other: "Die ganze Unterhaltung melden ({{count}} Mails)",
  home: {
    how: "Öffnen Sie die Mail, die Sie melden möchten. Öffnen Sie dann Zegel daneben, auf dem Telefon darunter.",
    page: "Die Meldeseite öffnen",
    pageWhat: "Auf der Meldeseite können Sie Mails abgeben, die Sie als Datei gespeichert haben.",
  },
  blocked: {
    heading: "Melden Sie es von Ihrem eigenen Gerät",
    what: "Ihre Organisation lässt Meldungen nur auf dem eigenen Gerät versiegeln. Hier wurde nichts von der Mail gelesen. Sie ist sicher, wo sie ist.",
    noPage: "Fragen Sie Ihre Meldestelle, wie Sie sie abgeben können.",
  },
  look: "Noch einmal nachsehen",
  again: "Noch einmal versuchen",
  working:
    "Ihre Meldung wird noch erstellt. Sehen Sie gleich noch einmal nach. Sie können weggehen: Es geht von selbst weiter.",
  waiting:
    "Die versiegelte Kopie liegt auf dem Server. Niemand kann sie dort lesen. Sie wird von selbst gesendet, sobald das gelingt.",
  refused:
    "Die versiegelte Kopie liegt auf dem Server. Niemand kann sie dort lesen. Rufen Sie Ihre Meldestelle an und nennen Sie Ihr Kennzeichen.",
  failed:
    "Es wurde nichts gesendet und nichts gespeichert. Die Mail ist, wo sie war. Ihre Angaben stehen noch da.",
  reopen: "Öffnen Sie die Mail noch einmal. Melden Sie sie dann von dort aus.",
  restMissed:
    "Die anderen Mails dieser Unterhaltung waren nicht zu bekommen. Sie sind, wo sie waren. Öffnen Sie sie einzeln, um sie zu melden.",
  notReadBy: "Nicht lesen können es: {{names}}, und der Server, auf dem versiegelte Meldungen liegen.",
  keptOnly: "Nicht lesen kann es der Server, auf dem versiegelte Meldungen liegen.",
  receipt: "Meine Empfangsbestätigung öffnen",
  receiptWhat: "Behalten Sie den Link für sich: Wer ihn hat, sieht Ihre Empfangsbestätigung.",
};
