import * as fc from "fast-check";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { analyseMessage } from "../../../../src/core/analysis/analyse.ts";
import { PROVIDERS } from "../../../../src/core/analysis/providers/detect.ts";
import type { Analysis, ProviderFinding } from "../../../../src/core/analysis/types.ts";
import {
  HIDE_CODES,
  loadProviderFactWords,
  REQUEST_ITEMS,
  REQUEST_VALUES,
  REVEAL_CODES,
} from "../../../../src/core/analysis/words/provider-fact-codes.ts";
import { WORD_LANGUAGES } from "../../../../src/core/analysis/words/words.ts";
import { utf8 } from "../../../../src/core/base/bytes.ts";

const DATE = "Tue, 3 Nov 2026 12:00:05 +0000";
const sign = (domain: string, selector = "s") =>
  `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=${selector}; h=from; bh=AA==; b=AA==`;
const received = (from: string, by: string, rest = "with ESMTPS id 1") =>
  `Received: from ${from} by ${by} ${rest}; ${DATE}`;

function analyse(...lines: string[]): Promise<Analysis> {
  const message = `${lines.join("\r\n")}\r\n\r\nx`;
  return analyseMessage(utf8(message), { provenance: "supplied-file", capture: "as-served" });
}
const providerOf = async (...lines: string[]) => (await analyse(...lines)).provider;
const codesOf = async (...lines: string[]) => (await analyse(...lines)).findings.map(({ code }) => code);
const requestOf = (found: ProviderFinding | null, item: string) =>
  found?.request.filter((one) => one.item === item).map(({ value }) => value);

const GMAIL_ID = "<CAF0123456789abcdefABCDEF0123456789=-_x@mail.gmail.com>";
const GMAIL_PROGRAM = [
  received("mail-ej1-f41.google.com (mail-ej1-f41.google.com [192.0.2.41])", "mx.own.example"),
  received("laptop ([8.8.4.4])", "smtp.gmail.com", "with ESMTPSA id x.2026.11.03.04.00.01"),
  sign("gmail.com"),
  "X-Gm-Message-State: AOJu0Yw",
  "From: a@gmail.com",
  "Message-ID: <1.2@laptop>",
  `Date: ${DATE}`,
];

describe("Gmail (FORENSICS 4)", () => {
  test("a mail program: address and HELO are recorded, and go into the request", async () => {
    const found = await providerOf(...GMAIL_PROGRAM);
    expect(found).toMatchObject({ id: "gmail", account: "a@gmail.com", samples: 361 });
    expect(found?.reveals).toEqual(
      expect.arrayContaining(["client-ip", "client-helo", "mail-program-used", "account-address"]),
    );
    expect(found?.hides).not.toContain("client-ip-in-web-and-app");
    expect(requestOf(found, "account")).toEqual(["a@gmail.com"]);
    expect(requestOf(found, "window-start")).toEqual(["2026-11-03T11:00:01.000Z"]);
    expect(requestOf(found, "window-end")).toEqual(["2026-11-03T13:00:05.000Z"]);
    expect(requestOf(found, "message-id")).toEqual(["<1.2@laptop>"]);
    expect(requestOf(found, "submission-ip")).toEqual(["8.8.4.4"]);
    expect(requestOf(found, "who-may-ask")).toContain("who-authorities-only");
    expect(requestOf(found, "checked-on")).toEqual(["2026-11"]);
    expect(await codesOf(...GMAIL_PROGRAM)).toContain("client-address-recorded");
  });
  test("web or app: no address, and the finding says what to ask for", async () => {
    const web = [
      received("mail-ej1-f41.google.com (mail-ej1-f41.google.com [192.0.2.41])", "mx.own.example"),
      `Received: by mail-ej1-f41.google.com with SMTP id 2; ${DATE}`,
      sign("gmail.com"),
      `Message-ID: ${GMAIL_ID}`,
      "From: a@gmail.com",
    ];
    expect((await providerOf(...web))?.hides).toContain("client-ip-in-web-and-app");
    const hidden = (await analyse(...web)).findings.find(
      ({ code }) => code === "provider-hides-client-address",
    );
    expect(hidden?.details).toMatchObject({ provider: "Gmail", account: "a@gmail.com" });
    expect(hidden?.details["identifiers"]).toContain("Message-ID");
  });
  test("API: the project's number is an identifier of the request", async () => {
    const found = await providerOf(
      received("123456789012 named unknown", "gmailapi.google.com", "with HTTPREST"),
      sign("gmail.com"),
      `Message-ID: ${GMAIL_ID}`,
      "From: a@gmail.com",
    );
    expect(found?.reveals).toEqual(expect.arrayContaining(["api-used", "google-project-number"]));
    expect(requestOf(found, "identifier")).toContain("Google project: 123456789012");
  });
  test("a customer of Workspace, and a service: other profiles", async () => {
    const workspace = await providerOf(
      `Received: by mail-ej1-f41.google.com with SMTP id 2; ${DATE}`,
      sign("company-test.20230601.gappssmtp.com"),
      `Message-ID: ${GMAIL_ID}`,
      "From: a@company.test",
    );
    expect([workspace?.id, workspace?.account]).toEqual(["google-workspace", "a@company.test"]);
    const service = await providerOf(
      `Received: by mail-ej1-f41.google.com with SMTP id 2; ${DATE}`,
      "Message-ID: <0000000000001234567890abcdef@google.com>",
      "From: noreply@x.firebaseapp.com",
    );
    expect([service?.id, service?.account]).toEqual(["google-service", null]);
  });
  test("a header copied from another mail names no provider, and is a finding", async () => {
    const copied = [
      received("bulk.evil.test (bulk.evil.test [192.0.2.66])", "mx.own.example"),
      `Received: by mail-ej1-f41.google.com with SMTP id 2; ${DATE}`,
      sign("gmail.com"),
      "X-Gm-Message-State: AOJu0Yw",
      "From: a@gmail.com",
    ];
    expect(await providerOf(...copied)).toBeNull();
    expect(await codesOf(...copied)).toContain("provider-fields-copied");
  });
});

