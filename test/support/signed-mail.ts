/** A mail signed in the test (RFC 6376, simple/simple, rsa-sha256). */
import { createHash, type KeyObject, sign } from "node:crypto";

export interface SignedMailWish {
  readonly domain: string;
  readonly selector: string;
  readonly privateKey: KeyObject;
  readonly subject?: string;
}

/** @returns Source with CRLF; From is at the signing domain. */
export function signedMail({
  domain,
  selector,
  privateKey,
  subject = "last warning",
}: SignedMailWish): string {
  const body = "Pay, or everybody will know.\r\n";
  const from = `From: Somebody <somebody@${domain}>\r\n`;
  const about = `Subject: ${subject}\r\n`;
  const bodyHash = createHash("sha256").update(body).digest("base64");
  const unsigned =
    `DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=${domain}; s=${selector};\r\n` +
    ` h=From:Subject; bh=${bodyHash};\r\n b=`;
  // Section 3.7: the field itself comes last, without its line end.
  const signature = sign("sha256", Buffer.from(`${from}${about}${unsigned}`), privateKey).toString("base64");
  return `${unsigned}${signature}\r\n${from}${about}To: an@acme.example\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\n\r\n${body}`;
}
