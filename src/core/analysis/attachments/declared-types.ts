/** Whether name, declared type and content of an attachment say the same. */
import { TOLD_BY_CONTENT } from "./file-types.ts";

const OOXML = "application/vnd.openxmlformats-officedocument";

/** Other names of a type, old ones, and types that share one form where their difference is not worth a word. */
const SAME: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "image/pjpeg": "image/jpeg",
  "image/x-png": "image/png",
  "image/bitmap": "image/bmp",
  "image/x-ms-bmp": "image/bmp",
  "image/x-icon": "image/vnd.microsoft.icon",
  "image/heif": "image/heic",
  "image/heic-sequence": "image/heic",
  "image/heif-sequence": "image/heic",
  "application/x-pdf": "application/pdf",
  "application/x-zip": "application/zip",
  "application/x-zip-compressed": "application/zip",
  "application/x-rar": "application/vnd.rar",
  "application/x-rar-compressed": "application/vnd.rar",
  "application/x-gzip": "application/gzip",
  "application/x-bzip": "application/x-bzip2",
  "text/rtf": "application/rtf",
  "application/x-rtf": "application/rtf",
  "application/x-dosexec": "application/x-msdownload",
  "application/x-msdos-program": "application/x-msdownload",
  "application/vnd.microsoft.portable-executable": "application/x-msdownload",
  "audio/mp3": "audio/mpeg",
  "audio/x-wav": "audio/wav",
  "audio/wave": "audio/wav",
  "audio/x-m4a": "audio/mp4",
  "audio/opus": "audio/ogg",
  "application/ogg": "audio/ogg",
  "video/ogg": "audio/ogg",
  "video/x-m4v": "video/mp4",
  "audio/mp4": "video/mp4",
  "video/quicktime": "video/mp4",
  "video/3gpp": "video/mp4",
  "video/webm": "video/x-matroska",
  "audio/webm": "video/x-matroska",
  "video/x-ms-wmv": "video/x-ms-asf",
  "audio/x-ms-wma": "video/x-ms-asf",
  "application/vnd.ms-tnef": "application/ms-tnef",
  "application/xml": "text/xml",
  "application/xhtml+xml": "text/html",
  "text/x-vcard": "text/vcard",
  "text/directory": "text/vcard",
  "application/ics": "text/calendar",
  "application/x-pkcs7-mime": "application/pkcs7-mime",
  "application/pkcs7-signature": "application/pkcs7-mime",
  "application/x-pkcs7-signature": "application/pkcs7-mime",
  "application/x-apple-aspen-config": "application/pkcs7-mime",
};

/** File name extension, and the type that its readers expect. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  zip: "application/zip",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  tif: "image/tiff",
  tiff: "image/tiff",
  bmp: "image/bmp",
  heic: "image/heic",
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
  msg: "application/vnd.ms-outlook",
  docx: `${OOXML}.wordprocessingml.document`,
  xlsx: `${OOXML}.spreadsheetml.sheet`,
  pptx: `${OOXML}.presentationml.presentation`,
  docm: "application/vnd.ms-word.document.macroEnabled.12",
  xlsm: "application/vnd.ms-excel.sheet.macroEnabled.12",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  rtf: "application/rtf",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  wav: "audio/wav",
  rar: "application/vnd.rar",
  "7z": "application/x-7z-compressed",
  gz: "application/gzip",
  html: "text/html",
  htm: "text/html",
  svg: "image/svg+xml",
  ics: "text/calendar",
  vcf: "text/vcard",
  eml: "message/rfc822",
  exe: "application/x-msdownload",
};

/** Read by the same programs whatever the extension says; which one it is, is not worth a word. */
const FAMILIES: readonly (readonly [string, RegExp])[] = [
  [
    "word",
    /^application\/(?:msword|rtf|vnd\.ms-word\.|vnd\.openxmlformats-officedocument\.wordprocessingml\.)/,
  ],
  ["excel", /^application\/(?:vnd\.ms-excel|vnd\.openxmlformats-officedocument\.spreadsheetml\.)/],
  ["powerpoint", /^application\/(?:vnd\.ms-powerpoint|vnd\.openxmlformats-officedocument\.presentationml\.)/],
];
const OFFICE =
  /^application\/(?:msword|vnd\.ms-|vnd\.openxmlformats-officedocument|x-msi|vnd\.visio|vnd\.oasis\.opendocument)/;
const TEXT =
  /^(?:text\/|message\/|application\/(?:json|javascript|x-javascript|xml|x-sh|pgp-|pkcs7|x-pkcs7|octet-stream$))/;

function familyOf(type: string): string {
  const lower = type.toLowerCase();
  const plain = SAME[lower] ?? lower;
  return FAMILIES.find(([, pattern]) => pattern.test(plain))?.[0] ?? plain;
}

