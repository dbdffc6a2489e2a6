/** The intake's own log: routes, statuses and stable codes. Never a body, a header field, an address or a message of others. */
import type { FastifyRequest } from "fastify";

/** What of a failure may be written: messages of libraries quote what they stumbled over. */
export function failureForLog(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as { code?: unknown };
  return { name: error.name, code: typeof code === "string" ? code : undefined, frames: framesOf(error) };
}

/** Where it was thrown. The message stands before the frames and may have lines that look like one: it is cut off first. */
function framesOf({ message, stack = "" }: Error): string[] {
  const at = stack.indexOf(message);
  if (at < 0) return [];
  return stack
    .slice(at + message.length)
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
}

/** The route's pattern; digests and names are in the URL only. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? "unknown";
}
