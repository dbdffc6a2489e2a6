import * as fc from "fast-check";
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

const BASE = ["From: a@a.test", "Subject: x", "Date: 3 Nov 2026 12:00:00 +0100"];

async function analyse(...lines: string[]) {
  const message = `${[...BASE, ...lines].join("\r\n")}\r\n\r\nx`;
  return analyseMessage(utf8(message), { provenance: "supplied-file", capture: "as-served" });
}
const clientOf = async (...lines: string[]) => (await analyse(...lines)).client;

describe("what the program says and looks like (FORENSICS 2.5)", () => {
  test("claim, languages, charset, zone", async () => {
    expect(
      await clientOf(
        "User-Agent: Mozilla Thunderbird",
        "Accept-Language: nl-NL, en-US;q=0.5",
        "Content-Language: nl",
        "Content-Type: text/plain; charset=UTF-8",
      ),
    ).toMatchObject({
      claimed: "Mozilla Thunderbird",
      languages: ["nl-NL", "en-US", "nl"],
      zoneMinutes: 60,
      contradictions: [],
    });
  });
  test.each([
    [
      "gmail",
      "Message-ID: <CAF0123456789abcdefABCDEF0123456789@mail.gmail.com>",
      "000000000000a1b2c3d4e5f60718",
    ],
    ["thunderbird", "X: y", "------------AbCdEfGhIjKlMnOpQrStUvWx"],
    ["apple-mail", "X: y", "Apple-Mail=_11111111-2222-3333-4444-555555555555"],
    ["outlook", "X: y", "----=_NextPart_000_0001_01DA0000.12345678"],
    ["python", "X: y", "===============1234567890123456789=="],
    ["javamail", "X: y", "----=_Part_1_2.1793709300000"],
    ["nodemailer", "X: y", "--_NmP-0123456789abcdef-Part_1"],
  ])("looks like %s", async (code, line, boundary) => {
    expect((await clientOf(line, `Content-Type: multipart/mixed; boundary="${boundary}"`)).looksLike).toBe(
      code,
    );
  });
  test("fingerprint: order and letter case of what the sender's side wrote; servers' fields do not count", async () => {
    const one = await clientOf("Message-Id: <1@a.test>", "MIME-Version: 1.0");
    const two = await clientOf("X-Spam: no", "Message-Id: <2@a.test>", "Received: from a by b; x");
    expect(one.fingerprint).toBe("From,Subject,Date,Message-Id;-");
    expect(two.fingerprint).toBe(one.fingerprint);
    expect((await clientOf("Message-ID: <1@a.test>")).fingerprint).not.toBe(one.fingerprint);
  });
});

describe("what does not fit together", () => {
  test.each([
    ["client-claims-differ", ["X-Mailer: Apple Mail (2.1)", "User-Agent: Mozilla Thunderbird"]],
    [
      "client-boundary-differs",
      [
        "X-Mailer: Apple Mail (2.1)",
        'Content-Type: multipart/mixed; boundary="===============1234567890123456789=="',
      ],
    ],
    [
      "client-message-id-differs",
      ["X-Mailer: Apple Mail (2.1)", "Message-ID: <179370930000.1.123456789012345678@host>"],
    ],
    ["client-mimeole-differs", ["X-Mailer: Thing 1", "X-MimeOLE: Produced By Microsoft MimeOLE V6.00"]],
    ["client-is-browser-text", ["User-Agent: Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/94"]],
    ["client-long-outdated", ["X-Mailer: Microsoft Outlook Express 6.00.2600.0000"]],
  ])("%s", async (code, lines) => {
    const { client, findings } = await analyse(...lines);
    expect(client.contradictions).toEqual([code]);
    const found = findings.find((one) => one.code === code);
    expect(found?.basis.length).toBeGreaterThan(0);
  });
  test("client-zone-impossible", async () => {
    const message = utf8("From: a@a.test\r\nDate: 3 Nov 2026 12:00:00 +0737\r\n\r\n");
    const { findings } = await analyseMessage(message, { provenance: "supplied-file", capture: "as-served" });
    expect(findings.find(({ code }) => code === "client-zone-impossible")?.details["zone"]).toBe("+0737");
  });
  test("a provider that replaced the program's Message-ID contradicts nothing", async () => {
    const id = "SN4PR0601MB86652CB109D41198A409AF3AEE18A@SN4PR0601MB8665.namprd06.prod.outlook.com";
    expect((await clientOf("X-Mailer: Apple Mail (2.1)", `Message-ID: <${id}>`)).contradictions).toEqual([]);
  });
  test("Outlook and Outlook Express share a boundary form", async () => {
    const boundary = 'Content-Type: multipart/mixed; boundary="----=_NextPart_000_0001_01DA0000.12345678"';
    expect((await clientOf("X-Mailer: Microsoft Windows Live Mail 16.4", boundary)).contradictions).toEqual(
      [],
    );
  });
});

test("property: hostile fields give bounded text", async () => {
  const names = fc.constantFrom(
    "X-Mailer",
    "User-Agent",
    "Content-Language",
    "Content-Type",
    "Message-ID",
    "Date",
  );
  const fields = fc.array(fc.tuple(names, fc.string({ unit: "binary", maxLength: 500 })), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fields, async (all) => {
      const client = await clientOf(...all.map(([name, body]) => `${name}: ${body}`));
      expect((client.claimed ?? "").length).toBeLessThanOrEqual(300);
      expect(client.languages.length).toBeLessThanOrEqual(10);
      expect((client.fingerprint ?? "").length).toBeLessThan(5_000);
    }),
  );
});
