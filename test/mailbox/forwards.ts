/** Forwards as mail programs compose them, octet by octet, and originals to put into them. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

export interface SigningKey {
  readonly domain: string;
  readonly selector: string;
  readonly privateKey: KeyObject;
  /** TXT record for <selector>._domainkey.<domain>. */
  readonly record: string;
}

export function makeSigningKey(domain: string, selector = "s1"): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const der = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  return { domain, selector, privateKey, record: `v=DKIM1; k=rsa; p=${der}` };
}

/** Adds a DKIM-Signature (RFC 6376, simple/simple, rsa-sha256) over From, To, Subject, Date and Message-ID. */
export function signed(mail: Buffer, key: SigningKey): Buffer {
  const { header, body } = split(mail);
  const names = ["From", "To", "Subject", "Date", "Message-ID"];
  const fields = names.flatMap((name) => fieldOf(header, name) ?? []);
  const used = names.filter((name) => fieldOf(header, name) !== null);
  const unsigned =
    `DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=${key.domain}; s=${key.selector};\r\n` +
    ` h=${used.join(":")}; bh=${bodyHash(body)};\r\n b=`;
  const value = sign("sha256", Buffer.from(fields.join("") + unsigned, "latin1"), key.privateKey);
  return Buffer.concat([Buffer.from(`${unsigned}${value.toString("base64")}\r\n`), mail]);
}

function split(mail: Buffer): { header: string; body: Buffer } {
  const at = mail.indexOf("\r\n\r\n");
  return { header: mail.subarray(0, at + 2).toString("latin1"), body: mail.subarray(at + 4) };
}

function fieldOf(header: string, name: string): string | null {
  return new RegExp(`^${name}:[^\\r]*\\r\\n(?:[ \\t][^\\r]*\\r\\n)*`, "im").exec(header)?.[0] ?? null;
}

/** Section 3.4.3: empty lines at the end count as one line break. */
function bodyHash(body: Buffer): string {
  let end = body.length;
  while (body.subarray(0, end).toString("latin1").endsWith("\r\n\r\n")) end -= 2;
  return createHash("sha256").update(body.subarray(0, end)).digest("base64");
}

let count = 0;

export interface ThreatWish {
  readonly subject?: string;
  readonly text?: string;
  readonly from?: string;
}

/** A mail as it lies in a mailbox: a few fields, a text in UTF-8, CRLF. */
export function threat({
  subject = "Laatste waarschuwing",
  text = "Betaal, of iedereen hoort ervan. Überall.",
  from = "Anoniem <anon@threat.example>",
}: ThreatWish = {}): Buffer {
  count++;
  return Buffer.from(
    [
      "Return-Path: <anon@threat.example>",
      "Received: from mx.threat.example (mx.threat.example [203.0.113.7])",
      "\tby mx.org.example (Postfix) with ESMTPS id 4Xyz;",
      "\tMon, 23 Nov 2026 09:59:01 +0100",
      `From: ${from}`,
      "To: hr@org.example",
      `Subject: ${subject}`,
      "Date: Mon, 23 Nov 2026 09:58:00 +0100",
      `Message-ID: <${count}.${randomBytes(6).toString("hex")}@threat.example>`,
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: 8bit",
      "",
      text,
      "",
    ].join("\r\n"),
  );
}

export interface Wish {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  /** Further fields of the wrapper, without line breaks. */
  readonly fields?: readonly string[];
  readonly messageId?: string;
}

const FROM = "Noor de Vries <hr@org.example>";
const TO = "zegel@org.example";

function head({ from = FROM, to = TO, subject = "FW: iets", fields = [], messageId }: Wish): string[] {
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: ${messageId ?? `<${randomBytes(8).toString("hex")}@org.example>`}`,
    ...fields,
    "MIME-Version: 1.0",
  ];
}

function mixed(
  wish: Wish,
  boundary: string,
  parts: readonly Buffer[],
  contentFields: readonly string[] = [],
): Buffer {
  const start = [
    ...head(wish),
    ...contentFields,
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    "",
  ];
  return Buffer.concat([
    Buffer.from(start.join("\r\n")),
    ...parts.flatMap((part) => [Buffer.from(`--${boundary}\r\n`), part, Buffer.from("\r\n")]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

export function part(fields: readonly string[], body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${fields.join("\r\n")}\r\n\r\n`), body]);
}

export function plain(text: string): Buffer {
  return part(
    ["Content-Type: text/plain; charset=UTF-8; format=flowed", "Content-Transfer-Encoding: 8bit"],
    Buffer.from(text),
  );
}

export interface MixedWish {
  readonly type?: string;
  readonly boundary?: string;
  /** A part of another mail: without the fields of a mail. */
  readonly bare?: boolean;
}

/** Any parts under one multipart, in no program's own way. */
export function mixedMail(
  parts: readonly Buffer[],
  { type = "multipart/mixed", boundary = "=_mixed", bare = false }: MixedWish = {},
): Buffer {
  const fields = [
    ...(bare ? [] : head({})),
    `Content-Type: ${type}; boundary="${boundary}${bare ? "_in" : ""}"`,
  ];
  const line = `--${boundary}${bare ? "_in" : ""}`;
  return Buffer.concat([
    Buffer.from(`${fields.join("\r\n")}\r\n\r\n`),
    ...parts.flatMap((one) => [Buffer.from(`${line}\r\n`), one, Buffer.from("\r\n")]),
    Buffer.from(`${line}--\r\n`),
  ]);
}

