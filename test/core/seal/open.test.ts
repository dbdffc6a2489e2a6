/** docs/package-format.md, sections 8, 10 and 11, on whole packages. Single mutations: test/vectors/package. */
import { identityToRecipient } from "age-encryption";
import * as fc from "fast-check";
import { nodeCipher } from "../../../src/sealer/node-cipher.ts";
import { fromUtf8, utf8 } from "../../../src/core/base/bytes.ts";
import { canonicalJson } from "../../../src/core/base/canonical-json.ts";
import { EvidenceError } from "../../../src/core/base/errors.ts";
import { commitmentOf } from "../../../src/core/evidence/commitment.ts";
import { parseStatement } from "../../../src/core/evidence/statement.ts";
import { encryptAge } from "../../../src/core/seal/age-file.ts";
import { exportFor, makeGrant, openWithExport, openWithGrant } from "../../../src/core/seal/grants.ts";
import { openPackage, openSummary } from "../../../src/core/seal/open.ts";
import { type PackageInput, sealPackage } from "../../../src/core/seal/seal.ts";
import { ecdsaSigner, fingerprintOf, publicKeyLine } from "../../../src/core/seal/sshsig.ts";
import {
  digestNow,
  IDENTITY,
  MAIL,
  OTHER_IDENTITY,
  sampleAcquisition,
  sampleContext,
  sampleInput,
  sampleMessage,
  sampleOptions,
  sampleReport,
  signer,
} from "./sample.ts";

const cipher = nodeCipher();

async function to(identity = IDENTITY): Promise<string[]> {
  return [await identityToRecipient(identity)];
}

async function seal(changes: Partial<PackageInput> = {}) {
  const recipients = await to();
  return sealPackage(sampleInput(recipients, changes), { ...sampleOptions(recipients), cipher });
}

function codeOf(result: { ok: true } | { ok: false; error: EvidenceError }): string {
  return result.ok ? "success" : result.error.code;
}

async function thrown(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "success",
    (error: unknown) => (error instanceof EvidenceError ? error.code : String(error)),
  );
}

describe("sealed and opened", () => {
  test("the mail comes out octet for octet, and everything fits together", async () => {
    const sealed = await seal({ demo: true });
    const statement = parseStatement(sealed.statement);
    if (!statement.ok) throw statement.error;
    const opened = await openPackage(sealed.package, {
      identities: [IDENTITY],
      cipher,
      summary: sealed.summary,
      statement: statement.value,
    });
    if (!opened.ok) throw opened.error;
    const { messages, packageDigest, commitment, demo, signature, context } = opened.value;
    expect(fromUtf8(messages[0]?.original?.octets as Uint8Array)).toBe(MAIL);
    expect(messages[0]?.acquisition.source?.digest).toBe(digestNow(utf8(MAIL)));
    expect(packageDigest).toBe(digestNow(sealed.package));
    expect(commitment).toBe(sealed.commitment);
    expect(demo).toBe(true);
    expect(signature.principal).toBe(`device:${fingerprintOf(publicKeyLine(signer))}`);
    expect(context.recipients).toEqual(await to());
  });

  test("any content, of any length, comes out as it went in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), fc.nat(200_000), async (head, zeros) => {
        const octets = new Uint8Array([...head, ...new Uint8Array(zeros)]);
        const message = sampleMessage({ original: { kind: "eml", octets } });
        const opened = await openPackage((await seal({ messages: [message] })).package, {
          identities: [IDENTITY],
          cipher,
        });
        if (!opened.ok) throw opened.error;
        expect(Buffer.compare(opened.value.messages[0]?.original?.octets as Uint8Array, octets)).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  test("a P-256 key that cannot be taken out signs", async () => {
    const algorithm = { name: "ECDSA", namedCurve: "P-256" };
    const device = await ecdsaSigner(await crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]));
    const recipients = await to();
    const sealed = await sealPackage(sampleInput(recipients), { recipients, signer: device, cipher });
    const opened = await openPackage(sealed.package, { identities: [IDENTITY], cipher });
    expect(opened.ok && opened.value.signature.publicKey).toBe(publicKeyLine(device));
  });

  test("small reports all have one length", async () => {
    const long = sampleReport({ comment: { state: "answered", value: "x".repeat(20_000) } });
    expect((await seal({ report: long })).package.length).toBe((await seal()).package.length);
  });

  test("halves of surrogate pairs, and an analysis without a JSON form, do not stop a report", async () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    const message = sampleMessage({
      analysis: circular,
      acquisition: sampleAcquisition({ item: { subject: "half \ud83d" } }),
    });
    const report = sampleReport({ comment: { state: "answered", value: "half \udca3" } });
    const opened = await openPackage((await seal({ messages: [message], report })).package, {
      identities: [IDENTITY],
      cipher,
    });
    if (!opened.ok) throw opened.error;
    expect(opened.value.messages[0]?.acquisition.item).toEqual({ subject: "half \u{fffd}" });
    expect(opened.value.messages[0]?.analysis).toMatchObject({ error: { code: "ANALYSIS_NOT_JSON" } });
  });

  test("the opening shows what the commitment stands for", async () => {
    const { opening, commitment, package: sealed } = await seal();
    const opened = await openPackage(sealed, { identities: [IDENTITY], cipher });
    if (!opened.ok) throw opened.error;
    const signature = opened.value.files.get("signatures/tagmanifest-sha256.txt.sig") as Uint8Array;
    expect(opening.signature).toBe(digestNow(signature));
    expect(opening.manifest).toContain(
      `${digestNow(utf8(MAIL)).slice(7)}  data/messages/0001/original.eml\n`,
    );
    const salt = Uint8Array.from(atob(opening.salt), (letter) => letter.charCodeAt(0));
    expect(await commitmentOf(salt, utf8(opening.tagmanifest), signature)).toBe(commitment);
  });
});

