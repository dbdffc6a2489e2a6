/** What others wrote, on a card: it can be read, and do nothing else. */
import * as fc from "fast-check";
import { card, labelled, MAX_WIDGETS, paragraph, section } from "../../../src/hosts/gmail/card.ts";
import { bold, foreign, lines, plain, plainLine } from "../../../src/hosts/gmail/markup.ts";
import { opened } from "../../../src/hosts/gmail/reply.ts";
import { cardFaults } from "../../../src/simulator/gmail/card-rules.ts";

/** As Gmail would: tags away, entities to characters. */
function shown(markup: string): string {
  return markup
    .replace(/<br>/g, "\n")
    .replace(/<\/?b>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

test.each([
  ["a link", '<a href="https://evil.example">your bank</a>'],
  ["bold", "<b>Police</b>"],
  ["half a tag", "<a href="],
  ["an entity", "&lt;b&gt; &amp;"],
  ["a script", "<script>alert(1)</script>"],
])("%s stays text", (_, text) => {
  expect(foreign(text)).not.toMatch(/<(?!br>)/);
  expect(shown(foreign(text)).replaceAll("\u2060", "")).toBe(text);
});

test("addresses of pages are none to whoever looks for some", () => {
  for (const text of ["https://evil.example/x", "HTTP://evil.example", "see www.evil.example now"])
    expect(foreign(text)).not.toMatch(/https?:\/\/|www\./i);
});

test("nothing turns the text round or ends the line", () => {
  expect(foreign("a\u202eb\u0000c\nd\u2028e")).toBe("a\ufffdb\ufffdc d\ufffde");
});

test("a page of a name is cut, a half character is none", () => {
  expect([...plainLine("x".repeat(5000))]).toHaveLength(200);
  expect(plainLine("\ud83d\ude00".repeat(300)).isWellFormed()).toBe(true);
  expect(plainLine("\ud800x")).toBe("\ufffdx");
});

test("whatever a sender or a directory wrote, the card is one that Gmail shows", () => {
  const any = fc.oneof(fc.string({ unit: "binary", maxLength: 5000 }), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(any, any, (one, two) => {
      const sections = section([
        paragraph(foreign(one)),
        paragraph(lines(bold(plain(two)), foreign(two, 1000))),
        labelled("label", foreign(one)),
        paragraph(plain("always there")),
      ]);
      expect(cardFaults(opened(card(sections)))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("escaping ends between two characters, and within Gmail's bounds", () => {
  const text = plain("&".repeat(4000));
  expect(text.length).toBeLessThanOrEqual(4000);
  expect(text).toMatch(/^(?:&amp;)+…$/);
});

test("more widgets than a card shows are left out, and no section is empty", () => {
  const many = Array.from({ length: 70 }, (_, at) => paragraph(plain(String(at))));
  const made = card([...section(many), ...section(many), ...section([null]), ...section(many)]);
  expect(made.sections.flatMap(({ widgets }) => widgets)).toHaveLength(MAX_WIDGETS);
  expect(cardFaults(opened(made))).toEqual([]);
});
