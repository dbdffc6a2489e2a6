/** Finding the series by Microsoft Graph, against a server that plays it. */
import * as fc from "fast-check";
import { graphClient } from "../../src/clients/graph.ts";
import { EvidenceError } from "../../src/core/base/errors.ts";
import type { SeriesQuery } from "../../src/workflow/ports.ts";
import { type Heard, type OddServer, startOddServer } from "./odd-server.ts";

const about: SeriesQuery = {
  item: { ewsId: "E", graphId: "asked", mailbox: null, size: null },
  senderAddress: "o'hara@example.org",
  conversationId: "C='x'",
  internetMessageId: "<asked@example.org>",
  words: ["bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh"],
};

let server: OddServer;
let interactive: boolean[];

beforeAll(async () => {
  server = await startOddServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.heard.length = 0;
  interactive = [];
});

function mail(id: string, minute: number, more = {}) {
  const receivedDateTime = `2026-11-24T03:${String(minute).padStart(2, "0")}:00Z`;
  const from = { emailAddress: { name: "Sam", address: "sam@example.org" } };
  return { id, subject: `Subject ${id}`, from, receivedDateTime, isDraft: false, ...more };
}

function parameters(heard: Heard): Record<string, string> {
  return Object.fromEntries(new URL(heard.url, server.url).searchParams);
}

/** Answers by what is asked for: sender, conversation or words. */
function serve(lists: { sender?: unknown; conversation?: unknown; key?: unknown }): void {
  server.answer = (heard, response) => {
    const { $filter = "", $search } = parameters(heard);
    const kind = $search !== undefined ? "key" : $filter.startsWith("conv") ? "conversation" : "sender";
    const list = lists[kind];
    if (typeof list === "number") response.writeHead(list).end("{}");
    else response.end(typeof list === "string" ? list : JSON.stringify({ value: list ?? [] }));
  };
}

function find(
  query: Partial<SeriesQuery> = {},
  options: { interactive?: boolean; signal?: AbortSignal } = {},
) {
  const client = graphClient({
    baseUrl: `${server.url}/v1.0`,
    token: async (asksPerson) => {
      interactive.push(asksPerson);
      return { token: "t", expiresAt: 2 ** 52, subject: null };
    },
    wait: async () => undefined,
  });
  return client.series.find(
    { ...about, ...query },
    { interactive: false, signal: new AbortController().signal, ...options },
  );
}

test("the questions: quotes doubled, words as phrases, never an order or a filter beside a search", async () => {
  serve({});
  await find({
    words: [
      ...about.words,
      "x",
      'say "no" AND',
      "back\\slash",
      "NL91ABNA0417164300",
      "a  third one",
      "fourth",
    ],
  });
  const asked = server.heard.map(parameters);
  for (const one of asked) {
    expect(one).toMatchObject({
      $top: "50",
      $select: "id,subject,from,receivedDateTime,isDraft,internetMessageId",
    });
    delete one.$top;
    delete one.$select;
  }
  expect(asked).toEqual([
    {
      $filter:
        "receivedDateTime ge 1970-01-01T00:00:00Z and from/emailAddress/address eq 'o''hara@example.org'",
      $orderby: "receivedDateTime desc",
    },
    { $filter: "conversationId eq 'C=''x'''" },
    { $search: `"\\"${about.words[0]}\\""` },
    { $search: '"\\"NL91ABNA0417164300\\""' },
    { $search: '"\\"a  third one\\""' },
  ]);
});

test("a server that takes no order beside a filter is asked without, and the list is sorted here", async () => {
  server.answer = (heard, response) => {
    const { $orderby } = parameters(heard);
    if ($orderby !== undefined) response.writeHead(400).end('{"error":{"code":"InefficientFilter"}}');
    else response.end(JSON.stringify({ value: [mail("a", 1), mail("b", 3), mail("c", 2)] }));
  };
  const found = await find({ conversationId: null, words: [] });
  expect(found.map(({ id }) => id)).toEqual(["b", "c", "a"]);
});

test("merged: each once with its first reason, newest first, without the asked mail and drafts", async () => {
  serve({
    sender: [mail("asked", 9), mail("a", 1), mail("draft", 8, { isDraft: true })],
    conversation: [mail("b", 5), mail("a", 1)],
    key: [mail("unknown", 0, { receivedDateTime: "yesterday" }), mail("c", 7)],
  });
  const found = await find();
  expect(found.map(({ id, because }) => `${id} ${because}`)).toEqual([
    "c key",
    "b conversation",
    "a sender",
    "unknown key",
  ]);
  expect(found[2]).toEqual({
    id: "a",
    summary: { id: "a", subject: "Subject a", from: { name: "Sam", address: "sam@example.org" } },
    receivedAt: Date.parse("2026-11-24T03:01:00Z"),
    because: "sender",
    mailbox: null,
  });
});

test("a sender who gives all mails one Message-ID hides none; without an id it is all that tells them apart", async () => {
  const same = { internetMessageId: "<asked@example.org>" };
  serve({ sender: [mail("asked", 1, same), mail("other", 2, same)] });
  expect((await find()).map(({ id }) => id)).toEqual(["other"]);
  const item = { ...about.item, graphId: null };
  expect(await find({ item })).toEqual([]);
});

