/** What the page shows: the add-on's faults and failures, hostile cards and mails as text, and all of it readable. */
import { request } from "node:http";
import { AxeBuilder } from "@axe-core/playwright";
import { DEFAULTS } from "../../../src/simulator/gmail/switches.ts";
import { clicked, pushed, saying } from "./fake-add-on.ts";
import { changed, goodCard, goodClick } from "./samples.ts";
import { button, buttons, cardWith, mailOf, openStage, reset, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(500);
});
afterAll(() => stage?.end());
beforeEach(() => reset(stage));

/** What was collected while `work` ran. */
async function faultsBy(work: () => Promise<void>): Promise<readonly string[]> {
  const before = stage.player.faults.length;
  await work();
  return stage.player.faults.slice(before);
}

describe("an answer that breaks Google's rules", () => {
  test("of a trigger: is drawn as far as it goes, its faults stand beside it and are collected", async () => {
    const card = cardWith({ textParagraph: { text: "<script>1</script> shown" } }, { marquee: {} });
    const faults = await faultsBy(() => stage.show(card));
    expect(faults).toContainEqual(expect.stringMatching(/^\/message: .*only documented tags are read$/));
    expect(faults).toContainEqual(expect.stringMatching(/^\/message: .*marquee/));
    const box = stage.panel.getByRole("alert");
    expect(await box.getByRole("heading").innerText()).toBe("The add-on's answer breaks Google's rules");
    expect(await box.getByRole("listitem").allInnerTexts()).toEqual(
      faults.map((one) => one.slice("/message: ".length)),
    );
    await stage.panel.getByText("<script>1</script> shown", { exact: true }).waitFor();
  });

  test("of a click: a trigger's answer is none", async () => {
    stage.addOn.answers.set("/send", pushed(saying("pushed")));
    await stage.show(cardWith(buttons(button("Send", `${stage.addOn.url}/send`))));
    const faults = await faultsBy(async () => stage.panel.getByRole("button", { name: "Send" }).click());
    expect(faults).toContainEqual(expect.stringMatching(/^\/send: .*renderActions/));
    await stage.panel.getByText("pushed").waitFor();
  });

  test("the next one without faults takes them away from the page", async () => {
    await stage.show(cardWith({ marquee: {} }));
    await stage.show(cardWith({ textParagraph: { text: "good" } }));
    expect(await stage.panel.getByRole("alert").count()).toBe(0);
  });

  test("a deployment's faults stand there too", async () => {
    const deployment = changed(stage.addOn.deployment(), ["addOns", "common", "logoUrl"], undefined);
    const faults = await faultsBy(async () => stage.player.addDeployment(deployment));
    expect(faults).toContainEqual(expect.stringMatching(/^deployment: .*logoUrl/));
    await stage.open(null);
    await stage.panel.getByText("The deployment breaks Google's rules").waitFor();
    stage.player.addDeployment(stage.addOn.deployment());
    await stage.open(null);
    expect(await stage.panel.getByText("The deployment breaks Google's rules").count()).toBe(0);
  });
});

describe("an add-on that fails", () => {
  test.each<[string, unknown, string]>([
    ["401", 401, "It answered 401."],
    ["503", 503, "It answered 503."],
    ["no JSON", "<html>", "Its answer is not JSON."],
    ["too late", "never", "It did not answer within 0.5 seconds."],
  ])("%s: the error that Gmail shows, and trying again", async (_, answer, detail) => {
    stage.addOn.answers.set("/message", answer);
    await stage.open(mailOf(stage.player, "accusation-1.eml"));
    const error = stage.panel.getByRole("alert");
    expect(await error.innerText()).toContain("Error with the add-on.");
    expect(await error.innerText()).toContain(detail);
    stage.addOn.answers.set("/message", pushed(saying("well again")));
    await error.getByRole("button", { name: "Try again" }).click();
    await stage.panel.getByText("well again").waitFor();
    expect(await stage.panel.getByRole("alert").count()).toBe(0);
  });

  test.each(["", "/send", "javascript:alert(1)", "data:application/json,{}"])(
    "no address to call: %j",
    async (endpoint) => {
      await stage.show(cardWith(buttons(button("Send", endpoint))));
      const before = stage.addOn.asked.length;
      await stage.panel.getByRole("button", { name: "Send" }).click();
      await stage.panel.getByText("It names no address that can be called.").waitFor();
      expect(stage.addOn.asked).toHaveLength(before);
    },
  );

  test("at a click: its card stays, with what was filled in", async () => {
    stage.addOn.answers.set("/send", "never");
    await stage.show(
      cardWith(
        { textInput: { name: "note", label: "Note" } },
        buttons(button("Send", `${stage.addOn.url}/send`, { persistValues: true })),
      ),
    );
    await stage.panel.getByLabel("Note").fill("words");
    await stage.panel.getByRole("button", { name: "Send" }).click();
    expect(await stage.panel.getByRole("alert").innerText()).toContain("Error with the add-on.");
    expect(await stage.panel.getByLabel("Note").inputValue()).toBe("words");
  });

  test("scopes that it misses are asked for, and allowed", async () => {
    const scope = "https://www.googleapis.com/auth/gmail.addons.current.message.readonly";
    stage.addOn.answers.set("/message", ({ event }: ReturnType<Stage["lastAsked"]>) =>
      event.authorizationEventObject.authorizedScopes.includes(scope)
        ? pushed(saying("allowed"))
        : { requesting_google_scopes: { scopes: [scope] } },
    );
    const faults = await faultsBy(() =>
      stage.open(mailOf(stage.player, "colleague.eml"), "?granted=no-read"),
    );
    expect(faults).toEqual([]);
    await stage.panel.getByText("Fake needs your permission").waitFor();
    await stage.panel.getByText(scope).waitFor();
    await stage.panel.getByRole("button", { name: "Allow" }).click();
    await stage.panel.getByText("allowed").waitFor();
  });
});

