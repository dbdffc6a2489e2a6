/** The source of a mail by Microsoft Graph, against a server that plays it: octets, refusals, hostile answers. */
import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import * as fc from "fast-check";
import { graphClient, type GraphClient } from "../../src/clients/graph.ts";
import { readFacts, readPage } from "../../src/clients/graph-message.ts";
import { retryAfter } from "../../src/clients/graph-request.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { AccessToken, ItemIdentity } from "../../src/workflow/ports.ts";
import { type Heard, type OddServer, startOddServer } from "./odd-server.ts";

const TOKEN = "eyJhbGciOiJub25lIn0.c2VjcmV0.c2lnbmF0dXJl";
const item: ItemIdentity = { ewsId: "AA/+=", graphId: "AAMk-x_y=", mailbox: null, size: 100 };

let server: OddServer;
let client: GraphClient;
let asked: { interactive: boolean; rejected: string | undefined }[];
let waited: number[];
let give: (rejected?: string) => Promise<AccessToken>;

beforeAll(async () => {
  server = await startOddServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.heard.length = 0;
  asked = [];
  waited = [];
  give = async () => accessToken(TOKEN);
  client = graphClient({
    baseUrl: `${server.url}/v1.0`,
    token: (interactive, _signal, rejected) => {
      asked.push({ interactive, rejected });
      return give(rejected);
    },
    wait: async (milliseconds) => {
      waited.push(milliseconds);
    },
  });
});

function accessToken(token: string): AccessToken {
  return { token, expiresAt: 2 ** 52, subject: null };
}

/** Answers `$value` with the octets, and questions about the message with nothing. */
function serve(octets: Uint8Array, isValue = (heard: Heard) => heard.url.endsWith("/$value")): void {
  server.answer = (heard, response) => {
    if (!isValue(heard)) return refuse(response, 404);
    response.setHeader("content-type", "text/plain; charset=utf-8");
    return response.end(octets);
  };
}

function refuse(response: ServerResponse, status: number, code = "ErrorOfSomeKind", fields = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...fields });
  response.end(JSON.stringify({ error: { code, message: "for Dana <dana@example.org> of ‘Re: threat’" } }));
}

function refuseAlways(status: number, code?: string, fields = {}): void {
  server.answer = (_, response) => refuse(response, status, code, fields);
}

const values = () => server.heard.filter(({ url }) => url.endsWith("/$value"));

function fetchWhole(about = item, options: { signal?: AbortSignal; timeoutMs?: number } = {}) {
  const { signal = new AbortController().signal, timeoutMs = 20_000 } = options;
  return client.whole.fetch(about, { signal, timeoutMs, onProgress: () => undefined });
}

async function failureOf(about = item, options = {}) {
  const fetched = await fetchWhole(about, options);
  if (fetched.ok) throw new TypeError("this should have failed");
  return fetched.error;
}

