import type { ClientCode } from "../client-codes.ts";
import type { AreaWords } from "../words.ts";

export const client: AreaWords<ClientCode> = {
  "client-claims-differ": {
    reporter: "Le courriel nomme deux logiciels de messagerie différents.",
    investigator:
      "X-Mailer et User-Agent nomment des programmes différents. Des passerelles et modules en ajoutent parfois un ; un script qui copie des champs aussi. Comparer avec d'autres courriels de l'expéditeur.",
  },
  "client-boundary-differs": {
    reporter:
      "Le courriel dit avoir été écrit avec {claimed}, mais certaines parties ne sont pas construites comme le fait ce programme.",
    investigator:
      "Le programme se dit {claimed} ; la frontière MIME a la forme de {looksLike}. Une passerelle qui reconstruit le courriel l'explique, un script imitateur aussi.",
  },
  "client-message-id-differs": {
    reporter:
      "Le courriel dit avoir été écrit avec {claimed}, mais son numéro n'a pas la forme de ce programme.",
    investigator:
      "Le programme se dit {claimed} ; le Message-ID a la forme d'un autre. Des modules et relais le remplacent parfois ; un en-tête imité est l'autre explication.",
  },
  "client-mimeole-differs": {
    reporter: "Le courriel porte la marque d'un autre logiciel que celui qu'il nomme.",
    investigator:
      "X-MimeOLE est écrit par les programmes de Microsoft, le courriel nomme {claimed}. De vieux scripts d'envoi recopient ce champ d'un modèle.",
  },
  "client-is-browser-text": {
    reporter: "Le courriel porte le nom d'un navigateur web à la place d'un logiciel de messagerie.",
    investigator:
      "Le champ qui nomme le programme contient le User-Agent d'un navigateur. Les logiciels de messagerie n'écrivent pas cela : certaines messageries web oui, des scripts souvent.",
  },
  "client-long-outdated": {
    reporter: "Le courriel nomme un logiciel de messagerie qui n'est plus produit depuis des années.",
    investigator:
      "{claimed} avait cessé des années avant la date du courriel. De vieux ordinateurs existent ; bien plus souvent, des scripts d'envoi recopient ce nom de vieux modèles.",
  },
  "client-zone-impossible": {
    reporter: "Le courriel indique un fuseau horaire qui n'existe pas.",
    investigator:
      "Le champ Date porte le fuseau {zone}, en usage nulle part. Un script à valeurs aléatoires ou un champ falsifié l'explique ; une horloge mal réglée rarement.",
  },
};