test("the last request is sent again, octet for octet, and what came of it is said", async () => {
  await stage.show(saying("once"));
  const first = stage.lastAsked();
  stage.addOn.answers.set("/message", 401);
  await stage.page.getByText("Switches").click();
  await stage.page.getByRole("button", { name: "Send the last request again" }).click();
  const second = stage.lastAsked();
  expect(second).not.toBe(first);
  expect([second.path, second.body, second.headers.authorization]).toEqual([
    first.path,
    first.body,
    first.headers.authorization,
  ]);
  await stage.page.getByText("The same request again: It answered 401.").waitFor();
  // What was shown before is shown still.
  await stage.panel.getByText("once").waitFor();
});

test("the drawer's switches: the add-on is opened anew in the other language, and the address says it", async () => {
  await stage.open(mailOf(stage.player, "accusation-1.eml"));
  await stage.page.getByText("Switches").click();
  await stage.page.getByLabel("Language of the reporter").fill("fr-FR");
  await stage.page.getByLabel("Platform").selectOption("ANDROID");
  await stage.page.getByLabel("Look").selectOption("dark");
  await stage.page.getByLabel("Time zone").fill("Nowhere/None");
  await stage.page.getByRole("button", { name: "Set" }).click();
  expect(stage.addOn.asked.map(({ event }) => event.commonEventObject)).toMatchObject([
    { userLocale: "nl-NL", platform: "WEB" },
    { userLocale: "fr-FR", platform: "ANDROID", timeZone: { id: "Europe/Amsterdam" } },
  ]);
  expect(new URL(stage.page.url()).searchParams.get("locale")).toBe("fr-FR");
  await stage.page.getByText('"timeZone" can not be that.').waitFor();
  expect(await stage.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(
    "dark",
  );
  // The address alone gives the same again.
  stage.player.setSwitches(DEFAULTS);
  await stage.page.reload();
  expect(stage.lastAsked().event.commonEventObject).toMatchObject({
    userLocale: "fr-FR",
    platform: "ANDROID",
  });
});

const SCRIPT = `<script>alert(1)</script><img src=x onerror="alert(2)"><svg onload=alert(3)>"'><b onclick='alert(4)'>`;
const ADDRESS = "javascript:alert(5)";

/** Attributes, elements and addresses of the page by which something could run. */
function dangers(): Promise<string[]> {
  return stage.page.evaluate(() =>
    Array.from(document.querySelectorAll("*")).flatMap((one) => [
      ...(["SCRIPT", "IFRAME", "OBJECT", "EMBED", "BASE", "SVG", "svg"].includes(one.tagName)
        ? [one.tagName]
        : []),
      ...one
        .getAttributeNames()
        .filter((name) => name.startsWith("on") || ["style", "srcdoc", "formaction"].includes(name)),
      ...["href", "src", "action"]
        .map((name) => one.getAttribute(name) ?? "")
        .filter((value) => /^\s*(?:javascript|data:text|vbscript)/i.test(value)),
    ]),
  );
}

describe("hostile content is inert", () => {
  test("of a card, in every text and address", async () => {
    const text = `${SCRIPT}<a href="${ADDRESS}">link</a><a href="https://other.example/">elsewhere</a><a href='java\nscript:alert(6)'>broken</a><font color="red;x" onclick="alert(7)">f</font>`;
    const link = { openLink: { url: ADDRESS } };
    const items = [{ text: SCRIPT, value: SCRIPT, selected: true }];
    await stage.show({
      header: { title: SCRIPT, subtitle: SCRIPT, imageUrl: ADDRESS, imageAltText: SCRIPT },
      cardActions: [{ actionLabel: SCRIPT, onClick: link }],
      sections: [
        {
          header: text,
          collapsible: true,
          uncollapsibleWidgetsCount: 20,
          widgets: [
            { textParagraph: { text } },
            {
              decoratedText: {
                topLabel: SCRIPT,
                text,
                bottomLabel: SCRIPT,
                onClick: link,
                startIcon: { knownIcon: SCRIPT },
                switchControl: { name: SCRIPT, value: SCRIPT, selected: true },
              },
            },
            { textInput: { name: SCRIPT, label: SCRIPT, hintText: SCRIPT, value: SCRIPT } },
            {
              textInput: {
                name: "many",
                type: "MULTIPLE_LINE",
                label: "many",
                value: `</textarea>${SCRIPT}`,
              },
            },
            { selectionInput: { name: SCRIPT, label: SCRIPT, type: "DROPDOWN", items } },
            { selectionInput: { name: "radio", label: SCRIPT, type: "RADIO_BUTTON", items } },
            { image: { imageUrl: ADDRESS, altText: SCRIPT, onClick: link } },
            {
              grid: {
                title: SCRIPT,
                items: [{ id: SCRIPT, title: SCRIPT, subtitle: SCRIPT }],
                onClick: link,
              },
            },
            buttons({ text: SCRIPT, onClick: link }, button("Send", ADDRESS)),
          ],
        },
      ],
      fixedFooter: { primaryButton: { text: SCRIPT, onClick: link } },
    });
    expect(await dangers()).toEqual([]);
    expect(await stage.panel.locator(".card h3").innerText()).toBe(SCRIPT);
    expect(await stage.panel.getByRole("textbox", { name: "many" }).inputValue()).toBe(
      `</textarea>${SCRIPT}`,
    );
    // Of the card's links none is one that Gmail would open.
    expect(await stage.panel.locator(".card a").count()).toBe(0);
    await stage.panel.getByText("link", { exact: true }).first().click();
    await stage.panel.getByRole("button", { name: "Send" }).click();
    await stage.panel.getByText("It names no address that can be called.").waitFor();
    expect(stage.complaints).toEqual([]);
    expect(await stage.page.title()).toContain("plays Gmail");
  });

  test("of an answer's notification and link", async () => {
    stage.addOn.answers.set("/send", {
      renderActions: { action: { notification: { text: SCRIPT }, link: { url: ADDRESS } } },
    });
    await stage.show(cardWith(buttons(button("Send", `${stage.addOn.url}/send`))));
    await stage.panel.getByRole("button", { name: "Send" }).click();
    const said = stage.panel.getByRole("status");
    expect(await said.innerText()).toBe(`${SCRIPT} (Gmail does not open ${ADDRESS})`);
    expect(await said.getByRole("link").count()).toBe(0);
    expect(await dangers()).toEqual([]);
    expect(stage.complaints).toEqual([]);
  });

  test("of a mail, its names, its text and its HTML", async () => {
    const octets = Buffer.from(
      [
        `From: "${SCRIPT.replaceAll('"', '\\"')}" <a@example.org>`,
        `To: b@example.org`,
        `Subject: ${SCRIPT}`,
        `Content-Type: text/html`,
        "",
        `<body onload=alert(1)>shown<script>alert(2)</script><img src=https://other.example/pixel.png></body>`,
      ].join("\r\n"),
    );
    const name = `${SCRIPT.replaceAll("/", "")}.eml`;
    const mail = await stage.player.mailbox.add(name, Uint8Array.from(octets));
    await stage.open(mail);
    expect(await stage.page.locator("article h2").innerText()).toBe(SCRIPT);
    expect(await stage.page.locator("article pre").innerText()).toContain("shown");
    expect(await dangers()).toEqual([]);
    expect(stage.complaints).toEqual([]);
  });

  test("of the page's address", async () => {
    await stage.open(null, `?locale=${encodeURIComponent(SCRIPT)}&theme=${encodeURIComponent('"><script>')}`);
    await stage.page.getByText('"locale" in the address can not be read.').waitFor();
    await stage.page.getByText('"theme" in the address can not be read.').waitFor();
    expect(await dangers()).toEqual([]);
  });

  test("a picture of somebody else is not fetched", async () => {
    await stage.show(cardWith({ image: { imageUrl: "https://other.example/pixel.png", altText: "pixel" } }));
    await stage.panel.getByRole("img", { name: "pixel" }).scrollIntoViewIfNeeded();
    expect(
      await stage.panel
        .getByRole("img", { name: "pixel" })
        .evaluate((one) => (one as HTMLImageElement).naturalWidth),
    ).toBe(0);
    const { headers } = await ask("/", { host: new URL(stage.player.url).host });
    expect(headers["content-security-policy"]).toContain(`img-src data: ${stage.addOn.url};`);
  });
});

test("links that the deployment allows are opened in a window of their own, telephones too", async () => {
  await stage.show(
    cardWith(
      { textParagraph: { text: '<a href="https://help.example/a?b=1&amp;c=2">help</a>' } },
      buttons(
        { text: "Page", onClick: { openLink: { url: "https://help.example/page" } } },
        { text: "Call", onClick: { openLink: { url: "tel:112" } } },
      ),
    ),
  );
  const links = await stage.panel
    .locator(".card a")
    .evaluateAll((all) =>
      all.map((one) => [one.getAttribute("href"), one.getAttribute("target"), one.getAttribute("rel")]),
    );
  expect(links).toEqual(
    ["https://help.example/a?b=1&c=2", "https://help.example/page", "tel:112"].map((href) => [
      href,
      "_blank",
      "noopener noreferrer",
    ]),
  );
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** By node:http, which sends the Host that it is told. */
function ask(path: string, headers: Record<string, string>, method = "GET"): Promise<Answer> {
  const { port } = new URL(stage.player.url);
  return new Promise((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, headers: response.headers });
    });
    asking.on("error", reject);
    asking.end();
  });
}

