/** Mails that repeat one thing without end: what a parser may have to look behind or ahead for. */

const RECEIVED =
  "Received: from a.example (b.example [192.0.2.7]) by mx.example.com with ESMTPS id x for <a@example.com>; Mon, 23 Nov 2026 10:00:00 +0000\r\n";
const BASE64 = "VGhpcyBpcyBhIHRocmVhdC4g";

/** A header with this inside, and a body of one line. */
export function withFields(fields: string): string {
  return `From: a@example.com\r\n${fields}Date: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\nHello\r\n`;
}

function withBody(type: string, body: string, encoding = "8bit"): string {
  return `From: a@example.com\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
}

export function html(body: string): string {
  return withBody("text/html; charset=utf-8", body);
}

export function plain(body: string): string {
  return withBody("text/plain; charset=utf-8", body);
}

function parts(part: (i: number) => string, count: number): string {
  const all = Array.from({ length: count }, (_, i) => `--x\r\n${part(i)}\r\n`).join("");
  return withBody("multipart/mixed; boundary=x", `${all}--x--\r\n`);
}

function nested(count: number): string {
  const open = Array.from(
    { length: count },
    (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`,
  );
  return withBody("multipart/mixed; boundary=b0", open.join(""));
}

export function attachment(name: string, octets: string): string {
  return withBody(`application/octet-stream; name="${name}"`, octets, "binary");
}

export const WHOLE: readonly (readonly [string, (count: number) => string, number])[] = [
  ["fields without a name that is known", (n) => withFields("X-A: b\r\n".repeat(n)), 800],
  [
    "fields, each with another name",
    (n) => withFields(Array.from({ length: n }, (_, i) => `X-${i}: b\r\n`).join("")),
    800,
  ],
  ["fields of one octet", (n) => withFields("a:\n".repeat(n)), 3_000],
  ["Received", (n) => withFields(RECEIVED.repeat(n)), 625],
  ["Received without a date", (n) => withFields("Received: from a\r\n".repeat(n)), 625],
  [
    "Received with falling times",
    (n) =>
      withFields(
        Array.from(
          { length: n },
          (_, i) => `Received: from a by b; ${new Date(1e12 - i * 1e6).toUTCString()}\r\n`,
        ).join(""),
      ),
    625,
  ],
  [
    "Received, each from another address",
    (n) =>
      withFields(
        Array.from(
          { length: n },
          (_, i) =>
            `Received: from a ([203.0.${i >> 8}.${i & 255}]) by b${i}.example; Mon, 23 Nov 2026 10:00:00 +0000\r\n`,
        ).join(""),
      ),
    625,
  ],
  [
    "DKIM-Signature",
    (n) =>
      withFields(
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=a.example; s=s; h=from:date; bh=YQ==; b=YQ==\r\n".repeat(
          n,
        ),
      ),
    625,
  ],
  [
    "DKIM-Signature, each with another l=",
    (n) =>
      withFields(
        Array.from(
          { length: n },
          (_, i) =>
            `DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s; h=from; l=${i}; bh=YQ==; b=YQ==\r\n`,
        ).join(""),
      ),
    625,
  ],
  [
    "DKIM-Signature over all fields there are",
    (n) =>
      withFields(
        `${"X-A: b\r\n".repeat(n)}DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s; h=${"X-A:".repeat(n)}from; bh=YQ==; b=YQ==\r\n`,
      ),
    1_250,
  ],
  [
    "ARC sets",
    (n) =>
      withFields(
        Array.from(
          { length: n },
          (_, i) =>
            `ARC-Seal: i=${i}; a=rsa-sha256; cv=pass; d=a.example; s=s; b=YQ==\r\nARC-Message-Signature: i=${i}; a=rsa-sha256; d=a.example; s=s; h=from; bh=YQ==; b=YQ==\r\nARC-Authentication-Results: i=${i}; a.example; spf=pass\r\n`,
        ).join(""),
      ),
    625,
  ],
  [
    "Authentication-Results",
    (n) => withFields("Authentication-Results: a.example; spf=pass smtp.mailfrom=b.example\r\n".repeat(n)),
    625,
  ],
  ["From", (n) => withFields("From: x <x@example.com>\r\n".repeat(n)), 2_500],
  ["Reply-To", (n) => withFields("Reply-To: x <x@example.org>\r\n".repeat(n)), 2_500],
  [
    "X-Originating-IP",
    (n) =>
      withFields(
        Array.from({ length: n }, (_, i) => `X-Originating-IP: [203.0.${i >> 8}.${i & 255}]\r\n`).join(""),
      ),
    2_500,
  ],
  [
    "nested comments",
    (n) =>
      withFields(
        `Received: from a ${"(".repeat(n)}${")".repeat(n)} by b; Mon, 23 Nov 2026 10:00:00 +0000\r\n`,
      ),
    6_250,
  ],
  [
    "comments one after the other",
    (n) => withFields(`Received: from a ${"(b [192.0.2.1])".repeat(n)} by b\r\n`),
    3_750,
  ],
  ["MIME parts", (n) => parts((i) => `Content-Type: text/plain; name="${i}.txt"\r\n\r\nHello`, n), 625],
  ["MIME parts without a header", (n) => parts(() => "", n), 2_500],
  [
    "attachments of one octet",
    (n) =>
      parts(
        (i) => `Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=${i}.pdf\r\n\r\n%`,
        n,
      ),
    625,
  ],
  ["multipart in multipart", nested, 625],
  [
    "messages in messages",
    (n) => withBody("message/rfc822", "Content-Type: message/rfc822\r\n\r\n".repeat(n)),
    1_250,
  ],
  [
    "lines that nearly are a boundary",
    (n) => withBody("multipart/mixed; boundary=x", "--\r\n--y\r\n-- x\r\n".repeat(n)),
    3_750,
  ],
  ["base64 without a line break", (n) => withBody("text/plain", BASE64.repeat(n), "base64"), 2_500],
  ["base64 in lines of one", (n) => withBody("text/html", "Y\r\n".repeat(n), "base64"), 15_000],
  [
    "quoted-printable, all escaped",
    (n) => withBody("text/html", "=41=3D".repeat(n), "quoted-printable"),
    10_000,
  ],
  [
    "quoted-printable, all soft breaks",
    (n) => withBody("text/plain", "=\r\n".repeat(n), "quoted-printable"),
    15_000,
  ],
  [
    "quoted-printable, white space before a break",
    (n) => withBody("text/plain", `${" ".repeat(n)}x`, "quoted-printable"),
    50_000,
  ],
  ["spaces in the body", (n) => plain(`${" ".repeat(n)}x`), 62_500],
  ["empty lines in the body", (n) => plain(`${"\r\n".repeat(n)}x`), 30_000],
  ["line feeds alone", (n) => plain("\n".repeat(n)), 62_500],
];
