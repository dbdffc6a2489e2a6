/** Vectors of layer "zip": what lies inside the age file. The same octets on every run: Ed25519 signs without chance. */
import { concatOctets, utf8 } from "../../src/core/base/bytes.ts";
import { SIGNATURE_PATH, TAGMANIFEST_PATH } from "../../src/core/evidence/layout.ts";
import { ed25519Signer, signSsh } from "../../src/core/seal/sshsig.ts";
import { digestNow, sampleAcquisition, sampleMessage, sampleReport } from "../core/seal/sample.ts";
import { type Bag, bagOf, find, flipped, replaced, resigned, retagged, withJson, zipOf } from "./bag-builder.ts";

export interface Scenario {
  readonly name: string;
  readonly expect: string;
  readonly comment: string;
  readonly octets: Uint8Array;
}

const MAIL_PATH = "data/messages/0001/original.eml";
const ACQUISITION = "data/messages/0001/acquisition.json";
const STRANGER = ed25519Signer(new Uint8Array(32).fill(9));

export async function zipScenarios(recipients: readonly string[]): Promise<Scenario[]> {
  const bag = await bagOf(recipients);
  const full = await fullBag(recipients);
  return [
    one("valid", "success", "one mail", zipOf(bag)),
    one("valid-full", "success", "two mails, parts, second method, DNS, attachment", zipOf(full)),
    ...headers(zipOf(bag)),
    ...structure(zipOf(bag), bag),
    ...(await names(bag)),
    ...padding(bag),
    ...(await tagFiles(bag)),
    ...(await signatures(bag)),
    ...(await json(bag, full)),
  ];
}

function one(name: string, expect: string, comment: string, octets: Uint8Array): Scenario {
  return { name: `zip-${name}`, expect, comment, octets };
}

async function fullBag(recipients: readonly string[]): Promise<Bag> {
  const headers = utf8("Subject: two\r\n");
  const shot = utf8("not really a picture");
  const part = { path: "data/messages/0002/parts/headers.txt", role: "headers", name: null, mediaType: null } as const;
  const second = sampleMessage({
    original: null,
    parts: new Map([["headers.txt", headers]]),
    second: new Map([["headers.txt", headers]]),
    acquisition: sampleAcquisition({
      method: "office.parts",
      provenance: "host-api",
      capture: "parts",
      parts: [{ ...part, octets: headers.length, digest: digestNow(headers) }],
      second: {
        method: "graph.value",
        path: "data/messages/0002/second/headers.txt",
        digest: digestNow(headers),
        agrees: true,
      },
    }),
    dns: {
      v: 1,
      policy: "none",
      lookups: [
        {
          name: "s1._domainkey.example.org",
          domain: "example.org",
          selector: "s1",
          outcome: "not-known",
          records: [],
          source: null,
          at: null,
        },
      ],
      notes: [],
      disclosed: [],
      problems: [],
    },
  });
  const attachment = { path: "data/attachments/0001", name: "shot.png", mediaType: "image/png" };
  return bagOf(recipients, {
    messages: [sampleMessage(), second],
    attachments: [{ octets: shot }],
    report: sampleReport({ attachments: [{ ...attachment, octets: shot.length, digest: digestNow(shot) }] }),
  });
}

/** One octet changed in every field of a local header, a central record and the end record. */
function headers(zip: Uint8Array): Scenario[] {
  const local = find(zip, "PK\x03\x04ZZ".slice(0, 4));
  const second = Buffer.from(zip).indexOf("PK\x03\x04", 4, "latin1");
  const central = find(zip, "PK\x01\x02");
  const end = find(zip, "PK\x05\x06", true);
  const fields: [string, number, [string, number][]][] = [
    ["local", second, LOCAL_FIELDS],
    ["central", central, CENTRAL_FIELDS],
    ["end", end, END_FIELDS],
  ];
  const changed = fields.flatMap(([where, at, list]) =>
    list.map(([field, offset]) =>
      one(`${where}-${field}-changed`, "ZIP_NOT_CANONICAL", `${field} of a ${where} record`, flipped(zip, at + offset, 3)),
    ),
  );
  return [...changed, one("first-signature-changed", "ZIP_NOT_CANONICAL", "no entry at offset 0", flipped(zip, local))];
}

