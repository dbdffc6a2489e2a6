/** Custody events of one package, in two lists that are never mixed: what the server saw, what people say they did. */
import type { Digest } from "../core/base/digest.ts";
import type { EvidenceErrorCode } from "../core/base/errors.ts";
import type { Directory } from "../core/evidence/directory.ts";
import { parseCustodyEvent, verifyCustodyEvent } from "../core/seal/custody.ts";
import { fingerprintOf } from "../core/seal/sshsig.ts";
import type { LoggedEvent } from "./ports.ts";

export type CustodyRow =
  | {
      readonly index: number;
      readonly state: "read";
      readonly type: string;
      /** By the clock of whoever wrote it. */
      readonly at: number;
      /** Name in the directory; null for a key that it does not list. */
      readonly person: string | null;
      /** SSHSIG fingerprint; null where no key was involved. */
      readonly key: string | null;
    }
  | { readonly index: number; readonly state: "refused"; readonly code: EvidenceErrorCode };

export interface CustodyView {
  /** The server's word, not signed by anyone else. */
  readonly serverObserved: readonly CustodyRow[];
  /** Signed by the person's key; nothing shows that all of them are there. */
  readonly selfDeclared: readonly CustodyRow[];
}

export async function readCustody(
  events: readonly LoggedEvent[],
  packageDigest: Digest,
  directory: Directory,
): Promise<CustodyView> {
  const inOrder = [...events].sort((a, b) => a.index - b.index);
  const declared = inOrder.filter((event) => event.class === "self-declared");
  return {
    serverObserved: inOrder
      .filter((event) => event.class === "server-observed")
      .map((event) => observedRow(event, packageDigest, directory)),
    selfDeclared: await Promise.all(declared.map((event) => declaredRow(event, packageDigest, directory))),
  };
}

function observedRow({ index, event }: LoggedEvent, packageDigest: Digest, directory: Directory): CustodyRow {
  const parsed = parseCustodyEvent(event);
  if (!parsed.ok) return { index, state: "refused", code: parsed.error.code };
  const { value } = parsed;
  if (value.class !== "server-observed" || value.package !== packageDigest)
    return { index, state: "refused", code: "CUSTODY_EVENT_INVALID" };
  return { index, state: "read", type: value.type, at: value.at, ...holderOf(value.key, directory) };
}

async function declaredRow(
  { index, event, signature }: LoggedEvent,
  packageDigest: Digest,
  directory: Directory,
): Promise<CustodyRow> {
  if (signature === null) return { index, state: "refused", code: "SIGNATURE_INVALID" };
  const verified = await verifyCustodyEvent(event, signature);
  if (!verified.ok) return { index, state: "refused", code: verified.error.code };
  const { value, signingKey } = verified.value;
  if (value.package !== packageDigest) return { index, state: "refused", code: "CUSTODY_EVENT_INVALID" };
  return {
    index,
    state: "read",
    type: value.type,
    at: value.at,
    ...holderOf(fingerprintOf(signingKey), directory),
  };
}

function holderOf(key: string | null, directory: Directory): { person: string | null; key: string | null } {
  const people = directory.desks.flatMap((desk) => desk.people);
  const person = people.find((one) => fingerprintOf(one.signingKey) === key);
  return { key, person: person?.name ?? null };
}
