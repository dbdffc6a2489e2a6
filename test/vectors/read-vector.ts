/**
 * Vectors in the form of C2SP/CCTV: "name: value" lines, an empty line, octets. One scenario a file.
 *
 * expect: "success" or the error code; layer: what the octets are; identity: who opens;
 * payload: SHA-256 of what comes out; compressed: "zlib" where the octets are.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";

export interface Vector {
  readonly name: string;
  /** The last line of a name wins nothing: each occurs once, but for identity. */
  readonly head: Readonly<Record<string, string>>;
  readonly identities: readonly string[];
  readonly octets: Uint8Array<ArrayBuffer>;
}

const FOLDER = "test/vectors";

export function vectorNames(kind: string): string[] {
  return readdirSync(join(FOLDER, kind)).toSorted();
}

export function readVector(kind: string, name: string): Vector {
  const file = readFileSync(join(FOLDER, kind, name));
  const end = file.indexOf("\n\n");
  const lines = file
    .subarray(0, end)
    .toString("utf8")
    .split("\n")
    .map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]);
  const body = file.subarray(end + 2);
  const head = Object.fromEntries(lines);
  return {
    name,
    head,
    identities: lines.filter(([key]) => key === "identity").map(([, value]) => value),
    octets: Uint8Array.from(head["compressed"] === "zlib" ? inflateSync(body) : body),
  };
}
