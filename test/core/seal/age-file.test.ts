/** https://c2sp.org/age. Vectors: test/vectors/age; stock age: test/stock-tools. */
import * as fc from "fast-check";
import {
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateIdentity,
  identityToRecipient,
} from "age-encryption";
import { nodeCipher } from "../../../src/sealer/node-cipher.ts";
import { utf8 } from "../../../src/core/base/bytes.ts";
import { EvidenceError } from "../../../src/core/base/errors.ts";
import {
  checkRecipients,
  decryptAge,
  detectCipher,
  encryptAge,
  MAX_RECIPIENTS,
  nobleCipher,
  webCryptoCipher,
} from "../../../src/core/seal/age-file.ts";
import { headerLength, headerOctets, rewrapHeader } from "../../../src/core/seal/age-header.ts";
import { openedLength, sealedLength } from "../../../src/core/seal/age-payload.ts";
import { IDENTITY, OTHER_IDENTITY } from "./sample.ts";

const CHUNK = 65_536;
const ciphers = { noble: nobleCipher(), node: nodeCipher(), webCrypto: webCryptoCipher() };

async function recipient(): Promise<string> {
  return identityToRecipient(IDENTITY);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "success",
    (error: unknown) => (error instanceof EvidenceError ? error.code : String(error)),
  );
}

describe.each(Object.entries(ciphers))("%s", (_, cipher) => {
  test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 40 * CHUNK + 7])(
    "%d octets in uneven segments: typage opens what we seal, and we what typage seals",
    async (length) => {
      const octets = Uint8Array.from({ length }, (_unused, i) => i * 31 + (i >> 8));
      const third = Math.floor(length / 3);
      const segments = [octets.subarray(0, third), new Uint8Array(), octets.subarray(third)];
      const to = await recipient();
      const sealed = await encryptAge(segments, [to], { cipher });
      const decrypter = new Decrypter();
      decrypter.addIdentity(IDENTITY);
      expect(Buffer.compare(await decrypter.decrypt(sealed.octets), octets)).toBe(0);
      const encrypter = new Encrypter();
      encrypter.addRecipient(to);
      const opened = await decryptAge(await encrypter.encrypt(octets), [IDENTITY], { cipher });
      expect(opened.ok && Buffer.compare(opened.value.octets, octets)).toBe(0);
    },
  );

  test("tells how far it is, and stops when it is told to", async () => {
    const fractions: number[] = [];
    const to = [await recipient()];
    const segments = [new Uint8Array(50 * CHUNK)];
    await encryptAge(segments, to, { cipher, onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    const control = new AbortController();
    const stopped = encryptAge(segments, to, {
      cipher,
      signal: control.signal,
      onProgress: (fraction) => fraction > 0.5 && control.abort(),
    });
    expect(await codeOf(stopped)).toBe("CANCELLED");
  });
});