describe("other providers (FORENSICS 4)", () => {
  const cases: [string, string | null, string[]][] = [
    [
      "yahoo",
      "real@yahoo.com",
      [
        received("sonic.gate.mail.ne1.yahoo.com", "sonic310.consmr.mail.bf2.yahoo.com", "with HTTP"),
        sign("yahoo.com"),
        "X-Sonic-MF: <Real@yahoo.com>",
        "X-Sonic-ID: 11111111-2222-4333-8444-555555555555",
        "From: alias@yahoo.com",
      ],
    ],
    [
      "outlook.com",
      "a@hotmail.com",
      [
        received(
          "A.namprd06.prod.outlook.com ([fe80::1])",
          "A.namprd06.prod.outlook.com ([fe80::1%3])",
          "with mapi id 15.20",
        ),
        "x-tmn: [abc]",
        "From: a@hotmail.com",
      ],
    ],
    [
      "proton",
      "a@proton.me",
      [sign("proton.me", "protonmail3"), "Feedback-ID: 12345678:user:proton", "From: a@proton.me"],
    ],
    [
      "icloud",
      "a@icloud.com",
      [
        received("192.0.2.9 (x.me.com [17.57.156.26])", "ci74p00im-qukt09.me.com", "with ESMTPSA id 1"),
        sign("icloud.com", "1a1hai"),
        "From: a@icloud.com",
      ],
    ],
    [
      "gmx",
      "a@gmx.de",
      [
        received(
          "laptop ([8.8.4.4])",
          "mail.gmx.net (mrgmx005 [212.227.17.184])",
          "with ESMTPSA (Nemesis) id 1",
        ),
        sign("gmx.de"),
        "X-Provags-ID: V03:K1:abc",
        "From: a@gmx.de",
      ],
    ],
    [
      "tuta",
      "a@tutanota.com",
      [
        received("w4.tutanota.de (w4.tutanota.de [192.168.1.165])", "w1.tutanota.de", "with ESMTP id 1"),
        sign("tutanota.com", "s1"),
        "From: a@tutanota.com",
      ],
    ],
    [
      "kpn",
      "a@kpnmail.nl",
      [
        received(
          "laptop ([8.8.4.4])",
          "smtp.kpnmail.nl",
          "with ESMTPSA id 1a2b3c4d-1111-11ee-9999-005056aba152",
        ),
        sign("kpnmail.nl"),
        "From: a@kpnmail.nl",
      ],
    ],
    [
      "ziggo",
      "a@ziggo.nl",
      [
        received("laptop ([8.8.4.4])", "smtp6.tb.mail.iss.as9143.net", "with esmtpsa id 1"),
        sign("ziggo.nl"),
        "From: a@ziggo.nl",
      ],
    ],
  ];
  test.each(cases)("%s", async (id, account, lines) => {
    const found = await providerOf(...lines, `Date: ${DATE}`);
    expect([found?.id, found?.account]).toEqual([id, account]);
    if ((found?.samples ?? 0) < 10) {
      expect(found?.confidence).toBe("low");
      expect(requestOf(found, "fact")).toContain("fact-profile-few-samples");
    }
  });
  test("iCloud: the address beside the HELO is Apple's, so it is no submission address", async () => {
    const found = await providerOf(...(cases[3]?.[2] ?? []));
    expect(found?.reveals).toContain("client-helo");
    expect(found?.reveals).not.toContain("client-ip");
    expect(requestOf(found, "submission-ip")).toEqual([]);
  });
  test("a port that the server noted is in the request", async () => {
    const found = await providerOf(
      received("laptop ([8.8.4.4] port=40123)", "mail.gmx.net", "with ESMTPSA id 1"),
      sign("gmx.de"),
      "From: a@gmx.de",
    );
    expect(requestOf(found, "submission-port")).toEqual(["40123"]);
  });
  test.each([
    "gmail.com",
    "yahoo.com",
    "hotmail.com",
    "proton.me",
    "icloud.com",
    "gmx.net",
    "web.de",
    "tuta.com",
    "ziggo.nl",
  ])(
    "From on %s alone claims nothing, also with a Message-ID and an unverified signature there",
    async (domain) => {
      const lines = [received("evil.test ([192.0.2.66])", "mx.own.example"), `From: a@${domain}`];
      expect(await providerOf(...lines, `Message-ID: <1@${domain}>`)).toBeNull();
      expect(await codesOf(...lines)).toContain("from-provider-not-shown");
    },
  );
});

