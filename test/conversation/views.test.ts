/** The pane's screens in Chromium, under the pane's own security policy: what they show, ask and leave out. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { type GalleryWorld, openGallery, type SceneOptions } from "./gallery/open.ts";
import { type SceneName, SCENES } from "./gallery/scenes.ts";

let gallery: GalleryWorld;
beforeAll(async () => {
  gallery = await openGallery();
}, 120_000);
afterAll(() => gallery.close());

const scenes = Object.keys(SCENES) as SceneName[];

const MORE_OF_SENDER = /^(Kreeg je meer|Haben Sie mehr|Avez-vous reçu|Wijzigen|Ändern|Modifier|Changer)/;

/** Screens that are one click away from a scene. */
const beyond: readonly (readonly [SceneName, RegExp])[] = [
  ["start", /^(Eerst meer vertellen|Erst mehr erzählen|En dire plus)/],
  ["start", /^(Wie leest dit|Wer liest das|Qui va lire)/],
  ["outbox", /^(Tonen|Zeigen|Afficher|Mijn eerdere|Meine früheren|Mes signalements)/],
  ["done", /^(Sluiten|Schließen|Fermer)/],
  ["series-unavailable", MORE_OF_SENDER],
  ["series-sign-in", MORE_OF_SENDER],
  ["series-searching", MORE_OF_SENDER],
  ["series-found", MORE_OF_SENDER],
  ["series-none", MORE_OF_SENDER],
  ["series-failed", MORE_OF_SENDER],
];

async function click(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).first().click();
}

async function calls(page: Page): Promise<{ name: string; values: unknown[] }[]> {
  return page.evaluate(() => JSON.parse(JSON.stringify(window.gallery.calls)));
}

async function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}

/** Everything once; in other themes only what colours change. */
async function violations(page: Page, theme: SceneOptions["theme"] = "light"): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations: found } = await (theme === "light" ? axe : axe.withRules("color-contrast")).analyze();
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The languages with longer words than English, which the rest of this file reads. */
const appearances: readonly SceneOptions[] = [
  { theme: "light", language: "de" },
  { theme: "dark", language: "nl" },
];

/** High contrast paints the same elements in other colours: the screens with most kinds of them. */
const contrasted: readonly SceneName[] = [
  "start",
  "start-waiting",
  "selection",
  "outbox",
  "waiting",
  "sign-in",
  "done-missed",
];

test.each(contrasted)("high contrast, French: %s", async (scene) => {
  const page = await gallery.show(scene, { theme: "high-contrast", language: "fr" });
  expect(await violations(page, "high-contrast")).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.close();
});

test.each(["start", "selection", "sign-in", "done-missed", "clock-ahead"] as const)(
  "from right to left, and with text twice as large: %s",
  async (scene) => {
    const page = await gallery.show(scene, { language: "de" });
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    expect(await overflow(page)).toBe(0);
    await page.evaluate(() => {
      document.documentElement.dir = "ltr";
      document.documentElement.style.setProperty("zoom", "2");
    });
    await page.setViewportSize({ width: 640, height: 900 });
    expect(await overflow(page)).toBe(0);
    await page.close();
  },
);

