/** Fifty public mails, packed into a mailbox and into a ZIP: the same octets come back. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { zipSync } from "fflate";
import { contents, fileOf, joined, type Octets, reading } from "./handed-in.ts";

const FOLDER = "../shared/corpus/phishing/";
const present = existsSync(FOLDER);
if (!present) console.warn("SKIPPED: the corpus is not at ../shared/corpus");

function fifty(): Octets[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".eml"));
  const step = Math.floor(names.length / 50);
  return Array.from({ length: 50 }, (_, i) => new Uint8Array(readFileSync(FOLDER + names[i * step])));
}

(present ? describe : describe.skip)("fifty mails of the corpus", () => {
  test("as files", async () => {
    const mails = fifty();
    const got = await contents(await reading(mails.map((octets, i) => fileOf(`${i}.eml`, octets))));
    expect(got.map((octets, i) => octets.equals(mails[i] as Octets))).toEqual(Array(50).fill(true));
  });

  test("in a mailbox", async () => {
    // Where a mail does not end its last line a writer does, and no reader can tell.
    const mails = fifty().map((octets) => (octets.at(-1) === 0x0a ? octets : joined(octets, "\n")));
    const line = "From jan@example.org Tue Nov  3 12:34:56 2026\n";
    const result = await reading([
      fileOf("Inbox", joined(...mails.flatMap((octets) => [line, octets, "\n"]))),
    ]);
    const got = await contents(result);
    expect(got).toHaveLength(50);
    expect(got.map((octets, i) => octets.equals(mails[i] as Octets))).toEqual(Array(50).fill(true));
  });

  test("in a ZIP", async () => {
    const mails = fifty();
    const zip = zipSync(Object.fromEntries(mails.map((octets, i) => [`mails/${i}.eml`, octets])));
    const got = await contents(await reading([fileOf("mails.zip", zip)]));
    expect(got.map((octets, i) => octets.equals(mails[i] as Octets))).toEqual(Array(50).fill(true));
  });
});
