import type { pane as english } from "../en/pane.ts";

/**
 * Der Aufgabenbereich: was seine erste Ansicht, der Weg einer Meldung und ihre Störungen sagen. Der Rest steht in
 * pane-later.ts. Ton und Reihenfolge: kurze Sätze, das Verb voran, nichts, was verspricht oder urteilt.
 */
export const pane: typeof english = {
  title: "Zegel",
  start: {
    heading: "Drohung melden",
    from: "Diese Mail ist von",
    fromAppointment: "Dieser Termin ist von",
    fromUnknown: "Das Mailprogramm zeigt nicht, wer sie gesendet hat.",
    button: "Drohung melden",
    buttonMany_one: "{{count}} Mail melden",
    buttonMany_other: "{{count}} Mails melden",
    what: "Eine versiegelte Kopie geht an diese Personen. Die Mail bleibt, wo sie ist.",
    whatMany: "Versiegelte Kopien gehen an diese Personen. Die Mails bleiben, wo sie sind.",
    keyQuery:
      "Um die Signatur der Mail zu prüfen, wird der Server nach dem Schlüssel ihrer Domain gefragt, meist {{domain}}. Der Server kennt dann diese Domain.",
    noItem: "Öffnen Sie die Mail, die Sie melden möchten. Drücken Sie dann hier auf den Knopf.",
    more: "Erst mehr erzählen (freiwillig)",
    keep: "Löschen Sie die Mail nicht, antworten Sie nicht, leiten Sie sie nicht weiter und klicken Sie nichts darin an. Sie müssen sie nicht noch einmal lesen.",
    keepMany:
      "Löschen Sie die Mails nicht, antworten Sie nicht, leiten Sie sie nicht weiter und klicken Sie nichts darin an. Sie müssen sie nicht noch einmal lesen.",
    loading: "Die Liste der Personen, die Ihre Meldung lesen können, wird geholt…",
  },
  danger: {
    question: "Sind Sie jetzt in Gefahr?",
    call: "{{number}} anrufen",
    contacts: "Jemand, den Sie anrufen können",
  },
  readers: {
    by: "Ihre Meldung wird gelesen von",
    at: "{{names}} ({{desk}})",
    recovery: "Nur wer den Wiederherstellungsschlüssel verwahrt, kann das lesen: {{holder}}.",
    change: "Wer liest das?",
    noName: "Ohne Ihren Namen",
    expired:
      "Die Liste der Lesenden ist abgelaufen. Ihre Meldung kann trotzdem gesendet werden. Bis die Liste erneuert ist, kann nur {{holder}} sie öffnen.",
    remembered:
      "Die neueste Liste der Lesenden konnte nicht geholt werden. Es gilt die letzte, die geprüft wurde.",
    unavailable:
      "Die Liste der Lesenden konnte nicht geholt werden, deshalb lässt sich noch nichts versiegeln. Die Mail liegt sicher, wo sie ist.",
    others_one: "{{count}} weitere Person",
    others_other: "{{count}} weitere Personen",
  },
  steps: {
    heading: "Ihre Meldung ist unterwegs",
    acquiring: "Die Quelle der Mail wird geholt",
    acquiringMany: "Die Quelle der Mails wird geholt",
    mailOf: "Mail {{mail}} von {{mails}}",
    partOf: "Teil {{part}} von {{parts}}",
    analysing: "Die Mail wird angesehen",
    sealing: "Die Kopie wird versiegelt",
    storing: "Die versiegelte Kopie wird auf diesem Gerät aufbewahrt",
    sending: "Wird gesendet",
    checking: "Die Empfangsbestätigung wird geprüft",
    notYet: "NOCH NICHT gesendet",
    cancel: "Anhalten",
  },
  done: {
    heading: "Ihre Meldung ist angekommen",
    reference: "Ihr Kennzeichen",
    closed: "Fertig. Sie können diesen Bereich schließen.",
    again: "Zurück zur Mail",
  },
  expert: { open: "Für Fachleute: was der Kopf zeigt" },
  kept: {
    device: "Die versiegelte Kopie liegt auf diesem Gerät. Niemand kann sie hier lesen.",
    memory:
      "Die versiegelte Kopie gibt es nur, solange dieser Bereich offen ist. Speichern Sie jetzt die Datei.",
    mailbox: "Nichts wurde gesendet oder aufbewahrt. Die Mail ist, wo sie war.",
    notYet: "NOCH NICHT gesendet",
    waiting: { heading: "NOCH NICHT gesendet" },
    refused: { heading: "NICHT gesendet" },
    stopped: {
      heading: "Angehalten",
      nothing: "Nichts wurde gesendet. Die Mail ist, wo sie war.",
      maybe:
        "Vielleicht ist die Meldung schon angekommen. Es gibt keine Empfangsbestätigung: Gehen Sie davon aus, dass sie NICHT gesendet ist.",
    },
    failed: { heading: "Das ging nicht" },
    next: "Um {{time}} wird es von selbst wieder versucht, solange dieser Bereich offen ist, und immer, wenn er wieder geöffnet wird.",
    now: "Jetzt senden",
    again: "Noch einmal versuchen",
    save: "Als Datei speichern",
    saveWhat:
      "Auch die .zegel-Datei ist versiegelt. Reichen Sie sie später ein, oder geben Sie sie Ihrer Meldestelle.",
    discard: "Von diesem Gerät löschen",
    discardSure: "Löschen? Die Meldung ist NICHT gesendet.",
    discardYes: "Ja, löschen",
    discardNo: "Behalten",
    close: "Schließen",
  },
  outbox: {
    waiting_one: "{{count}} Meldung NOCH NICHT gesendet",
    waiting_other: "{{count}} Meldungen NOCH NICHT gesendet",
    show: "Zeigen",
    open: "Meine früheren Meldungen",
  },
  later: {
    heading: "Einen Augenblick",
    loading: "Diese Ansicht wird geladen…",
    failed:
      "Diese Ansicht konnte nicht geladen werden. Von dem, was Sie gemeldet haben, ist nichts verloren.",
  },
  problem: {
    SOURCE_UNAVAILABLE: "Das Mailprogramm hat die Mail nicht herausgegeben.",
    SOURCE_EMPTY: "Das Mailprogramm hat eine leere Mail herausgegeben.",
    SOURCE_CHANGED:
      "Inzwischen wurde eine andere Mail geöffnet. Öffnen Sie die richtige und versuchen Sie es noch einmal.",
    SOURCE_TIMEOUT: "Das Mailprogramm hat nicht rechtzeitig geantwortet.",
    BASE64_INVALID: "Das Mailprogramm hat eine beschädigte Mail herausgegeben.",
    SIGN_IN_NEEDED: "Erst ist eine Anmeldung nötig.",
    SIGN_IN_FAILED: "Die Anmeldung ging nicht.",
    NETWORK_UNREACHABLE: "Es gibt keine Verbindung zum Server.",
    SERVER_ERROR: "Der Server hat eine Störung.",
    RATE_LIMITED: "Der Server ist ausgelastet.",
    STORAGE_FULL: "Der Server hat keinen Platz mehr.",
    RESPONSE_INVALID:
      "Etwas zwischen hier und dem Server gab eine andere Antwort, zum Beispiel die Anmeldeseite eines Netzes.",
    UNAUTHORISED: "Der Server verlangt den Code Ihrer Organisation.",
    PACKAGE_TOO_LARGE:
      "Das ist zu groß: In eine Meldung passen höchstens 150 MB. Melden Sie weniger Mails oder Dateien auf einmal.",
    INPUT_INVALID:
      "Eine der Dateien konnte nicht gelesen werden. Lassen Sie sie weg, oder fügen Sie sie noch einmal hinzu.",
    DIGEST_MISMATCH: "Die Meldung wurde unterwegs beschädigt.",
    SUBMISSION_CONFLICT: "Der Server hat unter dieser Nummer schon etwas anderes.",
    STATEMENT_INVALID: "Der Server versteht diese Meldung nicht. Vielleicht ist er älter als dieses Add-In.",
    CONSISTENCY_FAILED:
      "Das Protokoll des Servers passt nicht zu dem, was dieses Gerät früher davon gesehen hat. Sagen Sie Ihrer Meldestelle auf einem anderen Weg Bescheid.",
    receipt:
      "Die Empfangsbestätigung des Servers passt nicht zu dieser Meldung und zählt deshalb nicht. Sagen Sie Ihrer Meldestelle auf einem anderen Weg Bescheid.",
    directory:
      "Die Liste der Lesenden trägt nicht die richtige Signatur, oder sie ist älter als eine, die schon da war.",
    DIRECTORY_DEMO_REFUSED:
      "Diese Liste der Lesenden ist zum Vorführen. Sie schützt niemanden und wird hier abgelehnt.",
    DEVICE_STORAGE_FULL: "Dieses Gerät hat keinen Platz mehr.",
    DEVICE_STORAGE_UNAVAILABLE: "Dieses Gerät speichert nichts für diese Seite.",
    CANCELLED: "Sie haben es angehalten.",
    other: "In diesem Add-In ging etwas schief. Es lag nicht an Ihnen.",
    action: "Das ging nicht.",
    code: "Code für die Hilfe: {{code}}",
  },
};
