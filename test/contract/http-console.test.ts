import { randomBytes } from "node:crypto";
import { toBase64, utf8 } from "../../src/core/base/bytes.ts";
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import { digestOf } from "../../src/core/base/digest.ts";
import { parseEntry } from "../../src/core/log/entry.ts";
import {
  type Acknowledgement,
  type SelfDeclaredEvent,
  signAcknowledgement,
  signCustodyEvent,
} from "../../src/core/seal/custody.ts";
import {
  ed25519Signer,
  fingerprintOf,
  publicKeyLine,
  type SshSigner,
  signSsh,
} from "../../src/core/seal/sshsig.ts";
import { verifyReceipt } from "../../src/core/verify/receipt.ts";
import { askChallenge, getAs, postJson, sessionRequest, signIn } from "../intake/console-client.ts";
import { NOW, receiptFrom, type TestSubmission } from "../intake/fixture.ts";
import { readWholeLog } from "../intake/log-client.ts";
import { expectProblem, type HttpUnderTest, startHttp, submitFresh } from "./http.ts";

let under: HttpUnderTest;
let token: string;
let submission: TestSubmission;
let readToken: string;
/** The intake's clock, which tests move. */
let now = NOW;

beforeAll(async () => {
  under = await startHttp({ sessionMs: 3_600_000 }, { now: () => now });
  const fresh = await submitFresh(under.url, under.acme, 70_000);
  submission = fresh.submission;
  readToken = fresh.receipt.readToken;
});
beforeEach(async () => {
  now = NOW;
  token = await signIn(under.url, under.acme);
});
afterAll(() => under.close());

