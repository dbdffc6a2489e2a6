/** Mailboxes of every kind, cut octet for octet. RFC 4155, and what programs write. */
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { growthExponent, MAX_EXPONENT } from "../../support/growth.ts";
import { readMbox } from "../../../src/hosts/file/mbox.ts";
import { contents, fileOf, joined, MAIL, mailText, octetsOf, reading } from "./handed-in.ts";

const UNIX = MAIL.replaceAll("\r\n", "\n");
const DATED = "From jan@example.org Tue Nov  3 12:34:56 2026\n";

async function texts(mbox: string | Uint8Array, name = "Inbox"): Promise<string[]> {
  return (await contents(await reading([fileOf(name, mbox)]))).map((octets) => octets.toString("latin1"));
}

describe("every program's line before a message", () => {
  test.each([
    ["RFC 4155", "From jan@example.org Tue Nov  3 12:34:56 2026"],
    ["Thunderbird of old", "From - Tue Nov 03 12:34:56 2026"],
    ["Thunderbird", "From "],
    ["Google Takeout", "From 1790000000000000000@xxx Tue Nov 03 12:34:56 +0000 2026"],
    ["Apple Mail", "From jan@example.org Tue Nov  3 12:34:56 2026"],
    ["mailman", "From jan at example.org  Tue Nov  3 12:34:56 2026"],
    ["with a zone", "From jan@example.org Tue Nov  3 12:34:56 CET 2026"],
    ["Eudora", "From ???@??? Tue Nov 03 12:34:56 2026"],
    ["an address alone", "From jan@example.org"],
    ["a daemon", "From MAILER-DAEMON Tue Nov  3 12:34:56 2026"],
    ["remote from", "From jan Tue Nov  3 12:34 2026 remote from hub"],
  ])("%s", async (_program, line) => {
    for (const end of ["\n", "\r\n"]) {
      const mail = end === "\n" ? UNIX : MAIL;
      expect(await texts(`${line}${end}${mail}${end}${line}${end}${mail}${end}`)).toEqual([mail, mail]);
    }
  });
});

describe("lines that begin no message", () => {
  test.each([
    ["a sentence", "From the desk of the director\nDear all,\n"],
    ["a sentence with a time", "From 12:30 on I wait for you\nat home\n"],
    ["a sentence with a colon after it", "From now on\nNote: run\n"],
    ["a header that is quoted without a mark", "From: jan@example.org\nSubject: x\n"],
    ["a word with a field after it", "From her\nSubject: mine\n"],
    ["an address with a sentence after it", "From jan@example.org\nI heard it\n"],
    ["a line that is too long", `From ${"x".repeat(2000)} 12:34:56 2026\nA: b\n`],
  ])("%s", async (_what, lines) => {
    const mail = `${UNIX}\n${lines}`;
    expect(await texts(`${DATED}${mail}\n${DATED}${UNIX}\n`)).toEqual([mail, UNIX]);
  });

  test("one without an empty line before it", async () => {
    const mail = `${UNIX}text\n${DATED}A: b\n`;
    expect(await texts(`${DATED}${mail}\n`)).toEqual([mail]);
  });
});

test("the record says where in which mailbox a mail lay", async () => {
  const mbox = `${DATED}${UNIX}\n${DATED}${UNIX}\n`;
  const { mails } = await reading([fileOf("mbox", mbox, "Threats.mbox/mbox")]);
  expect(mails.map(({ id }) => id)).toEqual(["1.1", "1.2"]);
  expect(mails[1]).toMatchObject({ method: "file.mbox", kind: "eml", capture: "as-served", errors: [] });
  expect(mails[1]?.item).toEqual({
    name: "mbox",
    path: "Threats.mbox/mbox",
    size: mbox.length,
    lastModified: 7,
    "mbox.name": "Threats.mbox",
    "mbox.offset": 2 * DATED.length + UNIX.length + 1,
    "mbox.octets": UNIX.length,
    "mbox.sha256": `sha256:${createHash("sha256").update(mbox, "latin1").digest("hex")}`,
  });
});

