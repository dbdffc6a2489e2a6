import type { AuthenticationCode } from "../authentication-codes.ts";
import type { AreaWords } from "../words.ts";

export const authentication: AreaWords<AuthenticationCode> = {
  "dkim-body-hash-mismatch": {
    reporter:
      "Der Text ist nicht genau der Text, den {domain} signiert hat; manche Mailsysteme ändern ihn beim Eintreffen.",
    investigator:
      "Der Text passt nicht zu dem Hash, den {domain} signiert hat. Postfächer von Microsoft, Mailinglisten und Fußzeilen ändern Texte, daher beweist dies allein keine Fälschung; fragen Sie das Mail-Gateway nach der Nachricht, wie sie einging.",
  },
  "dkim-signature-fail": {
    reporter: "Die digitale Signatur von {domain} auf dieser Mail stimmt nicht.",
    investigator:
      "Die Signatur passt nicht zum Schlüssel von {domain} (Selektor {selector}), oder der Schlüssel lässt sie nicht zu: Ein signiertes Feld wurde geändert, die Signatur ist erfunden oder der Schlüssel wurde seither ersetzt. Vergleichen Sie mit dem, was der empfangende Server am Tag selbst vermerkte.",
  },
  "dkim-signature-no-key": {
    reporter:
      "Die digitale Signatur von {domain} ließ sich nicht prüfen, weil ihr Schlüssel nicht gefunden wurde.",
    investigator:
      "Für {selector}._domainkey.{domain} fand sich kein brauchbarer Schlüssel; die Signatur ist also weder bestätigt noch widerlegt. Schlüssel werden regelmäßig ersetzt; der Vermerk des empfangenden Servers und Sammlungen alter Schlüssel können noch helfen.",
  },
  "dkim-from-not-signed": {
    reporter: "Die digitale Signatur von {domain} deckt den angezeigten Absender nicht ab.",
    investigator:
      "h= der Signatur von {domain} nennt From nicht, der angezeigte Absender ließ sich also ändern, ohne sie zu brechen. Der Standard verlangt, dass From signiert ist: Eine solche Signatur zählt nicht.",
  },
  "dkim-body-beyond-length": {
    reporter: "Die digitale Signatur von {domain} deckt nur den Anfang des Textes ab.",
    investigator:
      "Die Signatur von {domain} beschränkt sich durch l=, und der Text ist länger: Was folgt, kann unterwegs jeder angefügt haben, auch eine Mailingliste. Zitieren Sie nur aus dem signierten Anfang.",
  },
  "dkim-key-too-short": {
    reporter:
      "Der Schlüssel hinter der digitalen Signatur von {domain} ist zu schwach, um sich darauf zu verlassen.",
    investigator:
      "Der RSA-Schlüssel {selector} von {domain} hat weniger als 1024 Bit und lässt sich brechen (RFC 8301, Abschnitt 3.2): Die Signatur hebt die Aussage zur Echtheit nicht.",
  },
  "dkim-key-testing": {
    reporter: "Die Domain {domain} des Absenders erprobte ihre digitalen Signaturen erst.",
    investigator:
      "Der Schlüssel {selector} von {domain} trägt t=y (Erprobung). Der Standard behandelt die Mail dann als unsigniert, was immer die Signatur ergibt.",
  },
  "dkim-sha1-historic": {
    reporter:
      "Die digitale Signatur von {domain} ist von einer alten Art, auf die man sich nicht mehr verlässt.",
    investigator:
      "Die Signatur von {domain} verwendet rsa-sha1, das RFC 8301 nicht mehr anerkennt. Sie wurde für alte Mail berechnet und hebt die Aussage zur Echtheit nicht.",
  },
  "dkim-expired-at-delivery": {
    reporter: "Die digitale Signatur von {domain} war bei der Zustellung dieser Mail schon abgelaufen.",
    investigator:
      "Die Zustellung lag, nach der Uhr des neuesten Servers, nach x= der Signatur von {domain}. Verspätete Mail erklärt das, eine erneut versandte alte signierte Mail ebenso. Fragen Sie das Mail-Gateway, wann und woher sie einging.",
  },
  "dkim-signed-after-delivery": {
    reporter: "Die digitale Signatur von {domain} trägt eine Zeit nach der Zustellung dieser Mail.",
    investigator:
      "t= der Signatur von {domain} liegt mehr als zehn Minuten nach der Zeit des neuesten Servers. Eine falsche Uhr auf einer der Seiten erklärt das, ein getipptes Feld ebenso.",
  },
  "dkim-fields-not-signed": {
    reporter: "Teile des Kopfes dieser Mail sind von der digitalen Signatur von {domain} nicht abgedeckt.",
    investigator:
      "Die Signatur von {domain} deckt {fields} nicht ab: Das ließ sich unterwegs ändern, ohne sie zu brechen. Viele Unterzeichner lassen einige weg; stützen Sie keinen Schluss darauf.",
  },
  "dkim-field-added": {
    reporter: "Eine Zeile im Kopf dieser Mail steht dort öfter, als signiert wurde.",
    investigator:
      "{fields} kommt öfter vor, als die Signatur von {domain} es nennt: Nur das unterste ist signiert, und ein Programm kann das andere anzeigen. Eine Liste oder ein Gateway kann es angefügt haben; vergleichen Sie beide im Quelltext.",
  },
  "dmarc-not-aligned": {
    reporter:
      "Die Domain des angezeigten Absenders ist nicht die, die diese Mail signiert oder versandt hat.",
    investigator:
      "From ist von {from}, die Signaturen sind von {domains} und Return-Path von {returnPath}: Keine teilt die Organisationsdomain. Das sagt nur etwas über die Übereinstimmung, nicht ob eine Prüfung gelang oder welche Richtlinie die Domain hat; Versanddienste und Weiterleitungen verursachen es auch.",
  },
  "arc-numbering-broken": {
    reporter: "Die Siegel der Server, die diese Mail weitergaben, sind nicht fortlaufend nummeriert.",
    investigator:
      "Die ARC-Sätze sind nicht lückenlos ab 1 nummeriert, jeder einmal: Ein Satz kam hinzu, fehlt oder wurde kopiert, oder ein Server unterwegs siegelte falsch. Auf nichts in dieser Kette ist Verlass.",
  },
  "arc-set-incomplete": {
    reporter: "Ein Siegel eines Servers, der diese Mail weitergab, ist unvollständig.",
    investigator:
      "Einem ARC-Satz fehlt eines seiner drei Felder, oder er hat eines doppelt: Nach dem Siegeln wurde etwas entfernt oder angefügt, oder ein System entfernt solche Felder. Die Kette lässt sich nicht prüfen.",
  },
  "arc-chain-failed": {
    reporter: "Ein Server unterwegs vermerkte, dass frühere Siegel auf dieser Mail nicht stimmten.",
    investigator:
      "{sealer} siegelte mit cv=fail: Die eingegangene Kette war nach seiner Prüfung gebrochen. Eine Änderung zwischen zwei Sieglern genügt dafür; was ältere Sätze sagen, wiegt nicht.",
  },
  "arc-cv-contradicts": {
    reporter: "Die Siegel der Server, die diese Mail weitergaben, widersprechen einander.",
    investigator:
      "cv= muss im ersten Siegel none und in allen späteren pass sein (RFC 8617, Abschnitt 4.1.3) und ist es nicht: Ein Satz wurde entfernt, erfunden oder falsch geschrieben.",
  },
  "arc-seal-invalid": {
    reporter: "Ein Siegel eines Servers, der diese Mail weitergab, stimmt nicht.",
    investigator:
      "Das ARC-Seal von {sealer} passt nicht zum Schlüssel: Ein ARC-Feld darunter wurde geändert oder das Siegel ist erfunden; ein seither ersetzter Schlüssel ergäbe dasselbe. Auf das, was die Kette vermerkt, ist kein Verlass.",
  },
  "arc-message-changed": {
    reporter: "Der Kopf dieser Mail ist nicht genau das, was der letzte siegelnde Server vermerkte.",
    investigator:
      "Die neueste ARC-Message-Signature, von {sealer}, passt nicht zum Schlüssel: Ein signiertes Feld änderte sich nach dem Siegeln, oder sie ist erfunden. Manche Gateways schreiben Betreff oder Adressen beim Eintreffen um.",
  },
  "arc-body-changed": {
    reporter: "Der Text ist nicht genau der Text, den der letzte siegelnde Server vermerkte.",
    investigator:
      "Der Text passt nicht zur neuesten ARC-Message-Signature, von {sealer}. Postfächer, die Texte umschreiben, vor allem die von Microsoft, verursachen das regelmäßig.",
  },
  "arc-first-results": {
    reporter: "Ein Server unterwegs vermerkte, was er beim ersten Eingang dieser Mail geprüft hatte.",
    investigator:
      "Der erste ARC-Satz, gesiegelt von {sealer}, vermerkt: {results}. Nach einer Weiterleitung steht hier oft die Wahrheit über den ersten Empfang; glauben Sie es nur so weit wie diesem Siegler und nur, wenn die Kette stimmt. Fragen Sie {sealer} nach dem Protokoll.",
  },
  "authentication-failed": {
    reporter: "Ein Mailserver vermerkte, dass eine Prüfung des Absenders nicht gelang.",
    investigator:
      "{field} von {server} vermerkt {method}={result}. Weiterleitungen und Listen brechen SPF und DKIM ohne böse Absicht; der Vermerk wiegt nur, wenn der eigene Server der meldenden Person ihn schrieb.",
  },
  "results-in-own-name": {
    reporter:
      "Diese Mail trägt ein Prüfergebnis im Namen Ihres eigenen Mailsystems, das vielleicht nicht von ihm stammt.",
    investigator:
      "Unter den Ergebnissen, die {server} schrieb, stehen andere in dessen Namen. Grenzserver sollen solche Felder entfernen, daher kann der Absender sie getippt haben; ein zweiter Durchgang durch dasselbe System erklärt sie auch. Sehen Sie im Protokoll des Gateways nach.",
  },
  "microsoft-internal-sender": {
    reporter:
      "Die Felder von Microsoft in dieser Mail sagen, dass sie aus einer Organisation heraus versandt wurde.",
    investigator:
      "AuthAs ist Internal (Mandant {tenant}, vermerkt von {server}): Nach diesem Vermerk war die sendende Seite bei diesem Mandanten angemeldet. Konnektoren, Geräte und automatische Mail tragen ihn auch, und die Felder können getippt sein. Vergleichen Sie den Mandanten mit dem eigenen und fordern Sie die Nachrichtenablaufverfolgung an.",
  },
};
