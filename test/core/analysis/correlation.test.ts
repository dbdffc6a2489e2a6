import { isCommonHost } from "../../../src/core/analysis/network/common-hosts.ts";
import { analyseMessage } from "../../../src/core/analysis/analyse.ts";
import { correlationKeys, type CorrelationEvidence } from "../../../src/core/analysis/correlation.ts";
import { viewMessage } from "../../../src/core/analysis/message-view.ts";
import type { BodyAnalysis } from "../../../src/core/analysis/types.ts";
import { utf8 } from "../../../src/core/base/bytes.ts";

async function keysOf(...lines: string[]) {
  const message = utf8(`${lines.join("\r\n")}\r\n\r\nx`);
  const analysis = await analyseMessage(message, { provenance: "supplied-file", capture: "as-served" });
  return analysis.correlationKeys;
}
const sign = (domain: string) =>
  `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=s1; h=from; bh=AA==; b=AA==`;

describe("keys of FORENSICS 2.8", () => {
  test.each([
    ["account", "ann@a.test", "X-Authenticated-Sender: host.test: Ann@a.test"],
    ["feedback-id", "1:2:3", "Feedback-ID: 1:2:3"],
    [
      "ses-account",
      "abcdefghijklmnopqrstuvwx=",
      "Feedback-ID: 1.eu-west-1.abcdefghijklmnopqrstuvwx=:AmazonSES",
    ],
    ["sendgrid-account", "123456", "Return-Path: <bounces+123456-ab12-bob=b.test@em1.a.test>"],
    [
      "google-project",
      "123456789012",
      "Received: from 123456789012 named unknown by gmailapi.google.com with HTTPREST; x",
    ],
    ["provags-id", "V03:K1:abc", "X-Provags-ID: V03:K1:abc"],
    ["tenant-domain", "x9.onmicrosoft.com", sign("x9.onmicrosoft.com")],
    ["dkim-selector", "s1._domainkey.own.test", sign("own.test")],
    ["php-script", "1002:mail.php", "X-PHP-Originating-Script: 1002:mail.php"],
    ["message-id-pattern", "x_8-x_4@own.test", "Message-ID: <5d41aa0b-709a@own.test>"],
  ])("%s %s", async (kind, value, line) => {
    expect(await keysOf(line)).toContainEqual({ kind, value });
  });
  test("wallets, numbers, hosts and attachments of the mail itself", () => {
    const quote = (text: string) => ({ text, basis: { field: "body", offset: 0, octets: 1 } });
    const body = {
      wallets: [{ ...quote("bc1qexample"), currency: "BTC" }],
      phones: [{ ...quote("020 1234567"), number: "+31201234567", country: "NL" }],
      mailAddresses: [quote("Contact@evil.test"), quote("victim@own.test")],
      urls: ["evil.test", "www.google.com", "evil.test"].map((host) => ({
        ...quote("x"),
        host,
        shownAs: null,
      })),
    } as unknown as BodyAnalysis;
    const evidence = {
      view: viewMessage(utf8("To: victim@own.test\r\n\r\n")),
      ...{
        hops: [],
        dkim: [],
        originatingIps: [],
        accounts: [],
        provider: null,
        messageId: null,
        returnPath: null,
      },
      client: { claimed: null, looksLike: null, fingerprint: null },
      body,
      attachments: [{ sha256: "ab".repeat(32), octets: 5 }],
    } as unknown as CorrelationEvidence;
    expect(correlationKeys(evidence)).toEqual([
      { kind: "wallet", value: "bc1qexample" },
      { kind: "phone", value: "+31201234567" },
      { kind: "contact-address", value: "contact@evil.test" },
      { kind: "url-host", value: "evil.test" },
      { kind: "attachment", value: "ab".repeat(32) },
    ]);
  });
});

describe("values that everybody shares are no keys", () => {
  test.each([
    ["dkim-selector", sign("gmail.com")],
    ["dkim-selector", sign("amazonses.com")],
    ["message-id-pattern", "Message-ID: <CAF0123456789abcdefABCDEF0123456789@mail.gmail.com>"],
    ["client", "X-Mailer: Apple Mail (2.3654.60.0.2.21)"],
    ["feedback-id", "Feedback-ID: MailTypeReleaseScore:GoogleForms"],
    ["client-fingerprint", "Subject: x\r\nDate: y\r\nMessage-ID: <1@a.test>"],
    ["tenant", "X-MS-Exchange-CrossTenant-AuthAs: Anonymous\r\nX-MS-Exchange-CrossTenant-Id: 1-2"],
  ])("%s: %s", async (kind, line) => {
    expect((await keysOf("From: a@a.test", line)).map((key) => key.kind)).not.toContain(kind);
  });
  test.each([
    ["www.google.com", true],
    ["docs.google.com", false],
    ["forms.google.com", false],
    ["evil.web.app", false],
    ["evil.test", false],
  ])("host %s", (host, common) => {
    expect(isCommonHost(host)).toBe(common);
  });
});

test("a list of a hundred at most, whatever a header repeats", async () => {
  const lines = Array.from(
    { length: 400 },
    (_, i) => `DKIM-Signature: d=own${i}.test; s=s; b=x; bh=y; h=from`,
  );
  expect((await keysOf(...lines)).length).toBeLessThanOrEqual(100);
});