describe("forms that fit each other in real mail", () => {
  test("Outlook.com: the boundary holds the Message-ID's local part", async () => {
    const local = "SN4PR0601MB86652CB109D41198A409AF3AEE18A";
    const mail = (boundary: string) => [
      "x-tmn: [abc]",
      "From: a@hotmail.com",
      `Message-ID: <${local}@SN4PR0601MB8665.namprd06.prod.outlook.com>`,
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
    ];
    expect(await codesOf(...mail(`_004_${local}SN4PR0601MB8665_`))).not.toContain("outlook-boundary-differs");
    expect(await codesOf(...mail("a1b2c3d4"))).toContain("outlook-boundary-differs");
  });
  test("Yahoo: the Message-ID's second number is the boundary's counter and one", async () => {
    const mail = (counter: number) => [
      "From: a@yahoo.com",
      `Message-ID: <11.${counter}.1717963832069@mail.yahoo.com>`,
      'Content-Type: multipart/alternative; boundary="----=_Part_2067268_204353403.1717963832068"',
    ];
    expect(await codesOf(...mail(2067269))).not.toContain("yahoo-counter-differs");
    expect(await codesOf(...mail(2067270))).toContain("yahoo-counter-differs");
  });
  test("Gmail: the web's Message-ID never comes through smtp.gmail.com with a sign-in, nor from elsewhere", async () => {
    const id = `Message-ID: ${GMAIL_ID}`;
    expect(await codesOf(...GMAIL_PROGRAM.filter((line) => !line.startsWith("Message-ID")), id)).toContain(
      "gmail-route-differs",
    );
    expect(await codesOf(received("x.test", "mx.own.example"), id, "From: a@a.test")).toContain(
      "gmail-route-differs",
    );
  });
  test("Proton: signatures of three days", async () => {
    const mail = (expires: number) => [
      sign("proton.me", "protonmail").replace("s=", `t=1000000000; x=${expires}; s=`),
      "Feedback-ID: 1:user:proton",
      "From: a@proton.me",
    ];
    expect(await codesOf(...mail(1_000_259_200))).not.toContain("proton-expiry-differs");
    expect(await codesOf(...mail(1_000_259_201))).toContain("proton-expiry-differs");
  });
});

