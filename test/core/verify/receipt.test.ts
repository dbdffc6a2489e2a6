/** docs/log-and-receipt.md: what a receipt shows, and to whom. */
import * as fc from "fast-check";
import { fromBase64, toBase64, utf8 } from "../../../src/core/base/bytes.ts";
import { digestOf } from "../../../src/core/base/digest.ts";
import { cosigner } from "../../../src/core/log/cosignature.ts";
import { entryOctets } from "../../../src/core/log/entry.ts";
import { noteSigner, signNote } from "../../../src/core/log/note.ts";
import { fingerprintOf, publicKeyLine } from "../../../src/core/seal/sshsig.ts";
import { verifyReceipt } from "../../../src/core/verify/receipt.ts";
import { exitCode } from "../../../src/core/verify/report.ts";
import { altered, entryNumber, sampleLog, seedOf } from "../log/sample.ts";
import { builtIn, stamp } from "../timestamp/sample.ts";
import {
  DEVICE,
  failures,
  INVESTIGATOR,
  LOG_ORIGIN,
  makeScene,
  NO_ANCHORS,
  openedBy,
  type Scene,
  verdict,
} from "./sample.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await makeScene();
});

/** The receipt with changes, held against the whole submission. */
async function check(changes: Partial<Scene["receipt"]> = {}, policy: Scene["policy"] | null = scene.policy) {
  return verifyReceipt(
    { ...scene.receipt, ...changes },
    { statement: scene.statement, packageOctets: scene.sealed.package, policy },
  );
}

describe("a receipt that is right", () => {
  test("verified against the policy, every anchor named", async () => {
    const report = await check();
    expect(report.outcome).toBe("verified");
    expect(exitCode(report)).toBe(0);
    const anchors = report.checks.map(({ claim, status, anchor }) => [claim, status, anchor]);
    expect(anchors).toEqual([
      ["entry", "passed", null],
      ["subject", "passed", null],
      ["inclusion", "passed", null],
      ["log-signature", "passed", `log key ${scene.log.signer.vkey}`],
      ["timestamp", "passed", null],
      ["timestamp-authority", "passed", "O=Voorbeeld BV, CN=Zegel built-in timestamps: root"],
    ]);
  });
  test("the digest, or the statement, is enough to compare it with", async () => {
    const { policy, statement } = scene;
    const byDigest = await verifyReceipt(scene.receipt, { packageDigest: statement.package, policy });
    const byStatement = await verifyReceipt(scene.receipt, { statement, policy });
    const alone = await verifyReceipt(scene.receipt, { policy });
    expect([byDigest.outcome, byStatement.outcome, alone.outcome]).toEqual([
      "verified",
      "verified",
      "verified",
    ]);
    expect(verdict(alone, "subject")).toBe("not-checked");
  });
  test("a late timestamp is said to be late, and is no failure", async () => {
    const report = await check({ timestamp: null });
    expect([report.outcome, verdict(report, "timestamp")]).toEqual(["verified", "not-checked"]);
  });
  test("a policy without timestamp roots leaves the authority unchecked, and says so", async () => {
    const report = await check({}, { ...scene.policy, timestampRoots: [] });
    expect([report.outcome, verdict(report, "timestamp-authority")]).toEqual(["verified", "not-checked"]);
  });
  test("a log that changed its key: each key that the policy lists counts", async () => {
    const older = { origin: LOG_ORIGIN, key: noteSigner(LOG_ORIGIN, seedOf(77)).vkey };
    expect((await check({}, { ...scene.policy, logs: [older, ...scene.policy.logs] })).outcome).toBe(
      "verified",
    );
  });
});

describe("without anchors: exit 3, never 0", () => {
  test.each([
    ["none", null],
    ["empty", NO_ANCHORS],
  ] as const)("policy: %s", async (_, policy) => {
    const report = await check({}, policy);
    expect([report.outcome, exitCode(report)]).toEqual(["consistent", 3]);
    expect(report.checks.every(({ anchor }) => anchor === null)).toBe(true);
  });
  test("with timestamp roots only: the log is still not checked", async () => {
    const report = await check({}, { ...scene.policy, logs: [] });
    expect([report.outcome, exitCode(report)]).toEqual(["consistent", 3]);
  });
  test("something wrong fails without anchors too", async () => {
    const report = await check({ proof: scene.log.proof(1) }, null);
    expect([report.outcome, exitCode(report)]).toEqual(["not-verified", 1]);
  });
});

