import {
  FluentProvider,
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
} from "@fluentui/react-components";
import { type ReactNode, useSyncExternalStore } from "react";

/** "system" follows the browser's own setting: the console, and hosts that tell nothing. */
export type ThemeName = "light" | "dark" | "high-contrast" | "system";

const THEMES = { light: webLightTheme, dark: webDarkTheme, "high-contrast": teamsHighContrastTheme };

/**
 * The page in Fluent's look. In forced colours the operating system paints, and Fluent's own styles step back.
 * `dir` follows from the language: all four languages run from left to right.
 */
export function ThemedRoot(props: { readonly theme: ThemeName; readonly children: ReactNode }) {
  const prefersDark = useSyncExternalStore(watchDark, readDark, () => false);
  const name = props.theme === "system" ? (prefersDark ? "dark" : "light") : props.theme;
  return (
    <FluentProvider theme={THEMES[name]} className="zegel-root" data-theme={name}>
      {props.children}
    </FluentProvider>
  );
}

function darkQuery(): MediaQueryList {
  return window.matchMedia("(prefers-color-scheme: dark)");
}

function readDark(): boolean {
  return darkQuery().matches;
}

function watchDark(changed: () => void): () => void {
  const query = darkQuery();
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