test.each(WORD_LANGUAGES)("%s: each code has words of its own", async (language) => {
  const words = await loadProviderFactWords(language);
  for (const code of REVEAL_CODES) expect(words.reveals[code]).toMatch(/\S/);
  for (const code of HIDE_CODES) expect(words.hides[code]).toMatch(/\S/);
  for (const code of REQUEST_ITEMS) expect(words.items[code]).toMatch(/\S/);
  for (const code of REQUEST_VALUES) expect(words.values[code]).toMatch(/\S/);
});

test("property: hostile headers give at most one provider, with bounded lists", async () => {
  const names = fc.constantFrom(
    ...[
      "Received",
      "DKIM-Signature",
      "Message-ID",
      "From",
      "X-Sonic-MF",
      "x-tmn",
      "Feedback-ID",
      "Content-Type",
    ],
  );
  const bodies = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.constantFrom(
      "from a by smtp.gmail.com with ESMTPSA; x",
      "v=1; d=gmail.com; s=protonmail",
      GMAIL_ID,
      "a@gmail.com",
      "1:user:proton",
    ),
  );
  const headers = fc.array(fc.tuple(names, bodies), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(headers, async (fields) => {
      const found = await providerOf(...fields.map(([name, body]) => `${name}: ${body}`));
      if (found === null) return;
      expect(PROVIDERS.map(({ id }) => id)).toContain(found.id);
      expect(found.request.length).toBeLessThan(50);
      for (const { value } of found.request) expect(value.length).toBeLessThanOrEqual(300);
    }),
  );
});

const CORPUS = join(process.cwd(), "../shared/corpus/phishing");
const corpus = existsSync(CORPUS) ? test : test.skip;
if (!existsSync(CORPUS)) console.warn("providers on real mail: skipped, ../shared/corpus is not there");

corpus(
  "real mail: a provider is claimed only where the receiver noted its server or its valid signature",
  async () => {
    const counts: Record<string, number> = {};
    const unsupported: string[] = [];
    for (const file of readdirSync(CORPUS)) {
      const octets = readFileSync(join(CORPUS, file));
      const analysis = await analyseMessage(octets, { provenance: "supplied-file", capture: "as-served" });
      const { provider } = analysis;
      if (provider === null) continue;
      counts[provider.id] = (counts[provider.id] ?? 0) + 1;
      if (!isSupported(analysis)) unsupported.push(`${file} ${provider.id}`);
    }
    console.log(counts);
    expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBeGreaterThan(450);
    expect(unsupported).toEqual(EXPLAINED);
  },
  60_000,
);

/** From Gmail to Gmail, where both names are Google's; and a mailing list that dropped the lines before its own. */
const EXPLAINED = ["sample-1254.eml gmail", "sample-5478.eml gmail"];

const SERVERS: Readonly<Record<string, RegExp>> = {
  gmail: /(?:^|\.)google\.com$|smtp\.gmail\.com$/i,
  "google-workspace": /(?:^|\.)google\.com$|smtp-relay\.gmail\.com$/i,
  "google-service": /(?:^|\.)google\.com$/i,
  yahoo: /\.yahoo\.com$/i,
  "outlook.com": /\.outbound\.protection\.outlook\.com$|\.prod\.outlook\.com$/i,
  "microsoft-365": /\.outbound\.protection\.outlook\.com$|\.prod\.(?:outlook|exchangelabs)\.com$/i,
  proton: /\.protonmail\.ch$/i,
  icloud: /\.me\.com$/i,
  gmx: /\.(?:gmx\.net|web\.de)$/i,
};

/** Another server noted that it received from one of the provider's, or that a signature was valid. */
function isSupported({ provider, hops }: Analysis): boolean {
  if (provider?.signs.includes("dkim-pass")) return true;
  const own = SERVERS[provider?.id ?? ""] ?? /^$/;
  const noted = hops.some(({ from, by }) => own.test(from.rdns ?? from.helo ?? "") && !own.test(by ?? ""));
  return noted;
}
