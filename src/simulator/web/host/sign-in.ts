/** The host's end of nested app authentication: what msal-browser asks of it (JSON messages), each failure included. */
import { type HostSettings, naaOf } from "./settings.ts";

export interface SignInDeps {
  readonly settings: () => HostSettings;
  /** Asks the person in a window. @returns False where they cancel. */
  readonly ask: (scope: string) => Promise<boolean>;
  /** @returns Null where the token service refuses. */
  readonly mint: (clientId: string, scope: string) => Promise<MintedToken | null>;
}

/** As the server's token service answers. */
export interface MintedToken {
  readonly access_token: string;
  readonly id_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly account: {
    readonly homeAccountId: string;
    readonly environment: string;
    readonly tenantId: string;
  };
}

interface BridgeRequest {
  readonly messageType: string;
  readonly method: string;
  readonly requestId: string;
  readonly tokenParams?: { readonly clientId?: unknown; readonly scope?: unknown };
}

const SLOW_MS = 4000;

/**
 * @returns Answers one message with the JSON to send back, or with null: never answered, or not a request.
 */
export function createSignInBridge(deps: SignInDeps): (message: unknown) => Promise<string | null> {
  /** After a window was accepted the rest is silent, as with a session at the token service. */
  let signedIn = false;
  return async (message) => {
    const request = readBridgeRequest(message);
    const behaviour = naaOf(deps.settings());
    if (request === null || ["never", "off", "claimed"].includes(behaviour)) return null;
    if (behaviour === "slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    const body = await answer(request, behaviour);
    return JSON.stringify({ messageType: "NestedAppAuthResponse", requestId: request.requestId, ...body });
  };

  async function answer({ method, tokenParams }: BridgeRequest, behaviour: string): Promise<object> {
    if (method === "GetInitContext") {
      const initContext = { sdkName: "zegel-simulator", sdkVersion: "1", capabilities: {} };
      return { success: true, initContext };
    }
    if (behaviour === "fails") return failed("PERSISTENT_ERROR");
    const scope = String(tokenParams?.scope);
    if (method === "GetTokenPopup") {
      if (!(await deps.ask(scope))) return failed("USER_CANCEL");
      signedIn = true;
    } else if (behaviour === "needed" && !signedIn) {
      return failed("USER_INTERACTION_REQUIRED", "interaction_required");
    }
    const token = await deps.mint(String(tokenParams?.clientId), scope);
    if (token === null) return failed("PERSISTENT_ERROR", "invalid_scope");
    const { account, ...rest } = token;
    return { success: true, token: { ...rest, properties: null }, account };
  }
}

function failed(status: string, code?: string): object {
  return { success: false, error: { status, ...(code === undefined ? {} : { code }) } };
}

/** @returns Null for anything but a request of msal-browser. */
export function readBridgeRequest(message: unknown): BridgeRequest | null {
  if (typeof message !== "string") return null;
  try {
    const raw = JSON.parse(message) as Partial<BridgeRequest> | null;
    const known = raw?.messageType === "NestedAppAuthRequest" && typeof raw.requestId === "string";
    return known && typeof raw.method === "string" ? (raw as BridgeRequest) : null;
  } catch {
    return null;
  }
}
