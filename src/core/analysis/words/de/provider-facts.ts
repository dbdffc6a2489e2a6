import type { ProviderFactWords } from "../provider-fact-codes.ts";

export const providerFacts: ProviderFactWords = {
  reveals: {
    "account-address": "die Adresse des Kontos, wie die Felder des Anbieters sie nennen",
    "account-number-inferred":
      "eine Nummer, die je Konto gleich zu sein scheint (aus drei Beispielen geschlossen, vom Anbieter nicht bestätigt)",
    "api-used": "dass ein Programm über die Schnittstelle des Anbieters sendete, nicht jemand im Webmail",
    "client-helo": "der Name, den sich das sendende Programm gab; es kann jeden schreiben",
    "client-ip": "die Adresse, von der der Server des Anbieters die Mail annahm, wie dieser Server vermerkte",
    "customer-domain":
      "dass ein Kunde mit eigener Domain diesen Anbieter nutzt; dessen Administrator hat Protokolle",
    "google-project-number": "eine Nummer, die wie ein Google-Cloud-Projekt aussieht (unbestätigt)",
    "google-service":
      "dass ein Google-Dienst für ein Projekt, Formular oder eine Gruppe sendete, kein persönliches Postfach",
    "original-from":
      "dass der Anbieter das From des Absenders ersetzte; das Original steht in einem eigenen Feld",
    "provider-token": "eine undurchsichtige Kennung, die nur der Anbieter auflösen kann",
    "sending-time": "die Uhr des Anbieters in einer Kennung, auf die Millisekunde oder genauer",
    "mail-program-used": "dass ein Mailprogramm sich anmeldete und die Mail übergab, nicht das Webmail",
    "server-region": "das Rechenzentrum des Postfachs, nie der Ort des Absenders",
    "tenant-domain": "der Mandant, der signierte",
    "web-client-version": "welches Webmail benutzt wurde, mit Version",
    "web-or-app-used": "dass Webmail oder App des Anbieters benutzt wurde",
  },
  hides: {
    "client-ip": "die Internetadresse des Absenders: Der Anbieter hat sie, die Mail nicht",
    "client-ip-in-web-and-app":
      "die Internetadresse des Absenders bei Webmail oder App: Der Anbieter hat sie, die Mail nicht",
    "content-encrypted-at-provider":
      "gespeicherter Inhalt: verschlüsselt, der Anbieter kann ihn womöglich selbst nicht lesen",
    device: "welches Gerät benutzt wurde",
    "ip-is-the-providers-own":
      "die Internetadresse des Absenders: Die in der Mail gehört dem Anbieter selbst",
    "person-behind-account": "wer die Person ist: Ein Konto ist keine Person",
    "user-of-the-customer":
      "welcher Nutzer des Kunden angemeldet war: Der Administrator des Kunden kann es sehen",
  },
  items: {
    account: "Genaues Konto",
    "window-start": "Von (UTC)",
    "window-end": "Bis (UTC)",
    "message-id": "Message-ID",
    identifier: "Kennung des Anbieters",
    "submission-ip": "Adresse, die die Mail einlieferte, wie der Server des Anbieters vermerkte",
    "submission-port": "Deren Port",
    data: "Fragen nach",
    "who-may-ask": "Wer fragen darf",
    fact: "Zu wissen",
    "checked-on": "Vorgaben geprüft am",
  },
  values: {
    "data-subscriber": "Bestandsdaten und wann das Konto angelegt wurde",
    "data-recovery": "Wiederherstellungsadresse und Telefonnummer",
    "data-login-ips-with-ports": "Anmeldeadressen mit Ports und Zeiten",
    "data-sessions": "Sitzungen im Zeitfenster",
    "data-devices": "Geräte und Programme",
    "data-content": "Inhalte (fast überall eine höhere Schwelle)",
    "data-api-project": "Inhaber des Projekts, Formulars oder der Gruppe",
    "data-tenant-audit": "die eigenen Anmelde- und Überwachungsprotokolle des Kunden",
    "who-authorities-only": "nur Strafverfolgung und Gerichte",
    "who-swiss-authorities": "nur mit einer Anordnung der Schweizer Behörden",
    "who-tenant-administrator":
      "der Administrator des Kunden kann sofort nachsehen und darf es freiwillig tun",
    "who-voluntary-hold":
      "um Sicherung darf jeder bitten; das Schreiben Privater bewirkt höchstens eine freiwillige Sicherung",
    "fact-google-hold-90-days": "Google sichert für Behörden auf Ersuchen 90 Tage (Sekundärquelle)",
    "fact-yahoo-exact-address": "Yahoo braucht die genaue Adresse",
    "fact-microsoft-account": "Microsoft braucht das Konto; eine Message-ID allein genügt nicht",
    "fact-e-evidence":
      "EU E-Evidence seit 18. August 2026: Herausgabe 10 Tage, im Notfall 8 Stunden, Sicherung 60 Tage (Sekundärquelle)",
    "fact-dutch-orders":
      "Niederländischer Zugangsanbieter: Polizei und Staatsanwaltschaft fordern Nutzungs- und Verkehrsdaten an (Art. 126n und 126na Sv)",
    "fact-profile-few-samples":
      "dieses Profil beruht auf weniger als zehn echten Mails: vor dem Verlass darauf prüfen",
    "fact-profile-old-samples": "dieses Profil beruht nur auf alten Mails",
  },
  notLegalAdvice:
    "Vorgaben vom oben genannten Datum; juristisch bestätigen lassen. Dies ist keine Rechtsberatung.",
};
