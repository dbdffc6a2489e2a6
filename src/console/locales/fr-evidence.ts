import type { evidenceTexts as english } from "./en-evidence.ts";

/** Ce qu’un signalement ouvert, son accusé de réception, la conservation et le journal disent d’eux-mêmes. */
export const evidenceTexts: typeof english = {
  overview: {
    statementsTitle: "Ce que l’on sait de chaque courriel",
    reasons: "Pourquoi",
    noReasons: "L’analyse ne donne pas de raisons.",
    sealedOnDevice:
      "Ces énoncés ont été établis sur l’appareil de la personne qui signale et y ont été scellés.",
    sealedOnServer:
      "L’analyse a été faite sur ce serveur au moment du scellement, à partir de ces octets seulement.",
    sentence:
      "Le scellement montre que ceci n’a pas changé depuis. Il ne montre pas que le courriel a été reçu, ni par qui il a été écrit.",
    confirmTitle: "Confirmations à obtenir",
    confirm: {
      trace:
        "Suivi des messages de la messagerie : un courriel portant ce Message-ID a-t-il été remis dans cette boîte, et quand ?",
      ediscovery:
        "Le même courriel tiré de la boîte elle-même, par eDiscovery ou un export de l’administration, comparé à cette source.",
      provider:
        "Le fournisseur de l’expéditeur, par la police ou le juge : compte, adresses et heures de connexion pour ce Message-ID exactement.",
      reporter:
        "La personne qui signale, par une autre voie : a-t-elle signalé ceci, et est-ce le courriel qu’elle a vu ?",
    },
    suppliedWarning:
      "Ce courriel est un fichier que quelqu’un a fourni. Le scellement n’ajoute rien à ce qu’il affirme : un fichier peut être inventé.",
    forwardedTitle: "Joint à un transfert par quelqu’un",
    forwardedWarning:
      "Le message est ce que le programme de la personne qui transfère a joint. Le sceller n’ajoute rien à ce qu’il prétend : une pièce jointe peut être inventée.",
    serviceWarning:
      "Scellé sur un serveur : par le module Gmail ou la boîte de transfert de l’organisation, en mémoire, pas sur l’appareil de la personne qui signale. Qui exploite ce serveur pouvait lire ou modifier le courriel avant le scellement.",
    answersTitle: "Ce que la personne qui signale a dit",
    reportedAt: "Signalé le",
    language: "Langue des questions",
    desk: "Équipe",
    leftOut: "Exclus par la personne qui signale",
    kind: "Nature de la menace",
    urgency: "Urgence",
    actions: "Ce qu’elle a fait",
    comment: "Dans ses mots",
    device: "Clé de l’appareil",
    deviceText:
      "Deux paquets portant la même clé viennent du même profil de navigateur. Elle ne dit pas qui s’y trouvait.",
    deviceService:
      "Deux paquets portant la même clé ont été scellés par la même installation de ce service. Elle ne dit rien de la personne qui a signalé.",
    acquisition: "Comment il a été obtenu",
    method: "Méthode",
    obtainedAt: "Obtenu",
    zone: "Fuseau horaire de l’appareil",
    clockOffset: "Horloge de l’appareil par rapport au serveur",
    host: "Programme",
    custodian: "Remis par",
    errors: "Problèmes lors de l’obtention",
  },
  records: {
    working: "Enregistrement du fait que vous avez ouvert ceci…",
    custody: "Votre déclaration « déchiffré » figure au journal de conservation (entrée {{index}}).",
    custodyFailed: "Votre déclaration « déchiffré » n’a PAS pu être notée : {{reason}}. La lecture continue.",
    acknowledged: "La personne qui signale verra que son signalement a été ouvert (entrée {{index}}).",
    acknowledgedFailed:
      "La personne qui signale n’a PAS pu être informée de l’ouverture du signalement : {{reason}}.",
    acknowledgedOff: "La personne qui signale n’a pas été informée : vous l’avez désactivé.",
  },
  source: {
    file: "Fichier",
    digest: "SHA-256",
    copy: "Copier le SHA-256",
    copied: "Copié",
    download: "Enregistrer {{name}}",
    size: "{{octets}} octets, {{lines}} lignes",
    about:
      "Texte brut seulement : rien n’est mis en forme, rien n’est chargé. Les caractères qui cachent ou réordonnent du texte apparaissent comme des marques ; les octets qui ne sont pas de l’UTF-8 comme \\xNN.",
    noSource: "Il n’y a pas d’octets pour ce courriel.",
  },
  headers: {
    title: "Champs d’en-tête, dans leur ordre",
    count_one: "{{count}} champ",
    count_other: "{{count}} champs",
    shown: "Les {{shown}} premiers sur {{count}} sont listés ; la source les contient tous.",
    name: "Nom",
    body: "Contenu",
    offset: "À l’octet",
    show: "Montrer dans la source",
    none: "Il n’y a pas d’en-tête.",
  },
  analysis: {
    missing: "L’analyse scellée est illisible.",
    failed:
      "L’analyse a échoué sur l’appareil de la personne qui signale ({{code}}). Les octets ont été scellés malgré tout.",
    note: "Établie sur l’appareil de la personne qui signale au moment du signalement, et scellée avec lui.",
    back: "Retour à l’analyse",
  },
  keys: {
    title: "Clés des signatures, demandées à nouveau",
    about:
      "Interroge le service de réception, qui interroge le DNS : les deux voient que quelqu’un examine du courrier de {{domains}}. Les clés changent : la réponse d’aujourd’hui peut différer de celle qui est scellée, laquelle demeure.",
    look: "Chercher les clés maintenant",
    name: "Nom",
    answer: "Le DNS répond",
    at: "Demandé le",
    signature: "Signature avec cette clé",
  },
  networks: {
    look: "Chercher les réseaux sur cette machine",
    about:
      "D’après une table que possède le programme de cette console : aucune adresse ne quitte cette machine.",
    none: "Le programme de cette console n’a pas de table des réseaux.",
    failed: "Les réseaux n’ont pas pu être cherchés.",
    hint: "Un enregistrement dit à qui demander, jamais où quelqu’un se trouvait.",
  },
  plan: {
    copy: "Copier comme texte",
    copied: "Copié",
    csv: "Enregistrer en CSV",
    ics: "Enregistrer pour un agenda (.ics)",
    query: "Copier la requête pour {{tool}}",
    overdue: "sans doute perdu : demander tout de suite",
    about:
      "De ce courriel. Les périodes comprennent une marge ; les échéances découlent de la conservation indiquée à côté.",
  },
  receipt: {
    title: "Accusé de réception",
    says: "Reçu, contenu non vu : le service de réception ne peut pas lire les signalements.",
    none: "Le serveur n’a pas donné d’accusé de réception : {{reason}}",
    index: "Position dans le journal",
    entry: "Entrée du journal",
    checkpoint: "Point de contrôle signé",
    timestamp: "Horodatage",
    timestampThere: "présent ; voir les contrôles",
    timestampLate: "pas encore présent : il est en retard et sera ajouté",
    opened: "Accusé d’ouverture",
    anchors: "Clés et racines viennent de l’annuaire, jamais de l’accusé de réception.",
  },
  custody: {
    observed: "Constaté par le serveur",
    observedText:
      "Écrit par le service de réception avant de remettre le paquet scellé, et ordonné par le journal.",
    declared: "Déclaré par des personnes",
    declaredText: "Signé par la personne nommée. Rien ne montre que l’on a déclaré tout ce que l’on a fait.",
    loading: "Lecture des événements de conservation…",
    failed: "Les événements de conservation sont illisibles : {{reason}}",
    empty: "aucun",
    when: "Quand",
    what: "Quoi",
    who: "Qui",
    index: "Entrée",
    unknownKey: "une clé que l’annuaire ne nomme pas",
    noKey: "personne n’était connecté",
    refused: "refusé : {{reason}}",
    type: {
      "ciphertext-released": "paquet scellé remis",
      erased: "effacé",
      decrypted: "déchiffré",
      viewed: "consulté",
      noted: "annoté",
      copied: "copié",
      exported: "exporté",
      transferred: "transféré",
      held: "retenu",
      released: "libéré",
      destroyed: "détruit",
    },
  },
  log: {
    title: "Journal",
    open: "Journal",
    unknown: "Le journal n’a pas encore été lu.",
    checking: "Lecture du journal : {{done}} lots sur {{total}}",
    failed: "Le journal est illisible : {{reason}}",
    verdict: {
      consistent: "Le journal est cohérent",
      forked: "SCINDÉ : ce journal dit des choses différentes à des personnes différentes",
      "rolled-back":
        "RAMENÉ EN ARRIÈRE : on vous montre un journal plus ancien que celui que d’autres ont vu",
      refused: "Le journal ne passe pas son propre contrôle",
    },
    verdictText: {
      consistent:
        "Sa tête est signée par la clé de l’annuaire, sa racine découle de toutes ses entrées, et il contient chaque état antérieur que cette console a vu.",
      forked:
        "Quelqu’un a reçu une tête signée que ce journal ne contient pas. Gardez les deux têtes, prévenez votre administration et les autres enquêteurs par une autre voie, et ne vous fiez à aucun accusé de réception de ce journal avant explication.",
      "rolled-back":
        "Une tête signée vue auparavant compte plus d’entrées que le serveur n’en montre. Des entrées sont retenues.",
      refused: "Ce que montre le serveur ne peut pas être le journal que nomme l’annuaire : {{reason}}",
    },
    entries: "Entrées du journal",
    read: "Entrées lues",
    unread: "Entrées impossibles à obtenir",
    packages: "Paquets dans le journal",
    listed: "Paquets que liste le serveur",
    missing: "Absents de la liste",
    missingNone: "rien ne manque",
    unlogged: "Listés mais absents du journal",
    erased: "Effacés, selon le journal",
    root: "Empreinte racine",
    origin: "Nom du journal",
    types: "Entrées par type",
    type: {
      package: "paquets",
      grant: "accès accordés",
      custody: "événements de conservation",
      directory: "annuaires",
      opened: "accusés d’ouverture",
      erased: "effacements",
    },
    compared: "Points de contrôle vus par d’autres",
    comparedText:
      "Un signalement porte la tête du journal que l’appareil de son auteur avait vue. Un journal scindé se découvre ici.",
    comparedNone: "Aucun pour l’instant : ouvrez un signalement et son point de contrôle sera comparé.",
    source: {
      bag: "dans le signalement",
      receipt: "dans l’accusé de réception de",
      remembered: "retenu par ce navigateur",
    },
    verdictColumn: "Résultat",
    comparedVerdict: {
      consistent: "cohérent",
      forked: "SCINDÉ",
      ahead: "plus récent que ce qui nous est montré",
      untrusted: "non signé par ce journal",
      "not-compared": "n’a pas pu être comparé",
    },
    size_one: "{{count}} entrée",
    size_other: "{{count}} entrées",
    index: "Entrée {{index}}",
  },
};
