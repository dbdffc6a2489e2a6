/** Keys from DNS over HTTP: snapshot, single questions, what investigators hand in (docs/http-api.md). */
import { consoleApi } from "../../src/clients/console-api.ts";
import { fromBase64, utf8 } from "../../src/core/base/bytes.ts";
import { verifyTimestamp } from "../../src/core/timestamp/token.ts";
import { postJson, signIn } from "../intake/console-client.ts";
import type { TestOrganisation } from "../intake/fixture.ts";
import {
  type DnsWorld,
  makeDkimKey,
  readServed,
  startDnsWorld,
  waitForSnapshot,
  zonesWith,
} from "../intake/dns/world.ts";
import { expectProblem } from "./http.ts";

const key = makeDkimKey();
let world: DnsWorld;
beforeAll(async () => {
  world = await startDnsWorld(zonesWith(key));
});
afterAll(() => world.close());

const S1 = "s1._domainkey.provider.example";

describe("GET dns-snapshot", () => {
  test("what the resolver said of each name, signed by the log's key and timestamped", async () => {
    const { snapshot: organisation } = world.organisations;
    const timestamped = await waitForSnapshot(world, organisation, ({ answer }) => answer.timestamp !== null);
    const { entries, kind, leftOut } = timestamped.snapshot;
    expect({ kind, leftOut }).toEqual({ kind: "snapshot", leftOut: 0 });
    const resolver = world.server.address;
    expect(entries).toMatchObject([
      { name: S1, outcome: "found", records: [key.record], current: true, resolver },
      { name: "s2._domainkey.provider.example", outcome: "nxdomain", records: [], resolver },
    ]);
    const token = fromBase64(timestamped.answer.timestamp as string) as Uint8Array;
    const { roots } = organisation.directory.timestamp;
    const stamped = await verifyTimestamp(token, utf8(timestamped.answer.note), roots);
    expect(stamped.ok).toBe(true);
  });

  test("each organisation's is signed by its own log", async () => {
    const { snapshot, single } = world.organisations;
    const [one, other] = [await waitForSnapshot(world, snapshot), await waitForSnapshot(world, single)];
    expect(one.snapshot.origin).not.toBe(other.snapshot.origin);
    const served = await fetch(`${world.url}/v1/single/dns-snapshot`);
    await expect(readServed(served, snapshot, "snapshot")).rejects.toMatchObject({
      code: "DNS_SNAPSHOT_UNTRUSTED",
    });
  });

  test("ETag: the same snapshot is not sent twice", async () => {
    await waitForSnapshot(world, world.organisations.snapshot, ({ answer }) => answer.timestamp !== null);
    const url = `${world.url}/v1/snapshot/dns-snapshot`;
    const first = await fetch(url);
    const etag = first.headers.get("etag") as string;
    expect(first.headers.get("cache-control")).toBe("no-cache");
    await first.arrayBuffer();
    const again = await fetch(url, { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
  });

  test("none where the directory wants none", async () => {
    await expectProblem(await fetch(`${world.url}/v1/none/dns-snapshot`), 404, "NOT_FOUND");
  });
});

const ask = (organisation: TestOrganisation, body: unknown, code = organisation.code) =>
  fetch(`${world.url}/v1/${organisation.id}/dns-key`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Enrolment ${code}` },
    body: JSON.stringify(body),
  });

describe("POST dns-key", () => {
  const small = { domain: "small.example", selector: "k" };

  test("one answer, signed and timestamped like a snapshot, and not kept", async () => {
    const { single } = world.organisations;
    const { snapshot, answer } = await readServed(await ask(single, small), single, "answer");
    expect(snapshot.entries).toMatchObject([
      { name: "k._domainkey.small.example", outcome: "found", records: [key.record], current: true },
    ]);
    expect(answer.timestamp).not.toBeNull();
    const later = await waitForSnapshot(world, single);
    expect(later.snapshot.entries.map(({ name }) => name)).not.toContain("k._domainkey.small.example");
  });

  test("also that there is nothing is an answer", async () => {
    const { single } = world.organisations;
    const { snapshot } = await readServed(await ask(single, { ...small, selector: "no" }), single, "answer");
    expect(snapshot.entries).toMatchObject([{ outcome: "nxdomain", records: [] }]);
  });

  test.each(["none", "snapshot"] as const)("policy %s allows no question", async (policy) => {
    await expectProblem(await ask(world.organisations[policy], small), 403, "DNS_QUERY_NOT_ALLOWED");
  });

  test("nobody asks without an enrolment code", async () => {
    await expectProblem(await ask(world.organisations.single, small, "wrong"), 401, "UNAUTHORISED");
  });

  test.each<[string, unknown]>([
    ["no domain", { selector: "k" }],
    ["a member more", { ...small, type: "A" }],
    ["a domain with a space", { ...small, domain: "small example" }],
    ["a domain with a dot at its end", { ...small, domain: "small.example." }],
    ["one label", { ...small, domain: "localhost" }],
    ["an address", { ...small, domain: "127.0.0.1/x" }],
    ["a very long selector", { ...small, selector: "a.".repeat(100) }],
    ["an array", [small]],
  ])("%s is refused", async (_, body) => {
    await expectProblem(await ask(world.organisations.single, body), 400, "INPUT_INVALID");
  });
});

describe("console", () => {
  const post = async (policy: "none" | "snapshot" | "single", path: string, body: unknown) => {
    const organisation = world.organisations[policy];
    const token = await signIn(world.url, organisation);
    return postJson(`${world.url}/v1/${organisation.id}/console/${path}`, body, token);
  };
  const provider = { domain: "provider.example", selector: "s1" };
  const small = { domain: "small.example", selector: "k" };

  test("looks a provider's key up again where snapshots are allowed", async () => {
    const served = await readServed(
      await post("snapshot", "dns-key", provider),
      world.organisations.snapshot,
      "answer",
    );
    expect(served.snapshot.entries).toMatchObject([{ name: S1, outcome: "found" }]);
  });

  test.each([
    ["none", provider, 403],
    ["snapshot", small, 403],
    ["single", small, 200],
  ] as const)("policy %s, %j: %i", async (policy, body, status) => {
    expect((await post(policy, "dns-key", body)).status).toBe(status);
  });

  test("the console's client asks and hands in", async () => {
    const { snapshot: organisation } = world.organisations;
    const api = consoleApi({ baseUrl: world.url, organisation: organisation.id });
    await api.signIn(organisation.signer, organisation.directoryDigest);
    const octets = await api.dnsKey("provider.example", "s1");
    expect((await readServed(new Response(octets), organisation, "answer")).snapshot.entries).toHaveLength(1);
    expect(await api.learnSelectors([provider, small])).toEqual({ added: 0, refused: 1 });
  });

  test("nobody asks or teaches without a session", async () => {
    for (const path of ["dns-key", "dns-selectors"]) {
      const url = `${world.url}/v1/single/console/${path}`;
      await expectProblem(await postJson(url, provider, "x".repeat(43)), 401, "UNAUTHORISED");
    }
  });

  test("selectors that investigators met are asked for from then on, of providers only", async () => {
    const pairs = [{ domain: "provider.example", selector: "new2026" }, provider, small];
    const response = await post("snapshot", "dns-selectors", { pairs });
    expect(await response.json()).toEqual({ added: 1, refused: 1 });
    const name = "new2026._domainkey.provider.example";
    const { snapshot } = await waitForSnapshot(world, world.organisations.snapshot, (served) =>
      served.snapshot.entries.some((one) => one.name === name),
    );
    expect(snapshot.entries.find((one) => one.name === name)).toMatchObject({ outcome: "nxdomain" });
    // What one organisation met is not told to another.
    const other = await waitForSnapshot(world, world.organisations.single);
    expect(other.snapshot.entries.map((one) => one.name)).not.toContain(name);
    expect(await (await post("snapshot", "dns-selectors", { pairs })).json()).toEqual({
      added: 0,
      refused: 1,
    });
  });

  test.each<[string, unknown]>([
    ["no pair", { pairs: [] }],
    ["too many", { pairs: Array.from({ length: 65 }, () => provider) }],
    ["no name", { pairs: [{ domain: "provider.example", selector: "a b" }] }],
  ])("%s is refused", async (_, body) => {
    await expectProblem(await post("snapshot", "dns-selectors", body), 400, "INPUT_INVALID");
  });

  test("an organisation learns so many and no more", async () => {
    let added = 0;
    for (let round = 0; round < 3; round++) {
      const pairs = Array.from({ length: 64 }, (_, i) => ({
        domain: "provider.example",
        selector: `l${round}x${i}`,
      }));
      added += ((await (await post("single", "dns-selectors", { pairs })).json()) as { added: number }).added;
    }
    expect(added).toBe(128);
  });
});
