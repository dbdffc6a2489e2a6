/** The file beside the sealed octets: what is written is read again, and nothing else is taken for one. */
import * as fc from "fast-check";
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import { formatEntry, type KeptEntry, parseEntry } from "../../src/sealer/kept-entry.ts";

const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}` as const);
const text = fc.string({ unit: "grapheme" });
const count = fc.nat(Number.MAX_SAFE_INTEGER);
const time = fc.oneof(count, fc.double({ noNaN: true, noDefaultInfinity: true }));
/** -0 has no form of its own in JSON. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);

const kept: fc.Arbitrary<KeptEntry> = fc.record({
  entry: fc.record({
    packageDigest: digest,
    reference: text,
    organisation: text,
    sealedAt: time.map((value) => value + 0),
    demo: fc.boolean(),
    recoveryOnly: fc.boolean(),
    state: fc.constantFrom("sealed", "sending", "sent", "refused"),
    automatic: fc.boolean(),
    attempts: count,
    nextAttemptAt: time.map((value) => value + 0),
    lastError: fc.constantFrom(null, "NETWORK_UNREACHABLE", "SERVER_ERROR"),
    octets: count,
    logSizeAtSealing: count,
    opening: fc.constant(null),
    statement: fc.uint8Array().map((octets) => new Uint8Array(octets)),
    answer: fc.option(
      fc.record({
        v: fc.constant(1),
        entry: text,
        proof: text,
        timestamp: fc.option(text),
        opened: fc.option(text),
        readToken: text,
      }),
    ),
  }),
  facts: fc.record({
    keyHash: fc.stringMatching(/^[0-9a-f]{64}$/),
    readBy: fc.array(text),
    recovery: fc.constantFrom(null, "expired", "everyone-left-out", "desk-unknown"),
    mails: count,
    missed: count,
    language: text,
    note: json,
  }),
}) as unknown as fc.Arbitrary<KeptEntry>;

test("what is written is read again", () => {
  fc.assert(
    fc.property(kept, (one) => {
      expect(parseEntry(formatEntry(one))).toEqual(one);
    }),
  );
});

test("the opening and whatever else a later program may note of an entry is not written", () => {
  const [one] = fc.sample(kept, 1) as [KeptEntry];
  const opening = { salt: "WORD-OF-THE-OPENING" } as never;
  const octets = formatEntry({ ...one, entry: { ...one.entry, opening, confidential: false } });
  expect(Buffer.from(octets).toString()).not.toContain("WORD-OF-THE-OPENING");
  expect(parseEntry(octets)).toEqual(one);
});

test("octets that are no entry: null, never a throw", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (octets) => {
      expect(parseEntry(octets)).toBeNull();
    }),
  );
});

test("an entry that lacks a member, has one more, or is cut off: null", () => {
  const [one] = fc.sample(kept, 1) as [KeptEntry];
  const octets = formatEntry(one);
  const value = JSON.parse(Buffer.from(octets).toString()) as Record<string, Record<string, unknown>>;
  expect(parseEntry(canonicalJson(value))).toEqual(one);
  for (const part of ["entry", "facts"]) {
    for (const name of Object.keys(value[part] as object)) {
      const { [name]: _, ...others } = value[part] as Record<string, unknown>;
      // A note is any JSON; without one there is null.
      if (name !== "note") expect(parseEntry(canonicalJson({ ...value, [part]: others }))).toBeNull();
    }
    expect(parseEntry(canonicalJson({ ...value, [part]: { ...value[part], more: 1 } }))).toBeNull();
  }
  for (let length = 0; length < octets.length; length++)
    expect(parseEntry(octets.subarray(0, length))).toBeNull();
});
