/** Names of files and of what lies in them: whoever made them wrote what they liked. */
import { MAX_NAME } from "./limits.ts";

/** Characters that are not seen, or that turn the reading direction: "gpj.exe" must not look like "exe.jpg". */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** For a record: as it is, but never half a character and never endless. */
export function recordedName(name: string): string {
  return name.slice(0, MAX_NAME).toWellFormed();
}

/** For a screen: what is not seen shows as U+FFFD. */
export function shownName(name: string): string {
  return recordedName(name).replace(UNSEEN, "\ufffd");
}

/** After the last slash of either kind. */
export function baseName(place: string): string {
  return place.slice(Math.max(place.lastIndexOf("/"), place.lastIndexOf("\\")) + 1);
}

/** In lower case, without the dot; "" where it has none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1, dot + 20).toLowerCase();
}

const COMPANIONS: ReadonlySet<string> = new Set([
  ".ds_store",
  "thumbs.db",
  "desktop.ini",
  // Inside Apple Mail's packages.
  "table_of_contents",
]);

/**
 * What file managers and mail programs lay beside mails, and no reporter knows of: nobody is told that it was left out.
 * A mail of that name is taken all the same.
 */
export function isCompanion(place: string): boolean {
  const name = baseName(place);
  // "._x.eml" holds what a disk of another kind cannot keep of x.eml (AppleDouble).
  return (
    /(?:^|[/\\])__MACOSX[/\\]/.test(place) ||
    name.startsWith("._") ||
    COMPANIONS.has(name.toLowerCase()) ||
    // Thunderbird's index beside each mailbox.
    extensionOf(name) === "msf"
  );
}
