/**
 * The reporter's link: where a report that was handed in elsewhere (Gmail, forwarding mailbox) shows its receipt. All of
 * it stands behind "#", which no browser sends to any server: the report page asks the intake with the read token, and
 * checks the answer against the organisation's anchors.
 */
import { type Digest, isDigest } from "../base/digest.ts";
import { isReference } from "./reference.ts";
import type { Reference } from "./types.ts";

export interface ReceiptLink {
  readonly reference: Reference;
  readonly packageDigest: Digest;
  /** Whoever holds the link reads the log with it: a capability. */
  readonly readToken: string;
}

const PREFIX = "receipt=";
const READ_TOKEN = /^[A-Za-z0-9_-]{22,200}$/;

/**
 * @param reportPage - Address of the report page, without a fragment.
 * @throws TypeError where a part would not survive being read again.
 */
export function formatReceiptLink(reportPage: string, link: ReceiptLink): string {
  const { reference, packageDigest, readToken } = link;
  const fragment = `#${PREFIX}${reference}.${packageDigest.slice("sha256:".length)}.${readToken}`;
  if (parseReceiptLink(fragment) === null) throw new TypeError("no link can be made of this");
  const page = new URL(reportPage);
  page.hash = fragment;
  return page.href;
}

/** @param fragment - location.hash, with its "#". @returns Null for everything else. */
export function parseReceiptLink(fragment: string): ReceiptLink | null {
  if (fragment.length > 400 || !fragment.startsWith(`#${PREFIX}`)) return null;
  const [reference = "", hex = "", readToken = "", ...more] = fragment.slice(PREFIX.length + 1).split(".");
  const packageDigest = `sha256:${hex}`;
  if (more.length > 0 || !isReference(reference) || !isDigest(packageDigest)) return null;
  return READ_TOKEN.test(readToken) ? { reference, packageDigest, readToken } : null;
}
