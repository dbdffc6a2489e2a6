/** How to save a mail as a file, in Dutch. The menus' words are as the programs' help pages and users name them; not every one was seen. */
import type { HowToTexts } from "../texts.ts";

export const howTo: HowToTexts = {
  why: "Het bestand dat je mailprogramma opslaat, bevat de weg waarlangs de mail kwam. Een schermafdruk of gewoon doorsturen niet.",
  which: "Welk mailprogramma gebruik je?",
  moved: "Programma's verplaatsen hun menu's: zoek anders naar ‘downloaden’, ‘opslaan als’ of ‘exporteren’.",
  choose: "Kies daarna het opgeslagen bestand op deze pagina.",
  keep: "Laat de mail staan waar hij staat. Verwijder hem niet.",
  names: {
    gmail: "Gmail",
    "outlook-web": "Outlook in de browser, nieuwe Outlook",
    "outlook-windows": "Outlook voor Windows",
    "outlook-mac": "Outlook voor Mac",
    "apple-mail": "Apple Mail",
    thunderbird: "Thunderbird",
    yahoo: "Yahoo Mail",
    proton: "Proton Mail",
    phone: "Een telefoon of tablet",
    other: "Iets anders",
  },
  steps: {
    gmail: [
      "Open de mail in Gmail op een computer.",
      "Druk op de drie puntjes rechts boven de mail.",
      "Kies ‘Bericht downloaden’.",
    ],
    "outlook-web": [
      "Open de mail.",
      "Druk op de drie puntjes rechts boven de mail.",
      "Kies ‘Opslaan als’ of ‘Downloaden’.",
    ],
    "outlook-windows": [
      "Maak het venster kleiner, zodat je het bureaublad ziet.",
      "Sleep de mail uit de lijst naar het bureaublad.",
      "Of kies Bestand, Opslaan als, type ‘Outlook-berichtindeling’.",
    ],
    "outlook-mac": [
      "Maak het venster kleiner, zodat je het bureaublad ziet.",
      "Sleep de mail uit de lijst naar het bureaublad.",
    ],
    "apple-mail": [
      "Maak het venster kleiner, zodat je het bureaublad ziet.",
      "Sleep de mail uit de lijst naar het bureaublad.",
      "Of kies Archief, Bewaar als, en de indeling voor de onbewerkte bron.",
    ],
    thunderbird: ["Open de mail.", "Druk op ‘Meer’ rechts boven de mail.", "Kies ‘Opslaan als’."],
    yahoo: [
      "Open de mail in een browser op een computer.",
      "Druk op de drie puntjes boven de mail.",
      "Kies ‘Onbewerkt bericht weergeven’ en sla die pagina op als bestand dat eindigt op .eml.",
    ],
    proton: [
      "Open de mail in een browser op een computer.",
      "Druk op de drie puntjes rechts boven de mail.",
      "Kies ‘Exporteren’.",
    ],
    phone: [
      "Mailapps op telefoons slaan het origineel niet op.",
      "Open de mail op een computer en sla hem daar op.",
      "Of gebruik de Zegel-knop in Outlook of Gmail, als je organisatie die heeft.",
    ],
    other: [
      "Open de mail.",
      "Zoek in het menu van de mail naar ‘Downloaden’, ‘Opslaan als’, ‘Exporteren’ of ‘Origineel weergeven’.",
      "Sla hem op als bestand dat eindigt op .eml.",
    ],
  },
  picture: {
    menu: "Een mail met het menu open, de regel ‘{{entry}}’ gemarkeerd",
    drag: "Een mail die uit de lijst naar het bureaublad wordt gesleept",
    elsewhere: "Een telefoon, en een pijl naar een computer",
  },
  entry: {
    gmail: "Bericht downloaden",
    "outlook-web": "Opslaan als",
    thunderbird: "Opslaan als",
    yahoo: "Onbewerkt bericht",
    proton: "Exporteren",
    other: "Downloaden",
  },
};