describe("the source", () => {
  test.each([
    ["8-bit octets", Buffer.from("Subject: caf\xe9\r\n\r\n\xff\xfe\x80\r\n", "latin1")],
    ["a lone LF and NULs", Buffer.from("A: b\n\nc\0\0d\r\r\n")],
    ["a byte order mark", Buffer.from("\ufeffSubject: a\r\n\r\nb")],
    ["all octets", Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256))],
    [
      "a wrapper of encrypted mail",
      Buffer.from('Content-Type: application/x-microsoft-rpmsg-message; name="message.rpmsg"\r\n\r\n'),
    ],
  ])("octet for octet: %s", async (_, octets) => {
    serve(octets);
    const fetched = await fetchWhole();
    expect(fetched.ok && Buffer.compare(fetched.value.octets, octets)).toBe(0);
  });

  test("25 MiB octet for octet, and progress never says that it is whole", async () => {
    const octets = randomBytes(25 << 20);
    serve(octets);
    const seen: (number | null)[] = [];
    const options = { signal: new AbortController().signal, timeoutMs: 60_000 };
    const about = { ...item, size: 20 << 20 };
    const fetched = await client.whole.fetch(about, { ...options, onProgress: (share) => seen.push(share) });
    expect(fetched.ok && Buffer.compare(fetched.value.octets, octets)).toBe(0);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((share) => share !== null && share > 0 && share < 1)).toBe(true);
  });

  test("the request: bearer token, id and mailbox each one segment of the path", async () => {
    serve(Buffer.from("x"));
    await fetchWhole();
    await fetchWhole({ ...item, graphId: "a/../b?c#d%", mailbox: "team/é@example.org" });
    expect(values().map(({ url }) => url)).toEqual([
      "/v1.0/me/messages/AAMk-x_y%3D/$value",
      "/v1.0/users/team%2F%C3%A9%40example.org/messages/a%2F..%2Fb%3Fc%23d%25/$value",
    ]);
    expect(values()[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(asked.every(({ interactive }) => !interactive)).toBe(true);
  });

  test.each([".", "..", "", "\ud800"])("an id like %j leads nowhere else", async (graphId) => {
    refuseAlways(404);
    expect(await failureOf({ ...item, graphId })).toMatchObject({ code: "GRAPH_404" });
    expect(values()[0]?.url).toMatch(/^\/v1\.0\/me\/messages\/[^/.]+\/\$value$/);
  });

  test("without an id at Graph nothing is asked", async () => {
    expect(await failureOf({ ...item, graphId: null })).toMatchObject({ code: "GRAPH_NO_ID" });
    expect(server.heard).toEqual([]);
  });

  test("an empty source is none", async () => {
    serve(new Uint8Array(0));
    expect(await failureOf()).toMatchObject({ code: "GRAPH_EMPTY" });
  });
});

describe("facts", () => {
  test("ids, times and the folder's name come along, each with the service's name", async () => {
    server.answer = ({ url }, response) => {
      if (url.endsWith("/$value")) response.end("source");
      else if (url.includes("/mailFolders/AAF%3D?")) response.end('{"displayName":"Postvak IN"}');
      else
        response.end(
          '{"receivedDateTime":"2026-11-24T03:00:00Z","parentFolderId":"AAF=","changeKey":"CQ","webLink":"x"}',
        );
    };
    const fetched = await fetchWhole({ ...item, mailbox: "team@example.org" });
    expect(fetched.ok && fetched.value.facts).toEqual({
      "graph.id": item.graphId,
      "graph.mailbox": "team@example.org",
      "graph.receivedDateTime": "2026-11-24T03:00:00Z",
      "graph.parentFolderId": "AAF=",
      "graph.changeKey": "CQ",
      "graph.parentFolder.displayName": "Postvak IN",
    });
  });

  test("refused facts leave the source as it is", async () => {
    serve(Buffer.from("source"));
    const fetched = await fetchWhole();
    expect(fetched.ok && fetched.value.facts).toEqual({ "graph.id": item.graphId });
  });

  test("the folder's name is left out where it cannot be had", async () => {
    server.answer = ({ url }, response) => {
      if (url.includes("/mailFolders/")) refuse(response, 403);
      else response.end('{"parentFolderId":"F"}');
    };
    expect(await client.facts(item, new AbortController().signal)).toEqual({
      "graph.id": item.graphId,
      "graph.parentFolderId": "F",
    });
  });

  test("a hostile answer gives short texts or nothing, and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.constant("\ud800")), (text) => {
        readPage(Buffer.from(text));
        const facts = readFacts(Buffer.from(text));
        expect(Object.keys(facts).every((name) => name.startsWith("graph."))).toBe(true);
      }),
    );
    const long = JSON.stringify({ changeKey: "x".repeat(1e6), sentDateTime: ["no text"], toString: "y" });
    expect(readFacts(Buffer.from(long))).toEqual({ "graph.changeKey": "x".repeat(1000) });
  });
});

