import type { evidenceTexts as english } from "./en-evidence.ts";

/** Was eine geöffnete Meldung, ihre Empfangsbestätigung, die Verwahrung und das Log von sich sagen. */
export const evidenceTexts: typeof english = {
  overview: {
    statementsTitle: "Was über jede Mail bekannt ist",
    reasons: "Warum",
    noReasons: "Die Analyse nennt keine Gründe.",
    sealedOnDevice: "Diese Aussagen wurden auf dem Gerät der meldenden Person getroffen und dort versiegelt.",
    sealedOnServer:
      "Die Analyse entstand auf diesem Server, als die Mail versiegelt wurde, allein aus diesen Oktetten.",
    sentence:
      "Die Versiegelung zeigt, dass dies seither nicht verändert wurde. Sie zeigt nicht, dass die Mail empfangen wurde oder wer sie geschrieben hat.",
    confirmTitle: "Einzuholende Bestätigungen",
    confirm: {
      trace:
        "Nachrichtenablaufverfolgung des Mailsystems: Wurde eine Mail mit dieser Message-ID in dieses Postfach zugestellt, und wann?",
      ediscovery:
        "Dieselbe Mail aus dem Postfach selbst, durch eDiscovery oder einen Export der Administration, verglichen mit dieser Quelle.",
      provider:
        "Der Anbieter des Absenders, über Polizei oder Gericht: Konto, Adressen und Zeiten der Anmeldungen zu genau dieser Message-ID.",
      reporter:
        "Die meldende Person, auf anderem Weg: Hat sie dies gemeldet, und ist das die Mail, die sie sah?",
    },
    suppliedWarning:
      "Diese Mail ist eine Datei, die jemand eingereicht hat. Die Versiegelung fügt ihren Angaben nichts hinzu: Eine Datei kann erfunden sein.",
    forwardedTitle: "Von jemandem an eine weitergeleitete Mail gehängt",
    forwardedWarning:
      "Die Mail ist, was das Programm der weiterleitenden Person angehängt hat. Die Versiegelung fügt ihren Angaben nichts hinzu: Ein Anhang kann erfunden sein.",
    serviceWarning:
      "Auf einem Server versiegelt: vom Gmail-Add-on oder Weiterleitungspostfach der Organisation, im Arbeitsspeicher, nicht auf dem Gerät der meldenden Person. Wer diesen Server betreibt, konnte die Mail vor der Versiegelung lesen oder ändern.",
    answersTitle: "Was die meldende Person sagte",
    reportedAt: "Gemeldet am",
    language: "Sprache der Fragen",
    desk: "Meldestelle",
    leftOut: "Von der meldenden Person ausgelassen",
    kind: "Art der Drohung",
    urgency: "Dringlichkeit",
    actions: "Was sie tat",
    comment: "In ihren Worten",
    device: "Schlüssel des Geräts",
    deviceText:
      "Zwei Pakete mit demselben Schlüssel kamen aus demselben Browserprofil. Er sagt nicht, wer dort saß.",
    deviceService:
      "Zwei Pakete mit demselben Schlüssel wurden von derselben Installation dieses Dienstes versiegelt. Er sagt nichts darüber, wer gemeldet hat.",
    acquisition: "Wie sie beschafft wurde",
    method: "Methode",
    obtainedAt: "Beschafft",
    zone: "Zeitzone des Geräts",
    clockOffset: "Uhr des Geräts gegenüber dem Server",
    host: "Programm",
    custodian: "Eingereicht von",
    errors: "Probleme bei der Beschaffung",
  },
  records: {
    working: "Es wird festgehalten, dass Sie dies geöffnet haben…",
    custody: "Ihre Erklärung „entschlüsselt“ steht im Verwahrungslog (Eintrag {{index}}).",
    custodyFailed:
      "Ihre Erklärung „entschlüsselt“ konnte NICHT festgehalten werden: {{reason}}. Das Lesen geht weiter.",
    acknowledged: "Die meldende Person wird sehen, dass ihre Meldung geöffnet wurde (Eintrag {{index}}).",
    acknowledgedFailed:
      "Der meldenden Person konnte NICHT mitgeteilt werden, dass die Meldung geöffnet wurde: {{reason}}.",
    acknowledgedOff: "Der meldenden Person wurde nichts mitgeteilt: Sie haben das abgeschaltet.",
  },
  source: {
    file: "Datei",
    digest: "SHA-256",
    copy: "SHA-256 kopieren",
    copied: "Kopiert",
    download: "{{name}} speichern",
    size: "{{octets}} Oktette, {{lines}} Zeilen",
    about:
      "Nur reiner Text: Nichts wird dargestellt, nichts wird geladen. Zeichen, die Text verbergen oder umordnen, erscheinen als Marken; Oktette, die kein UTF-8 sind, als \\xNN.",
    noSource: "Zu dieser Mail gibt es keine Oktette.",
  },
  headers: {
    title: "Kopffelder in ihrer Reihenfolge",
    count_one: "{{count}} Feld",
    count_other: "{{count}} Felder",
    shown: "Die ersten {{shown}} von {{count}} sind aufgeführt; die Quelle enthält alle.",
    name: "Name",
    body: "Inhalt",
    offset: "Bei Oktett",
    show: "In der Quelle zeigen",
    none: "Es gibt keinen Kopf.",
  },
  analysis: {
    missing: "Die versiegelte Analyse ist nicht lesbar.",
    failed:
      "Die Analyse schlug auf dem Gerät der meldenden Person fehl ({{code}}). Die Oktette wurden trotzdem versiegelt.",
    note: "Bei der Meldung auf dem Gerät der meldenden Person erstellt und mit ihr versiegelt.",
    back: "Zurück zur Analyse",
  },
  keys: {
    title: "Schlüssel der Signaturen, erneut abgefragt",
    about:
      "Fragt die Annahmestelle, und diese fragt das DNS: Beide sehen, dass jemand Mail von {{domains}} untersucht. Schlüssel wechseln: Die heutige Antwort kann von der versiegelten abweichen; diese bleibt bestehen.",
    look: "Die Schlüssel jetzt nachschlagen",
    name: "Name",
    answer: "Das DNS antwortet",
    at: "Abgefragt am",
    signature: "Signatur mit diesem Schlüssel",
  },
  networks: {
    look: "Netze auf diesem Rechner nachschlagen",
    about:
      "Aus einer Tabelle, die das Programm dieser Konsole selbst hat: Keine Adresse verlässt diesen Rechner.",
    none: "Das Programm dieser Konsole hat keine Tabelle der Netze.",
    failed: "Die Netze ließen sich nicht nachschlagen.",
    hint: "Eine Registrierung sagt, wen man fragen kann, nie, wo jemand saß.",
  },
  plan: {
    copy: "Als Text kopieren",
    copied: "Kopiert",
    csv: "Als CSV speichern",
    ics: "Für einen Kalender speichern (.ics)",
    query: "Abfrage für {{tool}} kopieren",
    overdue: "wahrscheinlich verloren: sofort fragen",
    about:
      "Zu dieser Mail. Zeitfenster enthalten einen Spielraum; Fristen ergeben sich aus der daneben genannten Aufbewahrung.",
  },
  receipt: {
    title: "Empfangsbestätigung",
    says: "Empfangen, Inhalt nicht gesehen: Die Annahmestelle kann Meldungen nicht lesen.",
    none: "Der Server gab keine Empfangsbestätigung: {{reason}}",
    index: "Stelle im Log",
    entry: "Logeintrag",
    checkpoint: "Signierter Checkpoint",
    timestamp: "Zeitstempel",
    timestampThere: "vorhanden; siehe die Prüfungen",
    timestampLate: "noch nicht vorhanden: er verspätet sich und wird ergänzt",
    opened: "Bestätigung der Öffnung",
    anchors: "Schlüssel und Wurzeln kommen aus dem Verzeichnis, nie aus der Empfangsbestätigung.",
  },
  custody: {
    observed: "Vom Server beobachtet",
    observedText:
      "Von der Annahmestelle geschrieben, bevor sie das versiegelte Paket herausgab, und durch das Log geordnet.",
    declared: "Von Menschen erklärt",
    declaredText:
      "Von der genannten Person signiert. Nichts zeigt, dass jemand alles erklärt hat, was getan wurde.",
    loading: "Verwahrungsereignisse werden gelesen…",
    failed: "Die Verwahrungsereignisse lassen sich nicht lesen: {{reason}}",
    empty: "keine",
    when: "Wann",
    what: "Was",
    who: "Wer",
    index: "Eintrag",
    unknownKey: "ein Schlüssel, den das Verzeichnis nicht nennt",
    noKey: "niemand angemeldet",
    refused: "abgelehnt: {{reason}}",
    type: {
      "ciphertext-released": "versiegeltes Paket herausgegeben",
      erased: "gelöscht",
      decrypted: "entschlüsselt",
      viewed: "angesehen",
      noted: "vermerkt",
      copied: "kopiert",
      exported: "exportiert",
      transferred: "übergeben",
      held: "zurückgehalten",
      released: "freigegeben",
      destroyed: "vernichtet",
    },
  },
  log: {
    title: "Log",
    open: "Log",
    unknown: "Das Log wurde noch nicht gelesen.",
    checking: "Das Log wird gelesen: {{done}} von {{total}} Bündeln",
    failed: "Das Log lässt sich nicht lesen: {{reason}}",
    verdict: {
      consistent: "Das Log ist widerspruchsfrei",
      forked: "GESPALTEN: Dieses Log sagt verschiedenen Menschen Verschiedenes",
      "rolled-back": "ZURÜCKGESETZT: Sie sehen ein älteres Log, als andere gesehen haben",
      refused: "Das Log besteht seine eigene Prüfung nicht",
    },
    verdictText: {
      consistent:
        "Sein Kopf ist mit dem Schlüssel aus dem Verzeichnis signiert, seine Wurzel ergibt sich aus allen Einträgen, und es enthält jeden früheren Stand, den diese Konsole gesehen hat.",
      forked:
        "Jemand erhielt einen signierten Kopf, den dieses Log nicht enthält. Bewahren Sie beide Köpfe auf, unterrichten Sie Ihre Administration und die anderen Ermittelnden auf anderem Weg und verlassen Sie sich auf keine Empfangsbestätigung dieses Logs, bis es geklärt ist.",
      "rolled-back":
        "Ein früher gesehener signierter Kopf nennt mehr Einträge, als der Server jetzt zeigt. Einträge werden vorenthalten.",
      refused: "Was der Server zeigt, kann nicht das Log sein, das das Verzeichnis nennt: {{reason}}",
    },
    entries: "Einträge im Log",
    read: "Gelesene Einträge",
    unread: "Einträge, die nicht zu bekommen waren",
    packages: "Pakete im Log",
    listed: "Pakete, die der Server nennt",
    missing: "Fehlt in der Liste",
    missingNone: "nichts fehlt",
    unlogged: "Genannt, aber nicht im Log",
    erased: "Gelöscht, laut Log",
    root: "Wurzelhash",
    origin: "Name des Logs",
    types: "Einträge nach Art",
    type: {
      package: "Pakete",
      grant: "Freigaben",
      custody: "Verwahrungsereignisse",
      directory: "Verzeichnisse",
      opened: "Bestätigungen",
      erased: "Löschungen",
    },
    compared: "Checkpoints, die andere sahen",
    comparedText:
      "Meldungen tragen den Kopf des Logs, den das Gerät der meldenden Person gesehen hatte. Ein gespaltenes Log fällt hier auf.",
    comparedNone: "Noch keine: Öffnen Sie eine Meldung, dann wird ihr Checkpoint verglichen.",
    source: {
      bag: "in Meldung",
      receipt: "in der Empfangsbestätigung von",
      remembered: "von diesem Browser gemerkt",
    },
    verdictColumn: "Ergebnis",
    comparedVerdict: {
      consistent: "widerspruchsfrei",
      forked: "GESPALTEN",
      ahead: "neuer als das, was uns gezeigt wird",
      untrusted: "nicht von diesem Log signiert",
      "not-compared": "ließ sich nicht vergleichen",
    },
    size_one: "{{count}} Eintrag",
    size_other: "{{count}} Einträge",
    index: "Eintrag {{index}}",
  },
};
