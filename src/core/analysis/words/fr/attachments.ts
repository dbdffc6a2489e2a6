import type { AttachmentsCode } from "../attachments-codes.ts";
import type { AreaWords } from "../words.ts";

export const attachments: AreaWords<AttachmentsCode> = {
  "attachment-author-named": {
    reporter: "Le fichier {file} contient des noms enregistrés avec lui.",
    investigator:
      "{file} dit de lui-même : {names}. C'est ce que dit le fichier ; les noms de l'utilisateur enregistré de l'ordinateur, de l'auteur d'un modèle ou de fichiers copiés sont courants, et chacun peut en écrire d'autres. Comparez-les, avec prudence, à d'autres fichiers de la série et aux noms dans l'organisation.",
  },
  "attachment-place": {
    reporter: "L'image {file} contient un lieu enregistré avec elle.",
    investigator:
      "{file} donne le lieu {place}, pris {taken} selon sa propre horloge. C'est là que l'appareil dit avoir été quand l'image fut faite : non où le message fut écrit, ni qui le tenait. Des images d'ailleurs sont souvent transmises, et les valeurs se modifient.",
  },
  "attachment-device": {
    reporter: "L'image {file} nomme l'appareil qui l'a faite.",
    investigator:
      "{file} nomme {device}. Un numéro de série se compare à d'autres images d'un même appareil ; marque et modèle seuls conviennent à beaucoup. L'image peut être d'autrui, et les valeurs se modifient.",
  },
  "attachment-macro": {
    reporter: "Le fichier {file} contient un petit programme ; ne l'ouvrez pas, s'il vous plaît.",
    investigator:
      "{file} contient des macros (VBA ou Excel 4). Bien des organisations en usent dans d'honnêtes formulaires ; elles lancent aussi du code nuisible. Rien n'en a été exécuté ici : examinez-le sur une machine isolée.",
  },
  "attachment-name-hides-type": {
    reporter:
      "Le fichier {file} n'est pas du genre que son nom laisse croire ; ne l'ouvrez pas, s'il vous plaît.",
    investigator:
      "Le nom {file} cache ce que l'ouverture lancerait : double extension, signes qui inversent le sens de lecture, espaces avant la vraie extension, ou programme sous le nom d'un document. Déclaré {declared}, d'après le contenu {detected}.",
  },
  "attachment-executable": {
    reporter: "Le fichier {file} lancerait un programme si on l'ouvrait ; ne l'ouvrez pas, s'il vous plaît.",
    investigator:
      "{file} est d'un genre qu'un ordinateur exécute, installe ou monte (déclaré {declared}, d'après le contenu {detected}). Des logiciels s'envoient encore ainsi. Recherchez le SHA-256 plutôt que de l'exécuter.",
  },
  "attachment-web-page": {
    reporter: "Le fichier {file} est une page web ; ne l'ouvrez pas, s'il vous plaît.",
    investigator:
      "{file} s'ouvre dans un navigateur, hors de vue du filtre ; utilisé pour de fausses pages de connexion, et honnêtement pour des pages sauvées et des portails de courrier chiffré. Lisez-le comme texte ; les adresses auxquelles il envoie sont la piste.",
  },
  "attachment-active-content": {
    reporter: "Le fichier {file} contient des parties qui peuvent agir à l'ouverture.",
    investigator:
      "{file} contient des scripts, formulaires, objets incorporés ou actions d'ouverture. Formulaires et documents interactifs en ont honnêtement. Rien n'en a été exécuté ici.",
  },
  "attachment-type-differs": {
    reporter: "Le fichier {file} contient autre chose que ce que dit son nom ou sa description.",
    investigator:
      "{file} est déclaré {declared} ; son contenu est {detected}. Des programmes qui renomment les images et des serveurs qui devinent le font par erreur ; cela cache aussi des fichiers aux filtres.",
  },
  "attachment-encrypted": {
    reporter: "Le fichier {file} est verrouillé ; son contenu n'a pas pu être regardé.",
    investigator:
      "{file} est chiffré, en tout ou en partie. Ordinaire pour des documents confidentiels, et pour des PDF qui n'interdisent que l'impression et s'ouvrent sans mot de passe ; c'est aussi un moyen de passer les filtres. Cherchez le mot de passe dans ce message ou le suivant.",
  },
  "attachment-mail": {
    reporter: "Un autre message est joint à celui-ci.",
    investigator:
      "Un message joint, de {from} selon son propre en-tête (SHA-256 de ses octets {sha256}). Si c'est celui qui est signalé, sa source se trouve ici telle que le programme de transfert l'a gardée : conservez-le et analysez-le à part.",
  },
  "attachment-empty": {
    reporter: "Le fichier {file} est vide.",
    investigator:
      "{file} n'a pas de contenu. Filtres et archives retirent le contenu et laissent le nom ; des scripts défectueux n'en envoient pas. Le journal de la passerelle sait peut-être ce qui fut retiré.",
  },
  "attachment-too-large": {
    reporter: "Le fichier {file} est grand ; seule son empreinte a été prise.",
    investigator:
      "{file} a {octets} octets : il a été haché, ses métadonnées n'ont pas été lues. Employez un outil à part sur les octets conservés.",
  },
  "attachment-unreadable": {
    reporter: "Le fichier {file} n'a pas pu être lu.",
    investigator:
      "{file} ressemble à {detected}, mais sa structure est illisible : tronqué, abîmé ou fait pour tromper. L'empreinte vaut ; examinez-le avec un outil pour ce format.",
  },
};
