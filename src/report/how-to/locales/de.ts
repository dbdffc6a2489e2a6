/** How to save a mail as a file, in German. The menus' words are as the programs' help pages and users name them; not every one was seen. */
import type { HowToTexts } from "../texts.ts";

export const howTo: HowToTexts = {
  why: "Die Datei, die Ihr Mailprogramm speichert, enthält den Weg, auf dem die Mail kam. Ein Bildschirmfoto oder gewöhnliches Weiterleiten enthält ihn nicht.",
  which: "Welches Mailprogramm benutzen Sie?",
  moved:
    "Programme verschieben ihre Menüs: Suchen Sie sonst nach „Herunterladen“, „Speichern unter“ oder „Exportieren“.",
  choose: "Wählen Sie dann die gespeicherte Datei auf dieser Seite.",
  keep: "Lassen Sie die Mail, wo sie ist. Löschen Sie sie nicht.",
  names: {
    gmail: "Gmail",
    "outlook-web": "Outlook im Browser, neues Outlook",
    "outlook-windows": "Outlook für Windows",
    "outlook-mac": "Outlook für Mac",
    "apple-mail": "Apple Mail",
    thunderbird: "Thunderbird",
    yahoo: "Yahoo Mail",
    proton: "Proton Mail",
    phone: "Ein Telefon oder Tablet",
    other: "Etwas anderes",
  },
  steps: {
    gmail: [
      "Öffnen Sie die Mail in Gmail an einem Computer.",
      "Drücken Sie auf die drei Punkte rechts oben an der Mail.",
      "Wählen Sie „Nachricht herunterladen“.",
    ],
    "outlook-web": [
      "Öffnen Sie die Mail.",
      "Drücken Sie auf die drei Punkte rechts oben an der Mail.",
      "Wählen Sie „Speichern unter“ oder „Herunterladen“.",
    ],
    "outlook-windows": [
      "Machen Sie das Fenster kleiner, sodass Sie den Desktop sehen.",
      "Ziehen Sie die Mail aus der Liste auf den Desktop.",
      "Oder wählen Sie Datei, Speichern unter, Typ „Outlook-Nachrichtenformat“.",
    ],
    "outlook-mac": [
      "Machen Sie das Fenster kleiner, sodass Sie den Schreibtisch sehen.",
      "Ziehen Sie die Mail aus der Liste auf den Schreibtisch.",
    ],
    "apple-mail": [
      "Machen Sie das Fenster kleiner, sodass Sie den Schreibtisch sehen.",
      "Ziehen Sie die Mail aus der Liste auf den Schreibtisch.",
      "Oder wählen Sie Ablage, Sichern unter, und das Format für den Quelltext.",
    ],
    thunderbird: [
      "Öffnen Sie die Mail.",
      "Drücken Sie auf „Mehr“ rechts oben an der Mail.",
      "Wählen Sie „Speichern unter“.",
    ],
    yahoo: [
      "Öffnen Sie die Mail in einem Browser an einem Computer.",
      "Drücken Sie auf die drei Punkte über der Mail.",
      "Wählen Sie „Unformatierte Nachricht anzeigen“ und speichern Sie diese Seite als Datei, die auf .eml endet.",
    ],
    proton: [
      "Öffnen Sie die Mail in einem Browser an einem Computer.",
      "Drücken Sie auf die drei Punkte rechts oben an der Mail.",
      "Wählen Sie „Exportieren“.",
    ],
    phone: [
      "Mail-Apps auf Telefonen speichern das Original nicht.",
      "Öffnen Sie die Mail an einem Computer und speichern Sie sie dort.",
      "Oder benutzen Sie die Zegel-Schaltfläche in Outlook oder Gmail, wenn Ihre Organisation sie hat.",
    ],
    other: [
      "Öffnen Sie die Mail.",
      "Suchen Sie im Menü der Mail nach „Herunterladen“, „Speichern unter“, „Exportieren“ oder „Original anzeigen“.",
      "Speichern Sie sie als Datei, die auf .eml endet.",
    ],
  },
  picture: {
    menu: "Eine Mail mit geöffnetem Menü, der Eintrag „{{entry}}“ hervorgehoben",
    drag: "Eine Mail, die aus der Liste auf den Desktop gezogen wird",
    elsewhere: "Ein Telefon, und ein Pfeil zu einem Computer",
  },
  entry: {
    gmail: "Nachricht herunterladen",
    "outlook-web": "Speichern unter",
    thunderbird: "Speichern unter",
    yahoo: "Unformatierte Nachricht",
    proton: "Exportieren",
    other: "Herunterladen",
  },
};
