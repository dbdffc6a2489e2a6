import * as fc from "fast-check";
import { analyseBody } from "../../../../src/core/analysis/body/analyse-body.ts";
import type { BodyAnalysis } from "../../../../src/core/analysis/types.ts";
import { readHeaderFields } from "../../../../src/core/mail/header-fields.ts";
import { readMimeTree } from "../../../../src/core/mail/mime-tree.ts";
import {
  base64Lines,
  bodyOf,
  html,
  messageOf,
  plain,
  quotedPrintable,
  rawText,
  toOctets,
} from "./message.ts";

const LETTER =
  "Wij weten wat u heeft gedaan, mevrouw Smüller 😀. Betaal 5.000 € binnen 48 uur op " +
  "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4 of wij sturen alles naar de pers. " +
  "Schrijf ons op wij@mail.example of bel +31 20 794 0000. Zie ook https://a.example/é?x=1 voor bewijs.";

/** Every quote of a body, with the list that it stands in. */
function quotesOf(body: BodyAnalysis) {
  const { urls, mailAddresses, phones, wallets, quotes, hidden, remote, forms } = body;
  return Object.entries({ urls, mailAddresses, phones, wallets, quotes, hidden, remote, forms }).flatMap(
    ([list, entries]) => entries.map((entry) => ({ list, ...entry })),
  );
}

describe("a letter in plain text", () => {
  test("everything asked for, each as its literal octets", async () => {
    const octets = messageOf("text/plain", LETTER);
    const body = await bodyOf(octets);
    expect(body.language).toEqual({ code: "nl", confidence: expect.any(String) });
    expect(body.characters).toBe(LETTER.length);
    expect(body.truncated).toBe(false);
    expect(body.wallets).toMatchObject([
      { currency: "bitcoin", text: "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4" },
    ]);
    expect(body.phones).toMatchObject([{ number: "+31207940000", country: "NL" }]);
    expect(body.mailAddresses).toMatchObject([{ text: "wij@mail.example" }]);
    expect(body.urls).toMatchObject([
      { text: "hxxps://a[.]example/é?x=1", host: "a.example", shownAs: null },
    ]);
    expect(rawText(octets, (body.urls[0] as BodyAnalysis["urls"][number]).basis)).toBe(
      "https://a.example/é?x=1",
    );
    expect(new Set(body.quotes.map(({ kind }) => kind))).toEqual(
      new Set(["demand", "deadline", "amount", "threat"]),
    );
    for (const { list, text, basis } of quotesOf(body)) {
      expect(basis.field).toBe("body");
      if (list !== "urls") expect(rawText(octets, basis)).toBe(text);
    }
  });
});

describe("places in the raw octets", () => {
  test.each([
    ["quoted-printable", quotedPrintable(LETTER)],
    [
      "quoted-printable",
      quotedPrintable(LETTER)
        .replace(/.{60}/g, "$&=\r\n")
        .replace(/=\r\n([0-9A-F])/g, "$1"),
    ],
    ["base64", base64Lines(LETTER)],
  ])("%s: the same lists, and their octets decode to what is quoted", async (encoding, encoded) => {
    const octets = messageOf("text/plain", encoded, encoding);
    const body = await bodyOf(octets);
    const direct = await plain(LETTER);
    expect(quotesOf(body).map(({ basis: _basis, ...entry }) => entry)).toEqual(
      quotesOf(direct).map(({ basis: _basis, ...entry }) => entry),
    );
    for (const { list, text, basis } of quotesOf(body)) {
      const raw = octets.subarray(basis.offset, basis.offset + basis.octets);
      const decoded = await plainOf(raw, encoding);
      const expected = list === "urls" ? "https://a.example/é?x=1" : text;
      if (encoding === "base64") expect(decoded).toContain(expected);
      else expect(decoded).toBe(expected);
    }
  });

  async function plainOf(raw: Uint8Array, encoding: string): Promise<string> {
    if (encoding === "base64") {
      const binary = atob(new TextDecoder().decode(raw).replace(/\s/g, ""));
      return new TextDecoder().decode(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)));
    }
    const text = new TextDecoder().decode(raw).replace(/=\r\n/g, "");
    return decodeURIComponent(text.replace(/%/g, "=25").replace(/=([0-9A-F]{2})/g, "%$1"));
  }

  test("windows-1252, declared and not", async () => {
    const head = "Content-Type: text/plain; charset=windows-1252\r\n\r\n";
    for (const line of [head, "\r\n"]) {
      const octets = Uint8Array.from(`${line}caf\xe9 \x80 Pay us now, caf\xe9!`, (letter) =>
        letter.charCodeAt(0),
      );
      const [quote] = (await bodyOf(octets)).quotes;
      expect(quote?.text).toBe("café € Pay us now, café!");
      expect(quote?.basis).toEqual({ field: "body", offset: line.length, octets: 24 });
    }
  });

  test("broken UTF-8 before the place counts as the decoder counts it", async () => {
    const broken = [0xff, 0xe2, 0x82, 0x41, 0xf0, 0x9f, 0x98, 0x0a, 0x0a, 0xed, 0xa0, 0x80, 0x2e, 0x20];
    const octets = Uint8Array.from([
      ...toOctets("Content-Type: text/plain; charset=utf-8\r\n\r\n"),
      ...broken,
      ...toOctets("Pay us now."),
    ]);
    const [quote] = (await bodyOf(octets)).quotes;
    expect(rawText(octets, (quote as BodyAnalysis["quotes"][number]).basis)).toBe("Pay us now.");
  });

  test("a charset whose characters have several octets: the whole part", async () => {
    const head = "Content-Type: text/plain; charset=shift_jis\r\n\r\n";
    const octets = Uint8Array.from([...toOctets(head), 0x82, 0xa0, 0x2e, 0x20, ...toOctets("Pay us now.")]);
    const [quote] = (await bodyOf(octets)).quotes;
    expect(quote).toMatchObject({ text: "Pay us now.", basis: { offset: head.length, octets: 15 } });
  });

  test("any text with a sentence in it, in any encoding", async () => {
    const piece = fc.constantFrom("é", "😀", "=", "a", "\r\n", "\u00a0", "=3D", "ÿ", " ", "+");
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), fc.boolean(), async (pieces, isQuoted) => {
        const text = `${pieces.join("")}. https://a.example/x ${pieces.join("")}`;
        const encoded = isQuoted ? quotedPrintable(text) : text;
        const octets = messageOf("text/plain", encoded, isQuoted ? "quoted-printable" : "8bit");
        const url = (await bodyOf(octets)).urls.find(({ host }) => host === "a.example");
        const raw = rawText(octets, (url as BodyAnalysis["urls"][number]).basis);
        expect(isQuoted ? decodeURIComponent(raw.replaceAll("=", "%")) : raw).toBe("https://a.example/x");
      }),
    );
  });
});

