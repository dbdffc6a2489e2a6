/** OpenSSL's hashes on the calling thread: for a mail's size a fraction of what WebCrypto's way round costs in Node. */
import { hash } from "node:crypto";
import type { Hash } from "../core/base/digest.ts";

export const nodeHash: Hash = (algorithm, octets) =>
  hash(algorithm === "SHA-1" ? "sha1" : "sha256", octets, "buffer");
