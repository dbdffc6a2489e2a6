import type { instead as englishInstead, report as english } from "./en.ts";

/** Ce que la page de signalement charge en français : un seul morceau. */
export { texts } from "../../ui/locales/fr/index.ts";

export const instead: typeof englishInstead = {
  start: {
    what: "Une copie scellée va à ces personnes. Votre fichier reste où il est.",
    whatMany: "Des copies scellées vont à ces personnes. Vos fichiers restent où ils sont.",
  },
  readers: {
    unavailable:
      "On n’a pas pu obtenir la liste des lecteurs, donc rien ne peut encore être scellé. Vos fichiers sont en sécurité là où ils sont.",
  },
  steps: { acquiring: "Lecture du message", acquiringMany: "Lecture des messages" },
  done: {
    closed: "C’est fait. Vous pouvez fermer cette page.",
    again: "Signaler autre chose",
    missedWhat_one: "{{count}} message n’a pas pu être lu. Son fichier est où il était.",
    missedWhat_other: "{{count}} messages n’ont pas pu être lus. Leurs fichiers sont où ils étaient.",
  },
  kept: {
    memory:
      "La copie scellée n’existe que tant que cette page est ouverte. Enregistrez le fichier maintenant.",
    mailbox: "Rien n’a été envoyé ni conservé. Vos fichiers sont où ils étaient.",
    stopped: { nothing: "Rien n’a été envoyé. Vos fichiers sont où ils étaient." },
    next: "Un nouvel essai se fait tout seul à {{time}}, tant que cette page est ouverte, et chaque fois qu’on la rouvre.",
  },
  problem: {
    SOURCE_UNAVAILABLE:
      "Le fichier n’a pas pu être lu. Il a peut-être été déplacé ou supprimé. Choisissez-le à nouveau.",
    SOURCE_EMPTY: "Le fichier est vide.",
    SOURCE_CHANGED: "Le fichier a été modifié entre-temps. Choisissez-le à nouveau.",
    SOURCE_TIMEOUT: "Le fichier n’a pas pu être lu à temps.",
    PACKAGE_TOO_LARGE: "C’est trop grand : un message peut avoir au plus 150 Mo.",
    STATEMENT_INVALID:
      "Le serveur ne comprend pas ce signalement. Il est peut-être plus ancien que cette page.",
    other: "Quelque chose s’est mal passé sur cette page. Ce n’était pas vous.",
  },
  code: {
    what: "Il laisse entrer vos signalements. Il ne dit pas qui vous êtes. Demandez aux personnes qui vous ont donné l’adresse de cette page.",
  },
};

export const report: typeof english = {
  choose: {
    heading: "Choisissez le message enregistré",
    files: "Choisir des fichiers",
    folder: "Choisir un dossier",
    drop: "Ou déposez ici des fichiers ou un dossier.",
    kinds: "Des messages en .eml, .msg ou .mbox, ou un .zip de ceux-ci. Rien ne quitte encore cet appareil.",
    more: "En ajouter",
    how: "Comment enregistrer un message ?",
  },
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
  foot: { languages: "Langue" },
};
