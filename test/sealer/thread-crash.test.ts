/** The thread dies while it seals: the door says so, keeps nothing half, and the next report is sealed. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { codeOf, makeWorld, openAtIntake, reportOf, type World } from "./world.ts";

const mockCrashes = { left: 1, started: 0 };

jest.mock("../../src/sealer/start-thread.ts", () => {
  const real = jest.requireActual<typeof import("../../src/sealer/start-thread.ts")>(
    "../../src/sealer/start-thread.ts",
  );
  return {
    startThread: (dataDir: string) => {
      mockCrashes.started++;
      if (mockCrashes.left-- <= 0) return real.startThread(dataDir);
      const dying = 'require("node:worker_threads").parentPort.on("message", () => process.exit(7))';
      return new Worker(dying, { eval: true });
    },
  };
});

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

test("SERVER_ERROR, nothing is kept, and the same report handed over again is sealed", async () => {
  const sealer = await world.open();
  const failed = sealer.seal(reportOf("k"));
  await expect(failed).rejects.toMatchObject({ code: "SERVER_ERROR", retry: "later" });
  expect(await codeOf(failed)).toBe("SERVER_ERROR");
  expect(await sealer.find("k")).toBeNull();
  for (const folder of ["incoming", "reports"]) expect(readdirSync(join(world.dataDir, folder))).toEqual([]);
  const { packageDigest } = await sealer.seal(reportOf("k"));
  expect(mockCrashes.started).toBe(2);
  expect((await sealer.send(packageDigest)).kind).toBe("sent");
  expect((await openAtIntake(world, packageDigest)).opened.messages).toHaveLength(1);
});
