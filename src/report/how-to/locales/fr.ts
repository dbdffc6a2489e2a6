/** How to save a mail as a file, in French. The menus' words are as the programs' help pages and users name them; not every one was seen. */
import type { HowToTexts } from "../texts.ts";

export const howTo: HowToTexts = {
  why: "Le fichier que votre programme enregistre contient le chemin par lequel le message est venu. Une capture d’écran ou un transfert ordinaire ne le contient pas.",
  which: "Quel programme de messagerie utilisez-vous ?",
  moved: "Les menus changent : cherchez sinon « télécharger », « enregistrer sous » ou « exporter ».",
  choose: "Choisissez ensuite le fichier enregistré sur cette page.",
  keep: "Laissez le message où il est. Ne le supprimez pas.",
  names: {
    gmail: "Gmail",
    "outlook-web": "Outlook dans le navigateur, nouvel Outlook",
    "outlook-windows": "Outlook pour Windows",
    "outlook-mac": "Outlook pour Mac",
    "apple-mail": "Apple Mail",
    thunderbird: "Thunderbird",
    yahoo: "Yahoo Mail",
    proton: "Proton Mail",
    phone: "Un téléphone ou une tablette",
    other: "Autre chose",
  },
  steps: {
    gmail: [
      "Ouvrez le message dans Gmail sur un ordinateur.",
      "Appuyez sur les trois points en haut à droite du message.",
      "Choisissez « Télécharger le message ».",
    ],
    "outlook-web": [
      "Ouvrez le message.",
      "Appuyez sur les trois points en haut à droite du message.",
      "Choisissez « Enregistrer sous » ou « Télécharger ».",
    ],
    "outlook-windows": [
      "Réduisez la fenêtre pour voir le bureau.",
      "Glissez le message de la liste sur le bureau.",
      "Ou choisissez Fichier, Enregistrer sous, type « Format de message Outlook ».",
    ],
    "outlook-mac": [
      "Réduisez la fenêtre pour voir le bureau.",
      "Glissez le message de la liste sur le bureau.",
    ],
    "apple-mail": [
      "Réduisez la fenêtre pour voir le bureau.",
      "Glissez le message de la liste sur le bureau.",
      "Ou choisissez Fichier, Enregistrer sous, et le format de la source brute.",
    ],
    thunderbird: [
      "Ouvrez le message.",
      "Appuyez sur « Autres » en haut à droite du message.",
      "Choisissez « Enregistrer sous ».",
    ],
    yahoo: [
      "Ouvrez le message dans un navigateur, sur un ordinateur.",
      "Appuyez sur les trois points au-dessus du message.",
      "Choisissez « Afficher le message brut », puis enregistrez cette page comme fichier se terminant par .eml.",
    ],
    proton: [
      "Ouvrez le message dans un navigateur, sur un ordinateur.",
      "Appuyez sur les trois points en haut à droite du message.",
      "Choisissez « Exporter ».",
    ],
    phone: [
      "Les applications de messagerie des téléphones n’enregistrent pas l’original.",
      "Ouvrez le message sur un ordinateur et enregistrez-le là.",
      "Ou utilisez le bouton Zegel dans Outlook ou Gmail, si votre organisation l’a.",
    ],
    other: [
      "Ouvrez le message.",
      "Cherchez dans le menu du message « Télécharger », « Enregistrer sous », « Exporter » ou « Afficher l’original ».",
      "Enregistrez-le comme fichier se terminant par .eml.",
    ],
  },
  picture: {
    menu: "Un message avec son menu ouvert, la ligne « {{entry}} » marquée",
    drag: "Un message que l’on glisse de la liste sur le bureau",
    elsewhere: "Un téléphone, et une flèche vers un ordinateur",
  },
  entry: {
    gmail: "Télécharger le message",
    "outlook-web": "Enregistrer sous",
    thunderbird: "Enregistrer sous",
    yahoo: "Message brut",
    proton: "Exporter",
    other: "Télécharger",
  },
};
