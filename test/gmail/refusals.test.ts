/** Who is not let in: 401, an empty body, and nothing left: no file, no question to Gmail, none to the intake. */
import { createHmac } from "node:crypto";
import { exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { filesOf } from "../sealer/world.ts";
import { CLIENT_ID, type Claims, ISSUER, SERVICE_ACCOUNT } from "./google.ts";
import {
  type Door,
  eventFor,
  type EventParts,
  openDoor,
  openMail,
  packagesAtIntake,
  post,
  primaryOf,
  clickEvent,
  textOf,
} from "./world.ts";

let door: Door;
let url: string;
beforeAll(async () => {
  door = await openDoor({ domains: ["example.org"] });
  url = `${door.publicUrl}/message`;
  door.google.add([{ id: "m1", octets: Buffer.from("From: a@example.org\r\nSubject: x\r\n\r\nPay.\r\n") }]);
});
afterAll(() => door.end());

const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;
const OPEN: EventParts = { message: { id: "m1" } };

/** What would be left of a request. */
function traces() {
  return {
    files: [...filesOf(door.world.dataDir)].map(([path, octets]) => [path, octets.length]),
    packages: packagesAtIntake(door.world),
    asked: door.google.asked.length,
  };
}

async function expectRefused(send: () => ReturnType<typeof post>, status = 401): Promise<void> {
  const before = traces();
  expect(await send()).toEqual({ status, text: "" });
  expect(traces()).toEqual(before);
}

async function event(parts: EventParts = {}): Promise<object> {
  return eventFor(door.google, url, { ...OPEN, ...parts });
}

test("the same event with nothing wrong is let in", async () => {
  expect((await post(url, await event())).status).toBe(200);
});

describe("the token that says that Google calls", () => {
  test.each<[string, () => Claims]>([
    ["expired", () => ({ iat: seconds(-3000), exp: seconds(-65) })],
    ["older than tokens get", () => ({ iat: seconds(-3700), exp: seconds(600) })],
    ["not valid yet", () => ({ nbf: seconds(65) })],
    ["made in the future", () => ({ iat: seconds(65) })],
    ["without an end", () => ({ exp: undefined })],
    ["without a beginning", () => ({ iat: undefined })],
    ["for another endpoint", () => ({ aud: `${door.publicUrl}/report` })],
    ["for the endpoint with a slash", () => ({ aud: `${url}/` })],
    ["for the origin alone", () => ({ aud: new URL(url).origin })],
    ["for several", () => ({ aud: [url, "https://other.example"] })],
    ["for nobody", () => ({ aud: undefined })],
    ["of another project's account", () => ({ email: SERVICE_ACCOUNT.replace("123", "124") })],
    ["of a person", () => ({ email: "noor@example.org" })],
    ["of nobody", () => ({ email: undefined })],
    ["email not verified", () => ({ email_verified: false })],
    ["email verified in words", () => ({ email_verified: "true" })],
    ["of another issuer", () => ({ iss: "https://accounts.example.org" })],
    ["of our issuer with a slash", () => ({ iss: `${ISSUER}/` })],
    ["of no issuer", () => ({ iss: undefined })],
  ])("%s", async (_, claims) => {
    const systemIdToken = await door.google.systemToken(url, claims());
    const body = await event({ authorization: { systemIdToken } });
    await expectRefused(() => post(url, body));
    // As bearer, beside none and beside a good one in the body.
    const bearer = { authorization: `Bearer ${systemIdToken}` };
    const without = await event({ authorization: { systemIdToken: undefined } });
    await expectRefused(() => post(url, without, bearer));
    const beside = await event();
    await expectRefused(() => post(url, beside, bearer));
  });

  test.each<[string, (good: string) => Promise<string | undefined> | string | undefined]>([
    ["missing", () => undefined],
    ["empty", () => ""],
    ["no token", () => "q".repeat(43)],
    ["half of it", (good) => good.slice(0, 200)],
    ["without its signature", (good) => `${good.split(".").slice(0, 2).join(".")}.`],
    ["with another signature", (good) => `${good.slice(0, -8)}AAAAAAAA`],
    ["with other claims under the signature", (good) => withClaims(good, { exp: seconds(9000) })],
    ["alg none", (good) => unsigned(good)],
    ["HS256 with the public key as secret", (good) => withHmac(good)],
    ["signed by a key of nobody under a published kid", (good) => foreign(good)],
    ["without a kid", () => door.google.systemToken(url, {}, { kid: undefined })],
    ["the reporter's own token", () => door.google.userToken()],
  ])("%s", async (_, make) => {
    const systemIdToken = await make(await door.google.systemToken(url));
    const body = await event({ authorization: { systemIdToken } });
    await expectRefused(() => post(url, body));
  });

  test.each(["Basic abc", "Bearer", "Bearer a b", "Enrolment x"])(
    "a header field that is no bearer's: %s",
    async (authorization) => {
      const body = await event();
      await expectRefused(() => post(url, body, { authorization }));
    },
  );

  test("a token of the homepage opens no mail, and one of the mail reports nothing", async () => {
    const form = await openMail(door, "m1");
    const { url: target, body } = await clickEvent(door, primaryOf(form));
    const systemIdToken = await door.google.systemToken(url);
    const event = body as { authorizationEventObject: object };
    const swapped = {
      ...event,
      authorizationEventObject: { ...event.authorizationEventObject, systemIdToken },
    };
    await expectRefused(() => post(target, swapped));
    expect((await post(target, body)).status).toBe(200);
  });
});

describe("the token that says who the reporter is", () => {
  test.each<[string, () => Claims]>([
    ["of another client", () => ({ aud: "9-x.apps.googleusercontent.com" })],
    ["of several clients", () => ({ aud: [CLIENT_ID, "9-x"] })],
    ["expired", () => ({ iat: seconds(-3000), exp: seconds(-65) })],
    ["made in the future", () => ({ iat: seconds(65) })],
    ["of another issuer", () => ({ iss: "https://accounts.example.org" })],
    ["of nobody", () => ({ sub: undefined })],
    ["of an empty somebody", () => ({ sub: "" })],
    ["of a somebody with a line break", () => ({ sub: "1\n2" })],
    ["of a somebody who is a number", () => ({ sub: 5 })],
    ["of another domain", () => ({ hd: "example.com" })],
    ["of a domain that ends like ours", () => ({ hd: "evil-example.org" })],
    ["of no domain", () => ({ hd: undefined })],
  ])("%s", async (_, claims) => {
    const body = await event({ authorization: { userIdToken: await door.google.userToken(claims()) } });
    await expectRefused(() => post(url, body));
  });

  test.each<[string, () => Promise<string> | undefined]>([
    ["missing", () => undefined],
    ["Google's own", () => door.google.systemToken(url)],
  ])("%s", async (_, make) => {
    const body = await event({ authorization: { userIdToken: await make() } });
    await expectRefused(() => post(url, body));
  });
});

test.each(["", "null", "[]", "7", '"x"', "{", "{}", "\ufeff{}", '{"authorizationEventObject":7}'])(
  "a body that is no event: %j",
  async (body) => {
    const authorization = `Bearer ${await door.google.systemToken(url)}`;
    await expectRefused(() => post(url, body, { authorization }));
    await expectRefused(() => post(url, new Uint8Array([0xff, 0xfe, 0x7b]), { authorization }));
  },
);

test("a body that is too large", async () => {
  const body = { ...(await event()), padding: "x".repeat(300_000) };
  await expectRefused(() => post(url, body), 413);
});

describe("other methods and paths", () => {
  test.each(["/", "/gmail", "/gmail/message/", "/gmail/other", "/message"])("%s", async (path) => {
    const body = await event();
    const target = `${new URL(url).origin}${path}`;
    await expectRefused(() => post(target, body), 404);
  });
  test("GET", async () => {
    expect((await fetch(url)).status).toBe(404);
  });
});

describe("replays", () => {
  test("the same request after it was answered, whichever way it comes", async () => {
    const system = await door.google.systemToken(url);
    const body = JSON.stringify(await event({ authorization: { systemIdToken: system } }));
    const bearer = { authorization: `Bearer ${system}` };
    expect((await post(url, body, bearer)).status).toBe(200);
    await expectRefused(() => post(url, body, bearer));
    await expectRefused(() => post(url, body));
    await expectRefused(() => post(url, body, { authorization: `bearer ${system}` }));
  });

  test("also after a restart", async () => {
    const body = JSON.stringify(await event());
    expect((await post(url, body)).status).toBe(200);
    await door.restart();
    await expectRefused(() => post(url, body));
  });

  test("the same token with another body is another request: Google uses a token for a while", async () => {
    const systemIdToken = await door.google.systemToken(url);
    const first = await event({ authorization: { systemIdToken } });
    expect((await post(url, first)).status).toBe(200);
    const second = await event({ authorization: { systemIdToken }, platform: "IOS" });
    expect((await post(url, second)).status).toBe(200);
  });

  test("a report: once, and the replay finds no second one", async () => {
    const { url: target, body } = await clickEvent(door, primaryOf(await openMail(door, "m1")));
    const before = packagesAtIntake(door.world).length;
    const octets = JSON.stringify(body);
    expect((await post(target, octets)).status).toBe(200);
    expect(packagesAtIntake(door.world)).toHaveLength(before + 1);
    await expectRefused(() => post(target, octets));
    // Signed anew, changed, and still the same report.
    const again = await clickEvent(door, primaryOf(await openMail(door, "m1")), {}, {});
    const parameters = (body as { commonEventObject: { parameters: object } }).commonEventObject.parameters;
    const changed = { ...again.body, commonEventObject: { parameters, userLocale: "de" } };
    expect((await post(target, changed)).status).toBe(200);
    expect(packagesAtIntake(door.world)).toHaveLength(before + 1);
  });

  test("a double click gets one answer", async () => {
    const { url: target, body } = await clickEvent(door, primaryOf(await openMail(door, "m1")));
    const before = packagesAtIntake(door.world).length;
    const octets = JSON.stringify(body);
    const answers = await Promise.all([post(target, octets), post(target, octets), post(target, octets)]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(packagesAtIntake(door.world)).toHaveLength(before + 1);
  });

  test("the homepage may be asked for again: it reads nothing", async () => {
    const home = `${door.publicUrl}/home`;
    const body = JSON.stringify(await eventFor(door.google, home));
    expect((await post(home, body)).status).toBe(200);
    expect((await post(home, body)).status).toBe(200);
  });
});

describe("tickets", () => {
  test.each<[string, (ticket: string) => string | undefined]>([
    ["none", () => undefined],
    ["empty", () => ""],
    ["made up", () => "A".repeat(300)],
    ["changed", (ticket) => `${ticket.slice(0, 20)}${ticket[20] === "A" ? "B" : "A"}${ticket.slice(21)}`],
    ["cut", (ticket) => ticket.slice(0, -4)],
  ])("%s", async (_, change) => {
    const { url: target, body } = await clickEvent(door, primaryOf(await openMail(door, "m1")));
    await expectRefused(() => post(target, withTicket(body, change)));
  });

  test("of another reporter", async () => {
    const { url: target, body } = await clickEvent(door, primaryOf(await openMail(door, "m1")));
    const userIdToken = await door.google.userToken({ sub: "999" });
    const event = body as { authorizationEventObject: object };
    const other = { ...event, authorizationEventObject: { ...event.authorizationEventObject, userIdToken } };
    await expectRefused(() => post(target, other));
  });

  test("too old: said kindly, and nothing is made", async () => {
    await door.restart({ limits: { ticketMs: 1 } });
    const form = await openMail(door, "m1");
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { url: target, body } = await clickEvent(door, primaryOf(form));
    const before = packagesAtIntake(door.world);
    const answer = await post(target, body);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("Open the mail again");
    expect(packagesAtIntake(door.world)).toEqual(before);
    await door.restart();
  });
});

describe("keys", () => {
  test("a new one of Google's is fetched, the old one goes on", async () => {
    const old = await event();
    await door.google.rotate();
    await door.restart();
    const fresh = await event();
    expect((await post(url, fresh)).status).toBe(200);
    expect((await post(url, old)).status).toBe(200);
  });

  test("none to be had: 503, and nothing is left", async () => {
    await door.restart();
    const body = await event();
    door.google.keyTrouble = (response) => void response.writeHead(500).end();
    await expectRefused(() => post(url, body), 503);
    door.google.keyTrouble = null;
    await door.restart();
    expect((await post(url, body)).status).toBe(200);
  });

  test("nobody asks for them for a token that is not meant for us", async () => {
    await door.restart();
    door.google.keysAsked = 0;
    const systemIdToken = await door.google.systemToken("https://other.example/message");
    const body = await event({ authorization: { systemIdToken } });
    await expectRefused(() => post(url, body));
    expect(door.google.keysAsked).toBe(0);
  });
});

describe("what the reporter did not allow", () => {
  const READ = "https://www.googleapis.com/auth/gmail.addons.current.message.readonly";
  const EMAIL = "https://www.googleapis.com/auth/userinfo.email";
  test.each<[string, Claims, string[]]>([
    ["to read the mail", { authorizedScopes: [EMAIL, "openid"] }, [READ]],
    ["to be known", { authorizedScopes: [READ], userIdToken: undefined }, [EMAIL]],
    ["anything", { authorizedScopes: [], userIdToken: undefined }, [READ, EMAIL]],
  ])("%s: Gmail is told to ask", async (_, authorization, scopes) => {
    const body = await event({ authorization });
    const before = traces();
    const answer = await post(url, body);
    expect(JSON.parse(answer.text)).toEqual({ requesting_google_scopes: { scopes } });
    expect(traces()).toEqual(before);
  });
});

test("an event without a mail is answered with the homepage", async () => {
  const answer = await post(url, await event({ message: null }));
  expect(textOf(JSON.parse(answer.text).action.navigations[0].pushCard)).toContain("Open the mail that");
});

function withTicket(body: object, change: (ticket: string) => string | undefined): object {
  const event = body as { commonEventObject: { parameters: { ticket: string } } };
  const { ticket, ...others } = event.commonEventObject.parameters;
  const changed = change(ticket);
  const parameters = { ...others, ...(changed !== undefined && { ticket: changed }) };
  return { ...event, commonEventObject: { ...event.commonEventObject, parameters } };
}

const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decoded = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as object;

function withClaims(token: string, claims: Claims): string {
  const [head, payload, signature] = token.split(".");
  return [head, segment({ ...decoded(payload), ...claims }), signature].join(".");
}

function unsigned(token: string): string {
  const [head, payload] = token.split(".");
  return `${segment({ ...decoded(head), alg: "none" })}.${payload}.`;
}

async function withHmac(token: string): Promise<string> {
  const [head, payload] = token.split(".");
  const { kty, n, e } = door.google.signingKey() as JWK;
  const key = await importJWK({ kty, n, e } as JWK, "RS256", { extractable: true });
  const pem = await exportSPKI(key as CryptoKey);
  const body = `${segment({ ...decoded(head), alg: "HS256" })}.${payload}`;
  return `${body}.${createHmac("sha256", pem).update(body).digest("base64url")}`;
}

async function foreign(token: string): Promise<string> {
  const [head, payload] = token.split(".");
  const { privateKey } = await generateKeyPair("RS256");
  const header = decoded(head) as { alg: string };
  return new SignJWT(decoded(payload) as Record<string, unknown>).setProtectedHeader(header).sign(privateKey);
}