test("one changed octet, wherever it is, is refused", async () => {
  const { package: sealed } = await seal();
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] as number) ^ mask;
      expect((await openPackage(changed, { identities: [IDENTITY], cipher })).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test("cut off anywhere is refused", async () => {
  const { package: sealed } = await seal();
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), async (length) => {
      expect((await openPackage(sealed.subarray(0, length), { identities: [IDENTITY], cipher })).ok).toBe(
        false,
      );
    }),
  );
});

describe("summary and statement that came with it", () => {
  async function open(changes: { summary?: Uint8Array; statement?: Record<string, unknown> }) {
    const sealed = await seal();
    const statement = parseStatement(sealed.statement);
    if (!statement.ok) throw statement.error;
    return openPackage(sealed.package, {
      identities: [IDENTITY],
      cipher,
      summary: changes.summary ?? sealed.summary,
      statement: { ...statement.value, ...changes.statement },
    });
  }

  test("another summary of the same recipient is a SUMMARY_MISMATCH", async () => {
    const { summary } = await seal({ report: sampleReport({ urgency: { state: "not-asked" } }) });
    expect(codeOf(await open({ summary }))).toBe("SUMMARY_MISMATCH");
  });
  test("a damaged summary is a SUMMARY_MISMATCH", async () => {
    expect(codeOf(await open({ summary: utf8("nothing") }))).toBe("SUMMARY_MISMATCH");
  });
  test("the same summary sealed once more is not the one of the statement", async () => {
    expect(codeOf(await open({ summary: (await seal()).summary }))).toBe("SUMMARY_MISMATCH");
  });
  test.each(["package", "commitment"])(
    "a statement with another %s is a COMMITMENT_MISMATCH",
    async (member) => {
      expect(codeOf(await open({ statement: { [member]: digestNow(utf8("else")) } }))).toBe(
        "COMMITMENT_MISMATCH",
      );
    },
  );
  test.each([{ organisation: "other" }, { reviewAfter: "2037-01-01" }])(
    "%j is a COMMITMENT_MISMATCH",
    async (statement) => {
      expect(codeOf(await open({ statement }))).toBe("COMMITMENT_MISMATCH");
    },
  );

  test("openSummary reads it alone, and only for its recipients", async () => {
    const { summary } = await seal();
    const read = await openSummary(summary, [IDENTITY]);
    expect(read.ok && read.value.messages[0]?.subject).toBe("last warning");
    expect(codeOf(await openSummary(summary, [OTHER_IDENTITY]))).toBe("NOT_A_RECIPIENT");
    expect(codeOf(await openSummary(new Uint8Array(65_537), [IDENTITY]))).toBe("SUMMARY_TOO_LARGE");
    const { octets } = await encryptAge([canonicalJson({ v: 1 })], await to(), { cipher });
    expect(codeOf(await openSummary(octets, [IDENTITY]))).toBe("JSON_INVALID");
  });
});