describe.each(appearances)("accessible, and 320 px are enough: %j", (options) => {
  test.each(scenes)("%s", async (scene) => {
    const page = await gallery.show(scene, options);
    expect(await violations(page, options.theme)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.close();
  });
  test.each(beyond)("from %s by %s", async (scene, name) => {
    const page = await gallery.show(scene, options);
    await click(page, name);
    expect(await violations(page, options.theme)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.close();
  });
});

test("in forced colours every button keeps an edge", async () => {
  const page = await gallery.show("start", { forcedColors: "active" });
  const edges = await page
    .getByRole("button")
    .evaluateAll((all) =>
      all.map((one) => getComputedStyle(one).outlineStyle + getComputedStyle(one).border),
    );
  expect(edges.length).toBeGreaterThan(2);
  expect(await violations(page)).toEqual([]);
  await page.close();
});

test("the first screen does not take the focus; by keyboard alone: help, readers, report", async () => {
  const page = await gallery.show("start");
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  const order: string[] = [];
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press("Tab");
    order.push(await focusedText(page));
  }
  expect(order).toEqual([
    "Call 112",
    "+31 20 555 0112",
    "Who will read this?",
    "Report threat",
    "Did you get more from this sender?",
    "Tell more first (optional)",
  ]);
  await page.getByRole("button", { name: "Report threat" }).focus();
  await page.keyboard.press("Enter");
  expect(await focusedText(page)).toBe("Your report is on its way");
  expect((await calls(page))[0]).toEqual({
    name: "send",
    values: [
      {
        answers: Object.fromEntries(
          ["kind", "urgency", "actions", "comment", "suspicion"].map((one) => [one, { state: "not-asked" }]),
        ),
        readers: null,
        confidential: false,
        extras: [],
        language: "en",
      },
    ],
  });
  await page.close();
});

test("answers: given, taken back, and those that were seen and skipped are not answered", async () => {
  const page = await gallery.show("start");
  await click(page, /^Tell more/);
  expect(await focusedText(page)).toBe("Tell more (optional)");
  await page.getByRole("radio", { name: "False accusations" }).check();
  await page.getByRole("radio", { name: "There is a deadline" }).check();
  await page.getByRole("checkbox", { name: "Answered" }).check();
  await page.getByRole("checkbox", { name: "Nothing" }).check();
  expect(await page.getByRole("checkbox", { name: "Answered" }).isChecked()).toBe(false);
  await page.getByRole("button", { name: /^Clear: Is there a hurry/ }).click();
  await page.getByRole("textbox").first().fill("The director knows him.");
  await click(page, "Look it over");
  const looked = (await page.textContent("main")) ?? "";
  for (const words of ["NOT yet sent", "False accusations", "The director knows him.", "Anna de Wit"])
    expect(looked).toContain(words);
  await click(page, /^Send/);
  expect((await calls(page))[0]?.values[0]).toMatchObject({
    answers: {
      kind: { state: "answered", value: "defamation" },
      urgency: { state: "not-answered" },
      actions: { state: "answered", value: ["nothing"] },
      comment: { state: "answered", value: "The director knows him." },
      suspicion: { state: "not-answered" },
    },
  });
  await page.close();
});

test("answers belong to their mail; whom one left out stays left out", async () => {
  const page = await gallery.show("start");
  await click(page, /^Tell more/);
  await page.getByRole("radio", { name: "Threat of violence" }).check();
  await page.evaluate(() =>
    window.gallery.setView({ item: { subject: "Lunch", from: { name: "", address: "carla@example.org" } } }),
  );
  await page.getByRole("button", { name: "Who will read this?" }).click();
  await page.getByRole("checkbox", { name: "Anna de Wit" }).uncheck();
  await click(page, "Done");
  expect(await page.locator(".pane-facts").textContent()).toContain("Bram Jansen (Internal security)");
  expect(await page.locator(".pane-facts").textContent()).not.toContain("Anna de Wit");
  await page.evaluate(() => window.gallery.setView({ item: { subject: "Other", from: null } }));
  await click(page, "Report threat");
  expect((await calls(page))[0]?.values[0]).toMatchObject({
    answers: { kind: { state: "not-asked" } },
    readers: { deskId: "internal-security", leftOut: ["anna"] },
    language: "en",
  });
  await page.close();
});

test("another desk, and everyone left out: the recovery key's holder is named", async () => {
  const page = await gallery.show("start");
  await click(page, "Who will read this?");
  await page.getByRole("radio", { name: "External agency" }).check();
  await page.getByRole("checkbox", { name: "Carla Smit" }).uncheck();
  expect(await page.locator("[aria-live=polite]").textContent()).toContain("Notariskantoor Van Dam");
  await click(page, "Done");
  expect(await page.locator(".pane-facts").textContent()).toContain(
    "Only the holder of the recovery key can read this: Notariskantoor Van Dam.",
  );
  await page.close();
});

test("without a directory nothing can be pressed, and the reason, the number and a way on are there", async () => {
  const page = await gallery.show("no-directory");
  expect(await page.getByRole("button", { name: "Report threat" }).isDisabled()).toBe(true);
  expect(await page.getByRole("link", { name: "Call 112" }).getAttribute("href")).toBe("tel:112");
  expect(await page.textContent("main")).toContain("NETWORK_UNREACHABLE");
  await click(page, "Try again");
  expect((await calls(page)).map((one) => one.name)).toEqual(["retryDirectory"]);
  await page.close();
});

test.each([
  "acquiring",
  "sending",
  "waiting",
  "waiting-memory",
  "refused",
  "unauthorised",
  "stopped",
] as const)("%s: nothing on the screen says that it was sent", async (scene) => {
  const page = await gallery.show(scene);
  const text = (await page.textContent("main")) ?? "";
  expect(text).toMatch(/NOT (?:yet |been )?sent/);
  expect(text.replaceAll(/NOT (?:yet |been )?sent/g, "")).not.toMatch(/\b(?:arrived\.|received\.|sent\b)/);
  await page.close();
});

test("deleting asks once more, keeps the focus, and can be taken back", async () => {
  const page = await gallery.show("waiting");
  await page.getByRole("button", { name: "Delete from this device" }).focus();
  await page.keyboard.press("Enter");
  expect(await focusedText(page)).toBe("Keep");
  await page.keyboard.press("Enter");
  expect(await focusedText(page)).toBe("Delete from this device");
  await page.keyboard.press("Enter");
  expect(await calls(page)).toEqual([]);
  await click(page, "Yes, delete");
  expect((await calls(page)).map((one) => one.name)).toEqual(["discard"]);
  expect(await focusedText(page)).toBe("Report a threat");
  await page.close();
});

test("what only this page's memory holds cannot be closed, only sent, saved or deleted", async () => {
  const page = await gallery.show("waiting-memory");
  expect(await page.getByRole("button").allTextContents()).toEqual([
    "Send now",
    "Save as a file",
    "Delete from this device",
  ]);
  await page.close();
});

test("a code that is asked for goes to the session without its spaces; a second time it says so", async () => {
  const page = await gallery.show("unauthorised");
  await page.getByRole("textbox", { name: "Your organisation's code" }).fill("  code-1 ");
  await page.keyboard.press("Enter");
  expect(await calls(page)).toEqual([{ name: "enrol", values: ["code-1"] }]);
  expect(await page.getByRole("alert").allTextContents()).toContain(
    "This code was not accepted. Check it and try again.",
  );
  await page.close();
});

test("arrived: reference, readers and who cannot read; the receipt in the language of the pane; a close that tells nothing", async () => {
  const page = await gallery.show("done");
  const text = (await page.textContent("main")) ?? "";
  expect(text).toContain("ZG-7K3M-92QF");
  expect(text).toContain("Can read it: Anna de Wit and Bram Jansen.");
  expect(text).toContain("It does not show that the mail was received, or by whom it was written.");
  expect(await page.locator(".pane-list li").count()).toBe(4);
  await page.getByRole("checkbox").check();
  await click(page, "Save the receipt");
  const [saved] = await calls(page);
  expect(saved?.values[1]).toBe(true);
  // What README.txt then says, and that it says "DEMO": test/workflow/engine, test/e2e/stock-tools.
  expect(saved?.values[2]).toBe("en");
  await click(page, "Close");
  expect(await page.title()).toBe("Zegel");
  expect(await page.textContent("main")).not.toMatch(/report|threat|ZG-/i);
  await page.close();
});

test("a demonstration and a report that nobody at the desk can open say so", async () => {
  const page = await gallery.show("done-late");
  const text = (await page.textContent("main")) ?? "";
  expect(text).toContain("DEMONSTRATION.");
  expect(text).toContain("only the holder of the recovery key, Notariskantoor Van Dam");
  expect(text).toContain("Until that key is used, nobody can read your report.");
  await page.close();
});

test("a name with markup, overrides and texts of ours is shown as it is, on bounded space", async () => {
  const page = await gallery.show("start-hostile");
  const shown = await page.locator(".pane-facts bdi").allTextContents();
  expect(shown[0]).toContain("\uFFFD<b>Security</b> {{count}} $t(pane.title)");
  expect(shown.every((one) => [...one].length <= 201)).toBe(true);
  await page.close();
});

test("no screen broke the content security policy or threw", () => {
  expect(gallery.complaints).toEqual([]);
});
