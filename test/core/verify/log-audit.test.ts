/** Reconciling what the log says with what one could get hold of, and finding a forked log. */
import * as fc from "fast-check";
import type { Digest } from "../../../src/core/base/digest.ts";
import type { LogEntry } from "../../../src/core/log/entry.ts";
import { consistencyProof, treeRoot } from "../../../src/core/log/tree.ts";
import { compareCheckpoints, compareWithLog, reconcile } from "../../../src/core/verify/log-audit.ts";
import { entryNumber, sampleLog } from "../log/sample.ts";

function digest(i: number): Digest {
  return `sha256:${i.toString(16).padStart(64, "0")}`;
}

function packageEntry(i: number): LogEntry {
  return { v: 1, type: "package", package: digest(i), summary: digest(1000), commitment: digest(1001) };
}

describe("reconcile", () => {
  const entries: LogEntry[] = [
    packageEntry(1),
    { v: 1, type: "custody", event: digest(9) },
    packageEntry(2),
    packageEntry(3),
    { v: 1, type: "erased", package: digest(3) },
    packageEntry(4),
  ];
  test("n entries, m retrieved, k missing by index; erased ones are not missing", () => {
    expect(reconcile(entries, new Set([digest(1), digest(4), digest(77)]))).toEqual({
      logged: 4,
      retrieved: 2,
      missing: [2],
      erased: [3],
      unlogged: [digest(77)],
    });
  });
  test("nothing is counted twice or lost", () => {
    const list = fc.array(fc.nat(20).map(packageEntry));
    fc.assert(
      fc.property(list, fc.uniqueArray(fc.nat(25)), (logged, held) => {
        const result = reconcile(logged, new Set(held.map(digest)));
        expect(result.logged).toBe(logged.length);
        expect(result.retrieved + result.missing.length + result.erased.length).toBe(result.logged);
      }),
    );
  });
});

describe("compareCheckpoints", () => {
  const log = sampleLog(Array.from({ length: 20 }, (_, i) => entryNumber(i)));
  const fork = sampleLog(Array.from({ length: 20 }, (_, i) => entryNumber(i === 6 ? 600 : i)));
  const proof = consistencyProof(8, 20, log.tree.getHash);
  test("the same, grown in either direction, and of another log", () => {
    expect(compareCheckpoints(log.head(8), log.head(8))).toBe("same");
    expect(compareCheckpoints(log.head(8), log.head(20), proof)).toBe("grown");
    expect(compareCheckpoints(log.head(20), log.head(8), proof)).toBe("grown");
    const elsewhere = sampleLog([entryNumber(0)], 1, "elsewhere.example/v1/acme/log");
    expect(compareCheckpoints(log.head(1), elsewhere.head(1))).toBe("other-log");
  });
  test("same size, other root: forked", () => {
    expect(compareCheckpoints(log.head(20), fork.head(20))).toBe("forked");
    expect(compareCheckpoints(log.head(6), fork.head(6))).toBe("same");
  });
  test("a fork has no consistency proof: unproven with any", () => {
    expect(compareCheckpoints(log.head(8), fork.head(20), proof)).toBe("unproven");
    expect(compareCheckpoints(log.head(8), fork.head(20), consistencyProof(8, 20, fork.tree.getHash))).toBe(
      "unproven",
    );
    expect(compareCheckpoints(log.head(8), log.head(20))).toBe("unproven");
    expect(compareCheckpoints(log.head(8), log.head(20), [])).toBe("unproven");
  });
  test("who has recomputed the log knows for sure", () => {
    const own = { origin: log.signer.name, size: 20 };
    const rootAt = (size: number) => treeRoot(size, log.tree.getHash);
    const verdicts = [log.head(8), log.head(20), fork.head(8), fork.head(6)].map((head) =>
      compareWithLog(own, head, rootAt),
    );
    expect(verdicts).toEqual(["grown", "same", "forked", "grown"]);
    expect(compareWithLog({ ...own, size: 10 }, log.head(20), rootAt)).toBe("ahead");
    expect(compareWithLog({ ...own, origin: "x" }, log.head(8), rootAt)).toBe("other-log");
  });
});
