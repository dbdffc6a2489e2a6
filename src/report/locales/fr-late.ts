import type { reportLate as english } from "./en-late.ts";

/** Ce que dit la page de signalement dès qu’il y a quelque chose à dire : vient après le premier écran. */
export const reportLate: typeof english = {
  reading: {
    label: "Recherche de messages",
    count: "{{done}} fichiers sur {{total}}",
    stop: "Arrêter",
  },
  found: {
    count_one: "{{count}} message trouvé",
    count_other: "{{count}} messages trouvés",
    list: "Messages qui partent",
    noSender: "Aucun expéditeur indiqué",
    noDate: "sans date",
    subjects: "Montrer les objets",
    remove: "Écarter",
    removeOne: "Écarter le message de {{sender}}",
    clear: "Recommencer",
    pages: "Pages de la liste",
    page: "{{from}} à {{to}} sur {{count}}",
    previous: "Précédent",
    next: "Suivant",
    again_one: "{{count}} fichier était déjà choisi. Il part une seule fois.",
    again_other: "{{count}} fichiers étaient déjà choisis. Ils partent une seule fois.",
  },
  grade: {
    file: "Le fichier du message, intact",
    apple: "Fichier d’Apple Mail : le message qu’il contient est intact",
    mailbox: "Tiré d’un fichier de boîte, qui a pu changer quelques lignes",
    converted:
      "Enregistré sous une autre forme qu’à l’envoi. L’original vaut mieux, si vous pouvez l’obtenir",
  },
  left: {
    heading_one: "{{count}} élément a été écarté",
    heading_other: "{{count}} éléments ont été écartés",
    more_one: "et {{count}} de plus",
    more_other: "et {{count}} de plus",
    "not-a-mail": "Ce n’est pas un message.",
    "web-page":
      "Une page web enregistrée. Il y manque d’où venait le message. Enregistrez le message comme fichier.",
    "mac-link": "Seulement un lien vers le message. Enregistrez le message lui-même comme fichier.",
    empty: "Le fichier est vide.",
    "too-large":
      "Trop grand pour être lu ici : un message peut avoir 150 Mo, tout ce qui est décompressé ensemble 1 Go.",
    "too-many":
      "Il y a plus de messages qu’on ne peut en lire à la fois. Ajoutez les autres après ce signalement.",
    unreadable: "Lecture impossible. L’élément a peut-être été déplacé ou supprimé.",
    "zip-encrypted": "Ce ZIP a un mot de passe. Décompressez-le d’abord.",
    "zip-damaged": "Ce ZIP est endommagé. Décompressez ce que vous pouvez, puis choisissez les messages.",
    "zip-method": "Ce ZIP est compressé d’une façon qui ne peut pas être lue ici. Décompressez-le d’abord.",
    "zip-bomb": "Ce ZIP donnerait bien plus qu’il ne devrait. Il n’a pas été ouvert.",
    "zip-too-deep": "Un ZIP dans un autre. Décompressez-le d’abord.",
    "zip-too-many": "Ce ZIP contient trop de fichiers.",
    "submission-damaged": "Ce signalement scellé est endommagé. Cherchez-en une autre copie.",
    "submission-foreign": "Ce signalement scellé est pour une autre organisation.",
  },
  remark: {
    cut: "Il y avait plus de fichiers qu’on ne peut en examiner ensemble. Ajoutez les autres ensuite.",
    "link-only":
      "Votre programme de messagerie n’a remis aucun fichier. Enregistrez d’abord le message comme fichier, puis choisissez-le ici.",
    lost: "Ce que vous avez partagé n’est pas arrivé ici. Partagez-le à nouveau, ou choisissez le fichier.",
  },
  handed: {
    heading: "Signalements scellés que vous avez remis",
    count_one: "{{count}} signalement scellé",
    count_other: "{{count}} signalements scellés",
    notYet: "PAS ENCORE envoyé",
    sent: "Envoyé, accusé de réception vérifié",
    receipt: "Enregistrer l’accusé de réception",
  },
  receipt: {
    heading: "Votre accusé de réception",
    reference: "Votre référence",
    looking: "On va chercher l’accusé de réception et on le vérifie…",
    received: "Reçu, contenu non vu.",
    unseen:
      "Votre signalement est scellé dans votre organisation. Le serveur qui l’a reçu ne peut pas l’ouvrir. L’accusé a été vérifié sur cet appareil.",
    stamped: "Horodaté {{time}}.",
    late: "L’horodatage indépendant est encore en route.",
    unvouched: "Il y a un horodatage. La liste de votre organisation ne nomme personne qui en réponde.",
    opened: "Un enquêteur l’a ouvert.",
    notOpened: "Aucun enquêteur n’a encore confirmé l’avoir ouvert.",
    save: "Enregistrer l’accusé de réception",
    what: "L’accusé montre que votre signalement a été reçu. Il ne contient pas le message.",
    notSaved: "Cela n’a pas marché. Essayez encore.",
    again: "Regarder à nouveau",
    unknown:
      "Aucun accusé de réception n’a été trouvé. Ouvrez le lien entier de la réponse reçue, ou demandez à votre bureau de sécurité.",
    private:
      "Rien de ceci n’est conservé sur cet appareil, sauf si vous l’enregistrez. Quiconque a votre lien peut aussi voir cette page.",
    close: "Fermer",
  },
};
