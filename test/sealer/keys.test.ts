/** One key, one report: however often, and in whatever order, a door hands it over. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { KeptReport, SealedNow } from "../../src/sealer/ports.ts";
import { codeOf, makeWorld, packagesAtIntake, reportOf, until, type World } from "./world.ts";

const DAY_MS = 86_400_000;

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const reports = () => readdirSync(join(world.dataDir, "reports"));

describe("one key, one report", () => {
  const digests = (sealed: readonly KeptReport[]) => new Set(sealed.map((one) => one.packageDigest));

  test("concurrently", async () => {
    const sealer = await world.open();
    const sealed = await Promise.all([1, 2, 3, 4].map(() => sealer.seal(reportOf("same"))));
    expect(digests(sealed).size).toBe(1);
    expect(sealed.filter(({ insights }) => insights.length > 0)).toHaveLength(1);
    expect(reports()).toHaveLength(1);
  });

  test("again later, after a restart, and after it was sent", async () => {
    const first = await world.open();
    const sealed: SealedNow[] = [await first.seal(reportOf("same", { note: { to: "x" } }))];
    sealed.push(await first.seal(reportOf("same")));
    await first.close();
    const second = await world.open();
    sealed.push(await second.seal(reportOf("same")));
    await second.send(sealed[0]?.packageDigest as never);
    sealed.push(await second.seal(reportOf("same")));
    await second.close();
    const third = await world.open();
    sealed.push(await third.seal(reportOf("same")));
    expect(digests(sealed).size).toBe(1);
    expect(sealed.slice(1).every(({ insights }) => insights.length === 0)).toBe(true);
    expect(sealed.map(({ state }) => state)).toEqual(["sealed", "sealed", "sealed", "sent", "sent"]);
    expect(await third.find("same")).toMatchObject({ state: "sent", note: { to: "x" } });
    expect(await third.find("other")).toBeNull();
    expect(packagesAtIntake(world)).toHaveLength(1);
  });

  test("a report that failed is not remembered", async () => {
    const sealer = await world.open();
    const wrong = reportOf("k", { answers: { ...reportOf("k").answers, kind: { state: "wrong" } as never } });
    expect(await codeOf(sealer.seal(wrong))).not.toBe("no error");
    expect(await sealer.find("k")).toBeNull();
    expect((await sealer.seal(reportOf("k"))).state).toBe("sealed");
  });

  test("known for thirty days after it was sent", async () => {
    let days = 0;
    const clock = { now: () => Date.now() + days * DAY_MS };
    const sealer = await world.open({ clock });
    const { packageDigest } = await sealer.seal(reportOf("k"));
    await sealer.send(packageDigest);
    await sealer.close();
    days = 31;
    const later = await world.open({ clock });
    const unsent = await later.seal(reportOf("other"));
    later.start();
    await until(async () => (await later.get(packageDigest)) === null);
    expect(reports()).toEqual([unsent.packageDigest.slice(7)]);
    expect((await later.seal(reportOf("k"))).packageDigest).not.toBe(packageDigest);
  });

  test("a clock that the intake does not confirm removes nothing", async () => {
    const sealer = await world.open();
    const { packageDigest } = await sealer.seal(reportOf("k"));
    await sealer.send(packageDigest);
    await sealer.close();
    const now = Date.now;
    // The Date field of HTTP does not go by this function: the intake's time stays right.
    const ahead = jest.spyOn(Date, "now").mockImplementation(() => now() + 31 * DAY_MS);
    try {
      const later = await world.open();
      await later.seal(reportOf("other"));
      later.start();
      await until(async () => (await later.list()).every(({ state }) => state === "sent"));
      await later.close();
      expect(reports()).toHaveLength(2);
    } finally {
      ahead.mockRestore();
    }
  });
});
