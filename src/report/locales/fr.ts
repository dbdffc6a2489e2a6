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
    again: "Retour au début",
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
  foot: { languages: "Langue" },
};
