/** Files as mail programs and people make them, hostile ones too. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { zipSync } from "fflate";
import type { GivenFile } from "./world.ts";

export function fixture(name: string): GivenFile {
  return { name, octets: readFileSync(join("test/fixtures/mail", name)) };
}

/** A small mail of its own for every number. */
export function numberedMail(number: number, words = "Ik weet waar je woont."): Buffer {
  return Buffer.from(
    [
      `From: Iemand <iemand.${number}@example.org>`,
      "To: sanne@example.net",
      `Subject: waarschuwing ${number}`,
      `Message-ID: <${number}@example.org>`,
      "Date: Tue, 3 Nov 2026 12:34:56 +0100",
      "",
      words,
      "",
    ].join("\r\n"),
  );
}

/** Apple Mail's file: the message's length, the message, a property list. */
export function emlx(name: string, mail: Buffer): GivenFile {
  const list =
    '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>flags</key><integer>8590195713</integer></dict></plist>\n';
  return { name, octets: Buffer.concat([Buffer.from(`${mail.length}     \n`), mail, Buffer.from(list)]) };
}

/** RFC 4155, with LF line ends as on the disks that hold such files. */
export function mbox(name: string, mails: readonly Buffer[]): GivenFile {
  const parts = mails.flatMap((mail) => [
    Buffer.from("From iemand@example.org Tue Nov  3 12:34:56 2026\n"),
    mail,
    Buffer.from("\n"),
  ]);
  return { name, octets: Buffer.concat(parts) };
}

export const withLf = (mail: Buffer) =>
  Buffer.from(mail.toString("latin1").replaceAll("\r\n", "\n"), "latin1");

export function zip(name: string, entries: Readonly<Record<string, Buffer>>): GivenFile {
  return { name, octets: Buffer.from(zipSync(entries)) };
}

/** By @tutao/oxmsg, in a process of its own: jest does not read its modules. */
export function outlookMessage(name: string, subject: string): GivenFile {
  const script = `
    const { Email } = await import("@tutao/oxmsg");
    const mail = new Email(false, true)
      .subject(${JSON.stringify(subject)})
      .sender("iemand@example.org", "Iemand")
      .to("sanne@example.net", "Sanne")
      .bodyText("Ik weet waar je woont.")
      .sentOn(new Date(Date.UTC(2026, 10, 3, 11, 34, 56)));
    process.stdout.write(Buffer.from(mail.msg()).toString("base64"));`;
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  return { name, octets: Buffer.from(printed, "base64") };
}

/** A file that Outlook saved and nobody here made: packages of the registry carry them as their own test data. */
export function outlookOwn(name: string, path: string): GivenFile {
  const file = join(dirname(createRequire(__filename).resolve(`${name}/package.json`)), path);
  if (!existsSync(file)) throw new Error(`${name} does not carry ${path} any more`);
  return { name: "opgeslagen.msg", octets: readFileSync(file) };
}

const LOCAL = Buffer.from("PK\x03\x04", "latin1");
const CENTRAL = Buffer.from("PK\x01\x02", "latin1");

/** Says of every entry that it is encrypted (APPNOTE, 4.4.4, bit 0). */
export function encryptedZip(name: string): GivenFile {
  const { octets } = zip(name, { "mail.eml": numberedMail(1) });
  for (const [mark, flags] of [
    [LOCAL, 6],
    [CENTRAL, 8],
  ] as const)
    for (let at = octets.indexOf(mark); at >= 0; at = octets.indexOf(mark, at + 4))
      octets.writeUInt16LE(octets.readUInt16LE(at + flags) | 1, at + flags);
  return { name, octets };
}

/** Cut in the middle: its list of entries is gone. */
export function damagedZip(name: string): GivenFile {
  const { octets } = zip(name, { "a.eml": numberedMail(1, "x".repeat(5000)), "b.eml": numberedMail(2) });
  return { name, octets: octets.subarray(0, Math.floor(octets.length / 3)) };
}

/** One small entry that is three hundred megabytes once it is unpacked. */
export function inflatingZip(name: string): GivenFile {
  return zip(name, { "mail.eml": Buffer.concat([numberedMail(1), Buffer.alloc(300_000_000, 0x20)]) });
}

/** Ten thousand entries in its list, which all are the same octets. */
export function overlappingZip(name: string): GivenFile {
  const { octets } = zip(name, { "mail.eml": Buffer.alloc(1_000_000, "From: x@example.org\n") });
  const start = octets.indexOf(CENTRAL);
  const end = octets.indexOf(Buffer.from("PK\x05\x06", "latin1"));
  const entry = octets.subarray(start, end);
  const tail = Buffer.from(octets.subarray(end));
  const count = 10_000;
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(entry.length * count, 12);
  const entries = Buffer.concat(Array.from({ length: count }, () => entry));
  return { name, octets: Buffer.concat([octets.subarray(0, start), entries, tail]) };
}
