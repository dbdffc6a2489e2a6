import type { PlanWords } from "../plan-words.ts";

export const planWords: PlanWords = {
  labels: {
    title: "Zu sichernde Protokolle",
    mails: "Mails",
    warnings: "Bevor jemand nachsieht",
    items: "Was zu sichern ist, das Dringendste zuerst",
    system: "System",
    from: "Von",
    to: "Bis",
    utc: "UTC",
    local: "Ortszeit",
    margin: "Spielraum",
    lookFor: "Suchen nach",
    why: "Warum",
    retention: "Aufbewahrung",
    deadline: "Sichern vor",
    passed: "verstrichen: heute fragen, ob es noch da ist",
    queries: "Fertige Abfragen",
    nothing: "Die Mail nennt keine Zeit: Es gibt kein Zeitfenster zum Durchsuchen.",
  },
  systems: {
    cctv: "Kamerabilder (nachfragen)",
    "dhcp-wifi": "DHCP und WLAN",
    nat: "NAT-Übersetzungen",
    vpn: "VPN",
    proxy: "Webproxy",
    dns: "DNS-Anfragen",
    firewall: "Firewall",
    "browser-history": "Browserverlauf und Endpunkt-Telemetrie",
    badge: "Zutrittskarte und Tür",
    print: "Drucken und Scannen",
    "google-email-log": "Google Workspace: E-Mail-Protokollsuche",
    "entra-sign-in": "Entra-Anmeldeprotokoll",
    "mail-gateway": "Mailgateway oder Mailserver",
    "message-trace": "Exchange Online: Nachrichtenablaufverfolgung",
    "google-audit": "Google Workspace: Audit-Protokoll",
    "purview-audit": "Purview-Überwachungsprotokoll",
  },
  reasons: {
    "shows-delivery-and-other-recipients":
      "Bestätigt aus einer anderen Quelle als der Datei, dass die Mail zugestellt wurde, von welchem Server, und wer sie noch erhielt.",
    "sent-from-inside":
      "Würde zeigen, ob das Webmail des Anbieters von innen genutzt wurde, als die Mail gesendet wurde. Ohne TLS-Prüfung sind nur Host, Zeit und Menge sichtbar.",
    "connection-at-that-time":
      "Würde Verbindungen zu diesen Hosts und Adressen zeigen, als die Mail gesendet wurde.",
    "present-at-that-time":
      "Zeigt, wer um diese Zeit verbunden oder vor Ort war. Anwesenheit ist keine Urheberschaft.",
    "matches-own-network":
      "Eine Adresse in der Mail liegt in den eigenen Netzen der Organisation. Viele teilen sich eine solche Adresse; die Kopfzeile kann auch erfunden sein.",
    "sign-in-at-that-time":
      "Zeigt, wer angemeldet war und von welchen Adressen, als die Mail gesendet wurde.",
    "sign-in-from-that-address":
      "Zeigt, ob sich jemand aus der Organisation von der Adresse anmeldete, die die Mail nennt. Adressen werden geteilt und wechseln den Nutzer.",
    "thread-begun-at-that-time":
      "Laut Thread-Index wurde die Unterhaltung zu diesem früheren Zeitpunkt begonnen.",
    "clock-says-that-time":
      "Eine Kennung, die das Programm des Absenders erzeugte, trägt diese andere Zeit: früher vorbereitet, eine falsche Uhr oder eine gefälschte Kopfzeile.",
    "ask-whether-kept":
      "Ob es das für diese Zeit gibt, muss heute erfragt werden; meist verschwindet es zuerst. Die Einsicht braucht eine eigene Rechtsgrundlage.",
  },
  retention: {
    organisation: "{days} Tage, laut Organisation",
    documented: "{days} Tage laut Hersteller (geprüft 2026-11); der Vertrag kann abweichen",
    assumed:
      "unbekannt: heute nachfragen. {days} Tage sind eine vorsichtige Annahme, die nur die Reihenfolge bestimmt",
  },
  notKept: "wird nicht aufbewahrt, laut Organisation",
  margin: "{minutes} Minuten auf beiden Seiten: Uhren weichen ab, und das Schreiben geht dem Senden voraus",
  localTimeNote:
    "DHCP-Protokolle von Windows stehen in der Ortszeit des Servers; Zeitzone und Uhrabweichung notieren.",
  valueLeftOut:
    "Einige Werte enthalten Zeichen, die keine Abfrage sicher tragen kann; sie stehen in der Liste, bitte von Hand suchen.",
  task: "Sichern: {system} ({mails} Mails)",
  warnings: {
    "fix-hypotheses-first":
      "Zeitfenster, Hosts, betroffene Personen und Ausschlüsse vor dem Nachsehen schriftlich festlegen und einen Hash dieses Plans festhalten.",
    "open-tabs-poll":
      "Ein offener Webmail-Tab fragt den ganzen Tag ab und passt in jedes Fenster: Das Abfragen zuerst herausrechnen.",
    "mobile-data-invisible":
      "Mobilfunk, Anschlüsse zu Hause und fremdes WLAN hinterlassen hier nichts: Kein Treffer entlastet oder belastet niemanden.",
    "scheduled-sending":
      "Mails lassen sich zeitversetzt senden: Zum Sendezeitpunkt muss niemand an der Tastatur gesessen haben.",
    "one-mail-identifies-nobody":
      "Eine einzelne Mail überführt niemanden. Fehlschläge ebenso zählen wie Treffer, und wie viele andere auch passen; Mails im Abstand von Minuten sind eine Gelegenheit.",
    "record-clock-offset": "Zu jedem Protokoll Zeitzone, Uhrabweichung und deren Sicherheit notieren.",
    "hash-on-arrival":
      "Ganze Dateien oder Exporte kopieren, beim Eingang hashen und notieren, wer sie woher geholt hat.",
    "not-legal-advice":
      "Aufbewahrungsfristen sind Vorgabewerte, keine Rechtsberatung. Vor der Suche in personenbezogenen Protokollen Datenschutzbeauftragte und, wo nötig, den Betriebsrat einbeziehen.",
  },
};
