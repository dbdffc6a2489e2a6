/** What this browser remembers between sessions, so that a server cannot quietly go back. Nothing of any report. */
import { isDigest } from "../core/base/digest.ts";
import type { SeenDirectory } from "../core/evidence/directory.ts";
import type { ConsoleMemory } from "./ports.ts";

/** The part of the browser's Storage that is used. */
export type TextStore = Pick<Storage, "getItem" | "setItem">;

/**
 * @param scope - What the memory is of: organisation and pinned root, so that a rebuilt demo starts anew.
 */
export function browserMemory(store: TextStore, scope: string): ConsoleMemory {
  const key = (name: string) => `zegel-console/${scope}/${name}`;
  return {
    directorySeen: () => readDirectorySeen(read(key("directory"))),
    rememberDirectory: ({ version, digest }) => write(key("directory"), JSON.stringify({ version, digest })),
    checkpoint: () => read(key("checkpoint")),
    rememberCheckpoint: (note) => write(key("checkpoint"), note),
  };

  function read(name: string): string | null {
    try {
      return store.getItem(name);
    } catch {
      // Storage may be switched off: then there is no memory, and nothing may depend on one.
      return null;
    }
  }

  function write(name: string, value: string): void {
    try {
      store.setItem(name, value);
    } catch {
      // Full or switched off: the check of this session stands, the next one starts without memory.
    }
  }
}

function readDirectorySeen(text: string | null): SeenDirectory | null {
  if (text === null) return null;
  try {
    const { version, digest } = JSON.parse(text) as Record<string, unknown>;
    if (!Number.isSafeInteger(version) || !isDigest(digest)) return null;
    return { version: version as number, digest };
  } catch {
    return null;
  }
}
