import type { TraceCode } from "../trace-codes.ts";
import type { AreaWords } from "../words.ts";

export const trace: AreaWords<TraceCode> = {
  "hop-delay-negative": {
    reporter: "Deux serveurs sur le trajet de ce message donnent des heures qui ne concordent pas.",
    investigator:
      "D'après sa propre horloge, {by} a reçu le message {seconds} secondes après le serveur précédent : les horloges se contredisent. Le plus souvent une horloge ou un fuseau est faux ; une ligne Received tapée à la main est aussi possible. Demander le journal à l'exploitant du serveur de confiance.",
  },
  "hop-delay-long": {
    reporter: "Le message est resté en chemin plus longtemps que d'habitude.",
    investigator:
      "{by} a reçu le message {seconds} secondes après le serveur précédent. Files d'attente, greylisting et filtres retiennent parfois un message des heures ; des horloges différentes donnent la même image. Les journaux des deux serveurs montrent où il a attendu.",
  },
  "hop-date-unreadable": {
    reporter: "Un serveur sur le trajet de ce message a noté une heure illisible.",
    investigator:
      "La date notée par {by} est illisible. Certains programmes écrivent des formes inhabituelles ; une ligne tapée à la main est une autre explication. La ligne brute montre le texte.",
  },
  "hop-claims-provider": {
    reporter: "Une ligne du trajet de ce message ne vient peut-être pas du serveur qu'elle nomme.",
    investigator:
      "Une ligne Received dit avoir été ajoutée par « {by} ». Aucun serveur de ce fournisseur ne se nomme ainsi : la ligne a pu être tapée, ou un serveur privé est mal configuré. Ne pas traiter cette étape comme une trace du fournisseur.",
  },
  "hop-date-impossible": {
    reporter: "Une ligne du trajet de ce message porte une heure qui ne peut pas être juste.",
    investigator:
      "La ligne de {by} est datée {time} : d'avant le courrier que nous connaissons, ou plus d'un jour après la réception. Une horloge jamais réglée l'explique, une ligne tapée aussi.",
  },
  "hop-reserved-address": {
    reporter: "Une ligne du trajet de ce message nomme une adresse internet d'où personne ne peut envoyer.",
    investigator:
      "{by} aurait reçu de {ip}, une adresse réservée qui n'existe pas sur internet. La ligne a pu être tapée ; un banc d'essai ou un réseau interne inhabituel est l'explication innocente.",
  },
  "hop-claims-own-server": {
    reporter: "Une ligne d'avant la réception par votre organisation nomme l'un de ses propres serveurs.",
    investigator:
      "Sous le point de réception, une ligne dit avoir été ajoutée par {by}, un serveur de l'organisation. L'expéditeur a pu la taper ; un message sorti puis revenu par une liste ou un transfert a le même aspect. Le journal de ce serveur tranche.",
  },
  "hop-id-unlike-server": {
    reporter: "Une ligne du trajet de ce message ne ressemble pas à celles que ce serveur écrit.",
    investigator:
      "La ligne de {by} porte l'identifiant « {id} », qui n'a pas la forme qu'écrit le logiciel de ce serveur, ou donne une autre heure que la date de la ligne. La ligne a pu être tapée ou modifiée en route ; un serveur qui ne fait que porter ce nom est une autre explication.",
  },
  "hop-protocol-unlike-server": {
    reporter: "Une ligne du trajet de ce message emploie des mots que ce serveur n'écrit pas.",
    investigator:
      "La ligne de {by} dit « with {with} », des mots que l'on ne connaît pas aux serveurs de ce fournisseur. La ligne a pu être tapée, ou une passerelle l'a réécrite.",
  },
  "own-egress-match": {
    reporter:
      "Le message nomme une adresse internet de votre propre organisation, ce qui ne montre pas à soi seul qui l'a écrit.",
    investigator:
      "{value} se trouve dans la plage configurée {configured} de l'organisation. Cela indique une connexion de l'intérieur et ne prouve rien : tous ceux qui sont derrière partagent ces adresses, et une ligne non fiable peut être tapée. Conserver les journaux du pare-feu, du proxy et du DHCP de ce moment.",
  },
  "own-vpn-match": {
    reporter:
      "Le message nomme une adresse de l'accès à distance de votre organisation, ce qui ne montre pas à soi seul qui l'a écrit.",
    investigator:
      "{value} se trouve dans la plage VPN configurée {configured}. Cela indique une session à distance et ne prouve rien : les adresses passent d'un utilisateur à l'autre, et une ligne non fiable peut être tapée. Conserver le journal du VPN, qui dit qui avait l'adresse à ce moment.",
  },
  "own-domain-match": {
    reporter:
      "Les données techniques du message nomment votre propre organisation, ce qui ne montre pas à soi seul qui l'a écrit.",
    investigator:
      "« {value} » est un nom du domaine {configured} de l'organisation. Cela pointe vers l'intérieur et ne prouve rien : un expéditeur peut taper un tel nom, et le courrier envoyé par l'organisation le porte aussi. Comparer avec le journal du serveur de messagerie.",
  },
  "origin-name-contradicts": {
    reporter: "Le nom et l'adresse internet d'une ligne de ce message ne vont pas ensemble.",
    investigator:
      "Le nom {name} contient une autre adresse que {ip}, pour laquelle {claimedBy} le donne. Un réseau renuméroté l'explique, une ligne tapée aussi. Chercher le nom et l'adresse, pour le moment du message.",
  },
  "origin-name-carries-address": {
    reporter:
      "Une ligne de ce message nomme une connexion internet que son fournisseur peut rechercher pour la police.",
    investigator:
      "Le nom {name} contient l'adresse {ip} en hexadécimal : le nom donné par un fournisseur d'accès à une connexion, selon {claimedBy}. Seul le fournisseur connaît l'abonné et le dit aux autorités ; l'heure exacte fait partie de la demande.",
  },
  "origin-cloud": {
    reporter: "Ce message est passé par un ordinateur loué.",
    investigator:
      "{claimedBy} nomme {ip} ({name}), une machine louée dans un centre de données. Son hébergeur connaît le client ; des sites, des lettres d'information et des serveurs d'entreprises utilisent les mêmes machines.",
  },
  "origin-not-public": {
    reporter: "Le message donne une adresse à l'intérieur d'un réseau privé quelconque.",
    investigator:
      "{claimedBy} nomme {ip}, une adresse de réseau privé : elle ne dit rien sur internet, mais dans le réseau d'où elle vient elle désigne un appareil. La comparer au plan d'adressage de l'organisation avant d'en tirer quoi que ce soit ; des millions de foyers utilisent les mêmes.",
  },
};
