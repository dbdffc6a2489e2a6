/** What Gmail says of mails and conversations, read as input that anybody may have made up. */
import * as v from "valibot";
import { EvidenceError } from "../core/base/errors.ts";
import type { AcquisitionRecord } from "../core/evidence/types.ts";

/** Characters of one fact at most. */
const FACT_LIMIT = 1000;
const MAX_LABELS = 100;
/** Mails of one conversation at most: Gmail itself begins another after 100. */
const MAX_MAILS = 500;
const ID = /^[A-Za-z0-9:_-]{1,128}$/;

const rawSchema = v.object({ raw: v.string() });

/** @throws EvidenceError RESPONSE_INVALID where the answer holds no source. */
export function rawOf(json: unknown): string {
  const parsed = v.safeParse(rawSchema, json);
  if (parsed.success) return parsed.output.raw;
  throw new EvidenceError("RESPONSE_INVALID", "Gmail's answer holds no source");
}

const text = v.fallback(v.nullish(v.pipe(v.string(), v.maxLength(FACT_LIMIT))), null);

const factsSchema = v.object({
  id: text,
  threadId: text,
  /** Milliseconds since the Unix epoch, as a text: when Gmail took the mail in. */
  internalDate: text,
  historyId: text,
  sizeEstimate: v.fallback(v.nullish(v.pipe(v.number(), v.safeInteger())), null),
  labelIds: v.fallback(v.nullish(v.pipe(v.array(v.string()), v.maxLength(MAX_LABELS))), null),
});

/** By Gmail's names, each with "gmail." before it. What is missing is left away. */
export function factsOf(json: unknown): AcquisitionRecord["item"] {
  const parsed = v.safeParse(factsSchema, json);
  if (!parsed.success) return {};
  const { labelIds, ...facts } = parsed.output;
  const named = Object.entries(facts).flatMap(([name, value]) =>
    value === null || value === undefined
      ? []
      : [[`gmail.${name}`, typeof value === "string" ? value.toWellFormed() : value] as const],
  );
  const labels = labelIds?.join(",").slice(0, FACT_LIMIT).toWellFormed();
  return Object.fromEntries(labels === undefined ? named : [...named, ["gmail.labelIds", labels]]);
}

const threadSchema = v.object({
  messages: v.array(v.unknown()),
});
const entrySchema = v.object({
  id: v.pipe(v.string(), v.regex(ID)),
  labelIds: v.fallback(v.nullish(v.array(v.unknown())), null),
});

/** In Gmail's order, oldest first. A draft was never sent: nobody was threatened with it. */
export function idsOf(json: unknown): readonly string[] {
  const parsed = v.safeParse(threadSchema, json);
  if (!parsed.success) throw new EvidenceError("RESPONSE_INVALID", "Gmail's answer is no conversation");
  return parsed.output.messages.slice(0, MAX_MAILS).flatMap((one) => {
    const entry = v.safeParse(entrySchema, one);
    if (!entry.success || entry.output.labelIds?.includes("DRAFT") === true) return [];
    return [entry.output.id];
  });
}
