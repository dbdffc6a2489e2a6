/** Outlook's colours as office.js hears of them. */
import type { ThemeName } from "./settings.ts";

export interface OfficeThemeColours {
  readonly bodyBackgroundColor: string;
  readonly bodyForegroundColor: string;
  readonly controlBackgroundColor: string;
  readonly controlForegroundColor: string;
}

const themes: Readonly<Record<ThemeName, OfficeThemeColours>> = {
  light: colours("#ffffff", "#242424"),
  dark: colours("#1f1f1f", "#ffffff"),
  contrast: colours("#000000", "#ffff00"),
};

function colours(background: string, text: string): OfficeThemeColours {
  return {
    bodyBackgroundColor: background,
    bodyForegroundColor: text,
    controlBackgroundColor: background,
    controlForegroundColor: text,
  };
}

export function officeTheme(name: ThemeName): OfficeThemeColours {
  return themes[name];
}

/** The same as data of the event officeThemeChanged: an array with one JSON text, colours as integers. */
export function themeEventData(name: ThemeName): string[] {
  const entries = Object.entries(themes[name]).map(([key, colour]) => [
    key,
    Number.parseInt(colour.slice(1), 16),
  ]);
  return [JSON.stringify(Object.fromEntries(entries))];
}
