import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { toBase64 } from "../../src/core/base/bytes.ts";
import { challenger, credential, makeSessionToken, matchesAny, sha256Of } from "../../src/intake/auth.ts";

describe("credential (RFC 9110 11.4: the scheme's case does not matter)", () => {
  test.each([
    ["Enrolment abc", "abc"],
    ["enrolment abc", "abc"],
    ["Enrolment  abc ", "abc"],
    ["Read abc", null],
    ["Enrolmentabc", null],
    ["abc", null],
    [undefined, null],
  ] as const)("%s", (field, expected) => {
    expect(credential(field, "Enrolment")).toBe(expected);
  });

  test("how long a field may be depends on the scheme", () => {
    expect(credential(`Bearer ${"t".repeat(8185)}`, "Bearer")).toHaveLength(8185);
    expect(credential(`Bearer ${"t".repeat(8186)}`, "Bearer")).toBeNull();
    for (const scheme of ["Enrolment", "Read"] as const)
      expect(credential(`${scheme} ${"c".repeat(512)}`, scheme)).toBeNull();
  });

  test("never throws, whatever the field holds", () => {
    fc.assert(
      fc.property(fc.string(), (field) => {
        credential(field, "Bearer");
      }),
    );
  });
});

describe("matchesAny", () => {
  const codes = ["one", "two", "three"];
  test("each of several codes counts, and one that is taken out does not", () => {
    const hashes = codes.map(sha256Of);
    expect(codes.map((code) => matchesAny(code, hashes))).toEqual([true, true, true]);
    expect(matchesAny("two", hashes.toSpliced(1, 1))).toBe(false);
    expect(matchesAny("", hashes)).toBe(false);
    expect(matchesAny("one", [])).toBe(false);
  });
});

test("session tokens are 32 random octets, and only their hash is to be stored", () => {
  const [first, second] = [makeSessionToken(), makeSessionToken()];
  expect(Buffer.from(first.token, "base64url")).toHaveLength(32);
  expect(first.token).not.toBe(second.token);
  expect(matchesAny(first.token, [first.hash])).toBe(true);
});

describe("challenger", () => {
  const now = 1_795_000_000_000;
  const mine = challenger(randomBytes(32));
  const challenge = mine.make("acme", now);

  test("accepts its own until it expires", () => {
    expect(mine.accepts("acme", challenge, now)).toBe(true);
    expect(mine.accepts("acme", challenge, challenge.expiresAt - 1)).toBe(true);
    expect(mine.accepts("acme", challenge, challenge.expiresAt)).toBe(false);
  });

  test("refuses another organisation, another key, another expiry, every changed octet", () => {
    expect(mine.accepts("other", challenge, now)).toBe(false);
    expect(challenger(randomBytes(32)).accepts("acme", challenge, now)).toBe(false);
    expect(mine.accepts("acme", { ...challenge, expiresAt: challenge.expiresAt - 1 }, now)).toBe(false);
    expect(mine.accepts("acme", { ...challenge, expiresAt: challenge.expiresAt + 1 }, now + 1)).toBe(false);
    for (let i = 0; i < 32; i++) {
      const octets = Buffer.from(challenge.nonce, "base64");
      octets[i] = (octets[i] as number) ^ 1;
      expect(mine.accepts("acme", { ...challenge, nonce: toBase64(octets) }, now)).toBe(false);
    }
  });

  test("never throws, whatever is sent", () => {
    fc.assert(
      fc.property(fc.string(), fc.double(), (nonce, expiresAt) => {
        expect(mine.accepts("acme", { nonce, expiresAt }, now)).toBe(false);
      }),
    );
  });
});
