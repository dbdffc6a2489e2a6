/** The snapshot of keys: form, anchors, age, bounds (docs/dns-snapshot.md). */
import * as fc from "fast-check";
import {
  checkFreshness,
  entryOf,
  formatSnapshot,
  KEY_OUTCOMES,
  type KeyEntry,
  MAX_GONE_MS,
  MAX_SNAPSHOT_AGE_MS,
  MAX_SNAPSHOT_AHEAD_MS,
  openSnapshot,
  readUnverifiedSnapshot,
  SNAPSHOT_HEADING,
} from "../../../src/core/dns/snapshot.ts";
import { formatCheckpoint, readUnverifiedCheckpoint } from "../../../src/core/log/checkpoint.ts";
import { MAX_NOTE_OCTETS, noteSigner, signNote } from "../../../src/core/log/note.ts";
import { ANCHOR, entry, ORIGIN, signer, snapshotNote, stranger, TAKEN } from "./sample.ts";

const codeOf = (result: ReturnType<typeof openSnapshot>) => (result.ok ? "ok" : result.error.code);

/** Changes the signed text and signs it again: the form is refused, not the signature. */
function resigned(change: (lines: string[]) => string[]): string {
  const text = snapshotNote([entry(), entry({ name: "s2._domainkey.mail.example" })]).split(
    "\n\n",
  )[0] as string;
  return signNote(`${change(text.split("\n")).join("\n")}\n`, signer);
}

