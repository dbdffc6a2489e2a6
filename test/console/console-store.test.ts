import { encryptIdentity, formatIdentity } from "../../src/core/seal/identity.ts";
import { createConsoleStore } from "../../src/console/console-store.ts";
import { createKeyHolder } from "../../src/console/key-holder.ts";
import type { ConsolePorts, KeyHolder } from "../../src/console/ports.ts";
import { emptyMemory, honestServer, makeWorld, NOW, type World } from "./world.ts";

function portsOf(world: World, changes: Partial<ConsolePorts> = {}): ConsolePorts {
  return {
    build: world.build,
    connect: () => honestServer(world),
    startKeyHolder: createKeyHolder,
    memory: emptyMemory(),
    now: () => NOW,
    random32: () => new Uint8Array(32).fill(8),
    ...changes,
  };
}

describe("console store", () => {
  test("an encrypted identity file opens with its passphrase and with no other", async () => {
    const world = await makeWorld();
    const file = await encryptIdentity(formatIdentity(world.keys.anna, NOW), "right", 2);
    const store = createConsoleStore(portsOf(world));
    await store.unlock({ file, passphrase: "wrong" });
    expect(store.getState()).toMatchObject({
      stage: "locked",
      why: "failed",
      failure: { code: "PASSPHRASE_WRONG" },
    });
    await store.unlock({ file, passphrase: "right" });
    expect(store.getState()).toMatchObject({ stage: "open", session: { person: { id: "anna" } } });
  });

  test("locking closes the key holder and drops list and report; a late answer brings nothing back", async () => {
    const world = await makeWorld();
    const one = await world.addReport();
    let release: () => void = () => {};
    let closed = 0;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const honest = honestServer(world);
    const store = createConsoleStore(
      portsOf(world, {
        connect: () => ({
          ...honest,
          package: (digest, options) => held.then(() => honest.package(digest, options)),
        }),
        startKeyHolder: () => {
          const holder = createKeyHolder();
          return {
            ...holder,
            close: () => {
              closed++;
              holder.close();
            },
          } satisfies KeyHolder;
        },
      }),
    );
    await store.unlock({ file: world.identityFile(), passphrase: null });
    const opening = store.open(one.listed);
    store.lock("idle");
    release();
    await opening;
    expect(store.getState()).toEqual({ stage: "locked", why: "idle", failure: null });
    expect(closed).toBe(1);
  });

  test("closing a report while it is fetched does not bring it back", async () => {
    const world = await makeWorld();
    const one = await world.addReport();
    const store = createConsoleStore(portsOf(world));
    await store.unlock({ file: world.identityFile(), passphrase: null });
    const opening = store.open(one.listed);
    store.closeReport();
    await opening;
    expect(store.getState()).toMatchObject({ stage: "open", report: null });
  });

  test("the reporter is told only if the investigator wants it; the custody statement is always made", async () => {
    const world = await makeWorld();
    const one = await world.addReport();
    const store = createConsoleStore(portsOf(world));
    await store.unlock({ file: world.identityFile(), passphrase: null });
    store.setTellReporter(false);
    await store.open(one.listed);
    expect(store.getState()).toMatchObject({
      report: {
        records: { acknowledgement: "not-asked", custody: { index: 2 } },
        custody: { selfDeclared: [{ type: "decrypted", person: "Anna de Vries" }] },
      },
    });
  });

  test("a checkpoint that was consistent is remembered and found missing in the next session", async () => {
    const world = await makeWorld();
    await world.addReport();
    const memory = emptyMemory();
    const first = createConsoleStore(portsOf(world, { memory }));
    await first.unlock({ file: world.identityFile(), passphrase: null });
    expect(memory.checkpoint()).toBe(world.log.checkpoint());
    const rolledBack = {
      ...honestServer(world),
      checkpoint: async () => world.log.checkpoint(1),
      packages: async () => ({ entries: [], next: null }),
    };
    const second = createConsoleStore(portsOf(world, { memory, connect: () => rolledBack }));
    await second.unlock({ file: world.identityFile(), passphrase: null });
    expect(second.getState()).toMatchObject({ log: { state: "audited", audit: { verdict: "rolled-back" } } });
    expect(memory.checkpoint()).toBe(world.log.checkpoint());
  });

  test("an expired directory: readable, said so, never verified", async () => {
    const world = await makeWorld({ expiresAt: NOW - 1 });
    const one = await world.addReport();
    const store = createConsoleStore(portsOf(world));
    await store.unlock({ file: world.identityFile(), passphrase: null });
    await store.open(one.listed);
    expect(store.getState()).toMatchObject({
      session: { reading: { expired: true } },
      report: { fetched: { examination: { state: "shown", report: { outcome: "consistent" } } } },
    });
  });
});
