/** Findings from the attachments. */
import { finding, type FindingEvidence } from "./finding.ts";
import type { AttachmentRecord, Confidence, Finding, Severity } from "../types.ts";
import type { AttachmentsCode } from "../words/attachments-codes.ts";

/** Warning of a record, its finding, severity, and how sure the sign is. */
const WARNINGS: Readonly<Record<string, readonly [AttachmentsCode, Severity, Confidence]>> = {
  "name-hides-type": ["attachment-name-hides-type", "warning", "high"],
  executable: ["attachment-executable", "warning", "high"],
  macro: ["attachment-macro", "warning", "high"],
  "active-content": ["attachment-active-content", "notice", "medium"],
  "web-page": ["attachment-web-page", "notice", "high"],
  "type-differs": ["attachment-type-differs", "notice", "medium"],
  encrypted: ["attachment-encrypted", "notice", "medium"],
  empty: ["attachment-empty", "info", "high"],
  "too-large": ["attachment-too-large", "info", "high"],
  unreadable: ["attachment-unreadable", "info", "medium"],
};

/** Metadata that holds names of people, companies or computers. */
const PEOPLE = new Set([
  "author",
  "last-saved-by",
  "comment-author",
  "change-author",
  "manager",
  "company",
  "owner",
  "host-computer",
  "organizer",
  "printed-by",
]);
const DEVICE = ["camera-make", "camera-model", "camera-serial", "lens-serial"];
const MAX_NAMES = 8;

export function attachmentFindings({ attachments }: FindingEvidence): Finding[] {
  if (attachments.length === 0) return [];
  return attachments.flatMap((record) => [...warningFindings(record), ...metadataFindings(record)]);
}

function fileOf({ name, declaredType }: AttachmentRecord): string {
  return name ?? declaredType;
}

function warningFindings(record: AttachmentRecord): Finding[] {
  return record.warnings.flatMap((warning) => {
    const entry = WARNINGS[warning];
    if (entry === undefined) return [];
    const details = {
      file: fileOf(record),
      declared: record.declaredType,
      detected: record.detectedType ?? "?",
      octets: String(record.octets),
    };
    return [finding(entry[0], entry[1], entry[2], [record.basis], details)];
  });
}

function metadataFindings(record: AttachmentRecord): Finding[] {
  const file = fileOf(record);
  const found: Finding[] = [];
  const { metadata, basis, sha256 } = record;
  if (record.declaredType === "message/rfc822" || record.detectedType === "message/rfc822") {
    const from = metadata.find(({ key }) => key === "from")?.value ?? "?";
    return [finding("attachment-mail", "info", "high", [basis], { file, from, sha256 })];
  }
  const people = metadata.filter(({ key }) => PEOPLE.has(key)).map(({ value }) => value);
  if (people.length > 0) {
    const names = [...new Set(people)].slice(0, MAX_NAMES).join(", ");
    found.push(finding("attachment-author-named", "notice", "low", [basis], { file, names }));
  }
  const place = metadata.find(({ key }) => key === "place")?.value;
  if (place !== undefined) {
    const taken = metadata.find(({ key }) => key === "taken-at-local")?.value ?? "?";
    found.push(finding("attachment-place", "notice", "medium", [basis], { file, place, taken }));
  }
  const device = metadata.filter(({ key }) => DEVICE.includes(key)).map(({ value }) => value);
  if (device.length > 0)
    found.push(finding("attachment-device", "info", "medium", [basis], { file, device: device.join(", ") }));
  return found;
}
