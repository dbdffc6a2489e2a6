/** How to save a mail as a file, in English. The menus' words are as the programs' help pages and users name them; not every one was seen. */
import type { HowToTexts } from "../texts.ts";

export const howTo: HowToTexts = {
  why: "The file that your mail program saves holds the way that the mail came. A screenshot or an ordinary forward does not.",
  which: "Which mail program do you use?",
  moved: "Programs move their menus: look for “download”, “save as” or “export”.",
  choose: "Then choose the saved file on this page.",
  keep: "Leave the mail where it is. Do not delete it.",
  names: {
    gmail: "Gmail",
    "outlook-web": "Outlook in the browser, new Outlook",
    "outlook-windows": "Outlook for Windows",
    "outlook-mac": "Outlook for Mac",
    "apple-mail": "Apple Mail",
    thunderbird: "Thunderbird",
    yahoo: "Yahoo Mail",
    proton: "Proton Mail",
    phone: "A phone or tablet",
    other: "Something else",
  },
  steps: {
    gmail: [
      "Open the mail in Gmail on a computer.",
      "Press the three dots at the top right of the mail.",
      "Choose “Download message”.",
    ],
    "outlook-web": [
      "Open the mail.",
      "Press the three dots at the top right of the mail.",
      "Choose “Save as” or “Download”.",
    ],
    "outlook-windows": [
      "Make the window smaller, so that you see the desktop.",
      "Drag the mail from the list to the desktop.",
      "Or choose File, Save As, type “Outlook Message Format”.",
    ],
    "outlook-mac": [
      "Make the window smaller, so that you see the desktop.",
      "Drag the mail from the list to the desktop.",
    ],
    "apple-mail": [
      "Make the window smaller, so that you see the desktop.",
      "Drag the mail from the list to the desktop.",
      "Or choose File, Save As, and the format for the raw source.",
    ],
    thunderbird: ["Open the mail.", "Press “More” at the top right of the mail.", "Choose “Save As”."],
    yahoo: [
      "Open the mail in a browser on a computer.",
      "Press the three dots above the mail.",
      "Choose “View raw message”, then save that page as a file that ends in .eml.",
    ],
    proton: [
      "Open the mail in a browser on a computer.",
      "Press the three dots at the top right of the mail.",
      "Choose “Export”.",
    ],
    phone: [
      "Mail apps on phones do not save the original.",
      "Open the mail on a computer, and save it there.",
      "Or use the Zegel button in Outlook or Gmail, if your organisation has it.",
    ],
    other: [
      "Open the mail.",
      "Look in the menu of the mail for “Download”, “Save as”, “Export” or “Show original”.",
      "Save it as a file that ends in .eml.",
    ],
  },
  picture: {
    menu: "A mail with its menu open, the entry “{{entry}}” marked",
    drag: "A mail being dragged from the list to the desktop",
    elsewhere: "A phone, and an arrow to a computer",
  },
  entry: {
    gmail: "Download message",
    "outlook-web": "Save as",
    thunderbird: "Save As",
    yahoo: "View raw message",
    proton: "Export",
    other: "Download",
  },
};