test.each([">From me to you", ">>From me to you", ">From "])(
  "%j: whose mark it is cannot be told",
  async (line) => {
    const mbox = `${DATED}${UNIX}\n${DATED}${UNIX}${line}\n\n${DATED}${UNIX}\n`;
    const result = await reading([fileOf("Inbox", mbox)]);
    expect(result.mails.map(({ capture }) => capture)).toEqual(["as-served", "converted", "as-served"]);
    expect(result.mails[1]?.errors).toMatchObject([{ step: "mbox", code: "QUOTED_FROM_LINES" }]);
    // Nothing is taken away: a guess would be worse than the mark.
    expect((await contents(result))[1]?.toString("latin1")).toBe(`${UNIX}${line}\n`);
  },
);

test.each(["> From me", "x>From me", " >From me", ">from me", ">Fromage"])("%j is no mark", async (line) => {
  const { mails } = await reading([fileOf("Inbox", `${DATED}${UNIX}${line}\n\n`)]);
  expect(mails[0]?.capture).toBe("as-served");
});

describe("Content-Length (mboxcl2)", () => {
  const body = `I wait.\n\n${DATED}A: b\n\nyours\n`;
  const withLength = (length: number | string) => `From: a@b.example\nContent-Length: ${length}\n\n${body}`;

  test("leads over a line in a body that would begin a message, and the record says so", async () => {
    const mail = withLength(body.length);
    const result = await reading([fileOf("Inbox", `${DATED}${mail}\n${DATED}${UNIX}\n`)]);
    expect((await contents(result)).map(String)).toEqual([mail, UNIX].map((text) => octetsText(text)));
    expect(result.mails[0]?.errors).toMatchObject([
      { step: "mbox", code: "FROM_LINES_IN_BODY" },
      { step: "header", code: "FIELDS_OF_A_STORE" },
    ]);
  });

  test("a mark in what it leads over counts for the whole mail", async () => {
    const marked = `${body}>From me\n`;
    const mail = `From: a@b.example\nContent-Length: ${marked.length}\n\n${marked}`;
    const { mails } = await reading([fileOf("Inbox", `${DATED}${mail}\n${DATED}${UNIX}\n`)]);
    expect(mails.map(({ capture }) => capture)).toEqual(["converted", "as-served"]);
  });

  test("leads to the end of the file", async () => {
    const mail = withLength(body.length);
    expect(await texts(`${DATED}${mail}\n`)).toEqual([mail]);
    expect(await texts(`${DATED}${mail}`)).toEqual([mail]);
  });

  test.each([body.length - 1, body.length + 2, 1e12, "-1", "8 octets", 0])(
    "%s leads nowhere, and counts for nothing",
    async (length) => {
      expect(await texts(`${DATED}${withLength(length)}\n${DATED}${UNIX}\n`)).toHaveLength(3);
    },
  );
});

/** As Node's own conversion of octets to text: the tests above compare ASCII alone. */
function octetsText(text: string): string {
  return Buffer.from(text, "latin1").toString();
}

test("a mail that a program saved with the mailbox's line before it is kept whole", async () => {
  const octets = `${DATED}${UNIX}`;
  const result = await reading([fileOf("threat.eml", octets)]);
  expect(result.mails).toMatchObject([{ method: "file.eml", capture: "as-served" }]);
  expect(result.mails[0]?.summary.subject).toBe("Dreigende woorden");
  expect(await texts(octets, "threat.eml")).toEqual([octets]);
});

test("messages without an octet are named as left out", async () => {
  const { mails, leftOut } = await reading([fileOf("Inbox", `${DATED}\n${DATED}${UNIX}\n${DATED}`)]);
  expect(mails).toHaveLength(1);
  expect(leftOut).toEqual([
    { name: "Inbox · 1", code: "empty" },
    { name: "Inbox · 3", code: "empty" },
  ]);
});

