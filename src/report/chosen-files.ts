/** What somebody chose, dropped or shared, before anything of it is read. */

/** A file, and its place in the folder that it came in; "" for one that came alone. */
export interface ChosenFile {
  readonly file: File;
  readonly path: string;
}

/** What there is to say of a choice beside its files: too many, a link instead of a file, or they did not get here. */
export type Remark = "cut" | "link-only" | "lost";

export interface Choice {
  readonly files: readonly ChosenFile[];
  /** Places of files and folders that could not be opened. Left away: none. */
  readonly unreadable?: readonly string[];
  readonly remark?: Remark | null;
}

/** Of a file input, a paste, or another app. */
export function chosenFiles(files: Iterable<File>): Choice {
  return { files: [...files].map((file) => ({ file, path: file.webkitRelativePath ?? "" })) };
}
