import type { AttachmentsCode } from "../attachments-codes.ts";
import type { AreaWords } from "../words.ts";

export const attachments: AreaWords<AttachmentsCode> = {
  "attachment-author-named": {
    reporter: "Die Datei {file} enthält Namen, die in ihr gespeichert sind.",
    investigator:
      "{file} sagt über sich: {names}. Das sagt die Datei; Namen des registrierten Benutzers des Computers, des Verfassers einer Vorlage oder aus kopierten Dateien sind üblich, und jeder kann andere hineinschreiben. Vergleichen Sie sie vorsichtig mit anderen Dateien der Reihe und mit Namen in der Organisation.",
  },
  "attachment-place": {
    reporter: "Das Bild {file} enthält einen Ort, der in ihm gespeichert ist.",
    investigator:
      "{file} nennt den Ort {place}, aufgenommen {taken} nach eigener Uhr. Dort war das Gerät nach seiner Angabe, als das Bild entstand: nicht, wo die Mail geschrieben wurde, noch wer es hielt. Fremde Bilder werden oft weitergegeben, und die Werte lassen sich ändern.",
  },
  "attachment-device": {
    reporter: "Das Bild {file} nennt das Gerät, das es aufgenommen hat.",
    investigator:
      "{file} nennt {device}. Eine Seriennummer lässt sich mit anderen Bildern eines Geräts vergleichen; Marke und Modell allein passen zu vielen. Das Bild kann von jemand anderem stammen, und die Werte lassen sich ändern.",
  },
  "attachment-macro": {
    reporter: "Die Datei {file} enthält ein kleines Programm; bitte öffnen Sie sie nicht.",
    investigator:
      "{file} enthält Makros (VBA oder Excel 4). Viele Organisationen nutzen sie in ehrlichen Formularen; sie starten auch Schadcode. Hier wurde nichts davon ausgeführt: Untersuchen Sie sie auf einer abgeschotteten Maschine.",
  },
  "attachment-name-hides-type": {
    reporter:
      "Die Datei {file} ist nicht von der Art, die ihr Name vermuten lässt; bitte öffnen Sie sie nicht.",
    investigator:
      "Der Name {file} verbirgt, was beim Öffnen starten würde: eine doppelte Endung, Zeichen, die die Leserichtung umkehren, Leerzeichen vor der echten Endung oder ein Programm unter dem Namen eines Dokuments. Angegeben als {declared}, dem Inhalt nach {detected}.",
  },
  "attachment-executable": {
    reporter: "Die Datei {file} würde beim Öffnen ein Programm starten; bitte öffnen Sie sie nicht.",
    investigator:
      "{file} ist von einer Art, die ein Computer ausführt, installiert oder einbindet (angegeben {declared}, dem Inhalt nach {detected}). Manche Software wird noch so verschickt. Schlagen Sie die SHA-256 nach, statt sie auszuführen.",
  },
  "attachment-web-page": {
    reporter: "Die Datei {file} ist eine Webseite; bitte öffnen Sie sie nicht.",
    investigator:
      "{file} öffnet sich im Browser, außerhalb der Sicht des Mailfilters; genutzt für gefälschte Anmeldeseiten, ehrlich für gespeicherte Seiten und Portale verschlüsselter Mail. Lesen Sie sie als Text; die Adressen, an die sie sendet, sind die Spur.",
  },
  "attachment-active-content": {
    reporter: "Die Datei {file} enthält Teile, die beim Öffnen etwas tun können.",
    investigator:
      "{file} enthält Skripte, Formulare, eingebettete Objekte oder Startaktionen. Formulare und interaktive Dokumente haben sie ehrlich. Hier wurde nichts davon ausgeführt.",
  },
  "attachment-type-differs": {
    reporter: "Die Datei {file} enthält etwas anderes, als ihr Name oder ihre Angabe sagt.",
    investigator:
      "{file} ist als {declared} angegeben; der Inhalt ist {detected}. Programme, die Bilder umbenennen, und Server, die raten, tun das aus Versehen; es verbirgt auch Dateien vor Filtern.",
  },
  "attachment-encrypted": {
    reporter: "Die Datei {file} ist verschlossen; ihr Inhalt konnte nicht angesehen werden.",
    investigator:
      "{file} ist ganz oder teilweise verschlüsselt. Üblich bei vertraulichen Dokumenten und bei PDFs, die nur das Drucken verbieten und ohne Passwort aufgehen; auch ein Weg an Filtern vorbei. Suchen Sie das Passwort in dieser oder der nächsten Mail.",
  },
  "attachment-mail": {
    reporter: "An diese Mail ist eine andere Mail angehängt.",
    investigator:
      "Eine angehängte Mail, nach ihrem eigenen Kopf von {from} (SHA-256 ihrer Oktette {sha256}). Ist es die gemeldete, so liegt ihre Quelle hier, wie das weiterleitende Programm sie behielt: Sichern und untersuchen Sie sie für sich.",
  },
  "attachment-empty": {
    reporter: "Die Datei {file} ist leer.",
    investigator:
      "{file} hat keinen Inhalt. Filter und Archive entfernen Inhalt und lassen den Namen; fehlerhafte Skripte senden keinen. Das Protokoll des Gateways weiß vielleicht, was entfernt wurde.",
  },
  "attachment-too-large": {
    reporter: "Die Datei {file} ist groß; nur ihr Fingerabdruck wurde genommen.",
    investigator:
      "{file} hat {octets} Oktette: Sie wurde gehasht, die Metadaten wurden nicht gelesen. Verwenden Sie ein eigenes Werkzeug auf den gesicherten Oktetten.",
  },
  "attachment-unreadable": {
    reporter: "Die Datei {file} konnte nicht gelesen werden.",
    investigator:
      "{file} sieht aus wie {detected}, doch der Aufbau ist nicht lesbar: abgeschnitten, beschädigt oder zum Verwirren gebaut. Der Hash gilt; untersuchen Sie sie mit einem Werkzeug für dieses Format.",
  },
};
