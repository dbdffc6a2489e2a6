import type { BodyCode } from "../body-codes.ts";
import type { AreaWords } from "../words.ts";

export const body: AreaWords<BodyCode> = {
  "link-shows-another-host": {
    reporter: "A link in this mail shows {shown} but leads elsewhere; you don't need to open it.",
    investigator:
      "{count} link(s) show one host and lead to another: the first shows {shown} and leads to {host}. Newsletters do the same to count clicks. Compare the two registrations and ask for the target without opening it from your own network.",
  },
  "link-host-is-address": {
    reporter: "A link in this mail leads to a number instead of a name; you don't need to open it.",
    investigator:
      "{count} link(s) lead to a bare network address ({hosts}). Test systems and internal pages do that too. Look up who announces the address, and the web logs for it.",
  },
  "link-host-in-punycode": {
    reporter: "A link in this mail uses a name with unusual letters; you don't need to open it.",
    investigator:
      "{count} link(s) lead to names beyond ASCII ({hosts}, as the network sees them). Many languages need such names; look-alikes of known names are written that way too. Compare letter by letter.",
  },
  "link-runs-code": {
    reporter: "A link in this mail holds a small program or page of its own; you don't need to open it.",
    investigator:
      "{count} link(s) hold code or a document instead of an address ({quote}). Mail programs mostly refuse them. Keep the text as it is and let a specialist read it; do not open it.",
  },
  "form-in-mail": {
    reporter: "The mail asks to fill something in; nothing typed there stays with you.",
    investigator:
      "The mail contains {count} form(s); what is typed would go to {hosts}. Search boxes of copied web pages look the same. Ask whether anything was typed, and search the web logs for that host.",
  },
  "hidden-text": {
    reporter: "The mail contains text that is not shown; it is kept for those who look into this.",
    investigator:
      "{count} stretch(es) of text are made invisible ({how}); the first reads: “{quote}”. Newsletters hide a preview line and text for small screens that way; senders also hide padding for filters, or marks of the copy. Read the whole list: such marks can link mails.",
  },
  "invisible-characters": {
    reporter: "Some words in this mail are cut up by characters that are not shown.",
    investigator:
      "Characters without any shape stand inside of words ({how}), first in “{quote}”. Copying from web pages leaves some; they also slip past filters or mark a copy. Compare them with other mails, octet by octet.",
  },
  "alternative-differs": {
    reporter: "The mail has two texts that differ; some programs show the other one.",
    investigator:
      "The plain and the HTML form have few words in common; the plain one begins: “{quote}”. Some programs put a notice there instead of the text. Read both: the reader saw one, a filter perhaps the other.",
  },
  "tracking-picture": {
    reporter:
      "The mail contains tiny pictures that tell a server when it is opened; nothing was loaded here.",
    investigator:
      "{count} picture(s) too small or hidden to be seen, at {hosts}. Nearly all newsletters count openings so. If the mail was opened with pictures, its sender may know when and from which network: note when that was.",
  },
  "remote-content": {
    reporter: "Showing this mail in full would load things from other servers; nothing was loaded here.",
    investigator:
      "{count} address(es) would be loaded when showing the mail, at {hosts}. Common in designed mail. Web and DNS logs tell whether and where it was shown with them.",
  },
  "wallet-address": {
    reporter: "The mail names an account for digital money; you don't need to pay anything now.",
    investigator:
      "{count} address(es) whose checksum holds ({currencies}): {quote}. Who holds an address is not known from it. Ask the police and an exchange early, and compare it with other reports.",
  },
  "threat-words": {
    reporter: "Some sentences contain words that threats contain too; you don't have to read them again.",
    investigator:
      "{count} sentence(s) contain words that threats contain too, first: “{quote}”. Only words were compared: news, jokes and warnings have them as well. Read the sentences in their place.",
  },
  "demand-words": {
    reporter: "Some sentences contain words that demands contain too; you don't have to do anything now.",
    investigator:
      "{count} sentence(s) contain words that demands contain too, first: “{quote}”. Only words were compared: bills and requests have them as well. Quote literally what is demanded.",
  },
  "deadline-words": {
    reporter: "The mail names a time or a date; tell it to those who help you.",
    investigator:
      "{count} sentence(s) contain words of a deadline, first: “{quote}”. Only words were compared. Work out the moment from the time of sending, and plan what must be secured before it.",
  },
  "contact-elsewhere": {
    reporter: "The mail mentions another way to talk, such as a messenger; you don't need to use it.",
    investigator:
      "{count} sentence(s) mention a messenger, first: “{quote}”. Honest senders do so too. A name or number there may be asked for at that service.",
  },
  "body-not-read-fully": {
    reporter: "The mail is very long; only its beginning was looked through.",
    investigator:
      "The text is longer than what is analysed, so lists of this part may lack entries from its end. The message itself is preserved in full.",
  },
};
