/** Over time: keys rotate, resolvers fall silent, the intake restarts. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dnsLookup } from "../../../src/intake/dns/lookup.ts";
import { PROVIDER_SELECTORS } from "../../../src/intake/dns/provider-selectors.ts";
import { keyName } from "../../../src/core/dns/key-name.ts";
import { resolveConfig } from "../../../src/intake/config.ts";
import { spawnIntake } from "../../crash/intake-process.ts";
import { expectProblem } from "../../contract/http.ts";
import { startSilentServer, txt } from "../../support/name-server.ts";
import { type DnsWorld, makeDkimKey, startDnsWorld, waitForSnapshot, zonesWith } from "./world.ts";

const S1 = "s1._domainkey.provider.example";
const [first, second] = [makeDkimKey(), makeDkimKey()];

async function withWorld(
  parameters: Parameters<typeof startDnsWorld>,
  act: (world: DnsWorld) => Promise<void>,
): Promise<void> {
  const world = await startDnsWorld(...parameters);
  try {
    await act(world);
  } finally {
    await world.close();
  }
}

describe("rotation", () => {
  test("a replaced key stays beside the new one, a key that has gone keeps its last sight", async () => {
    await withWorld([zonesWith(first), { refreshMs: 150 }], async (world) => {
      const { snapshot: organisation } = world.organisations;
      await waitForSnapshot(world, organisation);
      await world.server.serve(zonesWith(second));
      const replaced = await waitForSnapshot(world, organisation, ({ snapshot }) =>
        snapshot.entries.some(({ records }) => records[0] === second.record),
      );
      const ofS1 = replaced.snapshot.entries.filter(({ name }) => name === S1);
      expect(ofS1).toMatchObject([
        { current: true, records: [second.record] },
        { current: false, records: [first.record] },
      ]);
      await world.server.serve({ "provider.example": [] });
      const gone = await waitForSnapshot(world, organisation, ({ snapshot }) =>
        snapshot.entries.some(({ name, outcome }) => name === S1 && outcome === "nxdomain"),
      );
      expect(gone.snapshot.entries.filter(({ name }) => name === S1)).toMatchObject([
        { current: true, outcome: "nxdomain" },
        { current: false, records: [second.record] },
        { current: false, records: [first.record] },
      ]);
      expect(gone.snapshot.takenAt).toBeGreaterThan(replaced.snapshot.takenAt);
    });
  });
});

describe("resolvers that say nothing", () => {
  test("a known key stays, with the time at which it was seen", async () => {
    await withWorld([zonesWith(first), { refreshMs: 150, timeoutMs: 100 }], async (world) => {
      const { snapshot: organisation } = world.organisations;
      const before = await waitForSnapshot(world, organisation);
      const seenAt = before.snapshot.entries[0]?.at as number;
      await world.server.close();
      const after = await waitForSnapshot(
        world,
        organisation,
        ({ snapshot }) => snapshot.takenAt > before.snapshot.takenAt + 400,
      );
      const [entry] = after.snapshot.entries;
      expect(entry).toMatchObject({ name: S1, outcome: "found", records: [first.record] });
      expect(entry?.at).toBeGreaterThanOrEqual(seenAt);
      expect(entry?.at).toBeLessThan(after.snapshot.takenAt);
    });
  });

  test("what was never seen is a time-out", async () => {
    const silent = await startSilentServer();
    await withWorld([zonesWith(first), { resolvers: [silent.address], timeoutMs: 60 }], async (world) => {
      const { snapshot } = await waitForSnapshot(world, world.organisations.snapshot);
      expect(snapshot.entries.map(({ outcome }) => outcome)).toEqual(["timeout", "timeout"]);
    });
    silent.close();
  });

  test("without a resolver there is a snapshot that says so", async () => {
    await withWorld([zonesWith(first), { resolvers: [] }], async (world) => {
      const { snapshot } = await waitForSnapshot(world, world.organisations.snapshot);
      expect(snapshot.entries).toMatchObject([
        { outcome: "failed", resolver: "none" },
        { outcome: "failed", resolver: "none" },
      ]);
    });
  });
});

test("a restart serves the same snapshot, and asks nobody before it is due", async () => {
  await withWorld([zonesWith(first)], async (world) => {
    const { snapshot: organisation } = world.organisations;
    const timestamped = ({ answer }: { answer: { timestamp: string | null } }) => answer.timestamp !== null;
    const before = await waitForSnapshot(world, organisation, timestamped);
    await world.server.serve(zonesWith(second));
    await world.restart();
    // The first round after a start comes at once: time enough for it to ask, if it did.
    for (let i = 0; i < 20; i++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const after = await waitForSnapshot(world, organisation, timestamped);
      expect(after.answer).toEqual(before.answer);
    }
  });
});

test("a timestamp that is late is said to be late, and added later", async () => {
  let down = true;
  const authority = {
    stamp: async () => {
      if (down) throw new Error("down");
      return new Uint8Array([0x30, 0]);
    },
  };
  await withWorld([zonesWith(first), { refreshMs: 200 }, { authority }], async (world) => {
    const late = await waitForSnapshot(world, world.organisations.snapshot);
    expect(late.answer.timestamp).toBeNull();
    down = false;
    const stamped = await waitForSnapshot(
      world,
      world.organisations.snapshot,
      ({ answer }) => answer.timestamp !== null,
    );
    expect(stamped.answer.timestamp).toBe("MAA=");
  });
});

test("single questions are counted for each code", async () => {
  await withWorld([zonesWith(first), { perCaller: { max: 2, windowMs: 60_000 } }], async (world) => {
    const { single } = world.organisations;
    const ask = () =>
      fetch(`${world.url}/v1/single/dns-key`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Enrolment ${single.code}` },
        body: JSON.stringify({ domain: "small.example", selector: "k" }),
      });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    await expectProblem(await ask(), 429, "RATE_LIMITED");
  });
});

/** Whom a report is about must not lie in the intake's words or files. */
test("canary: the domain of a single question is in no log line and no file", async () => {
  const CANARY = "kanarie-7f3a.example";
  const world = await startDnsWorld({
    ...zonesWith(first),
    [CANARY]: [`geheim91bc._domainkey IN ${txt(first.record)}`],
  });
  await world.stop();
  const { single } = world.organisations;
  const configFile = join(world.folder, "config.json");
  writeFileSync(configFile, JSON.stringify({ ...world.config, logLevel: "debug" }));
  const intake = spawnIntake(configFile);
  const url = (await intake.url) as string;
  const ask = (body: string, path = "dns-key") =>
    fetch(`${url}/v1/single/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Enrolment ${single.code}` },
      body,
    });
  const question = JSON.stringify({ domain: CANARY, selector: "geheim91bc" });
  const answer = await ask(question);
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(CANARY)]);
  const refused = [
    await ask(question.replace("}", ',"more":1}')),
    await ask(question.slice(0, -1)),
    await ask(question, `dns-key?domain=${CANARY}`),
    await ask(question, `console/dns-key`),
    await fetch(`${url}/v1/single/dns-key?domain=${CANARY}&selector=geheim91bc`),
  ];
  const said = [...(await Promise.all(refused.map((one) => one.text()))).filter((_, i) => i !== 2)];
  await intake.stop();
  const data = join(world.folder, "data");
  const files = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
  expect(intake.words().length).toBeGreaterThan(200);
  for (const text of [intake.words(), ...said, ...files]) {
    expect(text).not.toContain("kanarie");
    expect(text).not.toContain("geheim91bc");
  }
  await world.server.close();
}, 60_000);

