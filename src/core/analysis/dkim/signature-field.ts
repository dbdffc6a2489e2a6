/** The DKIM-Signature field and its sisters in ARC (RFC 6376, section 3.5; RFC 8617, section 4.1.2). */
import { decodeBase64 } from "../../base/base64.ts";
import type { HeaderField } from "../../mail/header-fields.ts";
import type { Canonicalization } from "./canonical-body.ts";
import { tagListOf, withoutSpace } from "./tag-list.ts";

export interface SignatureField {
  readonly field: HeaderField;
  readonly domain: string | null;
  readonly selector: string | null;
  /** Lower case, as written: "rsa-sha256". */
  readonly algorithm: string | null;
  readonly identity: string | null;
  /** i= of ARC: the instance; null where it is no number. */
  readonly instance: number | null;
  readonly headerForm: Canonicalization;
  readonly bodyForm: Canonicalization;
  /** Lower case, in the order of h=. */
  readonly signedFields: readonly string[];
  readonly bodyHash: Uint8Array | null;
  /** b= in base64, white space left in: decoded only where a key is at hand. */
  readonly signature: string | null;
  /** l= in octets; null without it. */
  readonly bodyLength: number | null;
  readonly signedAt: number | null;
  readonly expiresAt: number | null;
  /** What makes the field unusable, as stable codes. */
  readonly defects: readonly string[];
}

const FORMS = new Set(["simple", "relaxed"]);

/** Signers name some dozens; a list of a whole header's size would be repeated in every result. */
const MAX_SIGNED_NAMES = 500;
/** Longest domain name (RFC 1035, section 2.3.4); other tags of interest are shorter. */
const MAX_TAG_CHARS = 253;

const REQUIRED = ["d", "s", "a", "b", "bh", "h"];

/** Never fails: what is missing or malformed is null and named in `defects`. */
export function readSignatureField(field: HeaderField): SignatureField {
  const { tags, duplicates } = tagListOf(field);
  const defects = duplicates.length === 0 ? [] : duplicates.slice(0, 10).map(duplicateCode);
  const [headerForm, bodyForm] = readForms(tags.get("c"), defects);
  for (const name of REQUIRED) if (!tags.get(name)) defects.push(`missing-${name}`);
  // Section 3.5: v=1 MUST be there. ARC's fields have no v= (RFC 8617, section 4.1.2).
  if (field.lowerName === "dkim-signature" && tags.get("v") !== "1") defects.push("version-unknown");
  const signedAt = epochMs(tags.get("t"));
  const expiresAt = epochMs(tags.get("x"));
  // Section 3.5: x= MUST be greater than t=.
  if (signedAt !== null && expiresAt !== null && expiresAt <= signedAt)
    defects.push("expires-before-signing");
  return {
    field,
    domain: nameTag(tags.get("d")?.toLowerCase(), "domain", defects),
    selector: nameTag(tags.get("s"), "selector", defects),
    algorithm: tags.get("a")?.slice(0, MAX_TAG_CHARS).toLowerCase() || null,
    identity: tags.get("i")?.slice(0, 2 * MAX_TAG_CHARS) || null,
    instance: instanceOf(tags.get("i")),
    headerForm,
    bodyForm,
    signedFields: readNames(tags.get("h"), defects),
    bodyHash: hashTag(tags.get("bh"), defects),
    signature: signatureTag(tags.get("b"), defects),
    bodyLength: readLength(tags.get("l"), defects),
    signedAt,
    expiresAt,
    defects,
  };
}

export function duplicateCode(name: string): string {
  return `duplicate-tag-${/^[a-z]\w{0,15}$/i.test(name) ? name : "other"}`;
}

/** @returns The instance of an ARC field, or null where it is no number (RFC 8617, section 4.2.1). */
export function instanceOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,4}$/.test(text.trim()) ? Number(text) : null;
}

function readForms(
  text: string | undefined,
  defects: string[],
): readonly [header: Canonicalization, body: Canonicalization] {
  if (text === undefined) return ["simple", "simple"];
  // What nearly all signers write.
  if (text === "relaxed/relaxed") return ["relaxed", "relaxed"];
  const [header = "simple", body = "simple", ...more] = text
    .toLowerCase()
    .split("/", 3)
    .map((form) => form.trim());
  if (more.length > 0 || !FORMS.has(header) || !FORMS.has(body)) defects.push("canonicalization-unknown");
  return [header === "relaxed" ? header : "simple", body === "relaxed" ? body : "simple"];
}

function readNames(text: string | undefined, defects: string[]): string[] {
  if (text === undefined) return [];
  const names: string[] = [];
  for (const part of text.toLowerCase().split(":", MAX_SIGNED_NAMES + 1)) {
    const name = part.trim();
    if (name !== "") names.push(name);
  }
  if (names.length > MAX_SIGNED_NAMES) defects.push("too-many-names");
  return names.length > MAX_SIGNED_NAMES ? names.slice(0, MAX_SIGNED_NAMES) : names;
}

/** Labels of a domain name or selector; U-labels are letters too (RFC 8616, section 4). */
const NAME = /^[\w\u0080-\uffff-]{1,63}(?:\.[\w\u0080-\uffff-]{1,63}){0,126}$/;

/** What is no name would reach the resolver as a question of the sender's making: it is shown and never asked. */
export function nameTag(text: string | undefined, code: string, defects: string[]): string | null {
  if (!text) return null;
  if (text.length <= MAX_TAG_CHARS && NAME.test(text)) return text;
  defects.push(`${code}-invalid`);
  return text.slice(0, MAX_TAG_CHARS);
}

function readLength(text: string | undefined, defects: string[]): number | null {
  if (text === undefined) return null;
  // Section 3.5 allows 76 digits; more than 15 is longer than any message and not exact as a number.
  if (/^\d{1,15}$/.test(text)) return Number(text);
  defects.push("length-invalid");
  return null;
}

function hashTag(text: string | undefined, defects: string[]): Uint8Array | null {
  if (!text) return null;
  const decoded = decodeBase64(withoutSpace(text));
  if (decoded.ok) return decoded.value;
  defects.push("bh-invalid");
  return null;
}

export function signatureTag(text: string | undefined, defects: string[]): string | null {
  if (!text) return null;
  if (/^[A-Za-z0-9+/=\s]+$/.test(text)) return text;
  defects.push("b-invalid");
  return null;
}

/** @returns Milliseconds for seconds since the epoch; null for anything but 1 to 12 digits (section 3.5). */
export function epochMs(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) * 1000 : null;
}