const COMMON_FIELDS: [string, number][] = [
  ["version-needed", 0],
  ["flags", 2],
  ["method", 4],
  ["time", 6],
  ["date", 8],
  ["crc", 10],
  ["compressed-size", 14],
  ["size", 18],
  ["name-length", 22],
  ["extra-length", 24],
];
const LOCAL_FIELDS: [string, number][] = [["signature", 0], ...shifted(4), ["name-letter", 30]];
const CENTRAL_FIELDS: [string, number][] = [
  ["signature", 0],
  ["version-made-by", 4],
  ...shifted(6),
  ["comment-length", 32],
  ["disk", 34],
  ["internal-attributes", 36],
  ["external-attributes", 38],
  ["offset", 42],
  ["name-letter", 46],
];
const END_FIELDS: [string, number][] = [
  ["signature", 0],
  ["disk", 4],
  ["central-disk", 6],
  ["entries-here", 8],
  ["entries", 10],
  ["central-size", 12],
  ["central-offset", 16],
  ["comment-length", 20],
];

function shifted(by: number): [string, number][] {
  return COMMON_FIELDS.map(([name, offset]) => [name, offset + by]);
}

function structure(zip: Uint8Array, bag: Bag): Scenario[] {
  const bad = (name: string, comment: string, octets: Uint8Array) => one(name, "ZIP_NOT_CANONICAL", comment, octets);
  const second = Buffer.from(zip).indexOf("PK\x03\x04", 4, "latin1");
  const bomb = Uint8Array.from(zip);
  new DataView(bomb.buffer).setUint32(second + 18, 0xffff_fffe, true);
  const central = find(zip, "PK\x01\x02");
  const swapped = [...bag];
  const [first, next] = [swapped[2], swapped[3]] as [[string, Uint8Array], [string, Uint8Array]];
  swapped.splice(2, 2, next, first);
  return [
    bad("empty", "no octets", new Uint8Array()),
    bad("content-changed", "an octet of the mail", flipped(zip, find(zip, "one week"))),
    bad("padding-changed", "an octet of the padding, without its CRC", flipped(zip, central - 100)),
    bad("appended", "an octet after the end", concatOctets([zip, new Uint8Array(1)])),
    bad("prepended", "an octet before the start", concatOctets([new Uint8Array(1), zip])),
    bad("between", "an octet between data and directory", insertAt(zip, central, new Uint8Array(1))),
    bad("truncated-end", "last octet missing", zip.subarray(0, -1)),
    bad("truncated-directory", "cut in the central directory", zip.subarray(0, central + 10)),
    bad("truncated-content", "cut in a content", zip.subarray(0, 400)),
    bad("bomb-size", "an entry declares 4 GiB", bomb),
    bad("order", "two files below data/ swapped", zipOf(new Map(swapped))),
    bad("two-views", "directory names a file otherwise than its local header", oneName(zip)),
    bad(
      "duplicate-name",
      "summary.json twice, context.json not at all",
      replaced(zip, "data/context.json", "data/summary.json"),
    ),
    bad("end-only", "an empty ZIP and a second one", concatOctets([zip.subarray(-22), zip])),
  ];
}

function insertAt(octets: Uint8Array, at: number, more: Uint8Array): Uint8Array {
  return concatOctets([octets.subarray(0, at), more, octets.subarray(at)]);
}

/** A streaming reader shows report.json, a seeking one reporr.json. */
function oneName(zip: Uint8Array): Uint8Array {
  return flipped(zip, find(zip, "data/report.json", true) + 10, 6);
}

