/** An intake that answers anything: the console gives no plaintext away, shows none of it unchecked, never says verified. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { toBase64, utf8 } from "../../src/core/base/bytes.ts";
import { canonicalJson } from "../../src/core/base/canonical-json.ts";
import { digestOf } from "../../src/core/base/digest.ts";
import { signDirectory } from "../../src/core/evidence/directory.ts";
import { ed25519Signer } from "../../src/core/seal/sshsig.ts";
import { type ConsoleState, createConsoleStore } from "../../src/console/console-store.ts";
import { createKeyHolder } from "../../src/console/key-holder.ts";
import type { ConsoleServer } from "../../src/console/ports.ts";
import { connectServer } from "../../src/console/server.ts";
import { withLog } from "../../src/console/verification.ts";
import { MAIL } from "./sealed-report.ts";
import {
  emptyMemory,
  honestServer,
  makeLog,
  makeWorld,
  NOW,
  type Sent,
  type Stored,
  type World,
} from "./world.ts";

const CANARY = "CANARY-7F3A";

async function openWith(world: World, one: Stored, lies: Partial<ConsoleServer>, sent: Sent[] = []) {
  const memory = emptyMemory();
  const store = createConsoleStore({
    build: world.build,
    connect: () => ({ ...honestServer(world, sent), ...lies }),
    startKeyHolder: createKeyHolder,
    memory,
    now: () => NOW,
    random32: () => new Uint8Array(32).fill(5),
  });
  await store.unlock({ file: world.identityFile(), passphrase: null });
  await store.open(one.listed);
  return { state: store.getState(), store };
}

function outcomeOf(state: ConsoleState) {
  if (state.stage !== "open" || state.report?.state !== "examined") return null;
  const { listed, fetched } = state.report;
  return withLog(fetched.examination.report, state.log, listed.package).outcome;
}

function refusalOf(state: ConsoleState) {
  if (state.stage !== "open" || state.report?.state !== "examined") return state;
  const { examination } = state.report.fetched;
  return examination.state === "refused" ? examination.code : "shown";
}

/** Everything a view could draw of a report, as text. */
function shownText(state: ConsoleState): string {
  if (state.stage !== "open" || state.report?.state !== "examined") return "";
  return JSON.stringify(state.report.fetched.examination, (_, value: unknown) =>
    value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
  );
}

function flipped(octets: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(octets);
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
}

describe("the honest intake, for comparison", () => {
  test("a report is shown and verified, and what was sent holds no word of it", async () => {
    const world = await makeWorld();
    const one = await world.addReport();
    const sent: Sent[] = [];
    const { state } = await openWith(world, one, {}, sent);
    expect(refusalOf(state)).toBe("shown");
    expect(outcomeOf(state)).toBe("verified");
    expect(shownText(state)).toContain(CANARY);
    expect(sent.map(({ what }) => what).sort()).toEqual(["custody", "opened", "sign-in"]);
    for (const { text } of sent) {
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain(toBase64(utf8(MAIL)).slice(4, 60));
    }
  });
});