describe("recipients: what typage accepts in silence", () => {
  const make = async (change: (own: string, other: string, hybrid: string) => string[]) => {
    const hybrid = await identityToRecipient(await generateHybridIdentity());
    return change(await recipient(), await identityToRecipient(OTHER_IDENTITY), hybrid);
  };
  test.each<[string, string, (own: string, other: string, hybrid: string) => string[]]>([
    ["NO_RECIPIENTS", "none", () => []],
    ["RECIPIENTS_MIXED", "X25519 beside post-quantum", (own, _, hybrid) => [own, hybrid]],
    ["RECIPIENTS_MIXED", "post-quantum beside X25519", (own, _, hybrid) => [hybrid, own]],
    ["RECIPIENT_INVALID", "one twice", (own, other) => [own, other, own]],
    ["RECIPIENT_INVALID", "one twice, in capitals", (own) => [own, own.toUpperCase()]],
    [
      "RECIPIENT_INVALID",
      "a letter changed",
      (own) => [`${own.slice(0, -1)}${own.endsWith("q") ? "p" : "q"}`],
    ],
    [
      "RECIPIENT_INVALID",
      "a tag recipient",
      () => ["age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e"],
    ],
    ["RECIPIENT_INVALID", "an identity", () => [IDENTITY]],
    ["RECIPIENT_INVALID", "an SSH key", () => ["ssh-ed25519 AAAA"]],
    ["RECIPIENT_INVALID", "a space after it", (own) => [`${own} `]],
    ["RECIPIENT_INVALID", "nothing", () => [""]],
  ])("%s: %s", async (code, _, change) => {
    const recipients = await make(change);
    expect(await codeOf(encryptAge([], recipients))).toBe(code);
    const checked = checkRecipients(recipients);
    expect(checked.ok ? "success" : checked.error.code).toBe(code);
  });

  test(`RECIPIENT_INVALID: more than ${MAX_RECIPIENTS}`, async () => {
    const identities = await Promise.all(Array.from({ length: MAX_RECIPIENTS + 1 }, generateIdentity));
    const recipients = await Promise.all(identities.map(identityToRecipient));
    expect(await codeOf(encryptAge([], recipients))).toBe("RECIPIENT_INVALID");
    const { octets } = await encryptAge([utf8("x")], recipients.slice(1));
    expect((await decryptAge(octets, [identities.at(-1) as string])).ok).toBe(true);
  });

  test("never throws on text of any kind", () => {
    fc.assert(fc.property(fc.string(), (text) => expect(checkRecipients([`age1${text}`]).ok).toBe(false)));
  });
});

test("headerOctets is the length of the header, for both kinds", async () => {
  for (const make of [generateIdentity, generateHybridIdentity]) {
    const recipients = await Promise.all(
      [make(), make()].map(async (identity) => identityToRecipient(await identity)),
    );
    const kind = checkRecipients(recipients);
    if (!kind.ok) throw kind.error;
    const { octets } = await encryptAge([], recipients);
    expect(headerOctets(kind.value, 2)).toBe(headerLength(octets));
  }
});

test("lengths: every sealed length gives its plaintext length back, others none", () => {
  fc.assert(
    fc.property(fc.nat(10 * CHUNK), (length) => expect(openedLength(sealedLength(length))).toBe(length)),
  );
  for (const impossible of [0, 15, CHUNK + 17, CHUNK + 32, 2 * CHUNK + 48])
    expect(openedLength(impossible)).toBeNull();
});

test("IDENTITY_INVALID for what is no identity", async () => {
  const { octets } = await encryptAge([], [await recipient()]);
  const opened = await decryptAge(octets, ["AGE-SECRET-KEY-1NO"]);
  expect(opened.ok ? "success" : opened.error.code).toBe("IDENTITY_INVALID");
});

test("a header for a given file key opens with it alone", async () => {
  const fileKey = Uint8Array.from({ length: 16 }, (_, i) => i);
  const header = await rewrapHeader(fileKey, [await recipient()]);
  const decrypter = new Decrypter();
  decrypter.addIdentity(IDENTITY);
  expect(await decrypter.decryptHeader(header)).toEqual(fileKey);
});

test("two files to one recipient share neither file key nor nonce", async () => {
  const to = [await recipient()];
  const [one, two] = [await encryptAge([], to), await encryptAge([], to)];
  expect(one.fileKey).not.toEqual(two.fileKey);
  const nonce = (octets: Uint8Array) => octets.slice(headerLength(octets) as number).slice(0, 16);
  expect(nonce(one.octets)).not.toEqual(nonce(two.octets));
});

test("a cipher of the platform is found", async () => {
  const chunks = await (await detectCipher()).withKey(new Uint8Array(32));
  const into = new Uint8Array(16);
  await chunks.sealChunk(new Uint8Array(12), new Uint8Array(), into);
  expect(into.some((octet) => octet !== 0)).toBe(true);
});

test("never throws on octets of any kind", async () => {
  const start = fc.constantFrom("", "age-encryption.org/v1\n", "age-encryption.org/v1\n-> X25519 ");
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 300 }), async (head, tail) => {
      expect((await decryptAge(Buffer.concat([utf8(head), tail]), [IDENTITY])).ok).toBe(false);
    }),
  );
});
