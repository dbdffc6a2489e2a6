import type { GmailTexts } from "./en.ts";

export const gmail: GmailTexts = {
  from: "Selon le message lui-même, de",
  leaveOut: "Cochez qui ne doit pas le lire",
  leaveOutWhat:
    "Les personnes laissées de côté ne peuvent pas l’ouvrir, et ne voient pas que vous l’avez fait.",
  notEverybody:
    "Tout le monde ne tient pas sur cette carte. Pour laisser quelqu’un d’autre de côté, utilisez la page de signalement.",
  desk: "{{name}} : {{people}}",
  sealedHere:
    "Votre signalement est scellé dans la mémoire du serveur de votre organisation, pas sur cet appareil. Jusque-là, ce serveur pourrait lire le message. Rien du message n’y est conservé sans être scellé.",
  named:
    "Le signalement scellé contient votre numéro chez Google. Le message lui-même nomme la boîte à laquelle il a été envoyé.",
  device: "Sceller plutôt sur mon appareil",
  deviceHow:
    "Téléchargez d’abord le message par le menu de Gmail (⋮). Déposez ensuite le fichier sur la page qui s’ouvre.",
  noAnswer: "Pas de réponse",
  conversation_one: "Signaler toute la conversation ({{count}} message)",
  conversation_other: "Signaler toute la conversation ({{count}} messages)",
  home: {
    how: "Ouvrez le message que vous voulez signaler. Ouvrez ensuite Zegel à côté, ou en dessous sur un téléphone.",
    page: "Ouvrir la page de signalement",
    pageWhat: "Sur la page de signalement, vous pouvez remettre des messages enregistrés comme fichiers.",
  },
  blocked: {
    heading: "Signalez-le depuis votre propre appareil",
    what: "Votre organisation fait sceller les signalements uniquement sur vos propres appareils. Rien du message n’a été lu ici. Il est en sécurité là où il est.",
    noPage: "Demandez à votre équipe de sécurité comment le remettre.",
  },
  look: "Regarder de nouveau",
  again: "Réessayer",
  working:
    "Votre signalement est encore en préparation. Regardez de nouveau dans un instant. Vous pouvez partir : cela continue tout seul.",
  waiting:
    "La copie scellée est gardée sur le serveur. Personne ne peut l’y lire. Elle part d’elle-même dès que c’est possible.",
  refused:
    "La copie scellée est gardée sur le serveur. Personne ne peut l’y lire. Appelez votre équipe de sécurité et donnez votre référence.",
  failed:
    "Rien n’a été envoyé et rien n’a été gardé. Le message est là où il était. Ce que vous avez rempli est encore là.",
  reopen: "Ouvrez de nouveau le message. Signalez-le ensuite depuis là.",
  restMissed:
    "Les autres messages de cette conversation n’ont pas pu être obtenus. Ils sont là où ils étaient. Ouvrez-les un par un pour les signaler.",
  notReadBy: "Ne peuvent pas le lire : {{names}}, et le serveur où sont gardés les signalements scellés.",
  keptOnly: "Ne peut pas le lire : le serveur où sont gardés les signalements scellés.",
  receipt: "Ouvrir mon accusé de réception",
  receiptWhat: "Gardez le lien pour vous : il montre votre accusé de réception à qui l’a.",
};
