/** Small real files, written by minimal writers of the formats' specifications, or by fflate and cfb. */
import * as CFB from "cfb";
import { strToU8, zipSync } from "fflate";
import { concatOctets, utf8 } from "../../../../src/core/base/bytes.ts";

export const DOCX_CORE = `<?xml version="1.0"?><cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t">
<dc:title>Offer &amp; more</dc:title><dc:creator>A. Example</dc:creator><cp:lastModifiedBy>B. Example</cp:lastModifiedBy>
<cp:revision>7</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2026-11-03T12:00:00Z</dcterms:created></cp:coreProperties>`;
const DOCX_APP =
  "<Properties><Template>Normal.dotm</Template><Company>Example B.V.</Company><Manager/><Application>Microsoft Office Word</Application></Properties>";
const DOCX_TEXT =
  '<w:document><w:ins w:id="1" w:author="C. Example" w:date="2026-11-03T12:00:00Z"><w:t>x</w:t></w:ins></w:document>';
const DOCX_COMMENTS = '<w:comments><w:comment w:id="0" w:author="D. Example" w:initials="D"/></w:comments>';
const DOCX_SETTINGS =
  '<w:settings><w:rsids><w:rsidRoot w:val="1"/><w:rsid w:val="2"/><w:rsid w:val="3"/></w:rsids></w:settings>';

export function docx(extra: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  return zipSync({
    "[Content_Types].xml": strToU8("<Types/>"),
    "docProps/core.xml": strToU8(DOCX_CORE),
    "docProps/app.xml": strToU8(DOCX_APP),
    "word/document.xml": strToU8(DOCX_TEXT),
    "word/comments.xml": strToU8(DOCX_COMMENTS),
    "word/settings.xml": strToU8(DOCX_SETTINGS),
    ...extra,
  });
}

export function odt(): Uint8Array {
  return zipSync({
    mimetype: [strToU8("application/vnd.oasis.opendocument.text"), { level: 0 }],
    "meta.xml": strToU8(
      "<office:meta><meta:generator>LibreOffice/24</meta:generator><meta:initial-creator>A. Example</meta:initial-creator><dc:creator>B. Example</dc:creator></office:meta>",
    ),
  });
}

/** One property set ([MS-OLEPS], section 2.21) with texts, a code page and a time. */
export function propertySet(texts: Readonly<Record<number, string>>, filetime?: bigint): Uint8Array {
  const properties: [number, Uint8Array][] = [[1, Uint8Array.of(2, 0, 0, 0, 0xe4, 0x04, 0, 0)]];
  for (const [id, text] of Object.entries(texts)) {
    const octets = utf8(`${text}\0`);
    const padded = new Uint8Array(8 + Math.ceil(octets.length / 4) * 4);
    new DataView(padded.buffer).setUint32(0, 30, true);
    new DataView(padded.buffer).setUint32(4, octets.length, true);
    padded.set(octets, 8);
    properties.push([Number(id), padded]);
  }
  if (filetime !== undefined) {
    const value = new Uint8Array(12);
    new DataView(value.buffer).setUint32(0, 64, true);
    new DataView(value.buffer).setBigUint64(4, filetime, true);
    properties.push([12, value]);
  }
  const head = new Uint8Array(48 + 8 + 8 * properties.length);
  const view = new DataView(head.buffer);
  view.setUint16(0, 0xfffe, true);
  view.setUint32(24, 1, true);
  view.setUint32(44, 48, true);
  view.setUint32(52, properties.length, true);
  let offset = 8 + 8 * properties.length;
  for (const [i, [id, value]] of properties.entries()) {
    view.setUint32(56 + 8 * i, id, true);
    view.setUint32(60 + 8 * i, offset, true);
    offset += value.length;
  }
  return concatOctets([head, ...properties.map(([, value]) => value)]);
}

/** A compound file written by `cfb`. */
export function compound(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const file = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(file, name, content);
  return new Uint8Array(CFB.write(file, { type: "buffer" }) as Uint8Array);
}

