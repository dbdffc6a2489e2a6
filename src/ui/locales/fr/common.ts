import type { common as english } from "../en/common.ts";

/** Commun au volet, à la page de signalement et à la console. */
export const common: typeof english = {
  demo: {
    title: "DÉMONSTRATION.",
    text: "Les clés de cette organisation servent à essayer. N’envoyez pas de vrais signalements.",
  },
  statements: {
    provenance: {
      label: "D’où cela vient",
      "supplied-file": "un fichier que quelqu’un a fourni",
      "host-api": "lu dans la boîte aux lettres par le programme de messagerie",
      "fetched-by-service": "pris dans la boîte aux lettres par un service",
    },
    capture: {
      label: "À quel point c’est fidèle",
      "as-served": "la source exactement telle qu’elle a été fournie",
      regenerated: "la source telle que le serveur l’a reconstruite",
      parts: "en-têtes, texte et pièces jointes séparés, pas de source entière",
      converted: "converti depuis un autre format",
    },
    authentication: {
      label: "Ce que montre la signature de l’expéditeur",
      signed: "une signature du domaine de l’expéditeur est valable",
      "body-fits": "seul le texte correspond à son en-tête : n’importe qui peut faire cela",
      "mismatch-explained": "la signature ne correspond plus, comme on s’y attend dans cette boîte",
      mismatch: "la signature ne correspond pas",
      none: "rien n’a été vérifié, ou il n’y a pas de signature",
    },
  },
};
