/** Vectors of the age layer: whole packages, and small files for every octet class of header and payload. */
import { Encrypter, generateHybridIdentity, identityToRecipient } from "age-encryption";
import { createHash } from "node:crypto";
import { concatOctets, utf8 } from "../../src/core/base/bytes.ts";
import { encryptAge, nobleCipher } from "../../src/core/seal/age-file.ts";
import { makeHeader } from "../../src/core/seal/age-header.ts";
import { payloadKey, sealPayload, sealedLength } from "../../src/core/seal/age-payload.ts";
import { sealPackage } from "../../src/core/seal/seal.ts";
import { IDENTITY, OTHER_IDENTITY, sampleContext, sampleInput, sampleOptions } from "../core/seal/sample.ts";
import { bagOf, flipped, zipOf } from "./bag-builder.ts";
import type { Scenario } from "./zip-vectors.ts";

export interface AgeScenario extends Scenario {
  readonly head: Record<string, string>;
  readonly identity: string;
}

const cipher = nobleCipher();
const CHUNK = 65_536;

export async function packageScenarios(recipients: readonly string[]): Promise<AgeScenario[]> {
  const other = await identityToRecipient(OTHER_IDENTITY);
  const hybrid = await generateHybridIdentity();
  const toHybrid = [await identityToRecipient(hybrid)];
  const zip = zipOf(await bagOf(recipients));
  const both = [recipients[0] as string, other];
  const bothContext = sampleInput(both, { context: sampleContext(both) });
  const make = async (name: string, expect: string, comment: string, octets: Uint8Array, identity = IDENTITY) => ({
    name: `package-${name}`,
    expect,
    comment,
    octets,
    identity,
    head: { layer: "package" },
  });
  const sealed = await sealPackage(sampleInput(recipients), { ...sampleOptions(recipients), cipher });
  const sealedHybrid = await sealPackage(sampleInput(toHybrid), { ...sampleOptions(toHybrid), cipher });
  const sealedBoth = await sealPackage(bothContext, { ...sampleOptions(both), cipher });
  const again = await encryptAge([zip], [other], { cipher });
  const wider = await encryptAge([zip], both, { cipher });
  return [
    await make("valid", "success", "X25519", sealed.package),
    await make("valid-hybrid", "success", "post-quantum", sealedHybrid.package, hybrid),
    await make("valid-two-recipients", "success", "opened by the second", sealedBoth.package, OTHER_IDENTITY),
    await make("wrong-recipient", "NOT_A_RECIPIENT", "sealed to somebody else", sealed.package, OTHER_IDENTITY),
    await make("forwarded", "RECIPIENTS_MISMATCH", "a reader sealed it again, to another", again.octets, OTHER_IDENTITY),
    await make("recipient-added", "RECIPIENTS_MISMATCH", "the header has one more than the context", wider.octets),
    await make("not-a-zip", "ZIP_NOT_CANONICAL", "an age file over a text", (await encryptAge([utf8("hello")], recipients, { cipher })).octets),
  ];
}

