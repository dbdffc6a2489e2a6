/** What lies in the outbox goes out, by itself or when a door asks, once. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../../src/core/base/digest.ts";
import type { KeptReport } from "../../src/sealer/ports.ts";
import { makeWorld, openAtIntake, packagesAtIntake, reportOf, until, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

describe("sending by itself", () => {
  test("the intake is down: postponed, kept, and sent once after a restart, the same octets", async () => {
    const first = await world.open();
    await first.directory();
    await world.stopIntake();
    const { packageDigest } = await first.seal(reportOf("k"));
    expect(await first.send(packageDigest)).toMatchObject({ kind: "postponed", code: "NETWORK_UNREACHABLE" });
    await first.close();
    const second = await world.open();
    const told: KeptReport[] = [];
    second.onSent((report) => told.push(report));
    expect(await second.get(packageDigest)).toMatchObject({
      state: "sealed",
      lastError: "NETWORK_UNREACHABLE",
    });
    await world.startIntake();
    second.start();
    await until(() => told.length > 0);
    expect(told).toMatchObject([{ packageDigest, state: "sent" }]);
    expect(packagesAtIntake(world)).toEqual([packageDigest]);
    const { octets } = await openAtIntake(world, packageDigest);
    expect(await digestOf(octets)).toBe(packageDigest);
  });

  test("what is sealed after the start is sent without being asked for", async () => {
    const sealer = await world.open();
    sealer.start();
    const made = await Promise.all(["1", "2", "3", "4", "5", "6"].map((key) => sealer.seal(reportOf(key))));
    await until(async () => (await sealer.list()).every(({ state }) => state === "sent"));
    expect(packagesAtIntake(world)).toEqual(made.map((one) => one.packageDigest).toSorted());
    expect(world.events.filter(({ what }) => what === "sent")).toHaveLength(6);
  });

  test("two who ask at once get one sending, and listeners hear of it once", async () => {
    const sealer = await world.open();
    let told = 0;
    sealer.onSent(() => {
      told++;
      throw new Error("a door's own fault");
    });
    const { packageDigest } = await sealer.seal(reportOf("k"));
    sealer.start();
    const outcomes = await Promise.all([sealer.send(packageDigest), sealer.send(packageDigest)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["sent", "sent"]);
    expect((await sealer.send(packageDigest)).kind).toBe("sent");
    expect(told).toBe(1);
    expect(world.events.filter(({ what }) => what === "sent")).toHaveLength(1);
  });

  test("who stops waiting stops nothing", async () => {
    const sealer = await world.open();
    const { packageDigest } = await sealer.seal(reportOf("k"));
    expect(await sealer.send(packageDigest, AbortSignal.abort())).toEqual({ kind: "busy" });
    await until(async () => (await sealer.get(packageDigest))?.state === "sent");
  });

  test("sent, and nobody noted that it was told: told again at the next start, until the note is gone", async () => {
    const first = await world.open();
    const { packageDigest } = await first.seal(reportOf("k", { note: { answer: "7" } }));
    await first.seal(reportOf("other")).then((other) => first.send(other.packageDigest));
    await first.send(packageDigest);
    await first.close();
    const heard: unknown[][] = [];
    for (let run = 0; run < 3; run++) {
      const sealer = await world.open();
      const told: KeptReport[] = [];
      sealer.onSent((report) => told.push(report));
      sealer.start();
      heard.push(told.map(({ note }) => note));
      if (run === 1) await sealer.setNote(packageDigest, null);
      await sealer.close();
    }
    expect(heard).toEqual([[{ answer: "7" }], [{ answer: "7" }], []]);
  });

  test("a code that was revoked postpones, and never drops", async () => {
    const sealer = await world.open({ enrolmentCode: "another-code" });
    const { packageDigest } = await sealer.seal(reportOf("k"));
    expect(await sealer.send(packageDigest)).toMatchObject({ kind: "postponed", code: "UNAUTHORISED" });
    await sealer.close();
    const again = await world.open();
    again.start();
    await until(async () => (await again.get(packageDigest))?.state === "sent");
  });

  test("octets that somebody took away are said to be missing, once", async () => {
    const sealer = await world.open();
    const { packageDigest } = await sealer.seal(reportOf("k"));
    rmSync(join(world.dataDir, "reports", packageDigest.slice(7), "package.age"));
    expect(await sealer.send(packageDigest)).toEqual({ kind: "refused", code: "FILE_MISSING" });
    expect(await sealer.get(packageDigest)).toMatchObject({ state: "refused", lastError: "FILE_MISSING" });
    expect(await sealer.send(`sha256:${"0".repeat(64)}`)).toEqual({ kind: "gone" });
  });

  test("a timestamp that was late is in the receipt after the next start", async () => {
    await world.stopIntake();
    await world.startIntake({ authority: { stamp: () => Promise.reject(new Error("TSA down")) } });
    const first = await world.open();
    const { packageDigest } = await first.seal(reportOf("k"));
    expect(await first.send(packageDigest)).toMatchObject({ kind: "sent", timestampedAt: null });
    await first.close();
    await world.stopIntake();
    await world.startIntake();
    const second = await world.open();
    // Each start asks again; the intake adds the token in its own time.
    await until(async () => {
      const { intakeUrl, organisation } = world.options;
      const readToken = (await second.get(packageDigest))?.answer?.readToken;
      const path = `${intakeUrl}/v1/${organisation}/submissions/${packageDigest.slice(7)}/receipt`;
      const response = await fetch(path, { headers: { authorization: `Read ${readToken}` } });
      return ((await response.json()) as { timestamp: unknown }).timestamp !== null;
    });
    second.start();
    await until(async () => (await second.get(packageDigest))?.answer?.timestamp !== null);
    await second.close();
    const third = await world.open();
    expect((await third.get(packageDigest))?.answer?.timestamp).toEqual(expect.any(String));
  });
});
