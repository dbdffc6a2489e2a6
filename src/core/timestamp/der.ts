/**
 * A strict reader of DER framing (X.690, section 10), in front of the lenient BER parser of the library: what passes
 * has one encoding only, is bounded in depth and number, and every part's octets are at hand as they were signed.
 */
import { fromUtf8 } from "../base/bytes.ts";
import type { EvidenceError } from "../base/errors.ts";
import { refuse } from "../base/errors.ts";
import { ok, type Result } from "../base/result.ts";

export interface DerNode {
  /** Identifier octet: class, constructed bit and number. Numbers above 30 do not occur here and are refused. */
  readonly tag: number;
  /** Identifier, length and content. */
  readonly octets: Uint8Array;
  readonly content: Uint8Array;
  /** Empty where the node is primitive. */
  readonly children: readonly DerNode[];
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
  context3: 0xa3,
} as const;

const MAX_DEPTH = 24;
const MAX_NODES = 4096;

class DerFault extends Error {}

/** @returns The one value that the octets hold, or TIMESTAMP_INVALID. */
export function readDer(octets: Uint8Array, maxOctets: number): Result<DerNode, EvidenceError> {
  if (octets.length > maxOctets) return refuse("TIMESTAMP_INVALID", `longer than ${maxOctets} octets`);
  try {
    const budget = { nodes: MAX_NODES };
    const node = readNode(octets, 0, budget, 0);
    if (node.octets.length !== octets.length) throw new DerFault("octets after the end");
    return ok(node);
  } catch (cause) {
    if (!(cause instanceof DerFault)) throw cause;
    return refuse("TIMESTAMP_INVALID", `not DER: ${cause.message}`, { cause });
  }
}

function readNode(octets: Uint8Array, at: number, budget: { nodes: number }, depth: number): DerNode {
  if (depth > MAX_DEPTH || --budget.nodes < 0) throw new DerFault("too deep or too many values");
  const tag = octets[at] ?? 0;
  if ((tag & 0x1f) === 0x1f || tag === 0) throw new DerFault("identifier out of place");
  const { length, start } = readLength(octets, at + 1);
  const end = start + length;
  if (end > octets.length) throw new DerFault("value is cut off");
  const content = octets.subarray(start, end);
  const constructed = (tag & 0x20) !== 0;
  if (!constructed) checkPrimitive(tag, content);
  const children = constructed ? readChildren(content, budget, depth + 1) : [];
  return { tag, octets: octets.subarray(at, end), content, children };
}

function readChildren(content: Uint8Array, budget: { nodes: number }, depth: number): DerNode[] {
  const children: DerNode[] = [];
  for (let at = 0; at < content.length; ) {
    const child = readNode(content, at, budget, depth);
    children.push(child);
    at += child.octets.length;
  }
  return children;
}

/** Definite and shortest form only; four octets of length are more than any limit here allows. */
function readLength(octets: Uint8Array, at: number): { length: number; start: number } {
  const first = octets[at];
  if (first === undefined) throw new DerFault("value is cut off");
  if (first < 0x80) return { length: first, start: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 3 || at + count >= octets.length) throw new DerFault("length of the wrong form");
  let length = 0;
  for (let i = 1; i <= count; i++) length = length * 256 + (octets[at + i] as number);
  if (length < 0x80 || octets[at + 1] === 0) throw new DerFault("length is not the shortest");
  return { length, start: at + 1 + count };
}

function checkPrimitive(tag: number, content: Uint8Array): void {
  const [first = 0, second = 0] = content;
  if (tag === TAG.boolean && (content.length !== 1 || (first !== 0 && first !== 0xff))) {
    throw new DerFault("boolean of the wrong form");
  }
  if (tag !== TAG.integer) return;
  const padded = content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  if (content.length === 0 || padded) throw new DerFault("integer is not the shortest");
}

/** @returns A whole number from 0 to 2^31 - 1, or null. */
export function readSmallInteger(node: DerNode | undefined): number | null {
  if (node?.tag !== TAG.integer || node.content.length > 4 || (node.content[0] as number) >= 0x80)
    return null;
  return node.content.reduce((value, octet) => value * 256 + octet, 0);
}

/** @returns Dotted decimal, or null where the node is no object identifier. */
export function readOid(node: DerNode | undefined): string | null {
  if (node?.tag !== TAG.oid || node.content.length === 0 || node.content.length > 32) return null;
  const arcs: number[] = [];
  let arc = 0;
  for (const [i, octet] of node.content.entries()) {
    if (arc === 0 && octet === 0x80) return null;
    arc = arc * 128 + (octet & 0x7f);
    if (arc > 0xffffffff) return null;
    if (octet < 0x80) {
      arcs.push(arc);
      arc = 0;
    } else if (i === node.content.length - 1) return null;
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join(".");
}

/**
 * UTCTime or GeneralizedTime in the form that RFC 5280 and RFC 3161 allow: UTC, with seconds.
 *
 * @returns Milliseconds since the Unix epoch, cut off below the millisecond; null for any other form.
 */
export function readTime(node: DerNode | undefined): number | null {
  if (node?.tag !== TAG.utcTime && node?.tag !== TAG.generalizedTime) return null;
  const form = node.tag === TAG.utcTime ? /^(\d\d)(\d{10})()Z$/ : /^(\d{4})(\d{10})(\.\d{0,8}[1-9])?Z$/;
  const match = form.exec(fromUtf8(node.content) ?? "");
  if (match === null) return null;
  const [, yearText, rest, fraction] = match as unknown as [string, string, string, string | undefined];
  const year =
    yearText.length === 4 ? Number(yearText) : Number(yearText) + (Number(yearText) < 50 ? 2000 : 1900);
  const [month, day, hour, minute, second] = (rest.match(/\d\d/g) as string[]).map(Number) as number[];
  const time = new Date(0);
  time.setUTCFullYear(year, (month as number) - 1, day as number);
  time.setUTCHours(hour as number, minute as number, second as number);
  // A date that does not exist comes back as another one.
  if (time.toISOString().replace(/[-:T]/g, "").slice(-19, 14) !== `${String(year).padStart(4, "0")}${rest}`)
    return null;
  return time.getTime() + Math.floor(Number(`0${fraction || ".0"}`) * 1000);
}
