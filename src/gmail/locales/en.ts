/** What the cards in Gmail say beside the words of pane and report page. Short, kind, verb first. */
export const gmail = {
  from: "It says it is from",
  leaveOut: "Tick who must not read it",
  leaveOutWhat: "Whoever you leave out cannot open it, and does not see that you left them out.",
  notEverybody: "Not everybody fits on this card. To leave out someone else, use the report page.",
  desk: "{{name}}: {{people}}",
  sealedHere:
    "Your report is sealed in the memory of your organisation's server, not on this device. Until it is sealed, that server could read the mail. Nothing of the mail is stored there unsealed.",
  named:
    "The sealed report holds your number at Google. The mail itself names the mailbox that it was sent to.",
  device: "Seal on my device instead",
  deviceHow: "First download the mail from Gmail's menu (⋮). Then drop the file on the page that opens.",
  noAnswer: "No answer",
  conversation_one: "Report the whole conversation ({{count}} mail)",
  conversation_other: "Report the whole conversation ({{count}} mails)",
  home: {
    how: "Open the mail that you want to report. Then open Zegel beside it, or below it on a phone.",
    page: "Open the report page",
    pageWhat: "On the report page you can hand in mails that you saved as files.",
  },
  blocked: {
    heading: "Report it from your own device",
    what: "Your organisation has reports sealed on people's own devices only. Nothing of the mail was read here. It is safe where it is.",
    noPage: "Ask your security desk how to hand it in.",
  },
  look: "Look again",
  again: "Try again",
  working: "Your report is still being made. Look again in a moment. You may leave: it goes on by itself.",
  waiting:
    "The sealed copy is kept on the server. Nobody can read it there. It is sent by itself as soon as that works.",
  refused:
    "The sealed copy is kept on the server. Nobody can read it there. Call your security desk and give them your reference.",
  failed:
    "Nothing was sent, and nothing was kept. The mail is where it was. What you filled in is still here.",
  reopen: "Open the mail again. Then report it from there.",
  restMissed:
    "The other mails of this conversation could not be had. They are where they were. Open them one by one to report them.",
  notReadBy: "Cannot read it: {{names}}, and the server where sealed reports are kept.",
  keptOnly: "Cannot read it: the server where sealed reports are kept.",
  receipt: "Open my receipt",
  receiptWhat: "Keep the link to yourself: it shows your receipt to whoever has it.",
} as const;

type Words<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Words<T[Key]> };
/** Every language has all of them, or does not compile. */
export type GmailTexts = Words<typeof gmail>;
