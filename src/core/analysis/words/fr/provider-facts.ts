import type { ProviderFactWords } from "../provider-fact-codes.ts";

export const providerFacts: ProviderFactWords = {
  reveals: {
    "account-address": "l'adresse du compte, telle que la donnent les champs du fournisseur",
    "account-number-inferred":
      "un numéro qui semble propre à chaque compte (déduit de trois exemples, non confirmé par le fournisseur)",
    "api-used":
      "qu'un programme a envoyé par l'API du fournisseur, et non une personne dans la messagerie web",
    "client-helo": "le nom que s'est donné le programme d'envoi ; il peut en écrire n'importe lequel",
    "client-ip":
      "l'adresse depuis laquelle le serveur du fournisseur a pris le courriel, telle que ce serveur l'a notée",
    "customer-domain":
      "qu'un client avec son propre domaine utilise ce fournisseur ; son administrateur a des journaux",
    "google-project-number": "un numéro qui ressemble à un projet Google Cloud (non confirmé)",
    "google-service":
      "qu'un service de Google a envoyé pour un projet, un formulaire ou un groupe, pas la boîte d'une personne",
    "original-from":
      "que le fournisseur a remplacé le From de l'expéditeur ; l'original figure dans un autre champ",
    "provider-token": "un identifiant opaque que seul le fournisseur peut résoudre",
    "sending-time": "l'horloge du fournisseur dans un identifiant, à la milliseconde ou mieux",
    "mail-program-used":
      "qu'un logiciel de messagerie authentifié a remis le courriel, pas la messagerie web",
    "server-region": "le centre de données de la boîte, jamais le lieu de l'expéditeur",
    "tenant-domain": "le locataire qui a signé",
    "web-client-version": "quelle messagerie web a servi, avec sa version",
    "web-or-app-used": "que la messagerie web ou l'application du fournisseur a servi",
  },
  hides: {
    "client-ip": "l'adresse internet de l'expéditeur : le fournisseur l'a, le courriel non",
    "client-ip-in-web-and-app":
      "l'adresse internet de l'expéditeur en cas de messagerie web ou d'application : le fournisseur l'a, le courriel non",
    "content-encrypted-at-provider":
      "le contenu conservé : chiffré, le fournisseur lui-même ne peut peut-être pas le lire",
    device: "quel appareil a servi",
    "ip-is-the-providers-own":
      "l'adresse internet de l'expéditeur : celle du courriel appartient au fournisseur lui-même",
    "person-behind-account": "qui est la personne : un compte n'est pas une personne",
    "user-of-the-customer":
      "quel utilisateur du client était connecté : l'administrateur du client peut le voir",
  },
  items: {
    account: "Compte exact",
    "window-start": "De (UTC)",
    "window-end": "À (UTC)",
    "message-id": "Message-ID",
    identifier: "Identifiant du fournisseur",
    "submission-ip": "Adresse qui a remis le courriel, telle que le serveur du fournisseur l'a notée",
    "submission-port": "Son port",
    data: "Demander",
    "who-may-ask": "Qui peut demander",
    fact: "À savoir",
    "checked-on": "Valeurs par défaut vérifiées en",
  },
  values: {
    "data-subscriber": "les données du titulaire et la date de création du compte",
    "data-recovery": "l'adresse et le téléphone de récupération",
    "data-login-ips-with-ports": "les adresses de connexion avec ports et heures",
    "data-sessions": "les sessions de la période",
    "data-devices": "les appareils et programmes",
    "data-content": "le contenu (seuil plus élevé presque partout)",
    "data-api-project": "le propriétaire du projet, du formulaire ou du groupe",
    "data-tenant-audit": "les journaux de connexion et d'audit du client lui-même",
    "who-authorities-only": "seulement les autorités de poursuite et les tribunaux",
    "who-swiss-authorities": "seulement par une ordonnance des autorités suisses",
    "who-tenant-administrator":
      "l'administrateur du client peut regarder tout de suite, et le faire volontairement",
    "who-voluntary-hold":
      "chacun peut demander une conservation ; la lettre d'un particulier n'obtient au mieux qu'un gel volontaire",
    "fact-google-hold-90-days": "Google conserve 90 jours à la demande des autorités (source secondaire)",
    "fact-yahoo-exact-address": "Yahoo exige l'adresse exacte",
    "fact-microsoft-account": "Microsoft exige le compte ; un Message-ID seul ne suffit pas",
    "fact-e-evidence":
      "UE e-Evidence depuis le 18 août 2026 : production 10 jours, 8 heures en urgence, conservation 60 jours (source secondaire)",
    "fact-dutch-orders":
      "Fournisseur d'accès néerlandais : la police et le parquet exigent données d'utilisateur et de trafic (art. 126n et 126na Sv)",
    "fact-profile-few-samples":
      "ce profil repose sur moins de dix courriels réels : à vérifier avant de s'y fier",
    "fact-profile-old-samples": "ce profil ne repose que sur d'anciens courriels",
  },
  notLegalAdvice:
    "Valeurs par défaut à la date ci-dessus ; à faire confirmer par un juriste. Ceci n'est pas un avis juridique.",
};
