/** The window of the sign-in, with a played msal client: what it asks, what it hands over, what the person reads. */
import type { AuthenticationResult, Configuration, RedirectRequest } from "@azure/msal-browser";
import * as fc from "fast-check";
import { questionIn, readAnswer, tokenAnswer } from "../../src/clients/sign-in-dialog.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import { runSignInPage, type SignInPage, type SignInShown } from "../../src/taskpane/sign-in/flow.ts";
import { signInTexts } from "../../src/taskpane/sign-in/texts.ts";
import { idToken, PERSON, TENANT } from "./nested-bridge.ts";

const now = 1_795_500_000_000;
const entra = {
  clientId: "33333333-3333-4333-8333-333333333333",
  authority: "https://localhost:8443/entra/tenant",
  scope: "api://zegel/Report.Submit",
  graphScopes: ["Mail.Read"],
};
const pageUrl = "https://pane.example.org/zegel/sign-in.html";
const question = { purpose: "graph", request: "0b0f6c4e-6a52-4a35-9d0f-1f6c7a3f3a11" } as const;
const asked = `?purpose=graph&request=${question.request}`;

let kept: Map<string, string>;
let sent: string[];
let shown: SignInShown[];
let left: RedirectRequest[];
let told: Configuration[];
let cleared: number;

beforeEach(() => {
  kept = new Map();
  [sent, shown, left, told] = [[], [], [], []];
  cleared = 0;
});

function open(
  search: string,
  back: () => AuthenticationResult | null = () => null,
  more: Partial<SignInPage> = {},
) {
  return runSignInPage({
    entra,
    pageUrl,
    search,
    storage: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, text) => kept.set(name, text),
      removeItem: (name) => kept.delete(name),
    },
    load: async (configuration) => {
      told.push(configuration);
      return {
        handleRedirectPromise: async () => back(),
        acquireTokenRedirect: async (request) => void left.push(request),
        clearCache: async () => void cleared++,
      };
    },
    send: (text) => sent.push(text),
    show: (one) => shown.push(one),
    now: () => now,
    ...more,
  });
}

function result(more: Partial<AuthenticationResult> = {}): AuthenticationResult {
  return {
    accessToken: "token-of-the-service",
    idToken: idToken(),
    expiresOn: new Date(now + 3_600_000),
    account: { tenantId: TENANT, localAccountId: PERSON },
    ...more,
  } as AuthenticationResult;
}

function throws(errorCode: string) {
  return () => {
    throw Object.assign(new Error("dana@example.org, token abc"), { errorCode });
  };
}

test("there and back: the question survives, the answer belongs to it, and nothing is left in the window", async () => {
  await open(asked);
  expect(sent).toEqual([]);
  const unkept = { accessToken: false, idToken: false, refreshToken: false };
  expect(left).toEqual([
    { scopes: ["Mail.Read"], prompt: "select_account", redirectUri: pageUrl, storeInCache: unkept },
  ]);
  expect(told[0]).toMatchObject({
    auth: { authority: entra.authority, knownAuthorities: ["localhost:8443"], redirectUri: pageUrl },
    cache: { cacheLocation: "sessionStorage" },
  });
  await open("", () => result());
  expect(readAnswer(sent[0] as string, question, now)).toEqual({
    token: "token-of-the-service",
    expiresAt: now + 3_600_000,
    subject: `${TENANT}/${PERSON}`,
  });
  expect(shown).toEqual(["working", "working", "done"]);
  expect([kept.size, cleared]).toEqual([0, 1]);
});

test("the other purpose has the other scope", async () => {
  await open(asked.replace("graph", "intake"));
  expect(left[0]?.scopes).toEqual([entra.scope]);
});

test.each([
  ["access_denied", "CANCELLED"],
  ["user_cancelled", "CANCELLED"],
  ["server_error", "SIGN_IN_FAILED"],
  ["no_token_request_cache_error", "SIGN_IN_FAILED"],
])("%s at the token service: %s, in words of ours", async (errorCode, code) => {
  await open(asked);
  await open("", throws(errorCode));
  expect(() => readAnswer(sent[0] as string, question, now)).toThrow(expect.objectContaining({ code }));
  expect(sent[0]).not.toMatch(/dana|abc/);
  expect(shown.at(-1)).toBe("failed");
  expect(kept.size).toBe(0);
});

test("an ID token for an access token is not handed over", async () => {
  await open(asked);
  await open("", () => result({ accessToken: idToken() }));
  expect(sent.join()).not.toContain(idToken());
  expect(shown.at(-1)).toBe("failed");
});

test("msal cannot be loaded: the pane is told", async () => {
  await open(asked, () => null, { load: () => Promise.reject(new TypeError("chunk")) });
  expect(() => readAnswer(sent[0] as string, question, now)).toThrow(
    expect.objectContaining({ code: "SIGN_IN_FAILED" }),
  );
});

test.each(["", "?purpose=mail&request=x", `?request=${question.request}`, "?purpose=graph&request=1"])(
  "opened by hand (%j): nothing is asked",
  async (search) => {
    await open(search);
    expect([shown, left, told]).toEqual([["working", "stray"], [], []]);
  },
);

test("a build without a sign-in asks nobody", async () => {
  await open(asked, () => null, { entra: null });
  expect(shown.at(-1)).toBe("stray");
});

test("no pane behind the window: said, and no throw", async () => {
  await open(asked);
  const send = () => {
    throw new TypeError("no parent");
  };
  await open("", () => result(), { send });
  expect(shown.at(-1)).toBe("stray");
});

test("any text for an answer: a token of ours, or a failure with a code", () => {
  const good = JSON.parse(tokenAnswer(question, { token: "t", expiresAt: now, subject: null })) as object;
  const member = fc.constantFrom("outcome", "request", "token", "expiresAt", "subject", "__proto__");
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.tuple(member, fc.jsonValue())), (odd) => {
      const text = typeof odd === "string" ? odd : JSON.stringify({ ...good, [odd[0]]: odd[1] });
      try {
        const { token, expiresAt } = readAnswer(text, question, now);
        expect(token).toMatch(/^[\x21-\x7e]+$/);
        expect(expiresAt).toBeLessThanOrEqual(now + 86_400_000);
      } catch (error) {
        expect(error).toBeInstanceOf(EvidenceError);
      }
    }),
  );
  fc.assert(fc.property(fc.string(), (search) => void questionIn(search)));
});

test.each([
  [["nl-BE", "en"], "nl"],
  [["pt", "DE-at"], "de"],
  [["fr"], "fr"],
  [["constructor", "x"], "en"],
  [[], "en"],
])("%j reads %s", (wanted, language) => {
  const texts = signInTexts(wanted);
  expect(texts.language).toBe(language);
  for (const text of Object.values(texts.of)) expect(text).toMatch(/^[^!<>]{20,}$/);
});
