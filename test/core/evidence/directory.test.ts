/** docs/directory-format.md: what a client refuses, and who can read a report. */
import * as fc from "fast-check";
import { fromUtf8, utf8 } from "../../../src/core/base/bytes.ts";
import { canonicalJson } from "../../../src/core/base/canonical-json.ts";
import {
  DIRECTORY_LIMIT,
  type Directory,
  type DirectoryAnchor,
  type DirectoryReading,
  deskReaders,
  deskRecipients,
  directoryDigest,
  openEnvelope,
  readDirectory,
  signDirectory,
} from "../../../src/core/evidence/directory.ts";
import {
  ecdsaSigner,
  ed25519Signer,
  fingerprintOf,
  publicKeyLine,
  signSsh,
} from "../../../src/core/seal/sshsig.ts";
import {
  EXPIRES_AT,
  type ExampleKeys,
  exampleDirectory,
  ISSUED_AT,
  makeExampleKeys,
  NOW,
} from "./directory-example.ts";

const root = ed25519Signer(new Uint8Array(32).fill(7));
const pinnedRoot = fingerprintOf(publicKeyLine(root));
const anchor: DirectoryAnchor = {
  pinnedRoot,
  organisation: "example",
  seen: null,
  now: NOW,
  allowDemo: false,
};

let keys: ExampleKeys;
let first: Directory;
beforeAll(async () => {
  keys = await makeExampleKeys();
  first = exampleDirectory(keys);
});

async function read(octets: Uint8Array, changes: Partial<DirectoryAnchor> = {}) {
  return readDirectory(octets, { ...anchor, ...changes });
}

async function codeOf(octets: Uint8Array, changes: Partial<DirectoryAnchor> = {}) {
  const result = await read(octets, changes);
  return result.ok ? "accepted" : result.error.code;
}

async function reading(
  octets: Uint8Array,
  changes: Partial<DirectoryAnchor> = {},
): Promise<DirectoryReading> {
  const result = await read(octets, changes);
  if (!result.ok) throw result.error;
  return result.value;
}

/** Signs anything as the root would, past the checks of signDirectory. */
async function signAnything(content: Uint8Array<ArrayBuffer>, namespace = "zegel-directory") {
  return canonicalJson({ directory: fromUtf8(content), signature: await signSsh(root, namespace, content) });
}

