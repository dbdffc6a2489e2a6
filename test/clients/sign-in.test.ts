/** Signing in, with the real msal-browser: against a played bridge of Outlook, and a played window. */
import type { SignInOptions } from "../../src/clients/sign-in.ts";
import { entraSignIn } from "../../src/clients/sign-in.ts";
import { questionIn, refusalAnswer, tokenAnswer } from "../../src/clients/sign-in-dialog.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { SignIn } from "../../src/workflow/ports.ts";
import {
  granted,
  idToken,
  installBridge,
  PERSON,
  type PlayedBridge,
  refused,
  TENANT,
} from "./nested-bridge.ts";

const entra = {
  clientId: "33333333-3333-4333-8333-333333333333",
  authority: `https://login.microsoftonline.com/${TENANT}`,
  scope: "api://zegel/Report.Submit",
  graphScopes: ["Mail.Read", "Mail.Read.Shared"],
};
const needed = refused("USER_INTERACTION_REQUIRED", "interaction_required");
const silent = { interactive: false };
const clicked = { interactive: true };

let bridge: PlayedBridge;
let windows: string[];
let inWindow: (url: string, signal: AbortSignal) => Promise<string>;
let clock: number;

beforeEach(() => {
  bridge = installBridge();
  windows = [];
  inWindow = async (url) => tokenAnswer(questionOf(url), tokenOf("token-of-the-window"));
  clock = Date.now();
});
afterEach(() => bridge.remove());

function tokenOf(token: string) {
  return { token, expiresAt: clock + 3_600_000, subject: null };
}

function questionOf(url: string) {
  const question = questionIn(new URL(url).search);
  if (question === null) throw new TypeError("the window was opened without a question");
  return question;
}

function make(more: Partial<SignInOptions> = {}): SignIn {
  return entraSignIn(entra, {
    nestedSupported: () => true,
    openDialog: (url, signal) => {
      windows.push(url);
      return inWindow(url, signal);
    },
    dialogUrl: "https://pane.example.org/zegel/sign-in.html",
    now: () => clock,
    ...more,
  });
}

const impatient = { times: { silentMs: 30, askMs: 30 } };

