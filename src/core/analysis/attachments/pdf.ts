/** What a PDF tells of people (ISO 32000-1): its Info dictionary, identifiers and XMP packet, without reading pages. */
import { latin1 } from "../../mail/header-fields.ts";
import { type Description, MetadataList } from "./metadata-list.ts";
import { inflateBounded } from "./zip-directory.ts";
import { xmlElements } from "./xml-texts.ts";

const INFO_KEYS: Readonly<Record<string, string>> = {
  Author: "author",
  Creator: "application",
  Producer: "producer",
  Title: "title",
  Subject: "subject",
  Keywords: "keywords",
  Company: "company",
  CreationDate: "created",
  ModDate: "modified",
};
const XMP_KEYS: Readonly<Record<string, string>> = {
  CreatorTool: "application",
  Producer: "producer",
  CreateDate: "created",
  ModifyDate: "modified",
  DocumentID: "document-id",
  InstanceID: "instance-id",
  OriginalDocumentID: "original-document-id",
};
/** Compressed object streams that are inflated, and octets of each: the Info dictionary lies in one of the first or last. */
const MAX_STREAMS = 40;
const MAX_STREAM_OCTETS = 512 * 1024;
const MAX_INFLATED_OCTETS = 4 * 1024 * 1024;
const MAX_PACKED_OCTETS = 256 * 1024;
const MAX_XMP_CHARS = 200_000;
const MAX_STRING_CHARS = 2_000;
/** Values of one key: an incremental update adds a dictionary each time. */
const MAX_VALUES = 20;

