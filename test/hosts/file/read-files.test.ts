import * as fc from "fast-check";
import type { SourceFile } from "../../../src/hosts/file/found-mail.ts";
import { type FileReading, kindOfOctets, readMailFiles } from "../../../src/hosts/file/read-files.ts";
import { contents, fileOf, joined, MAIL, octetsOf, reading } from "./handed-in.ts";

describe("what a file is, its octets say", () => {
  test.each([
    ["msg", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"],
    ["zip", "PK\x03\x04rest"],
    ["zip", `PK\x05\x06${"\0".repeat(18)}`],
    ["mbox", `From - Tue Nov  3 12:34:56 2026\n${MAIL}`],
    ["mbox", `From 1234567890123456789@xxx Tue Nov 03 12:34:56 +0000 2026\r\n${MAIL}`],
    ["mbox", `From \r\nX-Mozilla-Status: 0001\r\n${MAIL}`],
    ["emlx", `213       \n${MAIL}`],
    ["mail", MAIL],
    ["mail", `\xef\xbb\xbf\r\n${MAIL}`],
    ["mail", "From: Saved by a browser\nSnapshot-Content-Location: cid:1\n"],
    ["mail", "From  : a@example.org\n"],
    ["html", "<!DOCTYPE html><title>Inbox</title>"],
    ["html", "\n  <html>"],
    ["mac-link", "message://%3Cabc@example.org%3E"],
    ["mac-link", '<?xml version="1.0"?><plist><string>message://%3Ca%3E</string></plist>'],
    ["mac-link", "bplist00\xd1\x01\x02SURLmessage:%3ca%3e"],
    ["unknown", "%PDF-1.7\n"],
    ["unknown", "Dear sir,\n\nFrom: now on\n"],
    ["unknown", "Note: call her back\n"],
    ["unknown", "From the desk of the director\n\nDear all,\n"],
    ["unknown", "12 apples\nFrom: a@example.org\n"],
    ["unknown", ""],
  ])("%s: %j", (kind, start) => {
    expect(kindOfOctets(octetsOf(start))).toBe(kind);
  });
});

test("a name decides nothing where the octets are clear", async () => {
  const { mails, leftOut } = await reading([
    fileOf("threat.pdf", MAIL),
    fileOf("threat.eml", "%PDF-1.7\n"),
    fileOf("no-extension", MAIL),
    fileOf("word.msg", "PK is not what follows"),
  ]);
  expect(mails.map(({ item, method }) => [item.name, method])).toEqual([
    ["threat.pdf", "file.eml"],
    ["no-extension", "file.eml"],
  ]);
  expect(leftOut).toEqual([
    { name: "threat.eml", code: "not-a-mail" },
    { name: "word.msg", code: "not-a-mail" },
  ]);
});

test("a name helps where the octets leave a doubt", async () => {
  const text = "Note: it begins\nWord: like fields\n\nand goes on";
  const { mails, leftOut } = await reading([fileOf("a.eml", text), fileOf("a.doc", text)]);
  expect(mails.map(({ item }) => item.name)).toEqual(["a.eml"]);
  expect(leftOut).toEqual([{ name: "a.doc", code: "not-a-mail" }]);
});

test("what is shown of a mail: subject, sender, when it came", async () => {
  const { mails } = await reading([fileOf("a.eml", MAIL)]);
  expect(mails).toMatchObject([
    {
      id: "1",
      kind: "eml",
      capture: "as-served",
      summary: {
        subject: "Dreigende woorden",
        from: { name: "Jän", address: "jan@example.org" },
      },
      receivedAt: Date.UTC(2026, 10, 3, 11, 34, 57),
      errors: [],
    },
  ]);
});

test("without a Received field Date tells; without either nobody does", async () => {
  const date = "Date: Tue, 3 Nov 2026 12:34:56 +0100\n";
  const { mails } = await reading([
    fileOf("a.eml", `From: a@b.example\nReceived: nonsense\n${date}`),
    fileOf("b.eml", "From: a@b.example\n"),
  ]);
  expect(mails.map(({ receivedAt }) => receivedAt)).toEqual([Date.UTC(2026, 10, 3, 11, 34, 56), null]);
});

test("a subject of megabytes is cut, half a character is none, and the file is not", async () => {
  const long = `From: a@b.example\nSubject: ${"=?utf-8?b?8J+YgA==?= ".repeat(50_000)}\n\n`;
  const result = await reading([fileOf("a.eml", long)]);
  const subject = result.mails[0]?.summary.subject ?? "";
  expect(subject.length).toBe(500);
  expect(subject.isWellFormed()).toBe(true);
  expect((await contents(result))[0]?.length).toBe(long.length);
});

test("fields that a mail program wrote into what it keeps are named, and so is a mail that was deleted", async () => {
  const { mails } = await reading([
    fileOf("a.eml", `X-Mozilla-Status: 0009\nX-Mozilla-Status2: 00000000\n${MAIL}`),
  ]);
  expect(mails[0]?.errors).toEqual([
    { step: "header", code: "FIELDS_OF_A_STORE", detail: "x-mozilla-status, x-mozilla-status2" },
    { step: "header", code: "MARKED_DELETED", detail: expect.any(String) },
  ]);
});

test("places in a folder are recorded, hostile names made fit to be sealed and shown", async () => {
  const { mails, leftOut } = await reading([
    fileOf("a.eml", MAIL, "2026/threats/a.eml"),
    fileOf(`x\ud800${"y".repeat(2000)}.eml`, MAIL),
    fileOf("lme.\u202exe.pdf", "%PDF-1.7"),
  ]);
  expect(mails[0]?.item).toEqual({
    name: "a.eml",
    path: "2026/threats/a.eml",
    size: MAIL.length,
    lastModified: 7,
  });
  const name = String(mails[1]?.item["name"]);
  expect([name.length, name.isWellFormed()]).toEqual([500, true]);
  expect(leftOut).toEqual([{ name: "lme.\ufffdxe.pdf", code: "not-a-mail" }]);
});

test("links, web pages and empty files are named as what they are; what file managers leave is not", async () => {
  const { leftOut } = await reading([
    fileOf("Threat.webloc", "bplist00\xd1\x01\x02"),
    fileOf("link.txt", "message:%3Cabc@example.org%3E\n"),
    fileOf("Gmail.html", "<html>"),
    fileOf("nothing.eml", ""),
    fileOf(".DS_Store", "\0\0\0\x01Bud1"),
    fileOf("._a.eml", "\0\x05\x16\x07"),
    fileOf("Thumbs.db", ""),
    fileOf("Inbox.msf", "// <!-- <mdb:mork:z v=1.4/> -->"),
    fileOf("table_of_contents", "\0\x01", "Inbox.mbox/table_of_contents"),
  ]);
  expect(leftOut.map(({ name, code }) => `${name}: ${code}`)).toEqual([
    "Threat.webloc: mac-link",
    "link.txt: mac-link",
    "Gmail.html: web-page",
    "nothing.eml: empty",
  ]);
});

test("a mail is taken even if its file is called like a file manager's", async () => {
  expect((await reading([fileOf(".DS_Store", MAIL)])).mails).toHaveLength(1);
});

test("a file that cannot be read ends nothing", async () => {
  const gone: SourceFile = {
    name: "gone.eml",
    size: 3,
    lastModified: 7,
    slice: () =>
      ({ slice: () => ({ arrayBuffer: () => Promise.reject(new Error("NotFoundError")) }) }) as never,
  };
  const { mails, leftOut } = await reading([gone, fileOf("a.eml", MAIL)]);
  expect(mails).toHaveLength(1);
  expect(leftOut).toEqual([{ name: "gone.eml", code: "unreadable" }]);
});

test("limits: mails that are too large, mails that are too many, names that are too many", async () => {
  const files = Array.from({ length: 30 }, (_, i) =>
    fileOf(`${i}.eml`, i === 0 ? `${MAIL}${"x".repeat(999)}` : MAIL),
  );
  const { mails, leftOut, moreLeftOut } = await reading(files, {
    mailOctets: MAIL.length,
    mails: 9,
    listedLeftOut: 5,
  });
  expect(mails).toHaveLength(9);
  expect(leftOut.map(({ code }) => code)).toEqual(["too-large", ...Array(4).fill("too-many")]);
  expect(mails.length + leftOut.length + moreLeftOut).toBe(30);
});

test("a sealed submission is handed on as it is", async () => {
  const octets = joined("PK\x03\x04", new Uint8Array(22), "\x0e\0\0\0", "statement.json{}");
  const { mails, submissions, leftOut } = await reading([
    fileOf("report.zegel", octets),
    fileOf("copy", octets),
  ]);
  expect([mails, leftOut]).toEqual([[], []]);
  expect(submissions.map(({ name }) => name)).toEqual(["report.zegel", "copy"]);
  const handedOn = (await submissions[0]?.octets.arrayBuffer()) ?? new ArrayBuffer(0);
  expect(new Uint8Array(handedOn)).toEqual(octets);
});

describe("ten thousand files", () => {
  const files = Array.from({ length: 10_000 }, (_, i) => fileOf(`${i}.eml`, `Subject: ${i}\n${MAIL}`));

  test("come in order, with progress, while others work too", async () => {
    const told: number[] = [];
    let turns = 0;
    const others = setInterval(() => turns++, 1);
    const { mails } = await readMailFiles(files, {
      signal: new AbortController().signal,
      onProgress: (done, of) => void told.push(done / of),
    });
    clearInterval(others);
    expect(mails.map(({ summary }) => summary.subject)).toEqual(files.map((_, i) => String(i)));
    expect(new Set(mails.map(({ id }) => id)).size).toBe(10_000);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
    expect(turns).toBeGreaterThan(1);
  });

  test("stop where they are told to", async () => {
    const controller = new AbortController();
    const run = readMailFiles(files, {
      signal: controller.signal,
      onProgress: (done) => done === 100 && controller.abort(),
    });
    await expect(run).rejects.toMatchObject({ code: "CANCELLED" });
  });
});

test("never throws, whatever the octets and names are, and loses no file", async () => {
  const beginning = fc.constantFrom(
    "",
    "PK\x03\x04",
    "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "From - Tue Nov  3 12:34:56 2026\nA: b\n",
    "9\nA: b\n",
    "A: b\n",
  );
  const content = fc
    .tuple(beginning, fc.uint8Array({ maxLength: 2000 }))
    .map(([start, rest]) => joined(start, rest));
  const file = fc
    .record({ name: fc.string({ unit: "binary" }), path: fc.string({ unit: "grapheme" }), content })
    .map((one) => fileOf(one.name, one.content, one.path));
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 6 }), async (files) => {
      const result: FileReading = await reading(files);
      expect(result.mails.every(({ octets }) => octets.size > 0)).toBe(true);
      // Only what file managers leave may go without a word.
      const silent = files.filter(({ name, path }) =>
        /__MACOSX|(?:^|[/\\])\._|\.msf$/i.test(path || name),
      ).length;
      const told = result.mails.length + result.leftOut.length + result.submissions.length;
      expect(told + silent).toBeGreaterThanOrEqual(files.length);
    }),
    { numRuns: 300 },
  );
});
