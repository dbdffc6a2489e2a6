/** What the buttons say in four languages, what the spam dialog hands over, and classic Outlook's script. */
import * as fc from "fast-check";
import { classicWords } from "../../src/taskpane/commands/classic-words.ts";
import type { Outcome } from "../../src/taskpane/commands/outcome.ts";
import { SPAM_OPTIONS, spamAnswers } from "../../src/taskpane/commands/spam-answers.ts";
import { barText, spamDialog } from "../../src/taskpane/commands/telling.ts";
import { commandWords } from "../../src/taskpane/commands/words.ts";

const LANGUAGES = ["en-GB", "nl-NL", "de-DE", "fr-FR"];
const received = { kind: "received", reference: "ZG-7K3M-92QF", demo: false } as const;
const OUTCOMES: readonly Outcome[] = [
  { ...received, missed: 0 },
  { ...received, missed: 20, demo: true },
  { kind: "kept" },
  { kind: "not-sent" },
  { kind: "no-mail" },
  { kind: "under-way" },
];

describe.each(LANGUAGES)("%s", (language) => {
  const words = commandWords(language);

  test.each(OUTCOMES)("$kind fits into the line that Outlook shows", (outcome) => {
    const { text } = barText(outcome, words);
    expect(text.length).toBeLessThanOrEqual(150);
    expect(text).toMatch(/Zegel/);
    if (outcome.kind === "received") expect(text).toContain("ZG-7K3M-92QF");
    if (outcome.kind === "received") expect(text.startsWith(words.demo)).toBe(outcome.demo);
  });

  test("what was not received is never called received", () => {
    const others = OUTCOMES.filter(({ kind }) => kind !== "received");
    const good = words.received("").split(/[^\p{L}]+/u)[1] as string;
    expect(good).not.toBe("");
    for (const outcome of others) {
      expect(barText(outcome, words).text).not.toContain(good);
      expect(spamDialog(outcome, words).showPostProcessingDialog.title).not.toBe(words.dialog.received);
    }
  });

  test("classic Outlook: nothing was sent, in its own words", () => {
    const { title, notSent } = classicWords(language);
    expect(title).not.toBe("");
    expect(notSent).not.toBe(language.startsWith("en") ? "" : classicWords("en").notSent);
  });
});

test("another language, and what is none: English", () => {
  expect(commandWords("es-ES")).toBe(commandWords("en"));
  expect(classicWords(undefined)).toBe(classicWords("en"));
  expect(commandWords("constructor")).toBe(commandWords("en"));
  expect(classicWords("constructor").title).toBe(classicWords("en").title);
});

describe("the spam dialog's answers", () => {
  test.each(SPAM_OPTIONS.map((kind, index) => [index, kind] as const))("option %i is %s", (index, kind) => {
    const options = SPAM_OPTIONS.map((_, other) => other === index);
    expect(spamAnswers(options, "")).toMatchObject({
      kind: { state: "answered", value: kind },
      comment: { state: "not-answered" },
    });
    // As office.js hands lists over: an object with the same keys.
    expect(spamAnswers({ ...options }, "").kind).toEqual({ state: "answered", value: kind });
  });

  test("several: the gravest is the kind, all of them stand before the reporter's words", () => {
    expect(spamAnswers([false, true, false, true, false], "help")).toMatchObject({
      kind: { value: "blackmail" },
      comment: { state: "answered", value: "[blackmail, stalking] help" },
    });
  });

  test("whatever the host hands over: never a throw, never an endless text", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (options, freeText) => {
        const { comment } = spamAnswers(options, freeText);
        if (comment.state === "answered") expect(comment.value.isWellFormed()).toBe(true);
      }),
    );
    const { comment } = spamAnswers([], "\ud83d\ude00".repeat(10_000));
    expect(comment.state === "answered" && comment.value.length).toBeLessThanOrEqual(4000);
  });
});

describe("classic Outlook's script", () => {
  type Handler = (event: { completed: (options: object) => void }) => void;

  /** Runs the script anew in a runtime that has this much of Office. */
  function load(context: unknown): Handler {
    const handlers = new Map<string, Handler>();
    const actions = { associate: (name: string, handler: Handler) => handlers.set(name, handler) };
    Object.assign(globalThis, { Office: { actions, context } });
    jest.isolateModules(() => require("../../src/taskpane/commands/spam-report-classic.ts"));
    return handlers.get("onSpamReport") as Handler;
  }
  afterEach(() => {
    delete (globalThis as { Office?: unknown }).Office;
  });

  test("opens the pane where the host lets it", () => {
    const told: object[] = [];
    const requirements = {
      isSetSupported: (set: string, version: string) => `${set} ${version}` === "Mailbox 1.15",
    };
    load({ requirements, displayLanguage: "nl-NL" })({ completed: (options) => told.push(options) });
    expect(told).toEqual([
      { moveItemTo: "noMove", onErrorDeleteItem: false, commandId: "ZegelReportButton" },
    ]);
  });

  test.each([undefined, {}, { requirements: { isSetSupported: () => false }, displayLanguage: "nl-NL" }])(
    "says that nothing was sent where it does not (%j)",
    (context) => {
      const told: object[] = [];
      load(context)({ completed: (options) => told.push(options) });
      const words = classicWords((context as { displayLanguage?: string } | undefined)?.displayLanguage);
      expect(told).toEqual([
        {
          moveItemTo: "noMove",
          onErrorDeleteItem: false,
          showPostProcessingDialog: { title: words.title, description: words.notSent },
        },
      ]);
    },
  );
});
