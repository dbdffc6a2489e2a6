import { utf8 } from "../../src/core/base/bytes.ts";
import { digestOf } from "../../src/core/base/digest.ts";
import { auditLog, type LogAuditInput } from "../../src/console/log-audit.ts";
import type { ListedPackage } from "../../src/console/ports.ts";
import { TILE_WIDTH } from "../../src/core/log/tiles.ts";
import { makeLog, NOW, ORIGIN } from "./world.ts";

async function digests(name: string) {
  return {
    package: await digestOf(utf8(name)),
    summary: await digestOf(utf8(`${name} summary`)),
    commitment: await digestOf(utf8("c")),
  };
}

async function logOf(count: number) {
  const log = makeLog();
  const listed: ListedPackage[] = [];
  for (let i = 0; i < count; i++) {
    const entry = await digests(`package ${i}`);
    const index = log.append({ v: 1, type: "package", ...entry });
    listed.push({ index, ...entry, receivedAt: NOW, octets: 1, timestamped: false, erased: false });
  }
  return { log, listed };
}

function inputOf(
  log: ReturnType<typeof makeLog>,
  listed: readonly ListedPackage[],
  size = log.size(),
): LogAuditInput {
  const bundles = Array.from({ length: Math.ceil(size / TILE_WIDTH) }, (_, i) =>
    log.bundle(i, Math.min(TILE_WIDTH, size - i * TILE_WIDTH)),
  );
  return {
    anchor: { origin: ORIGIN, key: log.signer.vkey },
    checkpoint: log.checkpoint(size),
    remembered: null,
    bundles,
    listed,
    seen: [],
  };
}

describe("auditLog", () => {
  test.each([0, 1, 255, 256, 257, 600])(
    "%i packages, all there: consistent, to be remembered",
    async (count) => {
      const { log, listed } = await logOf(count);
      const audit = await auditLog(inputOf(log, listed));
      expect(audit).toMatchObject({
        verdict: "consistent",
        code: null,
        size: count,
        read: count,
        missing: [],
        unlogged: [],
      });
      expect(audit.note).toBe(log.checkpoint());
    },
  );

  test("a package that the server leaves out is missing; one that it invents is not in the log", async () => {
    const { log, listed } = await logOf(3);
    const invented = {
      ...(await digests("invented")),
      index: 9,
      receivedAt: NOW,
      octets: 1,
      timestamped: false,
      erased: false,
    };
    const audit = await auditLog(
      inputOf(log, [listed[0] as ListedPackage, listed[2] as ListedPackage, invented]),
    );
    expect(audit.missing).toEqual([{ index: 1, package: listed[1]?.package }]);
    expect(audit.unlogged).toEqual([{ index: 9, package: invented.package }]);
  });

  test("a package listed with another summary than the logged one is not in the log", async () => {
    const { log, listed } = await logOf(1);
    const changed = { ...(listed[0] as ListedPackage), summary: await digestOf(utf8("other")) };
    expect((await auditLog(inputOf(log, [changed]))).unlogged).toHaveLength(1);
  });

  test("an erasure that the log records explains what is missing", async () => {
    const { log, listed } = await logOf(2);
    log.append({ v: 1, type: "erased", package: (listed[0] as ListedPackage).package });
    const audit = await auditLog(inputOf(log, listed.slice(1)));
    expect(audit).toMatchObject({ missing: [], erased: 1, verdict: "consistent" });
  });

  test("a changed entry, a bundle cut off, one withheld", async () => {
    const { log, listed } = await logOf(300);
    const input = inputOf(log, listed);
    const [first, second] = input.bundles as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
    const changed = first.slice();
    changed[60] = (changed[60] as number) ^ 1;
    expect(await auditLog({ ...input, bundles: [changed, second] })).toMatchObject({ verdict: "refused" });
    const cut = await auditLog({ ...input, bundles: [first.subarray(0, 900), second] });
    expect(cut).toMatchObject({ verdict: "refused", code: "TILE_INVALID", read: 44 });
    const withheld = await auditLog({ ...input, bundles: [first, null] });
    expect(withheld).toMatchObject({ verdict: "refused", code: "NOT_FOUND", read: 256 });
    expect(withheld.unread).toEqual(Array.from({ length: 44 }, (_, i) => 256 + i));
  });

  test("entries after an unread bundle keep their index", async () => {
    const { log, listed } = await logOf(300);
    const input = inputOf(log, listed);
    const audit = await auditLog({ ...input, bundles: [null, input.bundles[1] ?? null] });
    expect(audit.missing).toEqual([]);
    expect(audit.unlogged.every(({ index }) => index < 256)).toBe(true);
  });

  test("a checkpoint remembered from an earlier state of the same log", async () => {
    const { log, listed } = await logOf(7);
    const audit = await auditLog({ ...inputOf(log, listed), remembered: log.checkpoint(3) });
    expect(audit.compared).toEqual([{ package: null, source: "remembered", size: 3, verdict: "consistent" }]);
  });

  test("rollback: the remembered one is larger; nothing is remembered", async () => {
    const { log, listed } = await logOf(7);
    const audit = await auditLog({ ...inputOf(log, listed.slice(0, 4), 4), remembered: log.checkpoint() });
    expect(audit).toMatchObject({ verdict: "rolled-back", note: null });
  });

  test.each([3, 7])("fork: another history of %i entries under the same key", async (size) => {
    const { log, listed } = await logOf(7);
    const fork = makeLog();
    for (let i = 0; i < size; i++) fork.append({ v: 1, type: "package", ...(await digests(`fork ${i}`)) });
    const note = fork.checkpoint();
    const seen = [{ package: await digestOf(utf8("p")), source: "bag" as const, note }];
    expect(await auditLog({ ...inputOf(log, listed), seen })).toMatchObject({
      verdict: "forked",
      note: null,
    });
    expect(await auditLog({ ...inputOf(log, listed), remembered: note })).toMatchObject({
      verdict: "forked",
    });
  });

  test("a checkpoint that the log never signed accuses nobody", async () => {
    const { log, listed } = await logOf(3);
    const other = makeLog(new Uint8Array(32).fill(44));
    other.append({ v: 1, type: "package", ...(await digests("x")) });
    const seen = ["rubbish", other.checkpoint()].map((note) => ({
      package: `sha256:${"0".repeat(64)}` as const,
      source: "bag" as const,
      note,
    }));
    const audit = await auditLog({ ...inputOf(log, listed), seen });
    expect(audit.verdict).toBe("consistent");
    expect(audit.compared.map((one) => one.verdict)).toEqual(["untrusted", "untrusted"]);
  });

  test("a checkpoint of another key is refused whatever else is there", async () => {
    const { log, listed } = await logOf(3);
    const other = makeLog(new Uint8Array(32).fill(44));
    const audit = await auditLog({ ...inputOf(log, listed), checkpoint: other.checkpoint() });
    expect(audit).toMatchObject({ verdict: "refused", code: "CHECKPOINT_UNTRUSTED", note: null });
  });
});
