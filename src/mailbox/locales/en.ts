/** What the forwarding mailbox answers. Short sentences, the verb first; what screens say too comes from their texts. */
export const mailbox = {
  subject: {
    receipt: "Zegel: receipt {{reference}}",
    interim: "Zegel: kept, NOT yet sent {{reference}}",
  },
  danger: "{{question}} Call {{number}}.",
  heading: "{{text}}:",
  contact: "{{name}}, {{label}}: {{phone}}",
  arrived: "Your report has arrived. Reference: {{reference}}",
  kept: "Your report is sealed and kept. It is NOT yet sent. Reference: {{reference}}",
  keptNext: "It is sent by itself as soon as that works. Then you get the receipt. You need not do anything.",
  keptUrgent: "Call someone if it cannot wait.",
  inline: {
    heading: "Please send it once more, as an attachment",
    why: "Your mail was forwarded the ordinary way. That loses the original's header, and the header shows where the mail came from. What arrived is kept: text and files.",
    how: "How to forward as an attachment:",
    outlook:
      "Outlook: select the mail and press Ctrl+Alt+F. New Outlook and Outlook on the web: start a new mail and drag the mail into it.",
    thunderbird: "Thunderbird: choose Message, Forward As, Attachment.",
    apple: "Apple Mail: select the mail and choose Message, Forward as Attachment.",
    gmail:
      "Gmail in a browser: select the mail in the list, open the menu with the three dots, choose Forward as attachment.",
    again: "Send it to the same address. It becomes a report of its own.",
  },
  winmail:
    "Outlook wrapped the files in one of its own (winmail.dat). It is kept as it came. If a mail was in it, please send that mail once more, in HTML or plain text instead of rich text.",
  mailsInline: "The text and the files of your mail are in it.",
  missed_one: "{{count}} attached mail did not fit. Please send it once more, in a mail of its own.",
  missed_other: "{{count}} attached mails did not fit. Please send them once more, in another mail.",
  link: "Your receipt on the report page. Do not pass this link on:",
  receiptFile: "The receipt is attached: {{name}}",
  recoveryOnly: "Only the holder of the recovery key can open it now.",
  locality:
    "Cannot read it: the server where sealed reports are kept. This mailbox read your mail in its memory to seal it and keeps nothing of it unsealed. What you forwarded also lies in your sent mail, and can lie on your organisation’s mail servers.",
  leave:
    "Leave the mail where it is. Do not delete it and do not answer it. Click nothing in it. Forward it to nobody else.",
  keep: "Keep everything. Write down what you see and when.",
  automatic: "This answer was written by a program. Nobody reads answers to it.",
  replyTo: "This answer was written by a program. If you answer it, a person reads that: {{address}}",
};
