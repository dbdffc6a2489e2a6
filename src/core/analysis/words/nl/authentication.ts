import type { AuthenticationCode } from "../authentication-codes.ts";
import type { AreaWords } from "../words.ts";

export const authentication: AreaWords<AuthenticationCode> = {
  "dkim-body-hash-mismatch": {
    reporter:
      "De tekst is niet precies de tekst die {domain} ondertekende; sommige mailsystemen veranderen hem bij aankomst.",
    investigator:
      "De tekst past niet bij de hash die {domain} ondertekende. Mailboxen van Microsoft, mailinglijsten en voetteksten veranderen teksten, dus dit alleen bewijst geen vervalsing; vraag de mailgateway om het bericht zoals het binnenkwam.",
  },
  "dkim-signature-fail": {
    reporter: "De digitale handtekening van {domain} op deze mail klopt niet.",
    investigator:
      "De handtekening past niet bij de sleutel van {domain} (selector {selector}), of de sleutel staat haar niet toe: een ondertekend veld is veranderd, de handtekening is verzonnen of de sleutel is sindsdien vervangen. Vergelijk met wat de ontvangende server die dag vastlegde.",
  },
  "dkim-signature-no-key": {
    reporter:
      "De digitale handtekening van {domain} kon niet worden gecontroleerd, omdat de sleutel niet is gevonden.",
    investigator:
      "Er is geen bruikbare sleutel gevonden voor {selector}._domainkey.{domain}; de handtekening is dus bevestigd noch weerlegd. Sleutels worden geregeld vervangen; de vastlegging van de ontvangende server en verzamelingen van oude sleutels kunnen nog helpen.",
  },
  "dkim-from-not-signed": {
    reporter: "De digitale handtekening van {domain} dekt de getoonde afzender niet.",
    investigator:
      "h= van de handtekening van {domain} noemt From niet, dus de getoonde afzender kon worden veranderd zonder haar te breken. De standaard eist dat From ondertekend is: zo'n handtekening telt niet.",
  },
  "dkim-body-beyond-length": {
    reporter: "De digitale handtekening van {domain} dekt alleen het begin van de tekst.",
    investigator:
      "De handtekening van {domain} beperkt zich met l=, en de tekst is langer: wat volgt kan onderweg door iedereen zijn toegevoegd, ook door een mailinglijst. Citeer alleen uit het ondertekende begin.",
  },
  "dkim-key-too-short": {
    reporter: "De sleutel achter de digitale handtekening van {domain} is te zwak om op te vertrouwen.",
    investigator:
      "De RSA-sleutel {selector} van {domain} heeft minder dan 1024 bits en is te breken (RFC 8301, paragraaf 3.2): de handtekening verhoogt de uitspraak over echtheid niet.",
  },
  "dkim-key-testing": {
    reporter: "Het domein {domain} van de afzender probeerde zijn digitale handtekeningen nog uit.",
    investigator:
      "De sleutel {selector} van {domain} draagt t=y (proef). De standaard behandelt de mail dan als niet ondertekend, wat de handtekening ook oplevert.",
  },
  "dkim-sha1-historic": {
    reporter: "De digitale handtekening van {domain} is van een oude soort waarop niet meer wordt vertrouwd.",
    investigator:
      "De handtekening van {domain} gebruikt rsa-sha1, dat RFC 8301 niet meer aanvaardt. Ze is voor oude mail berekend en verhoogt de uitspraak over echtheid niet.",
  },
  "dkim-expired-at-delivery": {
    reporter: "De digitale handtekening van {domain} was al verlopen toen deze mail werd bezorgd.",
    investigator:
      "De bezorging, volgens de klok van de nieuwste server, kwam na x= van de handtekening van {domain}. Vertraagde mail verklaart dat; een oude ondertekende mail die opnieuw is verstuurd ook. Vraag de mailgateway wanneer en waarvandaan hij binnenkwam.",
  },
  "dkim-signed-after-delivery": {
    reporter: "De digitale handtekening van {domain} draagt een tijd van na de bezorging van deze mail.",
    investigator:
      "t= van de handtekening van {domain} ligt meer dan tien minuten na de tijd van de nieuwste server. Een verkeerde klok aan een van beide kanten verklaart dat, en een getypt veld ook.",
  },
  "dkim-fields-not-signed": {
    reporter: "Delen van de kop van deze mail vallen niet onder de digitale handtekening van {domain}.",
    investigator:
      "De handtekening van {domain} dekt {fields} niet: die konden onderweg worden veranderd zonder haar te breken. Veel ondertekenaars laten er enkele weg; bouw er geen conclusie op.",
  },
  "dkim-field-added": {
    reporter: "Een regel in de kop van deze mail staat er vaker dan is ondertekend.",
    investigator:
      "{fields} komt vaker voor dan de handtekening van {domain} noemt: alleen de onderste is ondertekend, en een programma kan de andere tonen. Een lijst of gateway kan hem hebben toegevoegd; vergelijk ze in de bron.",
  },
  "dmarc-not-aligned": {
    reporter:
      "Het domein van de getoonde afzender is niet het domein dat deze mail ondertekende of verstuurde.",
    investigator:
      "From is van {from}, terwijl de handtekeningen van {domains} zijn en Return-Path van {returnPath}: geen ervan deelt het organisatiedomein. Dit zegt alleen iets over de overeenstemming, niet of een controle slaagde of wat het beleid van het domein is; mailingdiensten en doorsturen veroorzaken het ook.",
  },
  "arc-numbering-broken": {
    reporter: "De zegels van servers die deze mail doorgaven zijn niet doorlopend genummerd.",
    investigator:
      "De ARC-sets zijn niet zonder gaten vanaf 1 genummerd, elk één keer: er is een set bijgekomen, weggehaald of gekopieerd, of een server onderweg zegelde verkeerd. Op niets in deze keten kan worden vertrouwd.",
  },
  "arc-set-incomplete": {
    reporter: "Een zegel van een server die deze mail doorgaf is onvolledig.",
    investigator:
      "Een ARC-set mist een van zijn drie velden, of heeft er een dubbel: na het zegelen is iets weggehaald of toegevoegd, of een systeem verwijdert zulke velden. De keten is niet te controleren.",
  },
  "arc-chain-failed": {
    reporter: "Een server onderweg legde vast dat eerdere zegels op deze mail niet klopten.",
    investigator:
      "{sealer} zegelde met cv=fail: de keten die binnenkwam was volgens die server gebroken. Een verandering tussen twee zegelaars is daarvoor genoeg; wat oudere sets zeggen weegt niet.",
  },
  "arc-cv-contradicts": {
    reporter: "De zegels van servers die deze mail doorgaven spreken elkaar tegen.",
    investigator:
      "cv= moet none zijn in het eerste zegel en pass in alle latere (RFC 8617, paragraaf 4.1.3), en is dat niet: een set is weggehaald, verzonnen of verkeerd geschreven.",
  },
  "arc-seal-invalid": {
    reporter: "Een zegel van een server die deze mail doorgaf klopt niet.",
    investigator:
      "De ARC-Seal van {sealer} past niet bij de sleutel: een ARC-veld eronder is veranderd of het zegel is verzonnen; een sindsdien vervangen sleutel geeft hetzelfde. Op wat de keten vastlegt kan niet worden vertrouwd.",
  },
  "arc-message-changed": {
    reporter: "De kop van deze mail is niet precies wat de laatste zegelende server vastlegde.",
    investigator:
      "De nieuwste ARC-Message-Signature, van {sealer}, past niet bij de sleutel: een ondertekend veld veranderde na het zegelen, of ze is verzonnen. Sommige gateways herschrijven bij aankomst het onderwerp of adressen.",
  },
  "arc-body-changed": {
    reporter: "De tekst is niet precies de tekst die de laatste zegelende server vastlegde.",
    investigator:
      "De tekst past niet bij de nieuwste ARC-Message-Signature, van {sealer}. Mailboxen die teksten herschrijven, vooral die van Microsoft, veroorzaken dit geregeld.",
  },
  "arc-first-results": {
    reporter:
      "Een server onderweg noteerde wat hij had gecontroleerd toen deze mail voor het eerst binnenkwam.",
    investigator:
      "De eerste ARC-set, gezegeld door {sealer}, legt vast: {results}. Na doorsturen is dit vaak de waarheid over de eerste ontvangst; geloof het alleen zover als die zegelaar, en alleen als de keten klopt. Vraag {sealer} om zijn log.",
  },
  "authentication-failed": {
    reporter: "Een mailserver legde vast dat een controle van de afzender niet slaagde.",
    investigator:
      "{field} van {server} vermeldt {method}={result}. Doorsturen en lijsten breken SPF en DKIM zonder kwade opzet; de vermelding weegt alleen als de eigen server van de melder haar schreef.",
  },
  "results-in-own-name": {
    reporter:
      "Deze mail draagt een controle-uitslag op naam van je eigen mailsysteem die daar misschien niet vandaan komt.",
    investigator:
      "Onder de uitslagen die {server} schreef staan andere op diens naam. Grensservers horen zulke velden te verwijderen, dus de afzender kan ze hebben getypt; een tweede gang door hetzelfde systeem verklaart ze ook. Kijk in het log van de gateway.",
  },
  "microsoft-internal-sender": {
    reporter: "De velden van Microsoft in deze mail zeggen dat hij vanuit een organisatie is verstuurd.",
    investigator:
      "AuthAs is Internal (tenant {tenant}, vastgelegd door {server}): volgens deze vermelding was de verzendende kant aangemeld bij die tenant. Connectors, apparaten en automatische mail krijgen dit ook, en de velden kunnen zijn getypt. Vergelijk de tenant met de eigen en vraag de berichttracering op.",
  },
};
