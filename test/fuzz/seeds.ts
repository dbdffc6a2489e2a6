/** Real-looking messages to begin with: our own fixtures, and the public corpus where it is there. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const OWN = ["test/fixtures/mail", "test/vectors/mail"];
const CORPUS = ["../shared/corpus/phishing", "../shared/corpus/dkim"];

export function ownSeeds(): Uint8Array[] {
  return OWN.flatMap(readMails);
}

export function corpusSeeds(): Uint8Array[] {
  return CORPUS.filter(existsSync).flatMap(readMails);
}

export function readMails(folder: string): Uint8Array[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .toSorted()
    .map((name) => new Uint8Array(readFileSync(join(folder, name))));
}
