/** What office documents tell of people: properties, authors of comments and tracked changes (ECMA-376, ODF 1.3). */
import { latin1 } from "../../mail/header-fields.ts";
import { type CompoundFile, openCompoundFile } from "./compound-file.ts";
import { type Description, MetadataList } from "./metadata-list.ts";
import { DOCUMENT_KEYS, readPropertySet, SUMMARY_KEYS } from "./property-set.ts";
import { attributeOf, xmlElements } from "./xml-texts.ts";
import { type ArchiveListing, listArchive, readArchiveEntry } from "./zip-directory.ts";

/** Of one inflated part: a core.xml has one kilobyte, a long document's text some hundred. */
const MAX_PART_OCTETS = 4 * 1024 * 1024;
/** Files that are inflated of one document, and octets of all together: a small bomb must not cost more than a book. */
const MAX_PARTS = 12;
const MAX_INFLATED_OCTETS = 8 * 1024 * 1024;
/** Names of an archive that are repeated. */
const MAX_LISTED = 20;

const OOXML = "application/vnd.openxmlformats-officedocument";
const ODF = /^application\/vnd\.oasis\.opendocument\.[a-z-]{1,40}$/;

/** Element name (core.xml, app.xml, meta.xml), and the code that it goes by. */
const PROPERTY_KEYS: Readonly<Record<string, string>> = {
  creator: "author",
  "initial-creator": "author",
  lastModifiedBy: "last-saved-by",
  "printed-by": "printed-by",
  created: "created",
  "creation-date": "created",
  modified: "modified",
  date: "modified",
  lastPrinted: "printed",
  "print-date": "printed",
  revision: "revision",
  "editing-cycles": "revision",
  TotalTime: "editing-minutes",
  "editing-duration": "editing-time",
  title: "title",
  subject: "subject",
  description: "comment",
  keywords: "keywords",
  Company: "company",
  Manager: "manager",
  Template: "template",
  Application: "application",
  generator: "application",
  AppVersion: "application-version",
  HyperlinkBase: "link-base",
};
const CUSTOM_VALUE = /^(?:lpwstr|lpstr|filetime|i4|bool|user-defined)$/;

/** Parts whose attributes name the authors of comments and tracked changes. */
const PEOPLE_PARTS =
  /^(?:word\/(?:comments|document|people|settings)\.xml|xl\/comments\d{0,3}\.xml|xl\/persons\/person\.xml|ppt\/commentAuthors\.xml|ppt\/authors\.xml)$/;
const PROPERTY_PARTS = /^(?:docProps\/(?:core|app|custom)\.xml|meta\.xml)$/;
const MACRO_PARTS = /(?:^|\/)vbaProject\.bin$|^xl\/macrosheets\/|^Basic\//;

/** A ZIP archive: an office document where its entries are one's, else a list of names. */
export async function describeArchive(octets: Uint8Array): Promise<Description> {
  const listing = listArchive(octets);
  if (listing === null) return { type: null, metadata: [], warnings: ["unreadable"] };
  const type = await archiveType(octets, listing);
  const metadata = new MetadataList();
  const warnings: string[] = [];
  if (listing.entries.some(({ encrypted }) => encrypted)) warnings.push("encrypted");
  if (listing.entries.some(({ name }) => MACRO_PARTS.test(name))) warnings.push("macro");
  if (type === null) listNames(listing, metadata);
  else await readParts(octets, listing, metadata);
  metadata.add("archive-comment", listing.comment);
  return { type, metadata: metadata.entries, warnings };
}

async function archiveType(octets: Uint8Array, { entries }: ArchiveListing): Promise<string | null> {
  const names = new Set(entries.map(({ name }) => name));
  const macro = entries.some(({ name }) => MACRO_PARTS.test(name));
  if (names.has("word/document.xml"))
    return macro ? "application/vnd.ms-word.document.macroEnabled.12" : `${OOXML}.wordprocessingml.document`;
  if (names.has("xl/workbook.xml") || names.has("xl/workbook.bin"))
    return macro ? "application/vnd.ms-excel.sheet.macroEnabled.12" : `${OOXML}.spreadsheetml.sheet`;
  if (names.has("ppt/presentation.xml"))
    return macro
      ? "application/vnd.ms-powerpoint.presentation.macroEnabled.12"
      : `${OOXML}.presentationml.presentation`;
  if (names.has("AndroidManifest.xml")) return "application/vnd.android.package-archive";
  if (names.has("META-INF/MANIFEST.MF")) return "application/java-archive";
  const first = entries.find(({ name }) => name === "mimetype");
  const told = first === undefined ? null : await readArchiveEntry(octets, first, 100);
  const text = told === null ? "" : latin1(told).trim();
  return ODF.test(text) || text === "application/epub+zip" ? text : null;
}

/** Who packed it, and what: names of folders often hold names of people and computers. */
function listNames({ entries, total }: ArchiveListing, metadata: MetadataList): void {
  metadata.add("entries", String(total));
  const system = entries[0]?.system;
  if (system !== undefined) metadata.add("packed-on", SYSTEMS[system] ?? `system ${system}`);
  const newest = entries
    .flatMap(({ modified }) => modified ?? [])
    .sort()
    .at(-1);
  metadata.add("newest-entry-local-time", newest);
  for (const { name } of entries.slice(0, MAX_LISTED)) metadata.add("entry", name);
}

