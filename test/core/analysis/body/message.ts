import { analyseBody } from "../../../../src/core/analysis/body/analyse-body.ts";
import type { Basis, BodyAnalysis } from "../../../../src/core/analysis/types.ts";
import { readHeaderFields } from "../../../../src/core/mail/header-fields.ts";
import { readMimeTree } from "../../../../src/core/mail/mime-tree.ts";

export function toOctets(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A message of one part. */
export function messageOf(type: string, body: string, encoding = "8bit"): Uint8Array {
  const head = `From: a@example.org\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
  return toOctets(head + body);
}

/** @throws Error where the message has no text: these tests give one. */
export async function bodyOf(octets: Uint8Array): Promise<BodyAnalysis> {
  const body = await analyseBody(octets, readMimeTree(octets, readHeaderFields(octets)));
  if (body === null) throw new Error("no text part");
  return body;
}

export function plain(body: string): Promise<BodyAnalysis> {
  return bodyOf(messageOf("text/plain", body));
}

export function html(body: string): Promise<BodyAnalysis> {
  return bodyOf(messageOf("text/html", body));
}

/** What an expert sees who opens exactly these octets. */
export function rawText(octets: Uint8Array, { offset, octets: length }: Basis): string {
  return new TextDecoder().decode(octets.subarray(offset, offset + length));
}

/** RFC 2045, section 6.7, without the limit on lines: every octet beyond letters, digits and blanks is escaped. */
export function quotedPrintable(text: string): string {
  return Array.from(toOctets(text), (octet) => {
    const character = String.fromCharCode(octet);
    return /[a-zA-Z0-9 ]/.test(character)
      ? character
      : `=${octet.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

/** RFC 2045, section 6.8. */
export function base64Lines(text: string): string {
  const encoded = btoa(String.fromCharCode(...toOctets(text)));
  return encoded.replace(/.{76}/g, "$&\r\n");
}
