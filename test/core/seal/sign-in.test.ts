/** docs/http-api.md, "Console": no challenge of a server is ever decrypted, and only one form of it is signed. */
import { Encrypter } from "age-encryption";
import * as fc from "fast-check";
import { fromUtf8, toBase64, utf8 } from "../../../src/core/base/bytes.ts";
import { makeIdentity } from "../../../src/core/seal/identity.ts";
import {
  checkChallenge,
  isOrigin,
  SIGN_IN_WINDOW,
  type SignInClaim,
  signInText,
  signSignIn,
  verifySignIn,
} from "../../../src/core/seal/sign-in.ts";
import { ed25519Signer, publicKeyLine, signSsh } from "../../../src/core/seal/sshsig.ts";

const NOW = Date.UTC(2026, 10, 23);
const origin = "https://intake.example";
const nonce = toBase64(new Uint8Array(32).fill(9));
const expected = { origin, now: NOW };
const claim: SignInClaim = { origin, directory: `sha256:${"ab".repeat(32)}`, nonce, expiresAt: NOW + 60_000 };
const signer = ed25519Signer(new Uint8Array(32).fill(3));
const signingKey = publicKeyLine(signer);

test("signs exactly the five lines of docs/http-api.md", () => {
  expect(fromUtf8(signInText(claim))).toBe(
    `zegel-signin/v1\nhttps://intake.example\nsha256:${"ab".repeat(32)}\n${nonce}\n${NOW + 60_000}\n`,
  );
});

describe("checkChallenge", () => {
  const codeOf = (challenge: unknown, changes = {}) => {
    const result = checkChallenge(challenge, { ...expected, ...changes });
    return result.ok ? "accepted" : result.error.code;
  };

  test("accepts 32 octets that run out within five minutes", () => {
    expect(checkChallenge({ nonce, expiresAt: NOW + 60_000 }, expected)).toEqual({
      ok: true,
      value: { nonce, expiresAt: NOW + 60_000 },
    });
  });

  test.each([
    [NOW - 1, "CHALLENGE_INVALID"],
    [NOW, "CHALLENGE_INVALID"],
    [NOW + 1, "accepted"],
    [NOW + SIGN_IN_WINDOW, "accepted"],
    [NOW + SIGN_IN_WINDOW + 1, "CHALLENGE_INVALID"],
    [Number.MAX_SAFE_INTEGER, "CHALLENGE_INVALID"],
    [NOW + 0.5, "CHALLENGE_INVALID"],
  ])("expiry %d: %s", (expiresAt, code) => {
    expect(codeOf({ nonce, expiresAt })).toBe(code);
  });

  test("an age file in the nonce's place, as an earlier draft would have decrypted: CHALLENGE_INVALID", async () => {
    const { recipient } = await makeIdentity({ pq: false });
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const file = toBase64(await encrypter.encrypt("the report"));
    expect(codeOf({ nonce: file, expiresAt: NOW + 60_000 })).toBe("CHALLENGE_INVALID");
    // Nor a piece of one that has the right length: what is signed is never opened, and 32 octets are no age file.
    expect(codeOf({ nonce: file.slice(0, 45), expiresAt: NOW + 60_000 })).toBe("CHALLENGE_INVALID");
  });

  test.each([
    ["31 octets", toBase64(new Uint8Array(31))],
    ["33 octets", toBase64(new Uint8Array(33))],
    ["base64url", `${nonce.slice(0, 42)}_=`],
    ["no padding", nonce.slice(0, -1)],
    ["spare bits set (RFC 4648, section 3.5)", `${nonce.slice(0, 42)}l=`],
    ["a line break before", `\n${nonce}`],
    ["a line break inside, which would add a line to the text", `${nonce.slice(0, 20)}\n${nonce.slice(21)}`],
    ["another text to sign", "zegel-directory"],
    ["empty", ""],
    ["a number", 42],
    ["a list", [nonce]],
    ["null", null],
  ])("nonce: %s: CHALLENGE_INVALID", (_, odd) => {
    expect(codeOf({ nonce: odd, expiresAt: NOW + 60_000 })).toBe("CHALLENGE_INVALID");
  });

  test("a member more, such as a text to be signed instead: CHALLENGE_INVALID", () => {
    expect(codeOf({ nonce, expiresAt: NOW + 60_000, text: "x" })).toBe("CHALLENGE_INVALID");
  });

  test.each([
    "http://intake.example",
    "https://intake.example/",
    "https://a@b",
    "intake.example",
    "https://x\nhttps://y",
  ])("own origin %j: CHALLENGE_INVALID", (odd) => {
    expect(codeOf({ nonce, expiresAt: NOW + 60_000 }, { origin: odd })).toBe("CHALLENGE_INVALID");
  });

  test("whatever it accepts is 32 octets in canonical base64 within the window", () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record({
        nonce: fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.uint8Array({ minLength: 30, maxLength: 34 }).map(toBase64),
        ),
        expiresAt: fc.oneof(
          fc.integer(),
          fc.integer({ min: -SIGN_IN_WINDOW, max: 2 * SIGN_IN_WINDOW }).map((ms) => NOW + ms),
        ),
      }),
    );
    fc.assert(
      fc.property(anything, (challenge) => {
        const result = checkChallenge(challenge, expected);
        if (!result.ok) return;
        expect(Buffer.from(result.value.nonce, "base64").toString("base64")).toBe(result.value.nonce);
        expect(Buffer.from(result.value.nonce, "base64")).toHaveLength(32);
        expect(result.value.expiresAt).toBeGreaterThan(NOW);
        expect(result.value.expiresAt).toBeLessThanOrEqual(NOW + SIGN_IN_WINDOW);
      }),
    );
  });
});

