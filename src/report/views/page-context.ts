/** What every part of the page may use. */
import { createContext, useContext } from "react";
import type { BuildConstants } from "../../ui/build.ts";
import type { PaneSession } from "../../conversation/pane-session.ts";
import type { Shelf } from "../shelf.ts";

export interface PageTools {
  readonly build: BuildConstants;
  readonly session: PaneSession;
  readonly shelf: Shelf;
  readonly onLanguage: (language: string) => void;
}

export const PageContext = createContext<PageTools | null>(null);

/** @throws TypeError outside the page. */
export function usePage(): PageTools {
  const tools = useContext(PageContext);
  if (tools === null) throw new TypeError("usePage outside of the page");
  return tools;
}
