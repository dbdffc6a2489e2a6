/** The real office.js in an iframe of the mailbox page, and our Outlook adapter on top of it. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { fixturesDir, openMail, openPane, openStage, type Stage } from "./stage.ts";

interface Acquired {
  digest: string | null;
  parts: Record<string, { name: string | null; mediaType: string | null; digest: string; length: number }>;
  record: {
    method: string;
    capture: string;
    provenance: string;
    item: Record<string, string | number | null>;
    host: Record<string, string>;
    errors: { step: string; code: string; detail: string }[];
  };
  code?: string;
  cause?: unknown;
}

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage?.close();
});
afterEach(async () => {
  await page?.close();
});

async function start(query = "", fileName = "accusation-1.eml"): Promise<Frame> {
  page = await stage.open(query);
  await openMail(page, fileName);
  return openPane(page);
}

function acquire(frame: Frame, deps: Record<string, number> = {}): Promise<Acquired> {
  return frame.evaluate(
    (given) => (window as never as { pane: { acquire(d: object): Promise<Acquired> } }).pane.acquire(given),
    deps,
  );
}

function fixture(name: string): Buffer {
  return readFileSync(join(fixturesDir, name));
}

function sha256(octets: Uint8Array): string {
  return createHash("sha256").update(octets).digest("hex");
}

const codes = (got: Acquired) => got.record.errors.map(({ step, code }) => `${step} ${code}`);

describe("office.js in the played host", () => {
  test("item, host, language and theme are those of the page", async () => {
    const frame = await start("?locale=nl-NL&theme=dark");
    const seen = await frame.evaluate(() => {
      const { office, host } = (
        window as never as {
          pane: { office: typeof import("../../src/hosts/outlook/office.ts"); host: string };
        }
      ).pane;
      return {
        host,
        summary: office.currentItemSummary(),
        language: office.hostLanguage(),
        theme: office.hostTheme(),
        description: office.hostDescription(),
        sets: (["1.8", "1.14", "1.15", "1.16"] as const).map((set) => office.supportsMailbox(set)),
      };
    });
    expect(seen).toMatchObject({
      host: "outlook",
      summary: {
        subject: "Wat uw managers doen – laatste kans om zelf op te treden",
        from: { name: "Klokkenluider V.G.", address: "klokkenluider.voorbeeldgroep.83415@gmail.com" },
      },
      language: "nl-NL",
      theme: "dark",
      description: { application: "OutlookWebApp", platform: "OfficeOnline" },
      sets: [true, true, true, false],
    });
  });

  test.each([
    "accusation-1.eml",
    "accusation-3.eml",
    "blackmail-proton.eml",
    "phishing-invoice.eml",
    "colleague.eml",
  ])("getAsFileAsync gives the octets of %s", async (name) => {
    const got = await acquire(await start("", name));
    expect(got.digest).toBe(sha256(fixture(name)));
    expect(got.record).toMatchObject({
      method: "office.getAsFileAsync",
      capture: "regenerated",
      provenance: "host-api",
      errors: [],
    });
  });

  test("a mail of more than 5 MB, 8-bit and in ISO 8859-1, dropped as a file, keeps its octets", async () => {
    const line = Buffer.from("Wij weten waar u woont, mevrouw Visser. \xe9\xeb\xef\xfc\r\n", "latin1");
    const head =
      "From: =?iso-8859-1?Q?Ren=E9?= <rene@example.org>\r\nSubject: gro\xf6t\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    const octets = Buffer.concat([
      Buffer.from(head, "latin1"),
      ...Array.from({ length: 120_000 }, () => line),
    ]);
    expect(octets.length).toBeGreaterThan(5_000_000);
    page = await stage.open();
    await page.setInputFiles("#file-picker", {
      name: "large.eml",
      mimeType: "message/rfc822",
      buffer: octets,
    });
    await page.waitForSelector('[data-file="large.eml"][aria-current]');
    const got = await acquire(await openPane(page));
    expect(got.digest).toBe(sha256(octets));
  });

  test("the pane follows the reader from mail to mail, and keeps answering for the open one", async () => {
    const frame = await start();
    await openMail(page, "blackmail-proton.eml");
    await frame.waitForFunction(
      () => (window as never as { pane: { changes(): number } }).pane.changes() === 1,
    );
    const got = await acquire(frame);
    expect(got.digest).toBe(sha256(fixture("blackmail-proton.eml")));
    expect(got.record.item.subject).toBe("Your 48 hours have started");
  });

  test("unpinned, the pane closes when the reader goes on", async () => {
    await start("?pinned=0");
    await openMail(page, "blackmail-proton.eml");
    await page.waitForSelector("#pane", { state: "detached" });
  });

  test("the theme changes while the pane is open", async () => {
    const frame = await start("?theme=light");
    const theme = () =>
      frame.evaluate(() =>
        (window as never as { pane: { office: { hostTheme(): string } } }).pane.office.hostTheme(),
      );
    expect(await theme()).toBe("light");
    await page.click("#settings-toggle");
    await page.selectOption("#setting-theme", "contrast");
    await frame.waitForFunction(
      () =>
        (window as never as { pane: { office: { hostTheme(): string } } }).pane.office.hostTheme() ===
        "high-contrast",
    );
  });

  test("neither page meets its content security policy, and nothing leaves this machine", async () => {
    page = await stage.open();
    const foreign: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).hostname !== "localhost") foreign.push(request.url());
    });
    page.on("console", (message) => {
      if (/content security policy|trusted/i.test(message.text())) complaints.push(message.text());
    });
    await openMail(page, "phishing-invoice.eml");
    const frame = await openPane(page);
    await acquire(frame);
    await page.click("#show-source");
    expect(await frame.evaluate(() => (window as never as { violations: string[] }).violations)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(foreign).toEqual([]);
  });

  test("selected mails, one of them loaded and unloaded (Mailbox 1.13 and 1.15)", async () => {
    const frame = await start("?permission=read-write-mailbox", "accusation-1.eml");
    await page.click('[data-file="accusation-2.eml"]', { modifiers: ["Control"] });
    const got = await frame.evaluate(async () => {
      const mailbox = Office.context.mailbox as never as Record<string, (...args: unknown[]) => void>;
      const call = <T>(
        run: (done: (result: { status: string; value: T; error?: { code: number } }) => void) => void,
      ) => new Promise<{ status: string; value: T; error?: { code: number } }>((resolve) => run(resolve));
      const selected = await call<{ itemId: string; subject: string }[]>((done) =>
        mailbox.getSelectedItemsAsync?.(done),
      );
      const second = selected.value.find((one) => one.subject.startsWith("Re:"));
      const loaded = await call<{
        subject: string;
        getAsFileAsync(f: unknown): void;
        unloadAsync(f: unknown): void;
      }>((done) => mailbox.loadItemByIdAsync?.(second?.itemId, done));
      const file = await call<string>((done) => loaded.value.getAsFileAsync(done));
      const unloaded = await call<null>((done) => loaded.value.unloadAsync(done));
      return {
        count: selected.value.length,
        subject: loaded.value.subject,
        file: file.value,
        unloaded: unloaded.status,
      };
    });
    expect(got).toMatchObject({ count: 2, unloaded: "succeeded" });
    expect(sha256(Buffer.from(got.file, "base64"))).toBe(sha256(fixture("accusation-2.eml")));
  });

  test("opened in a browser by itself, the pane learns that there is no host", async () => {
    page = await stage.browser.newPage({ ignoreHTTPSErrors: true });
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.goto(stage.paneUrl);
    await page.waitForFunction(() => "pane" in window);
    expect(await page.evaluate(() => (window as never as { pane: { host: string } }).pane.host)).toBe("none");
    expect(errors).toEqual([]);
  });

  test("without the permission, selected mails are refused with 7000", async () => {
    const frame = await start();
    const code = await frame.evaluate(
      () =>
        new Promise((resolve) => {
          Office.context.mailbox.getSelectedItemsAsync((result) => resolve(result.error?.code));
        }),
    );
    expect(code).toBe(7000);
  });
});

describe("commands of the ribbon", () => {
  test("a function of the add-in runs, and what it passes to completed() comes back", async () => {
    const frame = await start();
    await frame.evaluate(() => {
      Office.actions.associate("reportNow", (event: Office.AddinCommands.Event) => {
        event.completed({ allowEvent: true });
      });
    });
    const result = await page.evaluate(() => window.simulator.invokeCommand("ReportButton", "reportNow"));
    expect(result).toEqual({ status: 0, context: { allowEvent: true } });
  });

  test("a function that the add-in does not have ends with office.js's error", async () => {
    await start();
    const result = await page.evaluate(() =>
      window.simulator.invokeCommand("ReportButton", "noSuchFunction"),
    );
    expect(result).toMatchObject({ status: expect.any(Number), context: null });
    expect(result?.status).not.toBe(0);
  });
});

describe("each failure of the host (OUTLOOK, section 2)", () => {
  test("getAsFileAsync fails with 5001 twice: the third attempt counts", async () => {
    const got = await acquire(await start("?getAsFile=5001x2"));
    expect(got.digest).toBe(sha256(fixture("accusation-1.eml")));
    expect(codes(got)).toEqual(["getAsFileAsync 5001", "getAsFileAsync 5001"]);
  });

  test.each(["5001", "9020"])(
    "getAsFileAsync always fails with %s: parts after three attempts",
    async (code) => {
      const got = await acquire(await start(`?getAsFile=${code}`, "phishing-invoice.eml"));
      expect(got.record).toMatchObject({ method: "office.parts", capture: "parts" });
      expect(codes(got)).toEqual(Array(3).fill(`getAsFileAsync ${code}`));
      expect(Object.keys(got.parts)).toEqual(["headers.txt", "body.txt", "body.html", "attachments/0001"]);
      const headers = fixture("phishing-invoice.eml").toString("latin1").split("\r\n\r\n")[0];
      expect(got.parts["headers.txt"]?.digest).toBe(sha256(Buffer.from(`${headers}\r\n`, "latin1")));
      expect(got.parts["attachments/0001"]).toMatchObject({
        name: "factuur_2026-11834.html",
        mediaType: "text/html",
      });
    },
  );

  test.each([
    ["getAsFile=missing", "getAsFileAsync NOT_AVAILABLE"],
    ["client=ltsc-2021", "getAsFileAsync NOT_AVAILABLE"],
    ["getAsFile=empty", "getAsFileAsync EMPTY"],
    ["getAsFile=null", "getAsFileAsync EMPTY"],
    ["getAsFile=truncated", "getAsFileAsync BASE64_INVALID"],
    ["getAsFile=invalid", "getAsFileAsync BASE64_INVALID"],
    ["getAsFile=never", "getAsFileAsync TIMEOUT"],
    ["getAsFile=slow30000", "getAsFileAsync TIMEOUT"],
  ])("%s: parts, and the record says %s", async (query, expected) => {
    const got = await acquire(await start(`?${query}`), {
      sourceTimeoutMs: /never|slow/.test(query) ? 300 : 20_000,
    });
    expect(codes(got)).toEqual([expected]);
    expect(Object.keys(got.parts)).toEqual(["headers.txt", "body.txt", "body.html"]);
  });

  test("getAsFileAsync gives another mail (ojs#5635): kept, and said", async () => {
    const got = await acquire(await start("?getAsFile=foreign"));
    expect(codes(got)).toEqual(["getAsFileAsync MESSAGE_ID_DIFFERS"]);
    expect(got.digest).not.toBe(sha256(fixture("accusation-1.eml")));
  });

  test("the reader opens another mail meanwhile: SOURCE_CHANGED", async () => {
    const got = await acquire(await start("?getAsFile=changes"));
    expect(got.code).toBe("SOURCE_CHANGED");
  });

  test.each([
    ["headers=empty", "getAllInternetHeadersAsync EMPTY"],
    ["headers=null", "getAllInternetHeadersAsync EMPTY"],
    ["headers=subject", "getAllInternetHeadersAsync HEADERS_INCOMPLETE"],
    ["headers=never", "getAllInternetHeadersAsync TIMEOUT"],
    ["bodyText=9002", "body.getAsync(text) 9002"],
    ["bodyHtml=9002", "body.getAsync(html) 9002"],
    ["attachment=never", "getAttachmentContentAsync[0] TIMEOUT"],
    ["attachment=9003", "getAttachmentContentAsync[0] 9003"],
    ["attachment=truncated", "getAttachmentContentAsync[0] BASE64_INVALID"],
    ["protected=1", "getAttachmentContentAsync[0] NO_ID"],
  ])("parts with %s: capture goes on and the record says %s", async (query, expected) => {
    const got = await acquire(await start(`?getAsFile=missing&${query}`, "phishing-invoice.eml"), {
      partTimeoutMs: 2000,
    });
    const said = query === "protected=1" ? [expected, "item PROTECTED"] : [expected];
    expect(codes(got)).toEqual(["getAsFileAsync NOT_AVAILABLE", ...said]);
    expect(Object.keys(got.parts).length).toBeGreaterThanOrEqual(3);
  });

  test("everything never calls back: SOURCE_TIMEOUT", async () => {
    const frame = await start("?getAsFile=never&headers=never&bodyText=never&bodyHtml=never");
    const got = await acquire(frame, { sourceTimeoutMs: 100, partTimeoutMs: 100 });
    expect(got.code).toBe("SOURCE_TIMEOUT");
  });

  test("the host has no item (hidden shared mailbox): SOURCE_UNAVAILABLE", async () => {
    const got = await acquire(await start("?item=null"));
    expect(got.code).toBe("SOURCE_UNAVAILABLE");
  });

  test("a mail being written is no source (ojs#5557): SOURCE_UNAVAILABLE", async () => {
    const got = await acquire(await start("?item=compose"));
    expect(got.code).toBe("SOURCE_UNAVAILABLE");
  });

  test("Content-class: sharing (ojs#2416): the button stays grey", async () => {
    page = await stage.open();
    const octets = Buffer.from(
      "From: a@example.org\r\nContent-class: urn:content-classes:sharing\r\nSubject: x\r\n\r\nx\r\n",
    );
    await page.setInputFiles("#file-picker", {
      name: "sharing.eml",
      mimeType: "message/rfc822",
      buffer: octets,
    });
    await page.waitForSelector('[data-file="sharing.eml"][aria-current]');
    expect(await page.isDisabled("#report-threat")).toBe(true);
  });
});
