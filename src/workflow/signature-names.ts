/** Which keys a report's signatures need that the snapshot does not hold. */
import { readSignatureField } from "../core/analysis/dkim/signature-field.ts";
import { fromUtf8 } from "../core/base/bytes.ts";
import { MAX_SINGLE_QUERIES } from "../core/dns/evidence.ts";
import { keyName } from "../core/dns/key-name.ts";
import { allFields, readHeaderFields } from "../core/mail/header-fields.ts";
import type { AcquiredSource } from "./ports.ts";

/** Octets of a mail in which signatures are looked for: a header is shorter, a body is of no interest. */
const MAX_HEADER_OCTETS = 262_144;

export interface WantedKey {
  readonly domain: string;
  readonly selector: string;
  readonly name: string;
}

/**
 * Names of DKIM-Signature fields, each once, a few at most.
 *
 * @param snapshot - The answer as served. Whether it says something of a name is looked for in its text: it is not
 * verified here, and a server that leaves names out only gets asked what the policy lets it be asked.
 */
export function missingNames(
  sources: readonly AcquiredSource[],
  snapshot: Uint8Array | null,
): readonly WantedKey[] {
  const known = (snapshot === null ? null : fromUtf8(snapshot)) ?? "";
  const wanted = new Map<string, WantedKey>();
  for (const source of sources) {
    for (const key of signatureNames(source)) {
      if (wanted.size < MAX_SINGLE_QUERIES && !known.includes(`\\"${key.name}\\"`)) wanted.set(key.name, key);
    }
  }
  return [...wanted.values()];
}

function signatureNames({ original, parts }: AcquiredSource): readonly WantedKey[] {
  const octets = original?.kind === "eml" ? original.octets : parts.get("headers.txt")?.octets;
  if (octets === undefined) return [];
  const { fields } = readHeaderFields(octets.subarray(0, MAX_HEADER_OCTETS));
  return allFields(fields, "dkim-signature").flatMap((field) => {
    const { domain, selector } = readSignatureField(field);
    const name = domain === null || selector === null ? null : keyName(domain, selector);
    return name === null ? [] : [{ domain: domain as string, selector: selector as string, name }];
  });
}
