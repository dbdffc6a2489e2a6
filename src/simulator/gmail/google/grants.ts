/** What an event lets an add-on read: the conversation that is open, for as long as Google's tokens last. */
import { randomBytes } from "node:crypto";

export interface Grant {
  /** Bearer of the Gmail API: says whose mailbox. */
  readonly oauthToken: string;
  /** X-Goog-Gmail-Access-Token: says which conversation. */
  readonly accessToken: string;
}

export interface Grants {
  give(threadId: string | null, scopes: readonly string[]): Grant;
  /** Whether this bearer is one of ours, and not too old. */
  knows(oauthToken: string): boolean;
  /** Null: nobody was given this. */
  byAccessToken(
    accessToken: string,
  ): { readonly threadId: string | null; readonly scopes: readonly string[] } | null;
}

const LASTS_MS = 3_600_000;
/** The oldest go first. */
const MAX_GRANTS = 1000;

interface Kept {
  readonly threadId: string | null;
  readonly scopes: readonly string[];
  readonly oauthToken: string;
  readonly until: number;
}

/** @param onToken - Hears of each bearer that is given. */
export function openGrants(onToken: (token: string) => void, now: () => number = Date.now): Grants {
  const kept = new Map<string, Kept>();
  const good = (one: Kept | undefined) => (one !== undefined && one.until > now() ? one : null);
  return {
    give: (threadId, scopes) => {
      const grant = { oauthToken: `ya29.${random()}`, accessToken: random() };
      kept.set(grant.accessToken, {
        threadId,
        scopes,
        oauthToken: grant.oauthToken,
        until: now() + LASTS_MS,
      });
      for (const oldest of kept.keys()) {
        if (kept.size <= MAX_GRANTS) break;
        kept.delete(oldest);
      }
      onToken(grant.oauthToken);
      return grant;
    },
    knows: (token) => [...kept.values()].some((one) => one.oauthToken === token && good(one) !== null),
    byAccessToken: (token) => good(kept.get(token)),
  };
}

function random(): string {
  return randomBytes(48).toString("base64url");
}