describe("refusals", () => {
  test.each([
    [400, "GRAPH_400"],
    [403, "GRAPH_403"],
    [404, "GRAPH_404"],
    [410, "GRAPH_410"],
  ])("%d is said once, with Graph's word and not its sentence", async (status, code) => {
    refuseAlways(status, "ErrorAccessDenied");
    expect(await failureOf()).toEqual({
      code,
      detail: `Microsoft Graph answered ${status}: ErrorAccessDenied`,
    });
    expect(values()).toHaveLength(1);
  });

  test("a word that is none is left out", async () => {
    refuseAlways(403, "threat from <b>Dana</b>");
    expect((await failureOf()).detail).toBe("Microsoft Graph answered 403");
  });

  test("401: another token is asked for, once", async () => {
    give = async (rejected) => accessToken(rejected === undefined ? TOKEN : "second");
    server.answer = ({ url, headers }, response) =>
      headers.authorization === "Bearer second" && url.endsWith("/$value")
        ? response.end("source")
        : refuse(response, 401);
    expect((await fetchWhole()).ok).toBe(true);
    expect(asked.map(({ rejected }) => rejected)).toContain(TOKEN);
  });

  test("401 twice, or the same token again: no third request", async () => {
    give = async (rejected) => accessToken(rejected === undefined ? TOKEN : "second");
    refuseAlways(401);
    expect(await failureOf()).toMatchObject({ code: "GRAPH_401" });
    expect(values()).toHaveLength(2);
    give = async () => accessToken(TOKEN);
    server.heard.length = 0;
    expect(await failureOf()).toMatchObject({ code: "GRAPH_401" });
    expect(values()).toHaveLength(1);
    let given = 0;
    give = async () => accessToken(`another-${given++}`);
    server.heard.length = 0;
    expect(await failureOf()).toMatchObject({ code: "GRAPH_401" });
    expect(values()).toHaveLength(2);
  });

  test.each([429, 503])("%d: waits as long as it is told, then tries again", async (status) => {
    let left = 2;
    server.answer = ({ url }, response) => {
      if (!url.endsWith("/$value")) return refuse(response, 404);
      return left-- > 0 ? refuse(response, status, "x", { "Retry-After": "7" }) : response.end("source");
    };
    expect((await fetchWhole()).ok).toBe(true);
    expect(waited).toEqual([7000, 7000]);
  });

  test("429 for ever: three tries", async () => {
    refuseAlways(429);
    expect(await failureOf()).toMatchObject({ code: "GRAPH_429" });
    expect(values()).toHaveLength(3);
  });

  test("429 with more patience asked than there is time: said at once", async () => {
    refuseAlways(429, "x", { "Retry-After": "3600" });
    expect(await failureOf()).toMatchObject({ code: "GRAPH_429" });
    expect(values()).toHaveLength(1);
    expect(waited).toEqual([]);
  });

  test.each([500, 502, 504])("%d is tried once more", async (status) => {
    refuseAlways(status);
    expect(await failureOf()).toMatchObject({ code: `GRAPH_${status}` });
    expect(values()).toHaveLength(2);
  });

  test.each([
    ["120", 120_000],
    ["Tue, 24 Nov 2026 04:00:10 GMT", 10_000],
    ["Mon, 23 Nov 2026 04:00:10 GMT", 0],
    ["-1", null],
    ["soon", null],
    ["1e9", null],
    [null, null],
  ])("Retry-After %j is %j", (field, expected) => {
    expect(retryAfter(field, Date.parse("2026-11-24T04:00:00Z"))).toBe(expected);
  });

  test("a redirect is not followed: the token stays here", async () => {
    server.answer = (_, response) => {
      response.writeHead(302, { location: `${server.url}/elsewhere` });
      response.end();
    };
    expect(await failureOf()).toMatchObject({ code: "GRAPH_ANSWER" });
    expect(server.heard.some(({ url }) => url === "/elsewhere")).toBe(false);
  });

  test("more than a mailbox can hold is not taken in", async () => {
    const chunk = new Uint8Array(1 << 22);
    server.answer = ({ url }, response) => {
      if (!url.endsWith("/$value")) return refuse(response, 404);
      let left = 38;
      const more = () => {
        while (left-- > 0) if (!response.write(chunk)) return;
        response.end();
      };
      response.on("drain", more);
      return more();
    };
    expect(await failureOf()).toMatchObject({ code: "GRAPH_ANSWER" });
  });

  test("nobody listens", async () => {
    const gone = await startOddServer();
    await gone.close();
    client = graphClient({ baseUrl: gone.url, token: () => give(), wait: async () => undefined });
    expect(await failureOf()).toMatchObject({ code: "GRAPH_UNREACHABLE" });
  });
});