describe("forged and foreign receipts", () => {
  test("of another package: RECEIPT_FOREIGN", async () => {
    const packageDigest = await digestOf(utf8("another package"));
    const report = await verifyReceipt(scene.receipt, { packageDigest, policy: scene.policy });
    expect(failures(report)).toEqual(["subject RECEIPT_FOREIGN"]);
  });
  test.each(["package", "summary", "commitment"] as const)(
    "another %s in the statement: RECEIPT_FOREIGN",
    async (member) => {
      const statement = { ...scene.statement, [member]: await digestOf(utf8("other")) };
      const report = await verifyReceipt(scene.receipt, { statement, policy: scene.policy });
      expect(failures(report)).toEqual(["subject RECEIPT_FOREIGN"]);
    },
  );
  test("a true receipt of somebody else's report: RECEIPT_FOREIGN", async () => {
    const other = await digestOf(utf8("other"));
    const entry = entryOctets({ v: 1, type: "package", package: other, summary: other, commitment: other });
    const log = sampleLog([entry], 1, LOG_ORIGIN);
    const report = await check({
      entry: new TextDecoder().decode(entry),
      proof: log.proof(0),
      timestamp: null,
    });
    expect(failures(report)).toEqual(["subject RECEIPT_FOREIGN"]);
  });
  test("of another organisation's log, though the policy knows that log: RECEIPT_FOREIGN", async () => {
    const origin = "intake.example/v1/other/log";
    const log = sampleLog([utf8(scene.entry)], 1, origin);
    const policy = { ...scene.policy, logs: [...scene.policy.logs, { origin, key: log.signer.vkey }] };
    const report = await check({ proof: log.proof(0) }, policy);
    expect(failures(report)).toEqual(["log-signature RECEIPT_FOREIGN"]);
  });
  test("self-made log of the same name: CHECKPOINT_UNTRUSTED", async () => {
    const forged = sampleLog([utf8(scene.entry)], 66, LOG_ORIGIN);
    const report = await check({ proof: forged.proof(0) });
    expect(failures(report)).toEqual(["log-signature CHECKPOINT_UNTRUSTED"]);
  });
  test("a log that the policy does not know: CHECKPOINT_UNTRUSTED", async () => {
    const elsewhere = sampleLog([utf8(scene.entry)], 1, "elsewhere.example/v1/demo/log");
    expect(failures(await check({ proof: elsewhere.proof(0) }))).toEqual([
      "log-signature CHECKPOINT_UNTRUSTED",
    ]);
  });
  test("an entry of another type, or none: ENTRY_INVALID", async () => {
    const { package: digest } = scene.statement;
    const erased = new TextDecoder().decode(entryOctets({ v: 1, type: "erased", package: digest }));
    expect(failures(await check({ entry: erased }))).toEqual(["entry ENTRY_INVALID"]);
    expect(failures(await check({ entry: "{}" }))).toEqual(["entry ENTRY_INVALID"]);
  });
  test("entry and proof do not belong together: PROOF_MISMATCH", async () => {
    expect(failures(await check({ proof: scene.log.proof(1) }))).toEqual(["inclusion PROOF_MISMATCH"]);
  });
  test("a timestamp of other octets: TIMESTAMP_MISMATCH", async () => {
    const timestamp = toBase64(await stamp(scene.authority, utf8("other octets")));
    expect(failures(await check({ timestamp }))).toEqual(["timestamp TIMESTAMP_MISMATCH"]);
  });
  test("backdated by a self-made authority of the same name: TIMESTAMP_UNTRUSTED", async () => {
    const timestamp = toBase64(await stamp(await builtIn(), scene.sealed.package, Date.UTC(2026, 1, 1)));
    expect(failures(await check({ timestamp }))).toEqual(["timestamp-authority TIMESTAMP_UNTRUSTED"]);
    // Without anchors of the verifier's own it is only consistent: its own chain vouches for nothing.
    expect(exitCode(await check({ timestamp }, null))).toBe(3);
  });
  test("timestamp that is not base64: TIMESTAMP_INVALID", async () => {
    expect(failures(await check({ timestamp: "*" }))).toEqual(["timestamp TIMESTAMP_INVALID"]);
  });
});

describe("witnesses", () => {
  const witness = cosigner("witness.example/w1", seedOf(8));
  const second = cosigner("witness.example/w2", seedOf(9));
  const witnesses = [witness, second].map(({ name, vkey }) => ({ name, key: vkey }));
  const cosigned = (...by: readonly { cosign(note: string, seconds: number): string }[]) => {
    const note = by.reduce((text, one) => one.cosign(text, 1_790_000_000), scene.log.checkpoint());
    return scene.log.proof(2).replace(scene.log.checkpoint(), note);
  };
  test("a quorum that is met", async () => {
    const report = await check(
      { proof: cosigned(witness, second) },
      { ...scene.policy, witnesses, witnessQuorum: 2 },
    );
    expect([report.outcome, verdict(report, "witnesses")]).toEqual(["verified", "passed"]);
  });
  test("the same witness twice is one", async () => {
    const report = await check(
      { proof: cosigned(witness, witness) },
      { ...scene.policy, witnesses, witnessQuorum: 2 },
    );
    expect(failures(report)).toEqual(["witnesses CHECKPOINT_UNTRUSTED"]);
  });
  test("none needed: reported only", async () => {
    const report = await check({}, { ...scene.policy, witnesses });
    expect([report.outcome, verdict(report, "witnesses")]).toEqual(["verified", "not-checked"]);
  });
});