export async function describePdf(octets: Uint8Array): Promise<Description> {
  const text = latin1(octets);
  const metadata = new MetadataList();
  const warnings: string[] = [];
  if (/\/Encrypt[\s<[]|\/Encrypt \d/.test(text)) warnings.push("encrypted");
  // Strings of an encrypted file are encrypted too: they would be noise.
  if (warnings.length === 0) {
    readInfo(text, metadata);
    for (const stream of await objectStreams(octets, text)) {
      readInfo(stream, metadata);
      noteActive(stream, warnings);
    }
  }
  readXmp(octets, text, metadata);
  readIdentifiers(text, metadata);
  const versions = text.split("startxref", MAX_VALUES + 1).length - 1;
  // One for each time the file was saved by adding to it; a "linearized" file has two from the start.
  if (versions > 1) metadata.add("saved-sections", String(versions));
  noteActive(text, warnings);
  return { type: null, metadata: metadata.entries, warnings };
}

/** Scripts and programs that opening may start, and files inside. */
function noteActive(text: string, warnings: string[]): void {
  if (!warnings.includes("active-content") && /\/(?:JavaScript|JS|Launch)[\s(/<[]/.test(text))
    warnings.push("active-content");
}

const INFO_NAME =
  /\/(Author|Creator|Producer|Title|Subject|Keywords|Company|CreationDate|ModDate)[ \t\r\n]{0,10}([(<])/g;

function readInfo(text: string, metadata: MetadataList): void {
  const counts = new Map<string, number>();
  for (const match of text.matchAll(INFO_NAME)) {
    const name = match[1] as string;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    // Outlines have a Title for each chapter.
    if (count > MAX_VALUES) continue;
    const start = match.index + match[0].length;
    const value = match[2] === "(" ? literalString(text, start) : hexString(text, start);
    const shown = name.endsWith("Date") ? pdfDate(value) : value;
    metadata.add(INFO_KEYS[name] as string, shown);
  }
}

/** A string in parentheses with its escapes (section 7.3.4.2). */
function literalString(text: string, start: number): string {
  const out: number[] = [];
  let depth = 1;
  for (let i = start; i < text.length && out.length < MAX_STRING_CHARS; i++) {
    const character = text[i] as string;
    if (character === "\\") {
      const octal = /^[0-7]{1,3}/.exec(text.slice(i + 1, i + 4))?.[0];
      if (octal !== undefined) out.push(Number.parseInt(octal, 8) & 255);
      else if (!/[\r\n]/.test(text[i + 1] ?? "\n")) out.push(escaped(text[i + 1] as string));
      i += octal?.length ?? 1;
      continue;
    }
    if (character === "(") depth++;
    if (character === ")" && --depth === 0) break;
    out.push(text.charCodeAt(i));
  }
  return textString(Uint8Array.from(out));
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

function escaped(character: string): number {
  return ESCAPES[character] ?? character.charCodeAt(0);
}

function hexString(text: string, start: number): string | null {
  const digits =
    /^[0-9A-Fa-f\s]*/.exec(text.slice(start, start + 2 * MAX_STRING_CHARS))?.[0].replace(/\s/g, "") ?? "";
  const pairs = digits.match(/../g);
  return pairs === null ? null : textString(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}

/** UTF-16 or UTF-8 with its mark, else PDFDocEncoding, which is nearly Latin-1 (section 7.9.2). */
function textString(octets: Uint8Array): string {
  if (octets[0] === 0xfe && octets[1] === 0xff) return new TextDecoder("utf-16be").decode(octets.subarray(2));
  if (octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf)
    return new TextDecoder().decode(octets.subarray(3));
  return latin1(octets);
}

/** "D:20261103123456+01'00'" (section 7.9.4) as ISO 8601, with the writer's zone; other forms as they are. */
function pdfDate(text: string | null): string | null {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text ?? "");
  if (match === null) return text;
  const [, year, month, day, hour, minute, second = "00", z, sign, zoneHour, zoneMinute = "00"] = match;
  const zone = sign === undefined ? (z ?? "") : `${sign}${zoneHour}:${zoneMinute}`;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`;
}

/** Decompressed object streams (section 7.5.7): newer writers keep the Info dictionary in one. */
async function objectStreams(octets: Uint8Array, text: string): Promise<string[]> {
  const found: string[] = [];
  let at = text.indexOf("/ObjStm");
  let left = MAX_INFLATED_OCTETS;
  for (let count = 0; at >= 0 && left > 0 && count < MAX_STREAMS; count++) {
    const stream = text.indexOf("stream", at);
    if (stream < 0) break;
    const start = stream + (text[stream + 6] === "\r" ? 8 : 7);
    const packed = octets.subarray(start, start + MAX_PACKED_OCTETS);
    const inflated = await inflateBounded(packed, MAX_STREAM_OCTETS, "zlib");
    if (inflated !== null) found.push(latin1(inflated));
    left -= inflated?.length ?? 0;
    at = text.indexOf("/ObjStm", stream);
  }
  return found;
}

function readXmp(octets: Uint8Array, text: string, metadata: MetadataList): void {
  const start = text.lastIndexOf("<x:xmpmeta");
  if (start < 0) return;
  const end = text.indexOf("</x:xmpmeta>", start);
  const xml = new TextDecoder().decode(
    octets.subarray(start, Math.min(end < 0 ? octets.length : end, start + MAX_XMP_CHARS)),
  );
  readXmpText(xml, metadata);
}

/** @param xml - An XMP packet (ISO 16684-1), of a PDF or an image. */
export function readXmpText(xml: string, metadata: MetadataList): void {
  let list = "";
  for (const { name, attributes, text } of xmlElements(xml)) {
    const key = XMP_KEYS[name];
    if (key !== undefined && text !== "") metadata.add(key, text);
    if (name === "li" && list !== "" && text !== "") metadata.add(list, text);
    else if (name !== "Seq" && name !== "Alt" && name !== "Bag" && name !== "li")
      list = name === "creator" ? "author" : name === "title" ? "title" : "";
    if (name !== "Description") continue;
    // The short form: properties as attributes of rdf:Description.
    for (const [attribute, code] of Object.entries(XMP_KEYS)) {
      const value = new RegExp(`:${attribute}=["']([^"'<]{1,300})["']`).exec(attributes)?.[1];
      metadata.add(code, value);
    }
  }
}

/** /ID: the first half stays the same when the file is changed (section 14.4), so copies of one original share it. */
function readIdentifiers(text: string, metadata: MetadataList): void {
  const match = /\/ID\s{0,5}\[\s{0,5}<([0-9A-Fa-f]{16,64})>\s{0,5}<([0-9A-Fa-f]{16,64})>/.exec(text);
  if (match === null) return;
  metadata.add("file-id", (match[1] as string).toLowerCase());
  if (match[1]?.toLowerCase() !== match[2]?.toLowerCase())
    metadata.add("file-id-changed", match[2]?.toLowerCase());
}