describe("by Outlook itself", () => {
  test("silently: an access token for our own scope, with the subject and the life that were said", async () => {
    const got = await make().token("intake", silent);
    expect(got.token).toBe("token-of-the-host");
    expect(got.subject).toBe(`${TENANT}/${PERSON}`);
    expect(Math.abs(got.expiresAt - (Date.now() + 3_600_000))).toBeLessThan(60_000);
    expect(bridge.asked()).toEqual([`GetToken ${entra.scope}`]);
    expect(bridge.heard[1]?.tokenParams?.authority).toBe(entra.authority);
  });

  test("Graph has scopes and a token of its own", async () => {
    const signIn = make();
    await signIn.token("intake", silent);
    await signIn.token("graph", silent);
    expect(bridge.asked()).toEqual([`GetToken ${entra.scope}`, "GetToken Mail.Read Mail.Read.Shared"]);
  });

  test("a person is asked only after a click", async () => {
    bridge.answer = (request) => (request.method === "GetTokenPopup" ? granted(request, "asked") : needed);
    const signIn = make();
    await expect(signIn.token("intake", silent)).rejects.toMatchObject({
      code: "SIGN_IN_NEEDED",
      retry: "later",
    });
    expect(bridge.asked()).toEqual([`GetToken ${entra.scope}`]);
    expect((await signIn.token("intake", clicked)).token).toBe("asked");
    expect((await signIn.token("intake", silent)).token).toBe("asked");
    expect(bridge.asked().filter((one) => one.startsWith("GetTokenPopup"))).toHaveLength(1);
    expect(windows).toEqual([]);
  });

  test("the person closes it: CANCELLED, no second window, and no prompt afterwards", async () => {
    bridge.answer = (request) => (request.method === "GetTokenPopup" ? refused("USER_CANCEL") : needed);
    const signIn = make();
    await expect(signIn.token("intake", clicked)).rejects.toMatchObject({ code: "CANCELLED" });
    await expect(signIn.token("intake", silent)).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
    expect(windows).toEqual([]);
    expect(bridge.asked().filter((one) => one.startsWith("GetTokenPopup"))).toHaveLength(1);
  });

  test.each([
    "PERSISTENT_ERROR",
    "TRANSIENT_ERROR",
    "DISABLED",
    "ACCOUNT_UNAVAILABLE",
    "NESTED_APP_AUTH_UNAVAILABLE",
  ])("%s: needed without a click, a window of ours after one (ojs#6275)", async (status) => {
    bridge.answer = () => refused(status);
    bridge.answer = ({ method }) => (method === "GetInitContext" ? {} : refused(status));
    const signIn = make();
    await expect(signIn.token("intake", silent)).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
    expect(windows).toEqual([]);
    expect((await signIn.token("intake", clicked)).token).toBe("token-of-the-window");
    expect(windows).toHaveLength(1);
  });

  test("no network: SIGN_IN_FAILED for later, no window, and tried again at the next call", async () => {
    bridge.answer = () => refused("NO_NETWORK");
    const signIn = make();
    const failed = { code: "SIGN_IN_FAILED", retry: "later" };
    await expect(signIn.token("intake", silent)).rejects.toMatchObject(failed);
    await expect(signIn.token("intake", clicked)).rejects.toMatchObject(failed);
    expect(windows).toEqual([]);
    bridge.answer = (request) => granted(request, "back");
    expect((await signIn.token("intake", silent)).token).toBe("back");
  });

  test("msal itself cannot be loaded: for later", async () => {
    const signIn = make({ load: () => Promise.reject(new TypeError("chunk")) });
    await expect(signIn.token("intake", silent)).rejects.toMatchObject({
      code: "SIGN_IN_FAILED",
      retry: "later",
    });
  });

  test("refused once: twenty mails ask once, until a minute has gone by", async () => {
    bridge.answer = () => needed;
    const signIn = make();
    for (let mail = 0; mail < 20; mail++)
      await expect(signIn.token("graph", silent)).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
    expect(bridge.asked()).toHaveLength(1);
    clock += 61_000;
    await expect(signIn.token("graph", silent)).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
    expect(bridge.asked()).toHaveLength(2);
  });
});

describe("a bridge that is not what it says", () => {
  test("claimed and not there: msal is not even loaded", async () => {
    bridge.remove();
    let loads = 0;
    const load = () => {
      loads++;
      return import("@azure/msal-browser");
    };
    const signIn = make({ load });
    await expect(signIn.token("intake", silent)).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
    expect((await signIn.token("intake", clicked)).token).toBe("token-of-the-window");
    expect(loads).toBe(0);
  });

  test("there and not claimed: not used", async () => {
    const signIn = make({ nestedSupported: () => false });
    expect((await signIn.token("intake", clicked)).token).toBe("token-of-the-window");
    expect(bridge.heard).toEqual([]);
  });

  test("it refuses the greeting: as if it were not there", async () => {
    bridge.greeting = refused("DISABLED");
    const log = jest.spyOn(console, "log").mockImplementation(() => undefined);
    const signIn = make();
    await expect(signIn.token("intake", silent)).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
    expect((await signIn.token("intake", clicked)).token).toBe("token-of-the-window");
    expect(bridge.heard).toHaveLength(1);
    log.mockRestore();
  });

  test.each(["GetInitContext", "GetToken"])("it never answers %s: not waited for twice", async (mute) => {
    if (mute === "GetInitContext") bridge.greeting = "silence";
    bridge.answer = () => "silence";
    const signIn = make(impatient);
    await expect(signIn.token("intake", silent)).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
    expect((await signIn.token("intake", clicked)).token).toBe("token-of-the-window");
    expect(bridge.heard.filter(({ method }) => method === mute)).toHaveLength(1);
  });

  test("it never answers the person: no window out of nowhere, one at the next click", async () => {
    bridge.answer = ({ method }) => (method === "GetTokenPopup" ? "silence" : needed);
    const signIn = make(impatient);
    await expect(signIn.token("intake", clicked)).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
    expect(windows).toEqual([]);
    expect((await signIn.token("intake", clicked)).token).toBe("token-of-the-window");
  });

  test("an ID token in the place of an access token is refused, and so is a token that no header can carry", async () => {
    for (const token of [idToken(), "two\r\nlines", "x".repeat(20_000)]) {
      bridge.answer = (request) => granted(request, token);
      const signIn = make({ openDialog: null });
      await expect(signIn.token("intake", clicked)).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
    }
  });

  test("an account that is none gives no subject", async () => {
    bridge.answer = (request) => ({
      ...(granted(request, "t") as object),
      account: { environment: "x", homeAccountId: "h", tenantId: "a/b", localAccountId: "<c>", username: "" },
    });
    expect((await make().token("intake", silent)).subject).toBeNull();
  });
});