describe("what cannot be sealed", () => {
  test.each<[string, string, Partial<PackageInput>]>([
    ["INPUT_INVALID", "no message", { messages: [] }],
    ["INPUT_INVALID", "a message without a source", { messages: [sampleMessage({ original: null })] }],
    ["INPUT_INVALID", "another reference", { reference: "ZG-0000-0000" }],
    ["INPUT_INVALID", "other recipients than the context", { context: sampleContext(["age1other"]) }],
    [
      "INPUT_INVALID",
      "a part that the record does not list",
      { messages: [sampleMessage({ parts: new Map([["body.txt", utf8("x")]]) })] },
    ],
    [
      "INPUT_INVALID",
      "a part of another name",
      { messages: [sampleMessage({ parts: new Map([["../x", utf8("x")]]) })] },
    ],
    [
      "INPUT_INVALID",
      "an attachment that the report does not list",
      { attachments: [{ octets: utf8("x") }] },
    ],
    ["INPUT_INVALID", "an agent with a line break", { softwareAgent: "a\nBag: b" }],
    [
      "INPUT_INVALID",
      "a source with another digest",
      {
        messages: [
          sampleMessage({
            acquisition: sampleAcquisition({
              source: {
                path: "data/messages/0001/original.eml",
                octets: MAIL.length,
                digest: digestNow(utf8("else")),
              },
            }),
          }),
        ],
      },
    ],
    [
      "PACKAGE_TOO_LARGE",
      "150 MiB and an octet",
      {
        messages: [sampleMessage({ original: { kind: "eml", octets: new Uint8Array(157_286_401) } })],
      },
    ],
  ])("%s: %s", async (code, _, changes) => expect(await thrown(seal(changes))).toBe(code));

  test("an organisation that is no path segment", async () => {
    const recipients = await to();
    const context = sampleContext(recipients, { organisation: "../other" });
    expect(await thrown(seal({ context }))).toBe("INPUT_INVALID");
  });

  test("CANCELLED before anything is made", async () => {
    const recipients = await to();
    const options = { ...sampleOptions(recipients), cipher, signal: AbortSignal.abort() };
    expect(await thrown(sealPackage(sampleInput(recipients), options))).toBe("CANCELLED");
  });
});

describe("grants", () => {
  test("a new reader opens the unchanged package", async () => {
    const sealed = await seal();
    const opened = await openPackage(sealed.package, { identities: [IDENTITY], cipher });
    if (!opened.ok) throw opened.error;
    const [other] = await to(OTHER_IDENTITY);
    const grant = await makeGrant(opened.value.fileKey, sealed.packageDigest, other as string);
    const read = await openWithGrant(sealed.package, grant, [OTHER_IDENTITY], { cipher });
    expect(read.ok && read.value.packageDigest).toBe(sealed.packageDigest);
    expect(codeOf(await openWithGrant(sealed.package, grant, [IDENTITY], { cipher }))).toBe(
      "NOT_A_RECIPIENT",
    );
    expect(codeOf(await openWithGrant((await seal()).package, grant, [OTHER_IDENTITY], { cipher }))).toBe(
      "GRANT_INVALID",
    );
  });

  test("the file key of another package opens nothing", async () => {
    const sealed = await seal();
    const [other] = await to(OTHER_IDENTITY);
    const grant = await makeGrant(new Uint8Array(16), sealed.packageDigest, other as string);
    expect(codeOf(await openWithGrant(sealed.package, grant, [OTHER_IDENTITY], { cipher }))).toBe(
      "AGE_HEADER_INVALID",
    );
  });

  test.each([
    ["not JSON", utf8("{")],
    [
      "a member more",
      canonicalJson({ v: 1, package: digestNow(utf8("x")), recipient: "age1x", fileKey: "", more: 1 }),
    ],
    ["nothing", new Uint8Array()],
  ])("GRANT_INVALID: %s", async (_, grant) => {
    expect(codeOf(await openWithGrant((await seal()).package, grant, [OTHER_IDENTITY], { cipher }))).toBe(
      "GRANT_INVALID",
    );
  });

  test("an export opens beside its original, and with no other", async () => {
    const sealed = await seal();
    const opened = await openPackage(sealed.package, { identities: [IDENTITY], cipher });
    if (!opened.ok) throw opened.error;
    const exported = await exportFor(sealed.package, opened.value.fileKey, await to(OTHER_IDENTITY));
    const read = await openWithExport(sealed.package, exported, [OTHER_IDENTITY], { cipher });
    expect(read.ok && read.value.packageDigest).toBe(sealed.packageDigest);
    const another = await openWithExport((await seal()).package, exported, [OTHER_IDENTITY], { cipher });
    expect(codeOf(another)).toBe("AGE_PAYLOAD_INVALID");
    expect(await thrown(exportFor(sealed.package, new Uint8Array(16), await to(OTHER_IDENTITY)))).toBe(
      "INPUT_INVALID",
    );
  });
});
