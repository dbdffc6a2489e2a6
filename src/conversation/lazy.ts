export interface Lazy<T> {
  (): Promise<T>;
  /** Null until it came. */
  readonly loaded: () => T | null;
}

/**
 * A part of the program that is fetched at its first use, and again at the next one where it did not come.
 *
 * @param failure - What its users are told then.
 */
export function lazy<T>(load: () => Promise<T>, failure: (cause: unknown) => Error): Lazy<T> {
  let loading: Promise<T> | null = null;
  let loaded: T | null = null;
  const ask = async () => {
    try {
      loaded = await load();
      return loaded;
    } catch (cause) {
      loading = null;
      throw failure(cause);
    }
  };
  return Object.assign(() => (loading ??= ask()), { loaded: () => loaded });
}
