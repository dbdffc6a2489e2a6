/** The forms that values in a manifest have. */
import type { ManifestFindingCode } from "./findings.ts";
import { MAILBOX_SET } from "./generate.ts";
import { isGuid } from "./identity.ts";
import { DEFAULT_LOCALE } from "./words.ts";

/** @returns null if the value has the form, else what is wrong with it. */
export type Form = (value: string) => ManifestFindingCode | null;

/** Lengths are counted as XML Schema counts them: in characters, not in UTF-16 units. */
function text(limit: number, tooLong: ManifestFindingCode = "TEXT_TOO_LONG"): Form {
  return (value) => {
    if (value.trim() === "") return "TEXT_EMPTY";
    return [...value].length > limit ? tooLong : null;
  };
}

function oneOf(...values: readonly string[]): Form {
  return (value) => (values.includes(value) ? null : "VALUE_INVALID");
}

function matching(pattern: RegExp, code: ManifestFindingCode = "VALUE_INVALID"): Form {
  return (value) => (pattern.test(value) ? null : code);
}

function isHttps(value: string): boolean {
  return /^https:\/\/[^/\s]/.test(value) && value.length <= 2048 && URL.canParse(value);
}

function isOrigin(value: string): boolean {
  return isHttps(value) && new URL(value).origin === value;
}

function version(value: string): ManifestFindingCode | null {
  if (!/^\d{1,5}(?:\.\d{1,5}){3}$/.test(value)) return "VERSION_INVALID";
  return Number.parseInt(value, 10) < 1 ? "VERSION_TOO_LOW" : null;
}

function requirementSet(value: string): ManifestFindingCode | null {
  const match = /^1\.(\d{1,5})$/.exec(value);
  if (match === null) return "VALUE_INVALID";
  return Number(match[1]) > Number(MAILBOX_SET.slice(2)) ? "REQUIREMENT_TOO_HIGH" : null;
}

export const FORMS = {
  guid: (value: string) => (isGuid(value) ? null : "GUID_INVALID"),
  version,
  defaultLocale: oneOf(DEFAULT_LOCALE),
  short: text(125),
  long: text(250),
  resid: text(32, "RESID_TOO_LONG"),
  controlId: matching(/^[A-Za-z][\w.]{0,124}$/),
  /** A tag of language and region; which of them are complete is for the rules on resources. */
  locale: matching(/^[a-z]{2}-[A-Z]{2}$/),
  https: (value: string) => (isHttps(value) ? null : "URL_NOT_HTTPS"),
  domain: (value: string) => (isOrigin(value) ? null : "DOMAIN_INVALID"),
  set: requirementSet,
  mailbox: oneOf("Mailbox"),
  /** Pixels at 72 dpi (OfficeApp 1.1). */
  height: (value: string) =>
    /^\d{2,3}$/.test(value) && Number(value) >= 32 && Number(value) <= 450 ? null : "VALUE_INVALID",
  permissions: oneOf("ReadItem", "ReadWriteMailbox"),
  or: oneOf("Or"),
  readItem: oneOf("Message", "Appointment"),
  read: oneOf("Read"),
  defaultTab: oneOf("TabDefault"),
  javascript: oneOf("javascript"),
  /** Only "true" makes sense: the element is left out otherwise. */
  yes: oneOf("true"),
  functionName: matching(/^[A-Za-z_$][\w$]{0,63}$/),
  pixels: matching(/^(?:16|20|24|32|40|48|64|80)$/),
  points: matching(/^(?:25|32|48)$/),
  scale: matching(/^[123]$/),
} as const satisfies Readonly<Record<string, Form>>;

export type FormName = keyof typeof FORMS;
