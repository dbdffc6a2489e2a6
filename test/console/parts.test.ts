/** The small parts: list, analysis view, channel, memory, times, idle watch, custody. */
import * as fc from "fast-check";
import { digestOf } from "../../src/core/base/digest.ts";
import { utf8 } from "../../src/core/base/bytes.ts";
import { makeCustodyEvent, signCustodyEvent } from "../../src/core/seal/custody.ts";
import { ed25519Signer, fingerprintOf } from "../../src/core/seal/sshsig.ts";
import { readAnalysis, withDetails } from "../../src/ui/analysis/read-analysis.ts";
import { type CaseRow, correlationHints, filterCases, loadCases } from "../../src/console/case-list.ts";
import { readCustody } from "../../src/console/custody-view.ts";
import { createIdleWatch } from "../../src/console/idle-watch.ts";
import {
  type Port,
  remoteKeyHolder,
  serveKeyHolder,
  type WorkerLike,
} from "../../src/console/key-channel.ts";
import { createKeyHolder } from "../../src/console/key-holder.ts";
import { browserMemory } from "../../src/console/memory.ts";
import { duration, localTime, utcTime } from "../../src/ui/analysis/times.ts";
import { honestServer, makeWorld, NOW } from "./world.ts";

describe("list", () => {
  test("summaries are opened, newest first; what the server exchanged is refused without being opened", async () => {
    const world = await makeWorld();
    const first = await world.addReport();
    const second = await world.addReport();
    const keys = createKeyHolder();
    await keys.unlock(world.identityFile(), null);
    const server = { ...honestServer(world), summary: async () => first.summary.slice() };
    const rows = await loadCases(server, keys, () => {});
    expect(rows.map((row) => [row.listed.index, row.state])).toEqual([
      [second.listed.index, "refused"],
      [first.listed.index, "readable"],
    ]);
  });

  test("a list that never ends is left", async () => {
    const world = await makeWorld();
    let pages = 0;
    const keys = createKeyHolder();
    const server = { ...honestServer(world), packages: async () => ({ entries: [], next: (pages++, 0) }) };
    expect(await loadCases(server, keys, () => {})).toEqual([]);
    expect(pages).toBe(1);
  });

  test("shared values: with their rarity, rarest first, not those that nearly all have", async () => {
    const rows = await Promise.all(Array.from({ length: 12 }, (_, i) => caseRow(i)));
    const hints = correlationHints(rows);
    expect(hints.get((rows[0] as CaseRow).listed.package)).toEqual([
      { kind: "account", value: "pair", others: 1, of: 12 },
      { kind: "from", value: "a@example.org", others: 2, of: 12 },
    ]);
    expect(hints.get((rows[11] as CaseRow).listed.package)).toEqual([]);
  });

  test("the filter wants every word, in any of the fields", async () => {
    const rows = [await caseRow(0), await caseRow(7)];
    const kindName = (kind: string) => (kind === "blackmail" ? "afpersing" : kind);
    expect(filterCases(rows, "A@EXAMPLE afpersing", kindName)).toEqual([rows[0]]);
    expect(filterCases(rows, "  ", kindName)).toEqual(rows);
    expect(filterCases(rows, "a@example zzz", kindName)).toEqual([]);
  });

  async function caseRow(i: number): Promise<CaseRow> {
    const digest = await digestOf(utf8(String(i)));
    const address = i < 3 ? "A@example.org" : `x${i}@example.org`;
    return {
      listed: {
        index: i,
        package: digest,
        summary: digest,
        receivedAt: NOW,
        octets: 1,
        timestamped: true,
        erased: false,
      },
      state: "readable",
      summary: {
        v: 1,
        reference: "ZG-0000-0000",
        reportedAt: NOW,
        kind: { state: "answered", value: "blackmail" },
        urgency: { state: "not-asked" },
        desk: null,
        messageCount: 1,
        messages: [
          {
            digest,
            subject: null,
            from: { address, name: null },
            date: null,
            messageId: null,
            statements: { provenance: "host-api", capture: "as-served", authentication: "none" },
          },
        ],
        correlationKeys: [
          { kind: "client", value: "common" },
          ...(i < 2 ? [{ kind: "account", value: "pair" }] : []),
        ],
        supplements: null,
      },
    };
  }
});

