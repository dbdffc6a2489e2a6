import type { pane as english } from "../en/pane.ts";

/**
 * Le volet : ce que disent son premier écran, le chemin d'un signalement et ses incidents. Le reste est dans
 * pane-later.ts. Ton et ordre : phrases courtes, le verbe d'abord, rien qui promette ou qui juge.
 */
export const pane: typeof english = {
  title: "Zegel",
  start: {
    heading: "Signaler une menace",
    from: "Ce message est de",
    fromAppointment: "Ce rendez-vous est de",
    fromUnknown: "Le programme de messagerie ne montre pas qui l’a envoyé.",
    button: "Signaler la menace",
    buttonMany_one: "Signaler {{count}} message",
    buttonMany_other: "Signaler {{count}} messages",
    what: "Une copie scellée va à ces personnes. Le message reste où il est.",
    whatMany: "Des copies scellées vont à ces personnes. Les messages restent où ils sont.",
    keyQuery:
      "Pour vérifier la signature du message, on demande au serveur la clé de son domaine, en général {{domain}}. Le serveur connaît alors ce domaine.",
    noItem: "Ouvrez le message que vous voulez signaler. Appuyez ensuite sur le bouton ici.",
    more: "En dire plus d’abord (facultatif)",
    keep: "Ne supprimez pas le message, n’y répondez pas, ne le transférez pas et n’y cliquez sur rien. Vous n’avez pas à le relire.",
    keepMany:
      "Ne supprimez pas les messages, n’y répondez pas, ne les transférez pas et n’y cliquez sur rien. Vous n’avez pas à les relire.",
    loading: "On va chercher la liste des personnes qui peuvent lire votre signalement…",
  },
  danger: {
    question: "Êtes-vous en danger maintenant ?",
    call: "Appeler le {{number}}",
    contacts: "Quelqu’un à appeler",
  },
  readers: {
    by: "Votre signalement est lu par",
    at: "{{names}} ({{desk}})",
    recovery: "Seule la personne qui garde la clé de secours peut lire ceci : {{holder}}.",
    change: "Qui va lire ceci ?",
    noName: "Sans votre nom",
    expired:
      "La liste des lecteurs a expiré. Votre signalement peut quand même être envoyé. Tant que la liste n’est pas renouvelée, il ne peut être ouvert que par {{holder}}.",
    remembered:
      "On n’a pas pu obtenir la liste la plus récente des lecteurs. La dernière qui a été vérifiée est utilisée.",
    unavailable:
      "On n’a pas pu obtenir la liste des lecteurs, donc rien ne peut encore être scellé. Le message est en sécurité là où il est.",
    others_one: "{{count}} autre personne",
    others_other: "{{count}} autres personnes",
  },
  steps: {
    heading: "Votre signalement est en route",
    acquiring: "Obtenir la source du message",
    acquiringMany: "Obtenir la source des messages",
    mailOf: "Message {{mail}} sur {{mails}}",
    partOf: "Partie {{part}} sur {{parts}}",
    analysing: "Regarder le message",
    sealing: "Sceller la copie",
    storing: "Garder la copie scellée sur cet appareil",
    sending: "Envoyer",
    checking: "Vérifier l’accusé de réception",
    notYet: "PAS ENCORE envoyé",
    cancel: "Arrêter",
  },
  done: {
    heading: "Votre signalement est arrivé",
    reference: "Votre référence",
    closed: "C’est fait. Vous pouvez fermer ce volet.",
    again: "Retour au message",
  },
  expert: { open: "Pour les experts : ce que montre l’en-tête" },
  kept: {
    device: "La copie scellée est gardée sur cet appareil. Personne ne peut la lire ici.",
    memory: "La copie scellée n’existe que tant que ce volet est ouvert. Enregistrez le fichier maintenant.",
    mailbox: "Rien n’a été envoyé ni gardé. Le message est où il était.",
    notYet: "PAS ENCORE envoyé",
    waiting: { heading: "PAS ENCORE envoyé" },
    refused: { heading: "NON envoyé" },
    stopped: {
      heading: "Arrêté",
      nothing: "Rien n’a été envoyé. Le message est où il était.",
      maybe:
        "Il est peut-être déjà arrivé. Il n’y a pas d’accusé de réception : considérez qu’il n’a PAS été envoyé.",
    },
    failed: { heading: "Cela n’a pas marché" },
    next: "Un nouvel essai se fait tout seul à {{time}}, tant que ce volet est ouvert, et chaque fois qu’il est rouvert.",
    now: "Envoyer maintenant",
    again: "Réessayer",
    save: "Enregistrer comme fichier",
    saveWhat:
      "Le fichier .zegel est scellé lui aussi. Remettez-le plus tard, ou donnez-le à votre équipe de sécurité.",
    discard: "Supprimer de cet appareil",
    discardSure: "Supprimer ? Le signalement n’a PAS été envoyé.",
    discardYes: "Oui, supprimer",
    discardNo: "Garder",
    close: "Fermer",
  },
  outbox: {
    waiting_one: "{{count}} signalement PAS ENCORE envoyé",
    waiting_other: "{{count}} signalements PAS ENCORE envoyés",
    show: "Afficher",
    open: "Mes signalements précédents",
  },
  later: {
    heading: "Un instant",
    loading: "Cet écran se charge…",
    failed: "Cet écran n’a pas pu être chargé. Rien de ce que vous avez signalé n’est perdu.",
  },
  problem: {
    SOURCE_UNAVAILABLE: "Le programme de messagerie n’a pas remis le message.",
    SOURCE_EMPTY: "Le programme de messagerie a remis un message vide.",
    SOURCE_CHANGED: "Un autre message a été ouvert entre-temps. Ouvrez le bon et réessayez.",
    SOURCE_TIMEOUT: "Le programme de messagerie n’a pas répondu à temps.",
    BASE64_INVALID: "Le programme de messagerie a remis un message abîmé.",
    SIGN_IN_NEEDED: "Il faut d’abord vous connecter.",
    SIGN_IN_FAILED: "La connexion à votre compte n’a pas marché.",
    NETWORK_UNREACHABLE: "Il n’y a pas de liaison avec le serveur.",
    SERVER_ERROR: "Le serveur a un problème.",
    RATE_LIMITED: "Le serveur est occupé.",
    STORAGE_FULL: "Le serveur n’a plus de place.",
    RESPONSE_INVALID:
      "Quelque chose entre ici et le serveur a donné une autre réponse, par exemple la page de connexion d’un réseau.",
    UNAUTHORISED: "Le serveur demande le code de votre organisation.",
    PACKAGE_TOO_LARGE:
      "C’est trop grand : un signalement contient au plus 150 Mo. Signalez moins de messages ou de fichiers à la fois.",
    INPUT_INVALID: "Un des fichiers n’a pas pu être lu. Laissez-le de côté, ou ajoutez-le à nouveau.",
    DIGEST_MISMATCH: "L’envoi a été abîmé en route.",
    SUBMISSION_CONFLICT: "Le serveur a déjà autre chose sous ce numéro.",
    STATEMENT_INVALID:
      "Le serveur ne comprend pas ce signalement. Il est peut-être plus ancien que ce complément.",
    CONSISTENCY_FAILED:
      "Le journal du serveur ne correspond pas à ce que cet appareil en a vu auparavant. Prévenez votre équipe de sécurité par un autre moyen.",
    receipt:
      "L’accusé de réception du serveur ne correspond pas à ce signalement, il ne compte donc pas. Prévenez votre équipe de sécurité par un autre moyen.",
    directory:
      "La liste des lecteurs ne porte pas la bonne signature, ou elle est plus ancienne qu’une liste déjà vue.",
    DIRECTORY_DEMO_REFUSED:
      "Cette liste des lecteurs est une démonstration. Elle ne protège personne et elle est refusée ici.",
    DEVICE_STORAGE_FULL: "Cet appareil n’a plus de place.",
    DEVICE_STORAGE_UNAVAILABLE: "Cet appareil ne garde rien pour cette page.",
    CANCELLED: "Vous l’avez arrêté.",
    other: "Quelque chose s’est mal passé dans ce complément. Vous n’y êtes pour rien.",
    action: "Cela n’a pas marché.",
    code: "Code pour l’assistance : {{code}}",
  },
};
