import type { paneLater as english } from "../en/pane-later.ts";

/** Die späteren Ansichten des Aufgabenbereichs: mit ihnen geladen, während die erste gelesen wird. */
export const paneLater: typeof english = {
  absence: {
    compose:
      "Sie schreiben eine Mail. Davon wird nichts genommen. Öffnen Sie die Mail, die Sie bekommen haben.",
    several: "Die Liste der ausgewählten Mails wird geholt…",
    "no-host":
      "Diese Seite arbeitet in Outlook. Öffnen Sie dort die Mail und drücken Sie auf den Zegel-Knopf darüber.",
    hidden: "Eine Mail ist offen, aber hier erscheint nichts",
    hiddenWhy:
      "Manche Mails gibt Outlook keinem Add-In: die eines geteilten Postfachs, das nicht im Adressbuch steht, einer Gruppe oder eines Archivs, gespeicherte oder angehängte Mails und Nachrichten über fehlgeschlagene Zustellung.",
    appointment:
      "Das ist ein Eintrag in Ihrem Kalender. Outlook gibt dessen Teile heraus, nicht die Quelle. Haben Sie die Mail noch, die ihn gebracht hat, dann melden Sie diese Mail.",
  },
  otherWay: {
    heading: "Was Sie stattdessen tun können",
    forward:
      "Beginnen Sie eine neue Mail an Ihre Meldestelle und ziehen Sie diese Mail hinein, damit sie als Anhang mitgeht. Beim gewöhnlichen Weiterleiten geht die Herkunft verloren.",
    computer: "Öffnen Sie die Mail an einem Computer und melden Sie sie dort.",
    page: "Speichern Sie die Mail als Datei und reichen Sie sie auf der Meldeseite Ihrer Organisation ein, wenn es eine gibt.",
    forwardTo:
      "Beginnen Sie eine neue Mail an {{address}} und ziehen Sie diese Mail hinein, damit sie als Anhang mitgeht. Beim gewöhnlichen Weiterleiten geht die Herkunft verloren.",
    pageAt: "Speichern Sie die Mail als Datei und reichen Sie sie auf der Meldeseite ein.",
    pageOpen: "Meldeseite öffnen",
    call: "Oder rufen Sie jemanden an. Die Mail liegt sicher, wo sie ist.",
  },
  selection: {
    count_one: "{{count}} Mail geht in eine Meldung",
    count_other: "{{count}} Mails gehen in eine Meldung",
    subjects: "Die Betreffzeilen zeigen",
    noDate: "kein Datum",
    full: "Outlook nennt höchstens {{count}} Mails auf einmal. Melden Sie die anderen danach.",
    permission:
      "Die Fassung dieses Knopfs in Ihrer Organisation nimmt eine Mail auf einmal. Öffnen Sie die Mails einzeln, oder senden Sie sie als Anhänge einer neuen Mail an Ihre Meldestelle.",
    "too-old":
      "Dieses Outlook gibt eine Mail auf einmal heraus. Öffnen Sie die Mails einzeln, oder senden Sie sie als Anhänge einer neuen Mail an Ihre Meldestelle.",
    failed: "Die Liste der ausgewählten Mails war nicht zu bekommen.",
  },
  acquire: {
    signIn:
      "Outlook auf diesem Gerät gibt die Mail erst nach einer Anmeldung heraus. Dafür kann ein Fenster kommen. Gelesen werden nur die Mails, die Sie melden.",
    none: "Outlook auf diesem Gerät gibt die Quelle einer Mail nicht heraus.",
  },
  clock: {
    ahead: "Die Uhr dieses Geräts geht {{amount}} vor. Ihre Meldung sagt das dazu.",
    behind: "Die Uhr dieses Geräts geht {{amount}} nach. Ihre Meldung sagt das dazu.",
  },
  series: {
    question: "Haben Sie mehr von diesem Absender bekommen?",
    along_one: "{{count}} weitere Mail geht mit",
    along_other: "{{count}} weitere Mails gehen mit",
    change: "Ändern",
    heading: "Mehr von diesem Absender",
    what: "Zegel kann in Ihrem eigenen Postfach nach Mails suchen, die vom selben Absender oder aus derselben Unterhaltung sind oder dasselbe Konto oder dieselbe Adresse enthalten. Beim Suchen wird nichts gesendet.",
    signIn: "Vielleicht bittet Sie zuerst ein Fenster, sich anzumelden.",
    search: "In meinem Postfach suchen",
    searching: "In Ihrem Postfach wird gesucht…",
    found_one: "{{count}} Mail wurde gefunden. Haken Sie sie an, wenn sie dazugehört.",
    found_other: "{{count}} Mails wurden gefunden. Haken Sie an, was dazugehört.",
    list: "Mails, die mitgehen",
    all: "Alle anhaken",
    noneTicked: "Alle Haken entfernen",
    none: "Es wurden keine anderen Mails gefunden.",
    failed: "Das Suchen ging nicht. Ihre Meldung kann ohne gesendet werden.",
    unavailable: "Dieses Outlook lässt uns nicht danach suchen.",
    select:
      "Wählen Sie mehrere Mails in der Liste aus: Halten Sie Strg gedrückt (auf einem Mac: Command) und klicken Sie jede an. Drücken Sie dann auf den Zegel-Knopf. Sie gehen in eine Meldung, wenn die Fassung Ihrer Organisation das zulässt.",
    page: "Oder melden Sie sie einzeln. Wer sie liest, sieht, welche zusammengehören.",
    because: {
      sender: "Derselbe Absender",
      conversation: "Dieselbe Unterhaltung",
      key: "Dasselbe Konto oder dieselbe Adresse darin",
    },
    back: "Fertig",
  },
  readers: {
    nobody: "Niemand von der Meldestelle",
    heading: "Wer das lesen wird",
    desk: "Senden an",
    leaveOut:
      "Entfernen Sie den Haken bei Personen, die es nicht lesen sollen. Sie können es dann nicht öffnen und sehen nicht, dass Sie sie weggelassen haben.",
    sees: "Was wer sehen kann",
    peopleSee: "Diese Personen: die Mail, Ihre Worte und Ihre Dateien.",
    serverSees: "Der Server: dass eine Meldung kam, wie groß sie ist und wann. Öffnen kann er sie nicht.",
    holder:
      "{{holder}} verwahrt den Wiederherstellungsschlüssel, unter Verschluss, für den Fall, dass alle anderen weg sind.",
    yourName: "Ihr Name",
    withName: "Mein Name darf in der Meldung stehen",
    withoutName: "Ohne meinen Namen",
    withoutNameWhat:
      "Es wird nichts hinzugefügt, was sagt, wer Sie sind. Zwei Dinge bleiben sichtbar: Die Mail selbst nennt das Postfach, an das sie ging, und wer dieses Netz betreibt, kann sehen, dass dieses Gerät mit dem Server Kontakt hatte.",
    back: "Fertig",
  },
  questions: {
    heading: "Mehr erzählen (freiwillig)",
    intro: "Überspringen Sie, was Sie möchten.",
    kind: {
      label: "Worum geht es?",
      violence: "Drohung mit Gewalt",
      bomb: "Bombe, oder Gewalt an einem Ort",
      sextortion: "„Ich habe Bilder von dir“, an viele gesendet",
      blackmail: "Erpressung, gegen mich oder uns gerichtet",
      defamation: "Falsche Anschuldigungen",
      stalking: "Stalking oder Belästigung",
      phishing: "Phishing oder Betrug",
      other: "Etwas anderes",
    },
    urgency: {
      label: "Eilt es?",
      "immediate-danger": "Jemand ist jetzt in Gefahr",
      deadline: "Es gibt eine Frist",
      none: "Nein",
    },
    actions: {
      label: "Was haben Sie mit der Mail getan?",
      nothing: "Nichts",
      replied: "Beantwortet",
      clicked: "Etwas angeklickt oder geöffnet",
      paid: "Bezahlt",
      forwarded: "Weitergeleitet",
      deleted: "Gelöscht",
      "told-someone": "Jemandem davon erzählt",
    },
    comment: { label: "Was sollten die Lesenden wissen?" },
    suspicion: {
      open: "Ich habe eine Ahnung, wer es ist",
      label: "An wen denken Sie, und warum?",
      what: "Das ist ein Verdacht. Er wird getrennt von den Tatsachen gehalten. Sie müssen niemanden nennen.",
    },
    clear: "Leeren",
    clearOne: "Leeren: {{question}}",
    review: "Alles noch einmal ansehen",
    back: "Zurück, ohne zu senden",
  },
  files: {
    open: "Bildschirmfotos oder andere Dateien hinzufügen",
    label: "Dateien auswählen",
    question: "Bildschirmfotos oder andere Dateien",
    drop: "Oder ziehen Sie Dateien hierher, oder fügen Sie ein Bildschirmfoto ein.",
    what: "Sie werden mit der Mail versiegelt. Höchstens {{files}} Dateien, zusammen {{size}}.",
    adding: "Die Dateien werden gelesen…",
    list: "Dateien, die mitgehen",
    remove: "Entfernen",
    removeOne: "{{name}} entfernen",
    tooMany: "Nicht hinzugefügt: {{name}}. Höchstens {{files}} Dateien gehen mit.",
    tooLarge: "Nicht hinzugefügt: {{name}}. Die Dateien dürfen zusammen {{size}} groß sein.",
    unreadable: "Nicht hinzugefügt: {{name}}. Die Datei konnte nicht gelesen werden.",
  },
  despair: {
    text: "Das klingt schwer. Sie müssen es nicht allein tragen. Sie können jetzt mit jemandem sprechen, bei Tag und Nacht.",
    call: "{{number}} anrufen",
  },
  review: {
    heading: "Sehen Sie es noch einmal an",
    goes: "Was gesendet wird",
    mails_one: "{{count}} Mail, mit ihrer Quelle",
    mails_other: "{{count}} Mails, mit ihrer Quelle",
    reads: "Wer es lesen kann",
    readsNot: "Wer nicht",
    server: "der Server, der es empfängt",
    name: "Ihr Name",
    nameStays: "Darf in der Meldung stehen",
    noName: "Wird weggelassen",
    kind: "Worum es geht",
    urgency: "Eile",
    actions: "Was Sie getan haben",
    comment: "Ihre Worte",
    suspicion: "Ihr Verdacht (getrennt gehalten)",
    files: "Ihre Dateien",
    empty: "Nicht ausgefüllt",
    change: "Ändern",
    changeOne: "Ändern: {{part}}",
    send: "Senden",
    back: "Zurück, ohne zu senden",
  },
  done: {
    right: "Sie haben richtig gehandelt. Sie müssen die Mail nicht noch einmal lesen.",
    mails_one: "{{count}} Mail ist darin.",
    mails_other: "{{count}} Mails sind darin.",
    confidential: "Die Meldung ging ohne Ihren Namen.",
    missed: "Nicht darin",
    missedWhat_one: "{{count}} Mail war nicht zu bekommen. Sie ist, wo sie war.",
    missedWhat_other: "{{count}} Mails waren nicht zu bekommen. Sie sind, wo sie waren.",
    missedSend_one: "Auch diese Mail melden",
    missedSend_other: "Auch diese {{count}} Mails melden",
    who: "Wer es lesen kann",
    readBy: "Lesen können es: {{names}}.",
    readByRecovery: "Lesen kann es nur, wer den Wiederherstellungsschlüssel verwahrt: {{holder}}.",
    notReadBy: "Nicht lesen können es: {{names}} und der Server, der es empfangen hat.",
    serverOnly: "Nicht lesen kann es der Server, der es empfangen hat.",
    next: "Wie es weitergeht",
    nextDefault:
      "Die Personen oben finden Ihre Meldung in ihrer Liste. Bewahren Sie Ihr Kennzeichen auf: Daran erkennen sie, welche Meldung Ihre ist.",
    nextRecovery:
      "Bis dieser Schlüssel benutzt wird, kann niemand Ihre Meldung lesen. Rufen Sie jemanden an, wenn es nicht warten kann.",
    tell: "Sie entscheiden, wer sonst davon erfährt, außer bei unmittelbarer Gefahr.",
    late: "Der unabhängige Zeitstempel ist noch unterwegs. Er kommt von selbst in die Empfangsbestätigung.",
    stamped: "Zeitstempel: {{time}}.",
    receiptHeading: "Ihre Empfangsbestätigung",
    receipt: "Empfangsbestätigung speichern",
    receiptWhat: "Die Empfangsbestätigung zeigt, dass Ihre Meldung angekommen ist. Die Mail ist nicht darin.",
    opening: "Den Schlüssel hinzufügen, mit dem ich später zeigen kann, was ich gemeldet habe",
    insights: "Was schon zu sehen war",
    honest:
      "Versiegeln zeigt, dass sich seit dem Versiegeln nichts geändert hat. Es zeigt nicht, dass die Mail empfangen wurde oder von wem sie geschrieben ist.",
    advice: "Was Sie jetzt tun können",
    complaint:
      "In den Niederlanden muss ein Strafantrag innerhalb von drei Monaten gestellt werden. Von heute an gerechnet ist das spätestens am {{date}}. Wussten Sie schon früher davon, dann zählen Sie ab jenem Tag. Fragen Sie einen Anwalt oder die Polizei.",
    close: "Schließen",
  },
  parts: {
    heading: "Eine Meldung in mehreren Teilen",
    left_one: "{{count}} Mail ist NOCH NICHT versiegelt",
    left_other: "{{count}} Mails sind NOCH NICHT versiegelt",
    unsent_one:
      "{{count}} Teil ist NOCH NICHT angekommen. Er ist versiegelt, bleibt hier aufbewahrt und wird von selbst wieder versucht.",
    unsent_other:
      "{{count}} Teile sind NOCH NICHT angekommen. Sie sind versiegelt, bleiben hier aufbewahrt und werden von selbst wieder versucht.",
    references: "Ihre Kennzeichen",
    receipts:
      "Jeder Teil hat eine eigene Empfangsbestätigung. Sie finden sie unter „Meine früheren Meldungen“.",
  },
  insight: {
    deadline:
      "Die Mail scheint eine Frist zu nennen. Schreiben Sie auf, wann sie endet; Sie müssen nicht tun, was dort steht.",
    provider:
      "Die Mail ging über {{provider}}. Wer ermittelt, kann dort nachfragen, mit den richtigen Unterlagen.",
    "provider-account":
      "Die Mail ging über {{provider}} und nennt das Konto, von dem sie kam. Wer ermittelt, kann dort nachfragen, mit den richtigen Unterlagen.",
    signed: "{{domain}} hat diese Mail signiert. Das sagt, wer signiert hat, nicht wer sie geschrieben hat.",
    mismatch: "Die Signatur der Mail passt nicht zu ihrem Inhalt. Die Lesenden sehen die Einzelheiten.",
    "reply-elsewhere": "Eine Antwort ginge an eine andere Adresse als die gezeigte. Antworten Sie nicht.",
    leads_one: "Es gibt {{count}} technische Spur, der man nachgehen kann.",
    leads_other: "Es gibt {{count}} technische Spuren, denen man nachgehen kann.",
    logs: "Die Lesenden sehen, welche Protokolle bald gesichert werden müssen.",
    "logs-days_one":
      "Manche Protokolle sind vielleicht nach {{count}} Tag gelöscht. Die Lesenden sehen, welche zuerst zu sichern sind.",
    "logs-days_other":
      "Manche Protokolle sind vielleicht nach {{count}} Tagen gelöscht. Die Lesenden sehen, welche zuerst zu sichern sind.",
    unreadable: "Die Mail konnte hier nicht untersucht werden. Ihre Quelle ist trotzdem bewahrt.",
  },
  expert: {
    heading: "Was der Kopf zeigt",
    close: "Zurück",
    loading: "Die Mail wird angesehen…",
    source: "Quelle",
    showSource: "Die Quelle zeigen (die eigenen Worte der Mail)",
    showText: "Zeigen, was im Text auffiel: {{count}} (wiederholt dessen Worte)",
    cut: "Gezeigt werden die ersten {{shown}} von {{octets}} Oktetten.",
    back: "Zurück zu der Stelle, von der Sie kamen",
  },
  advice: {
    general:
      "Nicht löschen, antworten, weiterleiten oder klicken. Bewahren Sie alles auf. Schreiben Sie auf, was Sie sehen und wann.",
    violence:
      "In Gefahr? Rufen Sie zuerst {{number}} an. Die Sicherheit erfährt es durch diese Meldung. Bewahren Sie alles auf. Schreiben Sie auf, was Sie sehen und wann.",
    bomb: "Rufen Sie {{number}} an und folgen Sie dem Plan Ihres Standorts, vor jedem Formular.",
    sextortion:
      "Sehr wahrscheinlich ein Bluff, an viele gesendet. Zahlen Sie nicht, antworten Sie nicht. Benutzen Sie ein Passwort aus der Mail noch, dann ändern Sie es jetzt.",
    blackmail:
      "Zahlen oder verhandeln Sie nicht allein. Schreiben Sie die Frist und das Konto oder die Wallet auf.",
    defamation: "Reagieren Sie nicht öffentlich. Schreiben Sie auf, wer es bekommen hat.",
    stalking: "Schreiben Sie jeden Kontakt auf. Erzählen Sie es jemandem, dem Sie vertrauen.",
    phishing:
      "Haben Sie ein Passwort eingegeben, dann ändern Sie es jetzt und sagen Sie der IT-Hilfe Bescheid.",
    other: "Nicht löschen, antworten, weiterleiten oder klicken. Bewahren Sie alles auf.",
  },
  code: {
    heading: "Eines ist einmal nötig",
    label: "Der Code Ihrer Organisation",
    what: "Er lässt Ihre Meldungen herein. Er sagt nicht, wer Sie sind. Fragen Sie die Personen, die Ihnen dieses Add-In gegeben haben.",
    wrong: "Dieser Code wurde nicht angenommen. Prüfen Sie ihn und versuchen Sie es noch einmal.",
    send: "Code behalten und senden",
  },
  signIn: {
    heading: "Melden Sie sich an, um es zu senden",
    what: "Der Server nimmt nur Meldungen von Personen Ihrer Organisation an. Die Anmeldung zeigt, dass Sie dazugehören. Der Server behält Ihren Namen nicht.",
    button: "Anmelden und senden",
    underWay: "Ein Fenster bittet Sie, sich anzumelden. Es kann hinter diesem liegen.",
    failed:
      "Die Anmeldung ging nicht. Ihre Meldung ist aufbewahrt. Versuchen Sie es noch einmal, oder später.",
    later: "Jetzt nicht",
    laterWhat:
      "Die Meldung wartet hier und ist NICHT gesendet, bis Sie sich anmelden. Sie finden sie unter „Meine früheren Meldungen“.",
  },
  outbox: {
    heading: "Meine früheren Meldungen",
    what: "Meldungen von diesem Gerät. Von den Mails ist hier nichts zu lesen.",
    empty: "Es gibt keine.",
    sealed: "NOCH NICHT gesendet",
    sending: "Wird gesendet. NOCH NICHT gesendet",
    refused: "NICHT gesendet",
    sent: "Gesendet, Empfangsbestätigung geprüft",
    recovery: "Nur lesbar für die Person, die den Wiederherstellungsschlüssel verwahrt",
    confidential: "Ohne Ihren Namen",
    now: "Jetzt senden",
    save: "Als Datei speichern",
    receipt: "Empfangsbestätigung speichern",
    remove: "Von diesem Gerät entfernen",
    removeSure: "{{reference}} entfernen?",
    removeSureUnsent: "{{reference}} entfernen? Die Meldung ist NICHT gesendet.",
    removeSent_one: "Die gesendete Meldung von diesem Gerät entfernen",
    removeSent_other: "Die {{count}} gesendeten Meldungen von diesem Gerät entfernen",
    removeSentSure:
      "Entfernen? Speichern Sie zuerst die Empfangsbestätigungen, wenn Sie sie behalten möchten.",
    back: "Zurück",
  },
};