/** The last extension of a name in lower case, without trailing white space and dots; "" without one. */
export function extensionOf(name: string): string {
  const bare = name.slice(-300).replace(/[\s.\u200b-\u200f\u202a-\u202e\u2060-\u2069]+$/u, "");
  const dot = bare.lastIndexOf(".");
  return dot < 0 ? "" : bare.slice(dot + 1).toLowerCase();
}

/** Whether content of the detected type is surprising under a declared one. */
export function contradicts(declared: string, detected: string): boolean {
  const [said, seen] = [familyOf(declared), familyOf(detected)];
  if (said === seen) return false;
  // Office's old files in a compound file that names no program, or are encrypted in one.
  if (seen === "application/x-ole-storage" && OFFICE.test(declared)) return false;
  if (seen === "text/plain" || TEXT.test(seen)) return isToldByContent(declared) || isMarkedText(said, seen);
  return isToldByContent(declared) || TEXT.test(said);
}

/** "text/html" content declared as plain text is read as plain text; under an image or document it is a disguise. */
function isMarkedText(said: string, seen: string): boolean {
  return seen !== "text/plain" && !TEXT.test(said) && said !== "image/svg+xml";
}

function isToldByContent(type: string): boolean {
  const lower = type.toLowerCase();
  return TOLD_BY_CONTENT.has(SAME[lower] ?? lower) || OFFICE.test(lower);
}

/** @returns Where the content is surprising: under the declared type, the name's extension, or neither. */
export function surprisingUnder(
  declared: string,
  name: string | null,
  detected: string | null,
): "declared" | "name" | null {
  if (detected === null) return null;
  const expected = name === null ? undefined : BY_EXTENSION[extensionOf(name)];
  if (expected !== undefined && contradicts(expected, detected)) return "name";
  // "application/octet-stream" promises nothing.
  return declared !== "application/octet-stream" && contradicts(declared, detected) ? "declared" : null;
}

/** Extensions that Windows, macOS or a browser runs, or mounts and then runs. */
const ACTIVE_EXTENSIONS = new Set(
  "exe scr com pif cpl msi msix appx bat cmd ps1 psm1 vbs vbe js jse wsf wsh hta lnk url reg jar jnlp iso img vhd vhdx dll chm one xll application gadget sct inf scf library-ms settingcontent-ms app command pkg dmg mobileconfig sh desktop html htm shtml xhtml svg".split(
    " ",
  ),
);
const RUN_BY_A_BROWSER = new Set(["html", "htm", "shtml", "xhtml", "svg"]);
const DOCUMENT_EXTENSION =
  /\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|txt|rtf|csv|jpe?g|png|gif|mp[34]|wav|zip)(?=[\s._-]*\.[\w-]{1,20}$)/i;
const EXECUTABLE_TYPES = new Set([
  "application/x-msdownload",
  "application/x-elf",
  "application/x-mach-binary",
  "application/x-ms-shortcut",
  "application/java-vm",
  "application/java-archive",
  "application/vnd.ms-htmlhelp",
  "application/x-iso9660-image",
  "application/x-msi",
]);
const EXECUTABLE_NAMES =
  /^(?:exe|scr|com|pif|cpl|dll|sys|ocx|xll|lnk|jar|class|chm|iso|img|msi|msp|bin|elf|so|app|dmg)$/;

/**
 * The name shows another kind of file than opening it would start: a document's extension before the real one, marks
 * that turn the direction of reading, a real extension pushed away by spaces, or a program under a document's name.
 */
export function nameHidesType(name: string, detected: string | null): boolean {
  const extension = extensionOf(name);
  const active = ACTIVE_EXTENSIONS.has(extension);
  if (/[\u202a-\u202e\u2066-\u2069]/.test(name)) return true;
  const bare = name.slice(-300);
  if (active && DOCUMENT_EXTENSION.test(bare)) return true;
  if (active && /\s{5}\S{0,40}$/.test(bare.trimEnd())) return true;
  if (active && /[\s.]$/.test(bare) && !RUN_BY_A_BROWSER.has(extension)) return true;
  return (
    detected !== null &&
    EXECUTABLE_TYPES.has(detected) &&
    extension !== "" &&
    !EXECUTABLE_NAMES.test(extension)
  );
}

/** Opening it runs something: by its name or its content. */
export function isExecutable(name: string | null, detected: string | null): boolean {
  if (detected !== null && EXECUTABLE_TYPES.has(detected)) return true;
  const extension = name === null ? "" : extensionOf(name);
  return ACTIVE_EXTENSIONS.has(extension) && !RUN_BY_A_BROWSER.has(extension);
}

/** Web pages: opened in a browser, they may run scripts and show forms. */
export function isWebPage(name: string | null, declared: string, detected: string | null): boolean {
  if (detected === "text/html" || detected === "image/svg+xml") return true;
  return declared === "text/html" || (name !== null && RUN_BY_A_BROWSER.has(extensionOf(name)));
}
