import type { AttachmentsCode } from "../attachments-codes.ts";
import type { AreaWords } from "../words.ts";

export const attachments: AreaWords<AttachmentsCode> = {
  "attachment-author-named": {
    reporter: "The file {file} contains names that were saved with it.",
    investigator:
      "{file} says of itself: {names}. That is what the file says; names of the computer's registered user, of a template's author or of copied files are common, and anyone can write others. Compare them with other files of the series and with names inside the organisation, cautiously.",
  },
  "attachment-place": {
    reporter: "The picture {file} contains a place that was saved with it.",
    investigator:
      "{file} gives the place {place}, taken {taken} by its own clock. It is where the device says it was when the picture was made: not where the mail was written, nor who held it. Pictures from elsewhere are often passed on, and the values can be edited.",
  },
  "attachment-device": {
    reporter: "The picture {file} names the device that made it.",
    investigator:
      "{file} names {device}. A serial number can be compared with other pictures of one device; make and model alone fit many. The picture may be somebody else's, and the values can be edited.",
  },
  "attachment-macro": {
    reporter: "The file {file} contains a small program; please do not open it.",
    investigator:
      "{file} contains macros (VBA or Excel 4). Many organisations use them in honest forms; they also start harmful code. Nothing of it was run here: examine it on an isolated machine.",
  },
  "attachment-name-hides-type": {
    reporter: "The file {file} is not the kind of file that its name suggests; please do not open it.",
    investigator:
      "The name {file} hides what opening it would start: a double extension, marks that turn the reading direction, spaces before the real extension, or a program under a document's name. Declared as {declared}, by content {detected}.",
  },
  "attachment-executable": {
    reporter: "The file {file} would start a program if it were opened; please do not open it.",
    investigator:
      "{file} is of a kind that a computer runs, installs or mounts (declared {declared}, by content {detected}). Some software is still sent this way. Look the SHA-256 up rather than running it.",
  },
  "attachment-web-page": {
    reporter: "The file {file} is a web page; please do not open it.",
    investigator:
      "{file} opens in a browser, outside the mail filter's sight; used for forged sign-in pages, and honestly for saved pages and encrypted-mail portals. Read it as text; the addresses that it sends to are the lead.",
  },
  "attachment-active-content": {
    reporter: "The file {file} contains parts that can act when it is opened.",
    investigator:
      "{file} contains scripts, forms, embedded objects or start actions. Forms and interactive documents have these honestly. Nothing of it was run here.",
  },
  "attachment-type-differs": {
    reporter: "The file {file} contains something else than its name or description says.",
    investigator:
      "{file} is declared as {declared}; its content is {detected}. Programs that rename pictures and servers that guess do this by mistake; it also hides files from filters.",
  },
  "attachment-encrypted": {
    reporter: "The file {file} is locked; its content could not be looked at.",
    investigator:
      "{file} is encrypted, wholly or in part. Ordinary for confidential documents, and for PDFs that only forbid printing and open without a password; also a way past filters. Look for the password in this mail or the next one.",
  },
  "attachment-mail": {
    reporter: "Another mail is attached to this one.",
    investigator:
      "An attached mail, from {from} by its own header (SHA-256 of its octets {sha256}). If it is the one that was reported, its source lies here as the forwarding program kept it: save and analyse it by itself.",
  },
  "attachment-empty": {
    reporter: "The file {file} is empty.",
    investigator:
      "{file} has no content. Filters and archives remove content and leave the name; scripts with faults send none. The gateway's log may know what was removed.",
  },
  "attachment-too-large": {
    reporter: "The file {file} is large; only its fingerprint was taken.",
    investigator:
      "{file} has {octets} octets: it was hashed, its metadata was not read. Use a separate tool on the saved octets.",
  },
  "attachment-unreadable": {
    reporter: "The file {file} could not be read.",
    investigator:
      "{file} looks like {detected}, but its structure cannot be read: cut short, damaged, or built to confuse. The hash holds; examine it with a tool for that format.",
  },
};
