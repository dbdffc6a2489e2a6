import { createContext, type ReactNode, useContext } from "react";
import type { Translator } from "./translator.ts";

const TranslatorContext = createContext<Translator | null>(null);

export function TextProvider(props: { readonly translator: Translator; readonly children: ReactNode }) {
  return <TranslatorContext value={props.translator}>{props.children}</TranslatorContext>;
}

/** @throws TypeError outside a TextProvider. */
export function useText(): Translator {
  const translator = useContext(TranslatorContext);
  if (translator === null) throw new TypeError("useText outside TextProvider");
  return translator;
}
