/** C2SP signed-note, tlog-checkpoint and tlog-cosignature. */
import * as fc from "fast-check";
import { toHex, utf8 } from "../../../src/core/base/bytes.ts";
import {
  formatCheckpoint,
  parseCheckpoint,
  readUnverifiedCheckpoint,
} from "../../../src/core/log/checkpoint.ts";
import { cosignatureVerifier, cosigner } from "../../../src/core/log/cosignature.ts";
import {
  formatNoteKey,
  noteSigner,
  noteVerifier,
  openNote,
  parseNote,
  parseNoteKey,
  signNote,
} from "../../../src/core/log/note.ts";
import { altered, codeOf, entryNumber, ORIGIN, sampleLog, seedOf } from "./sample.ts";

/** The example of golang.org/x/mod/sumdb/note's documentation: a note that another implementation signed. */
const PUBLISHED = {
  key: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  secret: "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
};

function verifierOf(vkey: string) {
  const verifier = noteVerifier(vkey);
  if (!verifier.ok) throw verifier.error;
  return verifier.value;
}

describe("signed-note: the example published with Go's sumdb/note", () => {
  const note = `${PUBLISHED.text}\n${PUBLISHED.signature}`;
  test("verifies", () => {
    const opened = openNote(note, [verifierOf(PUBLISHED.key)]);
    expect(opened.ok && opened.value.text).toBe(PUBLISHED.text);
  });
  test("is made again, octet for octet, by the published private key", () => {
    const signer = parseNoteKey(PUBLISHED.secret);
    expect(signer.ok && signer.value.vkey).toBe(PUBLISHED.key);
    expect(signer.ok && signNote(PUBLISHED.text, signer.value)).toBe(note);
  });
});

describe("signed-note: keys", () => {
  const { vkey } = noteSigner("example.com/log", seedOf(3));
  test("a private key reads back", () => {
    const read = parseNoteKey(`${formatNoteKey("example.com/log", seedOf(3))}\n`);
    expect(read.ok && read.value.vkey).toBe(vkey);
  });
  test("every changed character of a verifier key is refused, or makes another key", () => {
    const note = signNote("text\n", noteSigner("example.com/log", seedOf(3)));
    for (let at = 0; at < vkey.length; at++) {
      const verifier = noteVerifier(altered(vkey, at));
      if (verifier.ok) expect(codeOf(openNote(note, [verifier.value]))).not.toBe("ok");
      else expect(verifier.error.code).toBe("POLICY_INVALID");
    }
  });
  test("a witness's key is no log key, and the other way round", () => {
    const witness = cosigner("example.com/witness", seedOf(4));
    expect(codeOf(noteVerifier(witness.vkey))).toBe("POLICY_INVALID");
    expect(codeOf(cosignatureVerifier(vkey))).toBe("POLICY_INVALID");
  });
  test.each(["", "a b", "a+b", "a\u00a0b", "a\u2028b", "a\tb"])("refuses the name %j", (name) => {
    expect(() => noteSigner(name, seedOf(1))).toThrow(TypeError);
  });
});

describe("signed-note: form", () => {
  const signer = noteSigner("example.com/log", seedOf(3));
  const note = signNote("one\n\ntwo\n", signer);
  test("the text is separated from the signatures by the last empty line", () => {
    const parsed = parseNote(note);
    expect(parsed.ok && parsed.value.text).toBe("one\n\ntwo\n");
    expect(parsed.ok && parsed.value.signatures.map(({ name, keyId }) => [name, toHex(keyId)])).toEqual([
      ["example.com/log", toHex(signer.keyId)],
    ]);
  });
  test.each([
    ["no signature", "text\n\n"],
    ["no line break at the end", note.slice(0, -1)],
    ["no empty line", note.replaceAll("\n\n", "\n")],
    ["a hyphen for the dash", note.replace("— ", "- ")],
    ["two spaces", note.replace("— ", "—  ")],
    ["a carriage return", note.replaceAll("\n", "\r\n")],
    ["a control character", note.replace("one", "o\u0007ne")],
    ["base64 without padding", note.replace(/=+\n$/, "\n")],
    ["signature too short", "text\n\n— example.com/log AAAAAA==\n"],
    ["more than 64 signatures", note + "— example.com/log AAAAAAA=\n".repeat(64)],
    ["a note of more than 64 KiB", `${"x".repeat(65_536)}\n\n${PUBLISHED.signature}`],
    ["a lone surrogate", note.replace("one", "\ud800")],
  ])("%s: NOTE_INVALID", (_, broken) => expect(codeOf(parseNote(broken))).toBe("NOTE_INVALID"));
  test("octets that are not UTF-8: NOTE_INVALID", () => {
    expect(codeOf(parseNote(new Uint8Array([...utf8(note), 0xff])))).toBe("NOTE_INVALID");
  });
  test("16 signatures of unknown keys beside the known one are ignored", () => {
    const strangers = Array.from({ length: 16 }, (_, i) => noteSigner(`stranger${i}`, seedOf(i + 10)));
    const opened = openNote(signNote("text\n", ...strangers, signer), [verifierOf(signer.vkey)]);
    expect(opened.ok && opened.value.verifiedBy.map(({ name }) => name)).toEqual(["example.com/log"]);
  });
  test("a failing signature of a known key spoils the note, though another one holds", () => {
    const other = noteSigner("other", seedOf(5));
    const broken = signNote("text\n", signer) + signNote("another text\n", other).split("\n\n")[1];
    expect(codeOf(openNote(broken, [verifierOf(signer.vkey), verifierOf(other.vkey)]))).toBe(
      "SIGNATURE_INVALID",
    );
  });
  test("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseNote(text);
        parseNoteKey(text);
        noteVerifier(text);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (octets) => {
        parseNote(octets);
      }),
    );
    fc.assert(
      fc.property(fc.nat(note.length), fc.string({ maxLength: 3 }), (at, insert) => {
        parseNote(note.slice(0, at) + insert + note.slice(at));
      }),
    );
  });
});

