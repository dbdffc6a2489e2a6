/** What the validator says. Codes are stable: added, never renamed. */

export type ManifestFindingCode =
  // the text
  | "XML_TOO_LONG"
  | "XML_DTD"
  | "XML_NOT_WELL_FORMED"
  // structure
  | "ELEMENT_UNKNOWN"
  | "ELEMENT_MISSING"
  | "ELEMENT_REPEATED"
  | "ELEMENT_ORDER"
  | "TYPE_UNKNOWN"
  | "ATTRIBUTE_UNKNOWN"
  | "ATTRIBUTE_MISSING"
  | "TEXT_UNEXPECTED"
  // values
  | "VALUE_INVALID"
  | "GUID_INVALID"
  | "VERSION_INVALID"
  | "VERSION_TOO_LOW"
  | "TEXT_EMPTY"
  | "TEXT_TOO_LONG"
  | "RESID_TOO_LONG"
  | "URL_NOT_HTTPS"
  | "URL_FOREIGN"
  | "DOMAIN_INVALID"
  | "REQUIREMENT_TOO_HIGH"
  // what belongs together
  | "RESID_UNRESOLVED"
  | "RESOURCE_REPEATED"
  | "RESOURCE_UNUSED"
  | "LOCALE_MISSING"
  | "LOCALE_UNKNOWN"
  | "LOCALE_REPEATED"
  | "CONTROL_ID_REPEATED"
  | "RUNTIME_MISMATCH"
  | "OPTIONS_TOO_MANY"
  // permissions and features of a variant
  | "PERMISSION_EXCESSIVE"
  | "PERMISSION_MISSING"
  | "PERMISSION_EXTENDED"
  | "FEATURE_MISSING"
  // files
  | "ICON_SIZE_MISSING"
  | "ICON_FILE_MISSING"
  | "ICON_FILE_INVALID"
  | "ICON_FILE_PIXELS"
  | "FUNCTION_UNKNOWN"
  | "PAGE_MISSING"
  | "BUNDLE_UNCHECKED";

export interface ManifestFinding {
  readonly code: ManifestFindingCode;
  /** "warning": could not be checked here; everything else is an error. */
  readonly severity: "error" | "warning";
  /** Line in the text, from 1. */
  readonly line: number;
  readonly message: string;
}

export function problem(code: ManifestFindingCode, line: number, message: string): ManifestFinding {
  return { code, severity: "error", line, message };
}

export function warning(code: ManifestFindingCode, line: number, message: string): ManifestFinding {
  return { code, severity: "warning", line, message };
}

/** Values are the file's: cut, and without signs that would act on a terminal. */
export function quoted(value: string): string {
  const plain = value.replace(/[\p{Cc}\p{Cf}]/gu, "?");
  return `"${plain.length > 60 ? `${plain.slice(0, 60)}…` : plain}"`;
}
