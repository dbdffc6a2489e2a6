import type { reportTexts as english } from "./en-report.ts";

/** Was neben den Mails in einer Meldung steht: fehlende Mails, Dateien, ein Verdacht, wer gefragt wurde und was gesagt wurde. */
export const reportTexts: typeof english = {
  mails: {
    label: "Mails dieser Meldung",
    title_one: "{{count}} Mail",
    title_other: "{{count}} Mails",
    hint: "Pfeiltasten bewegen, die Eingabetaste öffnet.",
    previous: "Vorherige Mail",
    next: "Nächste Mail",
  },
  more_one: "und {{count}} weitere Angabe",
  more_other: "und {{count}} weitere Angaben",
  confidential: {
    label: "Vertraulich",
    title: "Vertrauliche Meldung",
    text: "Das Gerät der meldenden Person ließ weg, wer angemeldet war, seine Uhrabweichung, Zeitzone, Version und Plattform, die eigenen Kennungen und Ordner des Postfachs und die Namen der beigefügten Dateien, und es signierte mit einem nur für diese Meldung erzeugten Schlüssel; das verbirgt nicht, wen die Mail selbst nennt (To, Received), was die meldende Person schrieb, was in ihren Dateien steht, und auch nicht die Netzadresse und die Zeit, die die Annahmestelle sah.",
    yes: "ja: Die meldende Person möchte nicht bekannt werden",
    no: "nicht verlangt",
    withheld: "weggelassen",
    device:
      "Nur für diese Meldung erzeugt, sofern das Gerät die Regeln einhielt: Der Schlüssel verbindet sie mit keiner anderen.",
  },
  clock: {
    own: "nach der Uhr des Geräts der meldenden Person",
    coarse: "auf die Minute; nach der Uhr des Servers, wo das Gerät sie kannte",
    same: "auf die Sekunde gleich",
    ahead: "geht gegenüber dem Server {{time}} vor",
    behind: "geht gegenüber dem Server {{time}} nach",
    about: "Die Zeiten in dieser Aufzeichnung sind die des Geräts, nicht berichtigt.",
  },
  suspicion: {
    title: "Der Verdacht der meldenden Person",
    about:
      "An wen die meldende Person denkt. Es ist ein Verdacht, keine Tatsache; nichts anderes auf dieser Seite beruht darauf.",
  },
  extras: {
    title: "Eigene Dateien der meldenden Person",
    about:
      "Namen und Typen sind Angaben des Systems der meldenden Person; aus ihnen folgt nichts. Von diesen Dateien wird hier nichts geöffnet; sie werden unter Namen gespeichert, die diese Konsole bildet.",
    number: "Nr.",
    name: "Name",
    type: "Typ",
    size: "Größe",
    save: "Speichern",
    saveOne: "Datei {{number}} speichern",
    dropped: "Dateien, die nicht im Paket sind",
  },
  missed: {
    title_one: "{{count}} Mail wurde verlangt und fehlt",
    title_other: "{{count}} Mails wurden verlangt und fehlen",
    text: "Was die meldende Person auswählte und das Gerät nicht beschaffen konnte, steht unten: Sichern Sie es im Postfach.",
    mail: "Wie das Gerät der meldenden Person sie vermerkte",
  },
  problems: {
    step: "Schritt",
    why: "Warum",
    detail: "Einzelheiten, in den Worten des Programms",
  },
  problem: {
    TIMEOUT: "keine Antwort in der vorgesehenen Zeit",
    THREW: "das Mailprogramm scheiterte beim Aufruf",
    NOT_AVAILABLE: "das Mailprogramm bietet es nicht an",
    EMPTY: "die Antwort war leer",
    UNKNOWN: "es wurde kein Grund genannt",
    BASE64_INVALID: "die Antwort ließ sich nicht dekodieren",
    HEADERS_INCOMPLETE: "der Kopf ist nicht vollständig",
    MESSAGE_ID_DIFFERS: "die Quelle hat eine andere Message-ID, als das Mailprogramm nannte",
    OTHER_MAIL: "es kam eine andere Mail als die angefragte",
    NO_ID: "das Mailprogramm nannte keine Kennung der Mail",
    SIZE_DIFFERS: "die Größe ist nicht die genannte",
    TEXT_FORM: "als Text gegeben, nicht als Oktette",
    RENUMBERED: "ein Anhang fehlt; spätere haben andere Nummern",
    TOO_LARGE: "kein Platz mehr im Paket",
    NOT_READ: "die Datei war nicht mehr lesbar",
  },
  custodian: {
    role: {
      reporter: "die meldende Person",
      hr: "eine Stelle, die die Mail erhielt",
      service: "ein Dienst",
    },
    signedIn: "Angemeldet als",
    about:
      "Laut dem Tokendienst, auf dem Gerät der meldenden Person: Lassen Sie auf anderem Weg bestätigen, wer es war.",
    aboutService:
      "Nach Angabe von Google oder des Mailservers, der die Weiterleitung prüfte, wie der Dienst sie sah: Lassen Sie auf anderem Weg bestätigen, wer es war.",
    nobody: "Eine Anmeldung ist nicht vermerkt: Dies sagt nicht, wer es war.",
  },
  second: {
    title: "Ein zweites Mal beschafft",
    same: "dieselbe Mail",
    different: "andere Oktette",
    recorded: "Wie das Gerät es vermerkte",
    recomputed: "Hier aus beiden Dateien berechnet",
    rule: "Dieselbe: gleich, oder nur darin verschieden, wie Zeilen gefaltet und beendet sind. Verschieden heißt nicht, dass jemand etwas geändert hat: Server schreiben Teile einer Mail neu.",
    contradiction: "Die Aufzeichnung und die Oktette widersprechen einander",
    contradictionText:
      "Was das Gerät über die beiden Methoden vermerkte, ist nicht das, was ihre Dateien zeigen. Gehen Sie von den Dateien aus und klären Sie, welches Programm dieses Paket versiegelt hat.",
    differences: "Unterschiede",
    nothing:
      "Es lässt sich nichts vergleichen: Es gibt keinen Kopf, oder es ist eine Datei im eigenen Format von Outlook.",
    octetsEqual: "keine: Die Oktette sind gleich",
    onlyFirst: "Kopffelder nur der ersten Methode:",
    onlySecond: "Kopffelder nur der zweiten Methode:",
    sameFields: "Die Kopffelder sind dieselben.",
    reordered: "Die Kopffelder sind dieselben, in anderer Reihenfolge.",
    body: {
      same: "Der Inhalt ist derselbe.",
      differs: "Der Inhalt ist verschieden.",
      "not-compared": "Nur Kopffelder wurden verglichen: Eine Methode lieferte keinen Inhalt.",
    },
  },
  claims: {
    title: "Was Server und Programme über diese Mail sagten",
    about:
      "Angaben der Genannten, wie das Gerät der meldenden Person sie erhielt. Die Versiegelung zeigt, dass sie sich seither nicht geändert haben, nicht, dass sie wahr sind.",
    by: {
      graph: "Microsoft Graph, über das Postfach",
      ews: "Exchange Web Services, über das Postfach",
      gmail: "Gmail, über die Mail",
      smtp: "Der Postfachdienst, über die Verbindung, die die Weiterleitung brachte",
      forward: "Die weiterleitende Mail",
      zip: "Das Archiv, in dem die Datei lag",
      mbox: "Die Postfachdatei, in der die Mail lag",
      shared: "Das Mailprogramm, über das freigegebene Postfach",
      host: "Das Mailprogramm, über das Element",
      file: "Die eingereichte Datei, über sich selbst",
    },
    name: "Name dort",
    value: "Wert",
    nothing: "nichts",
  },
};
