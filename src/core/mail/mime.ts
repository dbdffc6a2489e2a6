/** The parts of a message for showing them: postal-mime reads MIME, we bound it. Never the source of evidence. */
import PostalMime from "postal-mime";
import { fail, ok, type Result } from "../base/result.ts";

export interface MimePart {
  /** As the sender named it: show it, never use it as a path. */
  readonly name: string | null;
  readonly mediaType: string;
  readonly octets: Uint8Array;
  /** Shown inside the text rather than attached. */
  readonly inline: boolean;
  /** Content-ID with its angle brackets; null without one. */
  readonly contentId: string | null;
}

export interface MimeContent {
  readonly text: string | null;
  /** As sent: hostile. Only for a sandbox without network and script. */
  readonly html: string | null;
  readonly attachments: readonly MimePart[];
}

export type MimeDefect = "too-large" | "unreadable";

/** DESIGN, section 7: a package holds at most this much mail. */
const MAX_OCTETS = 150 * 1024 * 1024;
const MAX_NESTING = 50;
const MAX_HEADER_OCTETS = 4 * 1024 * 1024;

/** @returns The decoded parts, or why there are none; the octets themselves are evidence either way. */
export async function readMime(octets: Uint8Array): Promise<Result<MimeContent, MimeDefect>> {
  if (octets.length > MAX_OCTETS) return fail("too-large");
  try {
    const limits = { maxNestingDepth: MAX_NESTING, maxHeadersSize: MAX_HEADER_OCTETS };
    const mail = await PostalMime.parse(octets, { ...limits, attachmentEncoding: "arraybuffer" });
    return ok({
      text: mail.text ?? null,
      html: mail.html ?? null,
      attachments: mail.attachments.map((part) => ({
        name: part.filename,
        mediaType: part.mimeType,
        octets:
          part.content instanceof Uint8Array ? part.content : new Uint8Array(part.content as ArrayBuffer),
        inline: part.disposition === "inline" || part.related === true,
        contentId: part.contentId ?? null,
      })),
    });
  } catch {
    // postal-mime throws on nesting and header limits: the sender chose them.
    return fail("unreadable");
  }
}