const base = () => `${under.url}/v1/acme/console`;
const packagePath = (suffix = "") => `${base()}/packages/${submission.hex}${suffix}`;
const nonce = () => toBase64(randomBytes(32));

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
    return postJson(`${base()}/session`, { ...request, ...body });
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
    expect((await getAs(`${base()}/packages`, session.token)).status).toBe(200);
    now = session.expiresAt;
    await expectProblem(await getAs(`${base()}/packages`, session.token), 401, "UNAUTHORISED");
  });

  test("a challenge is used once: the same request again is refused", async () => {
    const claim = {
      ...(await askChallenge(under.url, "acme")),
      origin: under.url,
      directory: under.acme.directoryDigest,
    };
    const request = await sessionRequest({ signer: under.acme.signer, claim });
    const responses = await Promise.all([1, 2, 3].map(() => postJson(`${base()}/session`, request)));
    expect(responses.map((response) => response.status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
    await expectProblem(await postJson(`${base()}/session`, request), 400, "CHALLENGE_INVALID");
  });

  test("an expired challenge: 400", async () => {
    const challenge = await askChallenge(under.url, "acme");
    now = challenge.expiresAt;
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
      await fetch(`${base()}/session`, { method: "POST", headers, body }),
      400,
      "INPUT_INVALID",
    );
  });

  test("signing out ends the session at once", async () => {
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${base()}/session`, { method: "DELETE", headers })).status).toBe(204);
    await expectProblem(await getAs(`${base()}/packages`, token), 401, "UNAUTHORISED");
  });
});

describe("without a session", () => {
  const gets = ["/packages", "/read-token"];
  const packageGets = ["", "/summary", "/statement", "/receipt", "/custody", "/grants"];
  const wrong: [string, () => Record<string, string>][] = [
    ["nothing", () => ({})],
    ["a made-up session", () => ({ authorization: "Bearer made-up" })],
    ["an enrolment code", () => ({ authorization: `Enrolment ${under.acme.code}` })],
    ["a read token", () => ({ authorization: `Read ${readToken}` })],
    ["a read token as session", () => ({ authorization: `Bearer ${readToken}` })],
  ];
  test.each(wrong)("%s: 401 everywhere, and no release is logged", async (_name, headers) => {
    const before = await custodyEvents();
    const paths = [...gets.map((path) => base() + path), ...packageGets.map((path) => packagePath(path))];
    for (const path of paths)
      await expectProblem(await fetch(path, { headers: headers() }), 401, "UNAUTHORISED");
    for (const path of ["/custody", "/opened", "/grants"]) {
      const json = { ...headers(), "content-type": "application/json" };
      const response = await fetch(packagePath(path), { method: "POST", headers: json, body: "{}" });
      await expectProblem(response, 401, "UNAUTHORISED");
    }
    expect(await custodyEvents()).toEqual(before);
  });
});

describe("packages", () => {
  test("the list: log index, digests, length, time", async () => {
    const list = (await (await getAs(`${base()}/packages`, token)).json()) as {
      entries: unknown[];
      next: null;
    };
    expect(list.entries[0]).toEqual({
      index: 1,
      package: submission.digest,
      summary: await digestOf(submission.summary),
      receivedAt: NOW,
      octets: 70_000,
      timestamped: true,
      erased: false,
    });
    expect(list.next).toBeNull();
    const later = (await (await getAs(`${base()}/packages?from=2`, token)).json()) as { entries: unknown[] };
    expect(later.entries).toEqual([]);
  });

  test.each(["-1", "x", "1.5", "1e3", "9".repeat(20)])("from=%s: 400", async (from) => {
    await expectProblem(await getAs(`${base()}/packages?from=${from}`, token), 400, "INPUT_INVALID");
  });

  test("summary, statement, receipt: as they were submitted and answered", async () => {
    expect(await octetsOf(await getAs(packagePath("/summary"), token))).toEqual(
      Buffer.from(submission.summary),
    );
    expect(await octetsOf(await getAs(packagePath("/statement"), token))).toEqual(
      Buffer.from(submission.statement),
    );
    const receipt = await receiptFrom(await getAs(packagePath("/receipt"), token));
    const policy = { v: 1 as const, logs: [under.acme.log], timestampRoots: [], directoryRoots: [] };
    const report = await verifyReceipt(receipt, { packageOctets: submission.package, policy });
    expect(report.outcome).toBe("verified");
  });

  test("the octets come after the log says so: the event's digest is an entry of a signed checkpoint", async () => {
    const before = await custodyEvents();
    const response = await getAs(packagePath(), token);
    // The log is asked before the body is read: the release is there already.
    const events = await custodyEvents();
    expect(await octetsOf(response)).toEqual(Buffer.from(submission.package));
    expect(events).toHaveLength(before.length + 1);
    const event = events.at(-1) as LoggedEvent;
    expect(event).toMatchObject({ class: "server-observed", signature: null });
    expect(JSON.parse(event.event)).toMatchObject({
      v: 1,
      type: "ciphertext-released",
      class: "server-observed",
      package: submission.digest,
      key: fingerprintOf(publicKeyLine(under.acme.signer)),
      at: NOW,
    });
    expect(await entryAt(event.index)).toEqual({
      v: 1,
      type: "custody",
      event: await digestOf(utf8(event.event)),
    });
  });

  test("each release is an event of its own; HEAD releases nothing", async () => {
    const before = (await custodyEvents()).length;
    for (let i = 0; i < 2; i++) await octetsOf(await getAs(packagePath(), token));
    await fetch(packagePath(), { method: "HEAD", headers: { authorization: `Bearer ${token}` } });
    expect(await custodyEvents()).toHaveLength(before + 2);
  });

  test("an unknown package: 404 on every route", async () => {
    for (const path of ["", "/summary", "/statement", "/receipt", "/custody", "/grants"]) {
      const unknown = `${base()}/packages/${"0".repeat(64)}${path}`;
      await expectProblem(await getAs(unknown, token), 404, "NOT_FOUND");
    }
  });

  test("the read token", async () => {
    expect(await (await getAs(`${base()}/read-token`, token)).json()).toEqual({ readToken });
  });
});

describe("self-declared custody events", () => {
  const event = (changes: Partial<SelfDeclaredEvent> = {}): SelfDeclaredEvent => ({
    v: 1,
    class: "self-declared",
    type: "decrypted",
    package: submission.digest,
    at: NOW,
    nonce: nonce(),
    tool: "zegel-console/0.1.0",
    ...changes,
  });
  const post = (text: string, signature: string) =>
    postJson(packagePath("/custody"), { event: text, signature }, token);

  test("a signed one is kept word for word, and its digest is in the log", async () => {
    const { text, signature, digest } = await signCustodyEvent(event(), under.acme.signer);
    const response = await post(text, signature);
    expect(response.status).toBe(200);
    const { index } = (await response.json()) as { index: number };
    expect((await custodyEvents()).at(-1)).toEqual({ index, class: "self-declared", event: text, signature });
    expect(await entryAt(index)).toEqual({ v: 1, type: "custody", event: digest });
  });

  test("the same again gives the same index", async () => {
    const { text, signature } = await signCustodyEvent(event(), under.acme.signer);
    const [first, second] = [await post(text, signature), await post(text, signature)];
    expect(await second.json()).toEqual(await first.json());
  });

  const refused: [string, number, string, () => Promise<Response>][] = [
    [
      "signed by a key without this session",
      422,
      "SIGNATURE_INVALID",
      async () => {
        const { text, signature } = await signCustodyEvent(event(), under.other.signer);
        return post(text, signature);
      },
    ],
    [
      "signature of another event",
      422,
      "SIGNATURE_INVALID",
      async () => {
        const { signature } = await signCustodyEvent(event(), under.acme.signer);
        const { text } = await signCustodyEvent(event(), under.acme.signer);
        return post(text, signature);
      },
    ],
    [
      "signature of another namespace",
      422,
      "SIGNATURE_INVALID",
      async () => {
        const { text } = await signCustodyEvent(event(), under.acme.signer);
        return post(text, await signSsh(under.acme.signer, "zegel-opened", utf8(text)));
      },
    ],
    [
      "of another package",
      422,
      "CUSTODY_EVENT_INVALID",
      async () => {
        const foreign = event({ package: `sha256:${"0".repeat(64)}` });
        const { text, signature } = await signCustodyEvent(foreign, under.acme.signer);
        return post(text, signature);
      },
    ],
    [
      "that claims to be server-observed",
      422,
      "CUSTODY_EVENT_INVALID",
      async () => {
        const { tool: _, ...rest } = event();
        const text = new TextDecoder().decode(
          canonicalJson({ ...rest, class: "server-observed", type: "ciphertext-released", key: null }),
        );
        return post(text, await signSsh(under.acme.signer, "zegel-custody", utf8(text)));
      },
    ],
    [
      "not canonical",
      422,
      "CUSTODY_EVENT_INVALID",
      async () => {
        const { text } = await signCustodyEvent(event(), under.acme.signer);
        const spaced = text.replace(":", ": ");
        return post(spaced, await signSsh(under.acme.signer, "zegel-custody", utf8(spaced)));
      },
    ],
    [
      "a body of another form",
      400,
      "INPUT_INVALID",
      () => postJson(packagePath("/custody"), { event: 1 }, token),
    ],
    ["a body that is too large", 400, "INPUT_INVALID", () => post("x".repeat(70_000), "signature")],
  ];
  test.each(refused)("%s: %d %s, and nothing is kept", async (_name, status, code, ask) => {
    const before = await custodyEvents();
    await expectProblem(await ask(), status, code);
    expect(await custodyEvents()).toEqual(before);
  });
});

describe("opened", () => {
  const acknowledgement = (): Acknowledgement => ({
    v: 1,
    type: "opened",
    package: submission.digest,
    at: NOW,
    nonce: nonce(),
    tool: "zegel-console/0.1.0",
  });
  const post = (text: string, signature: string) =>
    postJson(packagePath("/opened"), { acknowledgement: text, signature }, token);

  test("a signed acknowledgement appears at the reporter's link and verifies there", async () => {
    const { text, signature, digest } = await signAcknowledgement(acknowledgement(), under.acme.signer);
    const { index } = (await (await post(text, signature)).json()) as { index: number };
    expect(await entryAt(index)).toEqual({
      v: 1,
      type: "opened",
      package: submission.digest,
      acknowledgement: digest,
    });
    const headers = { authorization: `Read ${readToken}` };
    const receipt = await receiptFrom(
      await fetch(`${under.url}/v1/acme/submissions/${submission.hex}/receipt`, { headers }),
    );
    const investigators = [fingerprintOf(publicKeyLine(under.acme.signer))];
    const policy = {
      v: 1 as const,
      logs: [under.acme.log],
      timestampRoots: [],
      directoryRoots: [],
      investigators,
    };
    const report = await verifyReceipt(receipt, { packageOctets: submission.package, policy });
    expect(report.checks.find((check) => check.claim === "opened")?.status).toBe("passed");
  });

  test("the first one stays at the link when another follows", async () => {
    const link = `${under.url}/v1/acme/submissions/${submission.hex}/receipt`;
    const headers = { authorization: `Read ${readToken}` };
    const before = (await receiptFrom(await fetch(link, { headers }))).opened;
    const { text, signature } = await signAcknowledgement(acknowledgement(), under.acme.signer);
    expect((await post(text, signature)).status).toBe(200);
    expect((await receiptFrom(await fetch(link, { headers }))).opened).toBe(before);
    expect(before).not.toBeNull();
  });

  test("a forged one is refused", async () => {
    const { text, signature } = await signAcknowledgement(acknowledgement(), under.other.signer);
    await expectProblem(await post(text, signature), 422, "SIGNATURE_INVALID");
    await expectProblem(await post("{}", signature), 422, "CUSTODY_EVENT_INVALID");
  });
});

describe("grants", () => {
  const grantText = (changes: object = {}) =>
    new TextDecoder().decode(
      canonicalJson({
        v: 1,
        package: submission.digest,
        recipient: under.other.investigator.recipient,
        fileKey: toBase64(randomBytes(200)),
        ...changes,
      }),
    );
  const post = async (text: string, namespace = "zegel-grant", signer = under.acme.signer) =>
    postJson(
      packagePath("/grants"),
      { grant: text, signature: await signSsh(signer, namespace, utf8(text)) },
      token,
    );

  test("a signed grant is kept and logged", async () => {
    const text = grantText();
    const { index } = (await (await post(text)).json()) as { index: number };
    expect(await (await getAs(packagePath("/grants"), token)).json()).toEqual({ grants: [text] });
    expect(await entryAt(index)).toEqual({
      v: 1,
      type: "grant",
      package: submission.digest,
      grant: await digestOf(utf8(text)),
    });
  });

  const refused: [string, string, () => Promise<Response>][] = [
    ["of another package", "GRANT_INVALID", () => post(grantText({ package: `sha256:${"0".repeat(64)}` }))],
    ["with an unknown member", "GRANT_INVALID", () => post(grantText({ note: "x" }))],
    ["not canonical", "GRANT_INVALID", () => post(`${grantText()}\n`)],
    ["signed for another purpose", "SIGNATURE_INVALID", () => post(grantText(), "zegel-custody")],
    [
      "signed by somebody else",
      "SIGNATURE_INVALID",
      () => post(grantText(), "zegel-grant", under.other.signer),
    ],
  ];
  test.each(refused)("%s: 422 %s", async (_name, code, ask) => {
    await expectProblem(await ask(), 422, code);
  });
});

interface LoggedEvent {
  readonly index: number;
  readonly class: string;
  readonly event: string;
  readonly signature: string | null;
}

async function custodyEvents(): Promise<LoggedEvent[]> {
  const response = await getAs(packagePath("/custody"), token);
  return ((await response.json()) as { events: LoggedEvent[] }).events;
}

/** Read back from the tiles, under a checkpoint that the log's key signed. */
async function entryAt(index: number): Promise<unknown> {
  const log = await readWholeLog({ url: under.url, organisation: "acme", readToken, anchor: under.acme.log });
  const entry = parseEntry(log.entries[index] as Uint8Array);
  if (!entry.ok) throw entry.error;
  return entry.value;
}

async function octetsOf(response: Response): Promise<Buffer> {
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}
