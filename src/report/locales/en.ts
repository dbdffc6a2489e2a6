/** What the report page loads in English: one chunk. */
export { texts } from "../../ui/locales/en/index.ts";

/** In the place of the pane's words where those speak of a mail program. */
export const instead = {
  start: {
    what: "A sealed copy goes to these people. Your file stays where it is.",
    whatMany: "Sealed copies go to these people. Your files stay where they are.",
  },
  readers: {
    unavailable:
      "The list of readers could not be fetched, so nothing can be sealed yet. Your files are safe where they are.",
  },
  steps: { acquiring: "Reading the mail", acquiringMany: "Reading the mails" },
  done: {
    closed: "Done. You can close this page.",
    again: "Back to the start",
    missedWhat_one: "{{count}} mail could not be read. Its file is where it was.",
    missedWhat_other: "{{count}} mails could not be read. Their files are where they were.",
  },
  kept: {
    memory: "The sealed copy exists only while this page is open. Save the file now.",
    mailbox: "Nothing was sent or kept. Your files are where they were.",
    stopped: { nothing: "Nothing was sent. Your files are where they were." },
    next: "It is tried again by itself at {{time}}, as long as this page is open, and whenever it is opened again.",
  },
  problem: {
    SOURCE_UNAVAILABLE: "The file could not be read. It may have been moved or deleted. Choose it again.",
    SOURCE_EMPTY: "The file is empty.",
    SOURCE_CHANGED: "The file was changed meanwhile. Choose it again.",
    SOURCE_TIMEOUT: "The file could not be read in time.",
    PACKAGE_TOO_LARGE: "This is too large: a mail may have at most 150 MB.",
    STATEMENT_INVALID: "The server does not understand this report. It may be older than this page.",
    other: "Something went wrong on this page. It was not you.",
  },
  code: {
    what: "It lets your reports in. It does not say who you are. Ask the people who gave you this page's address.",
  },
};

export const report = {
  choose: {
    heading: "Choose the mail you saved",
    files: "Choose files",
    folder: "Choose a folder",
    drop: "Or drop files or a folder here.",
    kinds: "Mails as .eml, .msg or .mbox, or a .zip of them. Nothing leaves this device yet.",
    more: "Add more",
    how: "How do I save a mail?",
  },
  foot: { languages: "Language" },
};
