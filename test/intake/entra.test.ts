/** Whom an access token lets in, and every way to forge one. The key set is fetched over HTTP, as in life. */
import * as fc from "fast-check";
import { decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from "jose";
import { resolveConfig } from "../../src/intake/config.ts";
import { type EntraDoor, entraDoor } from "../../src/intake/entra.ts";
import { ISSUER_AUDIENCE, ISSUER_SUBJECT } from "../../src/simulator/issuer.ts";
import { startTokenService, type TokenService } from "./token-service.ts";

let service: TokenService;
let failures: unknown[];
/** Milliseconds that all clocks here are ahead of the machine's. */
let ahead = 0;
const realNow = Date.now;

beforeEach(async () => {
  ahead = 0;
  failures = [];
  jest.spyOn(Date, "now").mockImplementation(() => realNow() + ahead);
  service = await startTokenService();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await service.close();
});

function door(changes: Partial<TokenService["entra"]> = {}): EntraDoor {
  const config = resolveConfig({
    listen: { host: "127.0.0.1", port: 0 },
    dataDir: "data",
    organisations: [
      { id: "acme", directoryFile: "d", logKeyFile: "l", entra: { ...service.entra, ...changes } },
    ],
  });
  const entra = config.organisations[0]?.entra;
  if (entra === undefined) throw new TypeError("no entra");
  return entraDoor(entra, { now: () => Date.now(), onFailure: (error) => failures.push(error) });
}

const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;
const unavailable = { code: "SERVER_ERROR", retry: "later" };

describe("lets in", () => {
  test("whoever signed in with our scope, under a number that says nothing", async () => {
    const { issuer } = service;
    const entra = door();
    const number = await entra.admit(await issuer.token());
    expect(number).toMatch(/^[0-9a-f]{64}$/);
    // The same person, with another token and more claims.
    expect(await entra.admit(await issuer.token({ name: "Noor", exp: seconds(60) }))).toBe(number);
    expect(await entra.admit(await issuer.token({ oid: "another" }))).not.toBe(number);
    // After a restart, nobody can be recognised.
    expect(await door().admit(await issuer.token())).not.toBe(number);
  });

  test("the same token again, until it ends: it is no proof of presence", async () => {
    const entra = door();
    const token = await service.issuer.token();
    const number = await entra.admit(token);
    ahead = 3_600_000;
    expect(await entra.admit(token)).toBe(number);
    ahead += 61_000;
    expect(await entra.admit(token)).toBeNull();
  });

  test("a scope among several, by word", async () => {
    const token = await service.issuer.token({ scp: "openid Report.Submit profile" });
    expect(await door().admit(token)).not.toBeNull();
  });

  test("clocks that differ by a minute at most", async () => {
    const { issuer } = service;
    const entra = door();
    expect(await entra.admit(await issuer.token({ exp: seconds(-55) }))).not.toBeNull();
    const early = { iat: seconds(55), nbf: seconds(55), exp: seconds(600) };
    expect(await entra.admit(await issuer.token(early))).not.toBeNull();
  });

  test("a token of v1.0 where its issuer is configured, and of either audience", async () => {
    const issuers = [service.issuer.issuer, `https://sts.windows.net/${service.issuer.tenantId}/`];
    const audience = [ISSUER_AUDIENCE, "2d1c6f52-0000-4000-8000-000000000001"];
    const entra = door({ issuer: issuers, audience });
    const token = await service.issuer.token({ iss: issuers[1], ver: "1.0", aud: audience[1] });
    expect(await entra.admit(token)).not.toBeNull();
    expect(await door().admit(token)).toBeNull();
  });
});

const ID_TOKEN = { scp: undefined, nonce: "n", preferred_username: "noor@example.org" };

describe("refuses", () => {
  test.each<[string, () => Record<string, unknown>]>([
    ["expired", () => ({ exp: seconds(-65) })],
    ["not valid yet", () => ({ nbf: seconds(65) })],
    ["made in the future", () => ({ iat: seconds(65) })],
    ["older than any token gets", () => ({ iat: seconds(-200_000) })],
    ["without an end", () => ({ exp: undefined })],
    ["without a beginning", () => ({ iat: undefined })],
    ["an end that is no number", () => ({ exp: "never" })],
    ["another issuer", () => ({ iss: "https://login.example.org/x/v2.0" })],
    ["our issuer with a slash more", () => ({ iss: `${service.issuer.issuer}/` })],
    ["no issuer", () => ({ iss: undefined })],
    ["another tenant by the same issuer", () => ({ tid: "00000000-0000-4000-8000-000000000000" })],
    ["no tenant", () => ({ tid: undefined })],
    ["another audience: Microsoft Graph", () => ({ aud: "00000003-0000-0000-c000-000000000000" })],
    ["several audiences, ours among them", () => ({ aud: [ISSUER_AUDIENCE, "api://other"] })],
    ["no audience", () => ({ aud: undefined })],
    ["another scope", () => ({ scp: "Report.Read" })],
    ["a scope that only begins like ours", () => ({ scp: "Report.Submit.All" })],
    ["a list instead of scopes", () => ({ scp: ["Report.Submit"] })],
    ["an ID token", () => ID_TOKEN],
    ["a program, not a person", () => ({ scp: undefined, roles: ["Report.Submit"], idtyp: "app" })],
    ["a program with a scope", () => ({ idtyp: "app" })],
    ["nobody", () => ({ oid: undefined })],
    ["an empty somebody", () => ({ oid: "" })],
    ["a somebody who is a list", () => ({ oid: [ISSUER_SUBJECT] })],
  ])("%s", async (_, claims) => {
    const entra = door();
    expect(await entra.admit(await service.issuer.token())).not.toBeNull();
    expect(await entra.admit(await service.issuer.token(claims()))).toBeNull();
  });

  test.each<[string, (token: TokenService["issuer"]["token"]) => Promise<string>]>([
    ["alg none", (token) => token({}, { alg: "none" })],
    ["HS256 with the public key as secret", (token) => token({}, { alg: "HS256" })],
    ["RS512", async (token) => withHeader(await token(), { alg: "RS512" })],
    ["a key that was never published", (token) => token({}, { key: "foreign" })],
    ["no kid", async (token) => withHeader(await token(), { kid: undefined })],
    [
      "an extension that must be understood",
      async (token) => withHeader(await token(), { crit: ["x"], x: 1 }),
    ],
    ["half of it", async (token) => (await token()).slice(0, 200)],
    ["its last character missing", async (token) => (await token()).slice(0, -1)],
    ["no signature", async (token) => `${(await token()).split(".").slice(0, 2).join(".")}.`],
    ["a fourth part", async (token) => `${await token()}.x`],
    ["a session's token", async () => "q".repeat(43)],
    ["nothing", async () => ""],
  ])("%s", async (_, forge) => {
    const entra = door();
    expect(await entra.admit(await service.issuer.token())).not.toBeNull();
    expect(await entra.admit(await forge(service.issuer.token))).toBeNull();
    expect(failures).toEqual([]);
  });

  test("a foreign key under a published kid", async () => {
    const { kid } = decodeProtectedHeader(await service.issuer.token());
    const forged = await service.issuer.token({}, { key: "foreign", kid: kid as string });
    expect(await door().admit(forged)).toBeNull();
  });

  test("a key that the token brings along", async () => {
    const { privateKey, publicKey } = await generateKeyPair("RS256");
    const good = await service.issuer.token();
    const { kid } = decodeProtectedHeader(good);
    const claims = JSON.parse(Buffer.from(good.split(".")[1] as string, "base64url").toString());
    const jwk = await exportJWK(publicKey);
    for (const header of [{ jwk }, { jku: service.jwksUrl }, { x5u: service.jwksUrl }]) {
      const forged = await new SignJWT(claims)
        .setProtectedHeader({ alg: "RS256", kid: kid as string, ...header })
        .sign(privateKey);
      expect(await door().admit(forged)).toBeNull();
    }
  });

  test("a payload of somebody else under a good signature", async () => {
    const entra = door();
    const [header, , signature] = (await service.issuer.token()).split(".");
    const [, other] = (await service.issuer.token({ oid: "somebody-else" })).split(".");
    expect(await entra.admit(`${header}.${other}.${signature}`)).toBeNull();
  });

  test("every changed character", async () => {
    const entra = door();
    const token = await service.issuer.token();
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 3), fc.constantFrom(..."Ag9_-."), async (at, character) => {
        fc.pre(token[at] !== character);
        expect(await entra.admit(token.slice(0, at) + character + token.slice(at + 1))).toBeNull();
      }),
      { numRuns: 150 },
    );
  });

  test("whatever is sent, without a throw", async () => {
    const entra = door();
    const parts = fc.array(fc.oneof(fc.string(), fc.json().map(base64url)), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(parts, async (given) => {
        expect(await entra.admit(given.join("."))).toBeNull();
      }),
    );
    expect(service.asked).toBe(0);
  });
});

