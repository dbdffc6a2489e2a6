import type { consoleTexts as english } from "./en.ts";
import { evidenceTexts } from "./fr-evidence.ts";
import { reportTexts } from "./fr-report.ts";
import { wordTexts } from "./fr-words.ts";

/** Textes de la console des enquêteurs. */
export const consoleTexts: typeof english = {
  ...evidenceTexts,
  ...reportTexts,
  ...wordTexts,
  title: "Console Zegel",
  subtitle: "pour les enquêteurs de {{organisation}}",
  language: "Langue",
  lock: "Verrouiller",
  back: "Retour à la liste",
  refresh: "Relire",
  none: "aucun",
  unknown: "inconnu",
  yes: "oui",
  no: "non",
  idle: "Se verrouille dans {{seconds}} s, sauf si vous appuyez sur une touche ou déplacez le pointeur.",
  expired:
    "Cet annuaire a expiré. Les signalements restent lisibles, mais rien n’est dit vérifié tant qu’un nouvel annuaire n’est pas signé.",
  unlock: {
    title: "Déverrouiller avec vos clés",
    intro:
      "Choisissez votre fichier d’identité. Vos clés restent dans la mémoire de ce navigateur, à l’écart de la page ; elles ne sont jamais enregistrées ni envoyées. Verrouiller, ou fermer cette page, les efface.",
    file: "Fichier d’identité",
    choose: "Choisir un fichier…",
    drop: "ou le déposer ici",
    passphrase: "Phrase secrète",
    passphraseNeeded:
      "Ce fichier est chiffré : saisissez sa phrase secrète. L’ouverture prend une ou deux secondes.",
    submit: "Déverrouiller",
    demo: "Démonstration : le programme qui a lancé cette page a indiqué où se trouve le fichier d’identité de l’enquêteur de démonstration. Cherchez « Unlock with the demo investigator's keys » dans ce qu’il affiche.",
    intake: "Service de réception",
    root: "Clé d’annuaire fixée",
    idleLocked: "Verrouillé : rien ne s’est passé ici depuis un moment.",
    locked: "Verrouillé. Les clés et tout ce qui était ouvert ont quitté la mémoire.",
    failed: "Non déverrouillé",
    step: {
      keys: "Ouverture du fichier d’identité…",
      directory: "Récupération de l’annuaire et contrôle de sa signature…",
      "sign-in": "Connexion : votre clé signe un texte fixe…",
    },
    whatIsSigned:
      "La connexion signe un texte fixe qui nomme le service de réception et l’annuaire. Rien de ce qu’envoie un serveur n’est jamais déchiffré puis rendu.",
  },
  session: {
    person: "Connecté en tant que",
    directory: "Annuaire",
    directoryValue: "version {{version}}, valable jusqu’au {{until}}",
    digest: "Empreinte de l’annuaire",
    log: "Journal",
    notes: {
      "versions-skipped":
        "Entre le dernier annuaire vu ici et celui-ci, des versions n’ont pas été vues : leur enchaînement ne peut pas être contrôlé.",
      "issued-in-future": "L’annuaire dit avoir été signé dans le futur : l’une de deux horloges est fausse.",
    },
  },
  list: {
    title: "Signalements",
    loading: "Lecture de la liste…",
    decrypting: "Ouverture des résumés : {{done}} sur {{total}}",
    failed: "La liste est illisible",
    empty: "Aucun signalement pour l’instant",
    emptyText: "Les signalements apparaissent ici dès que le service de réception en a reçu un.",
    filter: "Filtrer par référence, objet, expéditeur ou nature",
    noMatch: "Aucun signalement ne correspond à ce filtre.",
    shown: "{{shown}} signalements sur {{total}}",
    fromSummaries:
      "D’après des résumés scellés ; chacun est comparé au signalement lui-même quand vous l’ouvrez.",
    page: "Page {{page}} sur {{pages}}",
    previous: "Précédent",
    next: "Suivant",
    reportedAt: "Signalé",
    reference: "Référence",
    kind: "Nature",
    mail: "Courriel",
    statements: "Trois énoncés",
    links: "Commun avec d’autres",
    noSender: "aucun expéditeur indiqué",
    noSubject: "(sans objet)",
    more_one: "et {{count}} autre courriel",
    more_other: "et {{count}} autres courriels",
    hint: "{{kind}} : dans {{others}} des {{of}} autres",
    hintMore_one: "{{count}} autre valeur commune",
    hintMore_other: "{{count}} autres valeurs communes",
    hintsAbout:
      "Une même valeur est une raison de chercher plus loin, non une conclusion : comptes, réseaux et programmes sont partagés par beaucoup.",
    noHints: "rien trouvé",
    notForMe: "Non scellé pour vous",
    notForMeText:
      "Une autre équipe le lit, ou la personne qui signale vous a exclu. Le service de réception ne peut pas le lire non plus.",
    erased: "Effacé",
    erasedText: "Le service de réception dit avoir effacé ce paquet ; le journal devrait le noter.",
    refused: "Refusé",
    refusedText: "Son résumé n’a pas passé un contrôle : {{reason}}",
    received: "Reçu {{utc}}",
    notTimestamped: "pas encore d’horodatage",
    tell: "Quand j’ouvre un signalement, en informer la personne qui signale",
    tellText:
      "Envoie un accusé signé avec votre clé ; il dit que quelqu’un a ouvert le signalement, non qui. Le fait que vous l’avez déchiffré est toujours noté, comme votre propre déclaration, dans le journal de conservation.",
  },
  report: {
    loading: "Récupération du signalement scellé…",
    downloading: "Téléchargement : {{percent}} %",
    checking: "Ouverture et contrôle…",
    failed: "Ce signalement ne peut pas être récupéré",
    reference: "Signalement {{reference}}",
    saveCiphertext: "Enregistrer le paquet scellé",
    refusedTitle: "Refusé : rien de ce paquet n’est montré",
    refusedText:
      "Un contrôle a échoué ; on ne peut donc pas se fier au contenu. Le paquet scellé peut être enregistré et examiné par un expert avec d’autres outils.",
    refusedClaim: "Contrôle échoué",
    tabs: {
      overview: "Aperçu",
      source: "Source",
      headers: "Champs d’en-tête",
      analysis: "Analyse",
      receipt: "Accusé de réception",
      custody: "Conservation",
    },
    messageOf: "Courriel {{number}} sur {{total}}",
    supplements: "Complète le paquet",
    recorded: "Noté",
  },
};
