/** Go's sumdb packages (Debian: golang-go, golang-golang-x-mod-dev) read our proofs, and refuse what we refuse. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { toBase64, utf8 } from "../../src/core/base/bytes.ts";
import type { Digest } from "../../src/core/base/digest.ts";
import { readUnverifiedCheckpoint } from "../../src/core/log/checkpoint.ts";
import { cosigner } from "../../src/core/log/cosignature.ts";
import { entryOctets } from "../../src/core/log/entry.ts";
import { noteVerifier, openNote } from "../../src/core/log/note.ts";
import { parseProof } from "../../src/core/log/proof.ts";
import { consistencyProof, leafHash, verifyInclusion } from "../../src/core/log/tree.ts";
import { altered, sampleLog, seedOf } from "../core/log/sample.ts";
import { describeWith, temporaryFolder } from "./tools.ts";

interface Case {
  readonly entry?: string;
  readonly proof?: string;
  readonly old?: string;
  readonly new?: string;
  readonly hashes?: readonly string[];
}

const SOURCES = "/usr/share/gocode";
const hasPackages = existsSync(join(SOURCES, "src/golang.org/x/mod/sumdb/tlog"));
if (!hasPackages) console.warn("SKIPPED: golang-golang-x-mod-dev is not installed");
const suite = hasPackages ? describeWith("go", ["version"], "golang-go") : describe.skip;

const entries = Array.from({ length: 60 }, (_, i) => {
  const digest = `sha256:${i.toString(16).padStart(2, "0").repeat(32)}` as Digest;
  return entryOctets({ v: 1, type: "package", package: digest, summary: digest, commitment: digest });
});
const texts = entries.map((entry) => new TextDecoder().decode(entry));
const log = sampleLog(entries);

suite("an RFC 6962 implementation that none of us wrote", () => {
  const folder = temporaryFolder();
  const program = join(folder, "tlogcheck");

  beforeAll(() => {
    const env = {
      ...process.env,
      GO111MODULE: "off",
      GOPATH: SOURCES,
      GOCACHE: join(folder, "cache"),
      GOFLAGS: "",
    };
    execFileSync("go", ["build", "-o", program, "test/independent/tlogcheck/main.go"], { env });
  }, 180_000);

  function check(cases: readonly Case[]): string[] {
    const input = JSON.stringify({ key: log.signer.vkey, cases });
    return execFileSync(program, { input, maxBuffer: 1 << 26 })
      .toString()
      .trimEnd()
      .split("\n");
  }

  test("accepts the inclusion proof of every entry at every size", () => {
    const cases: Case[] = [];
    for (let size = 1; size <= 60; size++) {
      for (let index = 0; index < size; index += 1 + (size >> 4)) {
        cases.push({ entry: texts[index] as string, proof: log.proof(index, size) });
      }
    }
    expect(new Set(check(cases))).toEqual(new Set(["ok"]));
  });

  test("accepts every consistency proof", () => {
    const cases: Case[] = [];
    for (let size = 1; size <= 60; size++) {
      for (let old = 1; old <= size; old += 1 + (size >> 4)) {
        const hashes = consistencyProof(old, size, log.tree.getHash).map(toBase64);
        cases.push({ old: log.checkpoint(old), new: log.checkpoint(size), hashes });
      }
    }
    expect(new Set(check(cases))).toEqual(new Set(["ok"]));
  });

  test("accepts a checkpoint that a witness cosigned", () => {
    const witness = cosigner("witness.example/w1", seedOf(8));
    const checkpoint = log.checkpoint();
    const cosigned = log.proof(7).replace(checkpoint, witness.cosign(checkpoint, 1_790_000_000));
    expect(check([{ entry: texts[7] as string, proof: cosigned }])).toEqual(["ok"]);
  });

  test("one changed octet at any position of a proof: refused there and here", () => {
    const proof = log.proof(37);
    const entry = texts[37] as string;
    const broken = Array.from({ length: proof.length }, (_, at) => altered(proof, at));
    const verdicts = check(broken.map((text) => ({ entry, proof: text })));
    expect(broken.filter((text) => acceptedHere(entry, text))).toEqual([]);
    // Go ignores the spare bits of base64, which say nothing; we refuse them too.
    const isSpare = (at: number) => proof.slice(at + 1, at + 3) === "=\n";
    expect(verdicts.flatMap((verdict, at) => (verdict === "ok" && !isSpare(at) ? [at] : []))).toEqual([]);
    expect(verdicts.length).toBe(proof.length);
  });

  test("another entry, index, root or log: refused", () => {
    const forged = sampleLog(entries.with(5, utf8("another entry")));
    const stranger = sampleLog(entries, 2);
    const hashes = consistencyProof(20, 60, log.tree.getHash).map(toBase64);
    const verdicts = check([
      { entry: texts[8] as string, proof: log.proof(9) },
      { entry: texts[9] as string, proof: log.proof(9).replace("index 9", "index 8") },
      { entry: texts[9] as string, proof: stranger.proof(9) },
      { old: forged.checkpoint(20), new: log.checkpoint(60), hashes },
      { old: log.checkpoint(20), new: forged.checkpoint(60), hashes },
      { old: log.checkpoint(20), new: log.checkpoint(60), hashes: hashes.slice(1) },
      { old: log.checkpoint(20), new: log.checkpoint(60), hashes: hashes.toReversed() },
    ]);
    expect(verdicts.filter((verdict) => verdict === "ok")).toEqual([]);
    expect(verdicts.length).toBe(7);
  });
});

function acceptedHere(entry: string, proofText: string): boolean {
  const proof = parseProof(proofText);
  if (!proof.ok) return false;
  const verifier = noteVerifier(log.signer.vkey);
  const checkpoint = readUnverifiedCheckpoint(proof.value.checkpoint);
  if (!verifier.ok || !checkpoint.ok || !openNote(proof.value.checkpoint, [verifier.value]).ok) return false;
  const { size, root } = checkpoint.value;
  const { index, hashes } = proof.value;
  return verifyInclusion({ leaf: leafHash(utf8(entry)), index, size, proof: hashes, root }).ok;
}