describe("in a window of ours", () => {
  const alone = { nestedSupported: () => false };

  test("its address says what is asked and nothing of who asks", async () => {
    await make(alone).token("graph", clicked);
    const url = new URL(windows[0] as string);
    expect(url.origin + url.pathname).toBe("https://pane.example.org/zegel/sign-in.html");
    expect([...url.searchParams.keys()]).toEqual(["purpose", "request"]);
    expect(url.searchParams.get("purpose")).toBe("graph");
  });

  test.each([
    ["closed in the window", async (url: string) => refusalAnswer(questionOf(url), "closed"), "CANCELLED"],
    [
      "failed in the window",
      async (url: string) => refusalAnswer(questionOf(url), "failed"),
      "SIGN_IN_FAILED",
    ],
    [
      "another question's answer",
      async () => tokenAnswer({ purpose: "intake", request: crypto.randomUUID() }, tokenOf("t")),
      "SIGN_IN_FAILED",
    ],
    ["no answer of ours", async () => '{"status":"success"}', "SIGN_IN_FAILED"],
    ["no JSON", async () => "<html>", "SIGN_IN_FAILED"],
    [
      "too much",
      async (url: string) => `${" ".repeat(70_000)}${tokenAnswer(questionOf(url), tokenOf("t"))}`,
      "SIGN_IN_FAILED",
    ],
    ["no token", async (url: string) => tokenAnswer(questionOf(url), tokenOf("a b")), "SIGN_IN_FAILED"],
    ["the window did not open", () => Promise.reject(new Error("12007 token abc")), "SIGN_IN_FAILED"],
    ["the person closed it", () => Promise.reject(new EvidenceError("CANCELLED", "x")), "CANCELLED"],
  ])("%s", async (_, answer, code) => {
    inWindow = answer;
    await expect(make(alone).token("intake", clicked)).rejects.toMatchObject({ code });
  });

  test("a host without windows: SIGN_IN_FAILED, with a click or without", async () => {
    const signIn = make({ ...alone, openDialog: null });
    for (const options of [silent, clicked])
      await expect(signIn.token("intake", options)).rejects.toMatchObject({ code: "SIGN_IN_FAILED" });
  });
});

describe("one for all", () => {
  test("twenty at once ask once", async () => {
    const signIn = make();
    const all = await Promise.all(Array.from({ length: 20 }, () => signIn.token("graph", silent)));
    expect(new Set(all.map(({ token }) => token)).size).toBe(1);
    expect(bridge.asked()).toHaveLength(1);
  });

  test("a click for each purpose: one window after the other", async () => {
    let open = 0;
    let most = 0;
    inWindow = async (url) => {
      most = Math.max(most, ++open);
      await new Promise(setImmediate);
      open--;
      return tokenAnswer(questionOf(url), tokenOf("t"));
    };
    const signIn = make({ nestedSupported: () => false });
    await Promise.all([
      signIn.token("intake", clicked),
      signIn.token("graph", clicked),
      signIn.token("intake", clicked),
    ]);
    expect([windows.length, most]).toEqual([2, 1]);
  });

  test("one who leaves is CANCELLED at once; the window closes when the last has left", async () => {
    let closed = false;
    const opened = new Promise<void>((resolve) => {
      inWindow = (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            closed = true;
            reject(new EvidenceError("CANCELLED", "closed"));
          });
          resolve();
        });
    });
    const signIn = make({ nestedSupported: () => false });
    const [first, second] = [new AbortController(), new AbortController()];
    const one = signIn.token("intake", { ...clicked, signal: first.signal });
    const two = signIn.token("intake", { ...clicked, signal: second.signal });
    await opened;
    first.abort();
    await expect(one).rejects.toMatchObject({ code: "CANCELLED" });
    expect(closed).toBe(false);
    second.abort();
    await expect(two).rejects.toMatchObject({ code: "CANCELLED" });
    expect(closed).toBe(true);
  });

  test("aborted before: nothing is asked", async () => {
    const asked = make().token("intake", { ...silent, signal: AbortSignal.abort() });
    await expect(asked).rejects.toMatchObject({ code: "CANCELLED" });
    expect(bridge.heard).toEqual([]);
  });
});