async function names(bag: Bag): Promise<Scenario[]> {
  const zip = zipOf(bag);
  const bad = (name: string, comment: string, octets: Uint8Array) => one(name, "PATH_NOT_ALLOWED", comment, octets);
  const without = (path: string) => new Map([...bag].filter(([name]) => name !== path));
  const missing = ["data/report.json", "data/summary.json", "data/context.json", "bagit.txt", SIGNATURE_PATH];
  const more = (path: string) => resigned(new Map(bag).set(path, utf8("more")));
  const renumbered = [...bag].map(([path, octets]): [string, Uint8Array] => [path.replace("0001", "0002"), octets]);
  return [
    bad("path-parent", "../evil", replaced(zip, "padding", "../evil")),
    bad("path-absolute", "/evil", replaced(zip, "padding", "/evil/x")),
    bad("path-drive", "C:/evil", replaced(zip, "padding", "C:/evil")),
    bad("path-backslash", "..\\evil", replaced(zip, "padding", "..\\evil")),
    bad("path-parent-inside", "a way out of the bag", replaced(zip, "data/report.json", "data/../../r.txt")),
    bad("path-empty-segment", "two slashes", replaced(zip, "data/report.json", "data//eport.json")),
    bad("path-nul", "a zero octet in a name", replaced(zip, "data/report.json", "data/report\0json")),
    bad("path-not-ascii", "an octet above 7F", replaced(zip, "data/report.json", "data/rep\xf6rt.json")),
    bad("path-dot-end", "Windows drops the dot", replaced(zip, "data/report.json", "data/report.jso.")),
    bad("path-unknown", "a name that the format does not have", zipOf(await more("data/other.json"))),
    bad("path-unknown-part", "parts/ knows four names", zipOf(await more("data/messages/0001/parts/run.exe"))),
    bad("reference-malformed", "I, L, O and U are not used", zipOf(bag, { reference: "ZG-IIII-LLLL" })),
    bad("outside", "a file beside the bag", replaced(zip, "ZG-7K3M-92QF/bag-info.txt", "ZG-7K3M-92QG/bag-info.txt")),
    ...missing.map((path) =>
      one(`missing-${path.replaceAll("/", "-")}`, "FILE_MISSING", `no ${path}`, zipOf(without(path))),
    ),
    one("missing-padding", "FILE_MISSING", "the last entry has another name", zipOf(bag, { paddingName: "paddinG" })),
    one("missing-mail", "FILE_MISSING", "a message without a source", zipOf(await resigned(without(MAIL_PATH)))),
    one("missing-acquisition", "FILE_MISSING", "no acquisition", zipOf(await resigned(without(ACQUISITION)))),
    one("missing-message-1", "FILE_MISSING", "numbers begin at 2", zipOf(await resigned(new Map(renumbered)))),
    one("extra-attachment", "FILE_UNEXPECTED", "the report lists none", zipOf(await more("data/attachments/0001"))),
    one("extra-part", "FILE_UNEXPECTED", "the record lists none", zipOf(await more("data/messages/0001/parts/body.txt"))),
    one("extra-second", "FILE_UNEXPECTED", "no second method", zipOf(await more("data/messages/0001/second/body.txt"))),
    one("two-originals", "FILE_UNEXPECTED", ".eml and .msg", zipOf(await more("data/messages/0001/original.msg"))),
    one("attachment-gap", "FILE_MISSING", "0002 without 0001", zipOf(await more("data/attachments/0002"))),
  ];
}

function padding(bag: Bag): Scenario[] {
  return [
    one("padding-not-zero", "PADDING_INVALID", "with its right CRC", zipOf(bag, { paddingOctet: 1 })),
    one("padding-short", "PADDING_INVALID", "an octet too few", zipOf(bag, { paddingExtra: -1 })),
    one("padding-long", "PADDING_INVALID", "an octet too many", zipOf(bag, { paddingExtra: 1 })),
    one("padding-next-step", "PADDING_INVALID", "2 KiB more than asked for", zipOf(bag, { paddingExtra: 2048 })),
  ];
}

