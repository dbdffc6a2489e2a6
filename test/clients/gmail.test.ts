/** Gmail's API: what is asked, how the octets come out, and what its refusals become. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as fc from "fast-check";
import { type GmailClient, gmailClient, type GmailOptions } from "../../src/clients/gmail.ts";
import { factsOf, idsOf } from "../../src/clients/gmail-message.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let answer: Answer;
const seen: { url: string; headers: IncomingMessage["headers"] }[] = [];
const server = createServer((request, response) => {
  seen.push({ url: request.url ?? "", headers: request.headers });
  answer(request, response);
});
let client: GmailClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen.splice(0);
  client = clientWith();
});

function clientWith(changes: Partial<GmailOptions> = {}): GmailClient {
  const { port } = server.address() as AddressInfo;
  return gmailClient({
    apiUrl: `http://127.0.0.1:${port}`,
    userOAuthToken: "ya29.x",
    messageToken: "m.y",
    ...changes,
  });
}

const says =
  (json: unknown, status = 200): Answer =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  };
const never = new AbortController().signal;
const raw = (id = "m") => client.raw(id, { signal: never });

test("asks with both tokens, and for the id as it is", async () => {
  answer = says({ raw: "UGF5Lg" });
  await raw("msg-f:1767227424689440530");
  expect(seen).toEqual([
    {
      url: "/gmail/v1/users/me/messages/msg-f%3A1767227424689440530?format=raw",
      headers: expect.objectContaining({
        authorization: "Bearer ya29.x",
        "x-goog-gmail-access-token": "m.y",
      }),
    },
  ]);
  client = clientWith({ messageToken: null });
  await raw();
  expect(seen[1]?.headers["x-goog-gmail-access-token"]).toBeUndefined();
});

test("an id that is no id asks for nothing else", async () => {
  answer = says({ raw: "UGF5Lg" });
  await raw("../threads/x?format=full#");
  expect(seen[0]?.url).toBe("/gmail/v1/users/me/messages/..%2Fthreads%2Fx%3Fformat%3Dfull%23?format=raw");
});

test("any octets, with or without padding", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.boolean(),
      async (octets, padded) => {
        const text = Buffer.from(octets).toString("base64url");
        answer = says({ raw: padded ? text.padEnd(Math.ceil(text.length / 4) * 4, "=") : text });
        expect(Buffer.compare((await raw()).octets, octets)).toBe(0);
      },
    ),
    { numRuns: 40 },
  );
});

test("across the slices in which it is decoded", async () => {
  const octets = Buffer.from(Uint8Array.from({ length: 2_000_003 }, (_, at) => (at * 7) % 256));
  answer = says({ raw: octets.toString("base64url") });
  expect(Buffer.compare((await raw()).octets, octets)).toBe(0);
});

test.each([
  ["the alphabet of ordinary base64", "a+b/"],
  ["a space", "UGF 5Lg"],
  ["a line break", "UGF5\nLg"],
  ["padding in between", "UG==F5Lg"],
  ["one character too many", "UGF5L"],
  ["a letter of another script", "UGFé"],
])("refused: %s", async (_, text) => {
  answer = says({ raw: text });
  await expect(raw()).rejects.toMatchObject({ code: "BASE64_INVALID" });
});

test("facts of the mail, by Gmail's names", async () => {
  answer = says({
    id: "18c2",
    threadId: "18c1",
    labelIds: ["INBOX", "UNREAD"],
    internalDate: "1795514400000",
    historyId: "77",
    sizeEstimate: 1234,
    snippet: "the mail's words",
    raw: "UGF5Lg",
  });
  expect((await raw()).facts).toEqual({
    "gmail.id": "18c2",
    "gmail.threadId": "18c1",
    "gmail.internalDate": "1795514400000",
    "gmail.historyId": "77",
    "gmail.sizeEstimate": 1234,
    "gmail.labelIds": "INBOX,UNREAD",
  });
});

test("facts and lists of any JSON: bounded, never thrown but by code", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      for (const value of Object.values(factsOf(json)))
        expect(String(value).length).toBeLessThanOrEqual(1000);
      try {
        idsOf(json);
      } catch (cause) {
        expect((cause as { code: string }).code).toBe("RESPONSE_INVALID");
      }
    }),
  );
});

test("a conversation's ids: drafts and what is no id are left out", async () => {
  answer = says({
    messages: [
      { id: "a" },
      { id: "b", labelIds: ["DRAFT"] },
      { id: "../c" },
      { id: 5 },
      null,
      { id: "d", labelIds: 7 },
    ],
  });
  expect(await client.thread("t", { signal: never })).toEqual(["a", "d"]);
  expect(seen[0]?.url).toBe("/gmail/v1/users/me/threads/t?format=minimal");
});

const error = (reason: string) => ({ error: { status: "X", message: "PRIVATE", errors: [{ reason }] } });

test.each<[number, unknown, string, string]>([
  [400, error("invalidArgument"), "SOURCE_UNAVAILABLE", "never"],
  [401, error("authError"), "SIGN_IN_FAILED", "never"],
  [403, error("insufficientPermissions"), "SOURCE_UNAVAILABLE", "never"],
  [403, error("rateLimitExceeded"), "RATE_LIMITED", "later"],
  [404, error("notFound"), "SOURCE_UNAVAILABLE", "never"],
  [418, "tea", "RESPONSE_INVALID", "never"],
  [429, {}, "RATE_LIMITED", "later"],
  [500, null, "SERVER_ERROR", "later"],
  [503, error("backendError"), "SERVER_ERROR", "later"],
])("%i %j: %s", async (status, json, code, retry) => {
  answer = says(json, status);
  const failure = await raw().catch((cause: unknown) => cause);
  expect(failure).toMatchObject({ code, retry });
  expect(String(failure)).not.toContain("PRIVATE");
});

test("too much is cut off", async () => {
  client = clientWith({ limit: 1000 });
  answer = says({ raw: "A".repeat(4000) });
  await expect(raw()).rejects.toMatchObject({ code: "RESPONSE_INVALID" });
});

test("silence ends", async () => {
  client = clientWith({ timeoutMs: 50 });
  answer = () => undefined;
  await expect(raw()).rejects.toMatchObject({ code: "SOURCE_TIMEOUT", retry: "later" });
});

test("the caller's stop is a stop", async () => {
  answer = () => undefined;
  const signal = AbortSignal.timeout(20);
  await expect(client.raw("m", { signal })).rejects.toMatchObject({ code: "CANCELLED" });
});

test("no failure holds the tokens", async () => {
  answer = (_, response) => void response.destroy();
  const failure = (await raw().catch((cause: unknown) => cause)) as Error;
  expect(failure).toMatchObject({ code: "NETWORK_UNREACHABLE" });
  expect(failure.cause).toBeUndefined();
});
