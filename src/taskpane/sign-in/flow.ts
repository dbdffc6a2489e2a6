/** The window of the sign-in: to the token service and back by redirect, then one message to the pane. */
import type {
  AuthenticationResult,
  Configuration,
  HandleRedirectPromiseOptions,
  RedirectRequest,
} from "@azure/msal-browser";
import {
  type DialogQuestion,
  dialogUrl,
  questionIn,
  refusalAnswer,
  tokenAnswer,
} from "../../clients/sign-in-dialog.ts";
import {
  accessTokenOf,
  type EntraSettings,
  msalConfiguration,
  scopesOf,
} from "../../clients/sign-in-msal.ts";

/** What the person reads. "stray": opened without a pane that asked. */
export type SignInShown = "working" | "done" | "failed" | "stray";

/** The little of msal's client that a redirect needs. */
export interface RedirectClient {
  handleRedirectPromise(options: HandleRedirectPromiseOptions): Promise<AuthenticationResult | null>;
  acquireTokenRedirect(request: RedirectRequest): Promise<void>;
  clearCache(): Promise<void>;
}

export interface SignInPage {
  /** Null: this build asks for no sign-in. */
  readonly entra: EntraSettings | null;
  /** Without query and fragment: registered with the token service word for word. */
  readonly pageUrl: string;
  readonly search: string;
  /** Of this window alone: gone when it closes. */
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  readonly load: (configuration: Configuration) => Promise<RedirectClient>;
  /** To the pane. @throws where no pane opened this window. */
  readonly send: (text: string) => void;
  readonly show: (shown: SignInShown) => void;
  readonly now: () => number;
}

/** The question has to survive two pages of somebody else; the token service hands back only what is in its own URL. */
const QUESTION = "zegel-sign-in";

/** Never rejects: the person reads how it went, and the pane is told where it can be. */
export async function runSignInPage(page: SignInPage): Promise<void> {
  page.show("working");
  const question = questionIn(page.search) ?? keptQuestion(page);
  if (question === null || page.entra === null) return page.show("stray");
  try {
    const token = await tokenOrLeave(page, page.entra, question);
    if (token !== null) tell(page, tokenAnswer(question, token), "done");
  } catch (cause) {
    page.storage.removeItem(QUESTION);
    tell(page, refusalAnswer(question, isRefusedByPerson(cause) ? "closed" : "failed"), "failed");
  }
}

/** @returns Null where the window is on its way to the token service. */
async function tokenOrLeave(page: SignInPage, entra: EntraSettings, question: DialogQuestion) {
  const client = await page.load(msalConfiguration(entra, page.pageUrl));
  const result = await client.handleRedirectPromise({ navigateToLoginRequestUrl: false });
  if (result !== null) {
    page.storage.removeItem(QUESTION);
    // The window may stay open for hours.
    await client.clearCache();
    return accessTokenOf(result, page.now());
  }
  page.storage.setItem(QUESTION, new URL(dialogUrl(page.pageUrl, question)).search);
  // On a shared computer the token service may remember somebody else.
  await client.acquireTokenRedirect({
    scopes: scopesOf(entra, question.purpose),
    prompt: "select_account",
    redirectUri: page.pageUrl,
    storeInCache: { accessToken: false, idToken: false, refreshToken: false },
  });
  return null;
}

function keptQuestion({ storage }: SignInPage): DialogQuestion | null {
  const kept = storage.getItem(QUESTION);
  return kept === null ? null : questionIn(kept);
}

function tell(page: SignInPage, text: string, shown: SignInShown): void {
  try {
    page.send(text);
    page.show(shown);
  } catch {
    page.show("stray");
  }
}

/** "No" said at the token service (RFC 6749, section 4.1.2.1). */
function isRefusedByPerson(cause: unknown): boolean {
  const { errorCode } = (cause ?? {}) as { errorCode?: unknown };
  return errorCode === "access_denied" || errorCode === "user_cancelled" || errorCode === "user_canceled";
}