async function tagFiles(bag: Bag): Promise<Scenario[]> {
  const edit = (path: string, from: string, to: string) => {
    const text = new TextDecoder().decode(bag.get(path));
    if (!text.includes(from)) throw new TypeError(`${from} does not occur`);
    return new Map(bag).set(path, utf8(text.replace(from, to)));
  };
  const tag = async (name: string, expect: string, comment: string, edited: Bag) =>
    one(name, expect, comment, zipOf(await retagged(edited)));
  const manifest = "manifest-sha256.txt";
  const info = "bag-info.txt";
  const first = new TextDecoder().decode(bag.get(manifest)).slice(0, 4);
  const other = first === "0000" ? "1111" : "0000";
  return [
    await tag("bagit-version", "VERSION_UNSUPPORTED", "BagIt 1.1", edit("bagit.txt", "1.0", "1.1")),
    await tag("bagit-crlf", "BAG_INVALID", "another line end", edit("bagit.txt", "1.0\n", "1.0\r\n")),
    await tag("bag-info-version", "VERSION_UNSUPPORTED", "version 2", edit(info, "Version: 1", "Version: 2")),
    await tag("bag-info-reference", "BAG_INVALID", "another reference", edit(info, "92QF", "92QG")),
    await tag("bag-info-oxum-octets", "BAG_INVALID", "another sum", edit(info, "Oxum: ", "Oxum: 1")),
    await tag("bag-info-oxum-files", "BAG_INVALID", "another count", edit(info, ".6\n", ".7\n")),
    await tag("bag-info-extra-line", "BAG_INVALID", "an unknown line", edit(info, "Zegel-", "X: y\nZegel-")),
    await tag("bag-info-space", "BAG_INVALID", "two spaces", edit(info, "Date: ", "Date:  ")),
    await tag("manifest-line-missing", "MANIFEST_INVALID", "first line gone", edit(manifest, /.*\n/.exec(text(bag, manifest))![0], "")),
    await tag("manifest-one-space", "MANIFEST_INVALID", "one space", edit(manifest, "  data", " data")),
    await tag("manifest-upper-case", "MANIFEST_INVALID", "upper-case hex", upperHex(bag)),
    await tag("manifest-crlf", "MANIFEST_INVALID", "another line end", edit(manifest, "\n", "\r\n")),
    await tag("manifest-digest", "DIGEST_MISMATCH", "digest of another file", edit(manifest, first, other)),
    one("tagmanifest-line", "MANIFEST_INVALID", "bagit.txt not listed", zipOf(edit(TAGMANIFEST_PATH, "bagit.txt", "bagit.tx"))),
    one("bagit-changed", "DIGEST_MISMATCH", "bag-info.txt changed, tagmanifest not", zipOf(edit(info, "0.1.0", "0.1.1"))),
    one("mail-changed", "DIGEST_MISMATCH", "the mail, with its right CRC", zipOf(edit(MAIL_PATH, "one", "two"))),
    one("report-changed", "DIGEST_MISMATCH", "report.json, with its right CRC", zipOf(edit("data/report.json", "this", "that"))),
  ];
}

function text(bag: Bag, path: string): string {
  return new TextDecoder().decode(bag.get(path));
}

function upperHex(bag: Bag): Bag {
  const path = "manifest-sha256.txt";
  return new Map(bag).set(path, utf8(text(bag, path).replace(/[a-f]/, (letter) => letter.toUpperCase())));
}

async function signatures(bag: Bag): Promise<Scenario[]> {
  const tagmanifest = bag.get(TAGMANIFEST_PATH) as Uint8Array;
  const armored = text(bag, SIGNATURE_PATH);
  const bad = (name: string, comment: string, signature: string) =>
    one(`signature-${name}`, "SIGNATURE_INVALID", comment, zipOf(new Map(bag).set(SIGNATURE_PATH, utf8(signature))));
  const middle = armored.split("\n")[2] as string;
  const letter = (at: string, line: string) => (line.startsWith(at) ? "B" : "A") + line.slice(1);
  const { signer } = await import("../core/seal/sample.ts");
  return [
    bad("changed", "one letter", armored.replace(middle, letter("A", middle))),
    bad("namespace", "made for zegel-signin", await signSsh(signer, "zegel-signin", tagmanifest)),
    bad("other-message", "of another tagmanifest", await signSsh(signer, "zegel-evidence", utf8("else"))),
    bad("other-key", "another device than acquired", await signSsh(STRANGER, "zegel-evidence", tagmanifest)),
    bad("one-line", "base64 in one line", armored.replace(/(.{70})\n/g, "$1")),
    bad("crlf", "another line end", armored.replaceAll("\n", "\r\n")),
    bad("trailing", "a line after the armor", `${armored}\n`),
    bad("empty", "nothing", ""),
    bad("text-before", "a line before the armor", `x\n${armored}`),
  ];
}

