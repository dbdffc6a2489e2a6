/**
 * No plaintext of a report on a door's disk or in what it says: words in mail, subject, comment, file name, key and address
 * are looked for in every file of the folder, event, error and octet of output, through success and failure.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { filesOf, makeWorld, sourceOf, type World } from "./world.ts";
import { utf8 } from "../../src/core/base/bytes.ts";
import type { ReportToSeal } from "../../src/sealer/ports.ts";
import { NOT_ASKED } from "./report.ts";

const WORDS = {
  subject: "KANARIE-onderwerp-3f7a",
  body: "KANARIE-tekst-1b9c van de dreiging",
  attachment: "KANARIE-bijlage-0cff",
  comment: "KANARIE-toelichting-5d5e",
  suspicion: "KANARIE-vermoeden-8a8b",
  file: "KANARIE-bestand-4e4f.txt",
  fileContent: "KANARIE-inhoud-2c2d",
  key: "KANARIE-sleutel-9e9f",
  custodian: "kanarie.melder@example.org",
  sender: "kanarie.afzender@example.org",
  missed: "KANARIE-gemist-6b6c",
  item: "KANARIE-postvak-7d7e",
};
const all = Object.values(WORDS);

function canaryReport(key = WORDS.key): ReportToSeal {
  const mail = [
    `From: <${WORDS.sender}>`,
    `Subject: ${WORDS.subject}`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "",
    WORDS.body,
    "--b",
    `Content-Disposition: attachment; filename="${WORDS.attachment}"`,
    "",
    "x",
    "--b--",
    "",
  ];
  const source = sourceOf(utf8(mail.join("\r\n")));
  return {
    key,
    sources: [{ ...source, record: { ...source.record, item: { folder: WORDS.item } } }],
    missed: [{ id: null, summary: { subject: WORDS.missed, from: null }, code: "SOURCE_UNAVAILABLE" }],
    extras: [{ name: WORDS.file, mediaType: "text/plain", file: new Blob([WORDS.fileContent]) }],
    answers: {
      ...NOT_ASKED,
      comment: { state: "answered", value: WORDS.comment },
      suspicion: { state: "answered", value: WORDS.suspicion },
    },
    readers: null,
    language: "nl",
    custodian: { role: "reporter", subject: WORDS.custodian },
    note: { answer: "7" },
  };
}

/** A phrase as it may hide: raw, UTF-16, hex, percent-encoded, in three alignments of base64. */
function forms(phrase: string): Buffer[] {
  const octets = Buffer.from(phrase, "utf8");
  const utf16 = Buffer.from(phrase, "utf16le");
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), octets]).toString("base64");
    // Characters at both ends depend on the neighbours.
    return Buffer.from(text.slice(4, -4), "latin1");
  });
  const texts = [octets.toString("hex"), encodeURIComponent(phrase)].map((text) => Buffer.from(text));
  return [octets, utf16, Buffer.from(utf16).swap16(), ...texts, ...base64];
}

function found(haystacks: ReadonlyMap<string, Buffer>): string[] {
  return [...haystacks].flatMap(([place, haystack]) =>
    all
      .filter((word) => forms(word).some((needle) => haystack.includes(needle)))
      .map((word) => `${place}: ${word}`),
  );
}

let world: World;
const said = new Map<string, Buffer>();
const snapshots: [string, Map<string, Buffer>][] = [];

beforeAll(async () => {
  world = await makeWorld();
  const look = (when: string) => snapshots.push([when, filesOf(world.dataDir)]);
  const sealer = await world.open();
  const wrong = { ...canaryReport("wrong"), answers: { ...NOT_ASKED, kind: WORDS.comment as never } };
  const wrongReaders = { ...canaryReport("readers"), readers: { deskId: WORDS.comment, leftOut: [] } };
  const failures = [
    { ...canaryReport("language"), language: WORDS.subject },
    { ...canaryReport("note"), note: { words: 1n, more: WORDS.body } },
    { ...canaryReport("missed"), missed: [(() => WORDS.missed) as never] },
    wrong,
  ];
  for (const [index, failing] of failures.entries()) {
    const cause = await sealer.seal(failing).catch((error: unknown) => error as Error & { cause?: unknown });
    said.set(`failure ${index}`, Buffer.from(JSON.stringify([String(cause), (cause as Error).stack])));
    expect((cause as Error).cause).toBeUndefined();
  }
  await sealer.seal(wrongReaders);
  look("after failures");
  const { packageDigest } = await sealer.seal(canaryReport());
  look("sealed");
  await world.stopIntake();
  await sealer.send(packageDigest);
  look("postponed");
  await world.startIntake();
  await sealer.send(packageDigest);
  look("sent");
  await sealer.close();
  look("closed");
  said.set("events", Buffer.from(JSON.stringify(world.events)));
});
afterAll(() => world.end());

test("the search finds every form that it knows", () => {
  for (const word of all)
    for (const form of forms(word))
      expect(found(new Map([["here", Buffer.concat([Buffer.from("xx"), form])]]))).toContain(`here: ${word}`);
});

test("no file holds a word of it, at any time", () => {
  const files = snapshots.flatMap(([when, files]) =>
    [...files].map(([path, octets]) => [`${when} ${path}`, octets] as const),
  );
  expect(files.some(([path]) => path.includes("sealed") && path.endsWith("package.age"))).toBe(true);
  expect(files.some(([path]) => path.includes("sent") && path.endsWith("entry.json"))).toBe(true);
  expect(found(new Map(files))).toEqual([]);
});

test("no event and no error holds a word of it", () => {
  expect(said.size).toBe(5);
  expect(said.get("events")?.toString()).toContain("postponed");
  expect(found(said)).toEqual([]);
});

test("nothing of it is written to standard output or standard error", async () => {
  const program = `
    import { openSealer } from "./src/sealer/sealer.ts";
    const { options, report, mail } = JSON.parse(process.argv[1]);
    const sealer = await openSealer(options);
    const source = report.sources[0];
    const sources = [{ ...source, parts: new Map(), original: { kind: "eml", octets: new Uint8Array(Buffer.from(mail, "base64")) } }];
    for (const key of ["1", "2"]) {
      const sealed = await sealer.seal({ ...report, key, sources, extras: [] }).catch(() => null);
      if (sealed !== null) await sealer.send(sealed.packageDigest);
    }
    process.stdout.write(JSON.stringify((await sealer.list()).map(({ state }) => state)));
    await sealer.close();
  `;
  const { onEvent: _, ...options } = world.options;
  const { note: _note, extras: _extras, ...report } = canaryReport();
  const mail = Buffer.from(report.sources[0]?.original?.octets as Uint8Array).toString("base64");
  const child = spawn(
    process.execPath,
    ["--input-type=module", "-e", program, JSON.stringify({ options, report, mail })],
    { env: { ...process.env, NODE_OPTIONS: "" }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(child, "close");
  const output = Buffer.concat(chunks);
  // The second one's octets went with the first: it fails, and says no word.
  expect(output.toString()).toContain('"sent"');
  expect(found(new Map([["output", output]]))).toEqual([]);
});
