/** What the player posts to an add-on, and what it lets it read: as Google's pages say Google does. */
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { clicked, pushed, saying } from "./fake-add-on.ts";
import { changed } from "./samples.ts";
import { button, buttons, cardWith, mailOf, openStage, reset, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.end());
beforeEach(() => reset(stage));

const AUTH = "https://www.googleapis.com/auth/";
const IDENTITY = ["openid", `${AUTH}userinfo.email`];
const READ = `${AUTH}gmail.addons.current.message.readonly`;
const SCOPES = [`${AUTH}gmail.addons.execute`, READ, ...IDENTITY, `${AUTH}script.locale`];

async function verified(token: string, audience: string) {
  const { jwksUrl, issuer } = stage.player.googleSettings;
  const keys = (await (await fetch(jwksUrl)).json()) as JSONWebKeySet;
  return await jwtVerify(token, createLocalJWKSet(keys), { issuer, audience, algorithms: ["RS256"] });
}

describe("the event", () => {
  test("of a mail that is opened", async () => {
    const mail = mailOf(stage.player, "accusation-1.eml");
    await stage.open(mail, "?locale=de-DE&timeZone=Asia/Kolkata&platform=IOS");
    const { path, headers, event } = stage.lastAsked();
    expect(path).toBe("/message");
    expect(event).toEqual({
      commonEventObject: {
        hostApp: "GMAIL",
        platform: "IOS",
        userLocale: "de-DE",
        timeZone: { id: "Asia/Kolkata", offset: 19_800_000 },
      },
      authorizationEventObject: {
        userOAuthToken: expect.stringMatching(/^ya29\.[\w-]{20,}$/),
        systemIdToken: expect.any(String),
        userIdToken: expect.any(String),
        authorizedScopes: SCOPES,
      },
      gmail: {
        messageId: mail.id,
        threadId: mail.threadId,
        accessToken: expect.stringMatching(/^[\w-]{20,}$/),
      },
    });
    expect(headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      authorization: `Bearer ${event.authorizationEventObject.systemIdToken}`,
    });
    expect(headers.origin).toBeUndefined();
  });

  test("of the list has no mail, and goes to the homepage", async () => {
    await stage.open(mailOf(stage.player, "accusation-1.eml"));
    await stage.open(null);
    expect(stage.lastAsked().path).toBe("/home");
    expect(stage.lastAsked().event).not.toHaveProperty("gmail");
  });

  test("says no language or zone to an add-on that does not ask for them", async () => {
    const { addOn, player } = stage;
    player.addDeployment(changed(addOn.deployment(), ["addOns", "common", "useLocaleFromApp"], undefined));
    await stage.open(mailOf(player, "accusation-2.eml"));
    expect(stage.lastAsked().event.commonEventObject).toEqual({ hostApp: "GMAIL", platform: "WEB" });
    player.addDeployment(addOn.deployment());
  });

  test("says who reads only where that was allowed", async () => {
    await stage.open(mailOf(stage.player, "accusation-2.eml"), "?granted=no-email");
    const { authorizationEventObject } = stage.lastAsked().event;
    expect(authorizationEventObject).not.toHaveProperty("userIdToken");
    expect(authorizationEventObject.authorizedScopes).toEqual(
      SCOPES.filter((one) => !IDENTITY.includes(one)),
    );
  });

  test("the same mail twice is asked for once, until another was open", async () => {
    const mail = mailOf(stage.player, "colleague.eml");
    await stage.open(mail);
    await stage.open(mail);
    expect(stage.addOn.asked).toHaveLength(1);
    await stage.open(null);
    await stage.open(mail);
    expect(stage.addOn.asked.map(({ path }) => path)).toEqual(["/message", "/home", "/message"]);
  });
});

