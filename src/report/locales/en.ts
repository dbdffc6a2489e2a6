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
    again: "Report something else",
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
  reading: {
    label: "Looking for mails",
    count: "{{done}} of {{total}} files",
    stop: "Stop",
  },
  found: {
    count_one: "{{count}} mail was found",
    count_other: "{{count}} mails were found",
    list: "Mails that go along",
    noSender: "No sender is named",
    noDate: "no date",
    subjects: "Show the subjects",
    remove: "Leave out",
    removeOne: "Leave out the mail from {{sender}}",
    clear: "Start over",
    pages: "Pages of the list",
    page: "{{from}} to {{to}} of {{count}}",
    previous: "Previous",
    next: "Next",
    again_one: "{{count}} file was chosen before. It goes along once.",
    again_other: "{{count}} files were chosen before. They go along once.",
  },
  grade: {
    file: "The mail's file, untouched",
    apple: "Apple Mail's file: the mail in it, untouched",
    mailbox: "From a mailbox file, which may have changed a few lines",
    converted: "Saved in another form than it was sent. The original is better, if you can get it",
  },
  left: {
    heading_one: "{{count}} thing was left out",
    heading_other: "{{count}} things were left out",
    more_one: "and {{count}} more",
    more_other: "and {{count}} more",
    "not-a-mail": "This is not a mail.",
    "web-page": "A saved web page. It lacks where the mail came from. Save the mail as a file.",
    "mac-link": "Only a link to the mail. Save the mail itself as a file.",
    empty: "The file is empty.",
    "too-large": "Too large to be read here: a mail may have 150 MB, all that is unpacked together 1 GB.",
    "too-many": "These are more mails than can be read at a time. Add the others after this report.",
    unreadable: "It could not be read. It may have been moved or deleted.",
    "zip-encrypted": "This ZIP has a password. Unpack it first.",
    "zip-damaged": "This ZIP is damaged. Unpack what you can, and choose the mails.",
    "zip-method": "This ZIP is packed in a way that cannot be read here. Unpack it first.",
    "zip-bomb": "This ZIP would unpack to far more than it should. It was not opened.",
    "zip-too-deep": "A ZIP inside of another. Unpack it first.",
    "zip-too-many": "This ZIP holds too many files.",
    "submission-damaged": "This sealed report is damaged. Look for another copy of it.",
    "submission-foreign": "This sealed report is for another organisation.",
  },
  remark: {
    cut: "There were more files than can be looked at together. Add the others afterwards.",
    "link-only": "Your mail program handed over no file. Save the mail as a file first, then choose it here.",
    lost: "What you shared did not get here. Share it again, or choose the file.",
  },
  handed: {
    heading: "Sealed reports that you handed in",
    count_one: "{{count}} sealed report",
    count_other: "{{count}} sealed reports",
    notYet: "NOT yet sent",
    sent: "Sent, receipt checked",
    receipt: "Save the receipt",
  },
  receipt: {
    heading: "Your receipt",
    reference: "Your reference",
    looking: "Getting the receipt and checking it…",
    received: "Received, content not seen.",
    unseen:
      "Your report lies sealed at your organisation. The server that received it cannot open it. The receipt was checked on this device.",
    stamped: "Timestamped {{time}}.",
    late: "The independent timestamp is still on its way.",
    unvouched: "There is a timestamp. Your organisation's list names nobody who vouches for it.",
    opened: "An investigator has opened it.",
    notOpened: "No investigator has confirmed yet that it was opened.",
    save: "Save the receipt",
    what: "The receipt shows that your report was received. It does not hold the mail.",
    notSaved: "That did not work. Try again.",
    again: "Look again",
    unknown:
      "No receipt was found. Open the whole link from the answer that you got, or ask your security desk.",
    private:
      "Nothing of this is kept on this device unless you save it. Whoever has your link can see this page too.",
    close: "Close",
  },
  foot: { languages: "Language" },
};
