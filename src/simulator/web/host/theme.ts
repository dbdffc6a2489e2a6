/** Outlook's colours as office.js hears of them. */
import type { ThemeName } from "./settings.ts";

export interface OfficeThemeColours {
  readonly bodyBackgroundColor: string;
  readonly bodyForegroundColor: string;
  readonly controlBackgroundColor: string;
  readonly controlForegroundColor: string;
}

/** The last four are the contrast themes of Windows 11, under the names that it gives them. */
const themes: Readonly<Record<ThemeName, OfficeThemeColours>> = {
  light: colours("#ffffff", "#242424"),
  dark: colours("#1f1f1f", "#ffffff"),
  contrast: colours("#000000", "#ffff00"),
  aquatic: colours("#202020", "#ffffff"),
  desert: colours("#fffaef", "#3d3d3d"),
  dusk: colours("#2d3236", "#ffffff"),
  nightsky: colours("#000000", "#ffffff"),
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