describe("a snapshot", () => {
  test("comes back as it was written", () => {
    const gone = entry({ current: false, at: TAKEN - 5000, records: ["v=DKIM1; p=BBBB"] });
    const note = snapshotNote([gone, entry()]);
    const opened = openSnapshot(note, ANCHOR);
    expect(opened).toEqual({
      ok: true,
      value: {
        kind: "snapshot",
        organisation: "acme",
        origin: ORIGIN,
        takenAt: TAKEN,
        leftOut: 0,
        entries: [entry(), gone],
        note,
      },
    });
  });

  test("is no checkpoint, and no checkpoint is a snapshot", () => {
    expect(readUnverifiedCheckpoint(snapshotNote()).ok).toBe(false);
    const root = new Uint8Array(32);
    const head = formatCheckpoint({ origin: ORIGIN, size: 1, root }, signer);
    expect(codeOf(openSnapshot(head, ANCHOR))).toBe("DNS_SNAPSHOT_INVALID");
    // Even a log that somebody names like the heading.
    const odd = noteSigner(SNAPSHOT_HEADING, new Uint8Array(32).fill(1));
    const oddHead = formatCheckpoint({ origin: SNAPSHOT_HEADING, size: 1, root }, odd);
    expect(readUnverifiedSnapshot(oddHead).ok).toBe(false);
  });

  test.each<[string, string, string]>([
    ["another key under the same name", snapshotNote([entry()], {}, stranger), "DNS_SNAPSHOT_UNTRUSTED"],
    ["another organisation", snapshotNote([entry()], { organisation: "other" }), "DNS_SNAPSHOT_UNTRUSTED"],
    ["a changed record", snapshotNote().replace("AAAA", "AAAB"), "SIGNATURE_INVALID"],
    ["no note", "hello", "DNS_SNAPSHOT_INVALID"],
    [
      "another version",
      resigned(([, ...rest]) => ["zegel/dns-snapshot/v2", ...rest]),
      "DNS_SNAPSHOT_INVALID",
    ],
    [
      "an entry more than announced",
      resigned((lines) => [...lines, lines.at(-1) as string]),
      "DNS_SNAPSHOT_INVALID",
    ],
    ["an entry less than announced", resigned((lines) => lines.slice(0, -1)), "DNS_SNAPSHOT_INVALID"],
    [
      "entries in another order",
      resigned(([a, b, c, d]) => [a, b, d, c] as string[]),
      "DNS_SNAPSHOT_INVALID",
    ],
    [
      "two current answers for one name",
      resigned(([a, b, c]) => [a, b, c, c] as string[]),
      "DNS_SNAPSHOT_INVALID",
    ],
    [
      "a member more",
      resigned(([a, b, c, d]) => [a, b, c, d?.replace("{", '{"a":1,')] as string[]),
      "DNS_SNAPSHOT_INVALID",
    ],
    [
      "JSON that is not canonical",
      resigned(([a, b, c, d]) => [a, b, c, d?.replace("{", "{ ")] as string[]),
      "DNS_SNAPSHOT_INVALID",
    ],
    [
      "an answer from after the snapshot",
      resigned((lines) => lines.map((line) => line.replaceAll(`"at":${TAKEN - 1000}`, `"at":${TAKEN + 1}`))),
      "DNS_SNAPSHOT_INVALID",
    ],
    [
      "first seen after last seen",
      resigned((lines) =>
        lines.map((line) => line.replaceAll(`"since":${TAKEN - 86_400_000}`, `"since":${TAKEN}`)),
      ),
      "DNS_SNAPSHOT_INVALID",
    ],
    [
      "a name that is no key's",
      resigned((lines) => lines.map((line) => line.replaceAll("s2._domainkey.", "s2."))),
      "DNS_SNAPSHOT_INVALID",
    ],
    [
      "found without a record",
      resigned((lines) => lines.map((line) => line.replaceAll('["v=DKIM1; p=AAAA"]', "[]"))),
      "DNS_SNAPSHOT_INVALID",
    ],
    ["longer than a note", `${snapshotNote()}${" ".repeat(MAX_NOTE_OCTETS)}`, "DNS_SNAPSHOT_INVALID"],
  ])("%s is refused", (_, note, code) => {
    expect(codeOf(openSnapshot(note, ANCHOR))).toBe(code);
  });

  test("the answer to one question does not stand for a snapshot", () => {
    const note = snapshotNote([entry()], { kind: "answer" });
    expect(codeOf(openSnapshot(note, { ...ANCHOR, kind: "snapshot" }))).toBe("DNS_SNAPSHOT_INVALID");
    expect(codeOf(openSnapshot(note, { ...ANCHOR, kind: "answer" }))).toBe("ok");
  });

  test("what finds no room is left out and counted, the first ones stay", () => {
    const large = Array.from({ length: 40 }, (_, i) =>
      entry({ name: `s${i}._domainkey.mail.example`, records: [`p=${"A".repeat(4000)}`] }),
    );
    const opened = openSnapshot(snapshotNote(large), ANCHOR);
    if (!opened.ok) throw opened.error;
    expect(opened.value.leftOut).toBe(40 - opened.value.entries.length);
    expect(opened.value.entries.length).toBeGreaterThan(10);
    expect(opened.value.entries.map(({ name }) => name)).toContain("s0._domainkey.mail.example");
    expect(new TextEncoder().encode(opened.value.note).length).toBeLessThanOrEqual(MAX_NOTE_OCTETS);
  });

  test("a bug of the caller is a TypeError, never a signed one", () => {
    expect(() => snapshotNote([entry({ name: "not a name" })])).toThrow(TypeError);
    expect(() => snapshotNote([entry()], { organisation: "Not One" })).toThrow(TypeError);
  });
});

describe("age", () => {
  const fresh = (takenAt: number, seen: number | null = null) => {
    const result = checkFreshness({ takenAt }, { now: TAKEN, seen });
    return result.ok ? "ok" : result.error.code;
  };
  test.each<[string, number, number | null, string]>([
    ["taken now", TAKEN, null, "ok"],
    ["a week old", TAKEN - MAX_SNAPSHOT_AGE_MS, null, "ok"],
    ["older than a week", TAKEN - MAX_SNAPSHOT_AGE_MS - 1, null, "DNS_SNAPSHOT_STALE"],
    ["a clock an hour ahead", TAKEN + MAX_SNAPSHOT_AHEAD_MS, null, "ok"],
    ["from the future", TAKEN + MAX_SNAPSHOT_AHEAD_MS + 1, null, "DNS_SNAPSHOT_STALE"],
    ["the one that was seen", TAKEN - 5, TAKEN - 5, "ok"],
    ["rolled back", TAKEN - 5, TAKEN - 4, "DNS_SNAPSHOT_STALE"],
  ])("%s", (_, takenAt, seen, code) => {
    expect(fresh(takenAt, seen)).toBe(code);
  });
});

