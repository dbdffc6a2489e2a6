/**
 * Signing in with Entra ID: by Outlook itself where it can, else by a window of our own. Nothing here shows a window
 * unless the reporter just clicked, and nothing that fails here keeps a report from being sealed.
 */
import { EvidenceError } from "../core/base/errors.ts";
import type { AccessToken, SignIn } from "../workflow/ports.ts";
import { dialogUrl, readAnswer } from "./sign-in-dialog.ts";
import { type EntraSettings, scopesOf, type SignInPurpose, signInFailed } from "./sign-in-msal.ts";
import { type Msal, type NestedRefusal, nestedTokens, type NestedTimes } from "./sign-in-nested.ts";
import { inTurn, sharedRuns } from "./sign-in-share.ts";

export type { EntraSettings } from "./sign-in-msal.ts";

export interface SignInOptions {
  /** Whether the host claims nested app authentication 1.1. */
  readonly nestedSupported: () => boolean;
  /**
   * Opens a page of ours in a window and gives its one message; null where the host has no windows.
   * Throws EvidenceError CANCELLED where the person closed it, anything else where it failed.
   */
  readonly openDialog: ((url: string, signal: AbortSignal) => Promise<string>) | null;
  /** Absolute URL of sign-in.html. */
  readonly dialogUrl: string;
  readonly load?: () => Promise<Msal>;
  readonly times?: Partial<NestedTimes>;
  /** Milliseconds since the Unix epoch. */
  readonly now?: () => number;
}

/** Milliseconds before its end at which a token is no longer used: an upload over a slow line must still begin with it. */
const MARGIN_MS = 300_000;
/** Milliseconds in which a refused silent sign-in is not tried again: twenty mails shall not wait twenty times. */
const REFUSED_MS = 60_000;
const TIMES: NestedTimes = { silentMs: 10_000, askMs: 180_000 };

interface Wish {
  readonly purpose: SignInPurpose;
  readonly rejected: string | undefined;
}

export function entraSignIn(entra: EntraSettings, options: SignInOptions): SignIn {
  const now = options.now ?? Date.now;
  const load = options.load ?? (() => import("@azure/msal-browser"));
  const times = { ...TIMES, ...options.times };
  const nested = nestedTokens({ entra, supported: options.nestedSupported, load, times, now });
  const held = new Map<SignInPurpose, AccessToken>();
  const refused = new Map<SignInPurpose, { readonly refusal: NestedRefusal; readonly until: number }>();
  const join = sharedRuns<AccessToken>();
  const windows = inTurn();
  return { token };

  async function token(
    purpose: SignInPurpose,
    { interactive, signal, rejected }: Parameters<SignIn["token"]>[1],
  ): Promise<AccessToken> {
    const kept = usable(purpose, rejected);
    if (kept !== null && signal?.aborted !== true) return kept;
    const wish = { purpose, rejected };
    const key = `${interactive ? "ask" : "silent"} ${purpose} ${rejected === undefined ? "" : "again"}`;
    return join(key, signal, (stop) => (interactive ? ask(wish, stop) : silently(wish, stop)));
  }

  function usable(purpose: SignInPurpose, rejected: string | undefined): AccessToken | null {
    const kept = held.get(purpose);
    if (kept === undefined) return null;
    if (kept.token !== rejected && kept.expiresAt - now() > MARGIN_MS) return kept;
    held.delete(purpose);
    return null;
  }

  async function silently(wish: Wish, signal: AbortSignal): Promise<AccessToken> {
    const before = refused.get(wish.purpose);
    const got = before !== undefined && before.until > now() ? before.refusal : await tryNested(wish, signal);
    if (typeof got !== "string") return got;
    const mendable = got === "person-needed" || (got !== "offline" && options.openDialog !== null);
    throw mendable ? needed() : signInFailed("the sign-in did not work");
  }

  /** @returns The token, or why there is none. That is remembered, but for a line that may be back at any time. */
  async function tryNested(wish: Wish, signal: AbortSignal): Promise<AccessToken | NestedRefusal> {
    const renew = wish.rejected !== undefined;
    const got = await nested.silent(scopesOf(entra, wish.purpose), renew, signal);
    if (got.ok) return keep(wish, got.value);
    if (got.error !== "offline") refused.set(wish.purpose, { refusal: got.error, until: now() + REFUSED_MS });
    return got.error;
  }

  function ask(wish: Wish, signal: AbortSignal): Promise<AccessToken> {
    return windows(async () => {
      // Whoever asked before may have got it.
      const kept = usable(wish.purpose, wish.rejected);
      if (kept !== null) return kept;
      if (signal.aborted) throw new EvidenceError("CANCELLED", "cancelled");
      const silent = await tryNested(wish, signal);
      const got = typeof silent === "string" ? await askPerson(wish, silent, signal) : silent;
      // What was refused without a window may now be given without one.
      refused.clear();
      return got;
    });
  }

  async function askPerson(wish: Wish, silent: NestedRefusal, signal: AbortSignal): Promise<AccessToken> {
    if (silent === "offline") throw signInFailed("the token service cannot be reached");
    if (silent === "absent" || silent === "unanswered") return askInWindow(wish, signal);
    const got = await nested.ask(scopesOf(entra, wish.purpose), signal);
    if (got.ok) return keep(wish, got.value);
    if (got.error === "closed") throw new EvidenceError("CANCELLED", "the sign-in was closed");
    // Minutes after the click a window of ours would come out of nowhere: the next click opens it.
    if (got.error === "offline" || got.error === "unanswered") throw signInFailed("the sign-in did not work");
    return askInWindow(wish, signal);
  }

  async function askInWindow(wish: Wish, signal: AbortSignal): Promise<AccessToken> {
    if (options.openDialog === null) throw signInFailed("this client cannot open a sign-in window");
    const question = { purpose: wish.purpose, request: crypto.randomUUID() };
    const text = await options
      .openDialog(dialogUrl(options.dialogUrl, question), signal)
      .catch(closedOrFailed);
    return keep(wish, readAnswer(text, question, now()));
  }

  function keep(wish: Wish, given: AccessToken): AccessToken {
    if (given.token === wish.rejected) throw signInFailed("the token that was refused was given again");
    held.set(wish.purpose, given);
    refused.delete(wish.purpose);
    return given;
  }
}

function closedOrFailed(cause: unknown): never {
  if (cause instanceof EvidenceError && cause.code === "CANCELLED") throw cause;
  throw signInFailed("the sign-in window did not answer");
}

function needed(): EvidenceError {
  return new EvidenceError("SIGN_IN_NEEDED", "the token service wants to ask the person", { retry: "later" });
}
