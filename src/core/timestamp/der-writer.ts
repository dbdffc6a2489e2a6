/** Writes DER (X.690): what the built-in timestamp authority needs, and requests. */
import { concatOctets, utf8 } from "../base/bytes.ts";
import { TAG } from "./der.ts";

/** One value: identifier, shortest definite length, content. */
export function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = concatOctets(content);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const header = body.length < 0x80 ? [tag, body.length] : [tag, 0x80 | length.length, ...length];
  return concatOctets([Uint8Array.from(header), body]);
}

export function sequence(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return der(TAG.sequence, ...parts);
}

/** SET OF: in the order of the encodings (X.690, section 11.6). */
export function setOf(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return der(TAG.set, ...parts.toSorted(compareOctets));
}

/** @param text - Dotted decimal. */
export function oid(text: string): Uint8Array<ArrayBuffer> {
  const [root = 0, second = 0, ...rest] = text.split(".").map(Number);
  return der(TAG.oid, Uint8Array.from([root * 40 + second, ...rest].flatMap(base128)));
}

function base128(arc: number): number[] {
  const octets = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    octets.unshift(0x80 | (rest % 128));
  return octets;
}

/** A number from 0 up, given as octets, big-endian. */
export function integer(octets: Uint8Array): Uint8Array<ArrayBuffer> {
  const first = octets.findIndex((octet) => octet !== 0);
  const value = first < 0 ? Uint8Array.of(0) : octets.subarray(first);
  return (value[0] as number) < 0x80 ? der(TAG.integer, value) : der(TAG.integer, Uint8Array.of(0), value);
}

export function octetString(octets: Uint8Array): Uint8Array<ArrayBuffer> {
  return der(TAG.octetString, octets);
}

/** Whole octets, no unused bits. */
export function bitString(octets: Uint8Array): Uint8Array<ArrayBuffer> {
  return der(TAG.bitString, Uint8Array.of(0), octets);
}

export function trueValue(): Uint8Array<ArrayBuffer> {
  return der(TAG.boolean, Uint8Array.of(0xff));
}

export function utf8String(text: string): Uint8Array<ArrayBuffer> {
  return der(0x0c, utf8(text));
}

/** @param time - Milliseconds since the Unix epoch; said to the second. */
export function generalizedTime(time: number): Uint8Array<ArrayBuffer> {
  return der(TAG.generalizedTime, utf8(`${timeDigits(time)}Z`));
}

/** As certificates want it: UTCTime up to 2049 (RFC 5280, section 4.1.2.5). */
export function certificateTime(time: number): Uint8Array<ArrayBuffer> {
  const digits = timeDigits(time);
  return digits < "2050" ? der(TAG.utcTime, utf8(`${digits.slice(2)}Z`)) : generalizedTime(time);
}

/** Ecdsa-Sig-Value (RFC 3279, section 2.2.3) from r ‖ s as WebCrypto gives it. */
export function ecdsaSignature(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = raw.length / 2;
  return sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half)));
}

function timeDigits(time: number): string {
  return new Date(time).toISOString().replace(/[-:T]/g, "").slice(0, 14);
}

function compareOctets(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((octet, i) => octet !== b[i]);
  return at < 0 ? a.length - b.length : (a[at] as number) - (b[at] ?? -1);
}
