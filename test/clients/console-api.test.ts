/** The investigator's client against a server that wants plaintext or signatures. */
import { Encrypter } from "age-encryption";
import { consoleApi } from "../../src/clients/console-api.ts";
import { logReader } from "../../src/clients/log.ts";
import { toBase64 } from "../../src/core/base/bytes.ts";
import type { Digest } from "../../src/core/base/digest.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { encodeEntryBundle } from "../../src/core/log/tiles.ts";
import { makeIdentity } from "../../src/core/seal/identity.ts";
import { verifySignIn } from "../../src/core/seal/sign-in.ts";
import { ed25519Signer, publicKeyLine } from "../../src/core/seal/sshsig.ts";
import { type Heard, type OddServer, pourForever, problem, say, startOddServer } from "./odd-server.ts";

const NOW = Date.UTC(2026, 10, 23);
const directory: Digest = `sha256:${"ab".repeat(32)}`;
const packageDigest: Digest = `sha256:${"cd".repeat(32)}`;
const signer = ed25519Signer(new Uint8Array(32).fill(1));
const nonce = toBase64(new Uint8Array(32).fill(2));
const session = { token: "a-token-of-the-intake", expiresAt: NOW + 3_600_000 };

let server: OddServer;
beforeAll(async () => {
  server = await startOddServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.heard.length = 0;
});

function api() {
  return consoleApi({ baseUrl: server.url, organisation: "demo", clock: { now: () => NOW } });
}

function signsIn(challenge: unknown) {
  server.answer = (heard, response) =>
    void response.end(JSON.stringify(heard.url.endsWith("/challenge") ? challenge : session));
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "accepted";
  } catch (cause) {
    if (cause instanceof EvidenceError) return cause.code;
    throw cause;
  }
}

const bodyOf = (heard: Heard | undefined) =>
  JSON.parse(heard?.body.toString() ?? "") as Record<string, string>;

describe("signIn", () => {
  test("signs origin, directory, nonce and expiry, and uses the session from then on", async () => {
    signsIn({ nonce, expiresAt: NOW + 60_000 });
    const console = api();
    expect(await console.signIn(signer, directory)).toEqual(session);
    const { signature = "", signingKey = "" } = bodyOf(server.heard[1]);
    const claim = { origin: server.url, directory, nonce, expiresAt: NOW + 60_000 };
    expect(await verifySignIn(claim, signature, signingKey)).toEqual({ ok: true, value: true });
    expect(signingKey).toBe(publicKeyLine(signer));

    server.answer = say(200, JSON.stringify({ readToken: "r" }));
    await console.readToken();
    expect(server.heard[2]?.headers.authorization).toBe(`Bearer ${session.token}`);
  });

  test("a stored package as nonce: refused, nothing is signed, nothing is opened, nothing is sent back", async () => {
    const { recipient } = await makeIdentity({ pq: false });
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    signsIn({ nonce: toBase64(await encrypter.encrypt("the report")), expiresAt: NOW + 60_000 });
    expect(await codeOf(api().signIn(signer, directory))).toBe("CHALLENGE_INVALID");
    expect(server.heard.map((heard) => heard.url)).toEqual(["/v1/demo/console/challenge"]);
  });

  test.each([
    ["a challenge that runs for years", { nonce, expiresAt: NOW + 1e11 }],
    ["one that has run out", { nonce, expiresAt: NOW }],
    ["a text to sign beside it", { nonce, expiresAt: NOW + 60_000, text: "zegel-directory" }],
    ["an origin of its own", { nonce, expiresAt: NOW + 60_000, origin: "https://other.example" }],
    ["null", null],
  ])("%s: CHALLENGE_INVALID, and no signature leaves", async (_, challenge) => {
    signsIn(challenge);
    expect(await codeOf(api().signIn(signer, directory))).toBe("CHALLENGE_INVALID");
    expect(server.heard).toHaveLength(1);
  });

  test("a session that would add a header line: RESPONSE_INVALID", async () => {
    server.answer = (heard, response) =>
      void response.end(
        JSON.stringify(
          heard.url.endsWith("/challenge")
            ? { nonce, expiresAt: NOW + 1000 }
            : { token: "a\r\nX: y0123456789", expiresAt: 1 },
        ),
      );
    expect(await codeOf(api().signIn(signer, directory))).toBe("RESPONSE_INVALID");
  });

  test("a session that the intake forgot is forgotten here too", async () => {
    signsIn({ nonce, expiresAt: NOW + 60_000 });
    const console = api();
    await console.signIn(signer, directory);
    server.answer = problem(401, { code: "UNAUTHORISED" });
    expect(await codeOf(console.readToken())).toBe("UNAUTHORISED");
    expect(await codeOf(console.readToken())).toBe("UNAUTHORISED");
    expect(server.heard.at(-1)?.headers.authorization).toBeUndefined();
  });
});

