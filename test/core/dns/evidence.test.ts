/** dns.json: what is recorded, and what a third party can check of it later. */
import * as fc from "fast-check";
import { toBase64, utf8 } from "../../../src/core/base/bytes.ts";
import { canonicalJson } from "../../../src/core/base/canonical-json.ts";
import { checkDnsEvidence } from "../../../src/core/dns/check-evidence.ts";
import { type DnsEvidence, dnsEvidence, evidenceSource } from "../../../src/core/dns/evidence.ts";
import { keyName, splitKeyName } from "../../../src/core/dns/key-name.ts";
import { keyBook, snapshotResolver, snapshotSource } from "../../../src/core/dns/key-sources.ts";
import { openSnapshot } from "../../../src/core/dns/snapshot.ts";
import { formatSnapshotAnswer, readSnapshotAnswer } from "../../../src/core/dns/snapshot-answer.ts";
import { ANCHOR, entry, ORIGIN, signer, snapshotNote, stranger, TAKEN } from "./sample.ts";

const NAME = entry().name;

function snapshot(note = snapshotNote()) {
  const opened = openSnapshot(note, ANCHOR);
  if (!opened.ok) throw opened.error;
  return opened.value;
}

async function sample(): Promise<DnsEvidence> {
  const note = snapshotNote();
  const book = keyBook([snapshotSource(snapshot(note))]);
  await book.resolver("mail.example", "s1");
  await book.resolver("unknown.example", "s1");
  return dnsEvidence(
    { policy: "snapshot", disclosed: [], problems: [] },
    [{ note, timestamp: null }],
    book.lookups(),
  );
}

const ANCHORS = { logs: [{ origin: ORIGIN, key: signer.vkey }], timestampRoots: [], organisation: "acme" };
const codeOf = async (value: unknown, anchors = ANCHORS) => {
  const checked = await checkDnsEvidence(value, anchors);
  return checked.ok ? "ok" : checked.error.code;
};

describe("keyBook", () => {
  test("gives a key with its source and time, and records every question once", async () => {
    const book = keyBook([snapshotSource(snapshot())]);
    expect(await book.resolver("mail.example", "s1")).toEqual({
      record: "v=DKIM1; p=AAAA",
      source: `intake-snapshot ${ORIGIN}`,
      at: TAKEN - 1000,
    });
    expect(await book.resolver("MAIL.example", "S1")).not.toBeNull();
    expect(await book.resolver("other.example", "s1")).toBeNull();
    expect(await book.resolver("not a domain", "s1")).toBeNull();
    expect(book.lookups()).toMatchObject([
      { name: NAME, outcome: "found", records: ["v=DKIM1; p=AAAA"], at: TAKEN - 1000 },
      { name: "s1._domainkey.other.example", outcome: "not-known", source: null, at: null },
      { name: null, domain: "not a domain", outcome: "name-invalid" },
    ]);
  });

  test.each(["ambiguous", "nxdomain", "timeout"] as const)("%s gives no key", async (outcome) => {
    const records = outcome === "ambiguous" ? ["v=DKIM1; p=A", "v=DKIM1; p=B"] : [];
    const book = keyBook([snapshotSource(snapshot(snapshotNote([entry({ outcome, records })])))]);
    expect(await book.resolver("mail.example", "s1")).toBeNull();
    expect(book.lookups()).toMatchObject([{ outcome, records, source: `intake-snapshot ${ORIGIN}` }]);
  });

  test("a key that has gone says so", async () => {
    const entries = [
      entry({ outcome: "nxdomain", records: [] }),
      entry({ current: false, at: TAKEN - 5000 }),
    ];
    expect(await snapshotResolver(snapshot(snapshotNote(entries)))("mail.example", "s1")).toMatchObject({
      source: `intake-snapshot ${ORIGIN} (no longer published)`,
      at: TAKEN - 5000,
    });
  });

  test("a source that fails is passed over, and a sender's names are bounded", async () => {
    const book = keyBook([{ answer: () => Promise.reject(new Error("down")) }, snapshotSource(snapshot())]);
    expect(await book.resolver("mail.example", "s1")).not.toBeNull();
    for (let i = 0; i < 500; i++) await book.resolver(`d${i}.example`, "x".repeat(10_000));
    expect(book.lookups().length).toBe(128);
    expect(book.lookups().every(({ selector }) => selector.length <= 255)).toBe(true);
  });
});