describe("the tokens", () => {
  test("are Google's by the published key: for this endpoint, from this service account, for this reporter", async () => {
    await stage.open(mailOf(stage.player, "accusation-3.eml"));
    const { systemIdToken, userIdToken } = stage.lastAsked().event.authorizationEventObject;
    const { serviceAccountEmail, oauthClientId, projectNumber } = stage.player.googleSettings;
    const system = await verified(systemIdToken, `${stage.addOn.url}/message`);
    expect(serviceAccountEmail).toBe(`service-${projectNumber}@gcp-sa-gsuiteaddons.iam.gserviceaccount.com`);
    expect(system.payload).toMatchObject({ email: serviceAccountEmail, email_verified: true });
    expect((system.payload.exp as number) - (system.payload.iat as number)).toBe(3600);
    const user = await verified(userIdToken as string, oauthClientId);
    expect(user.payload).toMatchObject({
      sub: expect.stringMatching(/^\d{21}$/),
      email: "noor.bakker@voorbeeld.example",
      email_verified: true,
      hd: "voorbeeld.example",
      azp: oauthClientId,
    });
    // What the other issuer of this folder puts into Entra's tokens is not there.
    for (const { payload } of [system, user])
      expect(Object.keys(payload).filter((one) => ["tid", "oid", "scp", "ver", "nbf"].includes(one))).toEqual(
        [],
      );
  });

  test("each request has tokens of its own", async () => {
    await stage.open(mailOf(stage.player, "accusation-1.eml"));
    await stage.page.getByText("Switches").click();
    await stage.page.getByRole("button", { name: "Open the add-on anew" }).click();
    const [first, second] = stage.addOn.asked.map(({ event }) => event);
    expect(second?.gmail?.messageId).toBe(first?.gmail?.messageId);
    for (const name of ["userOAuthToken", "systemIdToken", "userIdToken"] as const)
      expect(second?.authorizationEventObject[name]).not.toBe(first?.authorizationEventObject[name]);
    expect(second?.gmail?.accessToken).not.toBe(first?.gmail?.accessToken);
  });

  test("a new key signs, and the old one stays published", async () => {
    await stage.open(mailOf(stage.player, "accusation-1.eml"));
    const old = stage.lastAsked().event.authorizationEventObject.systemIdToken;
    await stage.player.rotateKeys();
    await stage.open(null);
    const fresh = stage.lastAsked().event.authorizationEventObject.systemIdToken;
    const first = await verified(old, `${stage.addOn.url}/message`);
    const second = await verified(fresh, `${stage.addOn.url}/home`);
    expect(second.protectedHeader.kid).not.toBe(first.protectedHeader.kid);
  });
});

