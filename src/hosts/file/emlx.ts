/**
 * Apple Mail's file of a mail: a line with the message's length in octets, the message, a property list of Mail's own notes.
 * Apple documents none of it.
 */
import { latin1 } from "../../core/mail/header-fields.ts";
import type { FoundMail } from "./found-mail.ts";

export interface EmlxPlace {
  /** Of the message in the file. */
  readonly offset: number;
  readonly octets: number;
  /** As the first line says. */
  readonly declared: number;
  /** False: Mail kept attachments elsewhere, or the length does not fit the file. */
  readonly isWhole: boolean;
  readonly errors: FoundMail["errors"];
}

/** Octets at the file's end in which its property list begins: it has some hundred. */
const LIST_OCTETS = 65_536;
const LIST_START = /^(?:<\?xml|<!DOCTYPE plist|<plist|bplist00|\s*$)/;

/** @param start - The first octets of the file; its first line is a number. */
export async function findEmlx(file: Blob, start: Uint8Array, name: string): Promise<EmlxPlace> {
  const [line = "", digits = ""] = /^(\d{1,10})[ \t]*\r?\n/.exec(latin1(start.subarray(0, 64))) ?? [];
  const [offset, declared] = [line.length, Number(digits)];
  const fits = offset + declared <= file.size && LIST_START.test(await textOf(file, offset + declared, 64));
  const octets = fits ? declared : (await listStart(file, offset)) - offset;
  const isPartial = /\.partial\.emlx$/i.test(name);
  return {
    ...{ offset, octets, declared, isWhole: fits && !isPartial },
    errors: [
      ...(fits ? [] : [lengthDiffers(declared, octets)]),
      ...(isPartial
        ? [{ step: "emlx", code: "PARTIAL", detail: "Apple Mail kept attachments elsewhere" }]
        : []),
    ],
  };
}

function lengthDiffers(declared: number, octets: number): FoundMail["errors"][number] {
  const detail = `the first line says ${declared} octets; taken: ${octets}, up to the property list or the end`;
  return { step: "emlx", code: "LENGTH_DIFFERS", detail };
}

/** Where the property list at the end begins; the end where there is none: rather too much is kept than too little. */
async function listStart(file: Blob, offset: number): Promise<number> {
  const from = Math.max(offset, file.size - LIST_OCTETS);
  const text = await textOf(file, from, LIST_OCTETS);
  if (!/<\/plist>\s*$/.test(text)) return file.size;
  const list = text.lastIndexOf("\n<?xml");
  return list < 0 ? file.size : from + list + 1;
}

/** Each octet as one character. */
async function textOf(file: Blob, from: number, octets: number): Promise<string> {
  return latin1(new Uint8Array(await file.slice(from, from + octets).arrayBuffer()));
}
