import type { mailbox as english } from "./en.ts";

/** Was das Weiterleitungspostfach antwortet. Kurze Sätze; was auch auf Bildschirmen steht, kommt aus deren Texten. */
export const mailbox: typeof english = {
  subject: {
    receipt: "Zegel: Empfangsbestätigung {{reference}}",
    interim: "Zegel: aufbewahrt, NOCH NICHT gesendet {{reference}}",
  },
  danger: "{{question}} Rufen Sie {{number}} an.",
  heading: "{{text}}:",
  contact: "{{name}}, {{label}}: {{phone}}",
  arrived: "Ihre Meldung ist angekommen. Kennzeichen: {{reference}}",
  kept: "Ihre Meldung ist versiegelt und aufbewahrt. Sie ist NOCH NICHT gesendet. Kennzeichen: {{reference}}",
  keptNext:
    "Sie wird von selbst gesendet, sobald das gelingt. Dann erhalten Sie die Empfangsbestätigung. Sie müssen nichts tun.",
  keptUrgent: "Rufen Sie jemanden an, wenn es nicht warten kann.",
  inline: {
    heading: "Bitte senden Sie die Mail noch einmal, als Anlage",
    why: "Ihre Mail wurde auf gewöhnliche Art weitergeleitet. Dabei geht der Kopf des Originals verloren, und der zeigt, woher die Mail kam. Was ankam, ist aufbewahrt: Text und Dateien.",
    how: "So leiten Sie als Anlage weiter:",
    outlook:
      "Outlook: Wählen Sie die Mail und drücken Sie Strg+Alt+F. Neues Outlook und Outlook im Web: Beginnen Sie eine neue Mail und ziehen Sie die Mail hinein.",
    thunderbird: "Thunderbird: Wählen Sie Nachricht, Weiterleiten als, Anhang.",
    apple: "Apple Mail: Wählen Sie die Mail und dann E-Mail, Als Anhang weiterleiten.",
    gmail:
      "Gmail im Browser: Markieren Sie die Mail in der Liste, öffnen Sie das Menü mit den drei Punkten, wählen Sie Als Anhang weiterleiten.",
    again: "Senden Sie sie an dieselbe Adresse. Sie wird eine eigene Meldung.",
  },
  winmail:
    "Outlook hat die Dateien auf eigene Art verpackt (winmail.dat). Das ist aufbewahrt, wie es kam. War eine Mail darin, senden Sie diese bitte noch einmal, in HTML oder reinem Text statt Rich-Text.",
  mailsInline: "Text und Dateien Ihrer Mail sind darin.",
  missed_one:
    "{{count}} angehängte Mail passte nicht hinein. Bitte senden Sie sie noch einmal, in einer eigenen Mail.",
  missed_other:
    "{{count}} angehängte Mails passten nicht hinein. Bitte senden Sie sie noch einmal, in einer anderen Mail.",
  link: "Ihre Empfangsbestätigung auf der Meldeseite. Geben Sie diesen Link nicht weiter:",
  receiptFile: "Die Empfangsbestätigung hängt an: {{name}}",
  recoveryOnly: "Öffnen kann sie jetzt nur, wer den Wiederherstellungsschlüssel verwahrt.",
  locality:
    "Nicht lesen kann es der Server, auf dem versiegelte Meldungen liegen. Dieses Postfach hat Ihre Mail im Arbeitsspeicher gelesen, um sie zu versiegeln, und bewahrt nichts davon unversiegelt auf. Was Sie weitergeleitet haben, liegt auch bei Ihren gesendeten Mails und kann auf den Mailservern Ihrer Organisation liegen.",
  leave:
    "Lassen Sie die Mail, wo sie ist. Löschen Sie sie nicht und antworten Sie nicht darauf. Klicken Sie nichts darin an. Leiten Sie sie an niemand anderen weiter.",
  keep: "Bewahren Sie alles auf. Schreiben Sie auf, was Sie sehen und wann.",
  automatic: "Diese Antwort hat ein Programm geschrieben. Niemand liest, was Sie darauf antworten.",
  replyTo:
    "Diese Antwort hat ein Programm geschrieben. Wenn Sie darauf antworten, liest das ein Mensch: {{address}}",
};
