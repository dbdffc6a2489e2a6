import type { mailbox as english } from "./en.ts";

/** Ce que répond la boîte de transfert. Phrases courtes ; ce que disent aussi les écrans vient de leurs textes. */
export const mailbox: typeof english = {
  subject: {
    receipt: "Zegel : accusé de réception {{reference}}",
    interim: "Zegel : conservé, PAS ENCORE envoyé {{reference}}",
  },
  danger: "{{question}} Appelez le {{number}}.",
  heading: "{{text}} :",
  contact: "{{name}}, {{label}} : {{phone}}",
  arrived: "Votre signalement est arrivé. Référence : {{reference}}",
  kept: "Votre signalement est scellé et conservé. Il n’est PAS ENCORE envoyé. Référence : {{reference}}",
  keptNext:
    "Il part de lui-même dès que c’est possible. Vous recevez alors l’accusé de réception. Vous n’avez rien à faire.",
  keptUrgent: "Appelez quelqu’un si cela ne peut pas attendre.",
  inline: {
    heading: "Envoyez-le encore une fois, en pièce jointe",
    why: "Votre message a été transféré de façon ordinaire. L’en-tête de l’original se perd alors, et c’est lui qui montre d’où venait le message. Ce qui est arrivé est conservé : texte et fichiers.",
    how: "Pour transférer en pièce jointe :",
    outlook:
      "Outlook : sélectionnez le message et appuyez sur Ctrl+Alt+F. Nouvel Outlook et Outlook sur le web : commencez un nouveau message et glissez-y le message.",
    thunderbird: "Thunderbird : choisissez Message, Transférer comme, Pièce jointe.",
    apple: "Apple Mail : sélectionnez le message, puis Message, Réexpédier comme pièce jointe.",
    gmail:
      "Gmail dans un navigateur : cochez le message dans la liste, ouvrez le menu à trois points, choisissez Transférer en pièce jointe.",
    again: "Envoyez-le à la même adresse. Il devient un signalement à part.",
  },
  winmail:
    "Outlook a emballé les fichiers à sa façon (winmail.dat). C’est conservé tel quel. S’il contenait un message, envoyez-le encore une fois, en HTML ou en texte brut au lieu du texte enrichi.",
  mailsInline: "Il contient le texte et les fichiers de votre message.",
  missed_one: "{{count}} message joint n’est pas entré. Envoyez-le encore une fois, dans un message à part.",
  missed_other:
    "{{count}} messages joints ne sont pas entrés. Envoyez-les encore une fois, dans un autre message.",
  link: "Votre accusé de réception sur la page de signalement. Ne transmettez pas ce lien :",
  receiptFile: "L’accusé de réception est joint : {{name}}",
  recoveryOnly: "Seule la personne qui garde la clé de secours peut l’ouvrir maintenant.",
  locality:
    "Ne peut pas le lire : le serveur où sont gardés les signalements scellés. Cette boîte a lu votre message en mémoire pour le sceller et n’en garde rien qui ne soit scellé. Ce que vous avez transféré se trouve aussi dans vos messages envoyés, et peut se trouver sur les serveurs de messagerie de votre organisation.",
  leave:
    "Laissez le message où il est. Ne le supprimez pas et n’y répondez pas. Ne cliquez sur rien. Ne le transférez à personne d’autre.",
  keep: "Gardez tout. Notez ce que vous voyez et quand.",
  automatic: "Cette réponse a été écrite par un programme. Personne ne lit ce qu’on y répond.",
  replyTo:
    "Cette réponse a été écrite par un programme. Si vous y répondez, une personne le lit : {{address}}",
};
