/** Whether a server may seal at all is the signed directory's word, asked at every report. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { signDirectory } from "../../src/core/evidence/directory.ts";
import { ed25519Signer } from "../../src/core/seal/sshsig.ts";
import { openSealer } from "../../src/sealer/sealer.ts";
import { codeOf, makeWorld, openAtIntake, reportOf, serverMaySeal, type World } from "./world.ts";

const MINUTE_MS = 60_000;
const policy = {
  ...serverMaySeal().policy,
  sealOnServer: false,
} as World["organisation"]["directory"]["policy"];

let world: World;
let minutes = 0;
const servers: Server[] = [];
const clock = { now: () => Date.now() + minutes * MINUTE_MS };
beforeEach(() => {
  minutes = 0;
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await world.end();
});

const reports = () => readdirSync(join(world.dataDir, "reports"));

describe("policy.sealOnServer", () => {
  test("false: nothing is sealed, nothing is kept", async () => {
    world = await makeWorld({ policy });
    const sealer = await world.open();
    expect(await codeOf(sealer.checkAllowed())).toBe("SERVER_SEALING_NOT_ALLOWED");
    expect(await codeOf(sealer.seal(reportOf("k")))).toBe("SERVER_SEALING_NOT_ALLOWED");
    expect(await sealer.ready()).toEqual({ ok: false, code: "SERVER_SEALING_NOT_ALLOWED" });
    expect(reports()).toEqual([]);
  });

  test("taken back later: refused from the next minute on; what was sealed before is still sent", async () => {
    world = await makeWorld();
    const sealer = await world.open({ clock });
    const { packageDigest } = await sealer.seal(reportOf("before"));
    await world.publish({ version: 2, previous: world.organisation.directoryDigest, policy });
    minutes = 1;
    expect(await codeOf(sealer.seal(reportOf("after")))).toBe("SERVER_SEALING_NOT_ALLOWED");
    expect((await sealer.send(packageDigest)).kind).toBe("sent");
    expect(await sealer.find("after")).toBeNull();
  });

  test("taken back, and the old directory served again after a restart: still refused", async () => {
    world = await makeWorld();
    const old = readFileSync(world.organisation.config.directoryFile);
    await world.publish({ version: 2, previous: world.organisation.directoryDigest, policy });
    const first = await world.open();
    await first.directory();
    await first.close();
    writeFileSync(world.organisation.config.directoryFile, old);
    await world.stopIntake();
    const server = await serve(old);
    const second = await world.open({ intakeUrl: server.url });
    expect(await codeOf(second.seal(reportOf("k")))).toBe("SERVER_SEALING_NOT_ALLOWED");
    expect((await second.directory()).problem).toBe("DIRECTORY_ROLLBACK");
    expect(world.events).toEqual([{ what: "directory-problem", code: "DIRECTORY_ROLLBACK" }]);
  });
});

describe("the directory", () => {
  test("is fetched at most once a minute, also by many at once", async () => {
    world = await makeWorld();
    const server = await serve(readFileSync(world.organisation.config.directoryFile));
    const sealer = await world.open({ intakeUrl: server.url, clock });
    await Promise.all([sealer.directory(), sealer.checkAllowed(), sealer.ready()]);
    await sealer.directory();
    expect(server.requests()).toBe(1);
    minutes = 1;
    await sealer.directory();
    expect(server.requests()).toBe(2);
  });

  test("of an intake that cannot be reached: the remembered one serves, over a restart", async () => {
    world = await makeWorld();
    const first = await world.open();
    await first.directory();
    await first.close();
    await world.stopIntake();
    const second = await world.open();
    expect((await second.seal(reportOf("k"))).state).toBe("sealed");
    expect((await second.directory()).problem).toBe("NETWORK_UNREACHABLE");
    expect(await second.ready()).toEqual({ ok: true, code: null });
  });

  test("of an intake that takes the question and says nothing: the remembered one, until the answer comes", async () => {
    world = await makeWorld();
    const old = readFileSync(world.organisation.config.directoryFile);
    const server = await serve(old);
    const sealer = await world.open({ intakeUrl: server.url, clock });
    await sealer.directory();
    const { directory, directoryDigest, root } = world.organisation;
    const next = { ...directory, version: 2, previous: directoryDigest, policy };
    const answerNow = server.holdBack(await signDirectory(next, root));
    minutes = 1;
    expect((await sealer.seal(reportOf("k"))).state).toBe("sealed");
    expect((await sealer.directory()).problem).toBe("NETWORK_UNREACHABLE");
    answerNow();
    minutes = 2;
    expect(await codeOf(sealer.seal(reportOf("other")))).toBe("SERVER_SEALING_NOT_ALLOWED");
    expect(server.requests()).toBe(2);
  });

  test("never seen and not to be had: nothing can be sealed, and the next try may succeed", async () => {
    world = await makeWorld();
    await world.stopIntake();
    const sealer = await world.open();
    expect(await codeOf(sealer.seal(reportOf("k")))).toBe("NETWORK_UNREACHABLE");
    expect(await sealer.ready()).toEqual({ ok: false, code: "NETWORK_UNREACHABLE" });
    await world.startIntake();
    expect((await sealer.seal(reportOf("k"))).state).toBe("sealed");
  });

  test("signed by another key: refused", async () => {
    world = await makeWorld();
    const { directory } = world.organisation;
    const forged = await signDirectory(directory, ed25519Signer(randomBytes(32)));
    const server = await serve(forged);
    const sealer = await world.open({ intakeUrl: server.url });
    expect(await codeOf(sealer.seal(reportOf("k")))).toBe("DIRECTORY_SIGNATURE_INVALID");
  });

  test("expired: sealed to the recovery key alone, and said", async () => {
    const now = Date.now();
    world = await makeWorld({ issuedAt: now - 2000, expiresAt: now - 1000 });
    const sealer = await world.open();
    const sealed = await sealer.seal(reportOf("k"));
    expect(sealed).toMatchObject({ readBy: [], recoveryOnly: "expired" });
    await sealer.send(sealed.packageDigest);
    await expect(openAtIntake(world, sealed.packageDigest)).rejects.toMatchObject({
      code: "NOT_A_RECIPIENT",
    });
  });

  test("expires between two reports of one minute: noticed", async () => {
    world = await makeWorld({ expiresAt: Date.now() + 30 * MINUTE_MS });
    const sealer = await world.open({ clock });
    minutes = 29.5;
    expect((await sealer.seal(reportOf("1"))).recoveryOnly).toBeNull();
    minutes = 30.1;
    expect((await sealer.seal(reportOf("2"))).recoveryOnly).toBe("expired");
  });

  test("for trying out: only where that is allowed, and the intake is on this machine", async () => {
    world = await makeWorld({ demo: true });
    const strict = await world.open();
    expect(await codeOf(strict.seal(reportOf("k")))).toBe("DIRECTORY_DEMO_REFUSED");
    await strict.close();
    const trying = await world.open({ allowDemo: true });
    expect(await trying.seal(reportOf("k"))).toMatchObject({ demo: true });
    await trying.close();
    // It remembers the demo directory; from an address elsewhere that one is refused too.
    const away = await world.open({ allowDemo: true, intakeUrl: "https://intake.invalid" });
    expect(await codeOf(away.seal(reportOf("other")))).toBe("DIRECTORY_DEMO_REFUSED");
  });
});

test.each(["http://intake.example", "https://user:pw@intake.example", "nonsense"])(
  "no report may be sent to %s",
  async (intakeUrl) => {
    world = await makeWorld();
    expect(await codeOf(openSealer({ ...world.options, intakeUrl }))).toBe("INPUT_INVALID");
  },
);

/** Serves those octets as directory, and nothing else. */
async function serve(octets: Uint8Array) {
  let asked = 0;
  let served = octets;
  let ready: Promise<void> | null = null;
  const server = createServer((_, response) => {
    asked++;
    response.setHeader("content-type", "application/json");
    if (ready === null) response.end(served);
    else void ready.then(() => response.end(served));
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => asked,
    /** @returns What lets the answers to later questions go: with those octets. */
    holdBack: (later: Uint8Array) => {
      let go = () => {};
      ready = new Promise((resolve) => {
        go = resolve;
      });
      served = later;
      return () => go();
    },
  };
}
