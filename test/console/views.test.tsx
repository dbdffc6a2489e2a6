/** What the views draw of hostile content: text, never markup. Drawn without a browser. */
import { renderToStaticMarkup } from "react-dom/server";
import type { ReactNode } from "react";
import { utf8 } from "../../src/core/base/bytes.ts";
import { createConsoleStore } from "../../src/console/console-store.ts";
import { createKeyHolder } from "../../src/console/key-holder.ts";
import { LANGUAGES, textLoaders } from "../../src/console/texts.ts";
import type { ConsoleServer } from "../../src/console/ports.ts";
import { ConsoleApp } from "../../src/console/views/app.tsx";
import { AnalysisTab } from "../../src/console/views/analysis-tab.tsx";
import { HeadersTab } from "../../src/console/views/headers-tab.tsx";
import { SourceTab } from "../../src/console/views/source-tab.tsx";
import { makeTranslator, TextProvider, type Texts, ThemedRoot } from "../../src/ui/index.ts";
import { digestNow } from "../core/seal/sample.ts";
import { MAIL, type ReportWish } from "./sealed-report.ts";
import { emptyMemory, honestServer, makeWorld, NOW, type Stored, type World } from "./world.ts";

type Language = (typeof LANGUAGES)[number];
const TEXTS: Partial<Record<Language, Texts>> = {};
beforeAll(async () => {
  for (const language of LANGUAGES) TEXTS[language] = (await textLoaders[language]?.()) ?? {};
});

