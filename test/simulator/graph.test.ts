/** The played Microsoft Graph, asked as a pane asks it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GRAPH_AUDIENCE } from "../../src/simulator/cloud/entra.ts";
import { fixtureId, restId } from "../../src/simulator/web/mail/ids.ts";
import { type Answer, type CloudServer, fixturesDir, openCloud, PANE } from "./cloud-server.ts";

let server: CloudServer;
beforeAll(async () => {
  server = await openCloud();
});
afterAll(async () => {
  await server.close();
});
afterEach(async () => {
  await server.switches({ graph: "ok", shared: "0" });
});

const graphToken = (claims: Record<string, unknown> = {}, options = {}) =>
  server.issuer.token({ aud: GRAPH_AUDIENCE, scp: "Mail.Read", ...claims }, options);

async function graph(path: string, token?: string): Promise<Answer> {
  const bearer = token ?? (await graphToken());
  return server.ask(`/graph/v1.0${path}`, { headers: { Authorization: `Bearer ${bearer}` } });
}

const idOf = (name: string) => encodeURIComponent(restId(fixtureId(name)));
const accusation = idOf("accusation-1.eml");
const SENDER = "klokkenluider.voorbeeldgroep.83415@gmail.com";

describe("Graph: whose token it takes", () => {
  const refused: readonly [string, () => Promise<string>, number, string][] = [
    ["one that has ended", () => graphToken({ exp: 1 }), 401, "InvalidAuthenticationToken"],
    [
      "one for another audience",
      () => graphToken({ aud: "api://zegel-intake" }),
      401,
      "InvalidAuthenticationToken",
    ],
    [
      "one of another issuer",
      () => graphToken({ iss: "https://evil.example" }),
      401,
      "InvalidAuthenticationToken",
    ],
    [
      "one signed by a foreign key",
      () => graphToken({}, { key: "foreign" }),
      401,
      "InvalidAuthenticationToken",
    ],
    ["one without a signature", () => graphToken({}, { alg: "none" }), 401, "InvalidAuthenticationToken"],
    ["one without the scope", () => graphToken({ scp: "User.Read" }), 403, "ErrorAccessDenied"],
    ["none", async () => "", 401, "InvalidAuthenticationToken"],
  ];
  test.each(refused)("not %s", async (_name, token, status, code) => {
    const answer = await graph("/me/messages", await token());
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error: { code } });
  });

  test("the pane's origin may read what it answers, no other is named", async () => {
    const preflight = await server.ask("/graph/v1.0/me/messages", {
      method: "OPTIONS",
      headers: { Origin: PANE, "Access-Control-Request-Method": "GET" },
    });
    expect(preflight.status).toBe(204);
    for (const { headers } of [preflight, await graph("/me/messages", "x")]) {
      expect(headers["access-control-allow-origin"]).toBe(PANE);
    }
    expect(preflight.headers["access-control-allow-headers"]).toContain("authorization");
  });
});

describe("Graph: one mail", () => {
  test("its octets, by the id that convertToRestId gives", async () => {
    const { status, octets } = await graph(`/me/messages/${accusation}/$value`);
    expect(status).toBe(200);
    expect(octets.equals(readFileSync(join(fixturesDir, "accusation-1.eml")))).toBe(true);
  });

  test("not by the id of EWS, and not by one that is not there", async () => {
    const ews = await graph(`/me/messages/${encodeURIComponent(fixtureId("accusation-1.eml"))}`);
    expect([ews.status, ews.json]).toMatchObject([400, { error: { code: "ErrorInvalidIdMalformed" } }]);
    const none = await graph("/me/messages/AAMk");
    expect([none.status, none.json]).toMatchObject([404, { error: { code: "ErrorItemNotFound" } }]);
  });

  test("what is selected, and its folder", async () => {
    const { json } = await graph(
      `/me/messages/${accusation}?$select=receivedDateTime,parentFolderId,changeKey`,
    );
    const message = json as Record<string, string>;
    expect(Object.keys(message).sort()).toEqual(["changeKey", "id", "parentFolderId", "receivedDateTime"]);
    expect(message["receivedDateTime"]).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const found = await graph(`/me/mailFolders/${message["parentFolderId"]}?$select=displayName`);
    expect(found.json).toMatchObject({ displayName: "Postvak IN" });
  });

  test("a mail that was dropped on the page", async () => {
    const id = "AAMkdropped/with+signs=";
    const octets = Buffer.from("From: a@example.org\r\nSubject: dropped\r\n\r\nHello\r\n");
    const put = await server.ask(`/mailbox/${encodeURIComponent(id)}`, {
      method: "PUT",
      headers: { "Content-Type": "message/rfc822" },
      body: octets,
    });
    expect(put.status).toBe(204);
    const got = await graph(`/me/messages/${encodeURIComponent(restId(id))}/$value`);
    expect(got.octets.equals(octets)).toBe(true);
  });
});

describe("Graph: many mails", () => {
  const find = async (query: Record<string, string>) => {
    const answer = await graph(`/me/messages?${new URLSearchParams({ $top: "50", ...query })}`);
    return answer.status === 200
      ? (answer.json as { value: { subject: string; from: { emailAddress: { address: string } } }[] }).value
      : (answer.json as { error: { code: string } }).error.code;
  };

  test("of one sender, newest first", async () => {
    const found = await find({
      $filter: `receivedDateTime ge 1970-01-01T00:00:00Z and from/emailAddress/address eq '${SENDER.toUpperCase()}'`,
      $orderby: "receivedDateTime desc",
    });
    expect(found).toHaveLength(3);
    expect((found as { from: { emailAddress: { address: string } } }[])[0]?.from.emailAddress.address).toBe(
      SENDER,
    );
  });

  test("of one conversation", async () => {
    const { json } = await graph(`/me/messages/${accusation}?$select=conversationId`);
    const { conversationId } = json as { conversationId: string };
    const found = await find({ $filter: `conversationId eq '${conversationId}'` });
    expect((found as { subject: string }[]).map((one) => one.subject)).toEqual([
      "Re: Wat uw managers doen – laatste kans om zelf op te treden",
      "Wat uw managers doen – laatste kans om zelf op te treden",
    ]);
  });

  test.each([
    ['"48 hours"', 1],
    ['"\\"48 hours have\\""', 1],
    ['"\\"hours 48 have\\""', 0],
    [`"from:${SENDER}"`, 3],
    ['"subject:managers"', 2],
    ['"nowhere-at-all"', 0],
  ])("with words: %s", async (search, count) => {
    expect(await find({ $search: search })).toHaveLength(count);
  });

  test.each([
    [{ $search: '"x"', $filter: "isDraft eq false" }, "SearchWithFilter"],
    [{ $search: '"x"', $orderby: "receivedDateTime desc" }, "SearchWithOrderBy"],
    [{ $filter: "conversationId eq 'x'", $orderby: "receivedDateTime desc" }, "InefficientFilter"],
    [{ $filter: "bodyPreview eq 'x'" }, "ErrorInvalidUrlQueryFilter"],
    [{ $filter: "receivedDateTime ge soon" }, "ErrorInvalidUrlQueryFilter"],
    [{ $filter: "subject eq 'it''s' or 1" }, "ErrorInvalidUrlQueryFilter"],
  ])("%j is refused as Graph refuses it", async (query, code) => {
    expect(await find(query as unknown as Record<string, string>)).toBe(code);
  });

  test("page by page", async () => {
    const first = (await graph("/me/messages?$top=3")).json as {
      value: { id: string }[];
      "@odata.nextLink": string;
    };
    expect(first.value).toHaveLength(3);
    const next = first["@odata.nextLink"];
    expect(next.startsWith(`${server.url}/graph/v1.0/me/messages?`)).toBe(true);
    const second = (await graph(next.slice(`${server.url}/graph/v1.0`.length))).json as {
      value: { id: string }[];
    };
    expect(second.value.map(({ id }) => id)).not.toContain(first.value[0]?.id);
  });
});

describe("Graph: a shared mailbox", () => {
  const shared = `/users/klachten%40voorbeeld.example/messages/${accusation}`;

  test("its mails lie there and not in the reader's own, for a scope of its own", async () => {
    await server.switches({ graph: "ok", shared: "1" });
    const both = await graphToken({ scp: "Mail.Read Mail.Read.Shared" });
    expect((await graph(shared, both)).status).toBe(200);
    expect((await graph(shared)).status).toBe(403);
    expect((await graph(`/me/messages/${accusation}`, both)).status).toBe(404);
    expect((await graph(`/users/nobody%40example.org/messages/${accusation}`, both)).status).toBe(404);
  });
});

describe("Graph: failures by switch", () => {
  test.each([
    ["401", 401],
    ["404", 404],
    ["429", 429],
    ["500", 500],
  ])("graph=%s", async (name, status) => {
    await server.switches({ graph: name, shared: "0" });
    const answer = await graph("/me/messages");
    expect(answer.status).toBe(status);
    expect(answer.headers["retry-after"]).toBe(name === "429" ? "1" : undefined);
  });

  test("graph=off: the connection breaks", async () => {
    await server.switches({ graph: "off", shared: "0" });
    await expect(graph("/me/messages")).rejects.toThrow(/socket hang up|ECONNRESET/);
  });
});
