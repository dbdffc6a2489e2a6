/** Loads the later screens while the first one is read, and again on request where the network failed. */
import { makeStore } from "../store.ts";

export type LaterScreens = typeof import("./later-parts.ts");

interface Loading {
  readonly screens: LaterScreens | null;
  readonly failed: boolean;
}

export const laterScreens = makeStore<Loading>({ screens: null, failed: false });

/** May be called at any time; never rejects. */
export async function loadLaterScreens(): Promise<void> {
  if (laterScreens.get().screens !== null) return;
  laterScreens.set({ failed: false });
  try {
    laterScreens.set({ screens: await import("./later-parts.ts") });
  } catch {
    laterScreens.set({ failed: true });
  }
}
