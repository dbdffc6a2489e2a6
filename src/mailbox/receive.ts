/** The octets of one DATA, in memory only and never more than allowed (RFC 5321, section 4.1.1.4). */
import { concatOctets } from "../core/base/bytes.ts";
import { SmtpRefusal } from "./replies.ts";

/** What all connections together hold at a time. */
export interface OctetBudget {
  /** @returns false, and nothing taken, where it does not fit. */
  take(octets: number): boolean;
  giveBack(octets: number): void;
}

export function octetBudget(most: number): OctetBudget {
  let used = 0;
  return {
    take: (octets) => {
      if (used + octets > most) return false;
      used += octets;
      return true;
    },
    giveBack: (octets) => {
      used -= octets;
    },
  };
}

export interface ReceiveOptions {
  readonly maxOctets: number;
  readonly budget: OctetBudget;
  /** Cuts the connection: a client that sends on and on after its limit gets no reply. */
  readonly cut: () => void;
}

const CR = 0x0d;
const LF = 0x0a;

/** Octets beyond the limit that are read and dropped, so that an honest client gets its reply. */
const TOLERATED = 64 * 1024 * 1024;

/**
 * Reads to the end of the mail; what is refused is read on and dropped, since a reply comes after the last octet only.
 * A bare LF is refused: between two servers that disagree whether it ends a line, a second mail can be hidden behind it
 * (CVE-2023-51764), and the dot after one could not be given back as it was.
 *
 * @returns The octets and what gives their room back. @throws SmtpRefusal too-large, busy, bare-line-feed; what the stream
 *   fails with where the client went away.
 */
export async function receiveData(
  stream: AsyncIterable<Uint8Array>,
  { maxOctets, budget, cut }: ReceiveOptions,
): Promise<{ readonly octets: Uint8Array<ArrayBuffer>; readonly release: () => void }> {
  let chunks: Uint8Array[] = [];
  let seen = 0;
  let held = 0;
  let last = 0;
  let refusal: SmtpRefusal | null = null;
  const drop = () => {
    budget.giveBack(held);
    held = 0;
    chunks = [];
  };
  try {
    for await (const chunk of stream) {
      seen += chunk.length;
      if (seen > maxOctets + TOLERATED) cut();
      if (refusal !== null || chunk.length === 0) continue;
      refusal = refusalOf(chunk, { seen, maxOctets, last, budget });
      last = chunk.at(-1) as number;
      if (refusal !== null) drop();
      else {
        held += chunk.length;
        chunks.push(chunk);
      }
    }
  } catch (error) {
    drop();
    throw error;
  }
  if (refusal !== null) throw refusal;
  const octets = concatOctets(chunks);
  // Else both copies would live as long as the sealing takes.
  chunks = [];
  return { octets, release: drop };
}

interface Chunk {
  readonly seen: number;
  readonly maxOctets: number;
  /** The octet before the chunk. */
  readonly last: number;
  readonly budget: OctetBudget;
}

function refusalOf(chunk: Uint8Array, { seen, maxOctets, last, budget }: Chunk): SmtpRefusal | null {
  if (seen > maxOctets) return new SmtpRefusal("too-large");
  if (hasBareLineFeed(chunk, last)) return new SmtpRefusal("bare-line-feed");
  return budget.take(chunk.length) ? null : new SmtpRefusal("busy");
}

function hasBareLineFeed(chunk: Uint8Array, before: number): boolean {
  for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1))
    if ((at === 0 ? before : chunk[at - 1]) !== CR) return true;
  return false;
}
