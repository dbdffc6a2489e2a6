/** Outlook's side of nested app authentication, played: what msal-browser asks, and answers that a test chooses. */

export const TENANT = "22222222-2222-4222-8222-222222222222";
export const PERSON = "11111111-1111-4111-8111-111111111111";

export interface BridgeRequest {
  readonly method: "GetInitContext" | "GetToken" | "GetTokenPopup";
  readonly requestId: string;
  readonly tokenParams?: {
    readonly scope: string;
    readonly authority?: string;
    readonly forceRefresh?: boolean;
  };
}

/** "silence": no answer at all. */
export type BridgeAnswer = { readonly [member: string]: unknown } | "silence";

export interface PlayedBridge {
  readonly heard: BridgeRequest[];
  greeting: BridgeAnswer;
  answer: (request: BridgeRequest) => BridgeAnswer | Promise<BridgeAnswer>;
  /** Methods and scopes in the order in which they were asked, without the greeting. */
  asked(): string[];
  remove(): void;
}

type Listener = (response: { data: string }) => void;

/** msal-browser needs a window; its channel to other tabs would keep the test alive. */
export function installBridge(): PlayedBridge {
  const world = globalThis as Record<string, unknown>;
  const listeners: Listener[] = [];
  const bridge: PlayedBridge = {
    heard: [],
    greeting: { success: true, initContext: { sdkName: "test", sdkVersion: "1" } },
    answer: (request) => granted(request, "token-of-the-host"),
    asked: () =>
      bridge.heard
        .filter(({ method }) => method !== "GetInitContext")
        .map(({ method, tokenParams }) => `${method} ${tokenParams?.scope}`),
    remove: () => {
      for (const name of ["nestedAppAuthBridge", "window", "BroadcastChannel"]) delete world[name];
    },
  };
  world.window = globalThis;
  world.BroadcastChannel = class {
    addEventListener() {}
    removeEventListener() {}
    postMessage() {}
    close() {}
  };
  world.nestedAppAuthBridge = {
    addEventListener: (_: string, listener: Listener) => listeners.push(listener),
    removeEventListener: () => undefined,
    postMessage: (text: string) => void reply(JSON.parse(text) as BridgeRequest),
  };
  return bridge;

  async function reply(request: BridgeRequest): Promise<void> {
    bridge.heard.push(request);
    const { requestId } = request;
    const isGreeting = request.method === "GetInitContext";
    const answer = isGreeting ? bridge.greeting : await bridge.answer(request);
    if (answer === "silence") return;
    const data = JSON.stringify({ messageType: "NestedAppAuthResponse", requestId, ...answer });
    for (const listener of listeners) listener({ data });
  }
}

export function granted({ tokenParams }: BridgeRequest, token: string, more = {}): BridgeAnswer {
  return {
    success: true,
    token: {
      access_token: token,
      id_token: idToken(),
      expires_in: 3600,
      properties: null,
      scope: tokenParams?.scope,
      ...more,
    },
    account: {
      homeAccountId: `${PERSON}.${TENANT}`,
      environment: "login.microsoftonline.com",
      tenantId: TENANT,
      localAccountId: PERSON,
      username: "dana@example.org",
      name: "Dana",
    },
  };
}

export function refused(status: string, code = ""): BridgeAnswer {
  return { success: false, error: { status, code, description: "dana@example.org may not; token abc" } };
}

export function idToken(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256" })}.${part({ oid: PERSON, tid: TENANT, aud: "client" })}.c2ln`;
}