describe("HTML", () => {
  test("words cut up by tags and invisible characters are found, and the cutting is reported", async () => {
    const octets = messageOf(
      "text/html",
      "<p>Pl<b></b>ease p\u200bay <i>us</i> no\u00adw or el\u200dse.</p>",
    );
    const body = await bodyOf(octets);
    expect(body.quotes.map(({ kind, text }) => [kind, text])).toContainEqual([
      "demand",
      "Please pay us now or else.",
    ]);
    expect(body.hidden.map(({ how, text }) => [how, text])).toEqual([
      ["zero-width", "pay"],
      ["soft-hyphen", "now"],
    ]);
    const demand = body.quotes.find(({ kind }) => kind === "demand") as BodyAnalysis["quotes"][number];
    expect(rawText(octets, demand.basis)).toBe("Pl<b></b>ease p\u200bay <i>us</i> no\u00adw or el\u200dse.");
  });

  test("invisible characters where they belong are not reported", async () => {
    const texts = [
      "می\u200cخواهم",
      "क्\u200dष",
      "👩\u200d💻",
      "&nbsp;\u200c&nbsp;\u200c",
      "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}",
      "\u2068Jan\u2069",
    ];
    expect((await html(`<p>${texts.join("</p><p>")}</p>`)).hidden).toEqual([]);
  });
  test.each([
    ["bidi-control", "invoice\u202efdp.exe", "invoicefdp.exe"],
    ["tag-characters", "hello\u{e0068}\u{e0069} you", "hello"],
  ])("%s", async (how, text, word) => {
    expect((await plain(text)).hidden).toMatchObject([{ how, text: word }]);
  });

  test("links, what would be loaded, and forms, defanged and each once", async () => {
    const body = await html(
      '<a href="https://evil.example/a">https://bank.example/</a> <a href="https://evil.example/a">again</a>' +
        '<a href="mailto:X@mail.example?subject=a">mail</a><img src="https://t.example/p" width=1 height=1>' +
        '<img src="cid:a"><img src="https://i.example/p"><form action="https://f.example/"><input></form>',
    );
    expect(body.urls).toMatchObject([
      { text: "hxxps://evil[.]example/a", host: "evil.example", shownAs: "bank.example" },
      { host: "bank.example" },
    ]);
    expect(body.mailAddresses).toMatchObject([{ text: "X@mail.example" }]);
    expect(body.remote).toMatchObject([
      { kind: "tracker", host: "t.example" },
      { kind: "image", text: "hxxps://i[.]example/p" },
    ]);
    expect(body.forms).toMatchObject([{ host: "f.example" }]);
  });
});

