/** Packages and bags against a policy: content, device, receipt, the checkpoint that the client had seen. */
import { utf8 } from "../../../src/core/base/bytes.ts";
import { openPackage } from "../../../src/core/seal/open.ts";
import { verifyBag, verifyPackage } from "../../../src/core/verify/package.ts";
import { exitCode } from "../../../src/core/verify/report.ts";
import { entryNumber, sampleLog } from "../log/sample.ts";
import { IDENTITY, OTHER_IDENTITY, REFERENCE } from "../seal/sample.ts";
import { DEVICE, failures, LOG_ORIGIN, makeScene, type Scene, verdict } from "./sample.ts";

let scene: Scene;
let files: ReadonlyMap<string, Uint8Array>;
const seenLog = sampleLog([entryNumber(0), entryNumber(1)], 1, LOG_ORIGIN);
const identities = [IDENTITY];

beforeAll(async () => {
  scene = await makeScene(seenLog.checkpoint());
  const opened = await openPackage(scene.sealed.package, { identities });
  if (!opened.ok) throw opened.error;
  files = opened.value.files;
});

describe("verifyPackage", () => {
  test("with receipt and policy: verified", async () => {
    const { sealed, receipt, policy, statement } = scene;
    const report = await verifyPackage(sealed.package, {
      identities,
      policy,
      receipt,
      statement,
      summary: sealed.summary,
    });
    expect(failures(report)).toEqual([]);
    expect([report.outcome, verdict(report, "content"), verdict(report, "seen-checkpoint")]).toEqual([
      "verified",
      "passed",
      "passed",
    ]);
    expect(verdict(report, "device")).toBe("not-checked");
  });
  test("with a device key that the policy lists: verified without a receipt", async () => {
    const report = await verifyPackage(scene.sealed.package, {
      identities,
      policy: { ...scene.policy, devices: [DEVICE] },
    });
    expect([report.outcome, verdict(report, "device")]).toEqual(["verified", "passed"]);
  });
  test("with a device key that the policy does not list: SIGNATURE_INVALID", async () => {
    const policy = { ...scene.policy, devices: [`SHA256:${"A".repeat(43)}`] };
    const report = await verifyPackage(scene.sealed.package, { identities, policy, receipt: scene.receipt });
    expect([exitCode(report), failures(report)]).toEqual([1, ["device SIGNATURE_INVALID"]]);
  });
  test("nothing outside the package vouches for it: exit 3", async () => {
    for (const policy of [null, scene.policy]) {
      expect(exitCode(await verifyPackage(scene.sealed.package, { identities, policy }))).toBe(3);
    }
  });
  test("with a receipt but no policy, or no identity: exit 3", async () => {
    const { sealed, receipt, policy } = scene;
    expect(exitCode(await verifyPackage(sealed.package, { identities, receipt }))).toBe(3);
    const closed = await verifyPackage(sealed.package, { policy, receipt });
    expect([exitCode(closed), verdict(closed, "content"), verdict(closed, "log-signature")]).toEqual([
      3,
      "not-checked",
      "passed",
    ]);
  });
  test("a receipt of another package: RECEIPT_FOREIGN", async () => {
    const other = await makeScene();
    const report = await verifyPackage(scene.sealed.package, {
      identities,
      policy: scene.policy,
      receipt: other.receipt,
    });
    expect(failures(report)).toContain("subject RECEIPT_FOREIGN");
  });
  test("an altered package, another summary, another key, no age file: not verified", async () => {
    const broken = scene.sealed.package.slice();
    broken[broken.length - 1] = (broken[broken.length - 1] as number) ^ 1;
    expect(failures(await verifyPackage(broken, { identities }))).toEqual(["content AGE_PAYLOAD_INVALID"]);
    const other = await makeScene();
    const swapped = await verifyPackage(scene.sealed.package, { identities, statement: other.statement });
    expect(failures(swapped)).toEqual(["content COMMITMENT_MISMATCH"]);
    const stranger = await verifyPackage(scene.sealed.package, { identities: [OTHER_IDENTITY] });
    expect(failures(stranger)).toEqual(["content NOT_A_RECIPIENT"]);
    for (const octets of [utf8(""), utf8("hello -- \n--"), utf8("age-encryption.org/v1\n")]) {
      expect(failures(await verifyPackage(octets))).toEqual(["content AGE_HEADER_INVALID"]);
    }
  });
  test("a seen checkpoint that the log's key did not sign: CHECKPOINT_UNTRUSTED", async () => {
    const forged = await makeScene(sampleLog([entryNumber(0)], 66, LOG_ORIGIN).checkpoint());
    const report = await verifyPackage(forged.sealed.package, {
      identities,
      policy: forged.policy,
      receipt: forged.receipt,
    });
    expect(failures(report)).toEqual(["seen-checkpoint CHECKPOINT_UNTRUSTED"]);
  });
});

describe("verifyBag", () => {
  test("files in any order; with the device's key, or the receipt, as anchor: verified", async () => {
    const shuffled = new Map([...files].toReversed());
    const byDevice = await verifyBag(REFERENCE, shuffled, { policy: { ...scene.policy, devices: [DEVICE] } });
    const byReceipt = await verifyBag(REFERENCE, files, { policy: scene.policy, receipt: scene.receipt });
    expect([failures(byDevice), byDevice.outcome, byReceipt.outcome]).toEqual([[], "verified", "verified"]);
    expect(verdict(byReceipt, "subject")).toBe("passed");
  });
  test("without anchors: exit 3", async () => {
    expect(exitCode(await verifyBag(REFERENCE, files))).toBe(3);
    expect(exitCode(await verifyBag(REFERENCE, files, { receipt: scene.receipt }))).toBe(3);
  });
  test("a receipt of another package: RECEIPT_FOREIGN, by the commitment", async () => {
    const other = await makeScene();
    // The same content sealed again has the same commitment but for its salt and signature; a changed entry shows it.
    const entry = other.receipt.entry.replace(other.statement.commitment, other.statement.package);
    const report = await verifyBag(REFERENCE, files, {
      policy: scene.policy,
      receipt: { ...other.receipt, entry },
    });
    expect(failures(report)).toContain("subject RECEIPT_FOREIGN");
  });
  test("one changed octet in any file, an added one, a missing one, another reference: refused", async () => {
    for (const [path, octets] of files) {
      if (octets.length === 0) continue;
      const broken = octets.slice();
      const at = Math.floor(broken.length / 2);
      broken[at] = (broken[at] as number) ^ 1;
      expect(exitCode(await verifyBag(REFERENCE, new Map(files).set(path, broken)))).toBe(1);
      const without = new Map(files);
      without.delete(path);
      expect(exitCode(await verifyBag(REFERENCE, without))).toBe(1);
    }
    const added = new Map(files).set("data/attachments/0001", utf8("x"));
    expect(failures(await verifyBag(REFERENCE, added))).toEqual(["content BAG_INVALID"]);
    const strange = new Map(files).set("data/evil.txt", utf8("x"));
    expect(failures(await verifyBag(REFERENCE, strange))).toEqual(["content PATH_NOT_ALLOWED"]);
    expect(failures(await verifyBag("ZG-0000-0000", files))).toEqual(["content BAG_INVALID"]);
  });
});