describe("routes of docs/http-api.md", () => {
  const hex = "cd".repeat(32);
  const signed = { text: "{}", signature: "s", digest: packageDigest };
  test.each([
    [
      "GET",
      "/packages?from=7",
      (one: ReturnType<typeof api>) => one.packages(7),
      { entries: [], next: null },
    ],
    ["GET", `/packages/${hex}/summary`, (one: ReturnType<typeof api>) => one.summary(packageDigest), {}],
    ["GET", `/packages/${hex}/statement`, (one: ReturnType<typeof api>) => one.statement(packageDigest), {}],
    ["GET", `/packages/${hex}`, (one: ReturnType<typeof api>) => one.package(packageDigest), {}],
    [
      "GET",
      `/packages/${hex}/custody`,
      (one: ReturnType<typeof api>) => one.custody(packageDigest),
      { events: [] },
    ],
    [
      "POST",
      `/packages/${hex}/custody`,
      (one: ReturnType<typeof api>) => one.addCustody(packageDigest, signed),
      { index: 3 },
    ],
    [
      "POST",
      `/packages/${hex}/opened`,
      (one: ReturnType<typeof api>) => one.acknowledge(packageDigest, signed),
      { index: 3 },
    ],
    [
      "GET",
      `/packages/${hex}/grants`,
      (one: ReturnType<typeof api>) => one.grants(packageDigest),
      { grants: [] },
    ],
    [
      "POST",
      `/packages/${hex}/grants`,
      (one: ReturnType<typeof api>) => one.addGrant(packageDigest, "{}", "s"),
      { index: 3 },
    ],
  ])("%s %s", async (method, path, call, answer) => {
    server.answer = say(200, JSON.stringify(answer));
    await call(api());
    expect(server.heard.map((heard) => [heard.method, heard.url])).toEqual([
      [method, `/v1/demo/console${path}`],
    ]);
  });

  test("the release of a package tells how much has arrived", async () => {
    server.answer = say(200, new Uint8Array(200_000));
    const arrived: number[] = [];
    await api().package(packageDigest, undefined, (octets) => arrived.push(octets));
    expect(arrived.at(-1)).toBe(200_000);
  });

  test("lists with digests that are none, or indices that are no counts: RESPONSE_INVALID", async () => {
    const entry = {
      index: 0,
      package: "x",
      summary: directory,
      receivedAt: 0,
      octets: 1,
      timestamped: true,
      erased: false,
    };
    server.answer = say(200, JSON.stringify({ entries: [entry], next: null }));
    expect(await codeOf(api().packages())).toBe("RESPONSE_INVALID");
    server.answer = say(200, JSON.stringify({ entries: [], next: -1 }));
    expect(await codeOf(api().packages())).toBe("RESPONSE_INVALID");
  });

  test("a summary without end: RESPONSE_INVALID", async () => {
    server.answer = pourForever();
    expect(await codeOf(api().summary(packageDigest))).toBe("RESPONSE_INVALID");
  });

  test("a digest that is a path is a bug of the caller, and reaches no server", () => {
    expect(() => api().summary("sha256:../../x" as Digest)).toThrow(TypeError);
    expect(server.heard).toEqual([]);
  });
});

describe("logReader", () => {
  const log = () => logReader({ logUrl: `${server.url}/v1/demo/log`, readToken: "token" });

  test("sends the read token and the path of c2sp.org/tlog-tiles", async () => {
    server.answer = say(200, "x");
    await log().tile({ level: 1, index: 1234, width: 5 });
    expect(server.heard[0]).toMatchObject({
      url: "/v1/demo/log/tile/1/x001/234.p/5",
      headers: { authorization: "Read token" },
    });
  });

  test("a partial tile that is gone: the beginning of the full one", async () => {
    const entries = Array.from({ length: 256 }, (_, i) => new Uint8Array(i % 7).fill(i));
    const full = encodeEntryBundle(entries);
    server.answer = (heard, response) => {
      if (heard.url.includes(".p/")) problem(404, { code: "NOT_FOUND" })(heard, response);
      else say(200, full)(heard, response);
    };
    const bundle = await log().tile({ level: "entries", index: 0, width: 100 });
    expect(bundle).toEqual(encodeEntryBundle(entries.slice(0, 100)));
  });

  test("a checkpoint that is not text: RESPONSE_INVALID", async () => {
    server.answer = say(200, new Uint8Array([0xff]));
    expect(await codeOf(log().checkpoint())).toBe("RESPONSE_INVALID");
  });
});