describe("analysis view", () => {
  test("any JSON: no throw, bounded lists, dates that can be shown", () => {
    const anything = fc.jsonValue({ maxDepth: 6 });
    const almost = fc.record({
      statements: fc.record({
        provenance: fc.constant("host-api"),
        capture: fc.constant("parts"),
        authentication: fc.constant("none"),
        reasons: anything,
      }),
      hops: fc.oneof(
        anything,
        fc.array(
          fc.record({
            index: anything,
            from: anything,
            by: anything,
            receivedAt: fc.double(),
            delayMs: fc.double(),
          }),
        ),
      ),
      findings: fc.array(
        fc.record({ code: anything, details: fc.dictionary(fc.string(), anything), basis: anything }),
      ),
      embeddedTimes: fc.array(fc.record({ source: anything, time: fc.double() })),
      logPlan: anything,
      provider: anything,
    });
    fc.assert(
      fc.property(fc.oneof(anything, almost), (value) => {
        const view = readAnalysis(value);
        for (const hop of view?.hops ?? [])
          if (hop.receivedAt !== null) expect(utcTime(hop.receivedAt)).toMatch(/UTC$/);
        for (const finding of view?.findings ?? [])
          expect(typeof withDetails("{a} {toString}", finding.details)).toBe("string");
      }),
    );
  });

  test("statements of no known value are no statements", () => {
    const statements = {
      provenance: "host-api",
      capture: "as-served",
      authentication: "certain",
      reasons: [],
    };
    expect(readAnalysis({ statements })).toBeNull();
  });

  test("a detail is put in once: its own braces stay text", () => {
    expect(
      withDetails(
        "{a} and {b}",
        new Map([
          ["a", "{b}"],
          ["b", "x"],
        ]),
      ),
    ).toBe("{b} and x");
  });
});

describe("custody view", () => {
  test("the two classes stay apart; what is unsigned, foreign or mixed up is refused", async () => {
    const world = await makeWorld();
    const packageDigest = await digestOf(utf8("package"));
    const common = {
      v: 1 as const,
      package: packageDigest,
      at: NOW,
      nonce: "A".repeat(43) + "=",
      tool: "t/1",
    };
    const signer = ed25519Signer(world.keys.anna.signingSeed);
    const declared = await signCustodyEvent({ ...common, class: "self-declared", type: "decrypted" }, signer);
    const other = await signCustodyEvent(
      { ...common, package: await digestOf(utf8("other")), class: "self-declared", type: "viewed" },
      signer,
    );
    const { tool: _, ...untooled } = common;
    const key = fingerprintOf(world.directory.desks[0]?.people[0]?.signingKey ?? "");
    const observed = new TextDecoder().decode(
      makeCustodyEvent({ ...untooled, class: "server-observed", type: "ciphertext-released", key }),
    );
    const view = await readCustody(
      [
        { index: 5, class: "self-declared", event: declared.text, signature: declared.signature },
        { index: 6, class: "self-declared", event: declared.text, signature: null },
        {
          index: 7,
          class: "self-declared",
          event: declared.text.replace("decrypted", "exported"),
          signature: declared.signature,
        },
        { index: 8, class: "self-declared", event: other.text, signature: other.signature },
        { index: 4, class: "server-observed", event: observed, signature: null },
        { index: 9, class: "server-observed", event: declared.text, signature: null },
      ],
      packageDigest,
      world.directory,
    );
    expect(view.selfDeclared.map((row) => (row.state === "read" ? row.person : row.code))).toEqual([
      "Anna de Vries",
      "SIGNATURE_INVALID",
      "SIGNATURE_INVALID",
      "CUSTODY_EVENT_INVALID",
    ]);
    expect(view.serverObserved).toEqual([
      { index: 4, state: "read", type: "ciphertext-released", at: NOW, person: "Anna de Vries", key },
      { index: 9, state: "refused", code: "CUSTODY_EVENT_INVALID" },
    ]);
  });
});

