/** Attachments as facts: what they are by content, their hashes, and metadata that points to people. Never rendered. */
import type { Hash } from "../../base/digest.ts";
import { toHex } from "../../base/bytes.ts";
import { decodeEntity, type MimeEntity, type MimeTree } from "../../mail/mime-tree.ts";
import type { AttachmentRecord } from "../types.ts";
import { isExecutable, isWebPage, nameHidesType, surprisingUnder } from "./declared-types.ts";
import { detectType } from "./file-types.ts";
import type { Description } from "./metadata-list.ts";

/** A mail with more is a list of files: the first ones tell what it is. */
const MAX_ATTACHMENTS = 200;
/** Larger files are hashed, and their content is not read: a few seconds each is what a reader may cost. */
const MAX_METADATA_OCTETS = 25 * 1024 * 1024;
/** Files whose content is read: each may cost as much as a few megabytes of inflating. */
const MAX_DESCRIBED = 40;
/** Mails within mails repeat their octets at each level; hashing all of them stays at twice the message's length. */
const MAX_DECODED_FACTOR = 2;
const MAX_NAME_CHARS = 500;
const MAX_TYPE_CHARS = 200;

/** Types whose content a reader knows, and what makes loading the readers worth while. */
const READ_TYPES =
  /^(?:application\/(?:zip|x-ole-storage|pdf|rtf)|image\/(?:jpeg|png|tiff|webp|heic|avif|svg\+xml)|text\/(?:calendar|vcard|html)|message\/rfc822)$/;
const SHOWN_TEXT = new Set([
  "text/plain",
  "text/html",
  "text/enriched",
  "text/watch-html",
  "text/x-amp-html",
]);

/**
 * Every part that is an attachment, is named, is shown inside the text, or is no text to read; a mail within the mail
 * as well as what is attached to it.
 *
 * @param hash - Called once for each attachment.
 */
export async function analyseAttachments(
  octets: Uint8Array,
  tree: MimeTree,
  hash: Hash,
): Promise<readonly AttachmentRecord[]> {
  const records: AttachmentRecord[] = [];
  let decoded = 0;
  for (const entity of tree.entities) {
    if (!isAttachment(entity)) continue;
    const content = decodeEntity(octets, entity, entity.bodyEnd - entity.bodyOffset);
    decoded += content.length;
    if (records.length >= MAX_ATTACHMENTS || decoded > MAX_DECODED_FACTOR * octets.length) break;
    // One after the other: of large files only one is in memory in its decoded forms.
    records.push(await describeAttachment(entity, content, hash, records.length < MAX_DESCRIBED));
  }
  return records;
}

function isAttachment(entity: MimeEntity): boolean {
  const { mediaType, disposition, fileName } = entity;
  if (mediaType.startsWith("multipart/")) return false;
  return disposition === "attachment" || fileName !== null || !SHOWN_TEXT.has(mediaType);
}

async function describeAttachment(
  entity: MimeEntity,
  content: Uint8Array,
  hash: Hash,
  withContent: boolean,
): Promise<AttachmentRecord> {
  const signature = detectType(content);
  const name = entity.fileName;
  // In the order of what costs the host's other thread: the digest runs while the content is read.
  const digest = hash("SHA-256", content);
  const tooLarge = content.length > MAX_METADATA_OCTETS;
  const told =
    tooLarge || !withContent ? NOTHING : await describeContent(typeToRead(entity, signature), content);
  const detected = told.type ?? signature;
  const warnings = new Set([
    ...(content.length === 0 ? ["empty"] : []),
    ...nameWarnings(entity, detected),
    ...told.warnings,
  ]);
  if (tooLarge) warnings.add("too-large");
  if (!withContent) warnings.add("too-many");
  if (isEncryptedByType(entity, detected)) warnings.add("encrypted");
  return {
    name: name?.slice(0, MAX_NAME_CHARS) || null,
    declaredType: entity.mediaType.slice(0, MAX_TYPE_CHARS),
    detectedType: detected,
    octets: content.length,
    sha256: toHex(await digest),
    metadata: told.metadata,
    warnings: [...warnings],
    basis: basisOfPart(entity),
  };
}

const NOTHING: Description = { type: null, metadata: [], warnings: [] };

/** Attached mails begin with whatever field their program wrote first: the declared type is what tells them. */
function typeToRead(entity: MimeEntity, signature: string | null): string | null {
  if (entity.mediaType === "message/rfc822") return "message/rfc822";
  if (entity.mediaType === "text/calendar" || entity.mediaType === "text/vcard") return entity.mediaType;
  return signature;
}

async function describeContent(type: string | null, content: Uint8Array): Promise<Description> {
  if (type === null || !READ_TYPES.test(type)) return NOTHING;
  const { describe } = await import("./describe.ts");
  return describe(type, content);
}

function nameWarnings(entity: MimeEntity, detected: string | null): string[] {
  const { fileName, mediaType } = entity;
  const warnings: string[] = [];
  if (fileName !== null && nameHidesType(fileName, detected)) warnings.push("name-hides-type");
  if (surprisingUnder(mediaType, fileName, detected) !== null) warnings.push("type-differs");
  if (isExecutable(fileName, detected)) warnings.push("executable");
  if (isWebPage(fileName, mediaType, detected)) warnings.push("web-page");
  return warnings;
}

/** OpenPGP and S/MIME (RFC 3156, RFC 8551): closed by their form. */
function isEncryptedByType(entity: MimeEntity, detected: string | null): boolean {
  if (detected === "application/pgp-encrypted") return true;
  return (
    /^application\/(?:x-)?pkcs7-mime$/.test(entity.mediaType) &&
    /^(?:auth)?enveloped-data$/i.test(entity.parameters.get("smime-type") ?? "")
  );
}

/** The part with its own header: an expert opens name and content together. */
function basisOfPart(entity: MimeEntity): AttachmentRecord["basis"] {
  return { field: "body", offset: entity.offset, octets: entity.bodyEnd - entity.offset };
}