describe("a click", () => {
  const FORM = () =>
    cardWith(
      { textInput: { name: "note", label: "Note", type: "MULTIPLE_LINE" } },
      { textInput: { name: "word", label: "Word", value: "given" } },
      { textInput: { name: "empty", label: "Empty" } },
      choice("kind", "RADIO_BUTTON", ["threat", "other"]),
      choice("tags", "CHECK_BOX", ["a", "b", "c"]),
      choice("none", "CHECK_BOX", ["x"]),
      choice("drop", "DROPDOWN", ["one", "two"]),
      {
        decoratedText: {
          text: "Urgent",
          switchControl: { name: "urgent", value: "yes", controlType: "SWITCH" },
        },
      },
      { dateTimePicker: { name: "when", label: "When", type: "DATE_AND_TIME" } },
      { dateTimePicker: { name: "day", label: "Day", type: "DATE_ONLY" } },
      { dateTimePicker: { name: "time", label: "Time", type: "TIME_ONLY" } },
      buttons(
        button("Send", `${stage.addOn.url}/send`, {
          parameters: [
            { key: "ticket", value: "t<1>" },
            { key: "scope", value: "mail" },
          ],
          persistValues: true,
        }),
      ),
    );

  test("posts what was filled in, by the kinds of the inputs, and the action's parameters", async () => {
    const { page, panel, addOn } = stage;
    await stage.show(FORM());
    stage.player.setSwitches({ timeZone: "Asia/Kolkata" });
    addOn.answers.set("/send", clicked({ updateCard: FORM() }));
    await panel.getByLabel("Note").fill("two\nlines & <b>");
    await panel.getByLabel("threat").check();
    await panel.getByLabel("a", { exact: true }).check();
    await panel.getByLabel("c", { exact: true }).check();
    await panel.getByLabel("drop").selectOption("two");
    await panel.getByRole("switch", { name: "Urgent" }).check();
    await panel.getByLabel("When").fill("2026-03-01T10:30");
    await panel.getByLabel("Day").fill("2026-03-02");
    await panel.getByLabel("Time", { exact: true }).fill("07:05");
    await panel.getByRole("button", { name: "Send" }).click();
    const { path, event } = stage.lastAsked();
    expect(path).toBe("/send");
    const strings = (...value: string[]) => ({ stringInputs: { value } });
    expect(event.commonEventObject).toMatchObject({ parameters: { ticket: "t<1>", scope: "mail" } });
    expect(event.commonEventObject.formInputs).toEqual({
      note: strings("two\nlines & <b>"),
      word: strings("given"),
      empty: strings(""),
      kind: strings("threat"),
      tags: strings("a", "c"),
      drop: strings("two"),
      urgent: strings("yes"),
      when: {
        dateTimeInput: { msSinceEpoch: String(Date.UTC(2026, 2, 1, 5)), hasDate: true, hasTime: true },
      },
      day: { dateInput: { msSinceEpoch: String(Date.UTC(2026, 2, 2)) } },
      time: { timeInput: { hours: 7, minutes: 5 } },
    });
    expect(event.gmail?.messageId).toBe(mailOf(stage.player, "accusation-1.eml").id);
    await expect(
      verified(event.authorizationEventObject.systemIdToken, `${addOn.url}/send`),
    ).resolves.toBeDefined();
    // The updated card has the same inputs: what was filled in stays.
    expect(await panel.getByLabel("Note").inputValue()).toBe("two\nlines & <b>");
    expect(await panel.getByLabel("c", { exact: true }).isChecked()).toBe(true);
    expect(await page.title()).toContain("plays Gmail");
  });

  test("without persistValues the form is as the card says again", async () => {
    const { panel, addOn } = stage;
    await stage.show(
      cardWith({ textInput: { name: "note", label: "Note" } }, buttons(button("Send", `${addOn.url}/send`))),
    );
    addOn.answers.set("/send", { renderActions: { action: { notification: { text: "Kept" } } } });
    await panel.getByLabel("Note").fill("words");
    await panel.getByRole("button", { name: "Send" }).click();
    expect(await panel.getByRole("status").innerText()).toBe("Kept");
    expect(await panel.getByLabel("Note").inputValue()).toBe("");
  });

  test("is not made while a widget that it needs is empty", async () => {
    const { panel, addOn } = stage;
    await stage.show(
      cardWith(
        { textInput: { name: "note", label: "Note" } },
        buttons(button("Send", `${addOn.url}/send`, { requiredWidgets: ["note"] })),
      ),
    );
    const before = addOn.asked.length;
    await panel.getByRole("button", { name: "Send" }).click();
    expect(await panel.getByRole("status").innerText()).toBe("Fill in first: note");
    expect(addOn.asked).toHaveLength(before);
  });

  test("of a card that has gone meanwhile does nothing", async () => {
    const { page, addOn } = stage;
    await stage.show(cardWith(buttons(button("Send", `${addOn.url}/send`))));
    const stale = await page.context().newPage();
    await stale.goto(page.url());
    await stage.show(cardWith(buttons(button("Other", `${addOn.url}/other`))));
    const before = addOn.asked.length;
    await stale.getByRole("button", { name: "Send" }).click();
    await stale.getByText("This card has changed: nothing was done.").waitFor();
    expect(addOn.asked).toHaveLength(before);
    await stale.close();
  });

  test("cards are stacked as the navigations say", async () => {
    const { page, panel, addOn } = stage;
    addOn.answers.set("/more", clicked({ pushCard: { name: "second", ...saying("second card") } }));
    await stage.show(cardWith(buttons(button("More", `${addOn.url}/more`))));
    await panel.getByRole("button", { name: "More" }).click();
    await panel.getByText("second card").waitFor();
    await page.getByRole("button", { name: "← Back" }).click();
    await panel.getByRole("button", { name: "More" }).waitFor();
    expect(await page.getByRole("button", { name: "← Back" }).count()).toBe(0);
    addOn.answers.set("/more", clicked({ popToRoot: true }, { updateCard: saying("instead") }));
    await panel.getByRole("button", { name: "More" }).click();
    await panel.getByText("instead").waitFor();
    expect(await page.getByRole("button", { name: "← Back" }).count()).toBe(0);
    expect(stage.player.faults).toEqual([]);
  });
});

