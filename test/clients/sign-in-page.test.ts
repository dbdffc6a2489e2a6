/**
 * The sign-in window in a browser, under the pane's policy: the real msal-browser, redirected to a token service of
 * another origin and back. Only Outlook's part, which opens the window and carries its message, is played.
 */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { dialogUrl, readAnswer } from "../../src/clients/sign-in-dialog.ts";
import { openWorld, type Profile, type World } from "../e2e/world.ts";

/** Gives the message to whoever opened the window, and only if it is of the origin that the page names. */
const OFFICE = `
const info = { host: "Outlook" };
window.Office = {
  onReady(told) { told?.(info); return Promise.resolve(info); },
  context: { ui: { messageParent: (text, { targetOrigin }) => window.opener.postMessage(text, targetOrigin) } },
};`;

/** msal adds a query of its own. */
const TOKEN_ENDPOINT = /\/oauth2\/v2\.0\/token(?:\?|$)/;

let world: World;
let profile: Profile;
let pane: Page;

beforeAll(async () => {
  world = await openWorld();
  const { pane: origin } = world.demo.urls;
  profile = await world.profile("nl-NL");
  await profile.context.route(`${origin}/office.js`, (route) =>
    route.fulfill({ contentType: "text/javascript", body: OFFICE }),
  );
  await profile.context.route(`${origin}/opener`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Opener</title>" }),
  );
  pane = await profile.context.newPage();
  await pane.goto(`${origin}/opener`);
}, 120_000);
afterAll(() => world?.close());

async function openWindow(purpose: "intake" | "graph") {
  const question = { purpose, request: crypto.randomUUID() };
  const popup = pane.waitForEvent("popup");
  const message = pane.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        addEventListener("message", ({ data }) => resolve(String(data)), { once: true });
        window.open(url);
      }),
    dialogUrl(`${world.demo.urls.pane}/sign-in.html`, question),
  );
  const dialog = await popup;
  dialog.setDefaultTimeout(10_000);
  return { question, message, dialog };
}

function claimsOf(token: string): Record<string, unknown> {
  const payload = token.split(".")[1] ?? "";
  return JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
}

test.each([
  ["intake", "Report.Submit", "api://"],
  ["graph", "Mail.Read", "https://graph.microsoft.com"],
] as const)(
  "%s: an access token for that service comes back, and nothing stays in the window",
  async (purpose, scope, audience) => {
    const { question, message, dialog } = await openWindow(purpose);
    await dialog.click("#accept");
    const token = readAnswer(await message, question, Date.now());
    const claims = claimsOf(token.token);
    expect(claims["scp"]).toContain(scope);
    expect(String(claims["aud"]).startsWith(audience)).toBe(true);
    expect(token.subject).toBe(`${String(claims["tid"])}/${String(claims["oid"])}`);
    expect(token.expiresAt).toBeGreaterThan(Date.now());
    await expect(dialog.textContent("#sign-in")).resolves.toBe(
      "Je bent ingelogd. Je kunt dit venster sluiten.",
    );
    const kept = await dialog.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    expect(kept).not.toContain(token.token.slice(0, 40));
    expect(kept).not.toContain(String(claims["oid"]));
    expect(dialog.url()).toBe(`${world.demo.urls.pane}/sign-in.html`);
    await dialog.close();
  },
);

test("the person says no: the pane learns that it was closed, the person that nothing is lost", async () => {
  const { question, message, dialog } = await openWindow("intake");
  await dialog.click("#cancel");
  const text = await message;
  expect(() => readAnswer(text, question, Date.now())).toThrow(
    expect.objectContaining({ code: "CANCELLED" }),
  );
  await expect(dialog.textContent("#sign-in")).resolves.toContain("Je melding is niet weg.");
  expect((await new AxeBuilder({ page: dialog }).analyze()).violations).toEqual([]);
  await dialog.close();
});

test("the service refuses the code: the pane is told, in words of ours", async () => {
  await profile.context.route(TOKEN_ENDPOINT, (route) =>
    route.fulfill({
      status: 400,
      headers: { "access-control-allow-origin": world.demo.urls.pane },
      json: { error: "invalid_grant", error_description: "AADSTS70008 dana@example.org" },
    }),
  );
  const { question, message, dialog } = await openWindow("intake");
  await dialog.click("#accept");
  const text = await message;
  expect(() => readAnswer(text, question, Date.now())).toThrow(
    expect.objectContaining({ code: "SIGN_IN_FAILED" }),
  );
  expect(text).not.toMatch(/dana|AADSTS/);
  await profile.context.unroute(TOKEN_ENDPOINT);
  await dialog.close();
});

test("back in the browser's history, and then on: the same question is answered", async () => {
  const { question, message, dialog } = await openWindow("intake");
  await dialog.waitForSelector("#accept");
  await dialog.goBack();
  await dialog.click("#accept");
  expect(readAnswer(await message, question, Date.now()).token).toMatch(/^ey/);
  await dialog.close();
});

test("opened by hand: it says whose it is and goes nowhere", async () => {
  const page = await profile.context.newPage();
  await page.goto(`${world.demo.urls.pane}/sign-in.html`);
  await page.getByText("Dit venster hoort bij Outlook").waitFor();
  expect(await page.getAttribute("html", "lang")).toBe("nl");
  await page.close();
});

test("the policy was not broken", () => {
  expect(profile.complaints).toEqual([]);
});