describe("the acknowledgement that a package was opened", () => {
  const fingerprint = fingerprintOf(publicKeyLine(INVESTIGATOR));
  test("by an investigator of the policy", async () => {
    const opened = await openedBy(scene.statement.package);
    const report = await check({ opened }, { ...scene.policy, investigators: [fingerprint] });
    expect([report.outcome, verdict(report, "opened")]).toEqual(["verified", "passed"]);
  });
  test("by somebody else: only said, never believed", async () => {
    const opened = await openedBy(scene.statement.package);
    const report = await check({ opened }, { ...scene.policy, investigators: [DEVICE] });
    expect([report.outcome, verdict(report, "opened")]).toEqual(["verified", "not-checked"]);
  });
  test("of another package: RECEIPT_FOREIGN", async () => {
    const opened = await openedBy(await digestOf(utf8("other")));
    expect(failures(await check({ opened }))).toEqual(["opened RECEIPT_FOREIGN"]);
  });
  test("one changed character is refused", async () => {
    const opened = await openedBy(scene.statement.package);
    const codes = new Set<string>();
    for (let at = 0; at < opened.length; at += 7) {
      const report = await check({ opened: altered(opened, at) });
      codes.add(verdict(report, "opened") as string);
    }
    expect([...codes]).not.toContain("passed");
    expect([...codes]).not.toContain("not-checked");
  });
});

describe("the opening", () => {
  test("shows what the commitment stands for", async () => {
    const report = await check({ opening: scene.sealed.opening });
    expect([report.outcome, verdict(report, "opening")]).toEqual(["verified", "passed"]);
  });
  const otherDigest = `sha256:${"00".repeat(32)}`;
  test.each([
    ["salt", toBase64(seedOf(9)), "COMMITMENT_MISMATCH"],
    ["tagmanifest", "", "COMMITMENT_MISMATCH"],
    ["signature", otherDigest, "COMMITMENT_MISMATCH"],
    ["manifest", "", "DIGEST_MISMATCH"],
    ["package", otherDigest, "RECEIPT_FOREIGN"],
  ] as const)("another %s: refused", async (member, value, code) => {
    const opening = { ...scene.sealed.opening, [member]: value };
    expect(failures(await check({ opening }))).toEqual([`opening ${code}`]);
  });
});

describe("mutations", () => {
  test("one changed character anywhere in entry or proof is refused", async () => {
    for (const member of ["entry", "proof"] as const) {
      const text = scene.receipt[member];
      const accepted: number[] = [];
      for (let at = 0; at < text.length; at++) {
        if ((await check({ [member]: altered(text, at), timestamp: null })).outcome !== "not-verified")
          accepted.push(at);
      }
      expect(accepted).toEqual([]);
    }
  });
  test("one changed octet of the token, every seventh position, is refused", async () => {
    const token = fromBase64(scene.receipt.timestamp as string) as Uint8Array;
    for (let at = 2; at < token.length; at += 7) {
      const broken = token.slice();
      broken[at] = (broken[at] as number) ^ 1;
      expect((await check({ timestamp: toBase64(broken) })).outcome).toBe("not-verified");
    }
  });
  test("a checkpoint with an extension line that the log signed is still its checkpoint; one of another root is not", async () => {
    const { root } = scene.log.head();
    const extended = signNote(`${LOG_ORIGIN}\n5\n${toBase64(root)}\nmore\n`, scene.log.signer);
    const proof = scene.log.proof(2).replace(scene.log.checkpoint(), extended);
    expect((await check({ proof })).outcome).toBe("verified");
    const other = sampleLog([entryNumber(0)], 1, LOG_ORIGIN).checkpoint();
    expect(
      failures(await check({ proof: scene.log.proof(2).replace(scene.log.checkpoint(), other) })),
    ).toEqual(["inclusion PROOF_INVALID"]);
  });
  test("never throws, whatever a server answers, and never verifies it", async () => {
    const text = fc.oneof(fc.string(), fc.constant(scene.receipt.entry), fc.constant(scene.receipt.proof));
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        fc.option(text),
        fc.option(text),
        async (entry, proof, timestamp, opened) => {
          const isTrue =
            entry === scene.receipt.entry &&
            proof === scene.receipt.proof &&
            timestamp === null &&
            opened === null;
          const report = await check({ entry, proof, timestamp, opened });
          expect(report.outcome === "verified").toBe(isTrue);
        },
      ),
    );
  });
});
