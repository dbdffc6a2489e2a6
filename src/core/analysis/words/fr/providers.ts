import type { ProvidersCode } from "../providers-codes.ts";
import type { AreaWords } from "../words.ts";

export const providers: AreaWords<ProvidersCode> = {
  "client-address-recorded": {
    reporter:
      "Le courriel a été remis à {provider} depuis une adresse internet qui a été notée ; des enquêteurs peuvent demander qui l'utilisait alors.",
    investigator:
      "Le serveur de {provider} a noté avoir pris le courriel de {ip} : une affirmation de ce serveur, ou de qui a écrit sa ligne. Une telle adresse est souvent partagée (NAT d'opérateur, VPN, bureau) : interroger le fournisseur d'accès avec l'heure exacte et, s'il y en a un, le port. Profil tiré de {samples} courriels réels.",
  },
  "provider-hides-client-address": {
    reporter:
      "{provider} n'inscrit pas l'adresse internet de l'expéditeur dans ses courriels ; le fournisseur l'a peut-être, et les autorités peuvent la demander.",
    investigator:
      "{provider} ne transmet ici aucune adresse de l'expéditeur : son absence ne dit donc rien de lui. Une demande exige le compte ({account}), la période en UTC et ces identifiants du courriel : {identifiers}. Les fournisseurs ne répondent qu'aux autorités ; chacun peut demander une conservation. Profil tiré de {samples} courriels réels.",
  },
  "provider-account-named": {
    reporter: "Le courriel nomme le compte chez {provider} avec lequel il a été envoyé.",
    investigator:
      "Les champs du fournisseur nomment le compte {account} chez {provider}. Un compte n'est pas une personne : il peut être partagé, détourné ou créé sous un autre nom. Sans signature valide, ces champs s'imitent. Profil tiré de {samples} courriels réels.",
  },
  "provider-customer-named": {
    reporter: "Le courriel a été envoyé par {provider} pour une organisation qui y a sa propre adresse.",
    investigator:
      "{domain} est client de {provider}. Son administrateur peut consulter tout de suite, sans ordonnance, les journaux de connexion et d'audit ; un compte détourné d'une organisation innocente est une explication fréquente.",
  },
  "provider-service-sent": {
    reporter:
      "Le courriel a été envoyé par un service automatique de Google, pas depuis la boîte d'une personne.",
    investigator:
      "Un service de Google (Firebase, Forms, Groups) l'a envoyé pour un projet, un formulaire ou un groupe. Google peut en nommer le propriétaire aux autorités ; l'adresse From est celle du service, pas d'un expéditeur.",
  },
  "provider-api-used": {
    reporter:
      "Le courriel a été envoyé par un programme via {provider}, et non tapé dans sa page de messagerie.",
    investigator:
      "gmailapi.google.com l'a pris en charge ; {project} ressemble au numéro du projet Google Cloud dont relève le programme (non confirmé). Des modules, l'envoi programmé d'autres produits et les publipostages font cela.",
  },
  "proton-account-number": {
    reporter: "Le courriel porte un numéro qui peut appartenir au compte de l'expéditeur chez {provider}.",
    investigator:
      "Feedback-ID contient {number}. Il était le même dans les trois courriels connus d'un compte et semble donc propre à chaque compte : déduit de trois exemples, non confirmé par Proton. À utiliser pour comparer et comme identifiant dans une demande, pas comme preuve.",
  },
  "provider-fields-copied": {
    reporter: "Le courriel porte les marques de {provider}, mais il a été remis par un autre serveur.",
    investigator:
      "Les lignes du bas sont de {provider}, or le serveur suivant a pris le courriel de {server} (selon {by}). L'en-tête a sans doute été copié d'un autre courriel ; un service de transfert qui n'a laissé aucune ligne est l'autre explication. Aucune signature valide du fournisseur n'est notée : ne pas lui demander un compte sur cette base.",
  },
  "from-provider-not-shown": {
    reporter: "Le courriel dit venir d'une adresse chez {provider}, mais rien d'autre ne le montre.",
    investigator:
      "From est {from}, mais ni signature ni serveur de {provider} n'apparaissent ; le plus ancien serveur nommé est {server}. L'adresse est sans doute inventée ou usurpée. Une liste de diffusion ou un transfert qui retire des lignes l'explique aussi.",
  },
  "gmail-route-differs": {
    reporter: "Le numéro du courriel a la forme de Gmail, mais le courriel n'a pas pris le chemin de Gmail.",
    investigator:
      "Les Message-ID de cette forme sont écrits par la page web, l'application et l'API de Gmail, qui remettent à l'intérieur de Google ; ici le plus ancien serveur est {found}. Le Message-ID a été copié ou inventé, ou des lignes manquent. Vu dans aucun de {samples} courriels réels.",
  },
  "outlook-boundary-differs": {
    reporter: "Deux marques qui concordent dans les vrais courriels d'Outlook.com ne concordent pas ici.",
    investigator:
      "La frontière MIME ne contient pas la première partie du Message-ID ({expected}), comme dans 173 de {samples} courriels réels. Un en-tête falsifié ou reconstruit l'explique ; une passerelle qui réécrit le courriel aussi.",
  },
  "yahoo-counter-differs": {
    reporter: "Deux numéros qui se suivent dans les vrais courriels de Yahoo ne se suivent pas ici.",
    investigator:
      "Le second nombre du Message-ID est {found} ; d'après le compteur de la frontière il serait {expected}. Cela tenait dans les {samples} courriels connus : c'est peu, donc un simple indice. Une passerelle qui reconstruit les parties l'explique aussi.",
  },
  "proton-expiry-differs": {
    reporter: "La signature du courriel n'est pas valable aussi longtemps que Proton l'indique d'habitude.",
    investigator:
      "La signature indique {found} secondes de validité, chez Proton {expected} dans les {samples} courriels connus : c'est peu, et Proton a pu changer. Un champ de signature inventé est une autre explication ; vérifier la signature.",
  },
};