describe("a package, summary, statement or receipt that was exchanged", () => {
  let world: World;
  let one: Stored;
  let other: Stored;
  beforeAll(async () => {
    world = await makeWorld();
    one = await world.addReport();
    other = await world.addReport();
  });

  const lies: [string, string, () => Partial<ConsoleServer>][] = [
    ["package: first octet", "DIGEST_MISMATCH", () => ({ package: async () => flipped(one.package, 0) })],
    [
      "package: last octet",
      "DIGEST_MISMATCH",
      () => ({ package: async () => flipped(one.package, one.package.length - 1) }),
    ],
    ["package: another one", "DIGEST_MISMATCH", () => ({ package: async () => other.package.slice() })],
    ["package: empty", "DIGEST_MISMATCH", () => ({ package: async () => new Uint8Array() })],
    ["summary: an octet", "DIGEST_MISMATCH", () => ({ summary: async () => flipped(one.summary, 300) })],
    ["summary: another one", "DIGEST_MISMATCH", () => ({ summary: async () => other.summary.slice() })],
    ["statement: another one", "DIGEST_MISMATCH", () => ({ statement: async () => other.statement.slice() })],
    ["statement: not canonical", "STATEMENT_INVALID", () => ({ statement: async () => utf8("{ }") })],
    ["receipt: of another package", "RECEIPT_FOREIGN", () => ({ receipt: async () => other.receipt })],
    [
      "receipt: no entry",
      "ENTRY_INVALID",
      () => ({ receipt: async () => ({ ...one.receipt, entry: "{}" }) }),
    ],
    [
      "receipt: proof of another",
      "PROOF_MISMATCH",
      () => ({ receipt: async () => ({ ...one.receipt, proof: other.receipt.proof }) }),
    ],
    [
      "receipt: timestamp of another",
      "TIMESTAMP_MISMATCH",
      () => ({ receipt: async () => ({ ...one.receipt, timestamp: other.receipt.timestamp }) }),
    ],
    [
      "receipt: signed by another log",
      "CHECKPOINT_UNTRUSTED",
      () => ({ receipt: async () => ({ ...one.receipt, proof: foreignProof() }) }),
    ],
  ];

  function foreignProof(): string {
    const log = makeLog(new Uint8Array(32).fill(66));
    for (const octets of world.log.entries) log.append(JSON.parse(new TextDecoder().decode(octets)));
    return log.proof(one.listed.index, log.size());
  }

  test.each(lies)("%s: refused with %s, nothing shown, nothing recorded", async (_, code, lie) => {
    const sent: Sent[] = [];
    const { state } = await openWith(world, one, lie(), sent);
    expect(refusalOf(state)).toBe(code);
    expect(shownText(state)).not.toContain(CANARY);
    expect(outcomeOf(state)).toBe("not-verified");
    expect(sent.map(({ what }) => what)).toEqual(["sign-in"]);
  });

  test("list, package, summary and statement exchanged together: the content is another's, and so is the receipt", async () => {
    const mixed = { ...one.listed, package: other.listed.package };
    const { state } = await openWith(world, { ...one, listed: mixed }, { receipt: async () => one.receipt });
    expect(refusalOf(state)).toBe("DIGEST_MISMATCH");
    expect(shownText(state)).not.toContain(CANARY);
  });

  test("a consistent set that is in no log: shown only with a receipt, and that one does not verify", async () => {
    const { state } = await openWith(world, one, { receipt: () => Promise.reject(new Error("down")) });
    expect(refusalOf(state)).toBe("shown");
    expect(outcomeOf(state)).toBe("consistent");
  });

  test("a custody log and acknowledgement that fail never block reading", async () => {
    const fails = () => Promise.reject(new Error("down"));
    const { state } = await openWith(world, one, { addCustody: fails, acknowledge: fails, custody: fails });
    expect(refusalOf(state)).toBe("shown");
    const records =
      state.stage === "open" && state.report?.state === "examined" ? state.report.records : null;
    expect(records).toEqual({
      custody: { code: "SERVER_ERROR", detail: "unexpected failure" },
      acknowledgement: { code: "SERVER_ERROR", detail: "unexpected failure" },
    });
  });
});

describe("a log that tells different people different things", () => {
  test("fork: the reporter's checkpoint is of another history under the same key", async () => {
    const world = await makeWorld();
    const fork = makeLog();
    fork.append({ v: 1, type: "erased", package: await digestOf(utf8("other")) });
    const one = await world.addReport({ checkpoint: fork.checkpoint() });
    const { state } = await openWith(world, one, {});
    expect(state.stage === "open" && state.log.state === "audited" && state.log.audit.verdict).toBe("forked");
    expect(outcomeOf(state)).toBe("not-verified");
  });

  test("rollback: the server shows a smaller log than the receipt proves", async () => {
    const world = await makeWorld();
    const one = await world.addReport();
    const { state } = await openWith(world, one, { checkpoint: async () => world.log.checkpoint(1) });
    expect(state.stage === "open" && state.log.state === "audited" && state.log.audit.verdict).toBe(
      "rolled-back",
    );
    expect(outcomeOf(state)).toBe("not-verified");
  });

  test("a log signed by another key is refused, and no size of it is believed", async () => {
    const world = await makeWorld();
    const one = await world.addReport();
    const bundles: number[] = [];
    const other = makeLog(new Uint8Array(32).fill(66));
    const { state } = await openWith(world, one, {
      checkpoint: async () => other.checkpoint(),
      entryBundle: async (index) => {
        bundles.push(index);
        return new Uint8Array();
      },
    });
    expect(outcomeOf(state)).toBe("not-verified");
    expect(bundles).toEqual([]);
  });
});