describe("keyName (RFC 6376, section 3.6.2.1)", () => {
  test.each([
    ["mail.example", "s1", "s1._domainkey.mail.example"],
    ["Mail.Example", "A.b", "a.b._domainkey.mail.example"],
    ["a_b.example", "_x", "_x._domainkey.a_b.example"],
    ["example", "s1", null],
    ["mail.example.", "s1", null],
    ["mail..example", "s1", null],
    ["mail.example", "", null],
    ["-mail.example", "s1", null],
    ["m\u00e4il.example", "s1", null],
    ["mail.example\n", "s1", null],
    [`${"a.".repeat(20)}example`, "s1", null],
    [`${"a".repeat(64)}.example`, "s1", null],
  ])("%j %j", (domain, selector, name) => {
    expect(keyName(domain, selector)).toBe(name);
  });
  test("what it makes comes apart again, and nothing throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (domain, selector) => {
        const name = keyName(domain, selector);
        if (name !== null) expect(splitKeyName(name)).not.toBeNull();
        splitKeyName(domain);
      }),
    );
  });
});

describe("checkDnsEvidence", () => {
  test("every key stands in a note that the log's key signed", async () => {
    expect(await checkDnsEvidence(await sample(), ANCHORS)).toEqual({
      ok: true,
      value: { vouched: 1, unvouched: 0, unanchored: 0, origins: [ORIGIN], oldest: TAKEN - 1000, untimed: 1 },
    });
  });

  test("survives canonical JSON, as it lies in a bag", async () => {
    expect(await codeOf(JSON.parse(new TextDecoder().decode(canonicalJson(await sample()))))).toBe("ok");
  });

  test.each<[string, (one: DnsEvidence) => unknown, string]>([
    [
      "another record",
      (one) => ({ ...one, lookups: [{ ...one.lookups[0], records: ["v=DKIM1; p=EVIL"] }] }),
      "DIGEST_MISMATCH",
    ],
    ["another time", (one) => ({ ...one, lookups: [{ ...one.lookups[0], at: TAKEN }] }), "DIGEST_MISMATCH"],
    [
      "a published key for one that is not",
      (one) => ({ ...one, lookups: [{ ...one.lookups[0], source: `intake-query ${ORIGIN}` }] }),
      "DIGEST_MISMATCH",
    ],
    ["no note at all", (one) => ({ ...one, notes: [] }), "DIGEST_MISMATCH"],
    [
      "another digest",
      (one) => ({ ...one, notes: [{ ...one.notes[0], digest: `sha256:${"0".repeat(64)}` }] }),
      "DIGEST_MISMATCH",
    ],
    [
      "a timestamp that is none",
      (one) => ({ ...one, notes: [{ ...one.notes[0], timestamp: toBase64(utf8("tsr")) }] }),
      "TIMESTAMP_INVALID",
    ],
    ["another form", (one) => ({ ...one, v: 2 }), "JSON_INVALID"],
    ["no object", () => null, "JSON_INVALID"],
  ])("%s is found", async (_, change, code) => {
    expect(await codeOf(change(await sample()))).toBe(code);
  });

  test("a note by another key, under the same name", async () => {
    const note = snapshotNote([entry()], {}, stranger);
    const one = await sample();
    const forged = await dnsEvidence(one, [{ note, timestamp: null }], one.lookups);
    expect(await codeOf(forged)).toBe("DNS_SNAPSHOT_UNTRUSTED");
    // Without the anchor nothing is said of it.
    expect(await checkDnsEvidence(forged, { ...ANCHORS, logs: [] })).toMatchObject({
      value: { unanchored: 1 },
    });
  });

  test("keys that no intake vouches for are counted apart", async () => {
    const one = await sample();
    const live = { ...one, lookups: [{ ...one.lookups[0], source: "live 192.0.2.53" }], notes: [] };
    expect(await checkDnsEvidence(live, ANCHORS)).toMatchObject({ value: { vouched: 0, unvouched: 1 } });
  });

  test("never throws", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        expect(await codeOf(value)).toBe("JSON_INVALID");
      }),
    );
  });
});

test("the sealed keys answer again, without any server", async () => {
  const source = evidenceSource(await sample());
  expect(await source.answer("mail.example", "s1")).toMatchObject({
    records: ["v=DKIM1; p=AAAA"],
    at: TAKEN - 1000,
  });
  expect(await source.answer("unknown.example", "s1")).toBeNull();
});

test("an answer on the wire", () => {
  const answer = { note: snapshotNote(), timestamp: toBase64(utf8("x")) };
  expect(readSnapshotAnswer(formatSnapshotAnswer(answer))).toEqual({ ok: true, value: answer });
  fc.assert(
    fc.property(fc.uint8Array(), fc.json(), (octets, json) => {
      expect(readSnapshotAnswer(octets).ok).toBe(false);
      expect(readSnapshotAnswer(utf8(json)).ok).toBe(false);
    }),
  );
});
