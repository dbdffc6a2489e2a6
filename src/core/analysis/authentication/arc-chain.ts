/** The rules that sets of ARC have to keep with each other (RFC 8617, sections 4.2 and 5.2). */
import type { HeaderField } from "../../mail/header-fields.ts";
import { instanceOf } from "../dkim/signature-field.ts";
import { tagListOf } from "../dkim/tag-list.ts";
import type { ArcMessageSignature, ArcResult, ArcSeal } from "../types.ts";

/** RFC 8617, section 4.2.1. */
const MAX_SETS = 50;

/** The three fields of one instance. */
export interface ArcSet {
  readonly results: HeaderField;
  readonly message: HeaderField;
  readonly seal: HeaderField;
  /** Of the three fields together. */
  readonly octets: number;
}

/** How many fields of each kind the header has, also those beyond what is read. */
export interface ArcCounts {
  readonly seals: number;
  readonly signatures: number;
  readonly results: number;
}

/** @returns The instances 1 to 50 that have each of the three fields exactly once. */
export function completeSets(
  results: readonly HeaderField[],
  signatures: readonly HeaderField[],
  seals: readonly HeaderField[],
): ReadonlyMap<number, ArcSet> {
  const byInstance = [results, signatures, seals].map(groupByInstance);
  const [resultsOf, messagesOf, sealsOf] = byInstance as [FieldGroups, FieldGroups, FieldGroups];
  const sets = new Map<number, ArcSet>();
  for (const [instance, [seal, secondSeal]] of sealsOf) {
    const [result, secondResult] = resultsOf.get(instance) ?? [];
    const [message, secondMessage] = messagesOf.get(instance) ?? [];
    if (seal === undefined || result === undefined || message === undefined) continue;
    if ((secondSeal ?? secondResult ?? secondMessage) !== undefined) continue;
    const octets = seal.length + result.length + message.length;
    sets.set(instance, { results: result, message, seal, octets });
  }
  return sets;
}

type FieldGroups = ReadonlyMap<number, readonly HeaderField[]>;

function groupByInstance(fields: readonly HeaderField[]): FieldGroups {
  const groups = new Map<number, HeaderField[]>();
  for (const field of fields) {
    const instance = instanceTag(field);
    if (instance === null || instance < 1 || instance > MAX_SETS) continue;
    const group = groups.get(instance);
    if (group === undefined) groups.set(instance, [field]);
    else group.push(field);
  }
  return groups;
}

/** i= of any of the three; in the results it stands first (section 4.1.1). */
function instanceTag(field: HeaderField): number | null {
  if (field.lowerName !== "arc-authentication-results") return instanceOf(tagListOf(field).tags.get("i"));
  return instanceOf(/^i\s*=\s*(\d{1,4})\s*(?:;|$)/i.exec(field.body)?.[1]);
}

/** Rules that the chain breaks, as stable codes; the order is that of section 5.2. */
export function brokenRules(
  signatures: readonly ArcMessageSignature[],
  seals: readonly ArcSeal[],
  sets: ReadonlyMap<number, ArcSet>,
  counts: ArcCounts,
): string[] {
  const broken: string[] = [];
  const numbers = seals.map(({ instance }) => instance).sort((a, b) => (a ?? 0) - (b ?? 0));
  const numbered = numbers.every((number, i) => number === i + 1);
  if (counts.seals > MAX_SETS) broken.push("too-many-sets");
  else if (!numbered) broken.push("numbering");
  else if (
    sets.size !== counts.seals ||
    counts.signatures !== counts.seals ||
    counts.results !== counts.seals
  )
    broken.push("set-incomplete");
  const newest = newestOf(seals);
  if (newest?.cv === "fail") broken.push("cv-fail");
  else if (seals.some((seal) => seal.cv !== (seal.instance === 1 ? "none" : "pass"))) broken.push("cv-order");
  if (seals.some((seal) => seal.signature === "fail")) broken.push("seal-fail");
  const message = newestOf(signatures);
  if (message?.signature === "fail") broken.push("message-signature-fail");
  if (message !== undefined && message.bodyHash !== "match") broken.push("body-changed");
  return broken;
}

function newestOf<Item extends { readonly instance: number | null }>(
  items: readonly Item[],
): Item | undefined {
  return items.reduce<Item | undefined>(
    (newest, item) => (newest === undefined || (item.instance ?? 0) > (newest.instance ?? 0) ? item : newest),
    undefined,
  );
}

export function chainValidation(
  broken: readonly string[],
  signatures: readonly ArcMessageSignature[],
  seals: readonly ArcSeal[],
): ArcResult["validation"] {
  if (broken.length > 0) return "fail";
  const verified =
    seals.every((seal) => seal.signature === "pass") && newestOf(signatures)?.signature === "pass";
  return verified ? "pass" : "unchecked";
}
