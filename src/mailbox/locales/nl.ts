import type { mailbox as english } from "./en.ts";

/** Wat de doorstuurmailbox antwoordt. Korte zinnen, het werkwoord voorop; wat ook op schermen staat komt uit hun teksten. */
export const mailbox: typeof english = {
  subject: {
    receipt: "Zegel: ontvangstbewijs {{reference}}",
    interim: "Zegel: bewaard, NOG NIET verstuurd {{reference}}",
  },
  danger: "{{question}} Bel {{number}}.",
  heading: "{{text}}:",
  contact: "{{name}}, {{label}}: {{phone}}",
  arrived: "Je melding is aangekomen. Kenmerk: {{reference}}",
  kept: "Je melding is verzegeld en bewaard. Hij is NOG NIET verstuurd. Kenmerk: {{reference}}",
  keptNext:
    "Hij wordt vanzelf verstuurd zodra dat lukt. Dan krijg je het ontvangstbewijs. Je hoeft niets te doen.",
  keptUrgent: "Bel iemand als het niet kan wachten.",
  inline: {
    heading: "Stuur de mail nog een keer, als bijlage",
    why: "Je mail is gewoon doorgestuurd. Dan raakt de kop van het origineel zoek, en die laat zien waar de mail vandaan kwam. Wat aankwam is bewaard: tekst en bestanden.",
    how: "Zo stuur je door als bijlage:",
    outlook:
      "Outlook: kies de mail en druk op Ctrl+Alt+F. Nieuwe Outlook en Outlook op het web: begin een nieuwe mail en sleep de mail erin.",
    thunderbird: "Thunderbird: kies Bericht, Doorsturen als, Bijlage.",
    apple: "Apple Mail: kies de mail en dan Bericht, Stuur door als bijlage.",
    gmail:
      "Gmail in een browser: vink de mail aan in de lijst, open het menu met de drie puntjes, kies Doorsturen als bijlage.",
    again: "Stuur hem naar hetzelfde adres. Het wordt een melding op zichzelf.",
  },
  winmail:
    "Outlook pakte de bestanden in een eigen vorm in (winmail.dat). Dat is bewaard zoals het kwam. Zat er een mail in, stuur die dan nog een keer, in HTML of platte tekst in plaats van RTF.",
  mailsInline: "De tekst en de bestanden van je mail zitten erin.",
  missed_one: "{{count}} bijgevoegde mail paste er niet in. Stuur hem nog een keer, in een aparte mail.",
  missed_other: "{{count}} bijgevoegde mails pasten er niet in. Stuur ze nog een keer, in een andere mail.",
  link: "Je ontvangstbewijs op de meldpagina. Geef deze link niet door:",
  receiptFile: "Het ontvangstbewijs zit in de bijlage: {{name}}",
  recoveryOnly: "Alleen wie de herstelsleutel bewaart kan hem nu openen.",
  locality:
    "Kan het niet lezen: de server waar verzegelde meldingen worden bewaard. Deze mailbox las je mail in zijn geheugen om hem te verzegelen en bewaart er niets onverzegeld van. Wat je doorstuurde staat ook bij je verzonden mail, en kan op de mailservers van je organisatie staan.",
  leave:
    "Laat de mail staan waar hij staat. Verwijder hem niet en beantwoord hem niet. Klik nergens op. Stuur hem aan niemand anders door.",
  keep: "Bewaar alles. Noteer wat je ziet en wanneer.",
  automatic: "Dit antwoord is door een programma geschreven. Niemand leest wat je erop antwoordt.",
  replyTo:
    "Dit antwoord is door een programma geschreven. Antwoord je erop, dan leest een mens dat: {{address}}",
};