describe("tlog-checkpoint", () => {
  const log = sampleLog(Array.from({ length: 5 }, (_, i) => entryNumber(i)));
  const anchor = { origin: ORIGIN, key: log.signer.vkey };
  const note = log.checkpoint();
  test("opens with the log's key, verbatim", async () => {
    const opened = await parseCheckpoint(note, anchor);
    expect(opened).toMatchObject({ ok: true, value: { origin: ORIGIN, size: 5, note, extensions: [] } });
    expect(await parseCheckpoint(utf8(note), anchor)).toEqual(opened);
  });
  test("one changed octet anywhere is refused", async () => {
    const octets = utf8(note);
    const codes = new Set<string>();
    for (let at = 0; at < octets.length; at++) {
      for (const mask of [0x01, 0x20, 0x80]) {
        const broken = octets.slice();
        broken[at] = (broken[at] as number) ^ mask;
        codes.add(codeOf(await parseCheckpoint(broken, anchor)));
      }
    }
    expect([...codes].sort()).toEqual(["CHECKPOINT_UNTRUSTED", "NOTE_INVALID", "SIGNATURE_INVALID"]);
  });
  test("another log's key, or another origin under this key: CHECKPOINT_UNTRUSTED", async () => {
    const stranger = sampleLog([entryNumber(0)], 9);
    expect(codeOf(await parseCheckpoint(stranger.checkpoint(), anchor))).toBe("CHECKPOINT_UNTRUSTED");
    const moved = formatCheckpoint({ ...log.head(), origin: "intake.example/v1/other/log" }, log.signer);
    expect(codeOf(await parseCheckpoint(moved, anchor))).toBe("CHECKPOINT_UNTRUSTED");
  });
  test("an anchor that is no key: POLICY_INVALID", async () => {
    expect(codeOf(await parseCheckpoint(note, { origin: ORIGIN, key: "x" }))).toBe("POLICY_INVALID");
  });
  const root = note.split("\n")[2] as string;
  test.each([
    ["a leading zero", `${ORIGIN}\n05\n${root}\n`],
    ["a negative size", `${ORIGIN}\n-5\n${root}\n`],
    ["a size above 2^53", `${ORIGIN}\n9007199254740992\n${root}\n`],
    ["a short root", `${ORIGIN}\n5\nAAAA\n`],
    ["no root", `${ORIGIN}\n5\n`],
    ["an empty extension line", `${ORIGIN}\n5\n${root}\n\nmore\n`],
    ["no origin", `\n5\n${root}\n`],
  ])("%s, signed: CHECKPOINT_INVALID", async (_, text) => {
    expect(codeOf(await parseCheckpoint(signNote(text, log.signer), anchor))).toBe("CHECKPOINT_INVALID");
  });
  test("extension lines are kept", async () => {
    const opened = await parseCheckpoint(signNote(`${ORIGIN}\n5\n${root}\nmore\n`, log.signer), anchor);
    expect(opened.ok && opened.value.extensions).toEqual(["more"]);
  });
  test("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readUnverifiedCheckpoint(`${text}\n\n${PUBLISHED.signature}`);
      }),
    );
  });
});

describe("tlog-cosignature, Ed25519", () => {
  const log = sampleLog([entryNumber(0)]);
  const witness = cosigner("witness.example/w1", seedOf(8));
  const verifier = cosignatureVerifier(witness.vkey);
  if (!verifier.ok) throw verifier.error;
  const cosigned = witness.cosign(log.checkpoint(), 1_790_000_000);
  test("verifies beside the log's own signature", async () => {
    const opened = openNote(cosigned, [verifier.value]);
    expect(opened.ok && opened.value.verifiedBy).toEqual([verifier.value]);
    expect(codeOf(await parseCheckpoint(cosigned, { origin: ORIGIN, key: log.signer.vkey }))).toBe("ok");
  });
  test("one changed character of the line, its time included, is refused", () => {
    const start = cosigned.lastIndexOf(" ") + 1;
    for (let at = start; at < cosigned.length - 1; at++) {
      expect(codeOf(openNote(altered(cosigned, at), [verifier.value]))).not.toBe("ok");
    }
  });
  test("over another checkpoint: SIGNATURE_INVALID", () => {
    const line = cosigned.slice(log.checkpoint().length);
    const other = sampleLog([entryNumber(1)]).checkpoint() + line;
    expect(codeOf(openNote(other, [verifier.value]))).toBe("SIGNATURE_INVALID");
  });
});
