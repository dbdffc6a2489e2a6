/** The DKIM-Signature field and its sisters in ARC (RFC 6376, section 3.5; RFC 8617, section 4.1.2). */
import { decodeBase64 } from "../../base/base64.ts";
import type { HeaderField } from "../../mail/header-fields.ts";
import type { Canonicalization } from "./canonical-body.ts";
import { parseTagList, withoutSpace } from "./tag-list.ts";

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
  readonly signature: Uint8Array<ArrayBuffer> | null;
  /** l= in octets; null without it. */
  readonly bodyLength: number | null;
  readonly signedAt: number | null;
  readonly expiresAt: number | null;
  /** What makes the field unusable, as stable codes. */
  readonly defects: readonly string[];
}

const FORMS = new Set(["simple", "relaxed"]);

/** Never fails: what is missing or malformed is null and named in `defects`. */
export function readSignatureField(field: HeaderField): SignatureField {
  const { tags, duplicates } = parseTagList(field.body);
  const defects: string[] = duplicates.map(
    (name) => `duplicate-tag-${/^[a-z]\w{0,15}$/i.test(name) ? name : "other"}`,
  );
  const forms = (tags.get("c") ?? "simple/simple").toLowerCase().split("/");
  const [headerForm = "simple", bodyForm = "simple"] = forms.map((form) => form.trim());
  if (forms.length > 2 || !FORMS.has(headerForm) || !FORMS.has(bodyForm))
    defects.push("canonicalization-unknown");
  for (const name of ["d", "s", "a", "b", "bh", "h"]) if (!tags.get(name)) defects.push(`missing-${name}`);
  // Section 3.5: v=1 MUST be there. ARC's fields have no v= (RFC 8617, section 4.1.2).
  if (field.lowerName === "dkim-signature" && tags.get("v") !== "1") defects.push("version-unknown");
  const length = readLength(tags.get("l"), defects);
  return {
    field,
    domain: tags.get("d")?.toLowerCase() || null,
    selector: tags.get("s") || null,
    algorithm: tags.get("a")?.toLowerCase() || null,
    identity: tags.get("i") || null,
    instance: /^\d{1,4}$/.test(tags.get("i") ?? "") ? Number(tags.get("i")) : null,
    headerForm: headerForm === "relaxed" ? "relaxed" : "simple",
    bodyForm: bodyForm === "relaxed" ? "relaxed" : "simple",
    signedFields: (tags.get("h") ?? "")
      .toLowerCase()
      .split(":")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
    bodyHash: base64Tag(tags.get("bh"), "bh", defects),
    signature: base64Tag(tags.get("b"), "b", defects),
    bodyLength: length,
    signedAt: epochMs(tags.get("t")),
    expiresAt: epochMs(tags.get("x")),
    defects,
  };
}

function readLength(text: string | undefined, defects: string[]): number | null {
  if (text === undefined) return null;
  // Section 3.5 allows 76 digits; more than 15 is longer than any message and not exact as a number.
  if (/^\d{1,15}$/.test(text)) return Number(text);
  defects.push("length-invalid");
  return null;
}

function base64Tag(
  text: string | undefined,
  name: string,
  defects: string[],
): Uint8Array<ArrayBuffer> | null {
  if (!text) return null;
  const decoded = decodeBase64(withoutSpace(text));
  if (decoded.ok) return decoded.value;
  defects.push(`${name}-invalid`);
  return null;
}

/** @returns Milliseconds for seconds since the epoch; null for anything but 1 to 12 digits (section 3.5). */
function epochMs(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) * 1000 : null;
}
