import type { BodyCode } from "../body-codes.ts";
import type { AreaWords } from "../words.ts";

export const body: AreaWords<BodyCode> = {
  "link-shows-another-host": {
    reporter:
      "Un lien de ce message affiche {shown} mais mène ailleurs ; vous n'avez pas besoin de l'ouvrir.",
    investigator:
      "{count} lien(s) affichent un autre serveur que celui où ils mènent : le premier affiche {shown} et mène à {host}. Les lettres d'information le font aussi pour compter les clics. Comparez les deux enregistrements et faites examiner la cible sans l'ouvrir depuis votre réseau.",
  },
  "link-host-is-address": {
    reporter: "Un lien de ce message mène à un numéro au lieu d'un nom ; vous n'avez pas besoin de l'ouvrir.",
    investigator:
      "{count} lien(s) mènent à une simple adresse réseau ({hosts}). Des systèmes d'essai et des pages internes le font aussi. Cherchez qui annonce cette adresse, et cherchez-la dans les journaux web.",
  },
  "link-host-in-punycode": {
    reporter:
      "Un lien de ce message utilise un nom aux lettres inhabituelles ; vous n'avez pas besoin de l'ouvrir.",
    investigator:
      "{count} lien(s) mènent à des noms hors ASCII ({hosts}, tels que le réseau les voit). Bien des langues en ont besoin ; les imitations de noms connus s'écrivent aussi ainsi. Comparez lettre par lettre.",
  },
  "link-runs-code": {
    reporter:
      "Un lien de ce message contient lui-même un petit programme ou une page ; vous n'avez pas besoin de l'ouvrir.",
    investigator:
      "{count} lien(s) contiennent du code ou un document au lieu d'une adresse ({quote}). Les logiciels de messagerie les refusent le plus souvent. Gardez le texte tel quel et faites-le lire par un spécialiste ; ne l'ouvrez pas.",
  },
  "form-in-mail": {
    reporter: "Le message demande de remplir quelque chose ; ce qui y est saisi ne reste pas chez vous.",
    investigator:
      "Le message contient {count} formulaire(s) ; ce qui est saisi partirait vers {hosts}. Les champs de recherche de pages copiées ont le même aspect. Demandez si quelque chose a été saisi, et cherchez ce serveur dans les journaux web.",
  },
  "hidden-text": {
    reporter: "Le message contient du texte qui n'est pas affiché ; il est conservé pour l'enquête.",
    investigator:
      "{count} passage(s) sont rendus invisibles ({how}) ; le premier dit : « {quote} ». Les lettres d'information cachent ainsi une ligne d'aperçu et du texte pour petits écrans ; des expéditeurs cachent aussi du remplissage pour les filtres ou des marques de l'exemplaire. Lisez toute la liste : de telles marques peuvent relier des messages.",
  },
  "invisible-characters": {
    reporter: "Certains mots de ce message sont coupés par des caractères qu'on ne voit pas.",
    investigator:
      "Des caractères sans forme se trouvent dans des mots ({how}), d'abord dans « {quote} ». Copier depuis des pages web en laisse parfois ; ils servent aussi à éviter des filtres ou à marquer un exemplaire. Comparez-les octet par octet avec d'autres messages.",
  },
  "alternative-differs": {
    reporter: "Le message a deux textes qui diffèrent ; certains logiciels montrent l'autre.",
    investigator:
      "La forme simple et la forme HTML ont peu de mots en commun ; la simple commence par : « {quote} ». Certains logiciels y mettent un avis au lieu du texte. Lisez les deux : le lecteur a vu l'une, un filtre peut-être l'autre.",
  },
  "tracking-picture": {
    reporter:
      "Le message contient de minuscules images qui signalent à un serveur quand il est ouvert ; rien n'a été chargé ici.",
    investigator:
      "{count} image(s) trop petites ou trop cachées pour être vues, chez {hosts}. Presque toutes les lettres d'information comptent ainsi les ouvertures. Si le message a été ouvert avec les images, son expéditeur peut savoir quand et depuis quel réseau : notez quand c'était.",
  },
  "remote-content": {
    reporter:
      "Pour afficher ce message en entier, il faudrait charger depuis d'autres serveurs ; rien n'a été chargé ici.",
    investigator:
      "{count} adresse(s) seraient chargées à l'affichage, chez {hosts}. Courant dans les messages mis en page. Les journaux web et DNS disent si et où il a été affiché ainsi.",
  },
  "wallet-address": {
    reporter: "Le message nomme un compte de monnaie numérique ; vous n'avez rien à payer maintenant.",
    investigator:
      "{count} adresse(s) dont la somme de contrôle est juste ({currencies}) : {quote}. Elle ne dit pas à qui elle appartient. Interrogez tôt la police et une plateforme, et comparez-la à d'autres signalements.",
  },
  "threat-words": {
    reporter:
      "Certaines phrases contiennent des mots que les menaces contiennent aussi ; vous n'avez pas à les relire.",
    investigator:
      "{count} phrase(s) contiennent des mots que les menaces contiennent aussi, d'abord : « {quote} ». Seuls des mots ont été comparés : les nouvelles, les plaisanteries et les avertissements en ont aussi. Lisez les phrases à leur place.",
  },
  "demand-words": {
    reporter:
      "Certaines phrases contiennent des mots que les exigences contiennent aussi ; vous n'avez rien à faire maintenant.",
    investigator:
      "{count} phrase(s) contiennent des mots que les exigences contiennent aussi, d'abord : « {quote} ». Seuls des mots ont été comparés : les factures et les demandes en ont aussi. Citez littéralement ce qui est exigé.",
  },
  "deadline-words": {
    reporter: "Le message nomme une heure ou une date ; dites-la à ceux qui vous aident.",
    investigator:
      "{count} phrase(s) contiennent des mots d'un délai, d'abord : « {quote} ». Seuls des mots ont été comparés. Calculez le moment à partir de l'envoi, et prévoyez ce qui doit être mis en sûreté avant.",
  },
  "contact-elsewhere": {
    reporter:
      "Le message mentionne un autre moyen de parler, comme une messagerie ; vous n'avez pas besoin de l'utiliser.",
    investigator:
      "{count} phrase(s) mentionnent une messagerie, d'abord : « {quote} ». Des expéditeurs honnêtes le font aussi. Un nom ou un numéro peut y être demandé à ce service.",
  },
  "body-not-read-fully": {
    reporter: "Le message est très long ; seul son début a été parcouru.",
    investigator:
      "Le texte est plus long que ce qui est analysé ; les listes de cette partie peuvent manquer d'éléments de la fin. Le message lui-même est conservé en entier.",
  },
};
