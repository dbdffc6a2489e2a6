/** How long a saved file's object URL stays alive: browsers start reading it after the click returns. */
const URL_LIFETIME_MS = 60_000;

/** Hands a file to the browser's own saving. The name is ours, never one that a sender chose. */
export function saveFile(name: string, content: Uint8Array<ArrayBuffer> | Blob, mediaType: string): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type: mediaType });
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), URL_LIFETIME_MS);
}