export function doc(): Uint8Array {
  const summary = propertySet(
    { 4: "A. Example", 8: "B. Example", 18: "Microsoft Office Word" },
    // 2026-11-03T12:00:00Z
    (1_793_707_200_000n + 11_644_473_600_000n) * 10_000n,
  );
  return compound({
    WordDocument: new Uint8Array(5000),
    "\x05SummaryInformation": summary,
    "\x05DocumentSummaryInformation": propertySet({ 14: "M. Example", 15: "Example B.V." }),
    "Macros/VBA/_VBA_PROJECT": new Uint8Array(10),
  });
}

interface ExifEntry {
  readonly tag: number;
  /** 2 text, 3 short, 4 long, 5 fractions. */
  readonly type: number;
  readonly value: string | readonly number[];
}

/** A directory of TIFF 6.0, section 2, big-endian, with its values behind it. */
function directory(entries: readonly ExifEntry[], at: number): Uint8Array {
  const head = new Uint8Array(2 + 12 * entries.length + 4);
  const view = new DataView(head.buffer);
  view.setUint16(0, entries.length);
  const values: Uint8Array[] = [];
  let offset = at + head.length;
  for (const [i, { tag, type, value }] of entries.entries()) {
    const octets = typeof value === "string" ? utf8(`${value}\0`) : numbers(type, value);
    const count = typeof value === "string" ? octets.length : type === 5 ? value.length / 2 : value.length;
    const place = 2 + 12 * i;
    view.setUint16(place, tag);
    view.setUint16(place + 2, type);
    view.setUint32(place + 4, count);
    if (octets.length <= 4) head.set(octets, place + 8);
    else {
      view.setUint32(place + 8, offset);
      values.push(octets);
      offset += octets.length;
    }
  }
  return concatOctets([head, ...values]);
}

function numbers(type: number, values: readonly number[]): Uint8Array {
  const size = type === 3 ? 2 : 4;
  const out = new Uint8Array(values.length * size);
  const view = new DataView(out.buffer);
  for (const [i, value] of values.entries())
    if (size === 2) view.setUint16(2 * i, value);
    else view.setUint32(4 * i, value);
  return out;
}

/** A JPEG that is only its metadata: SOI, APP1 with Exif, EOI. */
export function photograph(): Uint8Array {
  const exif: ExifEntry[] = [
    { tag: 0x9003, type: 2, value: "2026:11:03 12:34:56" },
    { tag: 0x9011, type: 2, value: "+01:00" },
    { tag: 0xa431, type: 2, value: "SN-0042" },
  ];
  const gps: ExifEntry[] = [
    { tag: 1, type: 2, value: "N" },
    { tag: 2, type: 5, value: [52, 1, 5, 1, 2400, 100] },
    { tag: 3, type: 2, value: "E" },
    { tag: 4, type: 5, value: [4, 1, 18, 1, 0, 100] },
  ];
  const main = (exifAt: number, gpsAt: number): ExifEntry[] => [
    { tag: 0x010f, type: 2, value: "ExampleCam" },
    { tag: 0x0110, type: 2, value: "X-1" },
    { tag: 0x013b, type: 2, value: "A. Example" },
    { tag: 0x8769, type: 4, value: [exifAt] },
    { tag: 0x8825, type: 4, value: [gpsAt] },
  ];
  const exifAt = 8 + directory(main(0, 0), 8).length;
  const gpsAt = exifAt + directory(exif, exifAt).length;
  const tiff = concatOctets([
    Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8),
    directory(main(exifAt, gpsAt), 8),
    directory(exif, exifAt),
    directory(gps, gpsAt),
  ]);
  const length = tiff.length + 8;
  return concatOctets([
    Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255),
    utf8("Exif\0\0"),
    tiff,
    Uint8Array.of(0xff, 0xd9),
  ]);
}

export const PDF = utf8(
  [
    "%PDF-1.4",
    "1 0 obj << /Type /Catalog >> endobj",
    "2 0 obj << /Author (A\\056 \\(B\\) Example) /Creator <FEFF00570072006900740065> /Producer (ExamplePDF 1.0)",
    "/CreationDate (D:20261103123456+01'00') >> endobj",
    "trailer << /Root 1 0 R /Info 2 0 R /ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddee00>] >>",
    "startxref 9 %%EOF",
  ].join("\n"),
);