export async function ageScenarios(recipients: readonly string[]): Promise<AgeScenario[]> {
  const text = utf8("The payload of this file is one short chunk.\n");
  const { octets: file } = await encryptAge([text], recipients, { cipher });
  const headerEnd = Buffer.from(file).indexOf("\n", Buffer.from(file).indexOf("\n--- ") + 1) + 1;
  const scenario = (name: string, expect: string, comment: string, octets: Uint8Array, payload?: Uint8Array) => ({
    name,
    expect,
    comment,
    octets,
    identity: IDENTITY,
    head: payload ? { payload: createHash("sha256").update(payload).digest("hex") } : ({} as Record<string, string>),
  });
  const bad = (name: string, expect: string, comment: string, octets: Uint8Array) =>
    scenario(name, expect, comment, octets);
  const at = (needle: string) => Buffer.from(file).indexOf(needle, 0, "latin1");
  const stanza = at("-> X25519 ");
  const body = at("\n", ) >= 0 ? Buffer.from(file).indexOf("\n", stanza) + 1 : 0;
  const two = new Uint8Array(CHUNK + 10);
  const chunked = await made(two, recipients);
  const start = chunked.length - sealedLength(two.length);
  return [
    scenario("valid-short", "success", "one chunk", file, text),
    scenario("valid-empty", "success", "an empty payload", (await encryptAge([], recipients, { cipher })).octets, new Uint8Array()),
    scenario("valid-one-chunk-full", "success", "exactly 64 KiB", await made(new Uint8Array(CHUNK), recipients), new Uint8Array(CHUNK)),
    scenario("valid-two-chunks", "success", "64 KiB and 10 octets", chunked, two),
    bad("header-version", "AGE_HEADER_INVALID", "v2", flipped(file, "age-encryption.org/v".length, 3)),
    bad("header-stanza-arrow", "AGE_HEADER_INVALID", "no stanza", flipped(file, stanza + 1)),
    bad("header-stanza-type", "NOT_A_RECIPIENT", "X25518", flipped(file, stanza + 8)),
    bad("header-share", "NOT_A_RECIPIENT", "another ephemeral share", flipped(file, stanza + 12, 2)),
    bad("header-body", "NOT_A_RECIPIENT", "another wrapped key", flipped(file, body + 3, 2)),
    bad("header-mac", "AGE_HEADER_INVALID", "another MAC", flipped(file, headerEnd - 20, 2)),
    bad("header-mac-marker", "AGE_HEADER_INVALID", "no MAC line", flipped(file, at("\n--- ") + 1)),
    bad("header-truncated", "AGE_HEADER_INVALID", "cut in the header", file.subarray(0, headerEnd - 5)),
    bad("header-crlf", "AGE_HEADER_INVALID", "another line end", insert(file, at("\n"), utf8("\r"))),
    bad("header-stanza-twice", "AGE_HEADER_INVALID", "a stanza added, MAC kept", twice(file, stanza, at("\n--- ") + 1)),
    bad("header-endless", "AGE_HEADER_INVALID", "more header than is read", endless()),
    bad("header-only", "AGE_PAYLOAD_INVALID", "no payload", file.subarray(0, headerEnd)),
    bad("nonce", "AGE_PAYLOAD_INVALID", "another nonce", flipped(file, headerEnd + 3)),
    bad("nonce-truncated", "AGE_PAYLOAD_INVALID", "cut in the nonce", file.subarray(0, headerEnd + 15)),
    bad("chunk", "AGE_PAYLOAD_INVALID", "an octet of the chunk", flipped(file, headerEnd + 20)),
    bad("tag", "AGE_PAYLOAD_INVALID", "an octet of the tag", flipped(file, -1)),
    bad("tag-truncated", "AGE_PAYLOAD_INVALID", "cut in the tag", file.subarray(0, -1)),
    bad("appended", "AGE_PAYLOAD_INVALID", "an octet after the last chunk", concatOctets([file, new Uint8Array(1)])),
    bad("first-chunk", "AGE_PAYLOAD_INVALID", "an octet of the first of two chunks", flipped(chunked, start + 5)),
    bad("first-tag", "AGE_PAYLOAD_INVALID", "the first tag", flipped(chunked, start + CHUNK + 5)),
    bad("second-chunk", "AGE_PAYLOAD_INVALID", "an octet of the second chunk", flipped(chunked, -20)),
    bad("last-chunk-missing", "AGE_PAYLOAD_INVALID", "cut between chunks", chunked.subarray(0, start + CHUNK + 16)),
    bad("first-chunk-missing", "AGE_PAYLOAD_INVALID", "the first of two is gone", concatOctets([chunked.subarray(0, start), chunked.subarray(start + CHUNK + 16)])),
    bad("empty-last-chunk", "AGE_PAYLOAD_INVALID", "64 KiB and an empty last chunk", await emptyLast(recipients)),
    bad("passphrase", "NOT_A_RECIPIENT", "a file to a passphrase", await withPassphrase()),
    bad("armored", "AGE_HEADER_INVALID", "armor is not read", utf8("-----BEGIN AGE ENCRYPTED FILE-----\n")),
    bad("empty", "AGE_HEADER_INVALID", "no octets", new Uint8Array()),
  ];
}

async function made(payload: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  return (await encryptAge([payload], recipients, { cipher })).octets;
}

function insert(octets: Uint8Array, at: number, more: Uint8Array): Uint8Array {
  return concatOctets([octets.subarray(0, at), more, octets.subarray(at)]);
}

function twice(file: Uint8Array, from: number, to: number): Uint8Array {
  return insert(file, to, file.subarray(from, to));
}

function endless(): Uint8Array {
  return utf8(`age-encryption.org/v1\n${"-> X25519 AAAA\nAAAA\n".repeat(4_000)}--- AAAA\n`);
}

/** What the STREAM construction forbids: the flag of the last chunk on an empty one. */
async function emptyLast(recipients: readonly string[]): Promise<Uint8Array> {
  const header = await makeHeader(recipients);
  const key = payloadKey(header.fileKey, header.nonce);
  const longer = new Uint8Array(sealedLength(CHUNK + 1));
  await sealPayload([new Uint8Array(CHUNK + 1)], key, longer, { cipher });
  const nonce = new Uint8Array(12);
  nonce[10] = 1;
  nonce[11] = 1;
  const last = new Uint8Array(16);
  await (await cipher.withKey(key)).sealChunk(nonce, new Uint8Array(), last);
  return concatOctets([header.octets, longer.subarray(0, CHUNK + 16), last]);
}

async function withPassphrase(): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase("not a recipient");
  encrypter.setScryptWorkFactor(2);
  return encrypter.encrypt("hello");
}