describe("parts", () => {
  const part = (type: string, text: string, more = "") =>
    `--b\r\nContent-Type: ${type}; charset=utf-8\r\n${more}\r\n${text}\r\n`;
  const multipart = (kind: string, ...parts: string[]) =>
    toOctets(`Content-Type: multipart/${kind}; boundary=b\r\n\r\n${parts.join("")}--b--\r\n`);
  const words = (letter: string) =>
    Array.from(
      { length: 40 },
      (_, i) => `${letter.repeat(4)}${String.fromCharCode(97 + (i % 26))}${i > 25 ? "x" : ""}`,
    ).join(" ");

  test("two forms of one text are read once", async () => {
    const body = await bodyOf(
      multipart("alternative", part("text/plain", LETTER), part("text/html", `<p>${LETTER}</p>`)),
    );
    expect(body.quotes.filter(({ kind }) => kind === "threat")).toHaveLength(2);
    expect(body.characters).toBe(LETTER.length);
    expect(body.hidden).toEqual([]);
  });

  test("two forms that differ are both read, and said", async () => {
    const body = await bodyOf(
      multipart(
        "alternative",
        part("text/plain", `Pay us now. ${words("p")}`),
        part("text/html", `<p>${words("h")}</p>`),
      ),
    );
    expect(body.hidden).toMatchObject([
      { how: "alternative-differs", text: expect.stringMatching(/^Pay us now\. pppp/) },
    ]);
    expect(body.quotes).toMatchObject([{ kind: "demand", text: "Pay us now." }]);
  });

  test("markup in the plain form is carelessness, not another text", async () => {
    const plainForm = `<table><tr><td>${words("p")}</td></tr></table>`;
    const body = await bodyOf(
      multipart("alternative", part("text/plain", plainForm), part("text/html", words("h"))),
    );
    expect(body.hidden).toEqual([]);
  });

  test("attached texts and messages inside are left out", async () => {
    const body = await bodyOf(
      multipart(
        "mixed",
        part("text/plain", "hello"),
        part("text/plain", "Pay us now.", "Content-Disposition: attachment\r\n"),
        "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nPay us now.\r\n",
      ),
    );
    expect(body.quotes).toEqual([]);
    expect(body.characters).toBe(5);
  });

  test("a multipart without its boundary is read as it lies there", async () => {
    const octets = toOctets("Content-Type: multipart/mixed; boundary=c\r\n\r\nPay us now.");
    expect((await bodyOf(octets)).quotes).toHaveLength(1);
  });

  test("no text part: null", async () => {
    const octets = toOctets("Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA");
    expect(await analyseBody(octets, readMimeTree(octets, readHeaderFields(octets)))).toBeNull();
  });

  test("what is longer than 512 KiB is not read, and said; what fits exactly is", async () => {
    const limit = 512 * 1024;
    const over = await plain(`${"a ".repeat(limit / 2)}Pay us now.`);
    expect(over).toMatchObject({ truncated: true, characters: limit - 1, quotes: [] });
    expect(await plain("a ".repeat(limit / 2))).toMatchObject({ truncated: false, characters: limit - 1 });
  });
});

describe("hostile bodies", () => {
  test.each([
    ["1 MB without blanks", "x".repeat(1_000_000)],
    ["dots", "a.".repeat(500_000)],
    ["at signs", "a@".repeat(500_000)],
    ["schemes", "http://".repeat(150_000)],
    ["addresses", "https://a.example/x ".repeat(50_000)],
    ["digits", "0".repeat(1_000_000)],
    ["digits parted", "+1 ".repeat(300_000)],
    ["amounts", "€1 ".repeat(300_000)],
    ["phrases", "pay us now within 48 hours ".repeat(40_000)],
    ["first words only", "you i we within the ".repeat(50_000)],
    ["zero width", "a\u200b".repeat(200_000)],
    ["tags of Unicode", "\u{e0061}".repeat(100_000)],
    ["empty lines", "\r\n".repeat(400_000)],
  ])("%s, as plain text and as HTML: every list bounded", async (_name, text) => {
    for (const body of [await plain(text), await html(`<p>${text}`)]) {
      const { language: _language, characters, truncated: _truncated, ...lists } = body;
      expect(characters).toBeLessThanOrEqual(512 * 1024);
      for (const list of Object.values(lists)) expect(list.length).toBeLessThanOrEqual(200);
    }
  });

  test("any octets under any type and encoding", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom("text/plain", "text/html", "multipart/alternative; boundary=a"),
        fc.constantFrom("7bit", "base64", "quoted-printable"),
        fc.constantFrom("utf-8", "utf-16le", "iso-2022-jp", "gb18030", "x-none", "us-ascii"),
        async (octets, type, encoding, charset) => {
          const head = toOctets(
            `Content-Type: ${type}; charset=${charset}\nContent-Transfer-Encoding: ${encoding}\n\n`,
          );
          const message = Uint8Array.from([...head, ...octets]);
          for (const { basis } of quotesOf(await bodyOf(message))) {
            expect(basis.offset).toBeGreaterThanOrEqual(head.length);
            expect(basis.offset + basis.octets).toBeLessThanOrEqual(message.length);
            expect(basis.octets).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
