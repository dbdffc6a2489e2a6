/** Light, dark or high contrast from Outlook's colours: it has no flag for that, unlike the other Office hosts. */

export type HostTheme = "light" | "dark" | "high-contrast";

/** Office.OfficeTheme as far as it is read; hosts were seen to leave out members. */
export interface ThemeColours {
  readonly bodyBackgroundColor?: string;
  readonly bodyForegroundColor?: string;
}

/** Text colours that only Windows' high-contrast themes put on pure black. */
const CONTRAST_TEXT = new Set(["ffffff", "ffff00", "00ff00", "1aebff"]);

/** Background and text of Windows 11's contrast themes: Aquatic, Desert, Dusk, Night sky. */
const CONTRAST_THEMES = new Set(["202020/ffffff", "fffaef/3d3d3d", "2d3236/ffffff", "000000/ffffff"]);

/** @returns Null unless the background is a colour in hexadecimal ("#1f1f1f", with or without "#"). */
export function themeOf(colours: ThemeColours | null | undefined): HostTheme | null {
  const background = hexColour(colours?.bodyBackgroundColor);
  if (background === null) return null;
  const text = hexColour(colours?.bodyForegroundColor);
  if (background === "000000" && text !== null && CONTRAST_TEXT.has(text)) return "high-contrast";
  if (text !== null && CONTRAST_THEMES.has(`${background}/${text}`)) return "high-contrast";
  return luma(background) < 0.5 ? "dark" : "light";
}

function hexColour(value: unknown): string | null {
  const match = typeof value === "string" ? /^#?([0-9a-f]{6})$/i.exec(value.trim()) : null;
  return match === null ? null : (match[1] as string).toLowerCase();
}

/** Rec. 709 weights on the encoded values, 0 to 1: enough to tell light from dark. */
function luma(hex: string): number {
  const channel = (offset: number) => Number.parseInt(hex.slice(offset, offset + 2), 16) / 255;
  return 0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4);
}
