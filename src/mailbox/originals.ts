/**
 * Finds what a forward carries: the mails that were attached to it, its own words, and everything else. A mail attached
 * to an attached mail is part of that evidence, not a mail of its own; docs/deployment/mailbox.md, section 5, has the one
 * exception.
 */
import { readHeaderFields } from "../core/mail/header-fields.ts";
import { decodeEntity, type MimeEntity, type MimeTree, readMimeTree } from "../core/mail/mime-tree.ts";
import { isMail, isMsg } from "./kind.ts";

export interface Original {
  readonly kind: "eml" | "msg";
  /** A copy: nothing of the forward's own octets is kept by it. */
  readonly octets: Uint8Array<ArrayBuffer>;
  /** As the forwarder's program named it; null without a name. */
  readonly name: string | null;
  readonly mediaType: string;
  /** Content-Transfer-Encoding that it travelled in. */
  readonly encoding: string;
  /** Number, from 1, of the original before it that it was taken out of; null: attached to the forward itself. */
  readonly insideOf: number | null;
}

/** Another file that came along. */
export interface Attached {
  readonly entity: MimeEntity;
  readonly octets: Uint8Array<ArrayBuffer>;
}

export interface LeftOut {
  /** From 1, among the attached mails. */
  readonly position: number;
  readonly code: "SOURCE_EMPTY" | "PACKAGE_TOO_LARGE";
  /** Its first octets, for saying which mail it was. */
  readonly head: Uint8Array;
}

export interface ForwardContent {
  readonly tree: MimeTree;
  readonly originals: readonly Original[];
  readonly leftOut: readonly LeftOut[];
  /** Parts that are no mail and not the forward's own text. */
  readonly attached: readonly Attached[];
  /** Parts that programs show as the forward's own text. */
  readonly texts: readonly MimeEntity[];
}

export interface FindOptions {
  readonly maxMails: number;
  /** Of all originals together. */
  readonly maxOctets: number;
  /** Whether a mail by that author is one of those who forward: what hangs on it is then taken out of it as well. */
  readonly mayForward: (mail: Uint8Array) => boolean;
}

/** A forward of a forward of a forward. */
const MAX_UNWRAPPED = 3;
/** Enough for a header that names a mail. */
const HEAD_OCTETS = 16 * 1024;

export function readForward(octets: Uint8Array, options: FindOptions): ForwardContent {
  const tree = readMimeTree(octets, readHeaderFields(octets));
  const found: Original[] = [];
  const leftOut: LeftOut[] = [];
  const attached: Attached[] = [];
  const texts: MimeEntity[] = [];
  const room = { octets: options.maxOctets, mails: options.maxMails };
  let position = 0;
  for (const entity of outerLeaves(tree)) {
    const mail = mailIn(octets, entity);
    if (mail !== null) {
      position++;
      const code = takeCode(mail.octets, room);
      if (code === null) takeWith(mail, found, room, options);
      else leftOut.push({ position, code, head: mail.octets.subarray(0, HEAD_OCTETS) });
    } else if (isShownText(entity)) texts.push(entity);
    else if (!isEmptyMultipart(entity)) attached.push({ entity, octets: copyOf(octets, entity) });
  }
  return { tree, originals: found, leftOut, attached, texts };
}

interface Room {
  octets: number;
  mails: number;
}

/** @returns Why it can not be taken; null where it can, and then its room is taken. */
function takeCode(octets: Uint8Array, room: Room): LeftOut["code"] | null {
  if (octets.length === 0) return "SOURCE_EMPTY";
  if (room.mails === 0 || octets.length > room.octets) return "PACKAGE_TOO_LARGE";
  room.mails--;
  room.octets -= octets.length;
  return null;
}

type FoundMail = Omit<Original, "insideOf">;

function takeWith(mail: FoundMail, found: Original[], room: Room, options: FindOptions): void {
  found.push({ ...mail, insideOf: null });
  unwrap(mail, { found, room, options, depth: 1 });
}

interface Unwrapping {
  readonly found: Original[];
  readonly room: Room;
  readonly options: FindOptions;
  readonly depth: number;
}

/**
 * A colleague forwarded the threat to HR, and HR forwards that mail: the wrapper is kept as it is, and the original in it
 * is taken as a mail of its own, so that it is analysed. What does not fit is in the wrapper all the same.
 */
function unwrap(wrapper: FoundMail, { found, room, options, depth }: Unwrapping): void {
  if (wrapper.kind !== "eml" || depth > MAX_UNWRAPPED || !options.mayForward(wrapper.octets)) return;
  const insideOf = found.length;
  const { octets } = wrapper;
  const tree = readMimeTree(octets, readHeaderFields(octets));
  for (const entity of outerLeaves(tree)) {
    const mail = mailIn(octets, entity);
    if (mail === null || takeCode(mail.octets, room) !== null) continue;
    found.push({ ...mail, insideOf });
    unwrap(mail, { found, room, options, depth: depth + 1 });
  }
}

/** Entities without parts that do not lie within an attached mail, in their order; attached mails count as such. */
function* outerLeaves({ entities }: MimeTree): Generator<MimeEntity> {
  const inside: boolean[] = [];
  for (const entity of entities) {
    const parent = entity.parent === null ? null : (entities[entity.parent] as MimeEntity);
    const within = parent !== null && (inside[parent.index] === true || isMessageType(parent));
    inside.push(within);
    if (!within && (entity.children.length === 0 || isMessageType(entity))) yield entity;
  }
}

function isMessageType({ mediaType }: MimeEntity): boolean {
  return mediaType === "message/rfc822" || mediaType === "message/global";
}

function mailIn(octets: Uint8Array, entity: MimeEntity): FoundMail | null {
  const named = /\.(?:eml|msg)$/i.test(entity.fileName ?? "") ? entity.fileName : null;
  if (named === null && !isMessageType(entity) && !mayBeMail(entity)) return null;
  const content = copyOf(octets, entity);
  const { fileName: name, mediaType, encoding } = entity;
  const facts = { octets: content, name, mediaType, encoding };
  if (isMsg(content)) return { kind: "msg", ...facts };
  // Whatever a part of this type holds was said to be a mail: its octets are kept, the analysis tells what they are.
  if (isMessageType(entity) || isMail(content, named)) return { kind: "eml", ...facts };
  return null;
}

/** Types that programs give to files whose type they do not know. The root is the forward itself. */
function mayBeMail({ mediaType, parent }: MimeEntity): boolean {
  return (
    parent !== null &&
    [
      "application/octet-stream",
      "application/vnd.ms-outlook",
      "application/x-msg",
      "application/eml",
    ].includes(mediaType)
  );
}

function copyOf(octets: Uint8Array, entity: MimeEntity): Uint8Array<ArrayBuffer> {
  return decodeEntity(octets, entity, Number.MAX_SAFE_INTEGER).slice() as Uint8Array<ArrayBuffer>;
}

function isShownText({ mediaType, disposition, parent }: MimeEntity): boolean {
  const isText = mediaType === "text/plain" || mediaType === "text/html";
  return isText && (disposition !== "attachment" || parent === null);
}

/** A multipart whose boundary never comes, with nothing in it: programs show an empty mail. */
function isEmptyMultipart({ mediaType, bodyOffset, bodyEnd }: MimeEntity): boolean {
  return mediaType.startsWith("multipart/") && bodyEnd <= bodyOffset;
}
