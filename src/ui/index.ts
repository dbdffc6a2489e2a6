/** What pane, report page and console share. The styles are in ui.css: each entry imports it once. */
export { type BuildConstants, buildConstants } from "./build.ts";
export { DemoStamp } from "./demo-stamp.tsx";
export { Disclosure } from "./disclosure.tsx";
export { formatClock, formatDay, formatOctets, formatTime, localText } from "./format.ts";
export { ProgressLine } from "./progress-line.tsx";
export { saveFile } from "./save-file.ts";
export { StatementBadges } from "./statement-badges.tsx";
export { TextProvider, useText } from "./text.tsx";
export { ThemedRoot, type ThemeName } from "./theme.tsx";
export {
  chooseLanguage,
  loadTranslator,
  makeTranslator,
  type TextLoaders,
  type Texts,
  type Translate,
  type Translator,
} from "./translator.ts";
