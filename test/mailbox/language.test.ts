/** In which language somebody is answered, and that every word is there in all of them. */
import { viewMessage } from "../../src/core/analysis/message-view.ts";
import { answerText } from "../../src/mailbox/answer-text.ts";
import { answerLanguage, LANGUAGES } from "../../src/mailbox/language.ts";
import type { KeptReport } from "../../src/sealer/ports.ts";
import { DIRECTORY } from "./fake-sealer.ts";

const view = (...fields: string[]) => viewMessage(Buffer.from(`${fields.join("\r\n")}\r\n\r\n`));
const choose = (fields: string[], words = "", fallback = "nl") =>
  answerLanguage(view(...fields), words, fallback);

test.each([
  [["Content-Language: de-AT"], "", "de"],
  [["Accept-Language: fr-CH, en;q=0.5"], "", "fr"],
  [["Accept-Language: pt, sv, en-GB"], "", "en"],
  [["Content-Language: nl", "Accept-Language: en-US"], "", "nl"],
  [["Content-Language: xx"], "Bitte sehen Sie sich das an, ich habe es erhalten.", "de"],
  [["Subject: WG: x"], "", "de"],
  [["Subject: TR : x"], "", "fr"],
  [["Subject: =?utf-8?q?Doorst=3A_x?="], "", "nl"],
  [["Subject: FW: x"], "", "nl"],
  [["Subject: WG: x"], "Please have a look at this, I received it from the sender.", "en"],
])("%j %j: %s", (fields, words, language) => {
  expect(choose(fields, words)).toBe(language);
});

test.each([
  ["Hierbij een mail die ik vanochtend heb gekregen van deze man.", "nl"],
  ["Please find attached the mail that I received this morning.", "en"],
  ["Anbei eine Mail, die ich heute erhalten habe und nicht verstehe.", "de"],
  ["Bonjour, voici le message que j’ai reçu, je ne sais pas quoi faire.", "fr"],
])("%s", (words, language) => {
  expect(choose([], words, "en")).toBe(language);
});

test("an organisation's language that there are no words for", () => {
  expect(choose([], "", "sv")).toBe("en");
});

const report = (changes: Partial<KeptReport> = {}): KeptReport => ({
  packageDigest: `sha256:${"a".repeat(64)}`,
  reference: "ZG-7K3M-92QF",
  sealedAt: 0,
  state: "sent",
  lastError: null,
  answer: { v: 1, entry: "", proof: "", timestamp: null, opened: null, readToken: "t".repeat(30) },
  readBy: ["An"],
  recoveryOnly: null,
  demo: false,
  mails: 2,
  missed: 1,
  language: "en",
  note: null,
  ...changes,
});
const note = {
  v: 1,
  to: "hr@org.example",
  inReplyTo: null,
  inline: true,
  winmail: true,
  missed: 1,
  interimSent: false,
} as const;

describe.each(LANGUAGES)("%s", (language) => {
  test.each(["receipt", "interim"] as const)(
    "%s: every word is there, every value filled in",
    async (kind) => {
      for (const inline of [true, false])
        for (const readBy of [["An", "Bo"], []])
          for (const directory of [DIRECTORY.directory, null]) {
            const facts = {
              kind,
              note: { ...note, inline },
              directory,
              reportPage: "https://meld.org.example/",
              replyTo: "mens@org.example",
              receiptName: "receipt-ZG-7K3M-92QF.zip",
            };
            const recoveryOnly = readBy.length === 0 ? ("expired" as const) : null;
            const { subject, text } = await answerText({
              ...facts,
              report: report({ language, readBy, recoveryOnly }),
            });
            for (const words of [subject, text]) {
              expect(words).toContain("ZG-7K3M-92QF");
              expect(words).not.toMatch(/\{\{|\}\}|mailbox\.|pane\.|later\.|undefined|null/);
            }
            expect(text).toContain("112");
            expect(text).toContain("mens@org.example");
          }
    },
  );

  test("an interim answer never says that it arrived", async () => {
    const { text, subject } = await answerText({
      kind: "interim",
      note: { ...note, inline: false },
      directory: null,
      reportPage: null,
      replyTo: undefined,
      receiptName: "x",
      report: report({ language, state: "sealed", answer: null }),
    });
    expect(`${subject} ${text}`).toMatch(/NOT yet|NOG NIET|NOCH NICHT|PAS ENCORE/);
    expect(text).not.toContain("receipt-");
  });
});

test("an unknown language is answered in English", async () => {
  const { language } = await answerText({
    kind: "receipt",
    note,
    directory: null,
    reportPage: null,
    replyTo: undefined,
    receiptName: "x",
    report: report({ language: "sv" }),
  });
  expect(language).toBe("en");
});
