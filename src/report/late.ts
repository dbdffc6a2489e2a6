/** Parts of the page that come after its first screen: fetched once, and again where the line broke. */
import { type Store, makeStore } from "../conversation/store.ts";

export interface LatePart<T> {
  readonly state: Pick<Store<{ readonly part: T | null; readonly failed: boolean }>, "get" | "subscribe">;
  /** Never rejects. */
  readonly load: () => Promise<void>;
}

export function latePart<T>(fetchPart: () => Promise<T>): LatePart<T> {
  const state = makeStore<{ part: T | null; failed: boolean }>({ part: null, failed: false });
  let loading: Promise<void> | null = null;
  const ask = async () => {
    try {
      state.set({ failed: false });
      state.set({ part: await fetchPart() });
    } catch {
      loading = null;
      state.set({ failed: true });
    }
  };
  return { state, load: () => (loading ??= ask()) };
}