describe("the published keys", () => {
  test("are fetched once for many tokens, also at the same moment", async () => {
    const entra = door();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => service.issuer.token()));
    await Promise.all(tokens.map((token) => entra.admit(token)));
    expect(service.asked).toBe(1);
  });

  test("a rotated one is fetched when its first token comes, and the retired one still counts", async () => {
    const entra = door();
    const before = await service.issuer.token();
    expect(await entra.admit(before)).not.toBeNull();
    await service.issuer.rotate();
    ahead = 31_000;
    const after = await service.issuer.token();
    expect(await entra.admit(after)).not.toBeNull();
    expect(await entra.admit(before)).not.toBeNull();
    expect(await entra.admit(await service.issuer.token({}, { key: "retired" }))).not.toBeNull();
    expect(service.asked).toBe(2);
  });

  test("a withdrawn one ends within the hour", async () => {
    const entra = door();
    const token = await service.issuer.token({ exp: seconds(20_000) });
    expect(await entra.admit(token)).not.toBeNull();
    await service.issuer.rotate();
    await service.issuer.rotate();
    ahead = 3_601_000;
    expect(await entra.admit(token)).toBeNull();
  });

  test("a flood of made-up kids costs one fetch in half a minute", async () => {
    const entra = door();
    expect(await entra.admit(await service.issuer.token())).not.toBeNull();
    for (let round = 0; round < 3; round++) {
      ahead += 31_000;
      for (let i = 0; i < 40; i++) {
        const forged = await service.issuer.token({}, { key: "foreign", kid: `${round}-${i}` });
        expect(await entra.admit(forged)).toBeNull();
      }
    }
    expect(service.asked).toBe(4);
  });

  test("nobody asks for them for a token that is not meant for us", async () => {
    expect(await door().admit(await service.issuer.token({ aud: "api://other" }))).toBeNull();
    expect(service.asked).toBe(0);
  });
});