async function json(bag: Bag, full: Bag): Promise<Scenario[]> {
  const signed = async (name: string, expect: string, comment: string, changed: Bag) =>
    one(`json-${name}`, expect, comment, zipOf(await resigned(changed)));
  const bad = (name: string, path: string, changes: Record<string, unknown>, expect = "JSON_INVALID") =>
    signed(name, expect, `${path}, signed: ${Object.keys(changes).join()}`, withJson(bag, path, changes));
  const raw = (name: string, path: string, content: string) =>
    signed(name, "JSON_INVALID", `${path}, signed`, new Map(bag).set(path, utf8(content)));
  const report = text(bag, "data/report.json");
  const none = digestNow(new Uint8Array());
  const source = { path: MAIL_PATH, octets: 1, digest: none };
  const mailDigest = digestNow(bag.get(MAIL_PATH) as Uint8Array);
  const entry = JSON.parse(text(bag, "data/summary.json")).messages[0] as Record<string, unknown>;
  const second = "data/messages/0002/acquisition.json";
  return [
    await raw("space", "data/report.json", report.replace(":", ": ")),
    await raw("line-end", "data/report.json", `${report}\n`),
    await raw("duplicate-member", "data/report.json", report.replace('"v":1', '"v":1,"v":1')),
    await raw("order", "data/report.json", report.replace('{"actions"', '{"v":1,"actions"')),
    await raw("not-json", "data/report.json", "{"),
    await raw("deep", "data/report.json", `${"[".repeat(30_000)}${"]".repeat(30_000)}`),
    await raw("analysis-array", "data/messages/0001/analysis.json", "[]"),
    await bad("report-version", "data/report.json", { v: 2 }),
    await bad("report-reference", "data/report.json", { reference: "ZG-0000-0000" }),
    await bad("report-kind", "data/report.json", { kind: { state: "answered", value: "weather" } }),
    await bad("report-comment-type", "data/report.json", { comment: { state: "answered", value: { html: "x" } } }),
    await bad("report-attachment", "data/report.json", { attachments: [{ path: "data/attachments/0001", name: "a", mediaType: "b", octets: 1, digest: none }] }, "FILE_MISSING"),
    await bad("report-unknown-member", "data/report.json", { later: true }, "success"),
    await bad("context-salt", "data/context.json", { salt: "AA==" }),
    await bad("context-recipients", "data/context.json", { recipients: [] }),
    await bad("context-reference", "data/context.json", { reference: "ZG-0000-0000" }),
    await bad("acquisition-source-path", ACQUISITION, { source: { ...source, path: "data/report.json" } }),
    await bad("acquisition-source-digest", ACQUISITION, { source }, "DIGEST_MISMATCH"),
    await bad("acquisition-source-octets", ACQUISITION, { source: { ...source, digest: mailDigest } }, "DIGEST_MISMATCH"),
    await bad("acquisition-source-null", ACQUISITION, { source: null }),
    await bad("acquisition-provenance", ACQUISITION, { provenance: "certainly" }),
    await bad("acquisition-device", ACQUISITION, { deviceKey: "SHA256:else" }, "SIGNATURE_INVALID"),
    await bad("summary-count", "data/summary.json", { messageCount: 2 }),
    await bad("summary-supplements", "data/summary.json", { supplements: none }),
    await bad("summary-digest", "data/summary.json", { messages: [{ ...entry, digest: none }] }, "DIGEST_MISMATCH"),
    await bad("summary-provenance", "data/summary.json", {
      messages: [{ ...entry, statements: { provenance: "host-api", capture: "as-served", authentication: "none" } }],
    }),
    await signed("parts-digest", "DIGEST_MISMATCH", "a part is another", withPart(full, second, "digest", none)),
    await signed("parts-elsewhere", "FILE_UNEXPECTED", "the record lists another file", withPart(full, second, "path", MAIL_PATH)),
  ];
}

function withPart(bag: Bag, path: string, member: string, value: string): Bag {
  const { parts } = JSON.parse(text(bag, path)) as { parts: Record<string, unknown>[] };
  return withJson(bag, path, { parts: [{ ...parts[0], [member]: value }] });
}
