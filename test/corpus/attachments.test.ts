/** Our attachments against postal-mime's decoded contents, on a thousand public messages. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { analyseAttachments } from "../../src/core/analysis/attachments/analyse-attachments.ts";
import { toHex } from "../../src/core/base/bytes.ts";
import { sha256, webCryptoHash } from "../../src/core/base/digest.ts";
import { readHeaderFields } from "../../src/core/mail/header-fields.ts";
import { readMime } from "../../src/core/mail/mime.ts";
import { readMimeTree } from "../../src/core/mail/mime-tree.ts";

const CORPUS = "../shared/corpus/phishing/";

/** Where the two read differently on purpose, by message. */
const EXPLAINED: Readonly<Record<string, string>> = {
  "sample-1890.eml":
    "type without a subtype: plain text for us (RFC 2045, section 5.2), an attachment for postal-mime",
  "sample-5988.eml": "parts without content: postal-mime gives the line break before the delimiter to one",
  "sample-6532.eml": "broken base64 with foreign characters: skipped by us (RFC 2045, section 6.8)",
};

(existsSync(CORPUS) ? test : test.skip)("hashes are of the contents that postal-mime decodes", async () => {
  let [ours, theirs, equal] = [0, 0, 0];
  const different: string[] = [];
  for (const file of readdirSync(CORPUS)) {
    const octets = new Uint8Array(readFileSync(CORPUS + file));
    const tree = readMimeTree(octets, readHeaderFields(octets));
    const records = await analyseAttachments(octets, tree, webCryptoHash);
    ours += records.length;
    const hashes = new Set(records.map((record) => record.sha256));
    const mime = await readMime(octets);
    if (!mime.ok) continue;
    for (const attachment of mime.value.attachments) {
      theirs++;
      if (hashes.has(toHex(await sha256(attachment.octets)))) equal++;
      else if (!(file in EXPLAINED)) different.push(`${file} ${attachment.name}`);
    }
  }
  console.log(`attachments: ${ours} ours, ${theirs} of postal-mime, ${equal} equal hashes`);
  expect(different).toEqual([]);
  expect(equal).toBeGreaterThan(100);
});

if (!existsSync(CORPUS)) console.log("skipped: no corpus beside the repository");
