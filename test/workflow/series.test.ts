/** What a search for further mails is asked with: strong, few, bounded, and nothing that a search would misread. */
import * as fc from "fast-check";
import { utf8 } from "../../src/core/base/bytes.ts";
import { analyseMessage } from "../../src/core/analysis/analyse.ts";
import { ibansIn } from "../../src/workflow/iban.ts";
import { seriesQuery, seriesWords } from "../../src/workflow/series.ts";

type Known = Parameters<typeof seriesWords>[0];

function known(parts: {
  wallets?: readonly string[];
  phones?: readonly string[];
  quotes?: readonly string[];
  keys?: readonly (readonly [string, string])[];
  from?: string;
}): Known {
  const texts = (list: readonly string[] = []) => list.map((text) => ({ text }));
  return {
    from: parts.from === undefined ? null : { address: parts.from, name: null },
    correlationKeys: (parts.keys ?? []).map(([kind, value]) => ({ kind, value })),
    body: { wallets: texts(parts.wallets), phones: texts(parts.phones), quotes: texts(parts.quotes) },
  } as unknown as Known;
}

test("of a real mail: the wallet, where answers go, and the number as written", async () => {
  const mail = [
    "From: Anon <anon@example.org>",
    "To: hr@example.com",
    "Reply-To: pay@example.net",
    "Subject: x",
    "Content-Type: text/plain",
    "",
    "Send it to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa within a week or call +31 6 12345678.",
    "Or write to other@example.net, not to hr@example.com.",
    "",
  ].join("\r\n");
  const analysis = await analyseMessage(utf8(mail), { provenance: "host-api", capture: "as-served" });
  expect(seriesWords(analysis)).toEqual([
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "pay@example.net",
    "other@example.net",
  ]);
  const item = { ewsId: "e", graphId: null, mailbox: null, size: 1 };
  const facts = { senderAddress: null, conversationId: "c", internetMessageId: null };
  expect(seriesQuery(item, facts, analysis)).toEqual({
    item,
    senderAddress: "anon@example.org",
    conversationId: "c",
    internetMessageId: null,
    words: seriesWords(analysis),
  });
  expect(seriesQuery(item, { ...facts, senderAddress: "host@example.org" }, analysis).senderAddress).toBe(
    "host@example.org",
  );
  expect(seriesQuery(item, facts, null)).toMatchObject({ senderAddress: null, words: [] });
});

test("an account that money is asked for, as it is written", async () => {
  const mail =
    "From: a@b.example\r\nContent-Type: text/plain\r\n\r\nTransfer 5000 euro to NL91 ABNA 0417 1643 00 before Friday.\r\n";
  const analysis = await analyseMessage(utf8(mail), { provenance: "host-api", capture: "as-served" });
  expect(seriesWords(analysis)).toEqual(["NL91 ABNA 0417 1643 00"]);
});

test.each([
  ["Maak over naar NL91ABNA0417164300.", ["NL91ABNA0417164300"]],
  ["BE68 5390 0754 7034 ASAP", ["BE68 5390 0754 7034"]],
  [
    "DE89370400440532013000, GB82 WEST 1234 5698 7654 32",
    ["DE89370400440532013000", "GB82 WEST 1234 5698 7654 32"],
  ],
  ["NL91ABNA0417164301", []],
  ["XNL91ABNA0417164300", []],
  ["NL91", []],
])("accounts in %j", (text, expected) => {
  expect(ibansIn([text, text])).toEqual(expected);
});

test("sentences made of nothing but beginnings of accounts", () => {
  expect(ibansIn(["NL91 ABNA ".repeat(100_000), "A".repeat(1_000_000), "NL91".repeat(250_000)])).toEqual([]);
});

test("the sender's own address is looked for by itself, and nothing twice", () => {
  const keys = [
    ["reply-to", "Anon@example.org"],
    ["reply-to", "pay@example.net"],
    ["contact-address", "pay@example.net"],
  ] as const;
  expect(seriesWords(known({ keys, from: "anon@EXAMPLE.org" }))).toEqual(["pay@example.net"]);
});

test("a mail without a body still has its addresses", () => {
  const analysis = { ...known({ keys: [["reply-to", "pay@example.net"]] }), body: null };
  expect(seriesWords(analysis)).toEqual(["pay@example.net"]);
});

test.each([
  ["too short", "a@b.c"],
  ["too long", `${"a".repeat(120)}@example.net`],
  ["a quote", 'pay"@example.net'],
  ["an operator", "from:pay@example.net"],
  ["a wildcard", "pay*@example.net"],
  ["a backslash", "pay\\@example.net"],
  ["a control character", "pay\u0000@example.net"],
  ["a direction", "pay\u202e@example.net"],
  ["half a pair", "pay\ud800@example.net"],
])("left out: %s", (_, value) => {
  expect(seriesWords(known({ keys: [["reply-to", value]] }))).toEqual([]);
});

test("whatever a mail holds: at most three, bounded, of harmless characters", () => {
  const texts = fc.array(fc.string({ unit: "binary", maxLength: 200 }), { maxLength: 30 });
  fc.assert(
    fc.property(texts, texts, texts, (wallets, phones, values) => {
      const keys = values.map((value) => ["contact-address", value] as const);
      const words = seriesWords(known({ wallets, phones, keys }));
      expect(words.length).toBeLessThanOrEqual(3);
      for (const word of words) {
        expect(word).toMatch(/^[\p{L}\p{N}@._+%()/ -]+$/u);
        expect(word.length).toBeGreaterThanOrEqual(6);
        expect(word.length).toBeLessThanOrEqual(120);
      }
    }),
  );
});