describe("which answer counts", () => {
  const open = (entries: readonly KeyEntry[]) => {
    const opened = openSnapshot(snapshotNote(entries), ANCHOR);
    if (!opened.ok) throw opened.error;
    return opened.value;
  };
  const gone = (at: number) => entry({ current: false, at, since: at, records: ["v=DKIM1; p=OLD"] });
  const missing = entry({ outcome: "nxdomain", records: [] });

  test("the current key, also where there was another before", () => {
    expect(entryOf(open([entry(), gone(TAKEN - 9000)]), "mail.example", "s1")).toEqual(entry());
  });
  test("names compare without regard to case (RFC 4343)", () => {
    expect(entryOf(open([entry()]), "Mail.Example", "S1")).toEqual(entry());
  });
  test("a key that has gone, where there is none now", () => {
    const old = gone(TAKEN - 9000);
    expect(entryOf(open([missing, old]), "mail.example", "s1")).toEqual(old);
  });
  test("but not for ever", () => {
    expect(entryOf(open([missing, gone(TAKEN - MAX_GONE_MS - 1)]), "mail.example", "s1")).toEqual(missing);
  });
  test("a revoked key stays revoked (RFC 6376, section 3.6.1: p= empty)", () => {
    const revoked = entry({ records: ["v=DKIM1; p="] });
    expect(entryOf(open([revoked, gone(TAKEN - 9000)]), "mail.example", "s1")).toEqual(revoked);
  });
  test("an unknown name", () => {
    expect(entryOf(open([entry()]), "mail.example", "s2")).toBeNull();
    expect(entryOf(open([entry()]), "mail example", "s1")).toBeNull();
  });
});

describe("properties", () => {
  const label = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  const someEntry = fc
    .record({
      selector: label,
      domain: label,
      outcome: fc.constantFrom(...KEY_OUTCOMES),
      texts: fc.array(fc.string({ unit: "binary", maxLength: 80 }), { minLength: 2, maxLength: 4 }),
      at: fc.integer({ min: 1, max: TAKEN }),
    })
    .map(({ selector, domain, outcome, texts, at }) =>
      entry({
        name: `${selector}._domainkey.${domain}.example`,
        outcome,
        records: outcome === "found" ? texts.slice(0, 1) : outcome === "ambiguous" ? texts : [],
        at,
        since: at,
      }),
    );

  test("whatever DNS said comes back", () => {
    fc.assert(
      fc.property(fc.uniqueArray(someEntry, { selector: ({ name }) => name, maxLength: 30 }), (entries) => {
        const opened = openSnapshot(snapshotNote(entries), ANCHOR);
        expect(opened.ok && new Set(opened.value.entries)).toEqual(new Set(entries));
      }),
    );
  });

  test("no octet may change", () => {
    const note = snapshotNote();
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.integer({ min: 32, max: 126 }), (at, code) => {
        fc.pre(note.charCodeAt(at) !== code);
        const changed = `${note.slice(0, at)}${String.fromCharCode(code)}${note.slice(at + 1)}`;
        expect(openSnapshot(changed, ANCHOR).ok).toBe(false);
      }),
    );
  });

  test("never throws, whatever a server sends, signed or not", () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (text, octets) => {
        const clean = text.replace(/[\u0000-\u0009\u000b-\u001f]/g, "");
        expect(openSnapshot(octets, ANCHOR).ok).toBe(false);
        expect(openSnapshot(signNote(`${SNAPSHOT_HEADING}\n${clean}\n`, signer), ANCHOR).ok).toBe(false);
      }),
    );
  });

  test("formatSnapshot writes nothing that it would not read", () => {
    fc.assert(
      fc.property(fc.array(someEntry, { maxLength: 5 }), (entries) => {
        const unique = [...new Map(entries.map((one) => [one.name, one])).values()];
        const note = formatSnapshot(
          { kind: "snapshot", organisation: "acme", takenAt: TAKEN, entries: unique },
          signer,
        );
        expect(readUnverifiedSnapshot(note).ok).toBe(true);
      }),
    );
  });
});
