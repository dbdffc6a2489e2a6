/** One request to an add-on, with Google's patience and no more. */
import type { PlayedRequest } from "./events.ts";

export type Outcome =
  | { readonly kind: "answered"; readonly json: unknown }
  /** What Gmail tells the developer; the reader sees "Error with the add-on". */
  | { readonly kind: "failed"; readonly status: number | null; readonly detail: string };

/** Octets of an answer: Google names no limit; a page that plays Gmail needs one. */
const ANSWER_LIMIT = 4 << 20;

export async function call(
  { url, headers, body }: PlayedRequest,
  { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal },
): Promise<Outcome> {
  const limit = AbortSignal.timeout(limitMs);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body,
      // A token is for one address: what answers elsewhere is not asked.
      redirect: "manual",
      signal: AbortSignal.any([limit, signal]),
    });
    const text = await readText(response);
    if (response.status !== 200)
      return { kind: "failed", status: response.status, detail: `It answered ${response.status}.` };
    return text === null ? { kind: "failed", status: 200, detail: "Its answer is too large." } : parsed(text);
  } catch (cause) {
    const detail = limit.aborted
      ? `It did not answer within ${limitMs / 1000} seconds.`
      : `It could not be reached (${causeOf(cause)}).`;
    return { kind: "failed", status: null, detail };
  }
}

async function readText(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > ANSWER_LIMIT) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): Outcome {
  try {
    return { kind: "answered", json: JSON.parse(text) };
  } catch {
    return { kind: "failed", status: 200, detail: "Its answer is not JSON." };
  }
}

function causeOf(error: unknown): string {
  const { cause, name } = error as { readonly cause?: { readonly code?: unknown }; readonly name?: string };
  return typeof cause?.code === "string" ? cause.code : (name ?? "unknown");
}
