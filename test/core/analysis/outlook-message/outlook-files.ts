/** Outlook's files of mails: by a library that writes them, and by hand where no library writes what is wanted. */
import { execFileSync } from "node:child_process";
import CFB from "cfb";

export const HEADERS = [
  "Received: from DB7PR01MB0001.eurprd01.prod.exchangelabs.com (2603:10a6:10:1::1)",
  " by AM0PR01MB0002.eurprd01.prod.exchangelabs.com with HTTPS; Tue, 3 Nov 2026 11:34:58 +0000",
  "Received: from mail-wm1-f41.google.com (209.85.128.41) by",
  " DB7EUR01FT0001.mail.protection.outlook.com (10.0.0.1) with Microsoft SMTP Server; Tue, 3 Nov 2026 11:34:57 +0000",
  "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=gmail.com; s=20230601;",
  "        h=from:subject:date; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA",
  "From: Jan <jan.threat@gmail.com>",
  "Subject: I know where you live",
  "Date: Tue, 3 Nov 2026 12:34:56 +0100",
  "Message-ID: <CAFx1234567890abcdef@mail.gmail.com>",
  "MIME-Version: 1.0",
  "Content-Type: text/plain",
  "",
  "",
].join("\r\n");

const WRITER = "test/core/analysis/outlook-message/write-outlook-file.ts";

/** By @tutao/oxmsg. */
export function outlookFile(headers: string | null, recipients = 1): Uint8Array<ArrayBuffer> {
  const text = headers === null ? "-" : Buffer.from(headers, "latin1").toString("base64");
  return new Uint8Array(
    execFileSync(process.execPath, [WRITER, String(recipients), text], { stdio: "pipe" }),
  );
}

const TOP_LEVEL_HEADER = 32;

/** Fixed properties: tag (identifier and type) to its eight octets of value. */
export function fixedProperties(values: Readonly<Record<number, bigint>> = {}): Uint8Array {
  const octets = new DataView(new ArrayBuffer(TOP_LEVEL_HEADER + 16 * Object.keys(values).length));
  for (const [i, [tag, value]] of Object.entries(values).entries()) {
    octets.setUint32(TOP_LEVEL_HEADER + 16 * i, Number(tag), true);
    octets.setBigUint64(TOP_LEVEL_HEADER + 16 * i + 8, value, true);
  }
  return new Uint8Array(octets.buffer);
}

/** A compound file of these streams, by `cfb`: paths are as "/__substg1.0_007D001E". */
export function compoundFile(streams: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> {
  const container = CFB.utils.cfb_new();
  for (const [path, octets] of Object.entries(streams))
    CFB.utils.cfb_add(container, path, [...octets], { unsafe: true });
  return new Uint8Array(CFB.write(container, { type: "buffer" }) as Buffer);
}

export function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "utf16le"));
}
