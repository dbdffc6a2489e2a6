import type { SpoofingCode } from "../spoofing-codes.ts";
import type { AreaWords } from "../words.ts";

export const spoofing: AreaWords<SpoofingCode> = {
  "from-missing": {
    reporter: "Le message n'indique aucun expéditeur.",
    investigator:
      "Il n'y a pas de champ From, que la RFC 5322 (section 3.6) exige. Les programmes ordinaires l'écrivent toujours : le message vient d'un script ou a été abîmé en route. Regardez plutôt le Return-Path et les champs Received les plus bas.",
  },
  "from-multiple": {
    reporter:
      "Le message nomme plusieurs fois son expéditeur, et les programmes peuvent en afficher des différents.",
    investigator:
      "Il y a plusieurs champs From ; un seul est permis (RFC 5322, section 3.6). Programmes et filtres peuvent chacun en prendre un autre, ce qui permet aussi de contourner DKIM et DMARC. Comparez chaque From avec ce que la personne a vu à l'écran.",
  },
  "header-malformed": {
    reporter:
      "Une partie de l'en-tête technique est abîmée ; les programmes peuvent lire le reste différemment.",
    investigator:
      "L'en-tête s'arrête à une ligne qui n'est pas un champ. La suite est lue ici comme le corps, comme le font Python et Microsoft ; d'autres programmes peuvent continuer à lire des champs. Des scripts et passerelles défectueux le font aussi : ouvrez les octets à cet endroit.",
  },
  "message-id-missing": {
    reporter: "Le message n'a pas d'identifiant propre ; les programmes ordinaires en écrivent un.",
    investigator:
      "Il n'y a pas de Message-ID lisible. Les programmes ordinaires en écrivent un, les scripts et appareils souvent non. Cherchez dans la passerelle par heure, expéditeur et destinataire.",
  },
  "message-id-by-receiver": {
    reporter:
      "L'identifiant du message semble venir du côté de la réception, non du programme de l'expéditeur.",
    investigator:
      "{messageId} a la forme que des serveurs de réception (Exchange Online Protection, Gmail) écrivent dans un message arrivé sans Message-ID. L'expéditeur aurait alors utilisé un script ou un appareil plutôt qu'un programme de messagerie. La forme peut s'imiter : la trace du serveur de réception montre s'il l'a ajouté.",
  },
  "display-name-has-address": {
    reporter: "Le nom de l'expéditeur montre l'adresse {shown}, mais le message dit venir de {from}.",
    investigator:
      "Le nom affiché contient {shown} ; l'adresse est {from}. Beaucoup de programmes ne montrent que le nom, et l'on prend alors l'autre adresse pour l'expéditeur. Listes, transferts et systèmes de tickets écrivent aussi de tels noms : vérifiez si {shown} a vraiment envoyé quelque chose.",
  },
  "reply-to-differs": {
    reporter: "Une réponse irait à {other}, pas à {from}.",
    investigator:
      "Reply-To est {other}, From est {from}. Courant pour les lettres d'information, formulaires et systèmes de tickets ; c'est aussi ainsi que les réponses à un expéditeur falsifié parviennent à l'auteur. Le compte derrière {other} est à demander au fournisseur.",
  },
  "sender-differs": {
    reporter: "Le message dit que {other} l'a envoyé au nom de {from}.",
    investigator:
      "Sender est {other}, From est {from} (RFC 5322, section 3.6.2). Délégués, listes et services d'envoi l'écrivent honnêtement. Le champ est une affirmation de l'expéditeur ou de son serveur.",
  },
  "return-path-differs": {
    reporter:
      "Les échecs de remise vont à {returnPath}, un autre domaine que celui de {from} ; c'est courant pour les lettres d'information, et se voit aussi avec des expéditeurs falsifiés.",
    investigator:
      "L'expéditeur d'enveloppe {returnPath} est hors du domaine d'organisation de {from} : SPF ne dit alors rien de From. Services d'envoi, transferts (SRS) et listes le font sans cesse. Le domaine du Return-Path dit à quel serveur s'adresser.",
  },
  "display-name-names-organisation": {
    reporter:
      "Le nom de l'expéditeur cite votre organisation, mais l'adresse {from} n'est pas l'une des siennes.",
    investigator:
      "Le nom affiché « {name} » contient {domain} ou son premier mot, alors que {from} est hors des domaines de l'organisation. Des employés écrivant de chez eux et des fournisseurs la citent aussi, et un nom court peut être un mot ordinaire. Demandez si l'adresse est connue.",
  },
  "from-several-mailboxes": {
    reporter:
      "Le message nomme {count} expéditeurs, {from} et {other} ; les programmes n'en montrent peut-être qu'un.",
    investigator:
      "From contient {count} adresses, d'abord {from}, puis {other}. La RFC 5322 permet plusieurs auteurs avec un champ Sender, mais presque aucun programme ne l'écrit ; les programmes en montrent un ou tous, et DMARC peut en vérifier un autre que celui qu'on voit.",
  },
  "from-second-address": {
    reporter: "La ligne de l'expéditeur contient une seconde adresse, {other}, à côté de {from}.",
    investigator:
      "From contient {other} dans un commentaire ou une seconde paire de chevrons à côté de {from}. Les programmes n'affichent et ne vérifient pas tous la même. Les anciens programmes écrivaient le nom en commentaire, jamais une autre adresse : comparez avec l'écran de la personne.",
  },
  "text-invisible-characters": {
    reporter: "La ligne {field} contient des caractères qui ne se voient pas.",
    investigator:
      "{field} contient {characters}, que les programmes n'affichent pas. Ils servent à passer les filtres ou à rendre différents des noms d'apparence égale ; du texte copié, des emojis et les langues de droite à gauche en contiennent honnêtement.",
  },
  "text-direction-turned": {
    reporter:
      "La ligne {field} contient des signes qui peuvent montrer ses lettres dans un autre ordre que celui de l'écriture.",
    investigator:
      "{field} contient {characters}, qui inversent le sens de lecture (UAX #9) ; le texte affiché peut différer du texte écrit. Les langues de droite à gauche s'en servent rarement dans les noms et objets. Comparez le champ brut avec l'écran.",
  },
  "domain-look-alike-letters": {
    reporter: "Le domaine {domain} ressemble presque exactement à {similarTo}, mais c'en est un autre.",
    investigator:
      "{domain} (écrit {written}) a la même apparence que {similarTo} si l'on tient les lettres semblables pour égales (UTS #39, et échanges comme rn/m, 0/o, 1/l). C'est une ressemblance, non la preuve d'une intention : des entreprises enregistrent elles-mêmes de tels noms. Conservez dès maintenant WHOIS, DNS et transparence des certificats du domaine.",
  },
  "domain-look-alike-subdomain": {
    reporter: "L'adresse commence par {similarTo}, mais elle appartient à un autre domaine : {domain}.",
    investigator:
      "{similarTo} figure dans {domain} comme sous-domaine ; le domaine enregistrable à la fin en est un autre et décide du propriétaire. Hébergeurs et services d'envoi forment aussi de tels noms pour leurs clients. Cherchez le propriétaire par la dernière partie.",
  },
  "domain-look-alike-one-edit": {
    reporter: "Le domaine {domain} diffère d'une lettre de {similarTo}.",
    investigator:
      "{domain} est à une lettre, ou à un échange de voisines, de {similarTo}. Ce peut être un nom honnête sans rapport : regardez son âge, son propriétaire, et si l'organisation le connaît.",
  },
  "domain-look-alike-suffix": {
    reporter: "Le domaine {domain} porte le même nom que {similarTo}, mais une autre terminaison.",
    investigator:
      "{domain} et {similarTo} ont le même nom sous des suffixes différents. Ils peuvent appartenir à la même entreprise, à un homonyme ou à un imitateur : demandez à l'organisation quels suffixes elle possède.",
  },
  "domain-look-alike-added-word": {
    reporter: "Le domaine {domain} contient le nom de {similarTo} avec un ajout.",
    investigator:
      "{domain} contient le nom de {similarTo} comme mot entre traits d'union. Des imitateurs le font, mais aussi des filiales, revendeurs et campagnes : demandez si le domaine est connu.",
  },
  "domain-mixed-scripts": {
    reporter: "Le domaine de l'adresse mêle des lettres d'alphabets différents qui peuvent se ressembler.",
    investigator:
      "{domain} (écrit {written}) mêle {scripts} dans une même partie, ce qu'aucune langue ne fait (UTS #39, section 5.2) et que la plupart des registres refusent. Aucun registre ne contrôle les sous-domaines. Regardez les lettres une à une.",
  },
  "domain-international": {
    reporter: "Le domaine {domain} utilise des lettres hors de l'alphabet latin habituel.",
    investigator:
      "{domain} est un nom internationalisé (écrit {written}). C'est ordinaire dans bien des langues ; les programmes peuvent montrer l'une ou l'autre forme.",
  },
  "message-id-domain-differs": {
    reporter: "L'identifiant du message nomme {idDomain}, un autre domaine que celui de l'expéditeur.",
    investigator:
      "Le Message-ID se termine par {idDomain}, qui ne correspond ni à From ({fromDomain}) ni à un domaine signataire. Courant pour les services d'envoi, appareils et sites hébergés ; il peut nommer l'ordinateur ou le serveur qui a écrit le message. C'est une affirmation de l'expéditeur.",
  },
  "message-id-form-differs": {
    reporter: "Deux parties techniques du message semblent venir de programmes différents.",
    investigator:
      "Le Message-ID {messageId} a la forme d'Exchange Online, la séparation extérieure {boundary} non : dans un message composé là (Outlook, Outlook sur le web), la séparation répète le Message-ID. Soit un programme a remis le message par SMTP et Exchange a ajouté l'identifiant, soit une passerelle l'a reconstruit, soit la forme est imitée.",
  },
  "field-repeated": {
    reporter:
      "La ligne {name} figure {count} fois dans le message ; les programmes peuvent en montrer des différentes.",
    investigator:
      "{name} figure {count} fois, une seule est permise (RFC 5322, section 3.6). Les programmes montrent la première ou la dernière, et une signature peut en couvrir une autre. Des passerelles et scripts d'envoi défectueux répètent aussi des champs : regardez où se trouve chacun.",
  },
  "mime-version-missing": {
    reporter: "Il manque une petite ligne technique que les programmes ordinaires écrivent.",
    investigator:
      "Il y a des champs MIME mais pas de MIME-Version (RFC 2045, section 4). Les programmes de messagerie l'écrivent ; des scripts faits maison et certains appareils l'oublient. Faible à lui seul.",
  },
  "recipient-missing": {
    reporter:
      "Le message ne dit pas à qui il est adressé ; il a pu être envoyé à plusieurs personnes sans qu'on le voie.",
    investigator:
      "Ni To ni Cc ne nomment d'adresse : les destinataires ne figuraient que sur l'enveloppe (copies cachées, liste ou une personne). Le journal de la passerelle montre qui d'autre l'a reçu.",
  },
  "message-resent": {
    reporter: "Quelqu'un a renvoyé ce message sans le modifier avant qu'il vous parvienne.",
    investigator:
      "Il y a des champs Resent (RFC 5322, section 3.6.6), de {by} : une personne ou une règle a redirigé le message. Les champs au-dessus appartiennent au second trajet. Ce sont le plus souvent des affirmations non signées.",
  },
  "header-octets-raw": {
    reporter: "Le message écrit des lettres spéciales d'une façon que les anciens programmes affichent mal.",
    investigator:
      "{names} contiennent des octets au-dessus de 127 non encodés. Permis avec SMTPUTF8 (RFC 6532), sinon signe d'un script plutôt que d'un programme de messagerie ; les programmes devinent le jeu de caractères et peuvent afficher des textes différents.",
  },
  "header-octet-nul": {
    reporter: "L'en-tête technique du message contient un caractère qui ne doit pas s'y trouver.",
    investigator:
      "Un octet NUL figure dans l'en-tête ; la RFC 5322 l'interdit. Des programmes peuvent s'y arrêter et montrer un texte plus court. Des scripts défectueux comme des tentatives de tromper les filtres en produisent.",
  },
  "header-line-long": {
    reporter: "L'en-tête technique du message contient une ligne plus longue que permis.",
    investigator:
      "{names} ont une ligne de plus de 998 octets (RFC 5322, section 2.1.1). Des serveurs peuvent la couper, ce qui rompt aussi les signatures. Des logiciels défectueux écrivent de telles lignes ; des attaquants y cachent du texte.",
  },
};
