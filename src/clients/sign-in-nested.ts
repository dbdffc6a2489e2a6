/** Nested app authentication: Outlook itself signs in, over the bridge that it puts into the add-in's window. */
import type { AuthenticationResult, IPublicClientApplication } from "@azure/msal-browser";
import { EvidenceError } from "../core/base/errors.ts";
import { fail, ok, type Result } from "../core/base/result.ts";
import type { AccessToken } from "../workflow/ports.ts";
import { accessTokenOf, type EntraSettings, msalConfiguration } from "./sign-in-msal.ts";
import { settled } from "./sign-in-share.ts";

/**
 * Why there is no token. "absent": no bridge, whatever the requirement set says (OfficeDev/office-js#6275).
 * "unanswered": the bridge is there and says nothing.
 */
export type NestedRefusal = "absent" | "unanswered" | "person-needed" | "closed" | "offline" | "failed";

export interface NestedTokens {
  /** @param renew - Not from a cache: the last token was refused. */
  silent(scopes: string[], renew: boolean, signal: AbortSignal): Promise<Result<AccessToken, NestedRefusal>>;
  /** The host may show a window. */
  ask(scopes: string[], signal: AbortSignal): Promise<Result<AccessToken, NestedRefusal>>;
}

export type Msal = Pick<
  typeof import("@azure/msal-browser"),
  "createNestablePublicClientApplication" | "PublicClientApplication"
>;

export interface NestedTimes {
  /** Milliseconds for the bridge to say hello, and for an answer that needs nobody. */
  readonly silentMs: number;
  /** Milliseconds for a person with a second factor. */
  readonly askMs: number;
}

export interface NestedOptions {
  readonly entra: EntraSettings;
  /** Whether the host claims the requirement set NestedAppAuth 1.1. */
  readonly supported: () => boolean;
  readonly load: () => Promise<Msal>;
  readonly times: NestedTimes;
  readonly now: () => number;
}

type Client = Pick<IPublicClientApplication, "acquireTokenSilent" | "acquireTokenPopup">;

export function nestedTokens(options: NestedOptions): NestedTokens {
  const { entra, times, now } = options;
  const { authority } = entra;
  let client: Client | null = null;
  /** After a bridge that failed to start it is not waited for again. */
  let dead: NestedRefusal | null = null;
  return { silent, ask };

  function silent(scopes: string[], renew: boolean, signal: AbortSignal) {
    return tokenBy(times.silentMs, signal, (app) =>
      app.acquireTokenSilent({ scopes, authority, forceRefresh: renew }),
    );
  }

  function ask(scopes: string[], signal: AbortSignal) {
    return tokenBy(times.askMs, signal, (app) => app.acquireTokenPopup({ scopes, authority }));
  }

  async function tokenBy(
    timeoutMs: number,
    signal: AbortSignal,
    request: (app: Client) => Promise<AuthenticationResult>,
  ): Promise<Result<AccessToken, NestedRefusal>> {
    try {
      const app = await started(signal);
      if (!app.ok) return app;
      const result = await settled(request(app.value), timeoutMs, signal);
      return result === null ? refuseFromNow("unanswered") : ok(accessTokenOf(result, now()));
    } catch (cause) {
      if (signal.aborted) throw new EvidenceError("CANCELLED", "cancelled");
      const refusal = refusalOf(cause);
      return refusal === "absent" ? refuseFromNow(refusal) : fail(refusal);
    }
  }

  async function started(signal: AbortSignal): Promise<Result<Client, NestedRefusal>> {
    if (client !== null) return ok(client);
    if (dead !== null) return fail(dead);
    if (!options.supported() || !hasBridge()) return fail("absent");
    const msal = await options.load().catch(() => null);
    if (msal === null) return fail("offline");
    const app = await settled(nestedClient(msal, entra), times.silentMs, signal);
    if (app === null) return refuseFromNow("unanswered");
    if (app === "standard") return refuseFromNow("absent");
    client = app;
    return ok(app);
  }

  function refuseFromNow(refusal: NestedRefusal) {
    client = null;
    dead = refusal;
    return fail(refusal);
  }
}

/** Without a bridge msal is not even loaded. Office.js may bring one by itself when it is asked to. */
function hasBridge(): boolean {
  const { nestedAppAuthBridge, __initializeNestedAppAuth } = globalThis as Record<string, unknown>;
  return nestedAppAuthBridge !== undefined || typeof __initializeNestedAppAuth === "function";
}

/** msal falls back to a client that signs in by frames and pop-ups, which no pane in Outlook can use. */
async function nestedClient(msal: Msal, entra: EntraSettings): Promise<Client | "standard"> {
  let nested = false;
  const app = await msal.createNestablePublicClientApplication(
    msalConfiguration(entra),
    undefined,
    (configuration, controller) => {
      nested = true;
      return new msal.PublicClientApplication(configuration, controller);
    },
  );
  return nested ? app : "standard";
}

/** msal's code for a failure, and nothing else of it: messages quote what servers say. */
function refusalOf(cause: unknown): NestedRefusal {
  const { name, errorCode } = (cause ?? {}) as { name?: unknown; errorCode?: unknown };
  if (name === "InteractionRequiredAuthError" || errorCode === "no_account_found") return "person-needed";
  if (errorCode === "user_canceled" || errorCode === "user_cancelled") return "closed";
  if (errorCode === "no_network_connectivity") return "offline";
  return errorCode === "nested_app_auth_bridge_disabled" ? "absent" : "failed";
}