describe("readDirectory", () => {
  test("gives back what was signed, with its digest", async () => {
    const value = await reading(await signDirectory(first, root));
    expect(value).toEqual({
      directory: first,
      digest: await directoryDigest(first),
      expired: false,
      notes: [],
    });
  });

  test("one changed octet anywhere is refused", async () => {
    const signed = await signDirectory(first, root);
    // Every class of position (form, content, armor) comes by in steps of a prime.
    for (let at = 0; at < signed.length; at += 37) {
      const changed = Uint8Array.from(signed);
      changed[at] = (changed[at] as number) ^ 1;
      expect(["DIRECTORY_INVALID", "DIRECTORY_SIGNATURE_INVALID"]).toContain(await codeOf(changed));
    }
  });

  test("another key than the pinned one: DIRECTORY_SIGNATURE_INVALID", async () => {
    const foreign = await signDirectory(first, ed25519Signer(new Uint8Array(32).fill(8)));
    expect(await codeOf(foreign)).toBe("DIRECTORY_SIGNATURE_INVALID");
  });

  test("a P-256 key, even if its fingerprint is pinned: DIRECTORY_SIGNATURE_INVALID", async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
      "sign",
      "verify",
    ]);
    const signer = await ecdsaSigner(pair);
    const signed = await signDirectory(first, signer);
    expect(await codeOf(signed, { pinnedRoot: fingerprintOf(publicKeyLine(signer)) })).toBe(
      "DIRECTORY_SIGNATURE_INVALID",
    );
  });

  test("the root's signature of another namespace: DIRECTORY_SIGNATURE_INVALID", async () => {
    expect(await codeOf(await signAnything(canonicalJson(first), "zegel-evidence"))).toBe(
      "DIRECTORY_SIGNATURE_INVALID",
    );
  });

  test("another organisation: DIRECTORY_FOREIGN", async () => {
    expect(await codeOf(await signDirectory(first, root), { organisation: "other" })).toBe(
      "DIRECTORY_FOREIGN",
    );
  });

  test("a demo directory in a production build: DIRECTORY_DEMO_REFUSED", async () => {
    const demo = await signDirectory({ ...first, demo: true }, root);
    expect(await codeOf(demo)).toBe("DIRECTORY_DEMO_REFUSED");
    expect(await codeOf(demo, { allowDemo: true })).toBe("accepted");
  });

  test("a lower version than one seen: DIRECTORY_ROLLBACK", async () => {
    const seen = { version: 2, digest: await directoryDigest(first) };
    expect(await codeOf(await signDirectory(first, root), { seen })).toBe("DIRECTORY_ROLLBACK");
  });

  test("the same version with another digest: DIRECTORY_FORKED", async () => {
    const seen = { version: 1, digest: await directoryDigest({ ...first, name: "Voorbeeld NV" }) };
    expect(await codeOf(await signDirectory(first, root), { seen })).toBe("DIRECTORY_FORKED");
  });

  test("a next version that does not follow the one seen: DIRECTORY_FORKED", async () => {
    const digest = await directoryDigest(first);
    const next = await signDirectory({ ...first, version: 2, previous: digest }, root);
    expect(await codeOf(next, { seen: { version: 1, digest } })).toBe("accepted");
    const other = await directoryDigest({ ...first, name: "Voorbeeld NV" });
    expect(await codeOf(next, { seen: { version: 1, digest: other } })).toBe("DIRECTORY_FORKED");
  });

  test("skipped versions are accepted and noted", async () => {
    const digest = await directoryDigest(first);
    const third = await signDirectory({ ...first, version: 3, previous: digest }, root);
    expect((await reading(third, { seen: { version: 1, digest } })).notes).toEqual(["versions-skipped"]);
  });

  test("issued in the future: noted, since one of two clocks is wrong", async () => {
    const value = await reading(await signDirectory(first, root), { now: ISSUED_AT - 1 });
    expect(value.notes).toEqual(["issued-in-future"]);
  });

  test.each([
    [EXPIRES_AT - 1, false],
    [EXPIRES_AT, true],
  ])("at %d expired is %s", async (now, expired) => {
    expect((await reading(await signDirectory(first, root), { now })).expired).toBe(expired);
  });

  test("longer than 1 MiB: DIRECTORY_INVALID before anything is parsed", async () => {
    expect(await codeOf(new Uint8Array(DIRECTORY_LIMIT + 1).fill(0x20))).toBe("DIRECTORY_INVALID");
  });

  test("an envelope with a member more: DIRECTORY_INVALID", async () => {
    const envelope = JSON.parse(fromUtf8(await signDirectory(first, root)) as string) as object;
    expect(await codeOf(canonicalJson({ ...envelope, key: "mine" }))).toBe("DIRECTORY_INVALID");
  });

  test("signed content that is not canonical: DIRECTORY_INVALID", async () => {
    expect(await codeOf(await signAnything(utf8(JSON.stringify(first))))).toBe("DIRECTORY_INVALID");
  });

  test("never throws, whatever the server answers", async () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map(utf8),
      fc.jsonValue().map((value) => canonicalJson({ directory: JSON.stringify(value), signature: "x" })),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (octets) => {
        expect(await codeOf(octets)).not.toBe("accepted");
      }),
    );
  });

  test("never throws on signed JSON of any form", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const result = await openEnvelope(await signAnything(canonicalJson(value)));
        expect(result.ok ? "accepted" : result.error.code).toBe("DIRECTORY_INVALID");
      }),
      { numRuns: 30 },
    );
  });
});