function draw(node: ReactNode, language: Language = "en"): string {
  const html = renderToStaticMarkup(
    <ThemedRoot theme="light">
      <TextProvider translator={makeTranslator(language, TEXTS[language] ?? {})}>{node}</TextProvider>
    </ThemedRoot>,
  );
  // The one style element that Fluent makes for its theme; every other one would be the mail's.
  return html.replace(/<style id="fui-FluentProvider[^<]*<\/style>/, "");
}

const HOSTILE = [
  "From: =?utf-8?q?=3Cscript=3Ealert=281=29=3C/script=3E?= <x@example.org>",
  "Subject: <script>alert(1)</script> exe\u202Egpj.exe {{count}} $t(console.title)",
  "X-Image: <img src=x onerror=alert(1)>",
  `X-Long: ${"a".repeat(50_000)}`,
  "",
  "<iframe srcdoc='<script>1</script>'></iframe>\0\u001B[31m",
  "",
].join("\r\n");

async function storeWith(world: World, lies: Partial<ConsoleServer> = {}) {
  const store = createConsoleStore({
    build: world.build,
    connect: () => ({ ...honestServer(world), ...lies }),
    startKeyHolder: createKeyHolder,
    memory: emptyMemory(),
    now: () => NOW,
    random32: () => new Uint8Array(32),
  });
  await store.unlock({ file: world.identityFile(), passphrase: null });
  return store;
}

async function openHostile(lies: (one: Stored) => Partial<ConsoleServer> = () => ({})) {
  const world = await makeWorld();
  const one = await world.addReport({
    mails: [HOSTILE],
    report: { comment: { state: "answered", value: HOSTILE } },
  });
  const store = await storeWith(world, lies(one));
  const app = (language: Language = "en") =>
    draw(
      <ConsoleApp store={store} build={world.build} languages={LANGUAGES} onLanguage={() => {}} />,
      language,
    );
  return { world, one, store, app };
}

function expectInert(html: string): void {
  expect(html).not.toMatch(/<(script|img|iframe|object|embed|base|form|link|meta|style)\b/i);
  expect(html).not.toMatch(/\u202E|\0|\u001B/);
  expect(html).not.toMatch(/<[^>]*\son(error|load|click)=/i);
}

describe("hostile mail content is drawn as text", () => {
  test("list", async () => {
    const { app } = await openHostile();
    const html = app();
    expectInert(html);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; exe");
    expect(html).toContain("U+202E");
    expect(html).toContain("{{count}} $t(console.title)");
  });

  test.each<[Language, string]>([
    ["en", "It does not show that the mail was received"],
    ["nl", "Zij laat niet zien dat de mail is ontvangen"],
    ["de", "Sie zeigt nicht, dass die Mail empfangen wurde"],
    ["fr", "Il ne montre pas que le courriel a été reçu"],
  ])("opened report, %s: every text has its words", async (language, sentence) => {
    const { store, one, app } = await openHostile();
    await store.open(one.listed);
    const html = app(language);
    expectInert(html);
    expect(html).toContain(sentence);
    expect(html.replaceAll("$t(console.title)", "")).not.toMatch(/(?:console|common|analysis)\.[a-zA-Z]+\./);
    for (const claim of ["log-view", "inclusion", "timestamp-authority", "device"])
      expect(html).not.toContain(`· ${claim}`);
  });

  test("source, header fields, analysis", async () => {
    const { store, one } = await openHostile();
    await store.open(one.listed);
    const state = store.getState();
    if (state.stage !== "open" || state.report?.state !== "examined") throw new Error("not open");
    const { examination } = state.report.fetched;
    if (examination.state !== "shown") throw new Error("refused");
    const [message] = examination.content.messages;
    if (message === undefined) throw new Error("no message");
    const source = draw(<SourceTab message={message} reference="ZG-0000-0000" mark={null} onBack={null} />);
    const headers = draw(<HeadersTab message={message} onShow={() => {}} />);
    const analysis = draw(
      <AnalysisTab analysis={message.analysis} octets={null} reference="ZG-0000-0000" onShow={() => {}} />,
    );
    for (const html of [source, headers]) {
      expectInert(html);
      expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    }
    expectInert(analysis);
    expect(source).toContain("␀");
    expect(source).toContain("␛");
    expect(message.sources[0]?.octets).toEqual(utf8(HOSTILE));
  });

  test("a refused package: code and words, the way to save it, nothing of its content", async () => {
    const { store, one, app } = await openHostile((stored) => ({
      package: async () => {
        const octets = stored.package.slice();
        octets[octets.length - 1] = (octets[octets.length - 1] as number) ^ 1;
        return octets;
      },
    }));
    await store.open(one.listed);
    const html = app();
    expect(html).toContain("DIGEST_MISMATCH");
    expect(html).toContain("Save the sealed package");
    expect(html).not.toContain("alert(1)");
    expect(html).not.toContain("Seal verified");
  });

  test("a package that is not sealed to the reader, and one that was erased", async () => {
    const world = await makeWorld();
    const foreign = await world.addReport({
      recipients: [world.keys.bram.recipient, world.keys.recovery.recipient],
    });
    const gone = await world.addReport();
    gone.listed = { ...gone.listed, erased: true };
    const store = await storeWith(world);
    const html = draw(
      <ConsoleApp store={store} build={world.build} languages={["en"]} onLanguage={() => {}} />,
    );
    expect(html).toContain("Not sealed to you");
    expect(html).toContain("Erased");
    expect(html).toContain(foreign.listed.package.slice(7, 15));
  });

  test("an empty list, and a demo build before anything is unlocked", async () => {
    const world = await makeWorld();
    const store = await storeWith(world);
    expect(
      draw(<ConsoleApp store={store} build={world.build} languages={["en"]} onLanguage={() => {}} />),
    ).toContain("No report yet");
    store.lock("locked");
    const demo = { ...world.build, allowDemo: true };
    const html = draw(<ConsoleApp store={store} build={demo} languages={["en"]} onLanguage={() => {}} />);
    expect(html).toContain("DEMONSTRATION");
    expect(html).toContain("gone from memory");
  });
});

/** Everything that a device may put into a package beside its mails, written by somebody who means harm. */
const EVIL = "<img src=x onerror=alert(1)>\u202Egpj.exe {{count}} $t(console.title)";
const EVERYTHING: ReportWish = {
  mails: [HOSTILE, "From: b@example.org\r\nSubject: second\r\n\r\nx\r\n"],
  report: { suspicion: { state: "answered", value: `SUSPECT ${EVIL}` }, confidential: true },
  files: [{ name: `FILE ${EVIL}`, mediaType: `text/${EVIL}`, octets: utf8("screenshot") }],
  second: { octets: utf8("From: c@example.org\r\n<b>: x\r\n\r\ny\r\n"), agrees: true },
  acquisition: {
    timeZone: "withheld",
    clockOffsetMs: -3_723_000,
    custodian: { role: "reporter", subject: `tenant/${EVIL}` },
    item: { "graph.receivedDateTime": `CLAIM ${EVIL}`, [`ews.${EVIL}`]: 1, "shared.owner": null },
    errors: [
      { step: "selection", code: "SOURCE_TIMEOUT", detail: `mail 3 of 3, subject ${EVIL}` },
      { step: "extras", code: "NOT_READ", detail: `file 2 of 2 ${EVIL}` },
      { step: `call ${EVIL}`, code: "9018", detail: EVIL },
    ],
  },
};

describe("what a package holds beside its mails", () => {
  async function opened(wish: ReportWish, language: Language = "en") {
    const world = await makeWorld();
    const one = await world.addReport(wish);
    const store = await storeWith(world);
    await store.open(one.listed);
    const html = draw(
      <ConsoleApp store={store} build={world.build} languages={LANGUAGES} onLanguage={() => {}} />,
      language,
    );
    return { html, text: html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ") };
  }

  test.each(LANGUAGES)("%s: hostile names are text, every text has its words", async (language) => {
    const { html, text } = await opened(EVERYTHING, language);
    expectInert(html);
    expect(text.replaceAll("$t(console.title)", "")).not.toMatch(/(?:console|common|analysis)\.[a-zA-Z]+\./);
    for (const word of ["SUSPECT", "FILE", "CLAIM"]) expect(text).toContain(`${word} &lt;img src=x`);
    expect(text.replaceAll("{{count}} $t", "")).not.toContain("{{");
  });

  test("confidential, missing mails, files, suspicion, clock, sign-in: each under its own name", async () => {
    const { html, text } = await opened(EVERYTHING);
    expect(text).toContain("Confidential report");
    expect(text).toContain("Time zone of the device withheld");
    expect(text).toMatch(/2 mails were asked for and are missing/);
    expect(text).toContain("the mail program did not answer in time SOURCE_TIMEOUT");
    expect(text).toContain("Files that are not in the package");
    expect(text).toContain("1 h 2 min behind the server");
    expect(text).toContain("By the token service&#x27;s word");
    expect(text).toContain(digestNow(utf8("screenshot")).slice(7));
    expect(html).toContain('aria-label="Save file 1"');
    const [facts, suspicion] = html.split("The reporter&#x27;s suspicion");
    expect(facts).not.toContain("SUSPECT");
    expect(suspicion).toContain("SUSPECT");
  });

  test("two methods: what was recorded and what the octets show, and that they contradict", async () => {
    const { text } = await opened(EVERYTHING);
    expect(text).toContain("The record and the octets contradict each other");
    expect(text).toContain(
      "As the device recorded it the same mail Computed here from both files different octets",
    );
    expect(text).toMatch(/Header fields of the second method alone: From, &lt;b&gt;/);
  });

  test("two methods that agree, as recorded: no alarm", async () => {
    const { text } = await opened({ second: { octets: utf8(MAIL), agrees: true } });
    expect(text).toContain("Computed here from both files the same mail");
    expect(text).not.toContain("contradict");
  });

  test.each([
    ["gmail.format-raw", { "gmail.id": "17", "zegel.x": 1 }, "Gmail, on the mail", "reporter"],
    ["smtp.attached", { "smtp.helo": "mx", "forward.from": "hr@example.org" }, "The forwarding mail", "hr"],
  ] as const)(
    "%s: sealed by a service is said wherever a device would be named",
    async (method, item, by, role) => {
      const custodian = { role, subject: "google/1" };
      const { text } = await opened({
        acquisition: { method, item, custodian, provenance: "fetched-by-service" },
      });
      expect(text).toContain("Sealed on a server");
      expect(text).toContain("same installation of that service");
      expect(text).toContain("By the word of Google, or of the mail server");
      expect(text).toContain(by);
      expect(text).not.toContain("same browser profile");
      expect(text).not.toContain("made on the reporter");
    },
  );

  test.each([
    ["smtp.attached", true],
    ["gmail.format-raw", false],
  ] as const)(
    "%s: that an attachment can be invented is said where somebody attached it",
    async (method, said) => {
      const { text } = await opened({ acquisition: { method, provenance: "fetched-by-service" } });
      expect(text.includes("an attachment can be invented")).toBe(said);
    },
  );

  test("a supplied file speaks of itself: no mail program said anything of it", async () => {
    const { text } = await opened({
      acquisition: {
        method: "file.mbox",
        item: { name: "a.mbox", "mbox.offset": 7 },
        provenance: "supplied-file",
      },
    });
    expect(text).toContain("The supplied file, on itself");
    expect(text).toContain("The mailbox file that the mail lay in");
    expect(text).not.toContain("The mail program, on the item");
  });

  test("a plain report says nothing of what it has not", async () => {
    const { text } = await opened({});
    expect(text).toContain("Confidential not asked for");
    for (const title of [
      "Confidential report",
      "missing",
      "suspicion",
      "own files",
      "second time",
      "Claims of",
    ])
      expect(text).not.toContain(title);
    expect(text).not.toContain("Arrow keys");
  });
});

describe("texts", () => {
  test.each(LANGUAGES)("%s has the values that English has", (language) => {
    const values = (texts: Texts | string | undefined, path = ""): [string, string][] =>
      typeof texts !== "object"
        ? []
        : Object.entries(texts).flatMap(([key, value]) =>
            typeof value === "string"
              ? [[`${path}.${key}`, (value.match(/\{\{?\w+\}?\}/g) ?? []).sort().join()] as [string, string]]
              : values(value, `${path}.${key}`),
          );
    expect(values(TEXTS[language]?.["console"]).sort()).toEqual(values(TEXTS["en"]?.["console"]).sort());
    expect(values(TEXTS[language]?.["console"]).length).toBeGreaterThan(300);
  });

  test("every language is offered, and each says the title in its own words", () => {
    const subtitles = LANGUAGES.map((one) => makeTranslator(one, TEXTS[one] ?? {}).t("console.subtitle"));
    expect(new Set(subtitles).size).toBe(4);
  });
});
