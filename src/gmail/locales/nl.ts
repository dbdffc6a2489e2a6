import type { GmailTexts } from "./en.ts";

export const gmail: GmailTexts = {
  from: "Volgens de mail zelf van",
  leaveOut: "Vink aan wie het niet mag lezen",
  leaveOutWhat: "Wie je weglaat, kan het niet openen en ziet niet dat je dat deed.",
  notEverybody: "Niet iedereen past op deze kaart. Gebruik de meldpagina om iemand anders weg te laten.",
  desk: "{{name}}: {{people}}",
  sealedHere:
    "Je melding wordt verzegeld in het geheugen van de server van je organisatie, niet op dit apparaat. Tot dat moment zou die server de mail kunnen lezen. Er wordt daar niets van de mail onverzegeld bewaard.",
  named:
    "In de verzegelde melding staat je nummer bij Google. De mail zelf noemt het postvak waaraan hij gestuurd is.",
  device: "Liever op mijn eigen apparaat verzegelen",
  deviceHow:
    "Download de mail eerst via het menu van Gmail (⋮). Sleep het bestand daarna naar de pagina die opent.",
  noAnswer: "Geen antwoord",
  conversation_one: "Het hele gesprek melden ({{count}} mail)",
  conversation_other: "Het hele gesprek melden ({{count}} mails)",
  home: {
    how: "Open de mail die je wilt melden. Open daarna Zegel ernaast, of eronder op een telefoon.",
    page: "De meldpagina openen",
    pageWhat: "Op de meldpagina kun je mails inleveren die je als bestand hebt opgeslagen.",
  },
  blocked: {
    heading: "Meld het vanaf je eigen apparaat",
    what: "Je organisatie laat meldingen alleen op je eigen apparaat verzegelen. Er is hier niets van de mail gelezen. Hij is veilig waar hij is.",
    noPage: "Vraag je meldpunt hoe je hem kunt inleveren.",
  },
  look: "Opnieuw kijken",
  again: "Opnieuw proberen",
  working:
    "Je melding wordt nog gemaakt. Kijk over een ogenblik opnieuw. Je mag weggaan: het gaat vanzelf verder.",
  waiting:
    "De verzegelde kopie staat op de server. Niemand kan haar daar lezen. Ze wordt vanzelf verstuurd zodra dat lukt.",
  refused:
    "De verzegelde kopie staat op de server. Niemand kan haar daar lezen. Bel je meldpunt en geef je kenmerk door.",
  failed:
    "Er is niets verstuurd en niets bewaard. De mail is waar hij was. Wat je hebt ingevuld staat er nog.",
  reopen: "Open de mail opnieuw. Meld hem daarna van daaruit.",
  restMissed:
    "De andere mails van dit gesprek waren niet te krijgen. Ze zijn waar ze waren. Open ze één voor één om ze te melden.",
  notReadBy: "Kan het niet lezen: {{names}}, en de server waar verzegelde meldingen worden bewaard.",
  keptOnly: "Kan het niet lezen: de server waar verzegelde meldingen worden bewaard.",
  receipt: "Mijn ontvangstbewijs openen",
  receiptWhat: "Houd de link voor jezelf: wie hem heeft, ziet je ontvangstbewijs.",
};