describe("configuration", () => {
  const base = {
    listen: { host: "127.0.0.1", port: 0 },
    dataDir: "data",
    organisations: [{ id: "a", directoryFile: "d", logKeyFile: "k", enrolmentCodes: [] }],
  };
  test("the default providers are names that DNS can hold, and fit one snapshot", () => {
    const names = Object.entries(PROVIDER_SELECTORS).flatMap(([domain, selectors]) =>
      selectors.map((selector) => keyName(domain, selector)),
    );
    expect(names).not.toContain(null);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeLessThan(110);
    expect(resolveConfig(base).dns.providers).toEqual(PROVIDER_SELECTORS);
  });
  test.each<[string, unknown]>([
    ["a resolver by name", { resolvers: ["dns.example"] }],
    ["a domain that is none", { providers: { localhost: ["s1"] } }],
    ["a selector that is none", { providers: { "a.example": ["s 1"] } }],
    ["too many names", { providers: { "a.example": Array.from({ length: 33 }, (_, i) => `s${i}`) } }],
    ["a round that never comes", { refreshMs: 2 ** 40 }],
  ])("%s is refused", (_, dns) => {
    expect(() => resolveConfig({ ...base, dns })).toThrow("configuration: dns");
  });
  test("a look-up of nobody is of nobody", async () => {
    expect((await dnsLookup({ servers: [], timeoutMs: 1 }).txt(S1)).resolver).toBe("none");
  });
});
