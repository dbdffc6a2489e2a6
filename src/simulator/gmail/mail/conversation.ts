/** A conversation of four mails as Gmail holds one: three threats and the answer between them. Nobody in it is real. */
import { utf8 } from "../../../core/base/bytes.ts";

interface Sent {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** RFC 5322 date-time, and the time in Gmail's Received fields. */
  readonly date: string;
  readonly text: string;
}

const ACCUSER = '"Een Insider" <een.insider.1987@gmail.com>';
const REPORTER = "Noor Bakker <noor.bakker@voorbeeld.example>";
const SUBJECT = "Jullie afdeling Inkoop";

const SENT: readonly Sent[] = [
  {
    from: ACCUSER,
    to: REPORTER,
    subject: SUBJECT,
    date: "Mon, 16 Nov 2026 07:14:05 +0100",
    text: "Ik weet wat uw leidinggevende met de aanbesteding heeft gedaan.\nGrijp in, of ik doe het.",
  },
  {
    from: REPORTER,
    to: ACCUSER,
    subject: `Re: ${SUBJECT}`,
    date: "Mon, 16 Nov 2026 09:31:40 +0100",
    text: "Wie bent u, en waar gaat dit over?",
  },
  {
    from: ACCUSER,
    to: REPORTER,
    subject: `Re: ${SUBJECT}`,
    date: "Tue, 17 Nov 2026 22:58:12 +0100",
    text: "Dat doet er niet toe. U krijgt tot vrijdag.\nDaarna staat alles bij de krant, met namen.",
  },
  {
    from: ACCUSER,
    to: REPORTER,
    subject: `Re: ${SUBJECT}`,
    date: "Thu, 19 Nov 2026 06:02:51 +0100",
    text: "Nog één dag. Ik weet ook waar u woont.",
  },
];

/** Octets of the four, oldest first. Each names the ones before it. */
export function conversationMails(): Uint8Array<ArrayBuffer>[] {
  return SENT.map((mail, index) => utf8(mailOf(mail, index)));
}

function messageId(index: number): string {
  return `<CAF${index}k7Qe2vN8-pXr4tT@mail.gmail.com>`;
}

function mailOf({ from, to, subject, date, text }: Sent, index: number): string {
  const before = Array.from({ length: index }, (_, at) => messageId(at));
  const replies =
    index === 0 ? [] : [`In-Reply-To: ${messageId(index - 1)}`, `References: ${before.join("\r\n ")}`];
  return [
    `Delivered-To: noor.bakker@voorbeeld.example`,
    `Received: by 2002:a05:6402:${1000 + index}:b0:5f1:aaaa:bbbb with SMTP id z${index}csp;`,
    `        ${date}`,
    `MIME-Version: 1.0`,
    ...replies,
    `From: ${from}`,
    `Date: ${date}`,
    `Message-ID: ${messageId(index)}`,
    `Subject: ${subject}`,
    `To: ${to}`,
    `Content-Type: text/plain; charset="UTF-8"`,
    `Content-Transfer-Encoding: 8bit`,
    "",
    ...text.split("\n"),
    "",
  ].join("\r\n");
}
