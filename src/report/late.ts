/** Parts of the page that come after its first screen: fetched once for a language, and again where the line broke. */
import { makeStore, type Store } from "../conversation/store.ts";

export interface LatePart<T> {
  readonly state: Pick<Store<{ readonly part: T | null; readonly failed: boolean }>, "get" | "subscribe">;
  /** Never rejects. Until another language is there, the one before stays. */
  readonly load: (language: string) => Promise<void>;
}

export function latePart<T>(fetchPart: (language: string) => Promise<T>): LatePart<T> {
  const state = makeStore<{ part: T | null; failed: boolean }>({ part: null, failed: false });
  let wanted: string | null = null;
  const load = async (language: string) => {
    if (wanted === language) return;
    wanted = language;
    state.set({ failed: false });
    try {
      const part = await fetchPart(language);
      if (wanted === language) state.set({ part });
    } catch {
      if (wanted !== language) return;
      wanted = null;
      state.set({ failed: true });
    }
  };
  return { state, load };
}
