/** Forwards that are none: random, mutated, nested without end. Never a throw, never more than linear, never more out than in. */
import * as fc from "fast-check";
import { viewMessage } from "../../src/core/analysis/message-view.ts";
import { MAX_MAIL_OCTETS } from "../../src/core/evidence/limits.ts";
import { octetsOf } from "../../src/workflow/acquire-mails.ts";
import { admit, answersAnAnswer, isByForwarder, isOwnAnswer } from "../../src/mailbox/admission.ts";
import { resolveConfig } from "../../src/mailbox/config.ts";
import { answerLanguage } from "../../src/mailbox/language.ts";
import { type ForwardContent, readForward } from "../../src/mailbox/originals.ts";
import { SmtpRefusal } from "../../src/mailbox/replies.ts";
import { attachedSources, extraFiles, inlineSource, missedMails } from "../../src/mailbox/sources.ts";
import { ownWords } from "../../src/mailbox/texts.ts";
import { growthExponent, MAX_EXPONENT } from "../support/growth.ts";
import { appleMail, gmail, inlineForward, outlook, threat, thunderbird, withFile } from "./forwards.ts";
import { nearConfig } from "./near-world.ts";

const config = resolveConfig(nearConfig());
const FACTS = {
  startedAt: 0,
  endedAt: 0,
  host: { application: "", version: "", platform: "", userAgent: "" },
  item: {},
};

function read(octets: Uint8Array): ForwardContent {
  return readForward(octets, {
    maxMails: 100,
    maxOctets: MAX_MAIL_OCTETS,
    mayForward: (mail) => isByForwarder(mail, config),
  });
}

/** Everything that is done with a forward before it is sealed. */
function all(octets: Uint8Array<ArrayBuffer>): number {
  const view = viewMessage(octets);
  try {
    admit(view, config);
  } catch (cause) {
    if (!(cause instanceof SmtpRefusal)) throw cause;
  }
  answersAnAnswer(view, "zegel.org.example");
  const content = read(octets);
  const words = ownWords(octets, content);
  answerLanguage(view, words, "nl");
  for (const original of content.originals) isOwnAnswer(original.octets);
  const sources = attachedSources(content, FACTS);
  const inline = inlineSource(octets, content, FACTS);
  missedMails(content.leftOut);
  extraFiles(content);
  expect(words.length).toBeLessThanOrEqual(10_000);
  expect(inline === null || octetsOf(inline) <= octets.length).toBe(true);
  return sources.reduce((sum, source) => sum + octetsOf(source), 0);
}

const SEEDS = [
  thunderbird([threat(), threat()]),
  outlook([thunderbird([threat()]), threat()]),
  appleMail([threat()]),
  gmail([threat(), threat()]),
  withFile(threat(), { type: "application/octet-stream", name: "a.eml" }),
  inlineForward("tekst"),
];
const PIECES = [
  "--",
  "\r\n",
  "\r\n\r\n",
  "--_004_MIXED_\r\n",
  "--_004_MIXED_--\r\n",
  "Content-Type: message/rfc822\r\n\r\n",
  "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
  "Content-Transfer-Encoding: base64\r\n",
  "From: hr@org.example\r\n",
  "\0",
  "=",
  "=?utf-8?b?",
  '"',
  "(",
];

const mutated = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(
      fc.tuple(
        fc.nat(10_000),
        fc.nat(60),
        fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 20 })),
      ),
      { maxLength: 8 },
    ),
  )
  .map(([seed, changes]) => {
    let text = seed.toString("latin1");
    for (const [at, cut, piece] of changes) {
      const place = at % (text.length + 1);
      text = text.slice(0, place) + piece + text.slice(place + cut);
    }
    return new Uint8Array(Buffer.from(text, "latin1"));
  });

test("mutated forwards", () => {
  fc.assert(
    fc.property(mutated, (octets) => {
      // A wrapper and what it holds are both kept: no deeper than three times, so no more than four times the octets.
      expect(all(octets)).toBeLessThanOrEqual(4 * octets.length);
    }),
    { numRuns: 1_500 },
  );
});

test("random octets", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), (octets) => {
      all(new Uint8Array(octets));
    }),
    { numRuns: 500 },
  );
});

test("the octets of what is taken are octets of the forward", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { minLength: 1, maxLength: 5 }), (bodies) => {
      const originals = bodies.map((body) =>
        Buffer.concat([threat(), Buffer.from(body).filter((octet) => octet !== 10)]),
      );
      const found = read(thunderbird(originals)).originals.map(({ octets }) => Buffer.from(octets));
      expect(found).toEqual(originals);
    }),
    { numRuns: 200 },
  );
});

const HEAD = "From: hr@org.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
const octetsOfText = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

describe("linear, whatever it repeats", () => {
  const shapes: Readonly<Record<string, readonly [(units: number) => string, number]>> = {
    "header fields": [(n) => `${"X-A: b\r\n".repeat(n)}From: hr@org.example\r\n\r\n`, 2_000],
    "From fields": [(n) => `${"From: hr@org.example\r\n".repeat(n)}\r\n`, 2_000],
    "addresses in From": [(n) => `From: ${"a@org.example, ".repeat(n)}\r\n\r\n`, 2_000],
    References: [(n) => `From: a@b.example\r\nReferences: ${"<a@b>".repeat(n)}\r\n\r\n`, 2_000],
    "small attached mails": [
      (n) => HEAD + "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n\r\nx\r\n".repeat(n),
      120,
    ],
    "attached forwards of ours": [
      (n) =>
        HEAD +
        "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: hr@org.example\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\n\r\nx\r\n".repeat(
          n,
        ),
      60,
    ],
    "mails in mails": [(n) => "From: hr@org.example\r\nContent-Type: message/rfc822\r\n\r\n".repeat(n), 500],
    "multiparts in multiparts": [
      (n) =>
        `From: hr@org.example\r\n${Array.from({ length: n }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join("")}`,
      500,
    ],
    "files of base64": [
      (n) =>
        `${HEAD}--b\r\nContent-Type: application/octet-stream; name=a.eml\r\nContent-Transfer-Encoding: base64\r\n\r\n${"RnJv\r\n".repeat(n)}`,
      8_000,
    ],
    "one long line": [(n) => `From: hr@org.example\r\n\r\n${"x".repeat(n)}`, 60_000],
    "HTML without an end": [
      (n) => `From: hr@org.example\r\nContent-Type: text/html\r\n\r\n${"<div".repeat(n)}`,
      3_000,
    ],
  };
  test.each(Object.entries(shapes))("%s", async (_, [make, units]) => {
    const exponent = await growthExponent(
      (n) => octetsOfText(make(n)),
      async (octets) => all(octets),
      units,
    );
    expect(exponent).toBeLessThan(MAX_EXPONENT);
  });
});

test("more parts than are looked at are said to be there", () => {
  const octets = octetsOfText(
    HEAD + "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n\r\nx\r\n".repeat(3_000),
  );
  const content = read(octets);
  expect(content.tree.truncated).toBe(true);
  expect(content.originals.length).toBe(100);
  expect(attachedSources(content, FACTS)[0]?.record.errors).toMatchObject([{ code: "TOO_MANY_PARTS" }]);
});
