import type { SpoofingCode } from "../spoofing-codes.ts";
import type { AreaWords } from "../words.ts";

export const spoofing: AreaWords<SpoofingCode> = {
  "from-missing": {
    reporter: "Die Mail nennt überhaupt keinen Absender.",
    investigator:
      "Es gibt kein From-Feld, obwohl RFC 5322 (Abschnitt 3.6) es verlangt. Übliche Programme schreiben es immer: Die Mail stammt aus einem Skript oder wurde unterwegs beschädigt. Sehen Sie stattdessen auf den Return-Path und die untersten Received-Felder.",
  },
  "from-multiple": {
    reporter: "Die Mail nennt den Absender mehrmals, und Programme können verschiedene anzeigen.",
    investigator:
      "Es gibt mehrere From-Felder; genau eines ist erlaubt (RFC 5322, Abschnitt 3.6). Programme und Filter können jeweils ein anderes nehmen, was auch ein Weg an DKIM und DMARC vorbei ist. Vergleichen Sie jedes From-Feld mit dem, was auf dem Bildschirm stand.",
  },
  "header-malformed": {
    reporter: "Ein Teil des technischen Kopfes ist fehlerhaft; Programme können den Rest verschieden lesen.",
    investigator:
      "Der Kopf endet an einer Zeile, die kein Feld ist. Was folgt, gilt hier als Inhalt, wie Python und Microsoft lesen; andere Programme lesen vielleicht weiter Felder. Auch fehlerhafte Skripte und Gateways tun das: Öffnen Sie die Oktette an dieser Stelle.",
  },
  "message-id-missing": {
    reporter: "Die Mail hat keine eigene Kennung; übliche Mailprogramme schreiben eine.",
    investigator:
      "Es gibt keine lesbare Message-ID. Übliche Programme schreiben eine, Skripte und Geräte oft nicht. Suchen Sie im Mail-Gateway nach Zeit, Absender und Empfänger.",
  },
  "message-id-by-receiver": {
    reporter:
      "Die Kennung der Mail scheint von der empfangenden Seite zu stammen, nicht vom Programm des Absenders.",
    investigator:
      "{messageId} hat die Form, die empfangende Server (Exchange Online Protection, Gmail) in Mails ohne Message-ID schreiben. Dann nutzte der Absender eher ein Skript oder Gerät als ein Mailprogramm. Die Form lässt sich nachahmen: Das Protokoll des empfangenden Servers zeigt, ob er sie ergänzt hat.",
  },
  "display-name-has-address": {
    reporter: "Der Name des Absenders zeigt die Adresse {shown}, die Mail gibt als Absender aber {from} an.",
    investigator:
      "Der Anzeigename enthält {shown}; die Adresse ist {from}. Viele Programme zeigen nur den Namen, sodass man die andere Adresse für den Absender hält. Auch Mailinglisten, Weiterleitungen und Ticketsysteme schreiben solche Namen: Prüfen Sie, ob {shown} wirklich etwas gesendet hat.",
  },
  "reply-to-differs": {
    reporter: "Eine Antwort ginge an {other}, nicht an {from}.",
    investigator:
      "Reply-To ist {other}, From ist {from}. Üblich bei Newslettern, Webformularen und Ticketsystemen; ebenso gelangen so Antworten auf einen gefälschten Absender zum Verfasser. Nach dem Konto hinter {other} kann man den Anbieter fragen.",
  },
  "sender-differs": {
    reporter: "Die Mail sagt, dass {other} sie im Auftrag von {from} gesendet hat.",
    investigator:
      "Sender ist {other}, From ist {from} (RFC 5322, Abschnitt 3.6.2). Vertretungen, Mailinglisten und Versanddienste schreiben das ehrlich. Das Feld ist eine Angabe des Absenders oder seines Servers.",
  },
  "return-path-differs": {
    reporter:
      "Zustellfehler gehen an {returnPath}, eine andere Domain als die von {from}; das ist bei Newslettern üblich und kommt auch bei gefälschten Absendern vor.",
    investigator:
      "Der Umschlagabsender {returnPath} liegt außerhalb der Organisationsdomain von {from}: SPF sagt dann nichts über From. Versanddienste, Weiterleitungen (SRS) und Listen tun das ständig. Die Domain im Return-Path sagt, wessen Server zu befragen ist.",
  },
  "display-name-names-organisation": {
    reporter: "Der Name des Absenders nennt Ihre Organisation, die Adresse {from} gehört aber nicht zu ihr.",
    investigator:
      'Der Anzeigename "{name}" enthält {domain} oder dessen erstes Wort, während {from} außerhalb der Domains der Organisation liegt. Auch Beschäftigte, die von zu Hause schreiben, und Lieferanten nennen die Organisation, und ein kurzer Name kann ein gewöhnliches Wort sein. Fragen Sie, ob die Adresse bekannt ist.',
  },
  "from-several-mailboxes": {
    reporter:
      "Die Mail nennt {count} Absender, {from} und {other}; Programme zeigen vielleicht nur einen davon.",
    investigator:
      "From nennt {count} Adressen, zuerst {from}, dann {other}. RFC 5322 erlaubt mehrere Verfasser mit einem Sender-Feld, doch kaum ein Programm schreibt das; Programme zeigen einen oder alle, und DMARC prüft vielleicht einen anderen, als man sieht.",
  },
  "from-second-address": {
    reporter: "In der Zeile des Absenders steht neben {from} eine zweite Adresse: {other}.",
    investigator:
      "From enthält {other} in einem Kommentar oder einem zweiten Klammerpaar neben {from}. Programme zeigen und prüfen Verschiedenes. Alte Programme schrieben den Namen als Kommentar, nie eine andere Adresse: Vergleichen Sie mit dem Bildschirm der meldenden Person.",
  },
  "text-invisible-characters": {
    reporter: "Die Zeile {field} enthält Zeichen, die man nicht sieht.",
    investigator:
      "{field} enthält {characters}, die Programme nicht anzeigen. Damit werden Wörter an Filtern vorbeigebracht oder gleich aussehende Namen verschieden gemacht; kopierter Text, Emoji und von rechts nach links geschriebene Sprachen enthalten einige davon ehrlich.",
  },
  "text-direction-turned": {
    reporter:
      "Die Zeile {field} enthält Zeichen, die Buchstaben in anderer Reihenfolge zeigen können, als sie geschrieben sind.",
    investigator:
      "{field} enthält {characters}, die die Leserichtung umkehren (UAX #9); der gezeigte Text kann vom geschriebenen abweichen. Von rechts nach links geschriebene Sprachen brauchen sie in Namen und Betreffzeilen selten. Vergleichen Sie das rohe Feld mit dem Bildschirm.",
  },
  "domain-look-alike-letters": {
    reporter: "Die Domain {domain} sieht fast genauso aus wie {similarTo}, ist aber eine andere.",
    investigator:
      "{domain} (geschrieben {written}) sieht aus wie {similarTo}, wenn ähnliche Buchstaben als gleich gelten (UTS #39 und Vertauschungen wie rn/m, 0/o, 1/l). Das ist eine Ähnlichkeit, kein Beweis einer Absicht: Firmen registrieren solche Namen auch selbst. Sichern Sie jetzt WHOIS, DNS und Certificate Transparency der Domain.",
  },
  "domain-look-alike-subdomain": {
    reporter: "Die Adresse beginnt mit {similarTo}, gehört aber zu einer anderen Domain: {domain}.",
    investigator:
      "{similarTo} steht in {domain} als Subdomain; die registrierbare Domain am Ende ist eine andere und bestimmt, wem sie gehört. Hosting- und Versanddienste bilden solche Namen auch für Kunden. Suchen Sie den Inhaber über den letzten Teil.",
  },
  "domain-look-alike-one-edit": {
    reporter: "Die Domain {domain} unterscheidet sich um einen Buchstaben von {similarTo}.",
    investigator:
      "{domain} ist einen Buchstaben oder eine Vertauschung von Nachbarn von {similarTo} entfernt. Es kann ein ehrlicher Name ohne Zusammenhang sein: Prüfen Sie Alter und Inhaber und ob die Organisation ihn kennt.",
  },
  "domain-look-alike-suffix": {
    reporter: "Die Domain {domain} hat denselben Namen wie {similarTo}, aber eine andere Endung.",
    investigator:
      "{domain} und {similarTo} teilen den Namen unter verschiedenen Endungen. Sie können derselben Firma, einem Namensvetter oder einem Nachahmer gehören: Fragen Sie die Organisation, welche Endungen sie besitzt.",
  },
  "domain-look-alike-added-word": {
    reporter: "Die Domain {domain} enthält den Namen von {similarTo} mit einem Zusatz.",
    investigator:
      "{domain} enthält den Namen von {similarTo} als Wort zwischen Bindestrichen. Nachahmer tun das, ebenso Niederlassungen, Wiederverkäufer und Kampagnen: Fragen Sie, ob die Domain bekannt ist.",
  },
  "domain-mixed-scripts": {
    reporter: "Die Domain der Adresse mischt Buchstaben verschiedener Alphabete, die einander ähneln können.",
    investigator:
      "{domain} (geschrieben {written}) mischt {scripts} in einem Teil, was keine Sprache tut (UTS #39, Abschnitt 5.2) und die meisten Register ablehnen. Subdomains prüft kein Register. Sehen Sie die Buchstaben einzeln an.",
  },
  "domain-international": {
    reporter: "Die Domain {domain} verwendet Buchstaben außerhalb der üblichen lateinischen.",
    investigator:
      "{domain} ist ein internationalisierter Name (geschrieben {written}). In vielen Sprachen ist das üblich; Programme können beide Formen zeigen.",
  },
  "message-id-domain-differs": {
    reporter: "Die Kennung der Mail nennt {idDomain}, eine andere Domain als die des Absenders.",
    investigator:
      "Die Message-ID endet auf {idDomain}, was weder zu From ({fromDomain}) noch zu einer signierenden Domain passt. Üblich bei Versanddiensten, Geräten und gehosteten Seiten; sie kann den Rechner oder Server nennen, der die Mail schrieb. Es ist eine Angabe des Absenders.",
  },
  "message-id-form-differs": {
    reporter: "Zwei technische Teile der Mail scheinen aus verschiedenen Programmen zu stammen.",
    investigator:
      "Die Message-ID {messageId} hat die Form von Exchange Online, die äußere Trennzeile {boundary} nicht: In dort verfassten Mails (Outlook, Outlook im Web) wiederholt die Trennzeile die Message-ID. Entweder lieferte ein Programm die Mail per SMTP ein und Exchange ergänzte die Kennung, oder ein Gateway baute die Mail neu, oder die Form wurde nachgeahmt.",
  },
  "field-repeated": {
    reporter: "Die Zeile {name} steht {count}-mal in der Mail; Programme können verschiedene anzeigen.",
    investigator:
      "{name} steht {count}-mal da, höchstens einmal ist erlaubt (RFC 5322, Abschnitt 3.6). Programme zeigen das erste oder das letzte, und eine Signatur deckt vielleicht ein anderes. Auch fehlerhafte Gateways und Versandskripte wiederholen Felder: Sehen Sie nach, wo jedes steht.",
  },
  "mime-version-missing": {
    reporter: "Eine kleine technische Zeile, die übliche Mailprogramme schreiben, fehlt.",
    investigator:
      "MIME-Felder sind da, aber kein MIME-Version (RFC 2045, Abschnitt 4). Mailprogramme schreiben es; selbst gebaute Skripte und manche Geräte vergessen es. Für sich allein schwach.",
  },
  "recipient-missing": {
    reporter: "Die Mail sagt nicht, an wen sie ging; sie kann unbemerkt an mehrere Menschen gegangen sein.",
    investigator:
      "Weder To noch Cc nennt eine Adresse: Die Empfänger standen nur im Umschlag (Blindkopien, eine Liste oder eine Person). Das Protokoll des Mail-Gateways zeigt, wer sie noch erhielt.",
  },
  "message-resent": {
    reporter: "Jemand hat diese Mail unverändert weitergesendet, bevor sie zu Ihnen kam.",
    investigator:
      "Resent-Felder sind da (RFC 5322, Abschnitt 3.6.6), von {by}: Die Mail wurde von einer Person oder Regel umgeleitet. Die Felder darüber gehören zur zweiten Reise. Meist sind es unsignierte Angaben.",
  },
  "header-octets-raw": {
    reporter: "Die Mail schreibt besondere Buchstaben so, dass ältere Programme sie falsch anzeigen.",
    investigator:
      "{names} enthalten nicht kodierte Oktette über 127. Mit SMTPUTF8 (RFC 6532) erlaubt, sonst eher ein Zeichen eines Skripts als eines Mailprogramms; Programme raten den Zeichensatz und zeigen vielleicht verschiedenen Text.",
  },
  "header-octet-nul": {
    reporter: "Der technische Kopf der Mail enthält ein Zeichen, das dort nicht stehen darf.",
    investigator:
      "Im Kopf steht ein NUL-Oktett; RFC 5322 verbietet es. Programme können dort aufhören und einen kürzeren Text zeigen. Fehlerhafte Skripte und Versuche, Filter zu verwirren, erzeugen es gleichermaßen.",
  },
  "header-line-long": {
    reporter: "Der technische Kopf der Mail enthält eine Zeile, die länger ist als erlaubt.",
    investigator:
      "{names} haben eine Zeile von mehr als 998 Oktetten (RFC 5322, Abschnitt 2.1.1). Server können sie kürzen oder umbrechen, was auch Signaturen bricht. Fehlerhafte Software schreibt solche Zeilen; Angreifer verstecken Text darin.",
  },
};
