/** Where the conversation takes place, as far as it is not Outlook: parts that such a page puts on the first screen. */
import { type ComponentType, createContext, useContext } from "react";

export interface Surface {
  /** Where mails are chosen, and which there are: in the place of what Outlook shows. */
  readonly Mails: ComponentType;
  /** Under every screen. */
  readonly Foot: ComponentType;
}

/** Null: the pane in Outlook. */
export const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface | null {
  return useContext(SurfaceContext);
}