describe("Gmail's API", () => {
  async function ask(path: string, headers: Readonly<Record<string, string>>): Promise<Response> {
    return await fetch(`${stage.player.googleSettings.apiUrl}/gmail/v1/users/me/${path}`, { headers });
  }

  async function tokens() {
    await stage.open(mailOf(stage.player, "accusation-1.eml"));
    const { event } = stage.lastAsked();
    return {
      authorization: `Bearer ${event.authorizationEventObject.userOAuthToken}`,
      "x-goog-gmail-access-token": event.gmail?.accessToken ?? "",
    };
  }

  test("gives the open mail's octets as they are, whatever their charset", async () => {
    const octets = Uint8Array.from(
      Buffer.from("Subject: caf\xe9\r\nX: \x80\xff\r\n\r\n\xe9\0\n\r.", "latin1"),
    );
    const mail = await stage.player.mailbox.add("latin1.eml", octets);
    await stage.open(mail);
    const { event } = stage.lastAsked();
    const response = await ask(`messages/${mail.id}?format=raw`, {
      authorization: `Bearer ${event.authorizationEventObject.userOAuthToken}`,
      "x-goog-gmail-access-token": event.gmail?.accessToken ?? "",
    });
    const { raw, threadId, internalDate } = (await response.json()) as Record<string, string>;
    expect([...Buffer.from(raw as string, "base64url")]).toEqual([...octets]);
    expect({ threadId, internalDate }).toEqual({
      threadId: mail.threadId,
      internalDate: String(mail.internalDate),
    });
  });

  test("refuses what an add-on may not read", async () => {
    const both = await tokens();
    const mail = mailOf(stage.player, "accusation-1.eml");
    const other = mailOf(stage.player, "colleague.eml");
    const raw = (id: string) => `messages/${id}?format=raw`;
    const status = async (path: string, headers: Record<string, string>) => (await ask(path, headers)).status;
    expect(await status(raw(mail.id), both)).toBe(200);
    expect(await status(raw(mail.id), {})).toBe(401);
    expect(await status(raw(mail.id), { ...both, authorization: "Bearer ya29.guessed" })).toBe(401);
    expect(await status(raw(mail.id), { authorization: both.authorization })).toBe(403);
    expect(await status(raw(other.id), both)).toBe(403);
    expect(await status("messages", both)).toBe(403);
    expect(await status(raw("0000000000000000"), both)).toBe(404);
    expect(await status(`threads/${other.threadId}`, both)).toBe(403);
  });

  test("refuses a reporter's add-on that was not allowed to read", async () => {
    stage.player.setSwitches({ granted: "no-read" });
    expect(
      (await ask(`messages/${mailOf(stage.player, "accusation-1.eml").id}`, await tokens())).status,
    ).toBe(403);
  });

  test("gives the mails of the open conversation", async () => {
    const mail = mailOf(stage.player, "conversation-3.eml");
    await stage.open(mail);
    const { event } = stage.lastAsked();
    const response = await ask(`threads/${mail.threadId}?format=minimal`, {
      authorization: `Bearer ${event.authorizationEventObject.userOAuthToken}`,
      "x-goog-gmail-access-token": event.gmail?.accessToken ?? "",
    });
    const { messages } = (await response.json()) as { messages: { id: string }[] };
    const conversation = [1, 2, 3, 4].map((index) => mailOf(stage.player, `conversation-${index}.eml`).id);
    expect(messages.map(({ id }) => id).toSorted()).toEqual(conversation.toSorted());
  });
});

test("an add-on of the reporter's own is installed from its deployment", async () => {
  const { page, addOn, player } = stage;
  await stage.open(null);
  await page.getByText("An add-on of your own").click();
  const deployment = JSON.parse(
    JSON.stringify(addOn.deployment()).replaceAll('"Fake"', '"Another"').replaceAll("/home", "/other-home"),
  );
  addOn.answers.set("/other-home", pushed(saying("the other one")));
  await page.setInputFiles("#deployment", {
    name: "deployment.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(deployment)),
  });
  await page.getByRole("button", { name: "Install" }).click();
  await stage.panel.getByText("the other one").waitFor();
  await page.getByRole("button", { name: "Fake" }).first().click();
  await stage.panel.getByText("/home").waitFor();
  expect(player.faults).toEqual([]);
});

function choice(name: string, type: string, values: readonly string[]): object {
  const items = values.map((value) => ({ text: value, value }));
  return { selectionInput: { name, label: name, type, items } };
}
