/** C2SP tlog-proof, version 1, and the log's entries. */
import * as fc from "fast-check";
import { utf8 } from "../../../src/core/base/bytes.ts";
import type { Digest } from "../../../src/core/base/digest.ts";
import { entryOctets, type LogEntry, parseEntry } from "../../../src/core/log/entry.ts";
import { formatProof, parseProof } from "../../../src/core/log/proof.ts";
import { codeOf, entryNumber, sampleLog } from "./sample.ts";

const log = sampleLog(Array.from({ length: 7 }, (_, i) => entryNumber(i)));
const proof = log.proof(3);

describe("tlog-proof: form", () => {
  test("reads back what it writes, the checkpoint verbatim", () => {
    const parsed = parseProof(proof);
    expect(parsed.ok && [parsed.value.index, parsed.value.hashes.length, parsed.value.checkpoint]).toEqual([
      3,
      3,
      log.checkpoint(),
    ]);
    expect(parsed.ok && formatProof(parsed.value)).toBe(proof);
  });
  test("the only entry needs no hashes", () => {
    const single = sampleLog([entryNumber(0)]).proof(0);
    const parsed = parseProof(single);
    expect(parsed.ok && parsed.value.hashes).toEqual([]);
  });
  test.each([
    ["another version", proof.replace("@v1", "@v2")],
    ["an extra line", proof.replace("\nindex", "\nextra AAAA\nindex")],
    ["no index", proof.replace("index 3\n", "")],
    ["a leading zero", proof.replace("index 3", "index 03")],
    ["a negative index", proof.replace("index 3", "index -3")],
    ["an index above 2^53", proof.replace("index 3", "index 9007199254740992")],
    ["two spaces", proof.replace("index 3", "index  3")],
    ["a short hash", proof.replace(/\n[^\n]{44}\n/, "\nAAAA\n")],
    ["a hash that is not base64", proof.replace(/\n[^\n]{44}\n/, `\n${"*".repeat(44)}\n`)],
    ["spare bits in base64", proof.replace(/\n[^\n]{44}\n/, `\n${"A".repeat(42)}B=\n`)],
    ["carriage returns", proof.replaceAll("\n", "\r\n")],
    ["64 hashes", proof.replace("index 3\n", `index 3\n${`${"A".repeat(43)}=\n`.repeat(61)}`)],
    ["no checkpoint", proof.split("\n\n")[0] as string],
    ["something before it", ` ${proof}`],
    ["too long", proof + "x".repeat(80_000)],
    ["nothing", ""],
  ])("%s: PROOF_INVALID", (_, broken) => expect(codeOf(parseProof(broken))).toBe("PROOF_INVALID"));
  test("never throws; what parses is written the same", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseProof(text);
      }),
    );
    fc.assert(
      fc.property(fc.nat(proof.length), fc.string({ maxLength: 4 }), fc.nat(4), (at, insert, cut) => {
        const text = proof.slice(0, at) + insert + proof.slice(at + cut);
        const parsed = parseProof(text);
        if (parsed.ok) expect(formatProof(parsed.value)).toBe(text);
      }),
    );
  });
});

const digest = `sha256:${"ab".repeat(32)}` as Digest;
const entries: LogEntry[] = [
  { v: 1, type: "package", package: digest, summary: digest, commitment: digest },
  { v: 1, type: "grant", package: digest, grant: digest },
  { v: 1, type: "custody", event: digest },
  { v: 1, type: "directory", directory: digest, version: 3 },
  { v: 1, type: "opened", package: digest, acknowledgement: digest },
  { v: 1, type: "erased", package: digest },
];

describe("docs/log-and-receipt.md: entries", () => {
  test.each(entries.map((entry) => [entry.type, entry] as const))("%s reads back", (_, entry) => {
    expect(parseEntry(entryOctets(entry))).toEqual({ ok: true, value: entry });
  });
  test("the package entry has the documented octets", () => {
    const text = `{"commitment":"${digest}","package":"${digest}","summary":"${digest}","type":"package","v":1}`;
    expect(entryOctets(entries[0] as LogEntry)).toEqual(utf8(text));
  });
  test.each([
    ["a member more", `{"package":"${digest}","type":"erased","v":1,"z":1}`],
    ["a member less", '{"type":"erased","v":1}'],
    ["another version", `{"package":"${digest}","type":"erased","v":2}`],
    ["an unknown type", `{"package":"${digest}","type":"other","v":1}`],
    ["a type from the prototype", `{"package":"${digest}","type":"constructor","v":1}`],
    ["a digest in capitals", `{"package":"${digest.toUpperCase()}","type":"erased","v":1}`],
    ["version 0 of a directory", `{"directory":"${digest}","type":"directory","v":1,"version":0}`],
    ["a space", `{"package":"${digest}", "type":"erased","v":1}`],
    ["members out of order", `{"type":"erased","package":"${digest}","v":1}`],
    ["a member twice", `{"package":"${digest}","type":"erased","type":"erased","v":1}`],
    ["a list", "[]"],
    ["null", "null"],
    ["no JSON", "{"],
  ])("%s: ENTRY_INVALID", (_, text) => expect(codeOf(parseEntry(utf8(text)))).toBe("ENTRY_INVALID"));
  test("one changed octet anywhere is refused or makes another entry", () => {
    const octets = entryOctets(entries[0] as LogEntry);
    for (let at = 0; at < octets.length; at++) {
      const broken = octets.slice();
      broken[at] = (broken[at] as number) ^ 1;
      const parsed = parseEntry(broken);
      if (parsed.ok) expect(entryOctets(parsed.value)).toEqual(broken);
      else expect(parsed.error.code).toBe("ENTRY_INVALID");
    }
  });
  test("never throws", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        parseEntry(utf8(text));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (octets) => {
        parseEntry(octets);
      }),
    );
  });
});