test("no other site presses or reads anything here", async () => {
  const { host } = new URL(stage.player.url);
  const posted = (headers: Record<string, string>) => ask("/refresh", headers, "POST");
  expect((await posted({ host, origin: `http://${host}` })).status).toBe(303);
  expect((await posted({ host, origin: "https://other.example" })).status).toBe(403);
  expect((await posted({ host, origin: "null" })).status).toBe(403);
  expect((await posted({ host })).status).toBe(403);
  expect((await ask("/", { host: `other.example:${new URL(stage.player.url).port}` })).status).toBe(403);
  expect((await ask("/google/certs", { host })).status).toBe(200);
  expect((await ask("/google/certs", { host, origin: `http://${host}` })).status).toBe(403);
});

describe("axe finds nothing, and nothing runs over the edge", () => {
  const views: readonly (readonly [string, () => Promise<void>])[] = [
    ["the list", () => stage.open(null)],
    ["a card of every widget", () => stage.show(goodCard)],
    [
      "faults, a notice and a second card",
      async () => {
        stage.addOn.answers.set(
          "/send",
          clicked({ pushCard: cardWith({ marquee: { of: "a".repeat(300) } }) }),
        );
        await stage.show(cardWith(buttons(button("Send", `${stage.addOn.url}/send`))));
        await stage.panel.getByRole("button", { name: "Send" }).click();
      },
    ],
    [
      "an error",
      async () => {
        stage.addOn.answers.set("/message", 500);
        await stage.open(mailOf(stage.player, "blackmail-proton.eml"));
      },
    ],
    [
      "a notification",
      async () => {
        stage.addOn.answers.set(
          "/send",
          changed(goodClick, ["renderActions", "action", "navigations"], undefined),
        );
        await stage.show(cardWith(buttons(button("Send", `${stage.addOn.url}/send`))));
        await stage.panel.getByRole("button", { name: "Send" }).click();
      },
    ],
  ];
  const cases = views.flatMap(([name, show]) =>
    (["light", "dark"] as const).flatMap((theme) =>
      [320, 1366].map((width) => [name, theme, width, show] as const),
    ),
  );

  test.each(cases)("%s, %s, %i px", async (_, theme, width, show) => {
    stage.player.setSwitches({ theme });
    await stage.page.setViewportSize({ width, height: 800 });
    await show();
    await stage.page.waitForLoadState();
    // What is folded up is looked at too.
    await stage.page.evaluate(() => {
      for (const one of document.querySelectorAll("details")) one.open = true;
    });
    const { violations } = await new AxeBuilder({ page: stage.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual(
      [],
    );
    const [needed, there] = await stage.page.evaluate(() => [
      document.documentElement.scrollWidth,
      innerWidth,
    ]);
    expect(needed).toBe(there);
  });
});

test("the panel stands beside the mail where there is room, and below it elsewhere", async () => {
  await stage.show(goodCard);
  const places = async (width: number) => {
    await stage.page.setViewportSize({ width, height: 800 });
    const [mail, panel] = await Promise.all(
      [stage.page.locator("article"), stage.panel].map((one) => one.boundingBox()),
    );
    if (!mail || !panel) throw new Error("not shown");
    return { beside: panel.x >= mail.x + mail.width, below: panel.y >= mail.y + mail.height };
  };
  expect(await places(1366)).toEqual({ beside: true, below: false });
  expect(await places(400)).toEqual({ beside: false, below: true });
});

test("every page says that it is not Gmail", async () => {
  const said = "This page plays Gmail. It is not Gmail, and nothing here is Google's.";
  await stage.open(null);
  await stage.page.getByText(said).waitFor();
  await stage.open(mailOf(stage.player, "accusation-1.eml"));
  await stage.page.getByText(said).waitFor();
});
