/** What a command may do to the world. Tests give one in memory; node-io.ts is the real one. */

export interface CliIo {
  /** Writes as is: the caller ends its lines. Results for other programs go here. */
  stdout(text: string): void;
  /** Writes as is: words for the person at the terminal. */
  stderr(text: string): void;
  /**
   * @param maxOctets - Refuses longer files before reading them; 192 MiB unless told.
   * @throws EvidenceError SOURCE_UNAVAILABLE, PACKAGE_TOO_LARGE
   */
  readFile(path: string, maxOctets?: number): Promise<Uint8Array<ArrayBuffer>>;
  /** @throws EvidenceError PACKAGE_TOO_LARGE */
  readStdin(maxOctets?: number): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Writes a file and syncs it; where it replaces one, whole: to a temporary name, then renamed.
   *
   * @throws EvidenceError INPUT_INVALID if it exists and `overwrite` is not set, STORAGE_FULL, SOURCE_UNAVAILABLE
   */
  writeFile(path: string, octets: Uint8Array, options?: WriteOptions): Promise<void>;
  /** Makes the folder and those above it. @throws EvidenceError INPUT_INVALID if it exists and is not empty. */
  makeFolder(path: string): Promise<void>;
  kindOf(path: string): Promise<"file" | "folder" | "none">;
  /** Paths of all files below the folder, relative to it, with "/", sorted by octets; links are never followed. */
  listFiles(folder: string): Promise<string[]>;
  /**
   * Asks without echo; ZEGEL_PASSPHRASE answers for scripts.
   *
   * @returns null where nobody can be asked.
   */
  passphrase(prompt: string, options?: { readonly confirm?: boolean }): Promise<string | null>;
  /** An environment variable, for what should not stand in a process list; null if it is not set or empty. */
  variable(name: string): string | null;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Fresh random octets. */
  random(length: number): Uint8Array<ArrayBuffer>;
}

export interface WriteOptions {
  readonly overwrite?: boolean;
  /** Readable by the owner only (mode 0600). */
  readonly secret?: boolean;
}
