import type { AuthenticationCode } from "../authentication-codes.ts";
import type { AreaWords } from "../words.ts";

export const authentication: AreaWords<AuthenticationCode> = {
  "dkim-body-hash-mismatch": {
    reporter:
      "Le texte n'est pas exactement celui que {domain} a signé ; certains systèmes le modifient à l'arrivée.",
    investigator:
      "Le corps ne correspond pas à l'empreinte signée par {domain}. Les boîtes Microsoft, les listes et les pieds de page modifient les corps : cela seul ne prouve aucun faux ; demandez à la passerelle le message tel qu'il est arrivé.",
  },
  "dkim-signature-fail": {
    reporter: "La signature numérique de {domain} sur ce message ne correspond pas.",
    investigator:
      "La signature ne correspond pas à la clé de {domain} (sélecteur {selector}), ou la clé ne la permet pas : un champ signé a été modifié, la signature est inventée ou la clé a été remplacée depuis. Comparez avec ce que le serveur de réception a noté le jour même.",
  },
  "dkim-signature-no-key": {
    reporter: "La signature numérique de {domain} n'a pas pu être vérifiée, faute d'avoir trouvé sa clé.",
    investigator:
      "Aucune clé utilisable n'a été trouvée pour {selector}._domainkey.{domain} : la signature n'est ni confirmée ni réfutée. Les clés sont remplacées régulièrement ; la note du serveur de réception et les collections d'anciennes clés peuvent encore aider.",
  },
  "dkim-from-not-signed": {
    reporter: "La signature numérique de {domain} ne couvre pas l'expéditeur affiché.",
    investigator:
      "h= de la signature de {domain} ne nomme pas From : l'expéditeur affiché pouvait être changé sans la rompre. La norme exige que From soit signé ; une telle signature ne compte pas.",
  },
  "dkim-body-beyond-length": {
    reporter: "La signature numérique de {domain} ne couvre que le début du texte.",
    investigator:
      "La signature de {domain} se limite par l=, et le corps est plus long : la suite a pu être ajoutée en route par n'importe qui, une liste aussi. Ne citez que le début signé.",
  },
  "dkim-key-too-short": {
    reporter: "La clé derrière la signature numérique de {domain} est trop faible pour s'y fier.",
    investigator:
      "La clé RSA {selector} de {domain} a moins de 1 024 bits et peut être cassée (RFC 8301, section 3.2) : la signature ne relève pas l'énoncé sur l'authenticité.",
  },
  "dkim-key-testing": {
    reporter: "Le domaine {domain} de l'expéditeur ne faisait qu'essayer ses signatures numériques.",
    investigator:
      "La clé {selector} de {domain} porte t=y (essai). La norme traite alors le message comme non signé, quel que soit le résultat.",
  },
  "dkim-sha1-historic": {
    reporter: "La signature numérique de {domain} est d'un ancien type auquel on ne se fie plus.",
    investigator:
      "La signature de {domain} utilise rsa-sha1, que la RFC 8301 n'accepte plus. Elle est calculée pour les anciens messages et ne relève pas l'énoncé sur l'authenticité.",
  },
  "dkim-expired-at-delivery": {
    reporter: "La signature numérique de {domain} avait déjà expiré quand ce message a été remis.",
    investigator:
      "La remise, selon l'horloge du serveur le plus récent, suit x= de la signature de {domain}. Un message retardé l'explique ; un ancien message signé et renvoyé aussi. Demandez à la passerelle quand et d'où il est arrivé.",
  },
  "dkim-signed-after-delivery": {
    reporter: "La signature numérique de {domain} porte une heure postérieure à la remise de ce message.",
    investigator:
      "t= de la signature de {domain} dépasse de plus de dix minutes l'heure du serveur le plus récent. Une horloge fausse d'un côté ou de l'autre l'explique, un champ tapé à la main aussi.",
  },
  "dkim-fields-not-signed": {
    reporter:
      "Des parties de l'en-tête de ce message ne sont pas couvertes par la signature numérique de {domain}.",
    investigator:
      "La signature de {domain} ne couvre pas {fields} : cela pouvait être changé en route sans la rompre. Beaucoup de signataires en omettent ; n'y fondez aucune conclusion.",
  },
  "dkim-field-added": {
    reporter: "Une ligne de l'en-tête de ce message y figure plus souvent qu'elle n'a été signée.",
    investigator:
      "{fields} figure plus souvent que la signature de {domain} ne le nomme : seul le plus bas est signé, et un logiciel peut afficher l'autre. Une liste ou une passerelle a pu l'ajouter ; comparez-les dans la source.",
  },
  "dmarc-not-aligned": {
    reporter: "Le domaine de l'expéditeur affiché n'est pas celui qui a signé ou envoyé ce message.",
    investigator:
      "From est de {from}, les signatures sont de {domains} et Return-Path de {returnPath} : aucun ne partage son domaine d'organisation. Cela ne dit que l'alignement, non si un contrôle a réussi ni quelle est la politique du domaine ; les services d'envoi et les transferts le causent aussi.",
  },
  "arc-numbering-broken": {
    reporter: "Les sceaux des serveurs qui ont transmis ce message ne sont pas numérotés d'une seule suite.",
    investigator:
      "Les ensembles ARC ne sont pas numérotés sans trou à partir de 1, chacun une fois : l'un a été ajouté, retiré ou copié, ou un serveur a mal scellé. Rien dans cette chaîne n'est fiable.",
  },
  "arc-set-incomplete": {
    reporter: "Un sceau d'un serveur qui a transmis ce message est incomplet.",
    investigator:
      "Un ensemble ARC manque d'un de ses trois champs ou en a un en double : quelque chose a été retiré ou ajouté après le scellement, ou un système retire ces champs. La chaîne n'est pas vérifiable.",
  },
  "arc-chain-failed": {
    reporter: "Un serveur en route a noté que des sceaux antérieurs de ce message ne correspondaient pas.",
    investigator:
      "{sealer} a scellé avec cv=fail : la chaîne reçue était rompue selon lui. Une modification entre deux scelleurs y suffit ; ce que disent les ensembles plus anciens ne pèse pas.",
  },
  "arc-cv-contradicts": {
    reporter: "Les sceaux des serveurs qui ont transmis ce message se contredisent.",
    investigator:
      "cv= doit être none dans le premier sceau et pass dans les suivants (RFC 8617, section 4.1.3), et ne l'est pas : un ensemble a été retiré, inventé ou mal écrit.",
  },
  "arc-seal-invalid": {
    reporter: "Un sceau d'un serveur qui a transmis ce message ne correspond pas.",
    investigator:
      "L'ARC-Seal de {sealer} ne correspond pas à sa clé : un champ ARC au-dessous a été modifié ou le sceau est inventé ; une clé remplacée depuis donnerait le même résultat. Ce que note la chaîne n'est pas fiable.",
  },
  "arc-message-changed": {
    reporter: "L'en-tête de ce message n'est pas exactement ce que le dernier serveur scelleur a noté.",
    investigator:
      "La plus récente ARC-Message-Signature, de {sealer}, ne correspond pas à sa clé : un champ signé a changé après le scellement, ou elle est inventée. Certaines passerelles récrivent l'objet ou les adresses à l'arrivée.",
  },
  "arc-body-changed": {
    reporter: "Le texte n'est pas exactement celui que le dernier serveur scelleur a noté.",
    investigator:
      "Le corps ne correspond pas à la plus récente ARC-Message-Signature, de {sealer}. Les boîtes qui récrivent les corps, surtout celles de Microsoft, le causent régulièrement.",
  },
  "arc-first-results": {
    reporter: "Un serveur en route a noté ce qu'il avait vérifié à la première arrivée de ce message.",
    investigator:
      "Le premier ensemble ARC, scellé par {sealer}, note : {results}. Après un transfert, c'est souvent la vérité de la première réception ; n'y croyez qu'autant qu'à ce scelleur, et seulement si la chaîne est valide. Demandez son journal à {sealer}.",
  },
  "authentication-failed": {
    reporter: "Un serveur de messagerie a noté qu'un contrôle de l'expéditeur n'a pas réussi.",
    investigator:
      "{field} de {server} note {method}={result}. Les transferts et les listes rompent SPF et DKIM sans malice ; la note ne pèse que si le serveur de la personne qui signale l'a écrite.",
  },
  "results-in-own-name": {
    reporter:
      "Ce message porte un résultat de contrôle au nom de votre propre messagerie, qui n'en vient peut-être pas.",
    investigator:
      "Sous les résultats écrits par {server} s'en trouvent d'autres à son nom. Les serveurs de bordure doivent retirer de tels champs ; l'expéditeur a donc pu les taper ; un second passage par le même système les explique aussi. Consultez le journal de la passerelle.",
  },
  "microsoft-internal-sender": {
    reporter:
      "Les champs de Microsoft dans ce message disent qu'il a été envoyé de l'intérieur d'une organisation.",
    investigator:
      "AuthAs vaut Internal (locataire {tenant}, noté par {server}) : selon cette note, le côté émetteur était connecté à ce locataire. Les connecteurs, appareils et envois automatiques le portent aussi, et les champs peuvent être tapés. Comparez le locataire au vôtre et demandez le suivi des messages.",
  },
};
