/** Every file of test/vectors/package and test/vectors/age, whole; with each cipher. docs/package-format.md, section 11. */
import { createHash } from "node:crypto";
import { identityToRecipient } from "age-encryption";
import { nodeCipher } from "../../../src/sealer/node-cipher.ts";
import { decryptAge, encryptAge, nobleCipher, webCryptoCipher } from "../../../src/core/seal/age-file.ts";
import { openPackage } from "../../../src/core/seal/open.ts";
import { readVector, type Vector, vectorNames } from "../../vectors/read-vector.ts";
import { IDENTITY } from "./sample.ts";

const ciphers = { noble: nobleCipher(), node: nodeCipher(), webCrypto: webCryptoCipher() };

/** Layer "zip" is what lies in the age file: sealed here to the vectors' reader, so that opening runs whole. */
async function packageOf({ head, octets }: Vector): Promise<Uint8Array> {
  if (head["layer"] !== "zip") return octets;
  const sealed = await encryptAge([octets], [await identityToRecipient(IDENTITY)], { cipher: ciphers.node });
  return sealed.octets;
}

describe("package", () => {
  test.each(vectorNames("package"))("%s", async (name) => {
    const vector = readVector("package", name);
    const identities = vector.identities.length > 0 ? vector.identities : [IDENTITY];
    const opened = await openPackage(await packageOf(vector), { identities, cipher: ciphers.node });
    expect(opened.ok ? "success" : opened.error.code).toBe(vector.head["expect"]);
    // Nothing of the content is handed out beside a refusal.
    expect(Object.keys(opened).toSorted()).toEqual(["ok", opened.ok ? "value" : "error"].toSorted());
  });
});

describe.each(Object.entries(ciphers))("age, %s", (_, cipher) => {
  test.each(vectorNames("age"))("%s", async (name) => {
    const { head, identities, octets } = readVector("age", name);
    const opened = await decryptAge(octets, identities, { cipher });
    expect(opened.ok ? "success" : opened.error.code).toBe(head["expect"]);
    if (opened.ok)
      expect(createHash("sha256").update(opened.value.octets).digest("hex")).toBe(head["payload"]);
  });
});
