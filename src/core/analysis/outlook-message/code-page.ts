/** Texts of older Outlook files are in a code page of Windows, by its number ([MS-UCODEREF], section 2.2.1). */

const LABELS: Readonly<Record<number, string>> = {
  874: "windows-874",
  932: "shift_jis",
  936: "gbk",
  949: "euc-kr",
  950: "big5",
  20866: "koi8-r",
  21866: "koi8-u",
  50220: "iso-2022-jp",
  51932: "euc-jp",
  54936: "gb18030",
  65001: "utf-8",
};

/** @param codePage - Null or unknown: Western Europe's. */
export function codePageDecoder(codePage: number | null): TextDecoder {
  return new TextDecoder(labelOf(codePage ?? 1252));
}

function labelOf(codePage: number): string {
  if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`;
  // ISO 8859: parts 1 to 16 without 12, which there is none of.
  const part = codePage - 28590;
  if (part >= 1 && part <= 16 && part !== 12) return `iso-8859-${part}`;
  return LABELS[codePage] ?? "windows-1252";
}
