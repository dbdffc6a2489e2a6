import type { AttachmentsCode } from "../attachments-codes.ts";
import type { AreaWords } from "../words.ts";

export const attachments: AreaWords<AttachmentsCode> = {
  "attachment-author-named": {
    reporter: "Het bestand {file} bevat namen die erin zijn opgeslagen.",
    investigator:
      "{file} zegt over zichzelf: {names}. Dat is wat het bestand zegt; namen van de geregistreerde gebruiker van de computer, van de maker van een sjabloon of van gekopieerde bestanden zijn gewoon, en ieder kan er andere in schrijven. Vergelijk ze, voorzichtig, met andere bestanden uit de reeks en met namen binnen de organisatie.",
  },
  "attachment-place": {
    reporter: "De foto {file} bevat een plaats die erin is opgeslagen.",
    investigator:
      "{file} geeft de plaats {place}, genomen {taken} volgens de eigen klok. Daar zegt het apparaat te zijn geweest toen de foto werd gemaakt: niet waar de mail is geschreven, noch wie het vasthield. Foto's van elders worden vaak doorgegeven, en de waarden zijn te wijzigen.",
  },
  "attachment-device": {
    reporter: "De foto {file} noemt het apparaat dat haar maakte.",
    investigator:
      "{file} noemt {device}. Een serienummer is te vergelijken met andere foto's van één apparaat; merk en model alleen passen bij veel. De foto kan van een ander zijn, en de waarden zijn te wijzigen.",
  },
  "attachment-macro": {
    reporter: "Het bestand {file} bevat een klein programma; open het alstublieft niet.",
    investigator:
      "{file} bevat macro's (VBA of Excel 4). Veel organisaties gebruiken ze in eerlijke formulieren; ze starten ook schadelijke code. Hier is er niets van uitgevoerd: onderzoek het op een afgezonderde machine.",
  },
  "attachment-name-hides-type": {
    reporter:
      "Het bestand {file} is niet het soort bestand dat de naam doet denken; open het alstublieft niet.",
    investigator:
      "De naam {file} verbergt wat openen zou starten: een dubbele extensie, tekens die de leesrichting omkeren, spaties voor de echte extensie, of een programma onder de naam van een document. Opgegeven als {declared}, naar inhoud {detected}.",
  },
  "attachment-executable": {
    reporter: "Het bestand {file} zou een programma starten als het werd geopend; open het alstublieft niet.",
    investigator:
      "{file} is van een soort die een computer uitvoert, installeert of koppelt (opgegeven {declared}, naar inhoud {detected}). Sommige software wordt nog zo verstuurd. Zoek de SHA-256 op in plaats van het uit te voeren.",
  },
  "attachment-web-page": {
    reporter: "Het bestand {file} is een webpagina; open het alstublieft niet.",
    investigator:
      "{file} opent in een browser, buiten het zicht van het mailfilter; gebruikt voor vervalste inlogpagina's, en eerlijk voor bewaarde pagina's en portalen van versleutelde mail. Lees het als tekst; de adressen waar het heen stuurt zijn het spoor.",
  },
  "attachment-active-content": {
    reporter: "Het bestand {file} bevat delen die bij openen iets kunnen doen.",
    investigator:
      "{file} bevat scripts, formulieren, ingesloten objecten of startacties. Formulieren en interactieve documenten hebben die eerlijk. Hier is er niets van uitgevoerd.",
  },
  "attachment-type-differs": {
    reporter: "Het bestand {file} bevat iets anders dan de naam of omschrijving zegt.",
    investigator:
      "{file} is opgegeven als {declared}; de inhoud is {detected}. Programma's die foto's hernoemen en servers die gissen doen dit per ongeluk; het verbergt ook bestanden voor filters.",
  },
  "attachment-encrypted": {
    reporter: "Het bestand {file} is vergrendeld; de inhoud kon niet worden bekeken.",
    investigator:
      "{file} is geheel of deels versleuteld. Gewoon bij vertrouwelijke documenten, en bij pdf's die alleen afdrukken verbieden en zonder wachtwoord opengaan; ook een weg langs filters. Zoek het wachtwoord in deze mail of de volgende.",
  },
  "attachment-mail": {
    reporter: "Aan deze mail is een andere mail gehecht.",
    investigator:
      "Een bijgevoegde mail, van {from} volgens de eigen kop (SHA-256 van de octetten {sha256}). Is dit de gemelde mail, dan ligt de bron hier zoals het doorsturende programma die bewaarde: bewaar en onderzoek hem apart.",
  },
  "attachment-empty": {
    reporter: "Het bestand {file} is leeg.",
    investigator:
      "{file} heeft geen inhoud. Filters en archieven halen inhoud weg en laten de naam staan; foute scripts sturen er geen. Het log van de gateway weet misschien wat is weggehaald.",
  },
  "attachment-too-large": {
    reporter: "Het bestand {file} is groot; alleen de vingerafdruk is genomen.",
    investigator:
      "{file} heeft {octets} octetten: het is gehasht, de metadata zijn niet gelezen. Gebruik een apart gereedschap op de bewaarde octetten.",
  },
  "attachment-unreadable": {
    reporter: "Het bestand {file} kon niet worden gelezen.",
    investigator:
      "{file} lijkt op {detected}, maar de opbouw is niet te lezen: afgekapt, beschadigd of gemaakt om te verwarren. De hash staat vast; onderzoek het met gereedschap voor dat formaat.",
  },
};