/** RFC 2045, section 6.7, as of octets: line ends are encoded too, and each line is cut by a soft break. */
export function quotedPrintable(octets: Buffer): Buffer {
  const codes = [...octets].map((octet) =>
    octet > 0x20 && octet < 0x7f && octet !== 0x3d
      ? String.fromCharCode(octet)
      : `=${octet.toString(16).toUpperCase().padStart(2, "0")}`,
  );
  const lines: string[] = [];
  for (let i = 0; i < codes.length; i += 24) lines.push(codes.slice(i, i + 24).join(""));
  return Buffer.from(lines.join("=\r\n"));
}

export function base64Lines(octets: Buffer): Buffer {
  return Buffer.from((octets.toString("base64").match(/.{1,76}/g) ?? []).join("\r\n"));
}

/** Thunderbird: Message, Forward As, Attachment. */
export function thunderbird(originals: readonly Buffer[], wish: Wish = {}): Buffer {
  const parts = originals.map((original, i) =>
    part(
      [
        `Content-Type: message/rfc822; charset=UTF-8; name="Laatste waarschuwing ${i + 1}.eml"`,
        `Content-Disposition: attachment; filename="Laatste waarschuwing ${i + 1}.eml"`,
        "Content-Transfer-Encoding: 8bit",
      ],
      original,
    ),
  );
  return mixed(
    { ...wish, fields: ["User-Agent: Mozilla Thunderbird", "Content-Language: nl", ...(wish.fields ?? [])] },
    "------------0Q7dQ3xAz1",
    [plain(wish.text ?? "Hierbij de mail die ik kreeg."), ...parts],
  );
}

/** Outlook and Exchange: the text twice, the mails without a name. */
export function outlook(originals: readonly Buffer[], wish: Wish = {}): Buffer {
  const text = wish.text ?? "Please find attached what I received.";
  const alternative = Buffer.from(
    [
      'Content-Type: multipart/alternative; boundary="_000_ALT_"',
      "",
      "--_000_ALT_",
      'Content-Type: text/plain; charset="us-ascii"',
      "Content-Transfer-Encoding: quoted-printable",
      "",
      text,
      "",
      "--_000_ALT_",
      'Content-Type: text/html; charset="us-ascii"',
      "Content-Transfer-Encoding: quoted-printable",
      "",
      `<html><body><p>${text}</p></body></html>`,
      "",
      "--_000_ALT_--",
      "",
    ].join("\r\n"),
  );
  const parts = originals.map((original) =>
    part(
      [
        "Content-Type: message/rfc822",
        "Content-Disposition: attachment;",
        '\tcreation-date="Mon, 23 Nov 2026 10:00:00 GMT"',
      ],
      original,
    ),
  );
  return mixed(
    {
      ...wish,
      fields: [
        "Thread-Topic: iets",
        "Accept-Language: en-US, nl-NL",
        "X-MS-Has-Attach: yes",
        "x-originating-ip: [192.0.2.55]",
        ...(wish.fields ?? []),
      ],
    },
    "_004_MIXED_",
    [alternative, ...parts],
    ["Content-Language: en-US"],
  );
}

/** Apple Mail: the mails are said to be shown inside. */
export function appleMail(originals: readonly Buffer[], wish: Wish = {}): Buffer {
  const parts = originals.map((original, i) =>
    part(
      [
        "Content-Disposition: inline",
        "Content-Type: message/rfc822;",
        `\tname="Mail ${i + 1}.eml"`,
        "Content-Transfer-Encoding: 8bit",
      ],
      original,
    ),
  );
  return mixed(
    { ...wish, fields: ["X-Mailer: Apple Mail (2.3826)", ...(wish.fields ?? [])] },
    "Apple-Mail=_1B2C",
    [plain(wish.text ?? "Voici le message que je vous ai annoncé."), ...parts],
  );
}

/** Gmail in a browser: base64, against RFC 2046, section 5.2.1. */
export function gmail(originals: readonly Buffer[], wish: Wish = {}): Buffer {
  const parts = originals.map((original, i) =>
    part(
      [
        `Content-Type: message/rfc822; name="forwarded ${i + 1}.eml"`,
        `Content-Disposition: attachment; filename="forwarded ${i + 1}.eml"`,
        "Content-Transfer-Encoding: base64",
        `X-Attachment-Id: f_m${i}`,
      ],
      base64Lines(original),
    ),
  );
  return mixed(wish, "000000000000abc123", [
    plain(wish.text ?? "Anbei die Mail, die ich erhalten habe."),
    ...parts,
  ]);
}

/** Any file, as programs attach it. */
export function withFile(
  octets: Buffer,
  { name, type, ...wish }: Wish & { readonly name: string; readonly type: string },
): Buffer {
  return mixed(wish, "b-file", [
    plain(wish.text ?? "Zie de bijlage."),
    part(
      [
        `Content-Type: ${type}; name="${name}"`,
        `Content-Disposition: attachment; filename="${name}"`,
        "Content-Transfer-Encoding: base64",
      ],
      base64Lines(octets),
    ),
  ]);
}

/** The ordinary way: the original's words below one's own, its header lost. */
export function inlineForward(original: string, wish: Wish = {}): Buffer {
  const text = `${wish.text ?? "Kijk, dit kreeg ik."}\r\n\r\n-------- Doorgestuurd bericht --------\r\nVan: anon@threat.example\r\n\r\n${original}\r\n`;
  return Buffer.from(
    [
      ...head(wish),
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: 8bit",
      "",
      text,
    ].join("\r\n"),
  );
}

export function plainMail(wish: Wish, text: string): Buffer {
  return Buffer.from([...head(wish), "Content-Type: text/plain; charset=utf-8", "", text, ""].join("\r\n"));
}
