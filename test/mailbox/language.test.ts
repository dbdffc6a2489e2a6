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

test.each([
  ["en", "DEMONSTRATION."],
  ["nl", "DEMONSTRATIE."],
  ["de", "VORFÜHRUNG."],
  ["fr", "DÉMONSTRATION."],
])("%s: a demo says so first, and nothing else does", async (language, stamp) => {
  const written = async (demo: boolean) =>
    await answerText({
      kind: "receipt",
      note,
      directory: null,
      reportPage: null,
      replyTo: undefined,
      receiptName: "x",
      report: report({ language, demo }),
    });
  expect((await written(true)).text.startsWith(stamp)).toBe(true);
  expect((await written(false)).text).not.toContain(stamp);
});

describe.each([
  ["en", "day and night", "Click nothing", "This mailbox read your mail", "Someone calls you today."],
  ["nl", "dag en nacht", "Klik nergens op", "Deze mailbox las je mail", "Iemand belt je vandaag."],
  ["de", "Tag und Nacht", "Klicken Sie nichts", "Dieses Postfach hat Ihre Mail", "Someone calls you today."],
  ["fr", "jour et nuit", "Ne cliquez sur rien", "Cette boîte a lu votre message", "Someone calls you today."],
] as const)("%s: to somebody in fear", (language, hours, click, read, next) => {
  const written = async (kind: "receipt" | "interim", inline: boolean) => {
    const { text } = await answerText({
      kind,
      note: { ...note, inline },
      directory: DIRECTORY.directory,
      reportPage: "https://meld.org.example/",
      replyTo: undefined,
      receiptName: "receipt-ZG-7K3M-92QF.zip",
      report: report({ language }),
    });
    return text;
  };

  test("danger first, a person to call, what happens next in the organisation's words", async () => {
    const text = await written("receipt", false);
    expect(text.split("\n")[0]).toMatch(/\?.*112/);
    expect(text).toMatch(new RegExp(`^Meldpunt, ${hours}\u202f?: \\+31 20 5550100$`, "m"));
    expect(text).toContain(next);
    expect(await written("interim", false)).toContain("+31 20 5550100");
  });

  test("who could read it on its way is said, in every answer", async () => {
    for (const kind of ["receipt", "interim"] as const) expect(await written(kind, true)).toContain(read);
  });

  test("an ordinary forward is asked for once more, so forwarding is not forbidden outright", async () => {
    const text = await written("receipt", true);
    const { paneLater } = (await import(`../../src/ui/locales/${language}/pane-later.ts`)) as {
      paneLater: { readonly advice: { readonly general: string } };
    };
    expect(text).toContain(language === "de" ? "Strg+Alt+F" : "Ctrl+Alt+F");
    expect(text).toContain(click);
    expect(text).not.toContain(paneLater.advice.general);
  });

  test("headings end as the language writes them, lines are no longer than a paragraph", async () => {
    const text = await written("receipt", true);
    if (language === "fr") expect(text).not.toMatch(/[\p{L} ]:$/mu);
    else expect(text).not.toMatch(/\s:$/m);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(500);
  });
});

test("a directory's line breaks do not end a line of an answer", async () => {
  const [person] = DIRECTORY.directory.contacts;
  const { text } = await answerText({
    kind: "receipt",
    note,
    directory: {
      ...DIRECTORY.directory,
      contacts: [{ ...(person as NonNullable<typeof person>), name: "Meld\r\npunt" }],
    },
    reportPage: null,
    replyTo: undefined,
    receiptName: "x",
    report: report({ readBy: ["An\r\nBo"] }),
  });
  expect(text).toContain("Meld punt, day and night");
  expect(text).toContain("An Bo");
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