describe("content that is refused, although the root signed it", () => {
  const changes: [string, (directory: Directory) => unknown][] = [
    ["a member more", (one) => ({ ...one, extra: 1 })],
    ["a member less", (one) => Object.fromEntries(Object.entries(one).filter(([name]) => name !== "name"))],
    ["version 1 with a previous", (one) => ({ ...one, previous: `sha256:${"0".repeat(64)}` })],
    ["version 2 without a previous", (one) => ({ ...one, version: 2 })],
    ["expiry before issue", (one) => ({ ...one, expiresAt: one.issuedAt })],
    ["no desk", (one) => ({ ...one, desks: [] })],
    [
      "a desk without people: zero investigators",
      (one) => ({ ...one, desks: [{ ...one.desks[0], people: [] }] }),
    ],
    ["two desks of one id", (one) => ({ ...one, desks: [one.desks[0], one.desks[0]] })],
    [
      "one person twice at a desk",
      (one) => withPeople(one, [one.desks[0]?.people[0], one.desks[0]?.people[0]]),
    ],
    [
      "two people with one key: leaving out one would not keep them out",
      (one) => withPeople(one, [one.desks[0]?.people[0], { ...one.desks[0]?.people[0], id: "other" }]),
    ],
    [
      "the recovery key as an investigator's",
      (one) => withPeople(one, [{ ...one.desks[0]?.people[0], recipient: one.recovery.recipient }]),
    ],
    [
      "one person with other keys at another desk",
      (one) => withPeople(one, [{ ...one.desks[0]?.people[0], id: "bram" }]),
    ],
    [
      "a post-quantum policy with X25519 recipients",
      (one) => ({ ...one, policy: { ...one.policy, recipients: "post-quantum" } }),
    ],
    [
      "a recipient that is no age recipient",
      (one) => ({ ...one, recovery: { ...one.recovery, recipient: "age1abc" } }),
    ],
    [
      "a signing key with a comment",
      (one) =>
        withPeople(one, [
          { ...one.desks[0]?.people[0], signingKey: `${one.desks[0]?.people[0]?.signingKey} x` },
        ]),
    ],
    ["a log key of another origin", (one) => ({ ...one, log: { ...one.log, origin: "elsewhere" } })],
    ["a name that turns the line's direction", (one) => ({ ...one, name: "Voor\u202ebeeld" })],
    ["a name with a control character", (one) => ({ ...one, name: "Voor\u0007beeld" })],
    [
      "a telephone number that is a command",
      (one) => ({ ...one, contacts: [{ name: "x", phone: "112;ext=1", label: { nl: "x" } }] }),
    ],
    ["an unknown version", (one) => ({ ...one, v: 2 })],
    ["a member named __proto__", (one) => JSON.parse(`${JSON.stringify(one).slice(0, -1)},"__proto__":{}}`)],
  ];
  test.each(changes)("%s", async (_, change) => {
    const octets = await signAnything(canonicalJson(change(first)));
    expect(await codeOf(octets)).toBe("DIRECTORY_INVALID");
  });

  test("and signDirectory does not sign it", async () => {
    await expect(signDirectory({ ...first, version: 2 }, root)).rejects.toThrow(TypeError);
  });

  function withPeople(directory: Directory, people: unknown[]) {
    return { ...directory, desks: [{ ...directory.desks[0], people }, directory.desks[1]] };
  }
});

describe("deskRecipients: the way round the accused", () => {
  const valid = () => ({ directory: first, expired: false });

  test("the desk's people, and always the recovery key", () => {
    expect(deskRecipients(valid(), "security", [])).toEqual([
      keys.anna.recipient,
      keys.bram.recipient,
      keys.recovery.recipient,
    ]);
  });

  test("somebody left out is no recipient", () => {
    const readers = deskReaders(valid(), "security", ["bram"]);
    expect(readers.recipients).toEqual([keys.anna.recipient, keys.recovery.recipient]);
    expect(readers.people.map((person) => person.id)).toEqual(["anna"]);
    expect(readers.recoveryOnly).toBeNull();
  });

  test.each([
    ["everyone left out", "agency", ["bram"], false, "everyone-left-out"],
    ["a desk that is not there", "gone", [], false, "desk-unknown"],
    ["no desk", null, [], false, "desk-unknown"],
    ["an expired directory", "security", [], true, "expired"],
  ] as const)("%s: the recovery key only, and it says so", (_, desk, leftOut, expired, reason) => {
    const readers = deskReaders({ directory: first, expired }, desk, leftOut);
    expect(readers).toEqual({ recipients: [keys.recovery.recipient], people: [], recoveryOnly: reason });
  });

  test("whatever is left out: never empty, never one left out, no duplicates", () => {
    const ids = fc.subarray(["anna", "bram", "nobody", ""]);
    fc.assert(
      fc.property(
        fc.constantFrom("security", "agency", "gone", ""),
        ids,
        fc.boolean(),
        (desk, leftOut, expired) => {
          const recipients = deskRecipients({ directory: first, expired }, desk, leftOut);
          expect(recipients.at(-1)).toBe(keys.recovery.recipient);
          expect(new Set(recipients).size).toBe(recipients.length);
          if (leftOut.includes("anna")) expect(recipients).not.toContain(keys.anna.recipient);
          if (leftOut.includes("bram")) expect(recipients).not.toContain(keys.bram.recipient);
        },
      ),
    );
  });
});
