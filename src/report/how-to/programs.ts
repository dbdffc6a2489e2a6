/** Mail programs that the page explains, and which one is likely in use. Words are in locales/, pictures in pictures.tsx. */

export const PROGRAMS = [
  ...(["gmail", "outlook-web", "outlook-windows", "outlook-mac", "apple-mail"] as const),
  ...(["thunderbird", "yahoo", "proton", "phone", "other"] as const),
];

export type MailProgram = (typeof PROGRAMS)[number];

/** How the original leaves the program: by a menu's entry, by dragging, or not at all. */
export type SavingWay = "menu" | "drag" | "elsewhere";

export const WAYS: Readonly<Record<MailProgram, SavingWay>> = {
  gmail: "menu",
  "outlook-web": "menu",
  "outlook-windows": "drag",
  "outlook-mac": "drag",
  "apple-mail": "drag",
  thunderbird: "menu",
  yahoo: "menu",
  proton: "menu",
  phone: "elsewhere",
  other: "menu",
};

/** The browser's claim of itself; wrong guesses cost one click. */
export function likelyProgram(userAgent: string): MailProgram | null {
  if (/\b(?:Android|iPhone|iPad|Mobile)\b/.test(userAgent)) return "phone";
  if (/\bMacintosh\b/.test(userAgent) && /\bSafari\//.test(userAgent) && !/Chrom/.test(userAgent))
    return "apple-mail";
  return null;
}