test("what was composed comes back octet for octet", async () => {
  // What no reader could tell: a line in a body that is exactly what a writer puts before a message.
  const unambiguous = mailText.filter((text) => !/(?:^|\n)\r?\nFrom [^\n]*\n[!-9;-~]+[ \t]*:/.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(unambiguous, { minLength: 1, maxLength: 8 }), async (mails) => {
      const mbox = mails.map((mail) => {
        const end = mail.includes("\r\n") ? "\r\n" : "\n";
        return `${DATED.trimEnd()}${end}${mail}${end}`;
      });
      expect(await texts(mbox.join(""))).toEqual(mails);
    }),
    { numRuns: 400 },
  );
});

describe("mailboxes larger than what is read at once", () => {
  const filler = `${"QUJD".repeat(19)}\r\n`;

  test("a line that lies across two slices is found, wherever it is cut", async () => {
    // The first message ends around four million octets, where the second slice begins.
    for (let shift = -60; shift <= 60; shift += 7) {
      const first = `${MAIL}${filler.repeat(53_700)}`;
      const room = (4 << 20) - first.length - DATED.length + shift;
      const mail = `${first}${"x".repeat(room - 4)}\r\n`;
      const got = await texts(`${DATED}${mail}\r\n${DATED}${MAIL}>From x\r\n`);
      expect(got.map(({ length }) => length)).toEqual([mail.length, MAIL.length + 9]);
    }
  });

  /** A mailbox of one mail, in which the second slice begins with this line, less as many of its first octets. */
  function atSlice(line: string, before: number, ending: string): string {
    const start = `${DATED}${MAIL}`;
    const room = (4 << 20) - start.length - before - ending.length;
    return `${start}${"x".repeat(room)}${ending}${line}\n`;
  }

  test("what stands before a line is looked at across slices too", async () => {
    const unmarked = await reading([fileOf("Inbox", atSlice(`${DATED}A: b`, 0, "x\n"))]);
    expect(unmarked.mails).toHaveLength(1);
    const marked = await reading([fileOf("Inbox", atSlice(">From x", 1, "x\n"))]);
    expect(marked.mails.map(({ capture }) => capture)).toEqual(["converted"]);
    const begins = await reading([fileOf("Inbox", atSlice(`${DATED}A: b`, 0, "x\n\n"))]);
    expect(begins.mails).toHaveLength(2);
  });

  test("ten thousand messages, each its own", async () => {
    const mails = Array.from({ length: 10_000 }, (_, i) => `Subject: ${i}\n${UNIX}`);
    const { mails: found } = await reading([
      fileOf("Inbox", mails.map((mail) => `${DATED}${mail}\n`).join("")),
    ]);
    expect(found.map(({ summary }) => summary.subject)).toEqual(mails.map((_, i) => String(i)));
  });

  test("more messages than one reading takes", async () => {
    const mbox = `${DATED}${UNIX}\n`.repeat(30);
    const { mails, leftOut } = await reading([fileOf("Inbox", mbox)], { mails: 7 });
    expect(mails).toHaveLength(7);
    expect(leftOut).toEqual([{ name: "Inbox", code: "too-many" }]);
    const exact = await reading([fileOf("Inbox", mbox)], { mails: 30 });
    expect([exact.mails.length, exact.leftOut]).toEqual([30, []]);
  });
});

/** As the first: every octet is looked at a bounded number of times, whatever lies there. */
describe("time grows with the mailbox's length, no faster", () => {
  const HOSTILE: Readonly<Record<string, string>> = {
    "marks without end": ">",
    "marked lines": ">From \n",
    "lines that nearly begin a message": "\nFrom x",
    "lines that begin a message": "\n\nFrom - Tue Nov  3 12:34:56 2026\nA: b\n",
    "empty lines": "\n",
    "nothing but the word": "From ",
    "lengths that lead far": `\n\n${DATED}Content-Length: 99999\n\n`,
  };
  test.each(Object.keys(HOSTILE))("%s", async (name) => {
    const unit = HOSTILE[name] as string;
    const make = (units: number) =>
      new Blob([joined(DATED, "A: b\n\n", octetsOf(unit.repeat(Math.ceil((units * 1000) / unit.length))))]);
    const run = (file: Blob) => readMbox(file, { maxMessages: 20_000, pause: async () => {} }, () => {});
    expect(await growthExponent(make, run, 8)).toBeLessThan(MAX_EXPONENT);
  });
});
