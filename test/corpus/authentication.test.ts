/** Our DKIM verdicts against mailauth's on a thousand public messages, and on those messages signed by mailauth. */
import { generateKeyPairSync } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import type { DkimResult, KeyResolver } from "../../src/core/analysis/types.ts";

const CORPUS = "../shared/corpus/";
const present = existsSync(`${CORPUS}phishing-truth.jsonl`);
if (!present) console.warn("SKIPPED: the corpus is not at ../shared/corpus");

const OPTIONS = { provenance: "supplied-file", capture: "as-served" } as const;

async function nothing(): Promise<string[][]> {
  throw Object.assign(new Error("no answer"), { code: "ENOTFOUND" });
}

/** Body-hash verdicts of mailauth by "domain selector b=", which names a signature. */
async function theirs(octets: Uint8Array): Promise<Map<string, boolean>> {
  const { results } = await dkimVerify(Buffer.from(octets), { resolver: nothing });
  const verdicts = new Map<string, boolean>();
  for (const result of results as unknown as MailauthResult[]) {
    if (result.bodyHash === undefined || result.signature === undefined) continue;
    verdicts.set(
      keyOf(result.signingDomain, result.selector, result.signature),
      result.bodyHash === result.bodyHashExpecting,
    );
  }
  return verdicts;
}

interface MailauthResult {
  readonly signingDomain: string;
  readonly selector: string;
  readonly signature?: string;
  readonly bodyHash?: string;
  readonly bodyHashExpecting?: string;
  readonly status: { readonly result: string };
}

function keyOf(domain: string, selector: string, signature: string): string {
  return `${domain.toLowerCase()} ${selector} ${signature.replaceAll(/\s/g, "").slice(0, 40)}`;
}

/** The same key for one of ours: b= is in the field that the basis points to. */
function ourKey(octets: Uint8Array, one: DkimResult): string {
  const field = Buffer.from(octets.subarray(one.basis.offset, one.basis.offset + one.basis.octets)).toString(
    "latin1",
  );
  const signature = /[;\s]b\s*=([^;]*)/.exec(field.replaceAll(/\r?\n/g, ""))?.[1] ?? "";
  return keyOf(one.domain ?? "", one.selector ?? "", signature);
}

function readCorpus(name: string): { readonly file: string; readonly octets: Uint8Array }[] {
  return readdirSync(`${CORPUS}${name}`)
    .toSorted()
    .map((file) => ({
      file: `${name}/${file}`,
      octets: new Uint8Array(readFileSync(`${CORPUS}${name}/${file}`)),
    }));
}

(present ? describe : describe.skip)("mailauth", () => {
  test.each(["phishing", "dkim"])("body hashes of all signatures: %s", async (name) => {
    const differ: string[] = [];
    const counts = { compared: 0, match: 0, onlyOurs: 0 };
    for (const { file, octets } of readCorpus(name)) {
      const expected = await theirs(octets);
      const { dkim } = await analyseMessage(octets, OPTIONS);
      for (const one of dkim) {
        const verdict = expected.get(ourKey(octets, one));
        if (verdict === undefined) counts.onlyOurs++;
        else {
          counts.compared++;
          if (one.bodyHash === "match") counts.match++;
          if (verdict !== (one.bodyHash === "match"))
            differ.push(`${file}: ours ${one.bodyHash} ${one.defects.join()}`);
        }
      }
    }
    expect(differ).toEqual([]);
    expect(counts.compared).toBeGreaterThan(name === "phishing" ? 600 : 100);
    console.log(`${name}: body hashes against mailauth`, counts);
  });

  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ed25519 = generateKeyPairSync("ed25519");
  const RECORDS: Readonly<Record<string, string>> = {
    rsa: `v=DKIM1; k=rsa; p=${rsa.publicKey.export({ type: "spki", format: "der" }).toString("base64")}`,
    ed: `v=DKIM1; k=ed25519; p=${ed25519.publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("base64")}`,
  };
  const KEYS = { rsa: rsa.privateKey, ed: ed25519.privateKey };
  const resolver: KeyResolver = async (domain, selector) => {
    const record = domain === "signer.test" ? RECORDS[selector] : undefined;
    return record === undefined ? null : { record, source: "test", at: 0 };
  };
  async function mailauthResolver(name: string): Promise<string[][]> {
    const [selector = "", , domain] = name.split(/\.(_domainkey)\./);
    const record = domain === "signer.test" ? RECORDS[selector] : undefined;
    return record === undefined ? nothing() : [[record]];
  }

  /** [ours, mailauth's] for the topmost signature, body hash and signature together. */
  async function both(octets: Uint8Array): Promise<[boolean, boolean]> {
    const { dkim } = await analyseMessage(octets, { ...OPTIONS, keys: resolver });
    const { results } = await dkimVerify(Buffer.from(octets), { resolver: mailauthResolver as never });
    const found = (results as unknown as MailauthResult[]).find((one) => one.signingDomain === "signer.test");
    const ours = dkim.find((one) => one.domain === "signer.test");
    return [ours?.bodyHash === "match" && ours.signature === "pass", found?.status.result === "pass"];
  }

  test.each([
    ["rsa", "relaxed/relaxed"],
    ["rsa", "simple/simple"],
    ["rsa", "relaxed/simple"],
    ["ed", "simple/relaxed"],
  ] as const)(
    "messages signed by mailauth with %s, %s: the same verdict, whole and changed",
    async (selector, canonicalization) => {
      const differ: string[] = [];
      const counts = { valid: 0, refused: 0, changedAndRefused: 0 };
      const mails = [...readCorpus("phishing").filter((_, i) => i % 12 === 0), ...readCorpus("dkim")];
      for (const { file, octets } of mails) {
        const signed = await signedBy(octets, selector, canonicalization);
        const [ours, expected] = await both(signed);
        if (ours !== expected) differ.push(`${file} ours ${ours}`);
        counts[expected ? "valid" : "refused"]++;
        const changed = signed.slice();
        // White space that folds a field is left alone: without it our header ends there, mailauth's goes on.
        let at = Math.floor(changed.length / 2);
        while (at < changed.length - 1 && (changed[at] as number) <= 0x20) at++;
        changed[at] = changed[at] === 0x78 ? 0x79 : 0x78;
        const [oursChanged, expectedChanged] = await both(changed);
        if (oursChanged !== expectedChanged) differ.push(`${file} changed, ours ${oursChanged}`);
        if (!expectedChanged) counts.changedAndRefused++;
      }
      expect(differ).toEqual([]);
      expect(counts.valid).toBeGreaterThan(150);
      console.log(`${selector} ${canonicalization}`, counts);
    },
  );

  async function signedBy(
    octets: Uint8Array,
    selector: "rsa" | "ed",
    canonicalization: string,
  ): Promise<Uint8Array> {
    const privateKey = KEYS[selector].export({ type: "pkcs8", format: "pem" });
    const { signatures } = await dkimSign(Buffer.from(octets), {
      signatureData: [{ signingDomain: "signer.test", selector, privateKey }],
      canonicalization,
    } as never);
    return new Uint8Array(Buffer.concat([Buffer.from(signatures, "utf8"), octets]));
  }
});
