/** Files as a browser hands them over, made of octets, and mails to put into them. */
import * as fc from "fast-check";
import type { FoundMail, SourceFile } from "../../../src/hosts/file/found-mail.ts";
import type { Limits } from "../../../src/hosts/file/limits.ts";
import { type FileReading, readMailFiles } from "../../../src/hosts/file/read-files.ts";

export type Octets = Uint8Array<ArrayBuffer>;

export function octetsOf(text: string): Octets {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

export function joined(...parts: readonly (Uint8Array | string)[]): Octets {
  return new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === "string" ? octetsOf(part) : part))),
  );
}

export function fileOf(name: string, content: Uint8Array | string, path?: string): SourceFile {
  const octets = typeof content === "string" ? octetsOf(content) : content;
  const file = new File([octets as Octets], name, { lastModified: 7 });
  return path === undefined ? file : Object.assign(file, { path });
}

export function reading(files: readonly SourceFile[], limits: Partial<Limits> = {}): Promise<FileReading> {
  return readMailFiles(files, { signal: new AbortController().signal, limits });
}

export async function contentOf({ octets }: FoundMail): Promise<Buffer> {
  return Buffer.from(await octets.arrayBuffer());
}

export async function contents({ mails }: FileReading): Promise<Buffer[]> {
  return Promise.all(mails.map(contentOf));
}

export const MAIL = [
  "Received: from mx.example.org by in.example.net; Tue, 3 Nov 2026 12:34:57 +0100",
  "From: =?utf-8?q?J=C3=A4n?= <jan@example.org>",
  "Subject: =?utf-8?b?RHJlaWdlbmRlIHdvb3JkZW4=?=",
  "Date: Tue, 3 Nov 2026 12:34:56 +0100",
  "",
  "I know where you live.",
  "",
].join("\r\n");

/** A line of a body: now and then one that an mbox must not take for its own. */
const line = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: "binary-ascii", maxLength: 60 }) },
  fc.constantFrom("", "From the desk of", "From ", ">From me", "from here", "Content-Length: 3", "--x", "."),
);

/** Bodies of any octets, with line ends of one kind. */
export const mailText = fc
  .record({
    end: fc.constantFrom("\n", "\r\n"),
    number: fc.nat(),
    body: fc.array(line, { maxLength: 12 }),
  })
  .map(({ end, number, body }) =>
    [
      `From: <a${number}@example.org>`,
      `Subject: ${number}`,
      "",
      ...body.map((text) => text.replace(/[\r\n]/g, "\xff")),
      "",
    ].join(end),
  );
