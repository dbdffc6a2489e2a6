/** What the views draw of hostile content: text, never markup. Drawn without a browser. */
import { renderToStaticMarkup } from "react-dom/server";
import type { ReactNode } from "react";
import { utf8 } from "../../src/core/base/bytes.ts";
import { createConsoleStore } from "../../src/console/console-store.ts";
import { createKeyHolder } from "../../src/console/key-holder.ts";
import { consoleTexts as en } from "../../src/console/locales/en.ts";
import { consoleTexts as nl } from "../../src/console/locales/nl.ts";
import type { ConsoleServer } from "../../src/console/ports.ts";
import { ConsoleApp } from "../../src/console/views/app.tsx";
import { AnalysisTab } from "../../src/console/views/analysis-tab.tsx";
import { HeadersTab } from "../../src/console/views/headers-tab.tsx";
import { SourceTab } from "../../src/console/views/source-tab.tsx";
import { common as commonEn } from "../../src/ui/locales/en/common.ts";
import { common as commonNl } from "../../src/ui/locales/nl/common.ts";
import { loadAnalysisTexts } from "../../src/ui/analysis/load-texts.ts";
import { makeTranslator, TextProvider, type Texts, ThemedRoot } from "../../src/ui/index.ts";
import { emptyMemory, honestServer, makeWorld, NOW, type Stored, type World } from "./world.ts";

const TEXTS: Record<"en" | "nl", Texts> = {
  en: { common: commonEn, console: en },
  nl: { common: commonNl, console: nl },
};
beforeAll(async () => {
  for (const language of ["en", "nl"] as const)
    TEXTS[language] = { ...TEXTS[language], analysis: await loadAnalysisTexts(language) };
});

function draw(node: ReactNode, language: "en" | "nl" = "en"): string {
  const html = renderToStaticMarkup(
    <ThemedRoot theme="light">
      <TextProvider translator={makeTranslator(language, TEXTS[language])}>{node}</TextProvider>
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
  const app = (language: "en" | "nl" = "en") =>
    draw(
      <ConsoleApp store={store} build={world.build} languages={["en", "nl"]} onLanguage={() => {}} />,
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

  test.each(["en", "nl"] as const)("opened report, %s: every text has its words", async (language) => {
    const { store, one, app } = await openHostile();
    await store.open(one.listed);
    const html = app(language);
    expectInert(html);
    expect(html).toContain(
      language === "en"
        ? "It does not show that the mail was received"
        : "Zij laat niet zien dat de mail is ontvangen",
    );
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

describe("texts", () => {
  test("Dutch has the values that English has", () => {
    const values = (texts: object, path = ""): [string, string][] =>
      Object.entries(texts).flatMap(([key, value]) =>
        typeof value === "string"
          ? [[`${path}.${key}`, (value.match(/\{\{?\w+\}?\}/g) ?? []).sort().join()] as [string, string]]
          : values(value as object, `${path}.${key}`),
      );
    expect(values(nl).sort()).toEqual(values(en).sort());
  });
});
