/** What a timestamp says (TSTInfo, RFC 3161, section 2.4.2). */
import { toHex } from "../base/bytes.ts";
import { type DerNode, readDer, readOid, readSmallInteger, readTime, TAG } from "./der.ts";
import { imprintHash } from "./request.ts";

const MAX_TST_INFO_OCTETS = 16_384;
const TAG_MILLIS = 0x80;
const TAG_MICROS = 0x81;

export interface TimestampInfo {
  /** 32 octets: SHA-256 of what was timestamped. */
  readonly hash: Uint8Array;
  /** Milliseconds since the Unix epoch, by the authority's clock. */
  readonly time: number;
  /** How far off the authority says it may be, in milliseconds, rounded up; null where it does not say. */
  readonly accuracyMs: number | null;
  /** The authority's policy, dotted decimal. */
  readonly policy: string;
  /** Hex. */
  readonly serial: string;
  /** Content of the INTEGER; null where the request had none. */
  readonly nonce: Uint8Array | null;
}

/** @returns Null for anything that is not a TSTInfo of version 1 over a SHA-256 hash. */
export function readTimestampInfo(octets: Uint8Array): TimestampInfo | null {
  const der = readDer(octets, MAX_TST_INFO_OCTETS);
  if (!der.ok || der.value.tag !== TAG.sequence) return null;
  const [version, policyNode, imprint, serial, timeNode, ...rest] = der.value.children;
  const policy = readOid(policyNode);
  const hash = imprintHash(imprint);
  const time = timeNode?.tag === TAG.generalizedTime ? readTime(timeNode) : null;
  if (readSmallInteger(version) !== 1 || policy === null || hash === null || time === null) return null;
  if (serial?.tag !== TAG.integer || !isInOrder(rest)) return null;
  return {
    hash,
    time,
    policy,
    serial: toHex(serial.content),
    accuracyMs: readAccuracy(rest.find(({ tag }) => tag === TAG.sequence)),
    nonce: rest.find(({ tag }) => tag === TAG.integer)?.content ?? null,
  };
}

/** Accuracy, ordering, nonce, [0] tsa: each at most once. Extensions [1] could change the meaning, and are refused. */
function isInOrder(nodes: readonly DerNode[]): boolean {
  const order: readonly number[] = [TAG.sequence, TAG.boolean, TAG.integer, TAG.context0];
  const places = nodes.map(({ tag }) => order.indexOf(tag));
  return places.every((place, i) => place >= 0 && (i === 0 || place > (places[i - 1] as number)));
}

function readAccuracy(node: DerNode | undefined): number | null {
  if (node === undefined) return null;
  let milliseconds = 0;
  for (const { tag, content } of node.children) {
    const value = content.slice(0, 4).reduce((sum, octet) => sum * 256 + octet, 0);
    if (tag === TAG.integer) milliseconds += value * 1000;
    if (tag === TAG_MILLIS) milliseconds += value;
    if (tag === TAG_MICROS) milliseconds += value / 1000;
  }
  return Math.ceil(milliseconds);
}