test.each([
  ["https://intake.example", true],
  ["https://intake.example:8443", true],
  ["http://localhost:3000", true],
  ["http://127.0.0.1:1", true],
  ["http://[::1]:80801", false],
  ["http://[::1]:8080", true],
  ["https://intake.example:443", false],
  ["http://localhost:80", false],
  ["https://Intake.example", false],
  ["http://intake.example", false],
  ["http://localhost.example", false],
  ["file://", false],
])("isOrigin(%j) is %s (RFC 6454, section 6.2)", (text, right) => {
  expect(isOrigin(text)).toBe(right);
});

test("signInText does not write a claim that was not checked", () => {
  expect(() => signInText({ ...claim, nonce: `${nonce}\nx` })).toThrow(TypeError);
  expect(() => signInText({ ...claim, origin: "https://a\nhttps://b" })).toThrow(TypeError);
});

describe("verifySignIn", () => {
  const codeOf = async (changes: Partial<SignInClaim>, signature: string, key = signingKey) => {
    const result = await verifySignIn({ ...claim, ...changes }, signature, key);
    return result.ok ? "accepted" : result.error.code;
  };

  test("accepts what signSignIn made", async () => {
    expect(await codeOf({}, await signSignIn(claim, signer))).toBe("accepted");
  });

  test.each([
    ["another intake (a signature relayed)", { origin: "https://evil.example" }],
    ["another directory", { directory: `sha256:${"cd".repeat(32)}` as const }],
    ["another nonce", { nonce: toBase64(new Uint8Array(32)) }],
    ["another expiry", { expiresAt: claim.expiresAt + 1 }],
  ])("%s: SIGNATURE_INVALID", async (_, changes) => {
    expect(await codeOf(changes, await signSignIn(claim, signer))).toBe("SIGNATURE_INVALID");
  });

  test("another key: SIGNATURE_INVALID", async () => {
    const other = ed25519Signer(new Uint8Array(32).fill(4));
    expect(await codeOf({}, await signSignIn(claim, other))).toBe("SIGNATURE_INVALID");
  });

  test("the right text in another namespace: SIGNATURE_INVALID", async () => {
    expect(await codeOf({}, await signSsh(signer, "zegel-custody", signInText(claim)))).toBe(
      "SIGNATURE_INVALID",
    );
  });

  test("an odd claim: CHALLENGE_INVALID, never a throw", async () => {
    expect(await codeOf({ nonce: "x" }, "x")).toBe("CHALLENGE_INVALID");
    expect(await codeOf({}, utf8("x").toString())).toBe("SIGNATURE_INVALID");
  });
});