describe("a directory that was exchanged: not unlocked, and the server is asked for nothing more", () => {
  const asked: string[] = [];
  async function unlockWith(
    world: World,
    directory: () => Promise<Uint8Array<ArrayBuffer>>,
    memory = emptyMemory(),
  ) {
    asked.length = 0;
    const honest = honestServer(world);
    const store = createConsoleStore({
      build: world.build,
      connect: () => ({
        ...honest,
        directory,
        signIn: async () => {
          asked.push("sign-in");
        },
      }),
      startKeyHolder: createKeyHolder,
      memory,
      now: () => NOW,
      random32: () => new Uint8Array(32),
    });
    await store.unlock({ file: world.identityFile(), passphrase: null });
    const state = store.getState();
    return state.stage === "locked" ? state.failure?.code : state.stage;
  }

  test("signed by another root", async () => {
    const world = await makeWorld();
    const other = ed25519Signer(new Uint8Array(32).fill(99));
    const code = await unlockWith(world, () => signDirectory(world.directory, other));
    expect(code).toBe("DIRECTORY_SIGNATURE_INVALID");
    expect(asked).toEqual([]);
  });

  test("an octet changed", async () => {
    const world = await makeWorld();
    const octets = await signDirectory(world.directory, world.root);
    expect(await unlockWith(world, async () => flipped(octets, 40))).toMatch(/^DIRECTORY_/);
  });

  test("older than one that was seen", async () => {
    const world = await makeWorld();
    const memory = emptyMemory();
    memory.rememberDirectory({ version: 2, digest: await digestOf(utf8("version 2")) });
    const code = await unlockWith(world, () => signDirectory(world.directory, world.root), memory);
    expect(code).toBe("DIRECTORY_ROLLBACK");
  });

  test("a demo directory in a build that pins a real organisation", async () => {
    const world = await makeWorld();
    const demo = () => signDirectory({ ...world.directory, demo: true }, world.root);
    expect(await unlockWith(world, demo)).toBe("DIRECTORY_DEMO_REFUSED");
  });

  test("one that does not list these keys", async () => {
    const world = await makeWorld();
    const store = createConsoleStore({
      build: world.build,
      connect: () => honestServer(world),
      startKeyHolder: createKeyHolder,
      memory: emptyMemory(),
      now: () => NOW,
      random32: () => new Uint8Array(32),
    });
    await store.unlock({ file: world.identityFile(world.keys.recovery), passphrase: null });
    expect(store.getState()).toMatchObject({ stage: "locked", failure: { code: "UNAUTHORISED" } });
  });
});

describe("no decryption oracle: a stored age file as sign-in challenge (SEALING, section 2, trap 11)", () => {
  const received: { path: string; body: string }[] = [];
  let server: Server;
  let challenge: unknown;
  let directory: Uint8Array;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += String(chunk);
      });
      request.on("end", () => {
        received.push({ path: request.url ?? "", body });
        response.setHeader("content-type", "application/json");
        response.end(request.url?.endsWith("/directory") ? directory : JSON.stringify(challenge));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test("it is refused: neither opened nor signed nor sent back", async () => {
    const world = await makeWorld();
    const one = await world.addReport();
    directory = await signDirectory(world.directory, world.root);
    const { port } = server.address() as AddressInfo;
    for (const nonce of [toBase64(one.summary), toBase64(one.package.subarray(0, 32)) + "AAAA"]) {
      challenge = { nonce, expiresAt: Date.now() + 60_000 };
      received.length = 0;
      const store = createConsoleStore({
        build: { ...world.build, intakeUrl: `http://127.0.0.1:${port}` },
        connect: () => connectServer({ intakeUrl: `http://127.0.0.1:${port}`, organisation: "example" }),
        startKeyHolder: createKeyHolder,
        memory: emptyMemory(),
        now: () => NOW,
        random32: () => new Uint8Array(32),
      });
      await store.unlock({ file: world.identityFile(), passphrase: null });
      expect(store.getState()).toMatchObject({ stage: "locked", failure: { code: "CHALLENGE_INVALID" } });
      expect(received.map(({ path }) => path)).toEqual([
        "/v1/example/directory",
        "/v1/example/console/challenge",
      ]);
      expect(received.map(({ body }) => body).join()).not.toContain(CANARY);
    }
  });

  test("the keys sign nothing but the three namespaces of the interface", async () => {
    const world = await makeWorld();
    const holder = createKeyHolder();
    await holder.unlock(world.identityFile(), null);
    const signer = holder.signer();
    for (const data of [
      utf8("anything"),
      utf8("SSHSIG"),
      canonicalJson({ nonce: 1 }),
      sshData("zegel-directory"),
    ]) {
      expect(() => signer.sign(data)).toThrow(expect.objectContaining({ code: "CHALLENGE_INVALID" }));
    }
    await expect(signer.sign(sshData("zegel-custody"))).resolves.toHaveLength(64);
  });

  function sshData(namespace: string): Uint8Array {
    const name = utf8(namespace);
    return Uint8Array.from([...utf8("SSHSIG"), 0, 0, 0, name.length, ...name, 0, 0, 0, 0]);
  }
});
