/** Keys asked for again by an investigator: only a signed answer counts, and nobody's own domain is told unasked. */
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { lookUpKeys, namesOf } from "../../src/console/key-look-up.ts";
import { teachSelectors } from "../../src/console/teach-selectors.ts";
import { isMassProviderDomain } from "../../src/core/analysis/providers/mass-providers.ts";
import { utf8 } from "../../src/core/base/bytes.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { formatSnapshot, type KeyOutcome } from "../../src/core/dns/snapshot.ts";
import { formatSnapshotAnswer } from "../../src/core/dns/snapshot-answer.ts";
import { noteSigner } from "../../src/core/log/note.ts";
import { signedMail } from "../support/signed-mail.ts";
import { makeLog } from "./world.ts";

const log = makeLog();
const other = noteSigner(log.signer.name, new Uint8Array(32).fill(77));
const NAME = { domain: "sender.example", selector: "s1" };
const directory = { organisation: "example", log: { origin: log.signer.name, key: log.signer.vkey } };
const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const mail = utf8(signedMail({ ...NAME, privateKey: pair.privateKey }));

function record(key: KeyObject): string {
  return `v=DKIM1; k=rsa; p=${key.export({ type: "spki", format: "der" }).toString("base64")}`;
}

function answer(records: readonly string[], outcome: KeyOutcome = "found", signer = log.signer) {
  const name = `${NAME.selector}._domainkey.${NAME.domain}`;
  const entry = { name, outcome, records, at: 5000, since: 4000, resolver: "192.0.2.53:53", current: true };
  const note = formatSnapshot(
    { kind: "answer", organisation: "example", takenAt: 6000, entries: [entry] },
    signer,
  );
  return formatSnapshotAnswer({ note, timestamp: null });
}

const ask = (octets: Uint8Array<ArrayBuffer>, source: Uint8Array | null = mail) =>
  lookUpKeys({ dnsKey: async () => octets }, directory, [NAME], source);

describe("the keys of a message's signatures, now", () => {
  test("today's key fits the signature", async () => {
    expect(await ask(answer([record(pair.publicKey)]))).toEqual([
      { ...NAME, outcome: "found", failure: null, at: 5000, signature: "pass" },
    ]);
  });

  test("another key since: the signature does not verify with it", async () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    expect(await ask(answer([record(publicKey)]))).toMatchObject([{ outcome: "found", signature: "fail" }]);
  });

  test("no such name any more", async () => {
    expect(await ask(answer([], "nxdomain"))).toMatchObject([{ outcome: "nxdomain", signature: "no-key" }]);
  });

  test("without a whole source the key is shown, and no verdict", async () => {
    const [key] = await ask(answer([record(pair.publicKey)]), null);
    expect(key).toMatchObject({ outcome: "found", signature: null });
  });

  test("an answer that another log signed tells nothing, whatever it says", async () => {
    const forged = answer([record(pair.publicKey)], "found", other);
    expect(await ask(forged)).toEqual([
      {
        ...NAME,
        outcome: null,
        failure: expect.stringMatching(/^[A-Z_]+$/) as string,
        at: null,
        signature: null,
      },
    ]);
  });

  test.each([
    ["refused", async () => Promise.reject(new EvidenceError("DNS_QUERY_NOT_ALLOWED", "no"))],
    ["garbage", async () => utf8("{}") as Uint8Array<ArrayBuffer>],
  ])("%s: said with its code, never thrown", async (_, dnsKey) => {
    const [key] = await lookUpKeys({ dnsKey }, directory, [NAME], mail);
    expect(key).toMatchObject({ outcome: null, signature: null });
    expect(key?.failure).toMatch(/^[A-Z_]+$/);
  });

  test("each name once, eight at most, none without both parts", () => {
    const many = Array.from({ length: 50 }, (_, i) => ({ domain: "a.example", selector: `s${i >> 1}` }));
    expect(namesOf([...many, { domain: null, selector: "x" }])).toHaveLength(8);
    expect(namesOf([{ domain: "a.example", selector: null }])).toEqual([]);
  });
});

describe("selectors learned from what is opened", () => {
  test.each([
    ["gmail.com", true],
    ["yahoo.com", true],
    ["outlook.com", true],
    ["proton.me", true],
    ["icloud.com", true],
    ["hotmail.nl", true],
    // A sender can hold these and sign for them.
    ["live.pw", false],
    ["aim.io", false],
    ["outlook.co.zz", false],
    ["sender.example", false],
    ["contoso.onmicrosoft.com", false],
    ["firm-example.20230601.gappssmtp.com", false],
    ["gmail.com.evil.example", false],
  ])("%s: millions share it: %s", (domain, shared) => {
    expect(isMassProviderDomain(domain)).toBe(shared);
  });

  const statements = {
    provenance: "host-api",
    capture: "as-served",
    authentication: "none",
    reasons: [],
  };
  const dkim = ["gmail.com", "sender.example"].map((domain) => ({ domain, selector: "20230601" }));
  const content = { messages: [{ analysis: { statements, dkim } }] };

  async function taught(dnsQueries: string, state = "shown") {
    const told: unknown[] = [];
    const session = {
      reading: { directory: { policy: { dnsQueries } } },
      server: { learnSelectors: async (pairs: unknown) => void told.push(pairs) },
    };
    await teachSelectors(
      session as unknown as Parameters<typeof teachSelectors>[0],
      { state, content } as unknown as Parameters<typeof teachSelectors>[1],
    );
    return told;
  }

  test("only the large provider's is told", async () => {
    expect(await taught("snapshot")).toEqual([[{ domain: "gmail.com", selector: "20230601" }]]);
  });
  test("nothing where the directory wants no DNS, or the report was refused", async () => {
    expect(await taught("none")).toEqual([]);
    expect(await taught("snapshot", "refused")).toEqual([]);
  });
});
