/** Base64 of a whole mail to octets without blocking the pane. */
import { BASE64_SLICE, createBase64Decoder } from "../../core/base/base64.ts";
import type { EvidenceError } from "../../core/base/errors.ts";
import { fail, type Result } from "../../core/base/result.ts";
import { cancelled } from "./host-call.ts";

/**
 * Decodes in slices with a turn of the event loop in between.
 *
 * @throws EvidenceError CANCELLED once the signal aborts.
 */
export async function decodeInSlices(
  text: string,
  {
    signal,
    onProgress,
  }: { readonly signal: AbortSignal; readonly onProgress: (fraction: number | null) => void },
): Promise<Result<Uint8Array<ArrayBuffer>, EvidenceError>> {
  const decoder = createBase64Decoder(text.length);
  for (let offset = 0; offset < text.length; offset += BASE64_SLICE) {
    const pushed = decoder.push(text.slice(offset, offset + BASE64_SLICE));
    if (!pushed.ok) return fail(pushed.error);
    if (text.length <= BASE64_SLICE) continue;
    onProgress(Math.min(1, (offset + BASE64_SLICE) / text.length));
    await turn();
    if (signal.aborted) throw cancelled();
  }
  return decoder.finish();
}

/** A message channel, since timers are clamped to 4 ms once nested. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