test("a sign-in for one purpose lets the other try again without waiting", async () => {
  bridge.answer = (request) => (request.method === "GetTokenPopup" ? granted(request, "asked") : needed);
  const signIn = make();
  await expect(signIn.token("graph", silent)).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
  await signIn.token("intake", clicked);
  bridge.answer = (request) => granted(request, "now-silently");
  expect((await signIn.token("graph", silent)).token).toBe("now-silently");
});

test("a click that waited for another's window takes what that one got", async () => {
  const signIn = make({ nestedSupported: () => false });
  await Promise.all([
    signIn.token("intake", clicked),
    signIn.token("intake", { ...clicked, rejected: "an older one" }),
  ]);
  expect(windows).toHaveLength(1);
});

describe("how long a token is used", () => {
  const alone = { nestedSupported: () => false };

  test("until five minutes before its end", async () => {
    const signIn = make(alone);
    await signIn.token("intake", clicked);
    clock += 54 * 60_000;
    expect((await signIn.token("intake", silent)).token).toBe("token-of-the-window");
    clock += 2 * 60_000;
    await expect(signIn.token("intake", silent)).rejects.toMatchObject({ code: "SIGN_IN_NEEDED" });
  });

  test("a day at most, whatever it says of itself", async () => {
    inWindow = async (url) => tokenAnswer(questionOf(url), { ...tokenOf("t"), expiresAt: 1e300 });
    expect((await make(alone).token("intake", clicked)).expiresAt).toBe(clock + 86_400_000);
  });

  test("one that the server refused is not given again: the host is told to renew", async () => {
    const signIn = make();
    const first = await signIn.token("graph", silent);
    bridge.answer = (request) => granted(request, request.tokenParams?.forceRefresh === true ? "new" : "old");
    const again = await signIn.token("graph", { ...silent, rejected: first.token });
    expect(again.token).toBe("new");
    expect((await signIn.token("graph", { ...silent, rejected: "an older one" })).token).toBe("new");
  });

  test("the same one again is none", async () => {
    const signIn = make();
    const { token } = await signIn.token("graph", silent);
    await expect(signIn.token("graph", { ...silent, rejected: token })).rejects.toMatchObject({
      code: "SIGN_IN_FAILED",
    });
  });
});

test("no failure tells a token, a name or what the service said; nothing is kept outside memory", async () => {
  const answers = [
    needed,
    refused("PERSISTENT_ERROR", "dana"),
    refused("NO_NETWORK"),
    { success: true },
    { token: 7 },
  ];
  inWindow = () => Promise.reject(new Error("token abc of dana@example.org"));
  for (const answer of answers) {
    bridge.answer = () => answer;
    for (const options of [silent, clicked]) {
      const error = await make()
        .token("intake", options)
        .then(
          () => new TypeError("this should have failed"),
          (cause: unknown) => cause as Error,
        );
      expect(error).toBeInstanceOf(EvidenceError);
      expect(error.cause).toBeUndefined();
      expect(`${error.message}${error.stack ?? ""}`).not.toMatch(/dana|abc|example\.org/);
    }
  }
  bridge.answer = (request) => granted(request, "kept-in-memory");
  const stored: string[] = [];
  const store = {
    getItem: () => null,
    setItem: (_: string, text: string) => stored.push(text),
    removeItem() {},
  };
  Object.assign(globalThis, { localStorage: store, sessionStorage: store });
  await make().token("intake", silent);
  expect(stored.filter((text) => text.includes("kept-in-memory") || text.includes(PERSON))).toEqual([]);
});
