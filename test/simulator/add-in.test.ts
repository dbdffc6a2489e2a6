/** What the host does for the add-in beside the mail: sign-in, the ribbon, the spam button. */
import { decodeJwt } from "jose";
import type { Frame, Page } from "playwright-core";
import { openMail, openPane, openStage, type Stage } from "./stage.ts";

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

async function start(query = ""): Promise<Frame> {
  page = await stage.open(query);
  await openMail(page, "accusation-1.eml");
  return openPane(page);
}

const CLIENT = "11111111-2222-4333-8444-555555555555";
const INTAKE_SCOPE = "api://zegel-intake/Report.Submit";

interface Told {
  readonly accessToken?: string;
  readonly idToken?: string;
  readonly username?: string;
  readonly error?: string;
}

/** By the real msal-browser. */
async function signIn(frame: Frame, scopes: readonly string[], way: "silent" | "popup"): Promise<Told> {
  return frame.evaluate(
    async ({ CLIENT, authority, scopes, way }) => {
      await (window as never as { loadMsal(): Promise<void> }).loadMsal();
      interface Client {
        acquireTokenSilent(request: object): Promise<never>;
        acquireTokenPopup(request: object): Promise<never>;
      }
      const { msal } = window as never as {
        msal: { createNestablePublicClientApplication(options: object): Promise<Client> };
      };
      const client = await msal.createNestablePublicClientApplication({
        auth: { clientId: CLIENT, authority, knownAuthorities: [new URL(authority).host] },
      });
      try {
        const { accessToken, idToken, account } = (await (way === "silent"
          ? client.acquireTokenSilent({ scopes })
          : client.acquireTokenPopup({ scopes }))) as {
          accessToken: string;
          idToken: string;
          account: { username: string };
        };
        return { accessToken, idToken, username: account.username };
      } catch (cause) {
        return { error: String((cause as { errorCode?: string }).errorCode) };
      }
    },
    { CLIENT, authority: stage.issuer.authority, scopes: [...scopes], way },
  );
}

describe("nested app authentication, by msal-browser", () => {
  test("a token of our own API and one for Graph, silently; the ID token is for the add-in", async () => {
    const frame = await start();
    const own = await signIn(frame, [INTAKE_SCOPE], "silent");
    expect(decodeJwt(own.accessToken ?? "")).toMatchObject({
      iss: stage.issuer.issuer,
      aud: "api://zegel-intake",
      scp: "Report.Submit",
      tid: stage.issuer.tenantId,
    });
    expect(decodeJwt(own.idToken ?? "")).toMatchObject({ aud: CLIENT });
    expect(own.username).toBe("sanne.dewit@voorbeeld.example");
    const graph = await signIn(frame, ["Mail.Read", "Mail.Read.Shared"], "silent");
    expect(decodeJwt(graph.accessToken ?? "")).toMatchObject({
      aud: "https://graph.microsoft.com",
      scp: "Mail.Read Mail.Read.Shared",
    });
  });

  test("naa=needed: not silently, then by the window, and silently from then on", async () => {
    const frame = await start("?naa=needed");
    expect(await signIn(frame, [INTAKE_SCOPE], "silent")).toEqual({ error: "interaction_required" });
    const asked = signIn(frame, [INTAKE_SCOPE], "popup");
    await page.click("#sign-in >> text=Sign in as Sanne de Wit");
    expect((await asked).accessToken).toBeDefined();
    expect((await signIn(frame, [INTAKE_SCOPE], "silent")).accessToken).toBeDefined();
  });

  test("the window is cancelled", async () => {
    const frame = await start("?naa=needed");
    const asked = signIn(frame, [INTAKE_SCOPE], "popup");
    await page.waitForSelector("#sign-in");
    await page.keyboard.press("Escape");
    expect(await asked).toEqual({ error: "user_canceled" });
  });

  test("naa=fails: neither way; and scopes of two services at once are refused", async () => {
    const frame = await start("?naa=fails");
    expect((await signIn(frame, [INTAKE_SCOPE], "silent")).error).toBeDefined();
    expect((await signIn(frame, [INTAKE_SCOPE], "popup")).error).toBeDefined();
    await page.close();
    expect((await signIn(await start(), [INTAKE_SCOPE, "Mail.Read"], "silent")).error).toBeDefined();
  });

  test.each([
    ["", [true, "object"]],
    ["naa=off", [false, "undefined"]],
    ["naa=claimed", [true, "undefined"]],
    ["client=exchange-2019", [false, "undefined"]],
    ["client=mobile", [true, "object"]],
  ])("?%s: the requirement set and the bridge are %p", async (query, expected) => {
    const frame = await start(`?${query}`);
    const got = await frame.evaluate(() => [
      Office.context.requirements.isSetSupported("NestedAppAuth", "1.1"),
      typeof (window as { nestedAppAuthBridge?: unknown }).nestedAppAuthBridge,
    ]);
    expect(got).toEqual(expected);
  });

  test("the bridge hears nobody but the host page, and the host nobody but the pane", async () => {
    const frame = await start();
    const heard = await frame.evaluate(async () => {
      const got: string[] = [];
      const { nestedAppAuthBridge: bridge } = window as never as {
        nestedAppAuthBridge: { addEventListener(n: string, l: (e: { data: string }) => void): void };
      };
      bridge.addEventListener("message", ({ data }) => got.push(data));
      const delivered = new Promise((resolve) => addEventListener("message", resolve, { once: true }));
      window.postMessage({ kind: "zegel-simulator-nested-app-auth", message: "forged" }, "*");
      await delivered;
      return got;
    });
    expect(heard).toEqual([]);
    const token = await page.request.post(`${stage.url}/entra/bridge`, {
      headers: { Origin: new URL(stage.paneUrl).origin },
      data: { clientId: CLIENT, scope: INTAKE_SCOPE },
    });
    expect(token.status()).toBe(403);
  });
});

