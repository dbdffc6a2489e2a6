/** What the log holds instead of the content (docs/package-format.md, section 8). */
import { concatOctets, utf8 } from "../base/bytes.ts";
import { type Digest, digestOf, sha256 } from "../base/digest.ts";

const LABEL = utf8("zegel/commitment/v1\0");
export const SALT_LENGTH = 32;

/**
 * @param salt - 32 octets: without them nobody can test a guess of the content against the log.
 * @param tagmanifest - Octets of tagmanifest-sha256.txt.
 * @param signature - Octets of tagmanifest-sha256.txt.sig.
 */
export async function commitmentOf(
  salt: Uint8Array,
  tagmanifest: Uint8Array,
  signature: Uint8Array,
): Promise<Digest> {
  if (salt.length !== SALT_LENGTH) throw new TypeError("a salt has 32 octets");
  return digestOf(concatOctets([LABEL, salt, await sha256(tagmanifest), await sha256(signature)]));
}
