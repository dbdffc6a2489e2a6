import { randomBytes } from "node:crypto";
import { toBase64, utf8 } from "../../src/core/base/bytes.ts";
import { ed25519Signer, publicKeyLine, type SshSigner, signSsh } from "../../src/core/seal/sshsig.ts";
import { askChallenge, getAs, postJson, sessionRequest } from "../intake/console-client.ts";
import { NOW } from "../intake/fixture.ts";
import { type ConsoleUnderTest, startConsole } from "./console.ts";
import { expectProblem } from "./http.ts";

let under: ConsoleUnderTest;
beforeAll(async () => {
  under = await startConsole();
});
beforeEach(async () => {
  under.now = NOW;
  await under.signIn();
});
afterAll(() => under.close());

describe("sign-in", () => {
  type Claim = Parameters<typeof sessionRequest>[0]["claim"];
  async function attempt(
    change: Partial<Claim> = {},
    body: object = {},
    signer: SshSigner = under.acme.signer,
  ) {
    const claim = {
      ...(await askChallenge(under.url, "acme")),
      origin: under.url,
      directory: under.acme.directoryDigest,
    };
    const request = await sessionRequest({ signer, claim: { ...claim, ...change } });
    return postJson(`${under.base}/session`, { ...request, ...body });
  }

  test("a challenge is 32 octets that differ each time, and runs at most five minutes", async () => {
    const challenges = [await askChallenge(under.url, "acme"), await askChallenge(under.url, "acme")];
    const [first, second] = challenges.map((one) => Buffer.from(one.nonce, "base64"));
    expect(first).toHaveLength(32);
    expect(first).not.toEqual(second);
    expect(challenges[0]?.expiresAt).toBe(NOW + 300_000);
  });

  test("a listed key gets a session that ends when it says", async () => {
    const response = await attempt();
    expect(response.status).toBe(200);
    const session = (await response.json()) as { token: string; expiresAt: number };
    expect(session.expiresAt).toBe(NOW + 3_600_000);
    expect((await getAs(`${under.base}/packages`, session.token)).status).toBe(200);
    under.now = session.expiresAt;
    await expectProblem(await getAs(`${under.base}/packages`, session.token), 401, "UNAUTHORISED");
  });

  test("a challenge is used once: the same request again is refused", async () => {
    const claim = {
      ...(await askChallenge(under.url, "acme")),
      origin: under.url,
      directory: under.acme.directoryDigest,
    };
    const request = await sessionRequest({ signer: under.acme.signer, claim });
    const responses = await Promise.all([1, 2, 3].map(() => postJson(`${under.base}/session`, request)));
    expect(responses.map((response) => response.status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
    await expectProblem(await postJson(`${under.base}/session`, request), 400, "CHALLENGE_INVALID");
  });

  test("an expired challenge: 400", async () => {
    const challenge = await askChallenge(under.url, "acme");
    under.now = challenge.expiresAt;
    await expectProblem(await attempt(challenge), 400, "CHALLENGE_INVALID");
  });

  test.each([
    ["a nonce of somebody else's making", { nonce: toBase64(new Uint8Array(32)) }],
    ["a later expiry than the challenge's", { expiresAt: NOW + 299_999 }],
  ])("%s: 400", async (_name, change) => {
    await expectProblem(await attempt(change), 400, "CHALLENGE_INVALID");
  });

  test("a challenge of another organisation: 400", async () => {
    await expectProblem(await attempt(await askChallenge(under.url, "other")), 400, "CHALLENGE_INVALID");
  });

  const strangers: [string, () => Promise<Response>][] = [
    ["a key that the directory does not list", () => attempt({}, {}, ed25519Signer(randomBytes(32)))],
    ["a key of another organisation", () => attempt({}, {}, under.other.signer)],
    ["a signature for another origin", () => attempt({ origin: "https://evil.example" })],
    ["a directory that is not the current one", () => attempt({ directory: `sha256:${"0".repeat(64)}` })],
    [
      "a listed key with another's signature",
      () => attempt({}, { signingKey: publicKeyLine(under.acme.signer) }, under.other.signer),
    ],
    ["a signature that is none", () => attempt({}, { signature: "signature" })],
  ];
  test.each(strangers)("%s: 401, the same for all", async (_name, ask) => {
    await expectProblem(await ask(), 401, "UNAUTHORISED");
  });

  test("a signature of another namespace is no sign-in", async () => {
    const challenge = await askChallenge(under.url, "acme");
    const text = `zegel-signin/v1\n${under.url}\n${under.acme.directoryDigest}\n${challenge.nonce}\n${challenge.expiresAt}\n`;
    const signature = await signSsh(under.acme.signer, "zegel-custody", utf8(text));
    await expectProblem(await attempt(challenge, { signature }), 401, "UNAUTHORISED");
  });

  test.each([
    ["no body", "{}"],
    ["not JSON", "{"],
    ["an unknown member", undefined],
  ])("%s: 400 INPUT_INVALID", async (_name, text) => {
    const body = text ?? JSON.stringify({ extra: 1 });
    const headers = { "content-type": "application/json" };
    await expectProblem(
      await fetch(`${under.base}/session`, { method: "POST", headers, body }),
      400,
      "INPUT_INVALID",
    );
  });

  test("signing out ends the session at once", async () => {
    const headers = { authorization: `Bearer ${under.token}` };
    expect((await fetch(`${under.base}/session`, { method: "DELETE", headers })).status).toBe(204);
    await expectProblem(await getAs(`${under.base}/packages`, under.token), 401, "UNAUTHORISED");
  });
});

describe("without a session", () => {
  const gets = ["/packages", "/read-token"];
  const packageGets = ["", "/summary", "/statement", "/receipt", "/custody", "/grants"];
  const wrong: [string, () => Record<string, string>][] = [
    ["nothing", () => ({})],
    ["a made-up session", () => ({ authorization: "Bearer made-up" })],
    ["an enrolment code", () => ({ authorization: `Enrolment ${under.acme.code}` })],
    ["a read token", () => ({ authorization: `Read ${under.readToken}` })],
    ["a read token as session", () => ({ authorization: `Bearer ${under.readToken}` })],
  ];
  test.each(wrong)("%s: 401 everywhere, and no release is logged", async (_name, headers) => {
    const before = await under.custodyEvents();
    const paths = [
      ...gets.map((path) => under.base + path),
      ...packageGets.map((path) => under.packagePath(path)),
    ];
    for (const path of paths)
      await expectProblem(await fetch(path, { headers: headers() }), 401, "UNAUTHORISED");
    for (const path of ["/custody", "/opened", "/grants"]) {
      const json = { ...headers(), "content-type": "application/json" };
      const response = await fetch(under.packagePath(path), { method: "POST", headers: json, body: "{}" });
      await expectProblem(response, 401, "UNAUTHORISED");
    }
    expect(await under.custodyEvents()).toEqual(before);
  });
});
