/** What a photograph tells: place, device and moment (Exif 2.32), captions (IPTC), texts of PNG. Read by exifreader. */
import type { ExpandedTags } from "exifreader";
import { detectType } from "./file-types.ts";
import { type Description, MetadataList } from "./metadata-list.ts";
import { readXmpText } from "./pdf.ts";

/**
 * Metadata of JPEG and PNG stands at the front, where other containers may point anywhere. A second is what a megabyte
 * of nothing but small chunks costs on a slow machine.
 */
const MAX_FRONT_OCTETS = 1024 * 1024;
const MAX_OCTETS = 8 * 1024 * 1024;
const FRONT_TYPES = new Set(["image/jpeg", "image/png"]);
const MAX_XMP_OCTETS = 200_000;

const EXIF_KEYS: Readonly<Record<string, string>> = {
  Make: "camera-make",
  Model: "camera-model",
  BodySerialNumber: "camera-serial",
  LensModel: "lens-model",
  LensSerialNumber: "lens-serial",
  CameraOwnerName: "owner",
  Artist: "author",
  XPAuthor: "author",
  Copyright: "copyright",
  Software: "application",
  HostComputer: "host-computer",
  ImageDescription: "comment",
  XPComment: "comment",
  UserComment: "comment",
  ImageUniqueID: "image-id",
  DateTimeOriginal: "taken-at-local",
  OffsetTimeOriginal: "taken-at-zone",
  DateTime: "modified-local",
};
const IPTC_KEYS: Readonly<Record<string, string>> = {
  "By-line": "author",
  "Caption/Abstract": "comment",
  "Writer/Editor": "author",
  City: "city",
};

type Tag = { readonly description?: unknown; readonly value?: unknown };

export async function describeImage(octets: Uint8Array): Promise<Description> {
  // Node sees one default export of the library's CommonJS form, a bundler its modules with both.
  const library = await import("exifreader");
  const { load } = library.default ?? library;
  const metadata = new MetadataList();
  const most = FRONT_TYPES.has(detectType(octets) ?? "") ? MAX_FRONT_OCTETS : MAX_OCTETS;
  // A copy of its own: a view into a larger buffer (Node's Buffer) would give the library all of that.
  const head = new Uint8Array(octets.subarray(0, most));
  let tags: ExpandedTags;
  try {
    tags = load(head.buffer, {
      expanded: true,
      // XMP is read below: the library's way needs an XML parser, which a worker has not.
      includeTags: { exif: Object.keys(EXIF_KEYS), gps: true, iptc: Object.keys(IPTC_KEYS), png: true },
    });
  } catch {
    // No metadata in a format that the library knows: usual for screenshots and small icons.
    return { type: null, metadata: [], warnings: [] };
  }
  addTags(tags.exif, EXIF_KEYS, metadata);
  addTags(tags.iptc, IPTC_KEYS, metadata);
  addPlace(tags, metadata);
  addPngTexts(tags, metadata);
  addXmp(head, metadata);
  return { type: null, metadata: metadata.entries, warnings: [] };
}

function addTags(
  group: object | undefined,
  keys: Readonly<Record<string, string>>,
  metadata: MetadataList,
): void {
  for (const [name, key] of Object.entries(keys)) {
    const tag = (group as Readonly<Record<string, Tag>> | undefined)?.[name];
    if (typeof tag?.description === "string") metadata.add(key, tag.description);
  }
}

/** Decimal degrees, north and east positive, as a map takes them: a place where the device says that it was. */
function addPlace({ gps, exif }: ExpandedTags, metadata: MetadataList): void {
  const { Latitude: latitude, Longitude: longitude, Altitude: altitude } = gps ?? {};
  if (isDegrees(latitude, 90) && isDegrees(longitude, 180) && (latitude !== 0 || longitude !== 0))
    metadata.add("place", `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`);
  if (typeof altitude === "number" && Number.isFinite(altitude))
    metadata.add("altitude", `${altitude.toFixed(1)} m`);
  const date = exif?.GPSDateStamp?.description;
  if (typeof date === "string") metadata.add("place-date-utc", date);
}

function isDegrees(value: unknown, most: number): value is number {
  return typeof value === "number" && Math.abs(value) <= most;
}

/** tEXt and iTXt chunks; "Software", "Author" and what screenshot tools write. */
function addPngTexts({ png }: ExpandedTags, metadata: MetadataList): void {
  for (const [name, tag] of Object.entries((png ?? {}) as Readonly<Record<string, Tag>>)) {
    if (/^(?:Image |Bit |Color |Compression|Filter|Interlace|Pixel|Transparency|Palette)/.test(name))
      continue;
    if (typeof tag.description === "string" && name !== "XML:com.adobe.xmp")
      metadata.add("image-text", `${name}: ${tag.description}`);
  }
}

function addXmp(octets: Uint8Array, metadata: MetadataList): void {
  const start = indexOfText(octets, "<x:xmpmeta");
  if (start < 0) return;
  const most = octets.subarray(start, start + MAX_XMP_OCTETS);
  const end = indexOfText(most, "</x:xmpmeta>");
  readXmpText(new TextDecoder().decode(most.subarray(0, end < 0 ? undefined : end)), metadata);
}

/** From one first octet to the next: pixels are not turned into text for it. */
function indexOfText(octets: Uint8Array, text: string): number {
  const first = text.charCodeAt(0);
  for (let at = octets.indexOf(first); at >= 0; at = octets.indexOf(first, at + 1)) {
    let same = 1;
    while (same < text.length && octets[at + same] === text.charCodeAt(same)) same++;
    if (same === text.length) return at;
  }
  return -1;
}
