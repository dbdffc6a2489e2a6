/** Attachments as facts: what they are by content, their hashes, and metadata that points to people. Never rendered. */
import type { Hash } from "../../base/digest.ts";
import type { MimeTree } from "../../mail/mime-tree.ts";
import type { AttachmentRecord } from "../types.ts";

export async function analyseAttachments(
  _octets: Uint8Array,
  _tree: MimeTree,
  _hash: Hash,
): Promise<readonly AttachmentRecord[]> {
  return [];
}
