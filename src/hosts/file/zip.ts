/** ZIPs: what lies in them is read as if it had been handed in, and every record says where it lay. */
import { sha256 } from "@noble/hashes/sha2.js";
import { type Digest, formatDigest } from "../../core/base/digest.ts";
import { latin1 } from "../../core/mail/header-fields.ts";
import { kindOfFile } from "./kind-of-octets.ts";
import { baseName, extensionOf, isCompanion, recordedName } from "./names.ts";
import type { Facts, Piece, Reading } from "./reading.ts";
import { visitZip, type Wanted, type ZipMember } from "./zip-entries.ts";

const SLICE = 4 << 20;
/** Of its first entry, at most. */
const NAME_OCTETS = 64;

/** @param read - Reads what lies in it. */
export async function readZipPiece(
  piece: Piece,
  reading: Reading,
  read: (piece: Piece, reading: Reading) => Promise<void>,
): Promise<void> {
  const { octets, place, name, start } = piece;
  if (isSubmission(start, name)) {
    reading.submissions.push({ name, octets });
    return;
  }
  if (piece.depth > reading.limits.zipDepth) return reading.leaveOut(place, "zip-too-deep");
  const digest = await digestOf(octets, reading);
  const before = reading.told;
  let count = 0;
  await visitZip(octets, reading.limits.zipEntries, reading.signal, {
    goOn: async () => {
      await reading.pause();
      if (reading.mailsLeft <= 0 || reading.room < 0) {
        reading.leaveOut(place, reading.room < 0 ? "zip-bomb" : "too-many");
        return false;
      }
      return true;
    },
    progress: (fraction) => reading.advanceWithin(fraction),
    room: () => reading.room,
    spend: (unpacked) => reading.spend(unpacked),
    wanted: (member, first) => wanted(member, first, { limits: reading.limits, depth: piece.depth + 1 }),
    leaveOut: (member, code) => {
      if (member === null) reading.leaveOut(place, code);
      else if (!isCompanion(member.name)) reading.leaveOut(placeIn(place, member), code);
    },
    take: async (member, content, first) => {
      count++;
      await read(pieceIn(piece, { member, digest, count, content, first }), reading);
    },
  });
  if (reading.told === before) reading.leaveOut(place, "empty");
}

/** A `.zegel` file is a ZIP that begins with its statement (docs/package-format.md, section 9). */
function isSubmission(start: Uint8Array, name: string): boolean {
  const length = (start[26] ?? 0) | ((start[27] ?? 0) << 8);
  const first = latin1(start.subarray(30, 30 + Math.min(length, NAME_OCTETS)));
  return first === "statement.json" || extensionOf(name) === "zegel";
}

/** What is no mail is not unpacked any further. */
function wanted(
  { name }: ZipMember,
  start: Uint8Array,
  { limits, depth }: { readonly limits: Reading["limits"]; readonly depth: number },
): Wanted {
  if (start.length === 0) return { code: isCompanion(name) ? null : "empty" };
  switch (kindOfFile(start, baseName(name))) {
    case "unknown":
      return { code: isCompanion(name) ? null : "not-a-mail" };
    case "html":
      return { code: "web-page" };
    case "mac-link":
      return { code: "mac-link" };
    case "zip":
      return depth > limits.zipDepth && !isSubmission(start, name)
        ? { code: "zip-too-deep" }
        : { maxOctets: Number.POSITIVE_INFINITY };
    case "mbox":
      return { maxOctets: Number.POSITIVE_INFINITY };
    case "mail":
    case "emlx":
    case "msg":
      return { maxOctets: limits.mailOctets };
  }
}

function placeIn(place: string, { name }: ZipMember): string {
  return `${place} › ${recordedName(name)}`;
}

interface Member {
  readonly member: ZipMember;
  readonly digest: Digest;
  readonly count: number;
  readonly content: Blob;
  readonly first: Uint8Array;
}

function pieceIn(zip: Piece, { member, digest, count, content, first }: Member): Piece {
  const name = recordedName(baseName(member.name));
  const own = `zip.${"inner.".repeat(zip.depth)}`;
  return {
    id: `${zip.id}.${count}`,
    place: placeIn(zip.place, member),
    name,
    octets: content,
    start: first,
    facts: {
      name,
      size: content.size,
      ...factsOf(zip),
      [`${own}path`]: recordedName(member.name),
      [`${own}modified`]: member.modified,
      [`${own}sha256`]: digest,
    },
    depth: zip.depth + 1,
  };
}

/** Of the outermost ZIP what its file system says; of one within it, where it lay is told already. */
function factsOf({ facts, depth }: Piece): Facts {
  if (depth > 0) return Object.fromEntries(Object.entries(facts).filter(([key]) => key.startsWith("zip.")));
  const { name = null, path = name, size = null, lastModified = null } = facts;
  return { "zip.name": path, "zip.size": size, "zip.lastModified": lastModified };
}

async function digestOf(file: Blob, reading: Reading): Promise<Digest> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += SLICE) {
    hash.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
    await reading.pause();
  }
  return formatDigest(hash.digest());
}