describe("ribbon", () => {
  const open = async (query = "") => {
    page = await stage.open(query);
    await openMail(page, "accusation-1.eml");
  };
  const completed = async () => {
    await page.waitForFunction(() => window.simulator.lastCompleted !== null);
    return page.evaluate(() => window.simulator.lastCompleted);
  };

  test("a function runs in a hidden page, notifies, and its end is shown", async () => {
    await open();
    await page.click("#report-and-send");
    expect(await completed()).toEqual({
      commandId: "ZegelReportAndSendButton",
      functionName: "reportAndSend",
      status: 0,
      context: { subject: "Wat uw managers doen – laatste kans om zelf op te treden" },
    });
    expect(await page.textContent('#notifications [data-type="error"]')).toBe("Not sent");
    expect(await page.textContent("#command-result")).toContain("completed (0)");
    expect(await page.$("#runtimes iframe")).toBeNull();
  });

  test("a test may name any function; without a pane it runs in the hidden page", async () => {
    await open();
    const got = await page.evaluate(() => window.simulator.invokeCommand("X", "reportAndSend"));
    expect(got).toMatchObject({ status: 0 });
  });

  test("several mails are for the pane, not for functions; phones have no functions", async () => {
    await open();
    await page.click("#select-all");
    expect(await page.isDisabled("#report-threat")).toBe(false);
    expect(await page.isDisabled("#report-and-send")).toBe(true);
    expect(await page.isDisabled("#report-spam")).toBe(true);
    await page.close();
    await open("?client=mobile");
    expect(await page.isVisible("#report-spam")).toBe(false);
    await page.click("#report-threat");
    expect((await page.locator("#pane-side").boundingBox())?.width).toBe(360);
  });

  const reportSpam = async (query: string, text = "") => {
    await open(query);
    await page.click("#report-spam");
    await page.check("#spam-option-2");
    await page.fill("#spam-text", text);
    await page.locator("#spam-dialog").getByRole("button", { name: "Report" }).click();
    return (await completed())?.context;
  };

  test("the spam button gives the options as a list, and shows what comes back", async () => {
    const context = await reportSpam("", "Help");
    expect(context).toMatchObject({
      options: [false, true, false, false, false],
      freeText: "Help",
      moveItemTo: "noMove",
      code: null,
    });
    await page.waitForSelector("#spam-done >> text=The mail is kept.");
  });

  test("it may hand over to the pane, which reads what it was given", async () => {
    await reportSpam("", "pane");
    const frame = await (await page.waitForSelector("#pane")).contentFrame();
    await frame?.waitForFunction(() => "pane" in window);
    const got = await frame?.evaluate(
      () =>
        new Promise((resolve) => {
          Office.context.mailbox.item?.getInitializationContextAsync(({ value }) => resolve(value));
        }),
    );
    expect(JSON.parse(String(got))).toEqual({ kept: 1 });
  });

  test("spam4mb=1: above 4 MB there is no source for a spam report", async () => {
    page = await stage.open("?spam4mb=1");
    const buffer = Buffer.concat([
      Buffer.from("Subject: x\r\n\r\n"),
      Buffer.alloc(4_300_000, `${"a".repeat(900)}\r\n`),
    ]);
    await page.setInputFiles("#file-picker", { name: "large.eml", mimeType: "message/rfc822", buffer });
    await page.waitForSelector('[data-file="large.eml"][aria-current]');
    await page.click("#report-spam");
    await page.locator("#spam-dialog").getByRole("button", { name: "Report" }).click();
    expect((await completed())?.context).toMatchObject({ length: null, code: 9002 });
  });

  test("runtime=classic: one script without a page, without storage, without Web Crypto", async () => {
    const context = await reportSpam("?runtime=classic&client=classic-2404");
    expect(context).toMatchObject({
      lacks: ["document", "window", "localStorage", "indexedDB", "crypto", "Worker", "importScripts"],
      options: [false, true, false, false, false],
      subject: "Wat uw managers doen – laatste kans om zelf op te treden",
      pane: false,
    });
  });
});