describe("while the keys cannot be had: later, never a refusal, and nobody is let in", () => {
  test.each<[string, NonNullable<TokenService["trouble"]>]>([
    ["no connection", (response) => void response.destroy()],
    ["500", (response) => void response.writeHead(500).end()],
    ["a page of the proxy", (response) => void response.writeHead(200).end("<html>")],
    ["JSON of another form", (response) => void response.writeHead(200).end('{"keys":1}')],
    ["a redirect", (response) => void response.writeHead(302, { location: "https://example.org" }).end()],
    ["far too much", (response) => void response.end(JSON.stringify(service.issuer.jwks()).padEnd(300_000))],
  ])("%s", async (_, trouble) => {
    const entra = door();
    service.trouble = trouble;
    const token = await service.issuer.token();
    for (let i = 0; i < 5; i++) await expect(entra.admit(token)).rejects.toMatchObject(unavailable);
    // One try for all of them, and a good token is good again after it.
    expect({ asked: service.asked, failures: failures.length }).toEqual({ asked: 1, failures: 1 });
    service.trouble = null;
    ahead = 11_000;
    expect(await entra.admit(token)).not.toBeNull();
  });

  test("a new kid waits too, and known keys go on", async () => {
    const entra = door();
    const known = await service.issuer.token();
    expect(await entra.admit(known)).not.toBeNull();
    await service.issuer.rotate();
    service.trouble = (response) => void response.destroy();
    ahead = 31_000;
    await expect(entra.admit(await service.issuer.token())).rejects.toMatchObject(unavailable);
    expect(await entra.admit(known)).not.toBeNull();
  });
});

/** The token with other members in its header; its signature does not fit any more. */
function withHeader(token: string, change: object): string {
  const [header, ...rest] = token.split(".");
  const members = JSON.parse(Buffer.from(header as string, "base64url").toString()) as object;
  return [base64url(JSON.stringify({ ...members, ...change })), ...rest].join(".");
}

function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