/** APPNOTE, section 4.4.2.2. */
const SYSTEMS: Readonly<Record<number, string>> = {
  0: "Windows (FAT)",
  3: "Unix",
  10: "Windows (NTFS)",
  19: "macOS",
};

async function readParts(
  octets: Uint8Array,
  { entries }: ArchiveListing,
  metadata: MetadataList,
): Promise<void> {
  const properties = entries.filter(({ name }) => PROPERTY_PARTS.test(name));
  const people = entries.filter(({ name }) => PEOPLE_PARTS.test(name));
  let left = MAX_INFLATED_OCTETS;
  for (const entry of [...properties, ...people].slice(0, MAX_PARTS)) {
    const part = left > 0 ? await readArchiveEntry(octets, entry, Math.min(MAX_PART_OCTETS, left)) : null;
    if (part === null) continue;
    left -= part.length;
    const xml = new TextDecoder().decode(part);
    if (PROPERTY_PARTS.test(entry.name)) readProperties(xml, metadata);
    else readPeople(entry.name, xml, metadata);
  }
}

function readProperties(xml: string, metadata: MetadataList): void {
  let custom: string | null = null;
  for (const { name, attributes, text } of xmlElements(xml)) {
    const key = PROPERTY_KEYS[name];
    if (name === "property" || name === "user-defined") custom = attributeOf(attributes, "name");
    if (key !== undefined && text !== "") metadata.add(key, text);
    else if (CUSTOM_VALUE.test(name) && custom !== null && text !== "")
      metadata.add("custom", `${custom}: ${text}`);
    if (name === "template") metadata.add("template", attributeOf(attributes, "title"));
  }
}

function readPeople(part: string, xml: string, metadata: MetadataList): void {
  const key = part === "word/document.xml" ? "change-author" : "comment-author";
  const sessions = new Set<string>();
  for (const { name, attributes, text } of xmlElements(xml)) {
    if (name === "rsid") sessions.add(attributes);
    else if (name === "author" && text !== "") metadata.add(key, text);
    else if (name === "person") metadata.add(key, attributeOf(attributes, "displayName"));
    else if (name === "cmAuthor" || name === "author") metadata.add(key, attributeOf(attributes, "name"));
    if (name === "ins" || name === "del" || name === "comment" || name === "person")
      metadata.add(key, attributeOf(attributes, "author"));
    if (name === "attachedTemplate") metadata.add("template", attributeOf(attributes, "id"));
  }
  // One number for each time the document was opened and changed (ECMA-376, part 1, section 17.15.1.72).
  if (sessions.size > 0) metadata.add("editing-sessions", String(sessions.size));
}

/** Stream that a program writes, and its type. */
const COMPOUND_TYPES: readonly (readonly [string, string])[] = [
  ["WordDocument", "application/msword"],
  ["Workbook", "application/vnd.ms-excel"],
  ["Book", "application/vnd.ms-excel"],
  ["PowerPoint Document", "application/vnd.ms-powerpoint"],
  ["__properties_version1.0", "application/vnd.ms-outlook"],
  ["VisioDocument", "application/vnd.visio"],
];
/** A property set has some hundred octets; thumbnails make it longer. */
const MAX_SUMMARY_OCTETS = 1024 * 1024;

/** An office file before 2007, an Outlook item, or an encrypted newer document. */
export function describeCompound(octets: Uint8Array): Description {
  const file = openCompoundFile(octets);
  if (file === null) return { type: null, metadata: [], warnings: ["unreadable"] };
  const names = new Set(file.entries.map(({ name }) => name));
  const metadata = new MetadataList();
  const warnings: string[] = [];
  if (names.has("EncryptedPackage") || isEncryptedWord(file)) warnings.push("encrypted");
  if (["_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros"].some((name) => names.has(name))) warnings.push("macro");
  readSummaries(file, metadata);
  const type = COMPOUND_TYPES.find(([stream]) => names.has(stream))?.[1] ?? null;
  return { type, metadata: metadata.entries, warnings };
}

function readSummaries(file: CompoundFile, metadata: MetadataList): void {
  for (const [name, keys] of [
    ["\x05SummaryInformation", SUMMARY_KEYS],
    ["\x05DocumentSummaryInformation", DOCUMENT_KEYS],
  ] as const) {
    const entry = file.entries.find((one) => one.name === name);
    const stream = entry === undefined ? null : file.read(entry, MAX_SUMMARY_OCTETS);
    if (stream === null) continue;
    for (const { key, value } of readPropertySet(stream, keys)) metadata.add(key, value);
  }
}

/** fEncrypted of the file information block ([MS-DOC], section 2.5.2). */
function isEncryptedWord(file: CompoundFile): boolean {
  const entry = file.entries.find(({ name }) => name === "WordDocument");
  const block = entry === undefined ? null : file.read(entry, 32);
  return block !== null && block.length >= 12 && ((block[11] as number) & 1) === 1;
}
