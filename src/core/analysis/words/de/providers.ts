import type { ProvidersCode } from "../providers-codes.ts";
import type { AreaWords } from "../words.ts";

export const providers: AreaWords<ProvidersCode> = {
  "client-address-recorded": {
    reporter:
      "Die Mail wurde {provider} von einer Internetadresse übergeben, die festgehalten ist; Ermittler können fragen, wer sie damals benutzte.",
    investigator:
      "Der Server von {provider} vermerkte, dass er die Mail von {ip} annahm: eine Angabe dieses Servers, oder dessen, der die Zeile schrieb. Solche Adressen sind oft geteilt (Carrier-NAT, VPN, Büro): den Zugangsanbieter mit genauer Zeit und, wo vorhanden, dem Port fragen. Profil aus {samples} echten Mails.",
  },
  "provider-hides-client-address": {
    reporter:
      "{provider} schreibt die Internetadresse des Absenders nicht in die Mail; der Anbieter selbst hat sie vielleicht, und Behörden können fragen.",
    investigator:
      "{provider} gibt hier keine Adresse des Absenders weiter; dass sie fehlt, sagt also nichts über den Absender. Ein Ersuchen braucht das Konto ({account}), das Zeitfenster in UTC und diese Kennungen aus der Mail: {identifiers}. Anbieter antworten nur Behörden; um Sicherung darf jeder bitten. Profil aus {samples} echten Mails.",
  },
  "provider-account-named": {
    reporter: "Die Mail nennt das Konto bei {provider}, mit dem sie gesendet wurde.",
    investigator:
      "Die Felder des Anbieters nennen das Konto {account} bei {provider}. Ein Konto ist keine Person: Es kann geteilt, übernommen oder unter anderem Namen angelegt sein. Ohne gültige Signatur lassen sich die Felder nachmachen. Profil aus {samples} echten Mails.",
  },
  "provider-customer-named": {
    reporter:
      "Die Mail wurde über {provider} von einer Organisation gesendet, die dort eine eigene Adresse hat.",
    investigator:
      "{domain} ist Kunde von {provider}. Dessen Administrator kann sofort und ohne Anordnung in Anmelde- und Überwachungsprotokolle sehen; ein übernommenes Konto einer unbeteiligten Organisation ist eine häufige Erklärung.",
  },
  "provider-service-sent": {
    reporter:
      "Die Mail wurde von einem automatischen Dienst von Google gesendet, nicht aus dem Postfach einer Person.",
    investigator:
      "Ein Dienst von Google (Firebase, Formulare, Gruppen) sendete sie für ein Projekt, Formular oder eine Gruppe. Google kann Behörden den Inhaber nennen; die From-Adresse gehört dem Dienst, nicht einem Absender.",
  },
  "provider-api-used": {
    reporter: "Die Mail wurde von einem Programm über {provider} gesendet, nicht auf der Mailseite getippt.",
    investigator:
      "gmailapi.google.com nahm sie an; {project} sieht aus wie die Nummer des Google-Cloud-Projekts, zu dem das Programm gehört (unbestätigt). Zusätze, zeitversetztes Senden anderer Produkte und Massenversender tun das.",
  },
  "proton-account-number": {
    reporter: "Die Mail trägt eine Nummer, die zum Konto des Absenders bei {provider} gehören kann.",
    investigator:
      "Feedback-ID enthält {number}. Sie war in allen drei bekannten Mails eines Kontos gleich und scheint daher je Konto fest: aus drei Beispielen geschlossen, von Proton nicht bestätigt. Zum Vergleichen von Mails und als Kennung in einem Ersuchen verwenden, nicht als Beweis.",
  },
  "provider-fields-copied": {
    reporter: "Die Mail trägt Merkmale von {provider}, wurde aber von einem anderen Server übergeben.",
    investigator:
      "Die untersten Zeilen sind von {provider}, doch der nächste Server nahm die Mail von {server} an (laut {by}). Der Kopf wurde wahrscheinlich aus einer anderen Mail kopiert; ein Weiterleitungsdienst, der keine Zeile hinterließ, ist die andere Erklärung. Eine gültige Signatur des Anbieters ist nicht vermerkt: diesen Anbieter auf dieser Grundlage nicht nach einem Konto fragen.",
  },
  "from-provider-not-shown": {
    reporter: "Die Mail will von einer Adresse bei {provider} kommen, doch sonst zeigt das nichts.",
    investigator:
      "From ist {from}, aber weder Signatur noch Server von {provider} sind zu sehen; der älteste genannte Server ist {server}. Die Adresse ist wahrscheinlich erfunden oder missbraucht. Eine Mailingliste oder Weiterleitung, die Zeilen entfernt, erklärt es auch.",
  },
  "gmail-route-differs": {
    reporter: "Die Nummer der Mail hat die Form von Gmail, doch die Mail nahm nicht den Weg von Gmail.",
    investigator:
      "Message-IDs dieser Form schreiben Webseite, App und API von Gmail, die innerhalb von Google übergeben; hier ist der älteste Server {found}. Die Message-ID wurde kopiert oder erfunden, oder es fehlen Zeilen. In keiner von {samples} echten Mails gesehen.",
  },
  "outlook-boundary-differs": {
    reporter: "Zwei Merkmale, die in echten Mails von Outlook.com übereinstimmen, tun es hier nicht.",
    investigator:
      "Die MIME-Boundary enthält den ersten Teil der Message-ID ({expected}) nicht, wie in 173 von {samples} echten Mails. Ein gefälschter oder neu aufgebauter Kopf erklärt es; ein umschreibendes Gateway ebenso.",
  },
  "yahoo-counter-differs": {
    reporter: "Zwei Nummern, die in echten Mails von Yahoo aufeinander folgen, tun es hier nicht.",
    investigator:
      "Die zweite Zahl der Message-ID ist {found}; nach dem Zähler der Boundary wäre sie {expected}. Es stimmte in allen {samples} bekannten Mails: wenige, also nur ein Hinweis. Ein Gateway, das die Teile neu aufbaut, erklärt es auch.",
  },
  "proton-expiry-differs": {
    reporter: "Die Signatur der Mail gilt nicht so lange, wie Proton es gewöhnlich angibt.",
    investigator:
      "Die Signatur nennt {found} Sekunden Gültigkeit, bei Proton waren es {expected} in den {samples} bekannten Mails: wenige, und Proton kann es geändert haben. Ein erfundenes Signaturfeld ist eine andere Erklärung; die Signatur prüfen.",
  },
};
