/** From a forward to what is sealed of it: acquired sources, what is missing, files that came along. */
import { MAX_EXTRAS, MAX_MAIL_OCTETS } from "../core/evidence/limits.ts";
import type { AcquisitionRecord } from "../core/evidence/types.ts";
import { decodeEncodedWords } from "../core/mail/encoded-words.ts";
import { firstField, readHeaderFields } from "../core/mail/header-fields.ts";
import type { MimeEntity } from "../core/mail/mime-tree.ts";
import { parseAddresses } from "../core/mail/addresses.ts";
import { decodeEntity } from "../core/mail/mime-tree.ts";
import type { AcquiredSource, ExtraFile, ItemSummary, MissedMail } from "../workflow/ports.ts";
import type { Attached, ForwardContent, LeftOut, Original } from "./originals.ts";

type Parts = AcquiredSource["parts"];
type Part = Parts extends ReadonlyMap<string, infer P> ? P : never;

/** What is the same for every mail of one forward. */
export interface ForwardFacts {
  /** Milliseconds since the Unix epoch: DATA began, DATA was complete. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly host: AcquisitionRecord["host"];
  /** Of the SMTP transaction and the forward's header. */
  readonly item: AcquisitionRecord["item"];
}

/** A bag's numbers have four digits (docs/package-format.md, section 3). */
const MAX_PARTS = 9_999;

export function attachedSources(content: ForwardContent, facts: ForwardFacts): AcquiredSource[] {
  const { originals, tree } = content;
  return originals.map((original) => ({
    original: { kind: original.kind, octets: original.octets },
    parts: new Map(),
    record: {
      method: "smtp.attached",
      provenance: "fetched-by-service",
      // Outlook makes a .msg of its own store: no server ever served these octets.
      capture: original.kind === "msg" ? "converted" : "as-served",
      startedAt: facts.startedAt,
      endedAt: facts.endedAt,
      host: facts.host,
      item: { ...facts.item, ...itemOf(original) },
      errors: tree.truncated ? [TRUNCATED] : [],
    },
  }));
}

const TRUNCATED = {
  step: "mime",
  code: "TOO_MANY_PARTS",
  detail: "the forward has more parts, or deeper nested ones, than are looked at",
};

function itemOf({ name, mediaType, encoding, insideOf }: Original): AcquisitionRecord["item"] {
  return {
    "attachment.name": name === null ? null : shortText(name),
    "attachment.mediaType": mediaType,
    "attachment.transferEncoding": shortText(encoding),
    ...(insideOf !== null && { "attachment.insideOf": insideOf }),
  };
}

/**
 * What an ordinary forward left: its text and files. No headers.txt: the header that remains is the forwarder's own.
 *
 * @returns null where there is neither text nor file.
 */
export function inlineSource(
  octets: Uint8Array,
  content: ForwardContent,
  facts: ForwardFacts,
): AcquiredSource | null {
  const parts = inlineParts(octets, content);
  if (parts.size === 0) return null;
  const { startedAt, endedAt, host, item } = facts;
  return {
    original: null,
    parts,
    record: {
      method: "smtp.inline",
      provenance: "fetched-by-service",
      capture: "parts",
      startedAt,
      endedAt,
      host,
      item,
      errors: content.tree.truncated ? [TRUNCATED] : [],
    },
  };
}

/** In the order of the mail; octets as they came out of their transfer encoding, in their own charset. */
function inlineParts(octets: Uint8Array, { texts, attached }: ForwardContent): Map<string, Part> {
  const parts = new Map<string, Part>();
  const files: Attached[] = [...attached];
  let room = MAX_MAIL_OCTETS;
  for (const entity of texts) {
    const path = entity.mediaType === "text/html" ? "body.html" : "body.txt";
    const content = decodeEntity(octets, entity, room).slice() as Uint8Array<ArrayBuffer>;
    if (isBlank(content)) continue;
    if (parts.has(path)) files.push({ entity, octets: content });
    else {
      parts.set(path, { octets: content, name: null, mediaType: typeWithCharset(entity) });
      room -= content.length;
    }
  }
  let number = 0;
  for (const { entity, octets: content } of files) {
    if (number === MAX_PARTS || content.length > room || content.length === 0) continue;
    room -= content.length;
    parts.set(`attachments/${String(++number).padStart(4, "0")}`, {
      octets: content,
      name: entity.fileName === null ? null : shortText(entity.fileName),
      mediaType: entity.mediaType,
    });
  }
  return parts;
}

/** Some programs leave a line break where nobody wrote anything. */
function isBlank(octets: Uint8Array): boolean {
  return octets.every((octet) => octet === 0x20 || octet === 0x0d || octet === 0x0a);
}

/** The charset decides what the octets say. */
function typeWithCharset({ mediaType, parameters }: MimeEntity): string {
  const charset = parameters.get("charset") ?? "";
  return /^[\w.:+-]{1,60}$/.test(charset) ? `${mediaType}; charset=${charset}` : mediaType;
}

/** Screenshots and notes beside the originals; pictures that belong to a signature (Content-ID, shown inside) stay out. */
export function extraFiles({ attached }: Pick<ForwardContent, "attached">): ExtraFile[] {
  return attached
    .filter(({ entity, octets }) => octets.length > 0 && isOwnFile(entity))
    .slice(0, MAX_EXTRAS)
    .map(({ entity, octets }) => ({
      name: shortText(entity.fileName ?? ""),
      mediaType: entity.mediaType,
      file: new Blob([octets]),
    }));
}

function isOwnFile({ disposition, contentId, fileName }: MimeEntity): boolean {
  return disposition === "attachment" || (fileName !== null && contentId === null);
}

export function missedMails(leftOut: readonly LeftOut[]): MissedMail[] {
  return leftOut.map(({ position, code, head }) => ({ id: null, summary: summaryOf(head), code, position }));
}

function summaryOf(head: Uint8Array): ItemSummary {
  const { fields } = readHeaderFields(head);
  const from = parseAddresses(firstField(fields, "from")?.body ?? "")[0];
  return {
    subject: shortText(decodeEncodedWords(firstField(fields, "subject")?.body ?? "")),
    from:
      from === undefined
        ? null
        : { name: shortText(from.name ?? ""), address: shortText(from.address ?? "") },
  };
}

/** UTF-16 units of a text that a sender chose. */
const MAX_TEXT = 500;

export function shortText(text: string): string {
  return text.slice(0, MAX_TEXT).toWellFormed();
}