describe("channel between page and worker", () => {
  function channel() {
    const { port1, port2 } = new MessageChannel();
    const ports = [port1, port2];
    let failed: () => void = () => {};
    const worker: WorkerLike = {
      postMessage: (message, transfer) => port1.postMessage(message, transfer),
      addEventListener: (type: string, listener: (event: never) => void) => {
        if (type === "error") failed = listener as () => void;
        else port1.onmessage = listener as (event: MessageEvent) => void;
      },
      terminate: () => ports.forEach((port) => port.close()),
    };
    const inside: Port = {
      postMessage: (message, transfer) => port2.postMessage(message, transfer),
      addEventListener: (_, listener) => {
        port2.onmessage = listener;
      },
    };
    return { worker, inside, fail: () => failed() };
  }

  test("unlocks, opens and signs through structured clones; refusals keep their code", async () => {
    const world = await makeWorld();
    const one = await world.addReport();
    const { worker, inside } = channel();
    serveKeyHolder(inside, createKeyHolder());
    const keys = remoteKeyHolder(worker);
    await expect(keys.openSummary(one.summary.slice())).rejects.toMatchObject({ code: "SERVER_ERROR" });
    expect(await keys.unlock(utf8("rubbish"), null)).toMatchObject({
      ok: false,
      error: { code: "IDENTITY_INVALID" },
    });
    expect(await keys.unlock(world.identityFile(), null)).toMatchObject({ ok: true });
    expect(await keys.openSummary(one.summary.slice())).toMatchObject({
      ok: true,
      value: { messageCount: 1 },
    });
    await expect(keys.signer().sign(utf8("anything"))).rejects.toMatchObject({ code: "CHALLENGE_INVALID" });
    keys.close();
  });

  test("a worker that dies, or is closed, leaves nobody waiting", async () => {
    const { worker, fail } = channel();
    const keys = remoteKeyHolder(worker);
    const waiting = keys.unlock(utf8("x"), null);
    fail();
    await expect(waiting).rejects.toMatchObject({ code: "SERVER_ERROR" });
    const again = keys.unlock(utf8("x"), null);
    keys.close();
    await expect(again).rejects.toMatchObject({ code: "CANCELLED" });
  });
});

describe("memory, times, idle watch", () => {
  test("memory survives rubbish and storage that is switched off", () => {
    const values = new Map<string, string>();
    const memory = browserMemory(
      { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => void values.set(key, value) },
      "demo",
    );
    expect(memory.directorySeen()).toBeNull();
    memory.rememberDirectory({ version: 3, digest: `sha256:${"a".repeat(64)}` });
    expect(memory.directorySeen()).toEqual({ version: 3, digest: `sha256:${"a".repeat(64)}` });
    for (const rubbish of ["", "null", "[]", '{"version":"3"}', "{"]) {
      values.set("zegel-console/demo/directory", rubbish);
      expect(memory.directorySeen()).toBeNull();
    }
    const off = () => {
      throw new Error("SecurityError");
    };
    const none = browserMemory({ getItem: off, setItem: off }, "demo");
    none.rememberCheckpoint("x");
    expect(none.checkpoint()).toBeNull();
  });

  test("times are shown in UTC and in a zone, and never throw", () => {
    expect(utcTime(Date.UTC(2026, 10, 23, 9, 5, 1))).toBe("2026-11-23 09:05:01 UTC");
    expect(localTime(Date.UTC(2026, 10, 23, 9, 5, 1), "nl", "Europe/Amsterdam")).toContain("10:05:01");
    expect([utcTime(Number.NaN), localTime(1e20, "en")]).toEqual(["?", "?"]);
    expect([duration(3_723_000), duration(-61_000), duration(900)]).toEqual([
      "1 h 2 min",
      "−1 min 1 s",
      "1 s",
    ]);
  });

  test("idle by the clock: warned before, not woken by the first key after", () => {
    let now = 0;
    const watch = createIdleWatch({ limit: 600_000, now: () => now });
    expect(watch.warning()).toBeNull();
    now = 550_000;
    expect(watch.warning()).toBe(50);
    watch.touch();
    expect(watch.warning()).toBeNull();
    now += 600_000;
    watch.touch();
    expect(watch.isIdle()).toBe(true);
  });
});