test("a shared mailbox is searched, not the reporter's own", async () => {
  serve({ sender: [mail("a", 1)] });
  const found = await find({ item: { ...about.item, mailbox: "team@example.org" } });
  expect(server.heard.every(({ url }) => url.startsWith("/v1.0/users/team%40example.org/messages?"))).toBe(
    true,
  );
  expect(found[0]?.mailbox).toBe("team@example.org");
});

test("50 at most, over two pages at most", async () => {
  server.answer = ({ url }, response) => {
    const start = Number(new URL(url, server.url).searchParams.get("skip") ?? 0);
    const value = Array.from({ length: 40 }, (_, index) => mail(`m${start + index}`, (start + index) % 60));
    response.end(
      JSON.stringify({ value, "@odata.nextLink": `${server.url}/v1.0/me/messages?skip=${start + 40}` }),
    );
  };
  const found = await find({ conversationId: null, words: [] });
  expect(found).toHaveLength(50);
  expect(server.heard).toHaveLength(2);
});

test.each([
  () => "https://elsewhere.example/v1.0/me/messages",
  () => `${server.url}/v1.0evil/me/messages`,
  () => `${server.url}/other`,
  () => `${server.url.replace("//", "//user@")}/v1.0/me/messages`,
  () => "/v1.0/me/messages?skip=1",
  () => `${server.url}/v1.0/../secret`,
])("a next page elsewhere is not asked for: %#", async (link) => {
  server.answer = (_, response) => {
    response.end(JSON.stringify({ value: [mail("a", 1)], "@odata.nextLink": link() }));
  };
  expect(await find({ conversationId: null, words: [] })).toHaveLength(1);
  expect(server.heard).toHaveLength(1);
});

test("one refused question does not lose what the others found", async () => {
  serve({ sender: 500, conversation: [mail("b", 1)], key: 400 });
  expect((await find()).map(({ id }) => id)).toEqual(["b"]);
});

test.each([
  [401, "SIGN_IN_FAILED"],
  [403, "SIGN_IN_FAILED"],
  [404, "RESPONSE_INVALID"],
  [429, "NETWORK_UNREACHABLE"],
  [503, "NETWORK_UNREACHABLE"],
])("all refused with %d: %s", async (status, code) => {
  serve({ sender: status, conversation: status, key: status });
  await expect(find()).rejects.toMatchObject({ code });
});

test.each(["no json", "[]", '{"value":{}}', '{"value":null}', ""])(
  "%j is no list: RESPONSE_INVALID",
  async (text) => {
    serve({ sender: text, conversation: text, key: text });
    await expect(find()).rejects.toMatchObject({ code: "RESPONSE_INVALID" });
  },
);

test("cancelled: CANCELLED, whatever was found", async () => {
  const controller = new AbortController();
  server.answer = () => controller.abort();
  await expect(find({}, { signal: controller.signal })).rejects.toMatchObject({ code: "CANCELLED" });
});

test("a window is shown for the first question only, and not at all for a later page", async () => {
  server.answer = ({ url }, response) => {
    const next = url.includes("skip") ? {} : { "@odata.nextLink": `${server.url}/v1.0/me/messages?skip=50` };
    response.end(JSON.stringify({ value: [mail("a", 1)], ...next }));
  };
  await find({ words: [] }, { interactive: true });
  expect(interactive).toEqual([true, false, false, false]);
});

test("a sign-in that is needed is said at once, and nothing is asked", async () => {
  const client = graphClient({
    baseUrl: server.url,
    token: async () => {
      throw new EvidenceError("SIGN_IN_NEEDED", "no", { retry: "later" });
    },
  });
  const found = client.series.find(about, { interactive: false, signal: new AbortController().signal });
  await expect(found).rejects.toMatchObject({ code: "SIGN_IN_NEEDED", retry: "later" });
  expect(server.heard).toEqual([]);
});

test("nothing to search for: nothing asked, nothing found", async () => {
  const empty = { senderAddress: null, conversationId: null, words: ["", "a\nb c d", "x".repeat(500)] };
  expect(await find(empty)).toEqual([]);
  expect(server.heard).toEqual([]);
});

test("hostile lists: bounded texts, known shapes, never a throw", async () => {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.record({
      id: fc.oneof(fc.string(), fc.constant("x".repeat(5000))),
      subject: fc.oneof(fc.string(), fc.integer(), fc.constant("x".repeat(5000)), fc.constant(null)),
      from: fc.oneof(fc.jsonValue(), fc.record({ emailAddress: fc.jsonValue() })),
      receivedDateTime: fc.oneof(fc.string(), fc.constant("2026-13-45T99:99:99Z"), fc.constant(null)),
      isDraft: fc.jsonValue(),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(odd, { maxLength: 5 }), async (value) => {
      serve({ sender: value });
      for (const found of await find({ conversationId: null, words: [] })) {
        expect(found.id.length).toBeLessThanOrEqual(1024);
        expect(found.summary.subject.length).toBeLessThanOrEqual(1000);
        expect(found.receivedAt === null || Number.isFinite(found.receivedAt)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
