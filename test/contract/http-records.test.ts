import { randomBytes } from "node:crypto";
import { toBase64, utf8 } from "../../src/core/base/bytes.ts";
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import { digestOf } from "../../src/core/base/digest.ts";
import {
  type Acknowledgement,
  type SelfDeclaredEvent,
  signAcknowledgement,
  signCustodyEvent,
} from "../../src/core/seal/custody.ts";
import { fingerprintOf, publicKeyLine, signSsh } from "../../src/core/seal/sshsig.ts";
import { verifyReceipt } from "../../src/core/verify/receipt.ts";
import { getAs, postJson } from "../intake/console-client.ts";
import { NOW, receiptFrom } from "../intake/fixture.ts";
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

const nonce = () => toBase64(randomBytes(32));

describe("self-declared custody events", () => {
  const event = (changes: Partial<SelfDeclaredEvent> = {}): SelfDeclaredEvent => ({
    v: 1,
    class: "self-declared",
    type: "decrypted",
    package: under.submission.digest,
    at: NOW,
    nonce: nonce(),
    tool: "zegel-console/0.1.0",
    ...changes,
  });
  const post = (text: string, signature: string) =>
    postJson(under.packagePath("/custody"), { event: text, signature }, under.token);

  test("a signed one is kept word for word, and its digest is in the log", async () => {
    const { text, signature, digest } = await signCustodyEvent(event(), under.acme.signer);
    const response = await post(text, signature);
    expect(response.status).toBe(200);
    const { index } = (await response.json()) as { index: number };
    expect((await under.custodyEvents()).at(-1)).toEqual({
      index,
      class: "self-declared",
      event: text,
      signature,
    });
    expect(await under.entryAt(index)).toEqual({ v: 1, type: "custody", event: digest });
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
      () => postJson(under.packagePath("/custody"), { event: 1 }, under.token),
    ],
    ["a body that is too large", 400, "INPUT_INVALID", () => post("x".repeat(70_000), "signature")],
  ];
  test.each(refused)("%s: %d %s, and nothing is kept", async (_name, status, code, ask) => {
    const before = await under.custodyEvents();
    await expectProblem(await ask(), status, code);
    expect(await under.custodyEvents()).toEqual(before);
  });
});

describe("opened", () => {
  const acknowledgement = (): Acknowledgement => ({
    v: 1,
    type: "opened",
    package: under.submission.digest,
    at: NOW,
    nonce: nonce(),
    tool: "zegel-console/0.1.0",
  });
  const post = (text: string, signature: string) =>
    postJson(under.packagePath("/opened"), { acknowledgement: text, signature }, under.token);

  test("a signed acknowledgement appears at the reporter's link and verifies there", async () => {
    const { text, signature, digest } = await signAcknowledgement(acknowledgement(), under.acme.signer);
    const { index } = (await (await post(text, signature)).json()) as { index: number };
    expect(await under.entryAt(index)).toEqual({
      v: 1,
      type: "opened",
      package: under.submission.digest,
      acknowledgement: digest,
    });
    const headers = { authorization: `Read ${under.readToken}` };
    const receipt = await receiptFrom(
      await fetch(`${under.url}/v1/acme/submissions/${under.submission.hex}/receipt`, { headers }),
    );
    const investigators = [fingerprintOf(publicKeyLine(under.acme.signer))];
    const policy = {
      v: 1 as const,
      logs: [under.acme.log],
      timestampRoots: [],
      directoryRoots: [],
      investigators,
    };
    const report = await verifyReceipt(receipt, { packageOctets: under.submission.package, policy });
    expect(report.checks.find((check) => check.claim === "opened")?.status).toBe("passed");
  });

  test("the first one stays at the link when another follows", async () => {
    const link = `${under.url}/v1/acme/submissions/${under.submission.hex}/receipt`;
    const headers = { authorization: `Read ${under.readToken}` };
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
        package: under.submission.digest,
        recipient: under.other.investigator.recipient,
        fileKey: toBase64(randomBytes(200)),
        ...changes,
      }),
    );
  const post = async (text: string, namespace = "zegel-grant", signer = under.acme.signer) =>
    postJson(
      under.packagePath("/grants"),
      { grant: text, signature: await signSsh(signer, namespace, utf8(text)) },
      under.token,
    );

  test("a signed grant is kept and logged", async () => {
    const text = grantText();
    const { index } = (await (await post(text)).json()) as { index: number };
    expect(await (await getAs(under.packagePath("/grants"), under.token)).json()).toEqual({ grants: [text] });
    expect(await under.entryAt(index)).toEqual({
      v: 1,
      type: "grant",
      package: under.submission.digest,
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
