import type { BodyCode } from "../body-codes.ts";
import type { AreaWords } from "../words.ts";

export const body: AreaWords<BodyCode> = {
  "link-shows-another-host": {
    reporter: "Ein Link in dieser Mail zeigt {shown}, führt aber woandershin; Sie müssen ihn nicht öffnen.",
    investigator:
      "{count} Link(s) zeigen einen anderen Server als den, zu dem sie führen: der erste zeigt {shown} und führt zu {host}. Newsletter tun das auch, um Klicks zu zählen. Vergleichen Sie beide Registrierungen und fragen Sie das Ziel ab, ohne es aus dem eigenen Netz zu öffnen.",
  },
  "link-host-is-address": {
    reporter:
      "Ein Link in dieser Mail führt zu einer Nummer statt zu einem Namen; Sie müssen ihn nicht öffnen.",
    investigator:
      "{count} Link(s) führen zu einer bloßen Netzadresse ({hosts}). Testsysteme und interne Seiten tun das auch. Stellen Sie fest, wer die Adresse ankündigt, und suchen Sie sie in den Webprotokollen.",
  },
  "link-host-in-punycode": {
    reporter:
      "Ein Link in dieser Mail verwendet einen Namen mit ungewöhnlichen Buchstaben; Sie müssen ihn nicht öffnen.",
    investigator:
      "{count} Link(s) führen zu Namen mit anderen Buchstaben als ASCII ({hosts}, wie das Netz sie sieht). Viele Sprachen brauchen solche Namen; Nachahmungen bekannter Namen werden ebenso geschrieben. Vergleichen Sie Buchstabe für Buchstabe.",
  },
  "link-runs-code": {
    reporter:
      "Ein Link in dieser Mail enthält selbst ein kleines Programm oder eine Seite; Sie müssen ihn nicht öffnen.",
    investigator:
      "{count} Link(s) enthalten Code oder ein Dokument statt einer Adresse ({quote}). Mailprogramme weisen sie meist ab. Bewahren Sie den Text, wie er ist, und lassen Sie ihn von Fachleuten lesen; öffnen Sie ihn nicht.",
  },
  "form-in-mail": {
    reporter: "Die Mail bittet, etwas auszufüllen; was dort getippt wird, bleibt nicht bei Ihnen.",
    investigator:
      "Die Mail enthält {count} Formular(e); Getipptes ginge an {hosts}. Suchfelder kopierter Webseiten sehen genauso aus. Fragen Sie, ob etwas eingegeben wurde, und suchen Sie diesen Server in den Webprotokollen.",
  },
  "hidden-text": {
    reporter: "Die Mail enthält Text, der nicht angezeigt wird; er ist für die Untersuchung aufbewahrt.",
    investigator:
      "{count} Textstück(e) sind unsichtbar gemacht ({how}); das erste lautet: „{quote}“. Newsletter verbergen so eine Vorschauzeile und Text für kleine Bildschirme; Absender verbergen so auch Füllung für Filter oder Kennzeichen des Exemplars. Lesen Sie die ganze Liste: solche Kennzeichen können Mails verbinden.",
  },
  "invisible-characters": {
    reporter: "Manche Wörter dieser Mail sind durch Zeichen zerschnitten, die man nicht sieht.",
    investigator:
      "Zeichen ohne Gestalt stehen mitten in Wörtern ({how}), zuerst in „{quote}“. Beim Kopieren von Webseiten bleiben manche zurück; sie dienen auch dazu, Filter zu umgehen oder ein Exemplar zu kennzeichnen. Vergleichen Sie sie Oktett für Oktett mit anderen Mails.",
  },
  "alternative-differs": {
    reporter: "Die Mail hat zwei Texte, die sich unterscheiden; manche Programme zeigen den anderen.",
    investigator:
      "Die reine Textform und die HTML-Form haben wenige Wörter gemeinsam; die Textform beginnt: „{quote}“. Manche Programme setzen dort einen Hinweis statt des Textes. Lesen Sie beide: der Leser sah die eine, ein Filter vielleicht die andere.",
  },
  "tracking-picture": {
    reporter:
      "Die Mail enthält winzige Bilder, die einem Server melden, wann sie geöffnet wird; hier wurde nichts geladen.",
    investigator:
      "{count} Bild(er), zu klein oder zu verborgen, um gesehen zu werden, bei {hosts}. Fast alle Newsletter zählen so das Öffnen. Wurde die Mail mit Bildern geöffnet, kann der Absender wissen, wann und aus welchem Netz: notieren Sie, wann das war.",
  },
  "remote-content": {
    reporter: "Um diese Mail ganz anzuzeigen, würde von anderen Servern geladen; hier wurde nichts geladen.",
    investigator:
      "{count} Adresse(n) würden beim Anzeigen geladen, bei {hosts}. Üblich bei gestalteter Mail. Web- und DNS-Protokolle sagen, ob und wo sie so angezeigt wurde.",
  },
  "wallet-address": {
    reporter: "Die Mail nennt ein Konto für digitales Geld; Sie müssen jetzt nichts bezahlen.",
    investigator:
      "{count} Adresse(n), deren Prüfsumme stimmt ({currencies}): {quote}. Wem eine Adresse gehört, ist ihr nicht anzusehen. Fragen Sie früh Polizei und Handelsplatz, und vergleichen Sie sie mit anderen Meldungen.",
  },
  "threat-words": {
    reporter:
      "Einige Sätze enthalten Wörter, die auch in Drohungen stehen; Sie müssen sie nicht noch einmal lesen.",
    investigator:
      "{count} Satz/Sätze enthalten Wörter, die auch in Drohungen stehen, zuerst: „{quote}“. Verglichen wurden nur Wörter: auch Nachrichten, Scherze und Warnungen haben sie. Lesen Sie die Sätze an ihrer Stelle.",
  },
  "demand-words": {
    reporter: "Einige Sätze enthalten Wörter, die auch in Forderungen stehen; Sie müssen jetzt nichts tun.",
    investigator:
      "{count} Satz/Sätze enthalten Wörter, die auch in Forderungen stehen, zuerst: „{quote}“. Verglichen wurden nur Wörter: auch Rechnungen und Bitten haben sie. Zitieren Sie wörtlich, was gefordert wird.",
  },
  "deadline-words": {
    reporter: "Die Mail nennt eine Zeit oder ein Datum; sagen Sie es denen, die Ihnen helfen.",
    investigator:
      "{count} Satz/Sätze enthalten Wörter einer Frist, zuerst: „{quote}“. Verglichen wurden nur Wörter. Rechnen Sie den Zeitpunkt ab dem Versand aus, und planen Sie, was vorher zu sichern ist.",
  },
  "contact-elsewhere": {
    reporter:
      "Die Mail nennt einen anderen Weg zu reden, etwa einen Nachrichtendienst; Sie müssen ihn nicht benutzen.",
    investigator:
      "{count} Satz/Sätze nennen einen Nachrichtendienst, zuerst: „{quote}“. Ehrliche Absender tun das auch. Ein Name oder eine Nummer dort kann bei diesem Dienst erfragt werden.",
  },
  "body-not-read-fully": {
    reporter: "Die Mail ist sehr lang; nur ihr Anfang wurde durchgesehen.",
    investigator:
      "Der Text ist länger als das, was ausgewertet wird; den Listen dieses Teils kann etwas vom Ende fehlen. Die Mail selbst ist vollständig aufbewahrt.",
  },
};
