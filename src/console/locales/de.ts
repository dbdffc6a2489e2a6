import { evidenceTexts } from "./de-evidence.ts";
import { reportTexts } from "./de-report.ts";
import { wordTexts } from "./de-words.ts";
import type { consoleTexts as english } from "./en.ts";

/** Texte der Konsole für Ermittelnde. */
export const consoleTexts: typeof english = {
  ...evidenceTexts,
  ...reportTexts,
  ...wordTexts,
  title: "Zegel-Konsole",
  subtitle: "für Ermittelnde von {{organisation}}",
  language: "Sprache",
  lock: "Sperren",
  back: "Zurück zur Liste",
  refresh: "Neu lesen",
  none: "keine",
  unknown: "unbekannt",
  yes: "ja",
  no: "nein",
  idle: "Sperrt sich in {{seconds}} s von selbst, sofern Sie keine Taste drücken und den Zeiger nicht bewegen.",
  expired:
    "Dieses Verzeichnis ist abgelaufen. Meldungen lassen sich noch lesen, aber nichts gilt als verifiziert, bis ein neues Verzeichnis signiert ist.",
  unlock: {
    title: "Mit Ihren Schlüsseln entsperren",
    intro:
      "Wählen Sie Ihre Identitätsdatei. Ihre Schlüssel bleiben im Speicher dieses Browsers, getrennt von der Seite; sie werden nie gespeichert und nie gesendet. Das Sperren oder das Schließen dieser Seite entfernt sie.",
    file: "Identitätsdatei",
    choose: "Datei wählen…",
    drop: "oder hier ablegen",
    passphrase: "Passphrase",
    passphraseNeeded:
      "Diese Datei ist verschlüsselt: Geben Sie die Passphrase ein. Das Öffnen dauert ein bis zwei Sekunden.",
    submit: "Entsperren",
    demo: "Demonstration: Das Programm, das diese Seite gestartet hat, gab aus, wo die Identitätsdatei für die Demonstration liegt. Suchen Sie in seiner Ausgabe nach „Unlock with the demo investigator's keys“.",
    intake: "Annahmestelle",
    root: "Festgelegter Schlüssel des Verzeichnisses",
    idleLocked: "Gesperrt: Hier geschah eine Zeit lang nichts.",
    locked: "Gesperrt. Die Schlüssel und alles, was offen war, sind aus dem Speicher entfernt.",
    failed: "Nicht entsperrt",
    step: {
      keys: "Die Identitätsdatei wird geöffnet…",
      directory: "Das Verzeichnis wird geholt und seine Signatur geprüft…",
      "sign-in": "Anmeldung: Ihr Schlüssel signiert einen festen Text…",
    },
    whatIsSigned:
      "Die Anmeldung signiert einen festen Text, der Annahmestelle und Verzeichnis nennt. Nichts, was ein Server sendet, wird je entschlüsselt und zurückgegeben.",
  },
  session: {
    person: "Angemeldet als",
    directory: "Verzeichnis",
    directoryValue: "Version {{version}}, gültig bis {{until}}",
    digest: "Hash des Verzeichnisses",
    log: "Log",
    notes: {
      "versions-skipped":
        "Zwischen dem zuletzt hier gesehenen Verzeichnis und diesem liegen Versionen, die nicht gesehen wurden: Ihre Kette lässt sich nicht prüfen.",
      "issued-in-future":
        "Das Verzeichnis gibt an, in der Zukunft signiert worden zu sein: Eine von zwei Uhren geht falsch.",
    },
  },
  list: {
    title: "Meldungen",
    loading: "Die Liste wird gelesen…",
    decrypting: "Zusammenfassungen werden geöffnet: {{done}} von {{total}}",
    failed: "Die Liste lässt sich nicht lesen",
    empty: "Noch keine Meldung",
    emptyText: "Meldungen erscheinen hier, sobald die Annahmestelle eine erhalten hat.",
    filter: "Nach Kennzeichen, Betreff, Absender oder Art filtern",
    noMatch: "Keine Meldung entspricht diesem Filter.",
    shown: "{{shown}} von {{total}} Meldungen",
    fromSummaries:
      "Aus versiegelten Zusammenfassungen; jede wird beim Öffnen mit der Meldung selbst verglichen.",
    page: "Seite {{page}} von {{pages}}",
    previous: "Zurück",
    next: "Weiter",
    reportedAt: "Gemeldet",
    reference: "Kennzeichen",
    kind: "Art",
    mail: "Mail",
    statements: "Drei Aussagen",
    links: "Mit anderen gemeinsam",
    noSender: "kein Absender genannt",
    noSubject: "(kein Betreff)",
    more_one: "und {{count}} weitere Mail",
    more_other: "und {{count}} weitere Mails",
    hint: "{{kind}}: in {{others}} von {{of}} anderen",
    hintMore_one: "{{count}} weiterer gemeinsamer Wert",
    hintMore_other: "{{count}} weitere gemeinsame Werte",
    hintsAbout:
      "Derselbe Wert ist ein Grund, weiter zu suchen, kein Schluss: Konten, Netze und Programme werden von vielen geteilt.",
    noHints: "nichts gefunden",
    notForMe: "Nicht für Sie versiegelt",
    notForMeText:
      "Eine andere Meldestelle liest dies, oder die meldende Person hat Sie ausgelassen. Auch die Annahmestelle kann es nicht lesen.",
    erased: "Gelöscht",
    erasedText: "Die Annahmestelle gibt an, dieses Paket gelöscht zu haben; das Log sollte es verzeichnen.",
    refused: "Abgelehnt",
    refusedText: "Die Zusammenfassung bestand eine Prüfung nicht: {{reason}}",
    received: "Empfangen {{utc}}",
    notTimestamped: "noch kein Zeitstempel",
    tell: "Der meldenden Person mitteilen, wenn ich eine Meldung öffne",
    tellText:
      "Sendet eine mit Ihrem Schlüssel signierte Bestätigung; sie sagt, dass jemand die Meldung geöffnet hat, nicht wer. Dass Sie sie entschlüsselt haben, wird immer als Ihre eigene Erklärung im Verwahrungslog festgehalten.",
  },
  report: {
    loading: "Die versiegelte Meldung wird geholt…",
    downloading: "Herunterladen: {{percent}} %",
    checking: "Wird geöffnet und geprüft…",
    failed: "Diese Meldung lässt sich nicht holen",
    reference: "Meldung {{reference}}",
    saveCiphertext: "Versiegeltes Paket speichern",
    refusedTitle: "Abgelehnt: Nichts von diesem Paket wird gezeigt",
    refusedText:
      "Eine Prüfung schlug fehl; auf den Inhalt ist daher kein Verlass. Das versiegelte Paket kann gespeichert und von Sachverständigen mit anderen Werkzeugen untersucht werden.",
    refusedClaim: "Fehlgeschlagene Prüfung",
    tabs: {
      overview: "Überblick",
      source: "Quelle",
      headers: "Kopffelder",
      analysis: "Analyse",
      receipt: "Empfangsbestätigung",
      custody: "Verwahrung",
    },
    messageOf: "Mail {{number}} von {{total}}",
    supplements: "Ergänzt das Paket",
    recorded: "Festgehalten",
  },
};
