/** Writes test/vectors/package and test/vectors/age anew: `node test/vectors/generate.ts`. */
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { identityToRecipient } from "age-encryption";
import { IDENTITY } from "../core/seal/sample.ts";

/**
 * age draws keys and nonces. Here they come from a hash, so that the vectors are the same on every run.
 * ONLY for vectors: whoever knows the seed opens the files.
 */
function drawFrom(seed: string): void {
  let counter = 0;
  globalThis.crypto.getRandomValues = ((array: Uint8Array) => {
    for (let i = 0; i < array.length; i += 32) {
      const block = createHash("sha256").update(`${seed} ${counter++}`).digest();
      array.set(block.subarray(0, array.length - i), i);
    }
    return array;
  }) as typeof crypto.getRandomValues;
}

drawFrom("zegel vectors 1");
const { zipScenarios } = await import("./zip-vectors.ts");
const { packageScenarios, ageScenarios } = await import("./age-vectors.ts");
const recipients = [await identityToRecipient(IDENTITY)];

write("package", [
  ...(await zipScenarios(recipients)).map((one) => ({ ...one, head: { layer: "zip", compressed: "zlib" } })),
  ...(await packageScenarios(recipients)),
]);
write("age", await ageScenarios(recipients));

function write(
  kind: string,
  scenarios: readonly {
    name: string;
    expect: string;
    comment: string;
    octets: Uint8Array;
    head: Record<string, string>;
    identity?: string;
  }[],
): void {
  const folder = `test/vectors/${kind}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, expect, comment, octets, head, identity } of scenarios) {
    const lines = Object.entries({ expect, ...head, ...(identity ? { identity } : {}), comment });
    const text = lines.map(([key, value]) => `${key}: ${value}\n`).join("");
    const body = head["compressed"] === "zlib" ? deflateSync(octets, { level: 9 }) : octets;
    writeFileSync(`${folder}/${name}`, Buffer.concat([Buffer.from(`${text}\n`), body]));
  }
  console.log(`${folder}: ${scenarios.length} vectors`);
}
