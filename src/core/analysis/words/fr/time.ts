import type { TimeCode } from "../time-codes.ts";
import type { AreaWords } from "../words.ts";

export const time: AreaWords<TimeCode> = {
  "date-missing": {
    reporter: "Le message n'a pas de date propre.",
    investigator:
      "Le message n'a pas de ligne Date (la RFC 5322 en exige une). Des scripts et des programmes défectueux l'omettent ; les heures des serveurs de réception font foi.",
  },
  "date-unreadable": {
    reporter: "La date propre du message est illisible.",
    investigator:
      "La ligne Date ne se lit pas comme une date. Des scripts y laissent souvent un modèle non rempli ; les heures des serveurs de réception font foi.",
  },
  "date-after-receipt": {
    reporter: "Le message porte une date postérieure à sa réception.",
    investigator:
      "Le message est daté {date}, {offset} par rapport à sa réception à {received} : l'horloge de l'expéditeur, le fuseau ou la date elle-même est faux. Des heures entières indiquent un fuseau faux. Se fier aux heures des serveurs de réception.",
  },
  "date-long-before-receipt": {
    reporter: "Le message porte une date de plus d'un jour avant sa réception.",
    investigator:
      "Le message est daté {date}, {offset} par rapport à sa réception à {received}. Il a pu attendre dans une boîte d'envoi, une file ou une quarantaine, être renvoyé, ou recevoir une date ancienne. Les journaux des serveurs montrent quand il a été remis.",
  },
  "date-zone-wrong": {
    reporter: "La date du message est décalée d'heures entières, probablement à cause d'un fuseau faux.",
    investigator:
      "Date dit {date} ; l'horloge du fournisseur dans {source} dit {time} et concorde avec la réception : {hours} heures d'écart. Le programme de l'expéditeur a écrit son heure locale avec la marque d'un autre fuseau, comme le font des scripts et certaines machines. L'écart est un faible indice du réglage de ce programme, pas d'un lieu.",
  },
  "date-zone-unlike-server": {
    reporter: "Le message et le premier serveur utilisent des fuseaux différents, ce qui est courant.",
    investigator:
      "Date est écrite avec le fuseau {zone}, le premier serveur {by} avec {hopZone}. Un hébergement à l'étranger, un voyage ou un script l'expliquent ; le programme ou le lieu affirmé par l'expéditeur peut être comparé au fuseau.",
  },
  "clock-disagrees": {
    reporter: "Une heure cachée dans les données techniques du message ne concorde pas avec sa date.",
    investigator:
      "{source} contient l'heure {time}, {offset} par rapport à Date {date}. Un identifiant copié d'un autre message, une date mise à la main, une horloge fausse et un message envoyé plus tard que daté ont tous cet aspect. Utiliser les deux heures comme fenêtres pour les journaux.",
  },
  "clock-after-receipt": {
    reporter:
      "Une heure cachée dans les données techniques du message est postérieure à la réception et ne peut pas être juste.",
    investigator:
      "{source} contient l'heure {time}, {offset} par rapport à la réception à {received}. L'identifiant est inventé ou l'horloge qui l'a produit est fausse ; un programme qui ne fait qu'imiter la forme est l'explication innocente.",
  },
  "clock-impossible": {
    reporter: "Un identifiant technique du message n'est pas ce qu'écrivent les programmes habituels.",
    investigator:
      "{source} a la forme d'un identifiant qui porte une heure, mais ses chiffres ne sont l'heure d'aucun message possible, ou répètent un motif. Il a été inventé, modifié ou coupé ; un outil qui imite la forme l'explique aussi. Comparer avec d'autres messages de la série.",
  },
  "message-prepared-earlier": {
    reporter: "Le message semble avoir été commencé quelque temps avant son envoi.",
    investigator:
      "{source} contient l'heure {time}, {offset} par rapport à Date {date} : les programmes créent cet identifiant quand un message est commencé ou enregistré comme brouillon. Il a pu rester ouvert, être programmé ou venir d'un script. Ce moment antérieur est une seconde fenêtre pour les journaux.",
  },
};
