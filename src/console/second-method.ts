/**
 * What another method gave of the same mail, and whether it agrees: computed again from the two files, since "agrees"
 * in the record is the word of whatever sealed the package (docs/package-format.md, section 6).
 */
import { agrees, type Given } from "../core/analysis/agreement.ts";
import { canonicalBody } from "../core/analysis/dkim/canonical-body.ts";
import { canonicalField } from "../core/analysis/dkim/canonical-header.ts";
import { octetsEqual } from "../core/base/bytes.ts";
import type { AcquisitionRecord } from "../core/evidence/types.ts";
import { type HeaderSection, readHeaderFields } from "../core/mail/header-fields.ts";
import type { OpenedMessage } from "../core/seal/open.ts";

export interface SecondMethod {
  readonly record: NonNullable<AcquisitionRecord["second"]>;
  /** The same rule over the two files as they lie in the package. */
  readonly recomputed: boolean;
  /** null: nothing that can be compared, a .msg file for example. */
  readonly differences: Differences | null;
}

export interface Differences {
  readonly octetsEqual: boolean;
  /** Names of header fields as the mail writes them: hostile text. At most MAX_NAMES of each. */
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
  /** Fields that only one of them has, also those that are not listed. */
  readonly fieldCount: number;
  /** The same fields, in another order. */
  readonly reordered: boolean;
  readonly body: "same" | "differs" | "not-compared";
}

const MAX_NAMES = 20;
const MAX_NAME_LENGTH = 100;

/** @returns null where no second method was used. */
export function secondMethod({
  acquisition,
  original,
  parts,
  second,
}: Pick<OpenedMessage, "acquisition" | "original" | "parts" | "second">): SecondMethod | null {
  const record = acquisition.second;
  if (record === null) return null;
  const name = record.path.slice(record.path.indexOf("/second/") + "/second/".length);
  const octets = second.get(name) ?? null;
  const one: Given = {
    whole: original?.kind === "eml" ? original.octets : null,
    headers: original === null ? (parts.get("headers.txt") ?? null) : null,
  };
  const other: Given = {
    whole: name === "original.eml" ? octets : null,
    headers: name === "headers.txt" ? octets : null,
  };
  return { record, recomputed: agrees(one, other), differences: differencesOf(one, other) };
}

function differencesOf(one: Given, other: Given): Differences | null {
  const [first, second] = [one.whole ?? one.headers, other.whole ?? other.headers];
  if (first === null || second === null) return null;
  const [left, right] = [readHeaderFields(first), readHeaderFields(second)];
  if (left.fields.length === 0 || right.fields.length === 0) return null;
  const [onlyFirst, onlySecond] = [namesOnlyIn(left, right), namesOnlyIn(right, left)];
  const bodies = one.whole !== null && other.whole !== null;
  const bodyOf = (octets: Uint8Array, { bodyOffset }: HeaderSection) =>
    canonicalBody(octets.subarray(bodyOffset), "simple");
  return {
    octetsEqual: octetsEqual(first, second),
    onlyFirst: onlyFirst.slice(0, MAX_NAMES),
    onlySecond: onlySecond.slice(0, MAX_NAMES),
    fieldCount: onlyFirst.length + onlySecond.length,
    reordered: onlyFirst.length + onlySecond.length === 0 && !sameOrder(left, right),
    body: !bodies
      ? "not-compared"
      : octetsEqual(bodyOf(first, left), bodyOf(second, right))
        ? "same"
        : "differs",
  };
}

/** Names of the fields of one section that the other has not, each as often as it is missing. */
function namesOnlyIn(one: HeaderSection, other: HeaderSection): string[] {
  const there = new Map<string, number>();
  for (const text of relaxedFields(other)) there.set(text, (there.get(text) ?? 0) + 1);
  const names: string[] = [];
  for (const [index, text] of relaxedFields(one).entries()) {
    const left = there.get(text) ?? 0;
    if (left > 0) there.set(text, left - 1);
    else names.push((one.fields[index]?.name ?? "").slice(0, MAX_NAME_LENGTH));
  }
  return names;
}

function sameOrder(one: HeaderSection, other: HeaderSection): boolean {
  const right = relaxedFields(other);
  return relaxedFields(one).every((text, index) => text === right[index]);
}

/** One character an octet: a key for comparing, never shown. */
function relaxedFields({ fields }: HeaderSection): string[] {
  const latin1 = new TextDecoder("latin1");
  return fields.map((field) => latin1.decode(canonicalField(field.raw(), "relaxed")));
}
