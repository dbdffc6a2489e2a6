/** Everything in a drop: files, and folders down to their last file. */
import type { Choice, ChosenFile } from "./chosen-files.ts";

/** Files of one drop. */
export const MOST_FILES = 50_000;
/** Folders within folders. */
const DEEPEST = 32;

/** What a browser gives of a drop: an entry where it knows folders (File and Directory Entries API), else the file. */
export type DroppedThing = FileSystemEntry | File;

/** @throws DOMException AbortError by the signal alone. */
export async function droppedFiles(things: readonly DroppedThing[], signal: AbortSignal): Promise<Choice> {
  const files: ChosenFile[] = [];
  const unreadable: string[] = [];
  const open = things.map((thing) => ({ thing, depth: 0 })).toReversed();
  let remark: Choice["remark"] = null;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    signal.throwIfAborted();
    const { thing, depth } = next;
    if (files.length >= MOST_FILES) return { files, unreadable, remark: "cut" };
    if (thing instanceof File) files.push({ file: thing, path: "" });
    else if (thing.isFile) {
      const file = await fileOf(thing as FileSystemFileEntry);
      if (file === null) unreadable.push(placeOf(thing));
      else files.push({ file, path: depth === 0 ? "" : placeOf(thing) });
    } else if (depth >= DEEPEST) remark = "cut";
    else {
      const children = await childrenOf(thing as FileSystemDirectoryEntry, signal);
      if (children === null) unreadable.push(placeOf(thing));
      else open.push(...children.toReversed().map((child) => ({ thing: child, depth: depth + 1 })));
    }
  }
  return { files, unreadable, remark };
}

/** "2026/threat.eml": from the root of what was dropped. */
function placeOf({ fullPath }: FileSystemEntry): string {
  return fullPath.replace(/^\//, "");
}

/** Null where it went away, or may not be read. */
function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)));
}

/** Chromium gives a hundred at a time, until there are no more. @returns Null where the folder cannot be listed. */
async function childrenOf(
  folder: FileSystemDirectoryEntry,
  signal: AbortSignal,
): Promise<readonly FileSystemEntry[] | null> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    signal.throwIfAborted();
    const some = await new Promise<readonly FileSystemEntry[] | null>((resolve) => {
      reader.readEntries(resolve, () => resolve(null));
    });
    if (some === null) return null;
    if (some.length === 0 || children.length > MOST_FILES) return children;
    children.push(...some);
  }
}