describe("time and cancellation", () => {
  test("a server that never answers: GRAPH_TIMEOUT", async () => {
    server.answer = () => undefined;
    expect(await failureOf(item, { timeoutMs: 50 })).toMatchObject({ code: "GRAPH_TIMEOUT" });
  });

  test("a token that never comes: GRAPH_TIMEOUT", async () => {
    give = () => new Promise(() => undefined);
    expect(await failureOf(item, { timeoutMs: 50 })).toMatchObject({ code: "GRAPH_TIMEOUT" });
    expect(server.heard).toEqual([]);
  });

  test("a wait that is cut off by the deadline", async () => {
    refuseAlways(429, "x", { "Retry-After": "0" });
    client = graphClient({
      baseUrl: server.url,
      token: () => give(),
      wait: (_, signal) => new Promise((_resolve, reject) => signal.addEventListener("abort", reject)),
    });
    expect(await failureOf(item, { timeoutMs: 100 })).toMatchObject({ code: "GRAPH_TIMEOUT" });
  });

  test.each(["before", "while it asks"])("cancelled %s: CANCELLED is thrown", async (when) => {
    const controller = new AbortController();
    server.answer = () => controller.abort();
    if (when === "before") controller.abort();
    await expect(fetchWhole(item, { signal: controller.signal })).rejects.toMatchObject({
      code: "CANCELLED",
    });
  });
});

describe("the token", () => {
  test.each([
    ["SIGN_IN_NEEDED", "GRAPH_SIGN_IN_NEEDED"],
    ["SIGN_IN_FAILED", "GRAPH_SIGN_IN_FAILED"],
    ["CANCELLED", "GRAPH_SIGN_IN_NEEDED"],
  ] as const)("%s is %s, and nothing is asked", async (code, expected) => {
    give = async () => {
      throw new EvidenceError(code, "no");
    };
    expect(await failureOf()).toMatchObject({ code: expected });
    expect(await client.whole.available(item)).toBe(false);
    expect(server.heard).toEqual([]);
  });

  test("available: an id and a token without a window", async () => {
    expect(await client.whole.available(item)).toBe(true);
    expect(await client.whole.available({ ...item, graphId: null })).toBe(false);
    expect(asked).toEqual([{ interactive: false, rejected: undefined }]);
    give = () => {
      throw new TypeError("not even a promise");
    };
    expect(await client.whole.available(item)).toBe(false);
  });

  test.each(["two\r\nlines", "", "é", "x".repeat(40_000)])(
    "what cannot be a token is not sent: %#",
    async (token) => {
      give = async () => accessToken(token);
      expect(await failureOf()).toMatchObject({ code: "GRAPH_SIGN_IN_FAILED" });
      expect(server.heard).toEqual([]);
    },
  );

  test("no failure tells the token, the address, the id or Graph's sentence", async () => {
    const about = { ...item, mailbox: "team@example.org" };
    for (const status of [400, 401, 403, 404, 429, 500, 503, 302]) {
      refuseAlways(status);
      const text = JSON.stringify(await failureOf(about));
      for (const secret of [TOKEN, "team", "Dana", "threat", "AAMk"]) expect(text).not.toContain(secret);
    }
  });
});

test.each([
  "http://graph.example.org/v1.0",
  "https://user@graph.example.org",
  "https://g.example.org/?a",
  "x",
])("a token never leaves for %s", (baseUrl) => {
  expect(() => graphClient({ baseUrl, token: () => give() })).toThrow(
    expect.objectContaining({ code: "INPUT_INVALID" }),
  );
});
