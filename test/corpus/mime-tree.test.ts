/** Our MIME tree against postal-mime on a thousand public messages. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import PostalMime from "postal-mime";
import { sha256 } from "../../src/core/base/digest.ts";
import { toHex } from "../../src/core/base/bytes.ts";
import { readHeaderFields } from "../../src/core/mail/header-fields.ts";
import { decodeEntity, type MimeTree, readMimeTree } from "../../src/core/mail/mime-tree.ts";

const FOLDER = "../shared/corpus/phishing/";

/** Where the two differ on purpose. */
const EXPLAINED = {
  "sample-1890.eml":
    'its type is "text" without subtype: by RFC 2045, section 5.2, plain text; theirs an attachment',
  "sample-5988.eml": "empty pictures in 7bit: theirs have a line break that is part of the delimiter",
  "sample-6532.eml": "an empty PDF in 7bit: the same",
};

async function digests(contents: readonly Uint8Array[]): Promise<string[]> {
  return (await Promise.all(contents.map(async (octets) => toHex(await sha256(octets))))).sort();
}

function ourAttachments(octets: Uint8Array, { entities }: MimeTree): Uint8Array[] {
  return entities
    .filter(({ children, mediaType }) => children.length === 0 && !mediaType.startsWith("multipart/"))
    .filter(({ mediaType, disposition }) => disposition === "attachment" || !mediaType.startsWith("text/"))
    .map((entity) => decodeEntity(octets, entity, octets.length));
}

const present = existsSync(FOLDER);
if (!present) console.warn("skipped: no corpus beside the repository");

(present ? test : test.skip)("the same attachments, octet by octet, or explained", async () => {
  const differing: string[] = [];
  let attachments = 0;
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".eml"));
  for (const name of names) {
    const octets = new Uint8Array(readFileSync(FOLDER + name));
    const tree = readMimeTree(octets, readHeaderFields(octets));
    const ours = await digests(ourAttachments(octets, tree));
    const mail = await PostalMime.parse(octets, { attachmentEncoding: "arraybuffer" });
    const theirs = await digests(
      mail.attachments.map(({ content }) => new Uint8Array(content as ArrayBuffer)),
    );
    attachments += theirs.length;
    if (ours.join() !== theirs.join()) differing.push(name);
  }
  console.log(
    `MIME: ${names.length} messages, ${attachments} attachments of postal-mime, ${differing.length} messages differ`,
  );
  expect(differing.sort()).toEqual(Object.keys(EXPLAINED));
});
