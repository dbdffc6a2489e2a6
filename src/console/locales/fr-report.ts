import type { reportTexts as english } from "./en-report.ts";

/** Ce qui accompagne les courriels d’un signalement : courriels manquants, fichiers, soupçon, qui fut interrogé et sa réponse. */
export const reportTexts: typeof english = {
  mails: {
    label: "Courriels de ce signalement",
    title_one: "{{count}} courriel",
    title_other: "{{count}} courriels",
    hint: "Les flèches déplacent, Entrée ouvre.",
    previous: "Courriel précédent",
    next: "Courriel suivant",
  },
  more_one: "et {{count}} de plus",
  more_other: "et {{count}} de plus",
  confidential: {
    label: "Confidentiel",
    title: "Signalement confidentiel",
    text: "L’appareil de la personne qui signale a omis qui était connecté, le décalage de son horloge, son fuseau horaire, sa version et sa plateforme, les identifiants et dossiers propres à la boîte aux lettres et les noms des fichiers joints, et il a signé avec une clé créée pour ce seul signalement ; cela ne cache ni qui le courriel nomme lui-même (To, Received), ni ce que la personne a écrit, ni le contenu de ses fichiers, ni l’adresse réseau et l’heure que le service de réception a vues.",
    yes: "oui : la personne qui signale ne souhaite pas être connue",
    no: "non demandé",
    withheld: "omis",
    device:
      "Créée pour ce seul signalement, si l’appareil a respecté les règles : la clé ne le relie à aucun autre.",
  },
  clock: {
    own: "selon l’horloge de l’appareil de la personne qui signale",
    coarse: "à la minute ; selon l’horloge du serveur si l’appareil la connaissait",
    same: "identique à la seconde près",
    ahead: "en avance de {{time}} sur le serveur",
    behind: "en retard de {{time}} sur le serveur",
    about: "Les heures de ce relevé sont celles de l’appareil, sans correction.",
  },
  suspicion: {
    title: "Le soupçon de la personne qui signale",
    about:
      "À qui pense la personne qui signale. C’est un soupçon, non un fait ; rien d’autre sur cet écran ne s’y appuie.",
  },
  extras: {
    title: "Fichiers joints par la personne qui signale",
    about:
      "Les noms et les types sont ceux que donne le système de cette personne ; rien ne s’en déduit. Aucun de ces fichiers n’est ouvert ici ; ils sont enregistrés sous des noms que forme cette console.",
    number: "N°",
    name: "Nom",
    type: "Type",
    size: "Taille",
    save: "Enregistrer",
    saveOne: "Enregistrer le fichier {{number}}",
    dropped: "Fichiers absents du paquet",
  },
  missed: {
    title_one: "{{count}} courriel a été demandé et manque",
    title_other: "{{count}} courriels ont été demandés et manquent",
    text: "Ce que la personne qui signale a choisi et que l’appareil n’a pas pu obtenir figure ci-dessous : faites-le conserver dans la boîte aux lettres.",
    mail: "Tel que l’appareil de la personne l’a noté",
  },
  problems: {
    step: "Étape",
    why: "Pourquoi",
    detail: "Détails, dans les termes du programme",
  },
  problem: {
    TIMEOUT: "pas de réponse à temps",
    THREW: "le programme de messagerie a échoué à l’appel",
    NOT_AVAILABLE: "le programme de messagerie ne le propose pas",
    EMPTY: "la réponse était vide",
    UNKNOWN: "aucune raison n’a été donnée",
    BASE64_INVALID: "la réponse n’a pas pu être décodée",
    HEADERS_INCOMPLETE: "l’en-tête n’est pas complet",
    MESSAGE_ID_DIFFERS:
      "la source porte un autre Message-ID que celui qu’a indiqué le programme de messagerie",
    OTHER_MAIL: "un autre message que celui demandé est arrivé",
    NO_ID: "le programme de messagerie n’a donné aucun identifiant du courriel",
    SIZE_DIFFERS: "la taille n’est pas celle qui était indiquée",
    TEXT_FORM: "fourni sous forme de texte, non d’octets",
    RENUMBERED: "une pièce jointe manque ; les suivantes ont d’autres numéros",
    TOO_LARGE: "plus de place dans le paquet",
    NOT_READ: "le fichier n’était plus lisible",
  },
  custodian: {
    role: {
      reporter: "la personne qui signale",
      hr: "un service qui a reçu le courriel",
      service: "un service automatique",
    },
    signedIn: "Connecté en tant que",
    about:
      "Selon le service de jetons, sur l’appareil de la personne qui signale : faites confirmer par une autre voie qui c’était.",
    aboutService:
      "Selon Google, ou selon le serveur de messagerie qui a vérifié le transfert, tel que le service l’a vu : faites confirmer par une autre voie qui c’était.",
    nobody: "Aucune connexion n’est notée : cela ne dit pas qui c’était.",
  },
  second: {
    title: "Obtenu une seconde fois",
    same: "le même courriel",
    different: "des octets différents",
    recorded: "Tel que l’appareil l’a noté",
    recomputed: "Calculé ici à partir des deux fichiers",
    rule: "Le même : égal, ou différent seulement par le repli et la fin des lignes. Différent ne veut pas dire que quelqu’un a modifié quelque chose : les serveurs récrivent des parties d’un courriel.",
    contradiction: "Le relevé et les octets se contredisent",
    contradictionText:
      "Ce que l’appareil a noté des deux méthodes n’est pas ce que montrent leurs fichiers. Fiez-vous aux fichiers, et cherchez quel programme a scellé ce paquet.",
    differences: "Différences",
    nothing:
      "Rien ne peut être comparé : il n’y a pas d’en-tête, ou c’est un fichier au format propre d’Outlook.",
    octetsEqual: "aucune : les octets sont égaux",
    onlyFirst: "Champs d’en-tête de la première méthode seule :",
    onlySecond: "Champs d’en-tête de la seconde méthode seule :",
    sameFields: "Les champs d’en-tête sont les mêmes.",
    reordered: "Les champs d’en-tête sont les mêmes, dans un autre ordre.",
    body: {
      same: "Les corps sont les mêmes.",
      differs: "Les corps diffèrent.",
      "not-compared": "Seuls des champs d’en-tête ont été comparés : une méthode n’a pas donné de corps.",
    },
  },
  claims: {
    title: "Ce que serveurs et programmes ont dit de ce courriel",
    about:
      "Affirmations de ceux qui sont nommés, telles que l’appareil de la personne qui signale les a reçues. Le scellement montre qu’elles n’ont pas changé depuis, non qu’elles sont vraies.",
    by: {
      graph: "Microsoft Graph, sur la boîte aux lettres",
      ews: "Exchange Web Services, sur la boîte aux lettres",
      gmail: "Gmail, sur le courriel",
      smtp: "Le service de boîte aux lettres, sur la connexion qui a apporté le transfert",
      forward: "Le courriel de transfert",
      zip: "L’archive où se trouvait le fichier",
      mbox: "Le fichier de boîte aux lettres où se trouvait le courriel",
      shared: "Le programme de messagerie, sur la boîte partagée",
      host: "Le programme de messagerie, sur l’élément",
      file: "Le fichier fourni, sur lui-même",
    },
    name: "Nom à cet endroit",
    value: "Valeur",
    nothing: "rien",
  },
};
