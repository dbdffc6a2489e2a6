import type { PlanWords } from "../plan-words.ts";

export const planWords: PlanWords = {
  labels: {
    title: "Journaux à conserver",
    mails: "Courriels",
    warnings: "Avant toute consultation",
    items: "À conserver, le plus urgent d'abord",
    system: "Système",
    from: "De",
    to: "À",
    utc: "UTC",
    local: "Heure locale",
    margin: "Marge",
    lookFor: "Rechercher",
    why: "Pourquoi",
    retention: "Conservation",
    deadline: "À sauvegarder avant",
    passed: "délai dépassé : demandez aujourd’hui si cela existe encore",
    queries: "Requêtes prêtes",
    nothing: "Le courriel n'indique aucune heure : il n'y a pas de période à fouiller.",
  },
  systems: {
    cctv: "Images de caméra (à demander)",
    "dhcp-wifi": "DHCP et Wi-Fi",
    nat: "Traductions NAT",
    vpn: "VPN",
    proxy: "Proxy web",
    dns: "Requêtes DNS",
    firewall: "Pare-feu",
    "browser-history": "Historique du navigateur et télémétrie des postes",
    badge: "Badge et portes",
    print: "Impression et numérisation",
    "google-email-log": "Google Workspace : recherche dans le journal des e-mails",
    "entra-sign-in": "Journal de connexion Entra",
    "mail-gateway": "Passerelle ou serveur de messagerie",
    "message-trace": "Exchange Online : suivi des messages",
    "google-audit": "Google Workspace : journal d'audit",
    "purview-audit": "Journal d'audit Purview",
  },
  reasons: {
    "shows-delivery-and-other-recipients":
      "Confirme, par une autre source que le fichier, que le courriel a été remis, par quel serveur, et qui d'autre l'a reçu.",
    "sent-from-inside":
      "Montrerait si la messagerie web du fournisseur a été utilisée de l'intérieur au moment de l'envoi. Sans inspection TLS, seuls l'hôte, l'heure et le volume sont visibles.",
    "connection-at-that-time": "Montrerait les connexions vers ces hôtes et adresses au moment de l'envoi.",
    "present-at-that-time":
      "Montre qui était connecté ou présent vers cette heure. Être présent n'est pas être l'auteur.",
    "matches-own-network":
      "Une adresse du courriel appartient aux réseaux de l'organisation. Beaucoup de personnes partagent une telle adresse ; l'en-tête peut aussi être inventé.",
    "sign-in-at-that-time": "Montre qui était connecté, et depuis quelles adresses, au moment de l'envoi.",
    "sign-in-from-that-address":
      "Montre si quelqu'un de l'organisation s'est connecté depuis l'adresse que cite le courriel. Les adresses sont partagées et changent de main.",
    "thread-begun-at-that-time": "D'après le Thread-Index, la conversation a commencé à ce moment antérieur.",
    "clock-says-that-time":
      "Un identifiant créé par le programme de l'expéditeur porte cette autre heure : préparation antérieure, horloge fausse ou en-tête falsifié.",
    "ask-whether-kept":
      "Demander aujourd'hui si cela existe pour cette période ; c'est en général effacé en premier. La consultation exige sa propre base légale.",
  },
  retention: {
    organisation: "{days} jours, selon l'organisation",
    documented: "{days} jours selon l'éditeur (vérifié 2026-11) ; le contrat peut différer",
    assumed:
      "inconnue : demander aujourd'hui. {days} jours est une hypothèse prudente qui ne sert qu'à ordonner le travail",
  },
  notKept: "non conservé, selon l'organisation",
  margin: "{minutes} minutes de chaque côté : les horloges diffèrent, et l'écriture précède l'envoi",
  localTimeNote:
    "Les journaux DHCP de Windows sont à l'heure locale du serveur ; noter le fuseau et le décalage de l'horloge.",
  valueLeftOut:
    "Certaines valeurs contiennent des caractères qu'aucune requête ne peut porter sans risque ; elles figurent dans la liste, à chercher à la main.",
  task: "Sauvegarder : {system} ({mails} courriels)",
  warnings: {
    "fix-hypotheses-first":
      "Fixer par écrit périodes, hôtes, personnes concernées et exclusions avant de regarder, et consigner une empreinte de ce plan.",
    "open-tabs-poll":
      "Un onglet de messagerie ouvert interroge le serveur toute la journée et correspond à toute période : l'écarter avant de compter.",
    "mobile-data-invisible":
      "Données mobiles, connexions à domicile et Wi-Fi de tiers ne laissent rien ici : l'absence de correspondance n'innocente ni n'accuse personne.",
    "scheduled-sending":
      "Un envoi peut être programmé : personne n'était forcément au clavier à l'heure de l'envoi.",
    "one-mail-identifies-nobody":
      "Un seul courriel ne désigne personne. Compter les absences comme les correspondances, et combien d'autres correspondent aussi ; des courriels à quelques minutes d'écart forment une seule occasion.",
    "record-clock-offset": "Noter pour chaque journal le fuseau, le décalage de l'horloge et sa certitude.",
    "hash-on-arrival":
      "Copier des fichiers ou exports entiers, en calculer l'empreinte à réception, et noter qui les a pris et où.",
    "not-legal-advice":
      "Les durées de conservation sont des valeurs par défaut, pas un avis juridique. Associer le délégué à la protection des données, et le comité social si nécessaire, avant de fouiller des journaux sur des personnes.",
  },
};
