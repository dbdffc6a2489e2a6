/** The program that wrote the message: what it says of itself, and what its forms look like. */
import type { MessageView } from "./message-view.ts";
import type { ClientClaim, Hop } from "./types.ts";

export interface ClientEvidence {
  readonly view: MessageView;
  readonly hops: readonly Hop[];
  readonly messageId: string | null;
  readonly boundary: string | null;
}

export function readClient(_evidence: ClientEvidence): ClientClaim {
  return {
    claimed: null,
    looksLike: null,
    languages: [],
    charsets: [],
    zoneMinutes: null,
    fingerprint: null,
    contradictions: [],
    basis: [],
  };
}
